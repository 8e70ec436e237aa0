// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/matching/hostmatch.h"

#include <algorithm>

namespace bw {

HostEvidence evidenceOf(const SnapshotEntry& entry, const MatchTable& table)
{
    HostEvidence evidence;
    evidence.packages = &entry;
    if (entry.os < table.streamOfSystem.size())
        evidence.stream = table.streamOfSystem[entry.os];
    evidence.runningKernel = entry.runningKernel;
    evidence.rebootPending = entry.rebootPending;
    return evidence;
}

HostEvidence evidenceAt(const Host& host, const MatchTable& table, Instant at)
{
    const SnapshotEntry* packages = host.at(at);
    if (!packages)
        return {};
    HostEvidence evidence = evidenceOf(*packages, table);
    // A later look at the host that told facts only may know of a reboot since.
    for (const SnapshotEntry& entry : host.timeline) {
        if (entry.takenAt < packages->takenAt || entry.takenAt > at || &entry == packages)
            continue;
        if (!entry.runningKernel.empty())
            evidence.runningKernel = entry.runningKernel;
        if (entry.rebootPending)
            evidence.rebootPending = entry.rebootPending;
    }
    return evidence;
}

namespace {

using Parts = std::span<const ComponentId>;

bool isMeta(const MatchTable& table, ComponentId id)
{
    return table.kernelParts[id] == KernelPart::Meta;
}

bool hasGroup(const MatchTable& table, std::uint32_t stream, ComponentId id, std::uint32_t group)
{
    const auto entries = table.entriesOf(stream, id);
    return std::any_of(entries.begin(), entries.end(), [&](const MatchEntry& entry) { return entry.group == group; });
}

class KernelInstances {
public:
    KernelInstances(const Fleet& fleet, const MatchTable& table, const HostEvidence& evidence, std::uint32_t stream,
                    Parts parts)
        : m_pool(*fleet.components)
        , m_table(table)
        , m_evidence(evidence)
        , m_stream(stream)
        , m_picture(kernelPicture(m_pool, parts, evidence.runningKernel))
    {
    }

    void add(ComponentId id, std::vector<Instance>& out) const
    {
        const auto first = m_table.streams[m_stream].first[id];
        const auto entries = m_table.entriesOf(m_stream, id);
        if (entries.empty())
            return;
        const bool meta = isMeta(m_table, id);
        const KernelRole role = meta || !m_picture.newest ? KernelRole::Newest : m_picture.role(m_pool.view(id), id);
        if (meta && m_picture.newest)
            return;
        for (std::uint32_t i = 0; i < entries.size(); ++i) {
            if (const auto state = stateOf(id, role, entries[i]))
                out.push_back({first + i, id, *state});
        }
    }

private:
    std::optional<InstanceState> stateOf(ComponentId id, KernelRole role, const MatchEntry& entry) const
    {
        const auto open = entry.unknown ? InstanceState::Unknown : InstanceState::Open;
        if (role == KernelRole::Newest)
            return open;
        const bool newestOpen = hasGroup(m_table, m_stream, *m_picture.newest, entry.group);
        if (role == KernelRole::Running)
            return newestOpen || entry.unknown ? open : InstanceState::RebootPending;
        // An image that is left over: does it perhaps run?
        if (m_picture.runningTold || m_table.kernelParts[id] != KernelPart::Image || newestOpen
            || m_evidence.rebootPending == false)
            return {};
        return m_evidence.rebootPending == true && !entry.unknown ? InstanceState::RebootPending
                                                                  : InstanceState::Unknown;
    }

    const ComponentPool& m_pool;
    const MatchTable& m_table;
    const HostEvidence& m_evidence;
    std::uint32_t m_stream;
    KernelPicture m_picture;
};

} // namespace

void kernelInstancesOf(const Fleet& fleet, const MatchTable& table, const HostEvidence& evidence,
                       std::span<const ComponentId> kernels, std::vector<Instance>& out)
{
    const KernelInstances instances(fleet, table, evidence, streamPlace(table, evidence), kernels);
    for (const ComponentId id : kernels)
        instances.add(id, out);
}

void instancesOf(const Fleet& fleet, const MatchTable& table, const HostEvidence& evidence, std::vector<Instance>& out)
{
    std::vector<Instance> kernels;
    out.clear();
    forEachInstance(fleet, table, evidence, kernels, [&](const Instance& instance) { out.push_back(instance); });
}

} // namespace bw
