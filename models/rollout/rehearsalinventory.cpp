// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/rollout/rehearsalinventory.h"

#include <algorithm>

namespace bw {

namespace {

bool digit(char c)
{
    return c >= '0' && c <= '9';
}

const Host* findHost(const Fleet& fleet, HostId id)
{
    const auto it = std::lower_bound(fleet.hosts.begin(), fleet.hosts.end(), id,
                                     [](const Host& host, HostId wanted) { return host.id < wanted; });
    return it == fleet.hosts.end() || it->id != id ? nullptr : &*it;
}

/// "linux-image-6.1.0-53-amd64" -> "linux-image-6.1.0-54-amd64": Debian's kernels have their release in the name. Empty
/// where there is none.
std::string nextKernelName(const std::string& name)
{
    if (!name.starts_with("linux-") || name.find('.') == std::string::npos)
        return {};
    std::size_t end = name.size();
    for (std::size_t dash = name.find('-'); dash != std::string::npos; dash = name.find('-', dash + 1)) {
        std::size_t at = dash + 1;
        while (at < name.size() && digit(name[at]))
            ++at;
        if (at > dash + 1 && (at == name.size() || name[at] == '-' || name[at] == '+')) {
            end = at; // the last number that stands alone
            const std::string number = name.substr(dash + 1, at - dash - 1);
            if (number.size() > 9)
                return {};
            return name.substr(0, dash + 1) + std::to_string(std::stol(number) + 1) + name.substr(end);
        }
    }
    return {};
}

/// Debian builds its signed images from a source of its own: 6.1.192-2 is 6.1.192+2 there.
std::string sourceVersionLike(const FreshPackage& old, const std::string& fixed)
{
    if (old.source.find("-signed") == std::string::npos)
        return old.sourceVersion.empty() ? std::string() : fixed;
    std::string version = fixed;
    if (const auto dash = version.rfind('-'); dash != std::string::npos)
        version[dash] = '+';
    return version;
}

std::string withoutEpoch(const std::string& version)
{
    const auto colon = version.find(':');
    return colon == std::string::npos ? version : version.substr(colon + 1);
}

class Installing {
public:
    Installing(FreshInventory& inventory, bool rebooted)
        : m_inventory(inventory)
        , m_rebooted(rebooted)
    {
    }

    void install(const OrderLine& line)
    {
        std::vector<FreshPackage> beside;
        std::string newKernel;
        for (FreshPackage& package : m_inventory.packages) {
            if (package.ecosystem != line.ecosystem
                || std::find(line.binaries.begin(), line.binaries.end(), package.name) == line.binaries.end())
                continue;
            FreshPackage fresh = package;
            fresh.version = line.fixed;
            fresh.sourceVersion = sourceVersionLike(package, line.fixed);
            const std::string next = line.ecosystem == Ecosystem::Deb ? nextKernelName(package.name) : std::string();
            const bool rpmKernel = line.ecosystem == Ecosystem::Rpm && package.name.starts_with("kernel");
            if (!next.empty()) {
                fresh.name = next;
                if (next.starts_with("linux-image-"))
                    newKernel = std::max(newKernel, next.substr(std::string("linux-image-").size()));
                beside.push_back(std::move(fresh));
            } else if (rpmKernel) {
                newKernel = withoutEpoch(line.fixed) + '.' + package.arch;
                beside.push_back(std::move(fresh)); // kernels stand beside their forerunners
            } else {
                package = std::move(fresh);
            }
        }
        for (FreshPackage& package : beside) {
            if (std::find(m_inventory.packages.begin(), m_inventory.packages.end(), package)
                == m_inventory.packages.end())
                m_inventory.packages.push_back(std::move(package));
        }
        if (line.ecosystem == Ecosystem::Hotfix)
            m_inventory.packages.push_back({Ecosystem::Hotfix, line.package, line.fixed, {}, {}, {}, {}, {}});
        if (m_rebooted && !newKernel.empty())
            m_inventory.kernel = newKernel;
        else if (!m_rebooted && line.reboot)
            m_inventory.rebootPending = true;
    }

private:
    FreshInventory& m_inventory;
    bool m_rebooted;
};

FreshInventory knownInventory(const Fleet& fleet, const Host& host, const SnapshotEntry& entry)
{
    const OsIdentity& os = fleet.systems[entry.os];
    FreshInventory out;
    out.identity = host.identity;
    out.osName = os.name;
    out.osVersion = os.version.empty() ? os.release : os.version;
    out.osFamily = os.family == "windows" ? "Windows" : os.name;
    out.arch = os.arch;
    out.kernel = entry.runningKernel.empty() && !os.build.empty() ? "10.0." + os.build : entry.runningKernel;
    out.rebootPending = entry.rebootPending;
    for (const ComponentId id : fleet.manifests[entry.manifest].components) {
        const ComponentView c = fleet.components->view(id);
        out.packages.push_back({c.ecosystem, std::string(c.name), std::string(c.version), std::string(c.arch),
                                std::string(c.source), std::string(c.sourceVersion), std::string(c.module),
                                std::string(c.vendor)});
    }
    return out;
}

} // namespace

std::optional<FreshInventory> rehearsedInventory(const Fleet& fleet, const RehearsedHost& rehearsed, Instant takenAt)
{
    using Kind = RehearsalFate::Kind;
    const Host* host = findHost(fleet, rehearsed.order->host);
    const SnapshotEntry* entry = host ? host->at(takenAt) : nullptr;
    if (!entry)
        return std::nullopt;
    FreshInventory inventory = knownInventory(fleet, *host, *entry);
    inventory.takenAt = takenAt;
    const RehearsalFate& fate = rehearsed.fate;
    const bool works = rehearsed.claimed && fate.kind == Kind::Works;
    const std::size_t installed = works ? rehearsed.order->lines.size()
        : fate.kind == Kind::Fails      ? fate.failingLine
                                        : 0;
    const bool rebooted = works && fate.rebootSeconds > 0 && !fate.bootsOld;
    if (rebooted)
        inventory.rebootPending = false;
    Installing installing(inventory, rebooted);
    for (std::size_t i = 0; i < installed; ++i)
        installing.install(rehearsed.order->lines[i]);
    return inventory;
}

} // namespace bw
