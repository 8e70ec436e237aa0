// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/rollout/waverunner.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <set>
#include <string>
#include <tuple>
#include <vector>

namespace bw::test {

inline const Instant Began = parseIso("2026-11-24T22:00:00Z").value();

inline OrderLine debLine(const std::string& package, const std::string& fixed, bool reboot = false)
{
    return {"Debian:12/" + package + '/' + fixed, Ecosystem::Deb, package, {package}, fixed, "1.0-1", reboot};
}

inline RolloutRun runOf(int hosts, int concurrency = 10)
{
    RolloutRun run;
    run.id = 1;
    run.plan = 1;
    run.wave = 1;
    run.waveName = "Early";
    run.seed = 7;
    run.concurrency = concurrency;
    for (int i = 1; i <= hosts; ++i) {
        const std::string name = "web-" + std::to_string(i);
        run.targets.push_back({i,
                               name,
                               name + ".example.org",
                               i,
                               {debLine("openssl", "3.0.17-1"), debLine("linux", "6.1.1-1", i % 3 == 0)}});
    }
    return run;
}

inline RolloutEvent eventOf(RolloutEventKind kind, HostId host = 0, int attempt = 1, std::int64_t id = 0)
{
    RolloutEvent event;
    event.id = id;
    event.run = 1;
    event.at = Began + std::chrono::seconds(id);
    event.kind = kind;
    event.host = host;
    event.attempt = attempt;
    event.who = host ? "engine" : "ann";
    return event;
}

inline WaveOptions by(const char* who)
{
    WaveOptions options;
    options.who = who;
    return options;
}

/// A clock that a test moves.
class HandClock final : public Clock {
public:
    Instant now() const override { return m_now; }
    void move(std::chrono::seconds by) { m_now += by; }

private:
    Instant m_now = Began;
};

/// Events in memory, with the stamps of the store. `onAppend` plays another program, or a crash.
class MemoryLog final : public RunLog {
public:
    struct Killed { };

    std::vector<RolloutEvent> events;
    std::set<std::tuple<HostId, int>> stamps;
    std::size_t killAfter = std::size_t(-1); ///< events that are kept before the program "ends"

    Result<std::vector<RolloutEvent>> eventsAfter(RunId, std::int64_t after) override
    {
        std::vector<RolloutEvent> out;
        std::copy_if(events.begin(), events.end(), std::back_inserter(out),
                     [&](const RolloutEvent& event) { return event.id > after; });
        return out;
    }
    Result<void> append(std::span<const RolloutEvent> more) override
    {
        for (const RolloutEvent& event : more) {
            if (events.size() >= killAfter)
                throw Killed(); // a test's way to end a program between two events
            add(event);
        }
        return {};
    }
    Result<void> dispatch(std::span<const RolloutEvent> more, std::int64_t seen) override
    {
        if (!events.empty() && events.back().id > seen)
            return Error{ErrorKind::Conflict, "newer events", {}};
        if (events.size() + more.size() > killAfter)
            throw Killed();
        for (const RolloutEvent& event : more) {
            if (stamps.contains({event.host, event.attempt}))
                return Error{ErrorKind::Conflict, "stamped before", {}};
        }
        for (const RolloutEvent& event : more) {
            stamps.insert({event.host, event.attempt});
            add(event);
        }
        return {};
    }
    void add(RolloutEvent event)
    {
        event.id = std::int64_t(events.size()) + 1;
        events.push_back(std::move(event));
    }
    std::size_t count(RolloutEventKind kind) const
    {
        return std::size_t(
            std::count_if(events.begin(), events.end(), [&](const RolloutEvent& e) { return e.kind == kind; }));
    }
};

/// Ends every host at once by a rule; remembers what it was handed.
class ScriptedEngine final : public Engine {
public:
    std::function<RolloutEventKind(HostId, int attempt)> outcome = [](HostId, int) {
        return RolloutEventKind::HostDone;
    };
    std::vector<std::pair<HostId, int>> handed;
    std::vector<std::size_t> batches;
    std::string refuse; ///< name of a host that must not be handed over
    bool cancelled = false;

    EngineKind kind() const override { return EngineKind::Rehearsal; }
    std::string refusal(const TargetOrder& target) const override
    {
        return target.name == refuse ? "odd name" : std::string();
    }
    Result<void> start(const EngineBatch& batch) override
    {
        batches.push_back(batch.targets.size());
        for (std::size_t i = 0; i < batch.targets.size(); ++i) {
            const HostId host = batch.targets[i]->host;
            handed.emplace_back(host, batch.attempts[i]);
            m_reports.push_back({RolloutEventKind::HostStarted, host, "check", {}, {}});
            const auto kind = outcome(host, batch.attempts[i]);
            if (kind != RolloutEventKind::Task)
                m_reports.push_back({kind, host, "install", {}, {}});
        }
        return {};
    }
    std::vector<EngineReport> take(std::chrono::milliseconds) override { return std::exchange(m_reports, {}); }
    bool busy() const override { return !m_reports.empty(); }
    void cancel() override { cancelled = true; }
    Result<std::vector<CollectedInventory>> collect(const RolloutRun&, std::span<const TargetOrder* const>,
                                                    const std::string&, ProgressSink&) override
    {
        return std::vector<CollectedInventory>();
    }

private:
    std::vector<EngineReport> m_reports;
};

} // namespace bw::test
