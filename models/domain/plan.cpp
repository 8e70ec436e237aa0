// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/plan.h"

#include <array>

namespace bw {

std::string_view name(PlanState state)
{
    static constexpr std::array<std::string_view, 5> names = {"draft", "requested", "approved", "rejected",
                                                              "superseded"};
    return names[std::size_t(state)];
}

} // namespace bw
