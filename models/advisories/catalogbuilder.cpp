// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/advisories/catalogbuilder.h"

#include <algorithm>
#include <map>
#include <set>

namespace bw {

namespace {

constexpr std::uint32_t None = 0xffffffffu;

bool earlier(const FeedRevision& a, const FeedRevision& b)
{
    return std::pair(a.effective(), a.id) < std::pair(b.effective(), b.id);
}

/// Numbers in place of texts of one batch, looked up once each.
class Remap {
public:
    explicit Remap(const FeedBatch& batch)
        : m_batch(batch)
        , m_ids(batch.strings.size(), None)
    {
    }
    StringId operator()(StringId id, StringPool& pool)
    {
        if (id == StringPool::npos)
            return id;
        if (m_ids[id] == None)
            m_ids[id] = pool.intern(m_batch.text(id));
        return m_ids[id];
    }

private:
    const FeedBatch& m_batch;
    std::vector<StringId> m_ids;
};

class Builder {
public:
    Builder(std::vector<LoadedRevision> revisions, Instant t)
        : m_loaded(std::move(revisions))
        , m_t(t)
    {
    }
    Catalog build();

private:
    struct Where {
        std::uint32_t revision = None;
        std::uint32_t record = None;
    };
    /// Facts of a CVE under its number in m_names, until the order of the final numbers is known.
    struct Draft {
        Where record; ///< the CVE record that counts
        Where kev;
    };

    void nameCves();
    void chooseCveRecords();
    void chooseKev();
    void chooseAdvisories();
    void numberCves();
    void fillFacts();
    void fillScores();
    void addAdvisories();
    void addRows();
    void attachNotices();

    std::uint32_t nameOf(const LoadedRevision& loaded, StringId id)
    {
        const std::uint32_t number = m_names.intern(loaded.batch.text(id));
        if (number == m_drafts.size())
            m_drafts.emplace_back();
        return number;
    }
    bool isRejected(std::uint32_t name) const
    {
        const Where where = m_drafts[name].record;
        return where.revision != None && m_loaded[where.revision].batch.cves[where.record].rejected;
    }
    bool allRejected(const std::vector<StringId>& names) const
    {
        return !names.empty() && std::all_of(names.begin(), names.end(), [&](StringId n) { return isRejected(n); });
    }
    const FeedRevision& revision(Where where) const { return m_loaded[where.revision].revision; }

