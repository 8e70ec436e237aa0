// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/validation/gateinput.h"

namespace bw {

namespace {

void addNotes(TestGateInput& input, const PatchTests& tests, Instant at)
{
    for (const PatchNote& note : tests.notes) {
        if (!blocks(note, at))
            continue;
        TestObstacle obstacle;
        obstacle.patch = tests.patch;
        obstacle.sentence = shortPatchName(tests.patch)
            + (note.kind == PatchNoteKind::Withdrawn ? " was withdrawn: " : " has a known issue: ") + note.text;
        input.withdrawn.push_back(std::move(obstacle));
    }
}

void addCell(TestGateInput& input, const TestMatrix& matrix, const PatchTests& tests, const TestCell& cell)
{
    ++input.needed;
    const CriticalApp& app = matrix.apps[cell.app];
    switch (cell.tests.state) {
    case TestState::Passed:
        ++input.passed;
        return;
    case TestState::Waived:
        ++input.waived;
        return;
    case TestState::Failed:
        ++input.failed;
        break;
    case TestState::NotTested:
        ++input.notTested;
        break;
    }
    const char* words = cell.tests.state == TestState::Failed ? " failed against " : " is not tested against ";
    input.missing.push_back({tests.patch, app.id, cell.tests.state, shortPatchName(tests.patch) + words + app.name});
}

} // namespace

TestGateInput gateInput(const TestMatrix& matrix, std::span<const std::string> patches)
{
    TestGateInput input;
    for (const std::string& patch : patches) {
        const PatchTests* tests = matrix.find(patch);
        if (!tests)
            continue;
        addNotes(input, *tests, matrix.at);
        for (const TestCell& cell : tests->cells)
            addCell(input, matrix, *tests, cell);
    }
    return input;
}

std::string shortPatchName(std::string_view patch)
{
    // Streams hold no slash, versions may: stream/package/version.
    const auto first = patch.find('/');
    const auto second = first == std::string_view::npos ? first : patch.find('/', first + 1);
    if (second == std::string_view::npos)
        return std::string(patch);
    std::string text(patch.substr(first + 1, second - first - 1));
    const std::string_view version = patch.substr(second + 1);
    if (version != "-")
        text += ' ' + std::string(version);
    return text;
}

} // namespace bw
