// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/advisories/cvss.h"
#include "models/advisories/readers/feedjson.h"
#include "models/advisories/readers/feedtext.h"
#include "models/advisories/readers/osvecosystem.h"
#include "models/advisories/readers/osvrecord.h"
#include "models/advisories/readers/readers.h"
#include "models/files/textsource.h"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace bw {

namespace {

constexpr std::size_t TitleBytes = 200;

/// OSV records: one per file as in the exports of osv.dev, an array, or one per line.
class OsvReader final : public FeedReader {
public:
    std::string_view id() const override { return "osv"; }
    std::string_view name() const override { return "OSV records"; }
    std::string_view feed() const override { return "osv"; }
    std::vector<std::string_view> extensions() const override { return {"json", "jsonl", "zip"}; }
    bool sniff(const FeedProbe& probe) const override;
    Result<void> read(ByteSource& bytes, FeedSink& out, ProgressSink& progress) const override;
};

bool OsvReader::sniff(const FeedProbe& probe) const
{
    const char first = firstSignificant(probe.head);
    const auto has = [&](std::string_view key) { return hasJsonKey(probe.head, key); };
    if (first != '{' && first != '[')
        return false;
    if (has("affected") && has("ecosystem") && (has("ranges") || has("versions")))
        return true;
    return has("id") && has("modified")
        && (has("schema_version") || (has("affected") && (has("related") || has("aliases") || has("upstream"))));
}

bool isNoticeWithoutRisk(std::string_view id)
{
    // Bug fix, enhancement, recommended, feature and optional updates.
    constexpr std::array<std::string_view, 9> Prefixes{"ALBA-", "ALEA-",    "RLBA-",    "RLEA-",   "RHBA-",
                                                       "RHEA-", "SUSE-RU-", "SUSE-FU-", "SUSE-OU-"};
    return std::any_of(Prefixes.begin(), Prefixes.end(), [&](std::string_view p) { return id.starts_with(p); });
}

/// "perl:5.32" in "Moderate: perl:5.32 security update"; empty if the summary names no module.
std::string_view moduleIn(std::string_view summary)
{
    const auto end = summary.find(" security");
    if (end == std::string_view::npos)
        return {};
    const std::string_view head = summary.substr(0, end);
    const auto blank = head.rfind(' ');
    const std::string_view word = blank == std::string_view::npos ? head : head.substr(blank + 1);
    const auto colon = word.find(':');
    const bool shaped = colon != std::string_view::npos && colon > 0 && colon + 1 < word.size();
    return shaped ? word : std::string_view();
}

/// "Important" in "Important: kernel security update".
std::string_view severityIn(std::string_view summary)
{
    constexpr std::array<std::string_view, 4> Words{"Critical", "Important", "Moderate", "Low"};
    const std::string_view word = summary.substr(0, summary.find(':'));
    return std::find(Words.begin(), Words.end(), word) != Words.end() ? word : std::string_view();
}

/// A file that carries an advisory's id must hold that advisory: exports write ':' as '_'.
bool namesOtherRecord(std::string_view file, std::string_view id)
{
    std::string stem(fileStem(file));
    std::string own(id);
    std::replace(stem.begin(), stem.end(), '_', ':');
    std::replace(own.begin(), own.end(), '_', ':');
    const std::string_view prefix = std::string_view(own).substr(0, own.find('-') + 1);
    return prefix.size() > 1 && stem.starts_with(prefix) && stem != own;
}

class Importer {
public:
    explicit Importer(FeedSink& out)
        : m_out(out)
        , m_batch(out.batch)
    {
    }
    void add(const OsvRecord& record, const JsonWalker::At& at);

private:
    bool accepts(const OsvRecord& record, std::uint64_t line);
    void addIds(const OsvRecord& record, AdvisoryRecord& advisory);
    void addScore(const OsvRecord& record, AdvisoryRecord& advisory);
    void addAffected(const OsvRecord& record, const OsvAffected& affected, std::uint64_t line);
    void addBinaries(const OsvAffected& affected, const AffectedRow& pattern);
    void addVersions(const OsvAffected& affected, AffectedRow row);
    AffectedRow rowOf(const OsvAffected& affected, const OsvInterval& interval, const AffectedRow& pattern,
                      std::string_view module);
    StringId version(std::string_view text, VersionScheme scheme);
    const OsvStream& streamOf(const OsvAffected& affected);