    std::vector<LoadedRevision> m_loaded; ///< oldest first
    Instant m_t;
    Catalog m_catalog;
    StringPool m_names; ///< ids of CVEs that count
    std::vector<Draft> m_drafts; ///< by number in m_names
    std::vector<CveIndex> m_final; ///< number in m_names -> index in the catalog
    std::vector<std::vector<std::uint32_t>> m_advisoryAt; ///< per revision: record -> catalog advisory, or None
    bool m_hasKev = false;
};

// After this, AdvisoryRecord::cves, KevEntry::cve and CveRecord::cve hold numbers of m_names in place of batch ids.
void Builder::nameCves()
{
    for (LoadedRevision& loaded : m_loaded) {
        std::vector<std::uint32_t> known(loaded.batch.strings.size(), None);
        const auto rename = [&](StringId& id) {
            if (id == StringPool::npos)
                return;
            if (known[id] == None)
                known[id] = nameOf(loaded, id);
            id = known[id];
        };
        for (AdvisoryRecord& advisory : loaded.batch.advisories)
            std::for_each(advisory.cves.begin(), advisory.cves.end(), rename);
        for (KevEntry& entry : loaded.batch.kev)
            rename(entry.cve);
        for (CveRecord& record : loaded.batch.cves)
            rename(record.cve);
    }
}

void Builder::chooseCveRecords()
{
    for (std::uint32_t r = 0; r < m_loaded.size(); ++r) {
        const auto& records = m_loaded[r].batch.cves;
        for (std::uint32_t i = 0; i < records.size(); ++i) {
            if (records[i].cve == StringPool::npos)
                continue;
            Where& best = m_drafts[records[i].cve].record;
            if (best.revision == None
                || m_loaded[best.revision].batch.cves[best.record].modified <= records[i].modified)
                best = {r, i};
        }
    }
}

void Builder::chooseKev()
{
    for (std::uint32_t r = 0; r < m_loaded.size(); ++r) {
        const auto& entries = m_loaded[r].batch.kev;
        m_hasKev = m_hasKev || m_loaded[r].batch.feed == "kev";
        for (std::uint32_t i = 0; i < entries.size(); ++i) {
            const bool listed = !entries[i].added || Instant(*entries[i].added) <= m_t;
            if (listed && entries[i].cve != StringPool::npos)
                m_drafts[entries[i].cve].kev = {r, i};
        }
    }
}

/// Marks what is dropped with None and what stays with 0.
void Builder::chooseAdvisories()
{
    std::map<std::string, std::pair<StringPool, std::vector<Where>>, std::less<>> merged;
    for (std::uint32_t r = 0; r < m_loaded.size(); ++r) {
        const FeedBatch& batch = m_loaded[r].batch;
        m_advisoryAt.emplace_back(batch.advisories.size(), 0);
        if (!batch.cumulative || batch.advisories.empty())
            continue;
        auto& [ids, best] = merged[batch.feed];
        for (std::uint32_t i = 0; i < batch.advisories.size(); ++i) {
            const AdvisoryRecord& advisory = batch.advisories[i];
            const StringId id = ids.intern(batch.text(advisory.id));
            if (id == best.size())
                best.push_back({r, i});
            Where& where = best[id];
            if (where.revision == r && where.record == i)
                continue;
            const bool newer = m_loaded[where.revision].batch.advisories[where.record].modified <= advisory.modified;
            const Where loser = newer ? where : Where{r, i};
            m_advisoryAt[loser.revision][loser.record] = None;
            if (newer)
                where = {r, i};
        }
    }
    for (std::uint32_t r = 0; r < m_loaded.size(); ++r) {
        const auto& advisories = m_loaded[r].batch.advisories;
        for (std::uint32_t i = 0; i < advisories.size(); ++i) {
            if (advisories[i].withdrawn || allRejected(advisories[i].cves))
                m_advisoryAt[r][i] = None;
        }
    }
}

/// Gives the CVEs that are still named their final numbers, in the order of their ids.
void Builder::numberCves()
{
    std::vector<bool> used(m_drafts.size(), false);
    for (std::uint32_t r = 0; r < m_loaded.size(); ++r) {
        const FeedBatch& batch = m_loaded[r].batch;
        for (std::uint32_t i = 0; i < batch.advisories.size(); ++i) {
            for (const StringId name : batch.advisories[i].cves)
                used[name] = used[name] || m_advisoryAt[r][i] != None;
        }
    }
    struct Named {
        CveKey key;
        std::uint32_t name;
    };
    std::vector<Named> order;
    for (std::uint32_t name = 0; name < m_drafts.size(); ++name) {
        if (used[name] || m_drafts[name].record.revision != None || m_drafts[name].kev.revision != None)
            order.push_back({cveKey(m_names.text(name)), name});
    }
    std::sort(order.begin(), order.end(), [&](const Named& a, const Named& b) {
        if (a.key && b.key)
            return a.key < b.key;
        return a.key || b.key ? a.key != 0 : m_names.text(a.name) < m_names.text(b.name);
    });
    m_final.assign(m_drafts.size(), None);
    m_catalog.cves.resize(order.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) {
        m_final[order[i].name] = i;
        m_catalog.cves[i].id = std::string(m_names.text(order[i].name));
    }
}

void Builder::fillFacts()
{
    for (std::uint32_t name = 0; name < m_drafts.size(); ++name) {
        if (m_final[name] == None)
            continue;
        CveFacts& facts = m_catalog.cves[m_final[name]];
        const Draft& draft = m_drafts[name];
        if (draft.record.revision != None) {
            const FeedBatch& batch = m_loaded[draft.record.revision].batch;
            const CveRecord& record = batch.cves[draft.record.record];
            facts.title = std::string(batch.text(record.title));
            facts.rejected = record.rejected;
            facts.published = record.published;
            facts.cvss = record.cvss;
            facts.cvssVector = std::string(batch.text(record.cvssVector));
            facts.exploitation = record.exploitation;
            facts.automatable = record.automatable;
            facts.technicalImpactTotal = record.technicalImpactTotal;
            facts.recordRevision = revision(draft.record).id;
            // The catalogue itself is the authority: entries have been taken out of it while records kept their block.
            if (!m_hasKev && record.kevAdded && Instant(*record.kevAdded) <= m_t) {
                facts.kevAdded = record.kevAdded;
                facts.kevRevision = facts.recordRevision;
            }
        }
        if (draft.kev.revision != None) {
            const FeedBatch& batch = m_loaded[draft.kev.revision].batch;
            const KevEntry& entry = batch.kev[draft.kev.record];
            facts.kevAdded = entry.added.value_or(dayOf(revision(draft.kev).effective()));
            facts.kevDue = entry.due;
            facts.kevRansomware = entry.ransomware;
            facts.kevName = std::string(batch.text(entry.name));
            facts.kevRevision = revision(draft.kev).id;
        }
        if (facts.kev())
            facts.exploitation = Exploitation::Active;
    }
}

void Builder::fillScores()
{
    for (const LoadedRevision& loaded : m_loaded) {
        if (loaded.batch.epss.empty())
            continue;
        m_catalog.epssRevision = loaded.revision.id;
        m_catalog.epss.clear();
        m_catalog.epss.reserve(loaded.batch.epss.size());
        for (const EpssScore& score : loaded.batch.epss) {
            if (const CveKey key = cveKey(loaded.batch.text(score.cve)))
                m_catalog.epss.push_back({key, score.score, score.percentile});
        }
    }
    auto& epss = m_catalog.epss;
    const auto byKey = [](const auto& a, const auto& b) { return a.key < b.key; };
    if (!std::is_sorted(epss.begin(), epss.end(), byKey))
        std::sort(epss.begin(), epss.end(), byKey);
    auto score = epss.begin();
    for (CveFacts& facts : m_catalog.cves) {
        const CveKey key = cveKey(facts.id);
        score = std::lower_bound(score, epss.end(), key, [](const auto& e, CveKey k) { return e.key < k; });
        if (!key || score == epss.end())
            break;
        if (score->key != key)
            continue;
        facts.epss = score->score;
        if (score->percentile >= 0)
            facts.epssPercentile = score->percentile;
        facts.epssRevision = m_catalog.epssRevision;
    }
}

void Builder::addAdvisories()
{
    std::size_t kept = 0;
    for (const auto& places : m_advisoryAt)
        kept += std::size_t(std::count(places.begin(), places.end(), 0u));
    m_catalog.advisories.reserve(kept);
    for (std::uint32_t r = 0; r < m_loaded.size(); ++r) {
        const FeedBatch& batch = m_loaded[r].batch;
        for (std::uint32_t i = 0; i < batch.advisories.size(); ++i) {
            if (m_advisoryAt[r][i] == None)
                continue;
            m_advisoryAt[r][i] = std::uint32_t(m_catalog.advisories.size());
            const AdvisoryRecord& record = batch.advisories[i];
            CatalogAdvisory& advisory = m_catalog.advisories.emplace_back();
            advisory.id = std::string(batch.text(record.id));
            advisory.title = std::string(batch.text(record.title));
            advisory.severity = std::string(batch.text(record.severity));
            advisory.published = record.published;
            advisory.cvss = record.cvss;
            advisory.cves.reserve(record.cves.size());
            for (const StringId name : record.cves)
                advisory.cves.push_back(m_final[name]);
            std::sort(advisory.cves.begin(), advisory.cves.end());
            advisory.cves.erase(std::unique(advisory.cves.begin(), advisory.cves.end()), advisory.cves.end());
            for (const StringId alias : record.aliases)
                advisory.aliases.emplace_back(batch.text(alias));
        }
    }
}

void Builder::addRows()
{
    std::size_t total = 0;
    for (const LoadedRevision& loaded : m_loaded)
        total += loaded.batch.affected.size();
    m_catalog.rows.reserve(total);
    for (std::uint32_t r = 0; r < m_loaded.size(); ++r) {
        FeedBatch& batch = m_loaded[r].batch;
        if (batch.affected.empty())
            continue;
        auto feed = std::find(m_catalog.feeds.begin(), m_catalog.feeds.end(), batch.feed);
        const auto feedIndex = std::uint32_t(feed - m_catalog.feeds.begin());
        if (feed == m_catalog.feeds.end())
            m_catalog.feeds.push_back(batch.feed);
        Remap remap(batch);
        StringPool& pool = m_catalog.strings;
        for (AffectedRow& from : batch.affected) {
            const std::uint32_t advisory = m_advisoryAt[r][from.advisory];
            if (advisory == None)
                continue;
            CatalogRow& to =
                m_catalog.rows.emplace_back(CatalogRow{std::move(from), m_loaded[r].revision.id, feedIndex});
            AffectedRow& row = to.row;
            row.advisory = advisory;
            for (StringId* id : {&row.stream, &row.package, &row.introduced, &row.fixed, &row.lastAffected, &row.module,
                                 &row.arch, &row.urgency, &row.note})
                *id = remap(*id, pool);
            for (StringId& id : row.exactAffected)
                id = remap(id, pool);
            for (StringId& id : row.exactFixed)
                id = remap(id, pool);
        }
    }
}

/// The tracker speaks in CVEs, the notices (DSA, DLA) in packages and versions: where both mean the same fix of a
/// package, the notice's id becomes an alias of the tracker's advisory.
void Builder::attachNotices()
{
    const auto& feeds = m_catalog.feeds;
    const auto numberOf = [&](std::string_view feed) {
        return std::uint32_t(std::find(feeds.begin(), feeds.end(), feed) - feeds.begin());
    };
    const std::uint32_t tracker = numberOf("debian-tracker");
    const std::uint32_t lists = numberOf("debian-list");
    if (tracker == feeds.size() || lists == feeds.size())
        return;
    std::set<std::pair<std::uint32_t, std::uint32_t>> attached;
    for (const auto& run : m_catalog.runs) {
        const std::span<const CatalogRow> rows = std::span(m_catalog.rows).subspan(run.first, run.count);
        for (const CatalogRow& notice : rows) {
            const CatalogAdvisory& from = m_catalog.advisories[notice.row.advisory];
            if (notice.feed != lists || cveKey(from.id) || from.id.starts_with("TEMP-"))
                continue;
            for (const CatalogRow& row : rows) {
                CatalogAdvisory& to = m_catalog.advisories[row.row.advisory];
                const bool sameCve =
                    !to.cves.empty() && std::binary_search(from.cves.begin(), from.cves.end(), to.cves.front());
                const bool sameFix = row.row.fixed != StringPool::npos && row.row.fixed == notice.row.fixed
                    && row.row.status == AffectedStatus::Fixed;
                if (row.feed == tracker && (sameCve || sameFix)
                    && attached.emplace(row.row.advisory, notice.row.advisory).second)
                    to.aliases.push_back(from.id);
            }
        }
    }
}

Catalog Builder::build()
{
    std::stable_sort(m_loaded.begin(), m_loaded.end(),
                     [](const auto& a, const auto& b) { return earlier(a.revision, b.revision); });
    for (const LoadedRevision& loaded : m_loaded)
        m_catalog.revisions.push_back(loaded.revision);
    nameCves();
    chooseCveRecords();
    chooseKev();
    chooseAdvisories();
    numberCves();
    fillFacts();
    fillScores();
    addAdvisories();
    addRows();
    m_catalog.index();
    attachNotices();
    return std::move(m_catalog);
}

} // namespace

std::vector<std::int64_t> revisionsInForce(std::span<const FeedRevision> all, Instant t)
{
    std::vector<std::int64_t> ids;
    std::map<std::pair<std::string_view, std::string_view>, const FeedRevision*> newest;
    for (const FeedRevision& revision : all) {
        if (revision.effective() > t)
            continue;
        if (revision.cumulative) {
            ids.push_back(revision.id);
            continue;
        }
        const FeedRevision*& best = newest[{revision.feed, revision.scope}];
        if (!best || earlier(*best, revision))
            best = &revision;
    }
    for (const auto& [key, revision] : newest)
        ids.push_back(revision->id);
    std::sort(ids.begin(), ids.end());
    return ids;
}

Catalog buildCatalog(std::vector<LoadedRevision> revisions, Instant t)
{
    return Builder(std::move(revisions), t).build();
}

} // namespace bw
