// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/advisories/readers/cveadvisories.h"
#include "models/advisories/readers/debianstream.h"
#include "models/advisories/readers/feedjson.h"
#include "models/advisories/readers/feedtext.h"
#include "models/advisories/readers/readers.h"

namespace bw {

namespace {

/// The Debian security tracker's JSON: {source: {CVE: {description, releases: {codename: {status, fixed_version,
/// ...}}}}}. Carries no date of its own.
class DebianTrackerReader final : public FeedReader {
public:
    std::string_view id() const override { return "debian-tracker"; }
    std::string_view name() const override { return "Debian security tracker (JSON)"; }
    std::string_view feed() const override { return "debian-tracker"; }
    std::vector<std::string_view> extensions() const override { return {"json"}; }
    bool sniff(const FeedProbe& probe) const override
    {
        return firstSignificant(probe.head) == '{' && hasJsonKey(probe.head, "releases")
            && hasJsonKey(probe.head, "repositories") && hasJsonKey(probe.head, "urgency")
            && probe.head.find("\"CVE-") != std::string_view::npos;
    }
    Result<void> read(ByteSource& bytes, FeedSink& out, ProgressSink& progress) const override;
};

struct Release {
    std::string_view codename, status, fixed, urgency, nodsa, nodsaReason;
    bool hasNodsa = false;
};

Release readRelease(std::string_view codename, simdjson::ondemand::value value)
{
    Release release;
    release.codename = codename;
    eachField(value, [&](std::string_view key, simdjson::ondemand::value field) {
        if (key == "status") {
            release.status = jsonString(field);
        } else if (key == "fixed_version") {
            release.fixed = jsonString(field);
        } else if (key == "urgency") {
            release.urgency = jsonString(field);
        } else if (key == "nodsa") {
            release.nodsa = jsonString(field);
            release.hasNodsa = true;
        } else if (key == "nodsa_reason") {
            release.nodsaReason = jsonString(field);
            release.hasNodsa = true;
        }
    });
    return release;
}

/// nullopt for a word the tracker has not used before.
std::optional<AffectedStatus> statusOf(const Release& release)
{
    if (release.status == "undetermined")
        return AffectedStatus::Undetermined;
    if (release.status == "resolved" && !release.fixed.empty())
        return release.fixed == "0" ? AffectedStatus::NotAffected : AffectedStatus::Fixed;
    if (release.status != "open" && release.status != "resolved")
        return {};
    if (release.hasNodsa || release.urgency == "end-of-life")
        return AffectedStatus::WillNotFix;
    return AffectedStatus::NoFixYet;
}

class Importer {
public:
    explicit Importer(FeedSink& out)
        : m_out(out)
        , m_batch(out.batch)
        , m_advisories(out.batch)
    {
    }
    void addSource(std::string_view source, simdjson::ondemand::value cves, std::uint64_t line)
    {
        if (cves.type() != simdjson::ondemand::json_type::object)
            return m_out.addIssue(ErrorKind::BadValue, "a source package is no object", line, std::string(source));
        m_package = m_batch.strings.intern(source);
        eachField(cves, [&](std::string_view cve, simdjson::ondemand::value value) { addCve(cve, value, line); });
    }

private:
    void addCve(std::string_view cve, simdjson::ondemand::value value, std::uint64_t line)
    {
        std::string_view description;
        m_releases.clear();
        eachField(value, [&](std::string_view key, simdjson::ondemand::value field) {
            if (key == "description")
                description = jsonString(field);
            else if (key == "releases")
                eachField(field, [&](std::string_view k, simdjson::ondemand::value v) {
                    m_releases.push_back(readRelease(k, v));
                });
        });
        ++m_batch.records;
        const std::uint32_t advisory = m_advisories.indexOf(cve, description);
        for (const Release& release : m_releases)
            addRow(advisory, release, line);
    }

    void addRow(std::uint32_t advisory, const Release& release, std::uint64_t line)
    {
        const StringId stream = streamOf(release.codename);
        if (stream == StringPool::npos)
            return m_out.addIssue(ErrorKind::BadValue, "not a Debian release", line, "releases", release.codename);
        const auto status = statusOf(release);
        if (!status)
            return m_out.addIssue(ErrorKind::BadValue, "unknown status", line, "status", release.status);
        AffectedRow row;
        row.advisory = advisory;
        row.stream = stream;
        row.package = m_package;
        row.scheme = VersionScheme::Deb;
        row.status = *status;
        if (*status == AffectedStatus::Fixed || *status == AffectedStatus::NotAffected)
            row.fixed = m_batch.strings.intern(release.fixed);
        if (release.urgency != "not yet assigned")
            row.urgency = internText(m_batch.strings, release.urgency);
        if (*status == AffectedStatus::WillNotFix && release.hasNodsa)
            row.note = m_batch.strings.intern(
                release.nodsaReason.empty() ? std::string("no-dsa") : "no-dsa: " + std::string(release.nodsaReason));
        m_batch.affected.push_back(std::move(row));
    }

    StringId streamOf(std::string_view codename)
    {
        for (const auto& [name, stream] : m_streams) {
            if (name == codename)
                return stream;
        }
        const StringId stream = internText(m_batch.strings, debianStream(codename));
        if (m_streams.size() < MostStreams)
            m_streams.emplace_back(std::string(codename), stream);
        return stream;
    }

    static constexpr std::size_t MostStreams = 64;
    FeedSink& m_out;
    FeedBatch& m_batch;
    CveAdvisories m_advisories;
    StringId m_package = StringPool::npos;
    std::vector<Release> m_releases;
    std::vector<std::pair<std::string, StringId>> m_streams;
};

Result<void> DebianTrackerReader::read(ByteSource& bytes, FeedSink& out, ProgressSink& progress) const
{
    out.batch = {};
    out.batch.feed = feed();
    Importer importer(out);
    JsonWalker walker(out.file);
    walker.on("*", [&](simdjson::ondemand::value value, const JsonWalker::At& at) {
        importer.addSource(at.key, value, at.line);
    });
    std::vector<Issue> issues;
    const auto outcome = walker.run(bytes, issues, progress);
    moveIssues(issues, out);
    if (outcome && !out.batch.affected.empty())
        return {};
    out.batch = {};
    return outcome ? Error{ErrorKind::Empty, out.file, {out.file, 0, 0, {}}} : outcome.error();
}

} // namespace

std::unique_ptr<FeedReader> debianTrackerReader()
{
    return std::make_unique<DebianTrackerReader>();
}

} // namespace bw
