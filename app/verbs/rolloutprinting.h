// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/services/gateevidence.h"
#include "models/services/rollouts.h"

#include <QString>

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace bw::cli {

/// Prints the events of a run as JSON lines, each once.
class EventPrinter {
public:
    EventPrinter(const Store& store, const RolloutRun& run, std::int64_t after, bool quiet);
    void only(std::vector<HostId> hosts) { m_only = std::move(hosts); }
    /// Those up to where the progress stands.
    void follow(const RunProgress& progress);
    /// All that are there.
    void rest();

private:
    void print(const RolloutEvent& event) const;

    const Store& m_store;
    RunId m_run;
    std::map<HostId, std::string> m_names;
    std::vector<HostId> m_only; ///< empty: all
    std::int64_t m_after;
    bool m_quiet;
};

/// "Roll-out 3, wave “Early”: 42 of 50 claimed, 5 failed, 3 lost. Halted: ..."
QString summaryLine(const RunPicture& picture);
void printRuns(const std::vector<RunPicture>& runs, bool json);
void printRun(const RunPicture& picture, const std::optional<GateVerdict>& gate, bool json);
void printPrepared(const PreparedRun& prepared, bool json);
void printCollected(const CollectReport& report, const RolloutRun& run, bool json);

/// What gates are judged by.
struct GateGrounds {
    Proof proof;
    std::shared_ptr<const TestMatrix> tests;
};
Result<GateGrounds> gateGrounds(const Store& store, const Assessed& assessed);
/// The gate of a wave as it stands.
Result<GateVerdict> gateNow(const Store& store, const PlanVersion& version, WaveId wave);

} // namespace bw::cli
