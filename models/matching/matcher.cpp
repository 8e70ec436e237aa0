// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/matching/matcher.h"

#include "models/foundation/parallel.h"
#include "models/matching/evaluate.h"
#include "models/matching/modules.h"
#include "models/matching/versions.h"

#include <algorithm>
#include <unordered_map>

namespace bw {

namespace {

constexpr std::uint32_t None = 0xffffffffu;
constexpr std::size_t ComponentsPerThread = 4096;

std::string groupKey(const PatchGroup& group)
{
    return std::to_string(group.stream) + '/' + std::to_string(group.package) + '/' + group.module
        + (group.hasFix ? "/+" : "/-") + std::string(name(group.ecosystem));
}

/// The stream texts of the fleet as dense numbers.
void numberStreams(const Fleet& fleet, const Catalog& catalog, MatchTable& table)
{
    std::unordered_map<std::string_view, std::uint32_t> numbers;
    table.streamOfSystem.assign(fleet.streams.size(), MatchTable::NoStream);
    for (std::size_t i = 0; i < fleet.streams.size(); ++i) {
        const std::string& text = fleet.streams[i];
        if (text.empty())
            continue;
        const auto [it, isNew] = numbers.emplace(text, std::uint32_t(table.streams.size()));
        if (isNew) {
            const StringId id = catalog.strings.find(text);
            table.streams.push_back({text, id != StringPool::npos && catalog.covers(id), {}});
        }
        table.streamOfSystem[i] = it->second;
    }
    // Hosts without a stream still have language packages and the like.
    table.streams.push_back({});
}

/// By stream, then component: some snapshot holds it.
using UsedComponents = std::vector<std::vector<std::uint8_t>>;

UsedComponents usedComponents(const Fleet& fleet, const MatchTable& table, Instant at)
{
    const std::size_t streams = table.streams.size();
    UsedComponents used(streams);
    std::vector<std::vector<bool>> seen(streams);
    for (const Host& host : fleet.hosts) {
        if (host.attributes.excluded)
            continue;
        for (const SnapshotEntry& entry : host.timeline) {
            if (entry.takenAt > at || !entry.hasPackages)
                continue;
            const std::uint32_t told =
                entry.os < table.streamOfSystem.size() ? table.streamOfSystem[entry.os] : MatchTable::NoStream;
            const std::size_t stream = told == MatchTable::NoStream ? streams - 1 : told;
            if (seen[stream].empty()) {
                seen[stream].resize(fleet.manifests.size());
                used[stream].resize(fleet.components->size());
            }
            if (seen[stream][entry.manifest])
                continue;
            seen[stream][entry.manifest] = true;
            for (const ComponentId id : fleet.manifests[entry.manifest].components)
                used[stream][id] = 1;
        }
    }
    return used;
}

/// Matches components into a table whose streams have been numbered. One object per thread and table.
class Matcher {
public:
    Matcher(const ComponentPool& pool, const Catalog& catalog, MatchTable& table)
        : m_pool(pool)
        , m_catalog(catalog)
        , m_table(table)
        , m_evaluator(catalog)
        , m_names(m_pool.strings().size(), Unsought)
        , m_claimsOfRow(catalog.rows.size(), None)
        , m_groupOfRow(catalog.rows.size() * 2, None)
    {
    }

    void matchComponent(ComponentId id, StringId stream);

private:
    static constexpr StringId Unsought = 0xfffffffeu;
    struct Placed {
        std::uint32_t group;
        Hit hit;
    };

    StringId catalogName(StringPool::Id nameInPool);
    StringId sourceName(ComponentId id, const Subject& subject);
    void matchRun(StringId stream, StringId package, PackageKind kind, Installed& installed);
    std::span<const Claim> claimsOf(std::span<const CatalogRow> run);
    void decide(std::span<const Claim> claims, std::uint32_t firstRow, Installed& installed);
    const RowVerdict& verdictOf(std::uint32_t row, std::uint32_t firstRow, Installed& installed);
    bool better(const RowVerdict& a, const RowVerdict& b, VersionScheme scheme) const;
    std::uint32_t groupOf(std::uint32_t row, bool hasFix, Ecosystem ecosystem);
    void flush();

