// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/validation/testmatrix.h"

#include "models/domain/hostfilter.h"

#include <algorithm>
#include <map>

namespace bw {

namespace {

bool isOpen(FindingState state)
{
    return state != FindingState::Verified && state != FindingState::Excepted && state != FindingState::Unknown;
}

/// The patches of an assessment against the applications.
class Maker {
public:
    Maker(const Assessment& assessment, const TestRecords& records, Instant at)
        : m_assessment(assessment)
        , m_at(at)
    {
        m_out.at = at;
        m_out.apps = records.apps;
        for (const TestVerdict& verdict : records.verdicts) {
            if (verdict.at <= at)
                m_out.verdicts.push_back(verdict);
        }
        for (const PatchNote& note : records.notes) {
            if (stands(note, at))
                m_notes[note.patch].push_back(note);
        }
        placeHosts();
    }

    TestMatrix make()
    {
        const VerdictIndex index(m_out.verdicts);
        std::vector<std::uint32_t> open(m_out.apps.size()), unknown(m_out.apps.size());
        for (const Patch& patch : m_assessment.patches) {
            std::fill(open.begin(), open.end(), 0);
            std::fill(unknown.begin(), unknown.end(), 0);
            count(patch, open, unknown);
            PatchTests tests;
            tests.patch = patch.id;
            for (std::uint32_t app = 0; app < m_out.apps.size(); ++app) {
                if (open[app] + unknown[app] > 0)
                    tests.cells.push_back(
                        {app, open[app], unknown[app], index.stateOf(patch.id, m_out.apps[app], dayOf(m_at))});
            }
            add(std::move(tests));
        }
        while (!m_notes.empty()) {
            PatchTests tests;
            tests.patch = m_notes.begin()->first;
            add(std::move(tests));
        }
        return std::move(m_out);
    }

private:
    void placeHosts()
    {
        m_appsOf.resize(m_assessment.fleet ? m_assessment.fleet->hosts.size() : 0);
        for (std::uint32_t app = 0; app < m_out.apps.size(); ++app) {
            const auto hosts = hostsMatching(m_assessment, m_out.apps[app].hostFilter);
            m_out.appHosts.push_back(std::uint32_t(hosts.size()));
            std::vector<HostId>& carriers = m_out.carriers.emplace_back();
            for (const std::uint32_t host : hosts) {
                m_appsOf[host].push_back(app);
                carriers.push_back(m_assessment.fleet->hosts[host].id);
            }
            std::sort(carriers.begin(), carriers.end());
        }
    }

    void count(const Patch& patch, std::vector<std::uint32_t>& open, std::vector<std::uint32_t>& unknown) const
    {
        for (std::uint32_t i = 0; i < patch.findingCount; ++i) {
            const Finding& finding = m_assessment.findings[patch.firstFinding + i];
            auto* where = isOpen(finding.state) ? &open : finding.state == FindingState::Unknown ? &unknown : nullptr;
            if (!where)
                continue;
            for (const std::uint32_t app : m_appsOf[finding.host])
                ++(*where)[app];
        }
    }

    void add(PatchTests tests)
    {
        if (const auto notes = m_notes.find(tests.patch); notes != m_notes.end()) {
            tests.notes = std::move(notes->second);
            m_notes.erase(notes);
        }
        if (tests.cells.empty() && tests.notes.empty())
            return;
        for (const TestCell& cell : tests.cells)
            tests.state = std::min(tests.state, cell.tests.state);
        tests.blocked = std::any_of(tests.notes.begin(), tests.notes.end(),
                                    [&](const PatchNote& note) { return blocks(note, m_at); });
        m_out.patches.push_back(std::move(tests));
    }

    const Assessment& m_assessment;
    Instant m_at;
    TestMatrix m_out;
    std::map<std::string, std::vector<PatchNote>> m_notes; ///< of patches not yet met
    std::vector<std::vector<std::uint32_t>> m_appsOf; ///< by host
};

} // namespace

const TestCell* PatchTests::cellOf(std::uint32_t app) const
{
    const auto it = std::find_if(cells.begin(), cells.end(), [app](const TestCell& cell) { return cell.app == app; });
    return it == cells.end() ? nullptr : &*it;
}

const PatchTests* TestMatrix::find(std::string_view patch) const
{
    const auto it =
        std::find_if(patches.begin(), patches.end(), [patch](const PatchTests& tests) { return tests.patch == patch; });
    return it == patches.end() ? nullptr : &*it;
}

std::shared_ptr<const TestMatrix> testMatrix(const Assessment& assessment, const TestRecords& records, Instant at)
{
    return std::make_shared<const TestMatrix>(Maker(assessment, records, at).make());
}

std::vector<std::uint32_t> hostsMatching(const Assessment& assessment, std::string_view filter)
{
    std::vector<std::uint32_t> hosts;
    const auto parsed = HostFilter::parse(filter);
    if (!parsed || !assessment.fleet)
        return hosts;
    const Fleet& fleet = *assessment.fleet;
    for (std::uint32_t i = 0; i < fleet.hosts.size(); ++i) {
        const HostState state = assessment.hostStates[i];
        if (state == HostState::Excluded)
            continue;
        const SnapshotEntry* seen = fleet.hosts[i].lastSeen(assessment.at);
        const OsIdentity* os = seen && seen->os < fleet.systems.size() ? &fleet.systems[seen->os] : nullptr;
        if (parsed->matches({fleet.hosts[i], os, state}))
            hosts.push_back(i);
    }
    return hosts;
}

} // namespace bw
