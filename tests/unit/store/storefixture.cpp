// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storefixture.h"

namespace bw::test {

Result<void> importBatch(WriteTransaction& tx, ComponentPool& pool, int hosts, int components, const std::string& tag)
{
    const ComponentId first = pool.size();
    std::vector<ComponentId> ids;
    for (int i = 0; i < components; ++i) {
        const std::string name = "package-" + std::to_string(i);
        ids.push_back(pool.intern({Ecosystem::Deb, name, tag, "amd64", {}, {}, {}, {}}));
    }
    if (const auto added = addComponents(tx, pool, first); !added.ok())
        return added;
    ImportRecord record;
    record.at = at(0);
    record.who = "alice";
    record.digest = tag;
    record.hosts = std::uint64_t(hosts);
    const auto import = addImport(tx, record);
    if (!import.ok())
        return import.error();
    const auto manifest = ManifestWriter(tx).add(ids);
    if (!manifest.ok())
        return manifest.error();
    SnapshotWriter snapshots(tx);
    for (int i = 0; i < hosts; ++i) {
        const auto host = addHost(tx, {"host-" + tag + '-' + std::to_string(i), {}, {}, {}, {}, {}, {}}, at(0));
        if (!host.ok())
            return host.error();
        NewSnapshot snapshot;
        snapshot.host = *host;
        snapshot.takenAt = at(i);
        snapshot.import = *import;
        snapshot.manifest = *manifest;
        if (const auto added = snapshots.add(snapshot); !added.ok())
            return added.error();
    }
    const auto entry = tx.audit(note("import.add", tag));
    return entry.ok() ? Result<void>() : Result<void>(entry.error());
}

} // namespace bw::test
