// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/fleetrepository.h"

#include "models/store/componentrepository.h"
#include "models/store/connection.h"
#include "models/store/hostrepository.h"
#include "models/store/manifestrepository.h"
#include "models/store/offerrepository.h"

#include <algorithm>
#include <iterator>
#include <unordered_map>
#include <utility>
#include <vector>

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

/// A row as it was read; the host's timeline is built when it is known how long it gets.
struct SnapshotRow {
    SnapshotId id;
    Instant takenAt;
    std::size_t host;
    const Circumstance* circumstance;
    ManifestIndex manifest;
    bool hasPackages;
};

constexpr ManifestIndex NotUsed = 0xffffffffu;

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
    Result<void> readSnapshot(const Statement& row);
    void fillTimelines();
    Result<void> loadManifests();
    Result<void> readManifest(const Statement& row, ManifestIndex index);
    Result<void> loadPendings();
    Result<void> loadAttributes();
    Result<void> leaveOutWithdrawn();
    Host* host(HostId id);

    Connection& m_c;
    const FleetScope& m_scope;
    Fleet m_fleet;
    std::unordered_map<std::int64_t, std::uint32_t> m_systems;
    std::unordered_map<std::int64_t, Circumstance> m_circumstances;
    std::vector<SnapshotRow> m_rows;
    std::vector<ManifestIndex> m_indexOf; ///< by ManifestId; npos: not in use
    std::vector<ManifestId> m_used; ///< by ManifestIndex
    std::size_t m_lastHost = 0;
};

Result<void> Loader::loadAll(ReadConnection& db)
{
    if (const auto done = loadPool(db); !done.ok())
        return done;
    if (const auto done = loadHosts(db); !done.ok())
        return done;
    for (const auto step :
         {&Loader::loadSystems, &Loader::loadCircumstances, &Loader::loadTimelines, &Loader::loadManifests,
          &Loader::loadPendings, &Loader::loadAttributes, &Loader::leaveOutWithdrawn}) {
        if (const auto done = (this->*step)(); !done.ok())
            return done;
    }
    return {};
}

Result<void> Loader::loadPool(ReadConnection& db)
{
    auto pool = std::make_shared<ComponentPool>();
    auto loaded = loadComponents(db, *pool);
    if (loaded.ok())
        loaded = loadOffers(db, *pool);
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
    const auto last = m_c.number("SELECT MAX(id) FROM manifest");
    if (!last.ok())
        return last.error();
    if (*last < 0 || *last > (1 << 28)) // numbers are given one after the other
        return damaged("manifest", *last);
    m_indexOf.assign(std::size_t(*last) + 1, NotUsed);
    const std::string columns = "SELECT s.id, s.host_id, s.taken_at, s.manifest_id, "
                                "s.circumstance_id * 2 + s.has_packages FROM ";
    const std::string standing(Standing);
    // The whole history is read as it lies and sorted here; for the newest, the index leads from host to host.
    Statement row = m_scope.history == FleetHistory::Whole
        ? m_c.query(columns + "snapshot s WHERE s." + standing + " ORDER BY s.id")
        : m_c.query(columns
                    + "host h CROSS JOIN snapshot s WHERE s.host_id = h.id AND s.taken_at >= COALESCE((SELECT "
                      "MAX(n.taken_at) FROM snapshot n WHERE n.host_id = h.id AND n.has_packages = 1 AND n."
                    + standing + "), -9223372036854775807) AND s." + standing + " ORDER BY h.id");
    while (row.next()) {
        if (const auto read = readSnapshot(row); !read.ok())
            return read;
    }
    fillTimelines();
    return row.status();
}

Result<void> Loader::readSnapshot(const Statement& row)
{
    const SnapshotId id = row.integer(0);
    const Host* const h = host(row.integer(1));
    const std::int64_t manifest = row.integer(3);
    const std::int64_t packed = row.integer(4);
    const auto circumstance = m_circumstances.find(packed >> 1);
    if (!h || circumstance == m_circumstances.end() || manifest < 0 || manifest >= std::ssize(m_indexOf))
        return damaged("snapshot", id);
    ManifestIndex& index = m_indexOf[std::size_t(manifest)];
    if (index == NotUsed) {
        index = ManifestIndex(m_used.size());
        m_used.push_back(manifest);
    }
    m_rows.push_back({id, row.instant(2), m_lastHost, &circumstance->second, index, (packed & 1) != 0});
    return {};
}

