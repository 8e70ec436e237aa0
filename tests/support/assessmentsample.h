// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/assessment.h"

#include <algorithm>
#include <memory>
#include <random>
#include <string>
#include <vector>

namespace bw::test {

/// How large a made-up assessment is, and how much of it is there.
struct SampleSize {
    std::uint32_t hosts = 40;
    std::uint32_t patches = 30;
    double share = 1; ///< of all possible hosts and patches, chosen by the seed
    double density = 0.4; ///< of hosts x patches that are findings
};

/// A made-up assessment. Ids depend on the size only, everything else on the seed, so that two seeds give two states of
/// one workspace.
class AssessmentSample {
public:
    AssessmentSample(std::uint32_t seed, const SampleSize& size)
        : m_random(seed)
        , m_size(size)
    {
        m_out.at = Instant(std::chrono::sys_days(std::chrono::year(2026) / 11 / 24)) + std::chrono::hours(seed % 48);
        addFleet();
        addCatalog();
        addPatches();
        addFindings();
        m_out.fleet = std::make_shared<const Fleet>(std::move(m_fleet));
        m_out.catalog = std::make_shared<const Catalog>(std::move(m_catalog));
    }
    std::shared_ptr<const Assessment> take() { return std::make_shared<const Assessment>(std::move(m_out)); }

private:
    std::uint32_t below(std::uint32_t limit)
    {
        return std::uniform_int_distribution<std::uint32_t>(0, limit - 1)(m_random);
    }
    bool chance(double p) { return std::bernoulli_distribution(p)(m_random); }
    template <typename T, std::size_t N>
    const T& oneOf(const T (&list)[N])
    {
        return list[below(N)];
    }

    void addFleet()
    {
        auto pool = std::make_shared<ComponentPool>();
        for (std::uint32_t i = 0; i < m_size.patches; ++i) {
            for (const char* version : {"1.0-1", "1.0-9", "1.0-10", "2.0~rc1-1"})
                m_components.push_back(pool->intern({Ecosystem::Deb,
                                                     "lib" + std::to_string(i),
                                                     version,
                                                     "amd64",
                                                     "src" + std::to_string(i),
                                                     {},
                                                     {},
                                                     {}}));
        }
        std::sort(m_components.begin(), m_components.end());
        m_fleet.components = pool;
        m_fleet.manifests.push_back({m_components});
        m_fleet.systems = {{"linux", "Debian", "12", "12.11", "", "x86_64"},
                           {"linux", "Ubuntu", "22.04", "22.04", "", ""}};
        m_fleet.streams = {"Debian:12", "Ubuntu:22.04"};
        for (std::uint32_t i = 0; i < m_size.hosts; ++i) {
            if (chance(m_size.share))
                m_fleet.hosts.push_back(host(i));
        }
        m_out.hostFindings.resize(m_fleet.hosts.size());
        for (std::size_t i = 0; i < m_fleet.hosts.size(); ++i)
            m_out.hostStates.push_back(chance(0.8) ? HostState::Current : HostState::Stale);
    }

    Host host(std::uint32_t i)
    {
        static const char* const owners[] = {"", "Ann", "bob", "north wing"};
        Host host;
        host.id = HostId(i) + 1;
        host.identity.name = "Web" + std::to_string(i);
        if (i % 3 == 0)
            host.identity.fqdn = "web" + std::to_string(i) + ".example.org";
        host.attributes.owner = oneOf(owners);
        if (chance(0.5))
            host.attributes.exposure = Exposure(below(3));
        if (chance(0.3))
            host.attributes.tags = {"lab", "pci"};
        if (chance(0.9)) {
            SnapshotEntry entry;
            entry.takenAt = m_out.at - std::chrono::hours(below(500));
            entry.os = below(2);
            host.timeline.push_back(entry);
        }
        return host;
    }

    void addCatalog()
    {
        for (std::uint32_t i = 0; i < m_size.patches; ++i) {
            m_catalog.cves.emplace_back();
            m_catalog.cves.back().id = "CVE-2026-" + std::to_string(10000 + i);
        }
        m_catalog.index();
    }

