// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/demofleet.h"

#include "models/services/decisions.h"
#include "models/services/demofeeds.h"
#include "models/services/demoinventory.h"
#include "models/services/demoplan.h"
#include "models/services/demotables.h"
#include "models/services/demotests.h"
#include "models/services/feedimport.h"
#include "models/services/hostattributes.h"
#include "models/services/inventoryimport.h"
#include "models/store/auditrepository.h"
#include "models/store/hostrepository.h"
#include "models/store/settingrepository.h"
#include "models/store/store.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <algorithm>
#include <map>

namespace bw {

namespace {

constexpr const char* Who = "demo";

Result<std::string> writeFile(const QDir& folder, const QString& name, const QByteArray& bytes)
{
    const QString path = folder.filePath(name);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        return Error{ErrorKind::NotWritable, path.toStdString(), {}};
    return path.toStdString();
}

class Maker {
public:
    Maker(Store& store, const DemoTables& tables, const QDir& folder, const Clock& clock, ProgressSink& progress)
        : m_store(store)
        , m_tables(tables)
        , m_folder(folder)
        , m_clock(clock)
        , m_progress(progress)
    {
    }

    Result<void> run()
    {
        const DemoInventory inventory(m_tables, m_clock.now());
        const int renaming = inventory.renamedBefore();
        // Imports compare with what is stored, so a new name is recognised only by an import of its own.
        if (auto done = importWeeks(inventory, DemoInventory::Weeks - 1, renaming); !done)
            return done;
        if (renaming > 0) {
            if (auto done = importWeeks(inventory, renaming - 1, 0); !done)
                return done;
        }
        if (auto done = importAllFeeds(); !done)
            return done;
        if (auto done = setAttributes(); !done)
            return done;
        if (auto done = allowRehearsedEvidence(); !done)
            return done;
        if (auto done = decide(); !done)
            return done;
        if (auto done = makeDemoTests(m_store, m_clock, m_progress); !done)
            return done;
        return makeDemoPlan(m_store, m_clock, m_progress);
    }

private:
    Result<void> importWeeks(const DemoInventory& inventory, int from, int to)
    {
        ImportRequest request;
        request.who = Who;
        for (int week = from; week >= to; --week) {
            if (m_progress.cancelled())
                return Error{ErrorKind::Cancelled, {}, {}};
            const QString name =
                QStringLiteral("fleet-%1.csv").arg(QString::fromStdString(toIso(dayOf(inventory.takenAt(week)))));
            auto path = writeFile(m_folder, name, QByteArray::fromStdString(inventory.csv(week)));
            if (!path)
                return path.error();
            request.paths.push_back(std::move(*path));
        }
        auto prepared = prepareImport(m_store, request, m_clock, m_progress);
        if (!prepared)
            return prepared.error();
        const auto report = commitImport(m_store, std::move(*prepared), m_clock, m_progress);
        return report ? Result<void>() : Result<void>(report.error());
    }

    Result<void> importAllFeeds()
    {
        FeedRequest request;
        request.who = Who;
        const std::pair<const char*, QByteArray> files[] = {
            {"known_exploited_vulnerabilities.json", demoKevJson(m_tables)},
            {"epss_scores-2026-06-21.csv", demoEpssCsv(m_tables)},
            {"cve-records.json", demoCveJson(m_tables)},
            {"advisories.json", demoOsvJson(m_tables)}};
        for (const auto& [name, bytes] : files) {
            auto path = writeFile(m_folder, QLatin1String(name), bytes);
            if (!path)
                return path.error();
            request.paths.push_back(std::move(*path));
        }
        const auto report = importFeeds(m_store, request, m_clock, m_progress);
        return report ? Result<void>() : Result<void>(report.error());
    }

