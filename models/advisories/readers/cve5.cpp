// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/advisories/cvss.h"
#include "models/advisories/readers/feedjson.h"
#include "models/advisories/readers/feedtext.h"
#include "models/advisories/readers/readers.h"
#include "models/advisories/readers/ssvcoptions.h"
#include "models/files/textsource.h"

#include <algorithm>
#include <array>

namespace bw {

namespace {

constexpr std::size_t TitleBytes = 200;

/// Records of the CVE list (JSON 5.x), plain or with the containers of CISA's Vulnrichment: a file per CVE, an array,
/// or one record per line.
class Cve5Reader final : public FeedReader {
public:
    std::string_view id() const override { return "cve5"; }
    std::string_view name() const override { return "CVE records (JSON 5)"; }
    std::string_view feed() const override { return "cve"; }
    std::vector<std::string_view> extensions() const override { return {"json", "jsonl", "ndjson"}; }
    bool sniff(const FeedProbe& probe) const override
    {
        const char first = firstSignificant(probe.head);
        return (first == '{' || first == '[')
            && (probe.head.find("\"CVE_RECORD\"") != std::string_view::npos || hasJsonKey(probe.head, "cveMetadata")
                || (hasJsonKey(probe.head, "containers")
                    && (hasJsonKey(probe.head, "cna") || hasJsonKey(probe.head, "adp"))));
    }
    Result<void> read(ByteSource& bytes, FeedSink& out, ProgressSink& progress) const override;
};

// Best first.
constexpr std::array<std::string_view, 4> CvssKeys{"cvssV3_1", "cvssV3_0", "cvssV4_0", "cvssV2_0"};

struct Score {
    std::size_t rank = CvssKeys.size();
    std::optional<float> base;
    std::string_view vector;
};

struct Container {
    std::string_view publisher;
    std::string_view title;
    std::string_view description;
    Score score;
    CveRecord facts; ///< SSVC and KEV
};

void readScore(std::size_t rank, simdjson::ondemand::value value, Score& best)
{
    Score score;
    score.rank = rank;
    eachField(value, [&](std::string_view key, simdjson::ondemand::value field) {
        if (key == "baseScore") {
            const auto number = jsonNumber(field);
            if (number && *number >= 0 && *number <= 10)
                score.base = float(*number);
        } else if (key == "vectorString") {
            score.vector = jsonString(field);
        }
    });
    if (!score.base)
        score.base = cvss3Base(score.vector);
    if (score.base && rank < best.rank)
        best = score;
}

/// {"type": "ssvc" | "kev", "content": {...}}; the type may come after the content.
void readOther(simdjson::ondemand::value value, CveRecord& facts)
{
    std::string_view type;
    CveRecord told;
    eachField(value, [&](std::string_view key, simdjson::ondemand::value field) {
        if (key == "type") {
            type = jsonString(field);
        } else if (key == "content") {
            eachField(field, [&](std::string_view k, simdjson::ondemand::value v) {
                if (k == "dateAdded")
                    told.kevAdded = parseDay(jsonString(v));
                else if (k == "timestamp" || k == "options")
                    readSsvcField(k, v, told);
            });
        }
    });
    if (type == "kev") {
        facts.kevAdded = told.kevAdded;
    } else if (type == "ssvc") {
        told.kevAdded = facts.kevAdded;
        facts = told;
    }
}

void readMetric(simdjson::ondemand::value metric, Container& container)
{
    eachField(metric, [&](std::string_view key, simdjson::ondemand::value value) {
        if (key == "other")
            return readOther(value, container.facts);
        const auto it = std::find(CvssKeys.begin(), CvssKeys.end(), key);
        if (it != CvssKeys.end())
            readScore(std::size_t(it - CvssKeys.begin()), value, container.score);
    });
}

void readDescription(simdjson::ondemand::value description, Container& container)
{
    std::string_view lang;
    std::string_view text;
    eachField(description, [&](std::string_view key, simdjson::ondemand::value value) {
        if (key == "lang")
            lang = jsonString(value);
        else if (key == "value")
            text = jsonString(value);
    });
    if (container.description.empty() || lang.starts_with("en"))
        container.description = text;
}

Container readContainer(simdjson::ondemand::value value)
{
    Container container;
    eachField(value, [&](std::string_view key, simdjson::ondemand::value field) {
        if (key == "title")
            container.title = jsonString(field);
        else if (key == "descriptions" || key == "rejectedReasons")
            eachElement(field, [&](auto element) { readDescription(element, container); });
        else if (key == "metrics")
            eachElement(field, [&](auto metric) { readMetric(metric, container); });
        else if (key == "providerMetadata")
            eachField(field, [&](std::string_view k, simdjson::ondemand::value v) {
                if (k == "shortName")
                    container.publisher = jsonString(v);
            });
    });
    return container;
}

struct Record {
    std::string_view id;
    std::string_view state;
    std::string_view published, updated;
    Container cna;
    Container cisa; ///< by its publisher, never by its place
    Score adpScore;
};

void addAdp(Container container, Record& record)
{
    const bool isCisa = container.publisher == "CISA-ADP";
    if (container.score.base && (isCisa || !record.adpScore.base))
        record.adpScore = container.score;
    if (isCisa)
        record.cisa = std::move(container);
}

Record readRecord(simdjson::ondemand::value value)
{
    Record record;
    eachField(value, [&](std::string_view key, simdjson::ondemand::value part) {
        if (key == "cveMetadata") {
            eachField(part, [&](std::string_view k, simdjson::ondemand::value v) {
                if (k == "cveId")
                    record.id = jsonString(v);
                else if (k == "state")
                    record.state = jsonString(v);
                else if (k == "datePublished")
                    record.published = jsonString(v);
                else if (k == "dateUpdated")
                    record.updated = jsonString(v);
            });
        } else if (key == "containers") {
            eachField(part, [&](std::string_view k, simdjson::ondemand::value v) {
                if (k == "cna")
                    record.cna = readContainer(v);
                else if (k == "adp")
                    eachElement(v, [&](auto container) { addAdp(readContainer(container), record); });
            });
        }
    });
    return record;
}

void addRecord(const Record& record, FeedSink& out, std::uint64_t line)
{
    const std::string_view id = withoutBlanks(record.id);
    if (cveIn(id).empty() || cveIn(id) != id) {
        out.addIssue(id.empty() ? ErrorKind::MissingField : ErrorKind::BadValue, "the record has no CVE id", line,
                     "cveMetadata.cveId", id);
        return;
    }
    FeedBatch& batch = out.batch;
    const std::string_view title = record.cna.title.empty() ? record.cna.description : record.cna.title;
    const Score& score = record.cna.score.base ? record.cna.score : record.adpScore;
    CveRecord cve = record.cisa.facts;
    cve.cve = batch.strings.intern(id);
    cve.title = internText(batch.strings, cutText(withoutBlanks(cleanText(title)), TitleBytes));
    cve.rejected = record.state == "REJECTED";
    cve.published = parseIso(record.published);
    cve.modified = parseIso(record.updated);
    cve.cvss = score.base;
    cve.cvssVector = internText(batch.strings, score.vector);
    if (cve.modified)
        batch.asOf = std::max(batch.asOf.value_or(*cve.modified), *cve.modified);
    batch.cves.push_back(cve);
}

Result<void> Cve5Reader::read(ByteSource& bytes, FeedSink& out, ProgressSink& progress) const
{
    out.batch.feed = feed();
    out.batch.cumulative = true;
    return walkRecords(bytes, out, progress, [&](simdjson::ondemand::value value, const JsonWalker::At& at) {
        ++out.batch.records;
        addRecord(readRecord(value), out, at.line);
    });
}

} // namespace

std::unique_ptr<FeedReader> cve5Reader()
{
    return std::make_unique<Cve5Reader>();
}

} // namespace bw
