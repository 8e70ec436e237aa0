// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/matching/matcher.h"

#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace bw {

/// The evidence about one host that counts at a moment.
struct HostEvidence {
    const SnapshotEntry* packages = nullptr; ///< newest that told about software; nullptr: none did
    std::uint32_t stream = MatchTable::NoStream; ///< index into MatchTable::streams; NoStream: no OS was told
    std::string_view runningKernel; ///< empty: not told, or told only before the packages were
    std::optional<bool> rebootPending; ///< as above
};

HostEvidence evidenceAt(const Host& host, const MatchTable& table, Instant at);
/// The same for one entry of the timeline alone.
HostEvidence evidenceOf(const SnapshotEntry& entry, const MatchTable& table);

enum class InstanceState : std::uint8_t {
    Open,
    RebootPending, ///< fixed on disk, the running one is not
    Unknown,
};

/// One installed component that one patch would close.
struct Instance {
    std::uint32_t entry = 0; ///< index into MatchTable::entries
    ComponentId component = 0;
    InstanceState state = InstanceState::Open;
};

/// All instances of a host that count, in the manifest's order, kernels last. Kernel packages that are neither the
/// newest nor the running ones are left out (kernel.h). Where it is not told which kernel runs and older affected
/// images are installed next to a fixed one, the answer is unknown.
void instancesOf(const Fleet& fleet, const MatchTable& table, const HostEvidence& evidence, std::vector<Instance>& out);

/// What instancesOf() finds among the kernel packages `kernels` of a host alone, in its order.
void kernelInstancesOf(const Fleet& fleet, const MatchTable& table, const HostEvidence& evidence,
                       std::span<const ComponentId> kernels, std::vector<Instance>& out);

/// Where the stream of a host stands in MatchTable::streams; the last one is of hosts without a stream.
inline std::uint32_t streamPlace(const MatchTable& table, const HostEvidence& evidence)
{
    return evidence.stream == MatchTable::NoStream ? std::uint32_t(table.streams.size() - 1) : evidence.stream;
}

/// Calls `take(Instance)` for each of instancesOf(), in its order, without keeping them: for who walks millions.
/// `spare` holds nothing that the caller may use.
template <typename Take>
void forEachInstance(const Fleet& fleet, const MatchTable& table, const HostEvidence& evidence,
                     std::vector<Instance>& spare, Take take)
{
    if (!evidence.packages || table.streams.empty())
        return;
    const std::uint32_t* first = table.streams[streamPlace(table, evidence)].first.data();
    std::vector<ComponentId> kernels;
    for (const ComponentId id : fleet.manifests[evidence.packages->manifest].components) {
        if (table.kernelParts[id] != KernelPart::None) {
            kernels.push_back(id);
            continue;
        }
        for (std::uint32_t i = first[id]; i < first[id + 1]; ++i)
            take(Instance{i, id, table.entries[i].unknown ? InstanceState::Unknown : InstanceState::Open});
    }
    if (kernels.empty())
        return;
    spare.clear();
    kernelInstancesOf(fleet, table, evidence, kernels, spare);
    for (const Instance& instance : spare)
        take(instance);
}

} // namespace bw
