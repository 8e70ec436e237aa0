// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/host.h"
#include "models/domain/validation.h"
#include "models/foundation/progress.h"
#include "models/foundation/result.h"

#include <optional>
#include <string>
#include <vector>

namespace bw {

/// A command to be run on a host. Program and arguments are data: no shell reads them, no template fills them.
struct CommandOrder {
    HostId host = 0;
    std::string name; ///< as in the inventory
    std::string address;
    std::vector<std::string> command;
    int timeoutSeconds = 120;

    friend bool operator==(const CommandOrder&, const CommandOrder&) = default;
};

/// What came of it.
struct CommandResult {
    HostId host = 0;
    std::optional<int> exit; ///< empty: it did not run, and `trouble` says why
    std::string output; ///< standard output and error, the last 64 KiB
    std::string trouble; ///< "host is unreachable", "timed out" ...
    double seconds = 0;

    friend bool operator==(const CommandResult&, const CommandResult&) = default;
};

/// Runs commands on hosts; an engine that can is one. Blocking, not on the GUI thread.
class CommandCheckRunner {
public:
    virtual ~CommandCheckRunner() = default;
    /// One result for each order, in the same order. Errors: Unsupported (the engine is missing; the subject says how
    /// to install it), Cancelled.
    virtual Result<std::vector<CommandResult>> run(const std::vector<CommandOrder>& orders, ProgressSink& progress) = 0;
};

/// The verdict that a result stands for: passed where exit status and output are the expected ones. A command that did
/// not run proves nothing: empty. `patch`, `app`, `who` and `at` are left to the caller.
std::optional<TestVerdict> verdictOf(const AppCheck& check, const CommandResult& result);

/// The end of a text, at most `bytes` long, never in the middle of a letter.
std::string tailOf(const std::string& text, std::size_t bytes);

} // namespace bw
