// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/fleetrepository.h"

#include "models/store/componentrepository.h"
#include "models/store/connection.h"
#include "models/store/hostrepository.h"
#include "models/store/manifestrepository.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace bw {

namespace {

struct Circumstance {
    std::uint32_t os = 0;
    std::string kernel;
    std::optional<bool> rebootPending;
    bool partial = false;
    TimeSource timeSource = TimeSource::Told;
    std::string format;
};

Error damaged(std::string_view what, std::int64_t id)
{
    return {ErrorKind::Damaged, std::string(what) + ' ' + std::to_string(id), {}};
}

std::optional<TimeSource> timeSourceFrom(std::string_view text)
{
    for (int i = 0; i <= int(TimeSource::ImportTime); ++i) {
        if (name(TimeSource(i)) == text)
            return TimeSource(i);
    }
    return {};
}

/// Loads a fleet table by table, then puts it together.
class Loader {
public:
    Loader(Connection& c, const FleetScope& scope)
        : m_c(c)
        , m_scope(scope)
    {
    }

    Result<Fleet> load(ReadConnection& db)
    {
        if (const auto done = loadAll(db); !done.ok())
            return done.error();
        return std::move(m_fleet);
    }

private:
    Result<void> loadAll(ReadConnection& db);
    Result<void> loadPool(ReadConnection& db);
    Result<void> loadHosts(ReadConnection& db);
    Result<void> loadSystems();
    Result<void> loadCircumstances();
    Result<void> loadTimelines();
    Result<void> addSnapshot(const Statement& row);
    Result<void> loadManifests();
    Result<void> readManifest(const Statement& row, ManifestIndex index);
    Result<void> loadAttributes();
    Result<void> leaveOutWithdrawn();
    Host* host(HostId id);

