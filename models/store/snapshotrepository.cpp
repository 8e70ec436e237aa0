// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/snapshotrepository.h"

#include "models/store/connection.h"

namespace bw {

namespace {

constexpr std::string_view ImportColumns = "SELECT id, at, who, path, digest, format, hosts, components, issues, "
                                           "taken_back_by, taken_back_at, taken_back_why FROM import ";

ImportRecord importOf(const Statement& row)
{
    ImportRecord record{row.integer(0),
                        row.instant(1),
                        row.text(2),
                        row.text(3),
                        row.text(4),
                        row.text(5),
                        std::uint64_t(row.integer(6)),
                        std::uint64_t(row.integer(7)),
                        std::uint64_t(row.integer(8)),
                        {}};
    if (!row.isNull(10))
        record.takenBack = row.stamp(9, 10, 11);
    return record;
}

/// One text for several, which differs where they do.
template <typename... Texts>
std::string keyOf(const Texts&... texts)
{
    std::string key;
    ((key += std::to_string(std::string_view(texts).size()), key += ':', key += texts), ...);
    return key;
}

std::optional<std::int64_t> toNumber(const std::optional<bool>& flag)
{
    return flag ? std::optional<std::int64_t>(*flag) : std::nullopt;
}

std::string keyOf(const OsIdentity& os)
{
    return keyOf(os.family, os.name, os.release, os.version, os.build, os.arch);
}

std::string circumstanceKey(std::int64_t os, const std::string& kernel, std::optional<std::int64_t> reboot,
                            bool partial, std::string_view timeSource, const std::string& format)
{
    return std::to_string(os) + (reboot ? std::to_string(*reboot) : "-") + (partial ? 'p' : 'w')
        + keyOf(kernel, timeSource, format);
}

} // namespace

Result<ImportId> addImport(WriteTransaction& tx, const ImportRecord& record)
{
    Connection& c = tx.connection();
    const auto id = c.number("SELECT MAX(id) + 1 FROM import", 1);
    if (!id.ok())
        return id.error();
    const auto added = c.run("INSERT INTO import (id, at, who, path, digest, format, hosts, components, issues) "
                             "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                             *id, record.at, record.who, record.path, record.digest, record.format, record.hosts,
                             record.components, record.issues);
    if (!added.ok())
        return added.error();
    return *id;
}

Result<std::vector<ImportRecord>> imports(ReadConnection& db)
{
    std::vector<ImportRecord> records;
    Statement row = db.connection().query(std::string(ImportColumns) + "ORDER BY id");
    while (row.next())
        records.push_back(importOf(row));
    if (!row.status().ok())
        return row.status().error();
    return records;
}

Result<std::optional<ImportRecord>> importByDigest(ReadConnection& db, std::string_view digest)
{
    std::optional<ImportRecord> record;
    Statement row = db.connection().query(
        std::string(ImportColumns) + "WHERE digest = ? AND taken_back_at IS NULL ORDER BY id DESC LIMIT 1", digest);
    if (row.next())
        record = importOf(row);
    if (!row.status().ok())
        return row.status().error();
    return record;
}

Result<void> takeBackImport(WriteTransaction& tx, ImportId id, const Stamp& stamp)
{
    Connection& c = tx.connection();
    {
        Statement row = c.query("SELECT taken_back_at FROM import WHERE id = ?", id);
        const bool found = row.next();
        if (!row.status().ok())
            return row.status();
        if (!found || !row.isNull(0))
            return Error{found ? ErrorKind::Conflict : ErrorKind::NotFound, "import " + std::to_string(id), {}};
    }
    return c.run("UPDATE import SET taken_back_at = ?, taken_back_by = ?, taken_back_why = ? WHERE id = ?", stamp.at,
                 stamp.who, stamp.why, id);
}

SnapshotWriter::SnapshotWriter(WriteTransaction& tx)
    : m_tx(tx)
{
}

Result<void> SnapshotWriter::start()
{
    Connection& c = m_tx.connection();
    const auto next = c.number("SELECT MAX(id) + 1 FROM snapshot", 1);
    if (!next.ok())
        return next.error();
    m_next = *next;
    Statement os = c.query("SELECT id, family, name, release, version, build, arch FROM operating_system");
    while (os.next()) {
        m_nextSystem = std::max(m_nextSystem, os.integer(0));
        m_systems.emplace(keyOf({os.text(1), os.text(2), os.text(3), os.text(4), os.text(5), os.text(6)}),
                          os.integer(0));
    }
    if (!os.status().ok())
        return os.status();
    Statement row = c.query("SELECT id, operating_system_id, kernel, reboot_pending, partial, time_source, format "
                            "FROM circumstance");
    while (row.next()) {
        m_nextCircumstance = std::max(m_nextCircumstance, row.integer(0));
        const auto reboot = row.isNull(3) ? std::optional<std::int64_t>() : row.integer(3);
        m_circumstances.emplace(
            circumstanceKey(row.integer(1), row.text(2), reboot, row.integer(4) != 0, row.text(5), row.text(6)),
            row.integer(0));
    }
    m_started = row.status().ok();
    return row.status();
}

Result<std::int64_t> SnapshotWriter::systemId(const OsIdentity& os)
{
    const auto [known, isNew] = m_systems.try_emplace(keyOf(os), m_nextSystem + 1);
    if (!isNew)
        return known->second;
    ++m_nextSystem;
    const auto added =
        m_tx.connection().run("INSERT INTO operating_system (id, family, name, release, version, build, "
                              "arch) VALUES (?, ?, ?, ?, ?, ?, ?)",
                              m_nextSystem, os.family, os.name, os.release, os.version, os.build, os.arch);
    if (!added.ok())
        return added.error();
    return m_nextSystem;
}

Result<std::int64_t> SnapshotWriter::circumstanceId(const NewSnapshot& s)
{
    const auto os = systemId(s.os);
    if (!os.ok())
        return os;
    const auto reboot = toNumber(s.rebootPending);
    const auto [known, isNew] = m_circumstances.try_emplace(
        circumstanceKey(*os, s.runningKernel, reboot, s.partial, name(s.timeSource), s.format), m_nextCircumstance + 1);
    if (!isNew)
        return known->second;
    ++m_nextCircumstance;
    const auto added = m_tx.connection().run("INSERT INTO circumstance (id, operating_system_id, kernel, "
                                             "reboot_pending, partial, time_source, format) "
                                             "VALUES (?, ?, ?, ?, ?, ?, ?)",
                                             m_nextCircumstance, *os, s.runningKernel, reboot, s.partial,
                                             name(s.timeSource), s.format);
    if (!added.ok())
        return added.error();
    return m_nextCircumstance;
}

Result<SnapshotId> SnapshotWriter::add(const NewSnapshot& s)
{
    if (!m_started) {
        if (const auto started = start(); !started.ok())
            return started.error();
    }
    const auto circumstance = circumstanceId(s);
    if (!circumstance.ok())
        return circumstance;
    const auto added =
        m_tx.connection().run("INSERT INTO snapshot (id, host_id, taken_at, import_id, manifest_id, "
                              "circumstance_id, has_packages) VALUES (?, ?, ?, ?, ?, ?, ?)",
                              m_next, s.host, s.takenAt, s.import, s.manifest, *circumstance, s.hasPackages);
    if (!added.ok())
        return added.error();
    if (const auto pending = addPending(s.pending); !pending.ok())
        return pending.error();
    return m_next++;
}

Result<void> SnapshotWriter::addPending(const Pending& pending)
{
    if (pending.offers.empty() && pending.staleServices.empty())
        return {};
    std::string services;
    for (const std::string& service : pending.staleServices)
        services += (services.empty() ? "" : "\n") + service;
    const std::string offers = encodeManifest(pending.offers);
    return m_tx.connection().run(
        "INSERT INTO snapshot_pending (snapshot_id, size, offers, stale_services) VALUES (?, ?, ?, ?)", m_next,
        pending.offers.size(), Bytes{offers}, services);
}

} // namespace bw