    Result<void> setAttributes()
    {
        const auto known = m_store.read([](ReadConnection& db) { return knownHosts(db); });
        if (!known)
            return known.error();
        std::map<std::string, HostId> ids;
        for (const KnownHost& host : *known)
            ids[host.identity.name] = host.id;
        std::vector<AttributeChange> changes;
        for (const DemoHost& host : m_tables.hosts) {
            const auto id = ids.find(host.name);
            if (id == ids.end())
                return Error{ErrorKind::Internal, host.name, {}};
            const auto add = [&](AttributeField field, std::string value) {
                if (!value.empty())
                    changes.push_back({id->second, field, std::move(value)});
            };
            std::string tags = host.tags;
            std::replace(tags.begin(), tags.end(), ' ', ',');
            add(AttributeField::Exposure, host.exposure);
            add(AttributeField::Importance, host.importance);
            add(AttributeField::Safety, host.safety);
            add(AttributeField::Owner, host.owner);
            add(AttributeField::Site, host.site);
            add(AttributeField::Role, host.role);
            add(AttributeField::Tags, tags);
        }
        const auto set = setHostAttributes(m_store, changes, {Who, m_clock.now(), "Asset register"});
        return set ? Result<void>() : Result<void>(set.error());
    }

    /// Only in a sample workspace may a rehearsal's made-up inventories count.
    Result<void> allowRehearsedEvidence()
    {
        return m_store.write([&](WriteTransaction& tx) -> Result<void> {
            const Stamp stamp{Who, m_clock.now(), "Sample workspace"};
            if (auto set = setSetting(tx, "rehearsal-evidence", "allowed", stamp); !set)
                return set;
            AuditNote note{stamp.at,
                           Who,
                           "setting.set",
                           "setting",
                           "rehearsal-evidence",
                           "Inventories that a rehearsal makes up are taken in",
                           {},
                           {}};
            const auto entry = tx.audit(note);
            return entry ? Result<void>() : Result<void>(entry.error());
        });
    }

    Result<void> decide()
    {
        const Instant now = m_clock.now();
        const Day today = dayOf(now);
        Control wall{};
        wall.name = "Web shop behind the WAF";
        wall.hostFilter = "tag:webshop role:\"web server\" exposure:open";
        wall.exposure = Exposure::Controlled;
        wall.evidence = "Rule set in blocking mode, tested with the shop's attack replay";
        wall.owner = "Shop team";
        wall.from = today - std::chrono::days(120);
        wall.until = today + std::chrono::days(5);
        wall.createdBy = Who;
        wall.createdAt = now;
        if (auto id = addControl(m_store, wall); !id)
            return id.error();
        Control segment = wall;
        segment.name = "Clinic segment behind its gateway";
        segment.hostFilter = "tag:clinic exposure:controlled -name:clinic-gw-*";
        segment.exposure = Exposure::Small;
        segment.evidence = "Firewall export: only image transfer and time service pass";
        segment.owner = "Clinic technology";
        segment.until = today + std::chrono::days(150);
        if (auto id = addControl(m_store, segment); !id)
            return id.error();
        Exception legacy{};
        legacy.hostFilter = "name:modality-ws-01";
        legacy.patches = {"Debian:11/openssh/1:8.4p1-5+deb11u7"};
        legacy.reason = "The maker of the imaging device releases updates for its workstation only twice a year";
        legacy.owner = "Clinic technology";
        legacy.until = today + std::chrono::days(40);
        legacy.createdBy = Who;
        legacy.createdAt = now;
        const auto id = addException(m_store, legacy);
        return id ? Result<void>() : Result<void>(id.error());
    }

    Store& m_store;
    const DemoTables& m_tables;
    const QDir m_folder;
    const Clock& m_clock;
    ProgressSink& m_progress;
};

} // namespace

Result<void> makeDemoWorkspace(const std::string& path, ProgressSink& progress, const Clock& clock)
{
    const auto tables = loadDemoTables();
    if (!tables)
        return tables.error();
    const QTemporaryDir folder;
    if (!folder.isValid())
        return Error{ErrorKind::NotWritable, folder.path().toStdString(), {}};
    auto store = Store::create(path);
    if (!store)
        return store.error();
    auto made = Maker(**store, *tables, QDir(folder.path()), clock, progress).run();
    if (!made) {
        store->reset();
        for (const char* suffix : {"", "-wal", "-shm"})
            QFile::remove(QString::fromStdString(path + suffix));
    }
    return made;
}

} // namespace bw