    const ComponentPool& m_pool;
    const Catalog& m_catalog;
    MatchTable& m_table;
    RowEvaluator m_evaluator;
    std::vector<StringId> m_names; ///< by id in the component pool: id in the catalog's pool
    std::vector<std::uint32_t> m_claimsOfRow; ///< by first row of a run: its place in m_runs
    std::vector<std::pair<std::uint32_t, std::uint32_t>> m_runs; ///< first claim, count
    std::vector<Claim> m_claims;
    std::vector<std::uint32_t> m_groupOfRow; ///< by row * 2 + hasFix
    std::unordered_map<std::string, std::uint32_t> m_groups;
    std::vector<RowVerdict> m_verdicts; ///< of the run at hand
    std::vector<std::uint8_t> m_known;
    std::vector<Placed> m_placed; ///< of the component at hand
};

StringId Matcher::catalogName(StringPool::Id nameInPool)
{
    StringId& known = m_names[nameInPool];
    if (known == Unsought)
        known = m_catalog.strings.find(m_pool.strings().text(nameInPool));
    return known;
}

StringId Matcher::sourceName(ComponentId id, const Subject& subject)
{
    return subject.signedKernel ? m_catalog.strings.find(subject.source) : catalogName(m_pool.sourceId(id));
}

void Matcher::matchComponent(ComponentId id, StringId stream)
{
    const Ecosystem ecosystem = m_pool.ecosystem(id);
    const bool distribution = ecosystem == Ecosystem::Deb || ecosystem == Ecosystem::Rpm || ecosystem == Ecosystem::Apk
        || ecosystem == Ecosystem::Pacman;
    const StringId binary = catalogName(m_pool.nameId(id));
    if (distribution && stream == StringPool::npos)
        return;
    const auto view = m_pool.view(id);
    if (distribution && binary == StringPool::npos && catalogName(m_pool.sourceId(id)) == StringPool::npos
        && !view.source.starts_with("linux-signed"))
        return;
    Installed installed(view);
    const StringId source = sourceName(id, installed.subject());
    const auto lookUp = [&](StringId where) {
        if (where == StringPool::npos)
            return;
        if (source != StringPool::npos)
            matchRun(where, source, PackageKind::Source, installed);
        if (binary != StringPool::npos)
            matchRun(where, binary, PackageKind::Binary, installed);
    };
    lookUp(stream);
    // Ranges of upstream versions say nothing about what distributions patch.
    if (ecosystem == Ecosystem::Language)
        lookUp(m_catalog.strings.find(languageStream(view.vendor)));
    else if (!distribution)
        lookUp(m_catalog.strings.find(""));
    flush();
}

std::span<const Claim> Matcher::claimsOf(std::span<const CatalogRow> run)
{
    const auto firstRow = std::uint32_t(run.data() - m_catalog.rows.data());
    std::uint32_t& place = m_claimsOfRow[firstRow];
    if (place == None) {
        place = std::uint32_t(m_runs.size());
        const auto begin = std::uint32_t(m_claims.size());
        appendClaims(m_catalog, run, firstRow, m_claims);
        m_runs.emplace_back(begin, std::uint32_t(m_claims.size()) - begin);
    }
    return std::span(m_claims).subspan(m_runs[place].first, m_runs[place].second);
}

void Matcher::matchRun(StringId stream, StringId package, PackageKind kind, Installed& installed)
{
    const auto run = m_catalog.rowsFor(stream, package, kind);
    if (run.empty())
        return;
    const auto firstRow = std::uint32_t(run.data() - m_catalog.rows.data());
    m_verdicts.resize(std::max(m_verdicts.size(), run.size()));
    m_known.assign(run.size(), 0);
    const auto claims = claimsOf(run);
    for (std::size_t i = 0; i < claims.size();) {
        std::size_t end = i + 1;
        while (end < claims.size() && claims[end].flaw == claims[i].flaw)
            ++end;
        decide(claims.subspan(i, end - i), firstRow, installed);
        i = end;
    }
}

const RowVerdict& Matcher::verdictOf(std::uint32_t row, std::uint32_t firstRow, Installed& installed)
{
    const std::uint32_t at = row - firstRow;
    if (!m_known[at]) {
        m_verdicts[at] = m_evaluator.evaluate(m_catalog.rows[row].row, installed);
        m_known[at] = 1;
    }
    return m_verdicts[at];
}

/// Affected before unknown, a fix before none, the newer fix before the older.
bool Matcher::better(const RowVerdict& a, const RowVerdict& b, VersionScheme scheme) const
{
    if (a.answer != b.answer)
        return a.answer > b.answer;
    if (a.fix == StringPool::npos || b.fix == StringPool::npos || a.fix == b.fix)
        return a.fix != b.fix && b.fix == StringPool::npos;
    const auto order = compareVersions(scheme, m_catalog.strings.text(a.fix), m_catalog.strings.text(b.fix));
    return order.ok() && order.value() == Order::Greater;
}

/// The best tier that can be compared at all has the word; inside it one open range is enough.
void Matcher::decide(std::span<const Claim> claims, std::uint32_t firstRow, Installed& installed)
{
    const RowVerdict* best = nullptr;
    std::uint32_t bestRow = 0;
    std::uint8_t tier = 0;
    for (const Claim& claim : claims) {
        if (best && claim.tier != tier)
            break;
        const RowVerdict& verdict = verdictOf(claim.row, firstRow, installed);
        if (verdict.answer == RowAnswer::NotComparable)
            continue;
        if (!best || better(verdict, *best, m_catalog.rows[claim.row].row.scheme)) {
            best = &verdict;
            bestRow = claim.row;
            tier = claim.tier;
        }
    }
    if (!best || best->answer == RowAnswer::NotAffected)
        return;
    const Hit hit{claims.front().flaw, bestRow, best->fix, best->answer == RowAnswer::Unknown};
    m_placed.push_back({groupOf(bestRow, hit.fix != StringPool::npos, installed.subject().component.ecosystem), hit});
}

std::uint32_t Matcher::groupOf(std::uint32_t row, bool hasFix, Ecosystem ecosystem)
{
    std::uint32_t& known = m_groupOfRow[std::size_t(row) * 2 + std::size_t(hasFix)];
    if (known != None)
        return known;
    const AffectedRow& said = m_catalog.rows[row].row;
    PatchGroup group{said.stream, said.package, {}, ecosystem, said.scheme, hasFix};
    if (said.module != StringPool::npos)
        group.module = moduleStream(m_catalog.strings.text(said.module));
    else if (said.fixed != StringPool::npos && hasModuleMarker(m_catalog.strings.text(said.fixed)))
        group.module = assumedModule(m_catalog.strings.text(said.package), m_catalog.strings.text(said.fixed));
    const auto [it, isNew] = m_groups.emplace(groupKey(group), std::uint32_t(m_table.groups.size()));
    if (isNew)
        m_table.groups.push_back(std::move(group));
    return known = it->second;
}

void Matcher::flush()
{
    const auto byGroup = [](const Placed& a, const Placed& b) { return a.group < b.group; };
    if (!std::is_sorted(m_placed.begin(), m_placed.end(), byGroup))
        std::stable_sort(m_placed.begin(), m_placed.end(), byGroup);
    for (std::size_t i = 0; i < m_placed.size(); ++i) {
        if (i == 0 || m_placed[i - 1].group != m_placed[i].group)
            m_table.entries.push_back({m_placed[i].group, std::uint32_t(m_table.hits.size()), 0, true});
        MatchEntry& entry = m_table.entries.back();
        ++entry.hitCount;
        entry.unknown = entry.unknown && m_placed[i].hit.unknown;
        m_table.hits.push_back(m_placed[i].hit);
    }
    m_placed.clear();
}

/// What one thread made of its range of components: entries, hits and groups numbered by itself.
struct MatchedRange {
    ComponentId begin = 0, end = 0;
    MatchTable table;
    std::vector<std::vector<std::uint32_t>> first; ///< by stream, then component of the range, and one more
};

void matchRange(const ComponentPool& pool, const Catalog& catalog, const MatchTable& streams,
                const UsedComponents& used, MatchedRange& range)
{
    Matcher matcher(pool, catalog, range.table);
    const auto& entries = range.table.entries;
    for (std::size_t stream = 0; stream < used.size(); ++stream) {
        const std::string& text = streams.streams[stream].stream;
        const StringId streamId = text.empty() ? StringPool::npos : catalog.strings.find(text);
        std::vector<std::uint32_t>& first = range.first.emplace_back();
        first.reserve(range.end - range.begin + 1);
        for (ComponentId id = range.begin; id < range.end; ++id) {
            first.push_back(std::uint32_t(entries.size()));
            if (!used[stream].empty() && used[stream][id])
                matcher.matchComponent(id, streamId);
        }
        first.push_back(std::uint32_t(entries.size()));
    }
}

/// Puts ranges together stream by stream, so that the table is the same however many there were.
class Joiner {
public:
    explicit Joiner(MatchTable& table)
        : m_table(table)
    {
    }

