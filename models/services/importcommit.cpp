// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/importcommit.h"

#include "models/store/auditrepository.h"
#include "models/store/componentrepository.h"
#include "models/store/hostrepository.h"
#include "models/store/manifestrepository.h"
#include "models/store/offerrepository.h"
#include "models/store/snapshotrepository.h"

#include <unordered_map>

namespace bw {

namespace {

/// Attributes that a file carries (owner, exposure ... columns) as changes against what is known.
std::vector<AttributeChange> attributeChanges(HostId id, const HostAttributes& told, const HostAttributes& known)
{
    std::vector<AttributeChange> changes;
    for (const AttributeField field :
         {AttributeField::Exposure, AttributeField::Importance, AttributeField::Safety, AttributeField::Owner,
          AttributeField::Site, AttributeField::Role, AttributeField::Tags}) {
        std::string text = attributeText(told, field);
        if (!text.empty() && text != attributeText(known, field))
            changes.push_back({id, field, std::move(text)});
    }
    return changes;
}

class Committer {
public:
    Committer(WriteTransaction& tx, PreparedImport& prepared, ProgressSink& progress)
        : m_tx(tx)
        , m_prepared(prepared)
        , m_progress(progress)
        , m_hosts(tx)
        , m_manifests(tx)
        , m_snapshots(tx)
    {
        for (const Host& host : prepared.fleet.hosts)
            m_known.emplace(host.id, &host);
    }

    Result<void> run()
    {
        if (auto added = addComponents(m_tx, *m_prepared.pool, m_prepared.firstNew); !added)
            return added;
        if (auto added = addOffers(m_tx, *m_prepared.pool, m_prepared.firstNewOffer); !added)
            return added;
        if (auto added = addImports(); !added)
            return added;
        std::uint64_t done = 0;
        for (HostChange& change : m_prepared.changes.hosts) {
            if (++done % 256 == 0) {
                m_progress.report(done, m_prepared.changes.hosts.size(), {});
                if (m_progress.cancelled())
                    return Error{ErrorKind::Cancelled, {}, {}};
            }
            if (change.outcome == HostOutcome::Ambiguous || change.outcome == HostOutcome::Rejected
                || change.sameEvidence)
                continue;
            if (auto stored = store(change); !stored)
                return stored;
        }
        return audit();
    }

private:
    Result<void> addImports()
    {
        const auto& files = m_prepared.report.files;
        m_imports.assign(files.size(), 0);
        for (std::size_t i = 0; i < files.size(); ++i) {
            if (files[i].failed)
                continue;
            ImportRecord record;
            record.at = m_prepared.importedAt;
            record.who = m_prepared.request.who;
            record.path = files[i].path;
            record.format = files[i].format;
            record.hosts = files[i].hosts;
            record.components = files[i].components;
            record.issues = files[i].issueCount;
            auto id = addImport(m_tx, record);
            if (!id)
                return id.error();
            m_imports[i] = *id;
        }
        return {};
    }

    Result<void> store(HostChange& change)
    {
        const HostDraft& draft = m_prepared.drafts[change.draft];
        if (change.host == 0) {
            auto id = hostOfThisImport(change, draft.identity);
            if (!id)
                return id.error();
            change.host = *id;
        } else if (auto updated = updateIdentity(m_tx, change.host, draft.identity, change.takenAt); !updated) {
            return updated;
        }
        const auto known = m_known.find(change.host);
        const auto attributes = attributeChanges(change.host, draft.attributes,
                                                 known == m_known.end() ? HostAttributes{} : known->second->attributes);
        if (!attributes.empty()) {
            const Stamp stamp{m_prepared.request.who, m_prepared.importedAt,
                              "from " + m_prepared.report.files[m_prepared.draftFile[change.draft]].path};
            if (auto set = setAttributes(m_tx, attributes, stamp); !set)
                return set;
        }
        const auto manifest = m_manifests.add(change.hasPackages ? std::span<const ComponentId>(change.components)
                                                                 : std::span<const ComponentId>());
        if (!manifest)
            return manifest.error();
        NewSnapshot snapshot;
        snapshot.host = change.host;
        snapshot.takenAt = change.takenAt;
        snapshot.timeSource = change.timeSource;
        snapshot.import = m_imports[m_prepared.draftFile[change.draft]];
        snapshot.manifest = *manifest;
        snapshot.os = osOf(draft, known == m_known.end() ? nullptr : known->second, change.takenAt);
        snapshot.runningKernel = draft.runningKernel;
        snapshot.rebootPending = draft.rebootPending;
        snapshot.partial = change.partial;
        snapshot.hasPackages = change.hasPackages;
        snapshot.format = m_prepared.report.files[m_prepared.draftFile[change.draft]].format;
        snapshot.pending = {change.offers, draft.staleServices};
        const auto id = m_snapshots.add(snapshot);
        return id ? Result<void>() : Result<void>(id.error());
    }

    /// Several snapshots of one new machine may come in one import.
    Result<HostId> hostOfThisImport(const HostChange& change, const HostIdentity& identity)
    {
        const auto it = m_new.find(change.newHost);
        if (it != m_new.end()) {
            if (auto updated = updateIdentity(m_tx, it->second, identity, change.takenAt); !updated)
                return updated.error();
            return it->second;
        }
        auto id = addHost(m_tx, identity, change.takenAt);
        if (id)
            m_new.emplace(change.newHost, *id);
        return id;
    }

    /// A source that does not tell the operating system does not make it unknown.
    OsIdentity osOf(const HostDraft& draft, const Host* host, Instant at) const
    {
        if (!draft.os.name.empty() || !host)
            return draft.os;
        const SnapshotEntry* before = host->lastSeen(at);
        return before ? m_prepared.fleet.systems[before->os] : draft.os;
    }

    Result<void> audit()
    {
        const ImportReport& report = m_prepared.report;
        AuditNote note;
        note.at = m_prepared.importedAt;
        note.who = m_prepared.request.who;
        note.verb = "import.add";
        note.objectKind = "import";
        for (const ImportId id : m_imports) {
            if (id != 0) {
                note.objectId = std::to_string(id);
                break;
            }
        }
        note.summary = std::to_string(report.files.size()) + " files: " + std::to_string(report.hostsAdded)
            + " hosts added, " + std::to_string(report.hostsUpdated) + " updated, "
            + std::to_string(report.hostsUnchanged) + " unchanged, " + std::to_string(report.hostsAmbiguous)
            + " ambiguous, " + std::to_string(report.issueCount()) + " issues";
        const auto id = m_tx.audit(note);
        return id ? Result<void>() : Result<void>(id.error());
    }

    WriteTransaction& m_tx;
    PreparedImport& m_prepared;
    ProgressSink& m_progress;
    HostWriter m_hosts;
    ManifestWriter m_manifests;
    SnapshotWriter m_snapshots;
    std::vector<ImportId> m_imports;
    std::unordered_map<HostId, const Host*> m_known;
    std::unordered_map<std::uint32_t, HostId> m_new; ///< by HostChange::newHost
};

} // namespace

Result<void> storeImport(WriteTransaction& tx, PreparedImport& prepared, ProgressSink& progress)
{
    return Committer(tx, prepared, progress).run();
}

} // namespace bw
