// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/assessment.h"

#include <array>

namespace bw {

std::string_view name(FindingState state)
{
    static constexpr std::array<std::string_view, 10> names = {"open",           "planned",  "deploying",    "claimed",
                                                               "reboot-pending", "verified", "contradicted", "excepted",
                                                               "regressed",      "unknown"};
    return names[std::size_t(state)];
}

std::string_view name(HostState state)
{
    static constexpr std::array<std::string_view, 4> names = {"current", "stale", "unknown", "excluded"};
    return names[std::size_t(state)];
}

std::string_view name(AffectedStatus status)
{
    static constexpr std::array<std::string_view, 5> names = {"fixed", "no-fix-yet", "will-not-fix", "not-affected",
                                                              "undetermined"};
    return names[std::size_t(status)];
}

} // namespace bw