    Connection& m_c;
    const FleetScope& m_scope;
    Fleet m_fleet;
    std::unordered_map<std::int64_t, std::uint32_t> m_systems;
    std::unordered_map<std::int64_t, Circumstance> m_circumstances;
    std::unordered_map<ManifestId, ManifestIndex> m_manifests;
    std::size_t m_lastHost = 0;
};

Result<void> Loader::loadAll(ReadConnection& db)
{
    if (const auto done = loadPool(db); !done.ok())
        return done;
    if (const auto done = loadHosts(db); !done.ok())
        return done;
    for (const auto step : {&Loader::loadSystems, &Loader::loadCircumstances, &Loader::loadTimelines,
                            &Loader::loadManifests, &Loader::loadAttributes, &Loader::leaveOutWithdrawn}) {
        if (const auto done = (this->*step)(); !done.ok())
            return done;
    }
    return {};
}

Result<void> Loader::loadPool(ReadConnection& db)
{
    auto pool = std::make_shared<ComponentPool>();
    const auto loaded = loadComponents(db, *pool);
    m_fleet.components = std::move(pool);
    return loaded;
}

Result<void> Loader::loadHosts(ReadConnection& db)
{
    auto known = knownHosts(db);
    if (!known.ok())
        return known.error();
    m_fleet.hosts.reserve(known->size());
    for (KnownHost& k : *known)
        m_fleet.hosts.push_back({k.id, std::move(k.identity), {}, {}});
    return {};
}

Host* Loader::host(HostId id)
{
    auto& hosts = m_fleet.hosts;
    if (m_lastHost + 1 < hosts.size() && hosts[m_lastHost + 1].id == id) // rows mostly come host after host
        return &hosts[++m_lastHost];
    const auto at =
        std::lower_bound(hosts.begin(), hosts.end(), id, [](const Host& h, HostId wanted) { return h.id < wanted; });
    if (at == hosts.end() || at->id != id)
        return nullptr;
    m_lastHost = std::size_t(at - hosts.begin());
    return &*at;
}

Result<void> Loader::loadSystems()
{
    Statement row = m_c.query("SELECT id, family, name, release, version, build, arch FROM operating_system "
                              "ORDER BY id");
    while (row.next()) {
        m_systems.emplace(row.integer(0), std::uint32_t(m_fleet.systems.size()));
        m_fleet.systems.push_back({row.text(1), row.text(2), row.text(3), row.text(4), row.text(5), row.text(6)});
        m_fleet.streams.push_back(streamOf(m_fleet.systems.back()));
    }
    return row.status();
}

Result<void> Loader::loadCircumstances()
{
    Statement row = m_c.query("SELECT id, operating_system_id, kernel, reboot_pending, partial, time_source, "
                              "format FROM circumstance");
    while (row.next()) {
        const auto os = m_systems.find(row.integer(1));
        const auto timeSource = timeSourceFrom(row.text(5));
        if (os == m_systems.end() || !timeSource)
            return damaged("circumstance", row.integer(0));
        const auto reboot = row.isNull(3) ? std::optional<bool>() : row.integer(3) != 0;
        m_circumstances.emplace(
            row.integer(0),
            Circumstance{os->second, row.text(2), reboot, row.integer(4) != 0, *timeSource, row.text(6)});
    }
    return row.status();
}

constexpr std::string_view Standing = "import_id NOT IN (SELECT id FROM import WHERE taken_back_at IS NOT NULL)";

Result<void> Loader::loadTimelines()
{
    const std::string columns = "SELECT s.id, s.host_id, s.taken_at, s.manifest_id, s.circumstance_id, "
                                "s.has_packages FROM ";
    const std::string standing(Standing);
    // The whole history is read as it lies and sorted here; for the newest, the index leads from host to host.
    Statement row = m_scope.history == FleetHistory::Whole
        ? m_c.query(columns + "snapshot s WHERE s." + standing + " ORDER BY s.id")
        : m_c.query(columns
                    + "host h CROSS JOIN snapshot s WHERE s.host_id = h.id AND s.taken_at >= COALESCE((SELECT "
                      "MAX(n.taken_at) FROM snapshot n WHERE n.host_id = h.id AND n.has_packages = 1 AND n."
                    + standing + "), -9223372036854775807) AND s." + standing + " ORDER BY h.id");
    while (row.next()) {
        if (const auto added = addSnapshot(row); !added.ok())
            return added;
    }
    const auto before = [](const SnapshotEntry& a, const SnapshotEntry& b) {
        return std::pair(a.takenAt, a.id) < std::pair(b.takenAt, b.id);
    };
    for (Host& h : m_fleet.hosts) {
        if (!std::is_sorted(h.timeline.begin(), h.timeline.end(), before))
            std::sort(h.timeline.begin(), h.timeline.end(), before);
    }
    return row.status();
}

Result<void> Loader::addSnapshot(const Statement& row)
{
    const SnapshotId id = row.integer(0);
    Host* const h = host(row.integer(1));
    const auto found = m_circumstances.find(row.integer(4));
    if (!h || found == m_circumstances.end())
        return damaged("snapshot", id);
    const auto manifest = m_manifests.try_emplace(row.integer(3), ManifestIndex(m_manifests.size())).first;
    const Circumstance& c = found->second;
    h->timeline.push_back({id, row.instant(2), c.timeSource, manifest->second, c.os, c.kernel, c.rebootPending,
                           c.partial, row.integer(5) != 0, c.format});
    return {};
}

Result<void> Loader::readManifest(const Statement& row, ManifestIndex index)
{
    const QByteArray bytes = row.bytes(2);
    auto ids = decodeManifest({bytes.constData(), std::size_t(bytes.size())}, std::size_t(row.integer(1)),
                              m_fleet.components->size());
    if (!ids.ok())
        return damaged("manifest", row.integer(0));
    m_fleet.manifests[index].components = *std::move(ids);
    return {};
}

Result<void> Loader::loadManifests()
{
    m_fleet.manifests.resize(m_manifests.size());
    const auto total = m_c.number("SELECT COUNT(*) FROM manifest");
    if (!total.ok())
        return total.error();
    std::size_t read = 0;
    if (m_manifests.size() * 3 > std::size_t(*total)) {
        Statement row = m_c.query("SELECT id, size, components FROM manifest ORDER BY id");
        while (row.next()) {
            const auto used = m_manifests.find(row.integer(0));
            if (used == m_manifests.end())
                continue;
            if (const auto done = readManifest(row, used->second); !done.ok())
                return done;
            ++read;
        }
        if (!row.status().ok())
            return row.status();
    } else {
        Statement row = m_c.statement("SELECT id, size, components FROM manifest WHERE id = ?");
        for (const auto& [id, index] : m_manifests) {
            row.open(id);
            if (!row.next())
                break;
            if (const auto done = readManifest(row, index); !done.ok())
                return done;
            ++read;
        }
        if (!row.status().ok())
            return row.status();
    }
    if (read != m_manifests.size())
        return Error{ErrorKind::Damaged, "a manifest is missing", {}};
    return {};
}

Result<void> Loader::loadAttributes()
{
    const std::int64_t limit = m_scope.attributesAt ? m_scope.attributesAt->time_since_epoch().count() : INT64_MAX;
    Statement row = m_c.query("SELECT host_id, field, value FROM host_attribute WHERE at <= ? ORDER BY id", limit);
    while (row.next()) {
        Host* const h = host(row.integer(0));
        const auto field = attributeFieldFrom(row.text(1));
        if (!h || !field || !setAttribute(h->attributes, *field, row.text(2)))
            return damaged("attribute of host", row.integer(0));
    }
    return row.status();
}

Result<void> Loader::leaveOutWithdrawn()
{
    std::unordered_set<HostId> withdrawn;
    Statement row = m_c.query("SELECT DISTINCT host_id FROM snapshot WHERE import_id IN "
                              "(SELECT id FROM import WHERE taken_back_at IS NOT NULL)");
    while (row.next())
        withdrawn.insert(row.integer(0));
    std::erase_if(m_fleet.hosts, [&](const Host& h) { return h.timeline.empty() && withdrawn.contains(h.id); });
    return row.status();
}

} // namespace

Result<Fleet> loadFleet(ReadConnection& db, const FleetScope& scope)
{
    return Loader(db.connection(), scope).load(db);
}

} // namespace bw