    FeedSink& m_out;
    FeedBatch& m_batch;
    std::unordered_map<std::string, OsvStream> m_streams;
    std::string m_key;
};

bool Importer::accepts(const OsvRecord& record, std::uint64_t line)
{
    if (record.id.empty()) {
        m_out.addIssue(ErrorKind::MissingField, "the record has no id", line, "id", record.summary);
        return false;
    }
    if (record.id.find_first_of(" \t\r\n") != std::string_view::npos) {
        m_out.addIssue(ErrorKind::BadValue, "not an advisory id", line, "id", record.id);
        return false;
    }
    if (namesOtherRecord(m_out.file, record.id))
        m_out.addIssue(ErrorKind::Conflict, "the file is named after another record", line, "id", record.id);
    return true;
}

void Importer::addIds(const OsvRecord& record, AdvisoryRecord& advisory)
{
    const auto take = [&](std::string_view id, bool keepAlias) {
        const std::string_view cve = cveIn(id);
        if (!cve.empty())
            addOnce(advisory.cves, m_batch.strings.intern(cve));
        else if (keepAlias)
            addOnce(advisory.aliases, m_batch.strings.intern(id));
    };
    take(record.id, false);
    for (const auto id : record.aliases)
        take(id, true);
    for (const auto id : record.upstream)
        take(id, false);
    // Distributions that write neither of these name their CVEs here; elsewhere "related" is another flaw.
    if (advisory.cves.empty()) {
        for (const auto id : record.related)
            take(id, false);
    }
}

void Importer::addScore(const OsvRecord& record, AdvisoryRecord& advisory)
{
    std::string_view vector = record.cvssVector;
    for (const auto& affected : record.affected) {
        if (vector.empty())
            vector = affected.cvssVector;
    }
    advisory.cvss = cvss3Base(vector);
    advisory.cvssVector = internText(m_batch.strings, vector);
}

const OsvStream& Importer::streamOf(const OsvAffected& affected)
{
    m_key = affected.ecosystem;
    const bool sig = affected.purl.find("-sig-") != std::string_view::npos;
    if (sig)
        m_key.append(1, '\n').append(affected.purl);
    const auto it = m_streams.find(m_key);
    return it != m_streams.end() ? it->second
                                 : m_streams.emplace(m_key, osvStream(affected.ecosystem, affected.purl)).first->second;
}

/// An epoch of zero is no epoch: Rocky Linux writes it, the packages do not.
StringId Importer::version(std::string_view text, VersionScheme scheme)
{
    if (scheme == VersionScheme::Rpm && text.starts_with("0:"))
        text.remove_prefix(2);
    return internText(m_batch.strings, text);
}

AffectedRow Importer::rowOf(const OsvAffected& affected, const OsvInterval& interval, const AffectedRow& pattern,
                            std::string_view module)
{
    AffectedRow row = pattern;
    row.introduced = version(interval.introduced, row.scheme);
    row.fixed = version(interval.fixed, row.scheme);
    row.lastAffected = version(interval.lastAffected, row.scheme);
    row.status = interval.fixed.empty() || interval.limited ? AffectedStatus::NoFixYet : AffectedStatus::Fixed;
    if (interval.limited)
        row.note = m_batch.strings.intern("limit of the range, not a fix");
    if (interval.fixed.empty() && affected.urgency == "end-of-life")
        row.status = AffectedStatus::WillNotFix;
    if (interval.fixed.find(".module") != std::string_view::npos) {
        row.module = internText(m_batch.strings, module);
        if (module.empty())
            row.note = m_batch.strings.intern("module stream not told");
    }
    return row;
}

void Importer::addBinaries(const OsvAffected& affected, const AffectedRow& pattern)
{
    for (const auto& [name, fixed] : affected.binaries) {
        if (name.empty() || fixed.empty())
            continue;
        AffectedRow row = pattern;
        row.kind = PackageKind::Binary;
        row.package = m_batch.strings.intern(name);
        row.fixed = version(fixed, row.scheme);
        row.status = AffectedStatus::Fixed;
        m_batch.affected.push_back(std::move(row));
    }
}

void Importer::addVersions(const OsvAffected& affected, AffectedRow row)
{
    for (const auto text : affected.versions)
        row.exactAffected.push_back(m_batch.strings.intern(text));
    m_batch.affected.push_back(std::move(row));
}

void Importer::addAffected(const OsvRecord& record, const OsvAffected& affected, std::uint64_t line)
{
    // Without a package there are only source revisions, which no inventory lists.
    if (affected.name.empty() || affected.ecosystem.empty())
        return;
    if (affected.introducedMissing)
        m_out.addIssue(ErrorKind::MissingField, "a range has no introduced event", line, "affected.ranges.events",
                       record.id);
    const OsvStream& stream = streamOf(affected);
    AffectedRow pattern;
    pattern.advisory = std::uint32_t(m_batch.advisories.size());
    pattern.stream = m_batch.strings.intern(stream.stream);
    pattern.package = m_batch.strings.intern(affected.name);
    pattern.kind = stream.kind;
    pattern.scheme = stream.scheme;
    pattern.needsSubscription = stream.needsSubscription;
    pattern.urgency = internText(m_batch.strings, affected.urgency);
    pattern.note = internText(m_batch.strings, stream.note);
    const bool isSuse = affected.ecosystem.starts_with("SUSE:") || affected.ecosystem.starts_with("openSUSE:");
    if (isSuse && !affected.binaries.empty())
        return addBinaries(affected, pattern);
    if (!affected.hasRange) {
        if (!affected.versions.empty())
            addVersions(affected, pattern);
        return;
    }
    const std::string_view module = moduleIn(record.summary);
    for (const OsvInterval& interval : affected.intervals)
        m_batch.affected.push_back(rowOf(affected, interval, pattern, module));
}

void Importer::add(const OsvRecord& record, const JsonWalker::At& at)
{
    ++m_batch.records;
    if (!accepts(record, at.line))
        return;
    AdvisoryRecord advisory;
    addIds(record, advisory);
    if (advisory.cves.empty() && isNoticeWithoutRisk(record.id))
        return;
    StringPool& pool = m_batch.strings;
    const std::string_view title = record.summary.empty() ? record.details : record.summary;
    advisory.id = pool.intern(record.id);
    advisory.title = internText(pool, cutText(withoutBlanks(cleanText(title)), TitleBytes));
    advisory.severity = internText(pool, record.severity.empty() ? severityIn(record.summary) : record.severity);
    advisory.published = parseIso(record.published);
    advisory.modified = parseIso(record.modified);
    advisory.withdrawn = !record.withdrawn.empty();
    addScore(record, advisory);
    if (advisory.modified)
        m_batch.asOf = std::max(m_batch.asOf.value_or(*advisory.modified), *advisory.modified);
    if (!advisory.withdrawn) {
        for (const OsvAffected& affected : record.affected)
            addAffected(record, affected, at.line);
    }
    m_batch.advisories.push_back(std::move(advisory));
}

Result<void> OsvReader::read(ByteSource& bytes, FeedSink& out, ProgressSink& progress) const
{
    out.batch.feed = feed();
    out.batch.cumulative = true;
    Importer importer(out);
    return walkRecords(bytes, out, progress, [&](simdjson::ondemand::value value, const JsonWalker::At& at) {
        importer.add(readOsvRecord(value), at);
    });
}

} // namespace

std::unique_ptr<FeedReader> osvReader()
{
    return std::make_unique<OsvReader>();
}

} // namespace bw
