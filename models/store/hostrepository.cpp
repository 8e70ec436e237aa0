// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/hostrepository.h"

#include "models/store/connection.h"

#include <algorithm>
#include <utility>

namespace bw {

namespace {

using Told = std::pair<IdentityKind, std::string>;

constexpr std::string_view InsertIdentity =
    "INSERT INTO host_identity (host_id, kind, value, first_seen, last_seen) VALUES (?, ?, ?, ?, ?)";

std::vector<Told> valuesOf(const HostIdentity& identity)
{
    std::vector<Told> values = {
        {IdentityKind::Name, identity.name},           {IdentityKind::Fqdn, identity.fqdn},
        {IdentityKind::Serial, identity.serial},       {IdentityKind::Uuid, identity.uuid},
        {IdentityKind::MachineId, identity.machineId}, {IdentityKind::AgentId, identity.agentId},
    };
    for (const std::string& mac : identity.macs)
        values.emplace_back(IdentityKind::Mac, mac);
    std::erase_if(values, [](const Told& told) { return told.second.empty(); });
    for (Told& told : values)
        told.second = storedText(told.second); // compared with what is read back
    return values;
}

/// False for a kind that no version of this program wrote.
bool setIdentity(HostIdentity& identity, std::int64_t kind, std::string value)
{
    switch (IdentityKind(kind)) {
    case IdentityKind::Name:
        identity.name = std::move(value);
        return true;
    case IdentityKind::Fqdn:
        identity.fqdn = std::move(value);
        return true;
    case IdentityKind::Serial:
        identity.serial = std::move(value);
        return true;
    case IdentityKind::Uuid:
        identity.uuid = std::move(value);
        return true;
    case IdentityKind::MachineId:
        identity.machineId = std::move(value);
        return true;
    case IdentityKind::Mac:
        identity.macs.push_back(std::move(value));
        return true;
    case IdentityKind::AgentId:
        identity.agentId = std::move(value);
        return true;
    }
    return false;
}

struct PresentRow {
    std::int64_t id = 0;
    Told value;
    Instant firstSeen;
};

Result<std::vector<PresentRow>> presentRows(Connection& c, HostId host)
{
    std::vector<PresentRow> rows;
    Statement row = c.query("SELECT id, kind, value, first_seen FROM host_identity "
                            "WHERE host_id = ? AND last_seen IS NULL ORDER BY id",
                            host);
    while (row.next())
        rows.push_back({row.integer(0), {IdentityKind(row.integer(1)), row.text(2)}, row.instant(3)});
    if (!row.status().ok())
        return row.status().error();
    return rows;
}

/// Notes a value of the past once, as lasting until `until`.
Result<void> addPast(Connection& c, HostId host, const Told& told, Instant seen, Instant until)
{
    Statement known = c.query("SELECT 1 FROM host_identity WHERE host_id = ? AND kind = ? AND value = ?", host,
                              int(told.first), told.second);
    if (known.next() || !known.status().ok())
        return known.status();
    return c.run(InsertIdentity, host, int(told.first), told.second, seen, std::optional(until));
}

/// Brings the values of one kind up to date; both lists hold that kind only, `told` is not empty.
Result<void> updateKind(Connection& c, HostId host, std::span<const PresentRow> present, std::span<const Told> told,
                        Instant seen)
{
    Instant newest = Instant::min();
    for (const PresentRow& row : present)
        newest = std::max(newest, row.firstSeen);
    const bool past = seen < newest;
    for (const Told& value : told) {
        const auto same = [&](const PresentRow& row) { return row.value == value; };
        if (std::any_of(present.begin(), present.end(), same))
            continue;
        const auto added = past
            ? addPast(c, host, value, seen, newest)
            : c.run(InsertIdentity, host, int(value.first), value.second, seen, std::optional<Instant>());
        if (!added.ok())
            return added;
    }
    if (past)
        return {};
    for (const PresentRow& row : present) {
        if (std::find(told.begin(), told.end(), row.value) != told.end())
            continue;
        const auto ended = c.run("UPDATE host_identity SET last_seen = ? WHERE id = ?", seen, row.id);
        if (!ended.ok())
            return ended;
    }
    return {};
}

template <typename T, typename KindOf>
std::vector<T> ofKind(const std::vector<T>& all, IdentityKind kind, KindOf kindOf)
{
    std::vector<T> some;
    std::copy_if(all.begin(), all.end(), std::back_inserter(some), [&](const T& x) { return kindOf(x) == kind; });
    return some;
}

} // namespace

Result<HostId> HostWriter::add(const HostIdentity& identity, Instant seen)
{
    Connection& c = m_tx.connection();
    if (m_next == 0) {
        const auto next = c.number("SELECT MAX(id) + 1 FROM host", 1);
        if (!next.ok())
            return next.error();
        m_next = *next;
    }
    const HostId id = m_next++;
    if (const auto added = c.run("INSERT INTO host (id, first_seen) VALUES (?, ?)", id, seen); !added.ok())
        return added.error();
    for (const auto& [kind, value] : valuesOf(identity)) {
        const auto added = c.run(InsertIdentity, id, int(kind), value, seen, std::optional<Instant>());
        if (!added.ok())
            return added.error();
    }
    return id;
}

Result<HostId> addHost(WriteTransaction& tx, const HostIdentity& identity, Instant seen)
{
    return HostWriter(tx).add(identity, seen);
}

Result<void> updateIdentity(WriteTransaction& tx, HostId host, const HostIdentity& identity, Instant seen)
{
    Connection& c = tx.connection();
    const auto present = presentRows(c, host);
    if (!present.ok())
        return present.error();
    const auto told = valuesOf(identity);
    for (int k = 0; k <= int(IdentityKind::AgentId); ++k) {
        const auto kind = IdentityKind(k);
        const auto toldNow = ofKind(told, kind, [](const Told& t) { return t.first; });
        if (toldNow.empty())
            continue;
        const auto before = ofKind(*present, kind, [](const PresentRow& row) { return row.value.first; });
        if (const auto done = updateKind(c, host, before, toldNow, seen); !done.ok())
            return done;
    }
    return {};
}

Result<std::vector<KnownHost>> knownHosts(ReadConnection& db)
{
    std::vector<KnownHost> hosts;
    Statement ids = db.connection().query("SELECT id FROM host ORDER BY id");
    while (ids.next())
        hosts.push_back({ids.integer(0), {}});
    if (!ids.status().ok())
        return ids.status().error();
    auto host = hosts.begin();
    // In the order of storing, which is nearly that of hosts: sorting would cost more than the search.
    Statement row = db.connection().query("SELECT host_id, kind, value FROM host_identity WHERE last_seen IS NULL "
                                          "ORDER BY id");
    while (row.next()) {
        const HostId id = row.integer(0);
        if (host == hosts.end() || host->id != id)
            host = std::lower_bound(hosts.begin(), hosts.end(), id,
                                    [](const KnownHost& h, HostId wanted) { return h.id < wanted; });
        if (host == hosts.end() || host->id != id || !setIdentity(host->identity, row.integer(1), row.text(2)))
            return Error{ErrorKind::Damaged, "identity of host " + std::to_string(id), {}};
    }
    if (!row.status().ok())
        return row.status().error();
    return hosts;
}

Result<std::vector<IdentityPeriod>> identityHistory(ReadConnection& db, HostId host)
{
    std::vector<IdentityPeriod> periods;
    Statement row = db.connection().query("SELECT kind, value, first_seen, last_seen FROM host_identity "
                                          "WHERE host_id = ? ORDER BY first_seen, id",
                                          host);
    while (row.next())
        periods.push_back({IdentityKind(row.integer(0)), row.text(1), row.instant(2), row.maybeInstant(3)});
    if (!row.status().ok())
        return row.status().error();
    return periods;
}

Result<void> setAttributes(WriteTransaction& tx, std::span<const AttributeChange> changes, const Stamp& stamp)
{
    Statement insert = tx.connection().statement(
        "INSERT INTO host_attribute (host_id, field, value, who, at, why) VALUES (?, ?, ?, ?, ?, ?)");
    for (const AttributeChange& change : changes) {
        HostAttributes attributes;
        if (!setAttribute(attributes, change.field, change.value))
            return Error{ErrorKind::BadValue, change.value, {{}, 0, 0, std::string(name(change.field))}};
        const auto added = insert.run(change.host, name(change.field), attributeText(attributes, change.field),
                                      stamp.who, stamp.at, stamp.why);
        if (!added.ok() && added.error().kind == ErrorKind::NotFound)
            return Error{ErrorKind::NotFound, "host " + std::to_string(change.host), {}};
        if (!added.ok())
            return added;
    }
    return {};
}

Result<std::vector<AttributeRecord>> attributeHistory(ReadConnection& db, HostId host)
{
    std::vector<AttributeRecord> records;
    Statement row = db.connection().query("SELECT field, value, who, at, why FROM host_attribute WHERE host_id = ? "
                                          "ORDER BY id",
                                          host);
    while (row.next()) {
        const auto field = attributeFieldFrom(row.text(0));
        if (!field)
            return Error{ErrorKind::Damaged, "attribute " + row.text(0), {}};
        records.push_back({*field, row.text(1), row.stamp(2, 3, 4)});
    }
    if (!row.status().ok())
        return row.status().error();
    return records;
}

} // namespace bw
