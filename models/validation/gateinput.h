// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/validation/testmatrix.h"

#include <span>
#include <string>
#include <vector>

namespace bw {

/// What keeps a patch of a wave from going on.
struct TestObstacle {
    std::string patch; ///< id
    std::string app; ///< id; empty: a note on the patch itself
    TestState state = TestState::NotTested; ///< of the application; nothing for a note
    std::string sentence; ///< English, short: "openssl 3.0.17 failed against Web shop"

    friend bool operator==(const TestObstacle&, const TestObstacle&) = default;
};

/// What the gate of a wave has to know of the tests.
struct TestGateInput {
    std::uint32_t needed = 0; ///< pairs of patch and application concerned
    std::uint32_t passed = 0;
    std::uint32_t waived = 0;
    std::uint32_t failed = 0;
    std::uint32_t notTested = 0;
    std::vector<TestObstacle> withdrawn; ///< notes that block: they close every gate, with or without needsTests
    std::vector<TestObstacle> missing; ///< pairs that failed or are not tested, in the order of the patches

    /// Every pair that is needed passed, or was waived. True where none is needed: then `needed` is 0, and a gate says
    /// "not applicable".
    bool testsLetPass() const { return failed == 0 && notTested == 0; }
    bool blocked() const { return !withdrawn.empty(); }
    friend bool operator==(const TestGateInput&, const TestGateInput&) = default;
};

/// Of the patches of a wave. Patches that the matrix does not hold concern no application.
TestGateInput gateInput(const TestMatrix& matrix, std::span<const std::string> patches);

/// "openssl 3.0.17-1~deb12u2" of "Debian:12/openssl/3.0.17-1~deb12u2".
std::string shortPatchName(std::string_view patch);

} // namespace bw
