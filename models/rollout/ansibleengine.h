// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/rollout/ansibleevents.h"
#include "models/rollout/ansibleproject.h"
#include "models/rollout/engine.h"

#include <QProcess>
#include <QTemporaryDir>

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace bw {

/// Runs ansible-runner as a child process, one for each batch, and reads its events from the files that it writes.
///
/// The child has a session of its own: an interrupt at the terminal is for the console, which halts in order. What it
/// gets of the environment is what ssh and Python need; nothing secret is written anywhere. Its folder is private and
/// goes away with the batch.
class AnsibleEngine final : public Engine {
public:
    explicit AnsibleEngine(EngineSettings settings);
    ~AnsibleEngine() override;

    EngineKind kind() const override { return EngineKind::Ansible; }
    Result<void> check() const override;
    std::string refusal(const TargetOrder& target) const override;
    Result<void> start(const EngineBatch& batch) override;
    std::vector<EngineReport> take(std::chrono::milliseconds patience) override;
    bool busy() const override { return m_job != nullptr; }
    void cancel() override;
    void leave() override;
    Result<std::vector<CollectedInventory>> collect(const RolloutRun& run, std::span<const TargetOrder* const> targets,
                                                    const std::string& folder, ProgressSink& progress) override;
    /// Runs a command on each host that has one. Blocks; Cancelled where the sink says so.
    Result<std::map<HostId, CommandAnswer>> runCommands(std::span<const TargetOrder* const> targets,
                                                        const HostCommands& commands, ProgressSink& progress);

private:
    /// A child process with its folder.
    struct Job {
        std::unique_ptr<QTemporaryDir> folder;
        std::unique_ptr<QProcess> process;
        std::set<QString> seen; ///< names of event files that could not be removed
        std::vector<HostId> hosts;
        AnsibleEvents events;
    };
    Result<std::unique_ptr<Job>> launch(std::span<const TargetOrder* const> targets, const QString& playbook, int forks,
                                        bool separate, const HostCommands& commands = {}) const;
    static Result<void> waitFor(Job& job, ProgressSink& progress, const std::function<void(const QJsonObject&)>& take);
    static bool readEvents(Job& job, const std::function<void(const QJsonObject&)>& take);
    static std::string lastWords(const Job& job);
    void end(std::vector<EngineReport>& reports);
    Result<void> readAddresses() const;
    std::string addressOf(const TargetOrder& target) const;

    EngineSettings m_settings;
    mutable bool m_addressesRead = false;
    mutable std::map<std::string, std::string> m_addresses;
    std::unique_ptr<Job> m_job;
};

} // namespace bw
