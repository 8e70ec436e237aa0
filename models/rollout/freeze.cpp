// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/rollout/freeze.h"

#include <algorithm>
#include <map>
#include <unordered_map>

namespace bw {

namespace {

bool wanted(FindingState state)
{
    return state != FindingState::Verified && state != FindingState::Excepted;
}

const Patch* findPatch(const Assessment& assessment, const std::string& id)
{
    const auto it =
        std::find_if(assessment.patches.begin(), assessment.patches.end(), [&](const Patch& p) { return p.id == id; });
    return it == assessment.patches.end() ? nullptr : &*it;
}

std::string addressOf(const HostIdentity& identity)
{
    return identity.fqdn.empty() ? identity.name : identity.fqdn;
}

/// "linux-image-amd64" pulls the newest kernel in and carries no code, so no finding names it; upgrading it is how a
/// kernel gets onto a Debian host.
bool isKernelMeta(const ComponentView& c)
{
    if (c.ecosystem != Ecosystem::Deb
        || !(c.name.starts_with("linux-image-") || c.name.starts_with("linux-headers-") || c.name == "linux-generic"))
        return false;
    return std::none_of(c.name.begin(), c.name.end(), [](char d) { return d == '.'; });
}

class Freezing {
public:
    Freezing(const Wave& wave, const Assessment& assessment)
        : m_wave(wave)
        , m_assessment(assessment)
        , m_fleet(*assessment.fleet)
    {
    }

    FrozenWave take()
    {
        for (std::size_t i = 0; i < m_fleet.hosts.size(); ++i)
            m_indexOf.emplace(m_fleet.hosts[i].id, std::uint32_t(i));
        std::map<std::uint32_t, TargetOrder> targets; // by index, which ascends with the id
        for (const std::string& id : m_wave.patches)
            addPatch(id, targets);
        for (const HostId host : m_wave.hosts) {
            const auto index = m_indexOf.find(host);
            if (index == m_indexOf.end())
                m_out.leftOut.push_back({host, {}, "is not in the inventory"});
            else if (!targets.contains(index->second))
                m_out.leftOut.push_back({host, {}, "none of the wave's patches is open on it"});
        }
        for (auto& [index, order] : targets) {
            m_out.reboots +=
                std::any_of(order.lines.begin(), order.lines.end(), [](const OrderLine& line) { return line.reboot; });
            m_out.run.targets.push_back(std::move(order));
        }
        return std::move(m_out);
    }

private:
    void addPatch(const std::string& id, std::map<std::uint32_t, TargetOrder>& targets)
    {
        const Patch* patch = findPatch(m_assessment, id);
        if (!patch)
            return m_out.leftOut.push_back({0, id, "is not in the queue any more"});
        if (patch->fixed.empty())
            return m_out.leftOut.push_back({0, id, "has no fix yet"});
        for (std::uint32_t i = 0; i < patch->findingCount; ++i) {
            const Finding& finding = m_assessment.findings[patch->firstFinding + i];
            const Host& host = m_fleet.hosts[finding.host];
            if (!wanted(finding.state) || !std::binary_search(m_wave.hosts.begin(), m_wave.hosts.end(), host.id))
                continue;
            const SnapshotEntry* entry = host.at(m_assessment.at);
            if (!entry)
                continue;
            TargetOrder& order = targets[finding.host];
            if (order.host == 0) {
                order.host = host.id;
                order.name = host.identity.name.empty() ? host.identity.fqdn : host.identity.name;
                order.address = addressOf(host.identity);
                order.snapshot = entry->id;
            }
            order.lines.push_back(line(*patch, finding, *entry));
        }
    }

    OrderLine line(const Patch& patch, const Finding& finding, const SnapshotEntry& entry)
    {
        OrderLine line;
        line.patch = patch.id;
        line.ecosystem = patch.ecosystem;
        line.package = patch.package;
        line.fixed = patch.fixed;
        line.reboot = patch.reboot || finding.state == FindingState::RebootPending;
        line.installed = std::string(m_fleet.components->view(finding.component).version);
        line.binaries = binaries(patch, finding, entry.manifest);
        return line;
    }

    /// Names of what the patch is for on a host. The same for all hosts of a manifest and an instance.
    const std::vector<std::string>& binaries(const Patch& patch, const Finding& finding, ManifestIndex manifest)
    {
        const auto [it, added] = m_binaries.try_emplace({&patch, manifest, finding.component});
        if (!added)
            return it->second;
        const ComponentPool& pool = *m_fleet.components;
        const auto source = pool.sourceId(finding.component);
        for (const ComponentId id : m_fleet.manifests[manifest].components) {
            const ComponentView c = pool.view(id);
            if (c.ecosystem != patch.ecosystem)
                continue;
            if (c.name == patch.package || c.source == patch.package || pool.sourceId(id) == source
                || (patch.reboot && isKernelMeta(c)))
                it->second.emplace_back(c.name);
        }
        std::sort(it->second.begin(), it->second.end());
        it->second.erase(std::unique(it->second.begin(), it->second.end()), it->second.end());
        return it->second;
    }

    const Wave& m_wave;
    const Assessment& m_assessment;
    const Fleet& m_fleet;
    FrozenWave m_out;
    std::unordered_map<HostId, std::uint32_t> m_indexOf;
    std::map<std::tuple<const Patch*, ManifestIndex, ComponentId>, std::vector<std::string>> m_binaries;
};

} // namespace

FrozenWave freezeWave(const PlanVersion& version, const Wave& wave, const Assessment& assessment)
{
    FrozenWave out = Freezing(wave, assessment).take();
    out.run.plan = version.plan.id;
    out.run.planVersion = version.number;
    out.run.wave = wave.id;
    out.run.waveName = wave.name;
    out.run.concurrency = wave.concurrency;
    out.run.gate = wave.gate;
    out.run.policy = assessment.policy;
    for (const FeedRevision& revision : assessment.catalog->revisions)
        out.run.feedRevisions.push_back(revision.id);
    return out;
}

} // namespace bw
