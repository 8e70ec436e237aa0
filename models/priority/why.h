// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/assessment.h"

#include <cstdint>
#include <string>
#include <vector>

namespace bw {

/// Why patches stand where they stand: short sentences from data, the weightiest first. Looks at the patch's findings
/// and hosts in the assessment, which must outlive it and have everything but `why` filled.
class WhyWriter {
public:
    explicit WhyWriter(const Assessment& assessment);

    std::vector<std::string> of(const Patch& patch) const;

private:
    friend class Reasons;
    static constexpr std::uint8_t NotTold = 0xff;
    /// What the sentences ask of a host, kept small: there may be millions of findings to walk.
    struct HostMark {
        std::uint8_t exposure = NotTold;
        std::uint8_t importance = NotTold;
        bool stale = false;
    };

    const Assessment& m_assessment;
    std::vector<HostMark> m_hosts;
};

} // namespace bw