    void join(std::vector<MatchedRange>& ranges)
    {
        std::size_t entries = 0, hits = 0;
        for (const MatchedRange& range : ranges) {
            entries += range.table.entries.size();
            hits += range.table.hits.size();
            m_groupOf.emplace_back(range.table.groups.size(), None);
        }
        m_table.entries.reserve(entries);
        m_table.hits.reserve(hits);
        for (std::size_t stream = 0; stream < m_table.streams.size(); ++stream) {
            m_table.streams[stream].first.reserve(ranges.back().end + std::size_t(1));
            for (std::size_t i = 0; i < ranges.size(); ++i)
                append(ranges[i], m_groupOf[i], stream);
            m_table.streams[stream].first.push_back(std::uint32_t(m_table.entries.size()));
        }
    }

private:
    void append(MatchedRange& range, std::vector<std::uint32_t>& groupOf, std::size_t stream)
    {
        const auto& first = range.first[stream];
        const auto base = std::uint32_t(m_table.entries.size()) - first.front();
        for (std::size_t i = 0; i + 1 < first.size(); ++i)
            m_table.streams[stream].first.push_back(first[i] + base);
        for (std::uint32_t i = first.front(); i < first.back(); ++i) {
            MatchEntry entry = range.table.entries[i];
            std::uint32_t& group = groupOf[entry.group];
            if (group == None)
                group = numberOf(range.table.groups[entry.group]);
            entry.group = group;
            const auto hits = range.table.hitsOf(range.table.entries[i]);
            entry.firstHit = std::uint32_t(m_table.hits.size());
            m_table.hits.insert(m_table.hits.end(), hits.begin(), hits.end());
            m_table.entries.push_back(entry);
        }
    }

