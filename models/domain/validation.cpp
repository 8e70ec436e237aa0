// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/validation.h"

#include <algorithm>
#include <array>

namespace bw {

namespace {

constexpr std::array<std::string_view, 2> CheckKinds = {"manual", "command"};
constexpr std::array<std::string_view, 3> Outcomes = {"passed", "failed", "waived"};
constexpr std::array<std::string_view, 2> NoteKinds = {"known-issue", "withdrawn"};

template <typename T, std::size_t N>
std::optional<T> valueNamed(const std::array<std::string_view, N>& names, std::string_view text)
{
    const auto it = std::find(names.begin(), names.end(), text);
    return it == names.end() ? std::nullopt : std::optional(T(it - names.begin()));
}

} // namespace

std::string_view name(CheckKind kind)
{
    return CheckKinds[std::size_t(kind)];
}

std::optional<CheckKind> checkKindFrom(std::string_view text)
{
    return valueNamed<CheckKind>(CheckKinds, text);
}

std::string_view name(TestOutcome outcome)
{
    return Outcomes[std::size_t(outcome)];
}

std::optional<TestOutcome> testOutcomeFrom(std::string_view text)
{
    return valueNamed<TestOutcome>(Outcomes, text);
}

std::string_view name(PatchNoteKind kind)
{
    return NoteKinds[std::size_t(kind)];
}

std::optional<PatchNoteKind> patchNoteKindFrom(std::string_view text)
{
    return valueNamed<PatchNoteKind>(NoteKinds, text);
}

} // namespace bw
