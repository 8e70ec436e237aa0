// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/rollout/engine.h"

#include <array>

namespace bw {

std::string_view name(RestartRule rule)
{
    static constexpr std::array<std::string_view, 3> names = {"never", "ordered", "needed"};
    return names[std::size_t(rule)];
}

} // namespace bw