    std::uint32_t numberOf(PatchGroup& group)
    {
        const auto [it, isNew] = m_numbers.emplace(groupKey(group), std::uint32_t(m_table.groups.size()));
        if (isNew)
            m_table.groups.push_back(std::move(group));
        return it->second;
    }

    MatchTable& m_table;
    std::vector<std::vector<std::uint32_t>> m_groupOf; ///< by range, then its group: group of the table, or None
    std::unordered_map<std::string, std::uint32_t> m_numbers;
};

/// Ranges of about the same number of components that are in use.
std::vector<MatchedRange> rangesOf(const UsedComponents& used, ComponentId size, std::size_t parts)
{
    std::vector<std::uint32_t> weight(size, 0);
    std::size_t total = 0;
    for (const auto& stream : used) {
        for (std::size_t id = 0; id < stream.size(); ++id) {
            weight[id] += stream[id];
            total += stream[id];
        }
    }
    std::vector<MatchedRange> ranges(parts);
    std::size_t sum = 0, part = 0;
    for (ComponentId id = 0; id < size; ++id) {
        while (part + 1 < parts && sum >= partBegin(total, part + 1, parts))
            ranges[part++].end = id;
        sum += weight[id];
    }
    for (; part < parts; ++part)
        ranges[part].end = size;
    for (std::size_t i = 1; i < parts; ++i)
        ranges[i].begin = ranges[i - 1].end;
    return ranges;
}

} // namespace

MatchTable matchFleet(const Fleet& fleet, const Catalog& catalog, Instant at, std::size_t threads)
{
    MatchTable table;
    if (!fleet.components)
        return table;
    numberStreams(fleet, catalog, table);
    const ComponentPool& pool = *fleet.components;
    const UsedComponents used = usedComponents(fleet, table, at);
    auto ranges = rangesOf(used, pool.size(), threads > 0 ? threads : usefulThreads(pool.size(), ComponentsPerThread));
    table.kernelParts.resize(pool.size());
    inParallel(ranges.size(), [&](std::size_t i) {
        for (ComponentId id = ranges[i].begin; id < ranges[i].end; ++id)
            table.kernelParts[id] = kernelPart(pool.view(id));
        matchRange(pool, catalog, table, used, ranges[i]);
    });
    Joiner(table).join(ranges);
    return table;
}

struct ComponentMatcher::Parts {
    Parts(const ComponentPool& pool, const Catalog& catalogue)
        : catalog(catalogue)
        , matcher(pool, catalogue, table)
    {
    }

    const Catalog& catalog;
    MatchTable table;
    Matcher matcher;
};

ComponentMatcher::ComponentMatcher(const ComponentPool& pool, const Catalog& catalog)
    : m_parts(std::make_unique<Parts>(pool, catalog))
{
}

ComponentMatcher::~ComponentMatcher() = default;

std::vector<ComponentMatcher::Found> ComponentMatcher::find(ComponentId component, std::string_view stream)
{
    MatchTable& table = m_parts->table;
    table.entries.clear();
    table.hits.clear();
    m_parts->matcher.matchComponent(component,
                                    stream.empty() ? StringPool::npos : m_parts->catalog.strings.find(stream));
    std::vector<Found> found;
    for (const MatchEntry& entry : table.entries) {
        for (const Hit& hit : table.hitsOf(entry))
            found.push_back({table.groups[entry.group], hit});
    }
    return found;
}

} // namespace bw
