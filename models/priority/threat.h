// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/catalog.h"
#include "models/priority/duedates.h"

#include <array>
#include <cstdint>
#include <optional>

namespace bw {

/// What the feeds say of a flaw that matters for its decision and its date. A KEV entry overrides the SSVC record's
/// Exploitation; without a record it is none. Automatable that is not told counts as yes (SSVC A 2.0.0), as assumed.
struct Threat {
    Exploitation exploitation = Exploitation::None;
    std::optional<Automatable> automatable;
    std::optional<bool> impactTotal;
    bool kev = false;

    Automatable effectiveAutomatable() const { return automatable.value_or(Automatable::Yes); }
    friend bool operator==(const Threat&, const Threat&) = default;
};

Threat threatOf(const CveFacts& facts);
/// Of an advisory that names no CVE: nothing to exploit is known, and nothing is assumed.
Threat threatWithoutCve();

/// A threat as one small number, so that a finding's flaws fold into a handful of classes.
using ThreatClass = std::uint8_t;
constexpr std::size_t ThreatClasses = 3 * 3 * 3 * 2;
ThreatClass threatClass(const Threat& threat);
Threat threatOf(ThreatClass number);

/// System Exposure of a host as the tables ask for it.
struct HostExposure {
    Exposure value = Exposure::Open; ///< not told: open
    bool assumed = true;

    static HostExposure of(std::optional<Exposure> told) { return {told.value_or(Exposure::Open), !told}; }
    /// With a control in force: never higher than before.
    HostExposure lowered(Exposure to) const { return to < value ? HostExposure{to, false} : *this; }
    friend bool operator==(const HostExposure&, const HostExposure&) = default;
};

/// The deployer table and the due-date policy, looked up in advance for every class: an outcome costs one load.
class OutcomeTable {
public:
    explicit OutcomeTable(const DuePolicy& policy);

    Decision decision(ThreatClass threat, Exposure exposure, HumanImpact impact) const
    {
        return m_decisions[(std::size_t(threat) * 3 + std::size_t(exposure)) * 4 + std::size_t(impact)];
    }
    const DueAnswer& due(ThreatClass threat, HostExposure exposure, Decision decision) const
    {
        const std::size_t column = exposure.assumed ? 3 : std::size_t(exposure.value);
        return m_due[(std::size_t(threat) * 4 + column) * 4 + std::size_t(decision)];
    }
    bool kevStartsClock() const { return m_kevStartsClock; }

private:
    std::array<Decision, ThreatClasses * 3 * 4> m_decisions;
    std::array<DueAnswer, ThreatClasses * 4 * 4> m_due;
    bool m_kevStartsClock;
};

} // namespace bw
