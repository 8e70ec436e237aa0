// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/validation.h"

#include <array>

namespace bw {

std::string_view name(CheckKind kind)
{
    static constexpr std::array<std::string_view, 2> names = {"manual", "command"};
    return names[std::size_t(kind)];
}

std::string_view name(TestOutcome outcome)
{
    static constexpr std::array<std::string_view, 3> names = {"passed", "failed", "waived"};
    return names[std::size_t(outcome)];
}

std::string_view name(PatchNoteKind kind)
{
    static constexpr std::array<std::string_view, 2> names = {"known-issue", "withdrawn"};
    return names[std::size_t(kind)];
}

} // namespace bw
