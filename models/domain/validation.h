// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/host.h"
#include "models/foundation/instant.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bw {

enum class CheckKind : std::uint8_t { Manual, Command };
std::string_view name(CheckKind kind); ///< manual | command
std::optional<CheckKind> checkKindFrom(std::string_view text);

/// How a critical application is tried after a patch.
struct AppCheck {
    std::string id; ///< unique within the application
    std::string name; ///< "Book an appointment"
    CheckKind kind = CheckKind::Manual;
    std::string steps; ///< Manual: what a person does and must see
    std::vector<std::string> command; ///< Command: program and arguments, no shell
    int expectedExit = 0;
    std::string expectedOutput; ///< must occur in the output; empty: any

    friend bool operator==(const AppCheck&, const AppCheck&) = default;
};

/// An application that must still work after a patch.
struct CriticalApp {
    std::string id;
    std::string name;
    std::string owner;
    std::string hostFilter; ///< the hosts that carry it
    std::vector<AppCheck> checks;

    friend bool operator==(const CriticalApp&, const CriticalApp&) = default;
};

enum class TestOutcome : std::uint8_t { Passed, Failed, Waived };
std::string_view name(TestOutcome outcome); ///< passed | failed | waived
std::optional<TestOutcome> testOutcomeFrom(std::string_view text);

/// What a trial of a patch against an application came to. Append-only; the newest of a (patch, app, check) counts.
struct TestVerdict {
    std::int64_t id = 0;
    std::string patch;
    std::string app;
    std::string check; ///< empty: the application as a whole
    TestOutcome outcome = TestOutcome::Passed;
    std::string reason; ///< required for Failed and Waived
    std::optional<Day> until; ///< Waived: last day on which it counts
    HostId host = 0; ///< where it was tried; 0: not told
    std::string evidence; ///< text, or the end of the command's output
    std::string evidenceFile; ///< name of a file as it was when attached; empty: none
    std::string evidenceDigest; ///< SHA-256 of that file, hex
    std::string who;
    Instant at;

    friend bool operator==(const TestVerdict&, const TestVerdict&) = default;
};

enum class PatchNoteKind : std::uint8_t { KnownIssue, Withdrawn };
std::string_view name(PatchNoteKind kind); ///< known-issue | withdrawn
std::optional<PatchNoteKind> patchNoteKindFrom(std::string_view text);

/// A known issue of a patch, or its withdrawal by the vendor. Blocks it until it is ended.
struct PatchNote {
    std::int64_t id = 0;
    std::string patch;
    PatchNoteKind kind = PatchNoteKind::KnownIssue;
    std::string text;
    bool blocks = true;
    std::string who;
    Instant at;
    std::optional<Instant> endedAt;
    std::string endedBy;
    std::string endedWhy;

    friend bool operator==(const PatchNote&, const PatchNote&) = default;
};

} // namespace bw
