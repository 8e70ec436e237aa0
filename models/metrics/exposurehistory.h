// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/assessment.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace bw {

/// A patch as it came out, by name.
struct ReleaseName {
    std::string patch; ///< id of the patch that it was
    Ecosystem ecosystem = Ecosystem::Unknown;
    std::string stream, package, fixed; ///< fixed empty: no fix
    std::uint32_t subject = 0; ///< number shared by all releases of one package, with or without a fix
};

/// A stretch in which a host was open to a release: from the first inventory that shows it, or from the day on which
/// the flaw was public, until the first inventory that shows it fixed. Days are those of inventories, since 1970-01-01.
struct Episode {
    enum class End : std::uint8_t {
        Open, ///< it still is, as far as the newest inventory tells
        Fixed, ///< the package is at the fixed version or above, and that one runs
        Removed, ///< the package is not installed any more
    };
    static constexpr std::uint32_t None = 0xffffffffu;

    std::uint32_t host = 0; ///< index into Fleet::hosts
    std::uint32_t release = 0; ///< index into ExposureHistory::releases
    ComponentId component = 0; ///< installed when it was last seen open
    std::int32_t from = 0;
    std::int32_t to = Finding::NoDay; ///< first day on which it is closed; NoDay: open
    std::int32_t unknownFrom = Finding::NoDay; ///< since then it cannot be told; NoDay: it can
    std::int32_t due = Finding::NoDay; ///< NoDay: no date, or nothing to install
    std::int32_t creditFrom = 0, creditUntil = 0; ///< a control lowers the decision on [from, until)
    std::int32_t exceptedFrom = Finding::NoDay; ///< an exception that is in force covers it since then
    std::uint32_t closedBy = None; ///< index into the host's timeline
    Decision decision = Decision::Defer;
    Decision rawDecision = Decision::Defer;
    End end = End::Open;

    bool openOn(std::int32_t day) const { return from <= day && (to == Finding::NoDay || day < to); }
};

/// When which host was open to what: a pure function of inventories, feeds and decisions, made once for a moment. What
/// the feeds know today counts from the day on which it was public, whenever it was imported.
struct ExposureHistory {
    std::shared_ptr<const Assessment> assessment;
    int staleAfterDays = 14;
    std::vector<ReleaseName> releases;
    std::vector<Episode> episodes; ///< by host, release, from
    std::vector<std::uint32_t> firstOfHost; ///< size hosts + 1
    std::int32_t firstDay = Finding::NoDay; ///< of the first inventory; NoDay: there is none
    std::int32_t today = 0; ///< day of the assessment's moment
};

} // namespace bw
