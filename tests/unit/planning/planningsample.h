// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/planning/ground.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace bw::test {

/// A small fleet with patches and findings, put together by hand. Hosts have the ids 1, 2, 3 ... in the order in which
/// they are added; findings have to be added patch by patch.
class PlanningSample {
public:
    explicit PlanningSample(const char* now = "2026-11-23T09:00:00Z")
    {
        m_assessment.at = *parseIso(now);
        m_fleet.components = std::make_shared<ComponentPool>();
        m_fleet.systems = {{"linux", "Debian", "12", "12.11", "", "x86_64"},
                           {"linux", "Ubuntu", "22.04", "22.04", "", "x86_64"}};
        m_fleet.streams = {"Debian:12", "Ubuntu:22.04"};
        m_fleet.manifests.emplace_back();
        context.policy.windows = {night()};
    }

    /// Every Tuesday, 22:00 to 24:00 in Berlin.
    static Window night()
    {
        Window window;
        window.id = "night";
        window.name = "Tuesday night";
        window.firstStart = "2026-01-06T22:00";
        window.recurrence = "FREQ=WEEKLY;BYDAY=TU";
        window.minutes = 120;
        window.zone = "Europe/Berlin";
        return window;
    }

    HostId host(const std::string& name, std::vector<std::string> tags = {}, std::uint32_t os = 0)
    {
        Host host;
        host.id = HostId(m_fleet.hosts.size() + 1);
        host.identity.name = name;
        host.attributes.tags = std::move(tags);
        SnapshotEntry entry;
        entry.takenAt = m_assessment.at - std::chrono::hours(5);
        entry.os = os;
        host.timeline.push_back(entry);
        m_fleet.hosts.push_back(std::move(host));
        m_assessment.hostFindings.push_back(0);
        m_assessment.hostStates.push_back(HostState::Current);
        return m_fleet.hosts.back().id;
    }
    Host& lastHost() { return m_fleet.hosts.back(); }

    /// Answers the patch's id.
    std::string patch(const std::string& package, const std::string& fixed, bool reboot = false,
                      Decision decision = Decision::Scheduled)
    {
        Patch patch;
        patch.ecosystem = Ecosystem::Deb;
        patch.stream = "Debian:12";
        patch.package = package;
        patch.fixed = fixed;
        patch.id = "Debian:12/" + package + '/' + (fixed.empty() ? "-" : fixed);
        patch.reboot = reboot;
        patch.decision = patch.rawDecision = decision;
        patch.rank = std::uint32_t(m_assessment.patches.size() + 1);
        patch.firstFinding = std::uint32_t(m_assessment.findings.size());
        m_assessment.patches.push_back(patch);
        return patch.id;
    }
    /// Of the last patch.
    void open(HostId host, FindingState state = FindingState::Open)
    {
        Patch& patch = m_assessment.patches.back();
        Finding finding;
        finding.host = std::uint32_t(host - 1);
        finding.patch = std::uint32_t(m_assessment.patches.size() - 1);
        finding.state = state;
        finding.decision = finding.rawDecision = patch.decision;
        m_assessment.findings.push_back(finding);
        ++patch.findingCount;
        (state == FindingState::Unknown ? patch.hostsUnknown : patch.hostsOpen) += 1;
        m_assessment.hostFindings[std::size_t(host - 1)] += state != FindingState::Unknown;
    }
    Finding& lastFinding() { return m_assessment.findings.back(); }
    void openEverywhere()
    {
        for (const Host& host : m_fleet.hosts)
            open(host.id);
    }

    PlanContext context; ///< policy, verdicts and the like: set what is needed before ground()

    PlanGround ground()
    {
        Assessment assessment = m_assessment;
        assessment.fleet = std::make_shared<const Fleet>(m_fleet);
        assessment.catalog = std::make_shared<const Catalog>();
        PlanContext all = context;
        all.now = m_assessment.at;
        all.assessment = std::make_shared<const Assessment>(std::move(assessment));
        return PlanGround(std::move(all));
    }

private:
    Assessment m_assessment;
    Fleet m_fleet;
};

inline Wave wave(WaveId id, std::string name, std::vector<HostId> hosts, std::vector<std::string> patches)
{
    Wave wave;
    wave.id = id;
    wave.name = std::move(name);
    wave.hosts = std::move(hosts);
    wave.patches = std::move(patches);
    wave.window = "night";
    wave.gate.soakHours = 24;
    return wave;
}

inline Plan plan(std::vector<Wave> waves)
{
    Plan plan;
    plan.id = 1;
    plan.name = "November round";
    plan.waves = std::move(waves);
    for (const Wave& wave : plan.waves)
        plan.nextWave = std::max(plan.nextWave, wave.id + 1);
    return plan;
}

} // namespace bw::test
