// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/assessment.h"
#include "models/domain/plan.h"
#include "models/domain/validation.h"
#include "models/foundation/instant.h"
#include "models/planning/recurrence.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace bw {

/// What earlier roll-outs showed. Kept per package; where nothing was measured, the policy's figures count.
struct Measured {
    struct Figures {
        double minutes = 0; ///< mean of one installation on one host, without the reboot; 0: no time was told
        double success = 1; ///< share of installations that ended well, silent ones counted as failures
        std::uint32_t times = 0;

        friend bool operator==(const Figures&, const Figures&) = default;
    };
    std::unordered_map<std::string, Figures> packages;
    std::optional<double> rebootMinutes;

    friend bool operator==(const Measured&, const Measured&) = default;
};

/// What a plan is looked at under.
struct PlanContext {
    std::shared_ptr<const Assessment> assessment; ///< never null
    PlanningPolicy policy;
    std::vector<TestVerdict> verdicts;
    std::vector<PatchNote> notes;
    std::vector<CriticalApp> apps;
    Measured measured;
    Instant now;
};

/// A plan's context with everything that does not depend on the plan worked out once: filters asked of every host,
/// durations of every patch. Immutable, shared between threads; made in some 10 ms for 10,000 hosts.
///
/// A filter that cannot be read fits no host and is listed in flaws().
class PlanGround {
public:
    static constexpr std::uint32_t None = std::uint32_t(-1);

    explicit PlanGround(PlanContext context);

    const PlanContext& context() const { return m_context; }
    const Assessment& assessment() const { return *m_context.assessment; }
    const PlanningPolicy& policy() const { return m_context.policy; }
    Instant now() const { return m_context.now; }
    std::size_t hostCount() const { return m_context.assessment->fleet->hosts.size(); }

    /// Index into Fleet::hosts, or None.
    std::uint32_t hostIndex(HostId host) const;
    /// Index into Assessment::patches, or None: nothing of it is open any more.
    std::uint32_t patchIndex(std::string_view patch) const;
    const Host& host(std::uint32_t index) const { return m_context.assessment->fleet->hosts[index]; }
    std::string hostName(HostId host) const;

    /// Hosts by index, ascending, of each entry of the policy or of the list of applications.
    std::span<const std::uint32_t> redundancyHosts(std::size_t group) const { return m_redundancy[group]; }
    std::span<const std::uint32_t> firstHosts(std::size_t order) const { return m_first[order]; }
    std::span<const std::uint32_t> thenHosts(std::size_t order) const { return m_then[order]; }
    std::span<const std::uint32_t> appHosts(std::size_t app) const { return m_apps[app]; }
    /// nullptr, None: no such window.
    const Window* window(std::string_view id) const;
    std::uint32_t windowIndex(std::string_view id) const;
    /// Of a window of the policy, from now to a year ahead, ascending; empty where it cannot be read.
    std::span<const Occurrence> occurrencesOf(std::size_t window) const { return m_occurrences[window]; }
    const std::optional<Stretch>& stretchOfFreeze(std::size_t freeze) const { return m_stretches[freeze]; }
    /// Numbers of a host's own windows (PlanningPolicy::windows); empty: changed whenever its wave is.
    std::span<const std::uint32_t> windowsOf(std::uint32_t host) const { return m_hostWindows[host]; }
    /// Numbers of the freezes that hold for a host.
    std::span<const std::uint32_t> freezesOf(std::uint32_t host) const { return m_hostFreezes[host]; }

    /// Hosts with the same windows and freezes of their own are of one class, counted from 0.
    std::uint32_t hostClass(std::uint32_t host) const { return m_hostClass[host]; }
    std::size_t hostClasses() const { return m_classHost.size(); }
    /// Some host of a class.
    std::uint32_t hostOfClass(std::uint32_t hostClass) const { return m_classHost[hostClass]; }

    /// Of one installation on one host, without the reboot. `index` None: the policy's figure for that id.
    double minutes(std::string_view patch, std::uint32_t index) const;
    double minutesOf(std::uint32_t patch) const { return m_minutes[patch]; }
    double successOf(std::uint32_t patch) const { return m_success[patch]; }
    double rebootMinutes() const;
    bool reboots(std::uint32_t patch) const { return m_context.assessment->patches[patch].reboot; }

    /// A patch of the same package and release with a newer fix than this one (by the native version order); empty:
    /// none. What is not open any more is superseded by what is.
    std::string supersededBy(std::string_view patch) const;

    /// Whether a finding is work to be done: the host has the old build, or a reboot is still missing.
    static bool isTarget(const Finding& finding) // walks over millions of findings ask it
    {
        return finding.state != FindingState::Excepted && finding.state != FindingState::Unknown
            && finding.state != FindingState::Verified;
    }

    /// Filters, windows and freezes that cannot be read: "redundancy group “web”: ...".
    const std::vector<std::string>& flaws() const { return m_flaws; }

private:
    std::vector<std::uint32_t> hostsOf(const std::string& filter, const std::string& subject);
    void readCalendars();
    void sortIntoClasses();
    void measure();

    PlanContext m_context;
    std::unordered_map<std::string_view, std::uint32_t> m_patches;
    std::unordered_map<std::string, std::vector<std::uint32_t>> m_packages; ///< "Debian:12/sudo" -> patches
    std::vector<std::vector<std::uint32_t>> m_redundancy, m_first, m_then, m_apps;
    std::vector<std::vector<std::uint32_t>> m_hostWindows, m_hostFreezes;
    std::vector<std::uint32_t> m_hostClass, m_classHost;
    std::vector<std::vector<Occurrence>> m_occurrences;
    std::vector<std::optional<Stretch>> m_stretches;
    std::vector<double> m_minutes, m_success;
    std::vector<std::string> m_flaws;
};

} // namespace bw
