// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/ansiblechecks.h"

#include "models/rollout/ansibleengine.h"

namespace bw {

namespace {

constexpr std::size_t OutputCap = 64u << 10;

/// Runs orders of hosts that all differ; answers go to their places in `results`.
Result<void> runRound(AnsibleEngine& engine, const std::vector<CommandOrder>& orders,
                      const std::vector<std::size_t>& round, std::vector<CommandResult>& results,
                      ProgressSink& progress)
{
    std::vector<TargetOrder> targets;
    HostCommands commands;
    for (const std::size_t i : round) {
        TargetOrder target;
        target.host = orders[i].host;
        target.name = orders[i].name;
        target.address = orders[i].address;
        targets.push_back(std::move(target));
        commands[orders[i].host] = {orders[i].command, orders[i].timeoutSeconds};
    }
    std::vector<const TargetOrder*> pointers;
    for (const TargetOrder& target : targets)
        pointers.push_back(&target);
    auto answers = engine.runCommands(pointers, commands, progress);
    if (!answers)
        return answers.error();
    for (const std::size_t i : round) {
        const CommandAnswer& answer = (*answers)[orders[i].host];
        results[i] = {orders[i].host, answer.exit, tailOf(answer.output, OutputCap), answer.trouble, answer.seconds};
    }
    return {};
}

} // namespace

Result<std::vector<CommandResult>> AnsibleChecks::run(const std::vector<CommandOrder>& orders, ProgressSink& progress)
{
    AnsibleEngine engine(m_settings);
    std::vector<CommandResult> results(orders.size());
    std::vector<std::size_t> left(orders.size());
    for (std::size_t i = 0; i < left.size(); ++i)
        left[i] = i;
    while (!left.empty()) { // one command a host in a round
        std::vector<std::size_t> round, later;
        std::map<HostId, bool> taken;
        for (const std::size_t i : left)
            (taken.emplace(orders[i].host, true).second ? round : later).push_back(i);
        if (auto done = runRound(engine, orders, round, results, progress); !done)
            return done.error();
        left = std::move(later);
    }
    return results;
}

} // namespace bw