void Loader::fillTimelines()
{
    std::vector<std::size_t> lengths(m_fleet.hosts.size(), 0);
    for (const SnapshotRow& row : m_rows)
        ++lengths[row.host];
    for (std::size_t i = 0; i < lengths.size(); ++i)
        m_fleet.hosts[i].timeline.reserve(lengths[i]);
    for (const SnapshotRow& row : m_rows) {
        const Circumstance& c = *row.circumstance;
        m_fleet.hosts[row.host].timeline.push_back({row.id, row.takenAt, c.timeSource, row.manifest, c.os, c.kernel,
                                                    c.rebootPending, c.partial, row.hasPackages, c.format});
    }
    m_rows = {};
    const auto before = [](const SnapshotEntry& a, const SnapshotEntry& b) {
        return std::pair(a.takenAt, a.id) < std::pair(b.takenAt, b.id);
    };
    for (Host& h : m_fleet.hosts) {
        if (!std::is_sorted(h.timeline.begin(), h.timeline.end(), before))
            std::sort(h.timeline.begin(), h.timeline.end(), before);
    }
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
    m_fleet.manifests.resize(m_used.size());
    std::size_t read = 0;
    if (m_used.size() * 3 > m_indexOf.size()) {
        Statement row = m_c.query("SELECT id, size, components FROM manifest ORDER BY id");
        while (row.next()) {
            const std::int64_t id = row.integer(0);
            if (id < 0 || id >= std::ssize(m_indexOf))
                return damaged("manifest", id);
            const ManifestIndex index = m_indexOf[std::size_t(id)];
            if (index == NotUsed)
                continue;
            if (const auto done = readManifest(row, index); !done.ok())
                return done;
            ++read;
        }
        if (!row.status().ok())
            return row.status();
    } else {
        Statement row = m_c.statement("SELECT id, size, components FROM manifest WHERE id = ?");
        for (const ManifestId id : m_used) {
            row.open(id);
            if (!row.next())
                break;
            if (const auto done = readManifest(row, m_indexOf[std::size_t(id)]); !done.ok())
                return done;
            ++read;
        }
        if (!row.status().ok())
            return row.status();
    }
    if (read != m_used.size())
        return Error{ErrorKind::Damaged, "a manifest is missing", {}};
    return {};
}

static std::vector<std::string> linesOf(const std::string& text)
{
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        lines.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return lines;
}

/// Few snapshots tell of something pending.
Result<void> Loader::loadPendings()
{
    std::unordered_map<SnapshotId, std::uint32_t> told;
    Statement row = m_c.query("SELECT snapshot_id, size, offers, stale_services FROM snapshot_pending");
    while (row.next()) {
        const QByteArray bytes = row.bytes(2);
        auto ids = decodeManifest({bytes.constData(), std::size_t(bytes.size())}, std::size_t(row.integer(1)),
                                  m_fleet.components->offers().size());
        if (!ids.ok())
            return damaged("pending of snapshot", row.integer(0));
        told.emplace(row.integer(0), std::uint32_t(m_fleet.pendings.size()));
        m_fleet.pendings.push_back({*std::move(ids), linesOf(row.text(3))});
    }
    if (told.empty())
        return row.status();
    for (Host& h : m_fleet.hosts) {
        for (SnapshotEntry& entry : h.timeline) {
            if (const auto it = told.find(entry.id); it != told.end())
                entry.pending = it->second;
        }
    }
    return row.status();
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
    Statement any = m_c.statement("SELECT 1 FROM snapshot WHERE host_id = ? LIMIT 1");
    // Snapshots, but none that stands: all were taken back.
    std::erase_if(m_fleet.hosts, [&](const Host& h) {
        if (!h.timeline.empty())
            return false;
        any.open(h.id);
        return any.next();
    });
    return any.status();
}

} // namespace

Result<Fleet> loadFleet(ReadConnection& db, const FleetScope& scope)
{
    return Loader(db.connection(), scope).load(db);
}

} // namespace bw
