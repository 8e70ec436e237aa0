// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/assessment.h"
#include "models/domain/validation.h"
#include "models/validation/verdicts.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bw {

/// Everything that people said about tests.
struct TestRecords {
    std::vector<CriticalApp> apps;
    std::vector<TestVerdict> verdicts; ///< by id
    std::vector<PatchNote> notes; ///< by id

    friend bool operator==(const TestRecords&, const TestRecords&) = default;
};

/// A patch against an application that it concerns: one on whose hosts it is open, or cannot be told.
struct TestCell {
    std::uint32_t app = 0; ///< index into TestMatrix::apps
    std::uint32_t hostsOpen = 0; ///< hosts of the application on which the patch is open
    std::uint32_t hostsUnknown = 0; ///< on which it cannot be told; never part of hostsOpen
    AppState tests;

    friend bool operator==(const TestCell&, const TestCell&) = default;
};

/// What the test stage says of a patch.
struct PatchTests {
    std::string patch; ///< id
    std::vector<TestCell> cells; ///< by application, only those concerned
    std::vector<PatchNote> notes; ///< that stand now
    bool blocked = false; ///< a note keeps it from being rolled out
    TestState state = TestState::Passed; ///< the worst of its cells; Passed where it concerns no application

    const TestCell* cellOf(std::uint32_t app) const;
    /// Whether tests and notes let it go on.
    bool letsPass() const { return !blocked && bw::letsPass(state); }
    friend bool operator==(const PatchTests&, const PatchTests&) = default;
};

/// Patches × critical applications: a pure function of an assessment, what people said, and a moment. Immutable,
/// shared.
struct TestMatrix {
    Instant at;
    std::vector<CriticalApp> apps;
    std::vector<std::uint32_t> appHosts; ///< parallel to apps: hosts that carry it now
    std::vector<std::vector<HostId>> carriers; ///< parallel to apps: these hosts, ascending
    std::vector<TestVerdict> verdicts; ///< those that count: also for pairs that are no cell any more
    /// In the queue's order: patches that concern an application, and those with a note that stands. Patches with a
    /// note that the queue does not hold come last.
    std::vector<PatchTests> patches;

    const PatchTests* find(std::string_view patch) const;
};

/// Verdicts and notes later than `at` do not count. Cost: hosts × applications, and findings.
std::shared_ptr<const TestMatrix> testMatrix(const Assessment& assessment, const TestRecords& records, Instant at);

/// The hosts that a filter names, as indexes into the fleet, ascending. Not excluded ones: they are not patched.
std::vector<std::uint32_t> hostsMatching(const Assessment& assessment, std::string_view filter);

} // namespace bw