    void addPatches()
    {
        for (std::uint32_t i = 0; i < m_size.patches; ++i) {
            if (!chance(m_size.share))
                continue;
            Patch patch;
            patch.package = "src" + std::to_string(i);
            patch.stream = i % 2 == 0 ? "Debian:12" : "Ubuntu:22.04";
            patch.fixed = i % 7 == 0 ? "" : "2.0-" + std::to_string(i);
            patch.id = patch.stream + '/' + patch.package + '/' + (patch.fixed.empty() ? "-" : patch.fixed);
            patch.advisories = {"DSA-" + std::to_string(5000 + i) + "-1"};
            for (std::uint32_t c = 0; c <= i % 3; ++c)
                patch.cves.push_back(std::min(i + c, m_size.patches - 1));
            patch.cves.erase(std::unique(patch.cves.begin(), patch.cves.end()), patch.cves.end());
            patch.decision = Decision(below(4));
            patch.rawDecision = std::max(patch.decision, Decision(below(4)));
            patch.kev = chance(0.2);
            if (chance(0.7))
                patch.due = dayOf(m_out.at) + std::chrono::days(int(below(40)) - 20);
            if (chance(0.7))
                patch.epssMax = float(below(100)) / 100;
            if (chance(0.7))
                patch.cvssMax = float(below(100)) / 10;
            patch.hostsUnknown = below(3);
            patch.why = {"a reason", "another"};
            m_numbers.push_back(i);
            m_out.patches.push_back(std::move(patch));
        }
        std::vector<std::uint32_t> order(m_out.patches.size());
        for (std::uint32_t i = 0; i < order.size(); ++i)
            order[i] = i;
        std::shuffle(order.begin(), order.end(), m_random);
        std::vector<Patch> shuffled;
        std::vector<std::uint32_t> numbers;
        for (const std::uint32_t i : order) {
            shuffled.push_back(m_out.patches[i]);
            shuffled.back().rank = std::uint32_t(shuffled.size());
            numbers.push_back(m_numbers[i]);
        }
        m_out.patches = std::move(shuffled);
        m_numbers = std::move(numbers);
    }

    void addFindings()
    {
        for (std::uint32_t p = 0; p < m_out.patches.size(); ++p) {
            Patch& patch = m_out.patches[p];
            patch.firstFinding = std::uint32_t(m_out.findings.size());
            for (std::uint32_t h = 0; h < m_fleet.hosts.size(); ++h) {
                if (chance(m_size.density))
                    addFinding(p, h);
            }
            patch.findingCount = std::uint32_t(m_out.findings.size()) - patch.firstFinding;
        }
    }

    void addFinding(std::uint32_t p, std::uint32_t h)
    {
        Finding finding;
        finding.host = h;
        finding.patch = p;
        finding.component = m_components[m_numbers[p] * 4 + below(4)];
        finding.state = chance(0.7) ? FindingState::Open : FindingState(below(10));
        finding.decision = Decision(below(4));
        finding.rawDecision = finding.decision;
        const auto today = std::int32_t(dayOf(m_out.at).time_since_epoch().count());
        if (chance(0.8))
            finding.due = today + std::int32_t(below(60)) - 30;
        if (chance(0.9))
            finding.exposedSince = today - std::int32_t(below(400));
        if (finding.state == FindingState::Open) {
            ++m_out.patches[p].hostsOpen;
            ++m_out.hostFindings[h];
        }
        m_out.findings.push_back(finding);
    }

    std::mt19937 m_random;
    SampleSize m_size;
    Assessment m_out;
    Fleet m_fleet;
    Catalog m_catalog;
    std::vector<ComponentId> m_components;
    std::vector<std::uint32_t> m_numbers; ///< of each patch
};

inline std::shared_ptr<const Assessment> sampleAssessment(std::uint32_t seed, const SampleSize& size = {})
{
    return AssessmentSample(seed, size).take();
}

} // namespace bw::test
