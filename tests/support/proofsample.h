// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/metrics/historybuilder.h"
#include "models/services/assessing.h"
#include "models/store/auditrepository.h"
#include "models/store/connection.h"
#include "models/store/rolloutrepository.h"
#include "models/store/store.h"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

namespace bw::test {

/// Puts two waves of a roll-out into a workspace that has a history: three days before the newest inventory an engine
/// said "done" of what that inventory shows fixed, and also of some that it shows old. One host failed, one was never
/// heard of again; the second wave was claimed after that inventory and is not looked at yet.
class ProofSample {
public:
    ProofSample(Store& store, const Assessed& assessed)
        : m_store(store)
        , m_assessment(*assessed.assessment)
        , m_history(*buildHistory(assessed.assessment, *assessed.options))
    {
    }

    Result<PlanId> add()
    {
        const auto last = newest();
        RolloutRun ring = run(1, "Test ring", last - std::chrono::days(3));
        takeFixed(ring, last, 8);
        const std::size_t fixed = ring.targets.size();
        takeOpen(ring, 5);
        RolloutRun early = run(2, "Early", last + std::chrono::hours(2));
        takeOpen(early, 9);
        return m_store.write([&](WriteTransaction& tx) -> Result<PlanId> {
            const auto plan = tx.connection().run("INSERT INTO plan (id, created_by, created_at) VALUES (?, ?, ?)",
                                                  PlanId(77), std::string_view("test"), last - std::chrono::days(10));
            if (!plan)
                return plan.error();
            for (auto* each : {&ring, &early}) {
                auto id = addRun(tx, *each);
                if (!id)
                    return id.error();
                const auto events = eventsOf(*each, *id, each == &ring ? fixed : each->targets.size());
                if (auto done = appendRolloutEvents(tx, events); !done)
                    return done.error();
            }
            AuditNote note;
            note.at = last;
            note.who = "test";
            note.verb = "rollout.start";
            if (auto entry = tx.audit(note); !entry)
                return entry.error();
            return PlanId(77);
        });
    }

private:
    Instant newest() const
    {
        Instant last;
        for (const Host& host : m_assessment.fleet->hosts) {
            if (const SnapshotEntry* entry = host.at(m_assessment.at))
                last = std::max(last, entry->takenAt);
        }
        return last;
    }

    static RolloutRun run(WaveId wave, std::string name, Instant start)
    {
        RolloutRun made;
        made.plan = 77;
        made.planVersion = 1;
        made.wave = wave;
        made.waveName = std::move(name);
        made.startedBy = "test";
        made.startedAt = start;
        return made;
    }

    void add(RolloutRun& run, std::uint32_t host, const std::string& patch, const std::string& fixed)
    {
        const Host& who = m_assessment.fleet->hosts[host];
        auto it = std::find_if(run.targets.begin(), run.targets.end(),
                               [&](const TargetOrder& t) { return t.host == who.id; });
        if (it == run.targets.end()) {
            run.targets.push_back({who.id, who.identity.name, who.identity.fqdn, 0, {}});
            it = run.targets.end() - 1;
        }
        OrderLine line;
        line.patch = patch;
        line.fixed = fixed;
        it->lines.push_back(line);
    }

    void takeFixed(RolloutRun& run, Instant last, std::size_t hosts)
    {
        const auto day = std::int32_t(dayOf(last).time_since_epoch().count());
        for (const Episode& episode : m_history.episodes) {
            const ReleaseName& release = m_history.releases[episode.release];
            if (episode.end != Episode::End::Fixed || episode.to < day || release.fixed.empty())
                continue;
            const HostId id = m_assessment.fleet->hosts[episode.host].id;
            const bool known =
                std::any_of(run.targets.begin(), run.targets.end(), [&](const TargetOrder& t) { return t.host == id; });
            if (known || run.targets.size() < hosts)
                add(run, episode.host, release.patch, release.fixed);
        }
    }

    void takeOpen(RolloutRun& run, std::size_t hosts)
    {
        std::vector<std::uint32_t> taken;
        for (const Finding& finding : m_assessment.findings) {
            const Patch& patch = m_assessment.patches[finding.patch];
            if (finding.state != FindingState::Open || patch.fixed.empty() || m_used.contains(finding.host))
                continue;
            const bool known = std::find(taken.begin(), taken.end(), finding.host) != taken.end();
            if (!known && taken.size() == hosts)
                continue;
            if (!known)
                taken.push_back(finding.host);
            add(run, finding.host, patch.id, patch.fixed);
        }
        for (const std::uint32_t host : taken)
            m_used[host] = true;
    }

    /// Hosts from `fixed` on: done, done, failed, lost, waiting, and done again.
    static std::vector<RolloutEvent> eventsOf(const RolloutRun& run, RunId id, std::size_t fixed)
    {
        std::vector<RolloutEvent> events;
        const auto say = [&](RolloutEventKind kind, HostId host, int minutes, std::string text = {}) {
            RolloutEvent event;
            event.run = id;
            event.at = run.startedAt + std::chrono::minutes(minutes);
            event.kind = kind;
            event.host = host;
            event.who = "engine";
            event.text = std::move(text);
            events.push_back(std::move(event));
        };
        say(RolloutEventKind::RunStarted, 0, 0);
        for (std::size_t i = 0; i < run.targets.size(); ++i) {
            const HostId host = run.targets[i].host;
            const std::size_t turn = i < fixed ? 0 : (i - fixed) % 5;
            if (turn == 4)
                continue;
            say(RolloutEventKind::Dispatched, host, 1);
            if (turn < 2)
                say(RolloutEventKind::HostDone, host, 10);
            else if (turn == 2)
                say(RolloutEventKind::HostFailed, host, 10, "dpkg was interrupted");
            else
                say(RolloutEventKind::HostLost, host, 10);
        }
        return events;
    }

    Store& m_store;
    const Assessment& m_assessment;
    ExposureHistory m_history;
    std::map<std::uint32_t, bool> m_used;
};

} // namespace bw::test
