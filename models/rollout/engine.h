// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/rollout.h"
#include "models/foundation/progress.h"
#include "models/foundation/result.h"

#include <chrono>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace bw {

/// When a host is restarted after the installation.
enum class RestartRule : std::uint8_t {
    Never,
    Ordered, ///< where the order says so
    Needed, ///< and where the host itself asks for it
};
std::string_view name(RestartRule rule); ///< never | ordered | needed

/// How the operator wants an engine to work. Holds no secret: keys are named by path, or come from the SSH agent.
struct EngineSettings {
    std::string user; ///< to log in as; empty: what ssh would take
    bool become = false; ///< sudo on the host (without a password)
    std::string keyFile; ///< path of a private key; empty: the agent or ssh's own
    std::string knownHosts; ///< path of a known_hosts file; empty: ssh's own
    std::string addressFile; ///< path of a JSON object {host name: address} that wins over the inventory's
    std::string extraInventory; ///< path of an inventory file of the operator's, for connection variables
    bool postCheck = true; ///< after the installation the engine looks at the version before it says done
    RestartRule restart = RestartRule::Needed;
    std::string workFolder; ///< where an engine writes; empty: a temporary folder. Hand-off: where the order goes
    double rehearsalSpeed = 600; ///< played seconds per second; 0: all at once
    double rehearsalFailures = 0.03; ///< share of installations that fail
    double rehearsalUnreachable = 0.01; ///< share of hosts
    double rehearsalLiars = 0.02; ///< share of hosts that claim success and install nothing
    double rehearsalSilent = 0; ///< share of hosts of which nothing more is heard

    friend bool operator==(const EngineSettings&, const EngineSettings&) = default;
};

/// What an engine says of a host (or, host 0, of the batch): the part of a RolloutEvent that it knows.
struct EngineReport {
    RolloutEventKind kind = RolloutEventKind::Task;
    HostId host = 0;
    std::string step;
    std::string text; ///< data
    std::optional<double> seconds;

    friend bool operator==(const EngineReport&, const EngineReport&) = default;
};

/// Hosts that are handed over together.
struct EngineBatch {
    const RolloutRun* run = nullptr; ///< must outlive the batch
    int number = 1; ///< of the run, from 1; for names of files
    std::vector<const TargetOrder*> targets; ///< of the run
    std::vector<int> attempts; ///< parallel to targets
};

/// A fresh inventory of a host, as a file that the ordinary import reads.
struct CollectedInventory {
    HostId host = 0;
    std::string path; ///< empty: nothing came, and `text` says why
    std::string text;

    friend bool operator==(const CollectedInventory&, const CollectedInventory&) = default;
};

/// The adapter between a wave and whatever changes the hosts. One batch at a time. All calls come from one thread,
/// which need not be the GUI's; none blocks longer than told.
class Engine {
public:
    virtual ~Engine() = default;
    virtual EngineKind kind() const = 0;
    /// Whether it can work here. NotFound: a program is missing, and the subject is a sentence that names the command
    /// which installs it. Usage: the settings are wrong.
    virtual Result<void> check() const { return {}; }
    /// Why a host must not be handed over: a name, package or version that is not what such a thing looks like. Empty:
    /// it may. Asked before the dispatch is stamped.
    virtual std::string refusal(const TargetOrder& target) const = 0;
    /// Begins; answers at once. An error means that no host of the batch was touched.
    virtual Result<void> start(const EngineBatch& batch) = 0;
    /// What was reported since the last call; waits up to `patience` for the first report.
    virtual std::vector<EngineReport> take(std::chrono::milliseconds patience) = 0;
    /// A batch is under way. When false, `take` has nothing more.
    virtual bool busy() const = 0;
    /// True: hosts are in other hands after `start`, and their results come in later by themselves.
    virtual bool handsOver() const { return false; }
    /// Asks the hosts on their way to stop; `busy` turns false soon.
    virtual void cancel() = 0;
    /// Lets the hosts on their way finish unheard, where that can be; the engine is not asked any more.
    virtual void leave() { cancel(); }
    /// Fetches a fresh inventory of each target in connections of its own and writes a file per host into `folder`.
    /// Blocks; Cancelled where the sink says so. Unsupported: this engine cannot.
    virtual Result<std::vector<CollectedInventory>> collect(const RolloutRun& run,
                                                            std::span<const TargetOrder* const> targets,
                                                            const std::string& folder, ProgressSink& progress) = 0;
};

} // namespace bw
