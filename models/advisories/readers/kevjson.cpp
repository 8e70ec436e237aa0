// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/advisories/readers/feedjson.h"
#include "models/advisories/readers/feedtext.h"
#include "models/advisories/readers/kevrow.h"
#include "models/advisories/readers/readers.h"

namespace bw {

namespace {

/// CISA's known_exploited_vulnerabilities.json. Fields that are not known are read over: the schema grows.
class KevJsonReader final : public FeedReader {
public:
    std::string_view id() const override { return "kev-json"; }
    std::string_view name() const override { return "CISA KEV catalogue (JSON)"; }
    std::string_view feed() const override { return "kev"; }
    std::vector<std::string_view> extensions() const override { return {"json"}; }
    bool sniff(const FeedProbe& probe) const override
    {
        return firstSignificant(probe.head) == '{' && hasJsonKey(probe.head, "vulnerabilities")
            && (hasJsonKey(probe.head, "catalogVersion") || hasJsonKey(probe.head, "cveID"));
    }
    Result<void> read(ByteSource& bytes, FeedSink& out, ProgressSink& progress) const override;
};

void readEntry(simdjson::ondemand::value value, FeedSink& out, std::uint64_t line)
{
    KevTexts texts;
    eachField(value, [&](std::string_view key, simdjson::ondemand::value field) {
        std::string_view* const text = key == "cveID" ? &texts.cve
            : key == "vendorProject"                  ? &texts.vendor
            : key == "product"                        ? &texts.product
            : key == "vulnerabilityName"              ? &texts.name
            : key == "requiredAction"                 ? &texts.action
            : key == "dateAdded"                      ? &texts.added
            : key == "dueDate"                        ? &texts.due
            : key == "knownRansomwareCampaignUse"     ? &texts.ransomware
                                                      : nullptr;
        if (text)
            *text = jsonString(field);
    });
    ++out.batch.records;
    addKevEntry(texts, out, line);
}

Result<void> KevJsonReader::read(ByteSource& bytes, FeedSink& out, ProgressSink& progress) const
{
    out.batch = {};
    out.batch.feed = feed();
    std::optional<double> told;
    JsonWalker walker(out.file);
    walker.on("catalogVersion", [&](auto value, const auto&) { out.batch.version = withoutBlanks(jsonString(value)); });
    walker.on("dateReleased", [&](auto value, const auto&) { out.batch.asOf = parseIso(withoutBlanks(jsonString(value))); });
    walker.on("count", [&](auto value, const auto&) { told = jsonNumber(value); });
    walker.on("vulnerabilities/*", [&](auto value, const JsonWalker::At& at) { readEntry(value, out, at.line); });
    std::vector<Issue> issues;
    const auto outcome = walker.run(bytes, issues, progress);
    moveIssues(issues, out);
    const auto refuse = [&](Error error) {
        out.batch = {};
        return error;
    };
    if (!outcome)
        return refuse(outcome.error());
    if (out.batch.kev.empty())
        return refuse({ErrorKind::Empty, out.file, {out.file, 0, 0, "vulnerabilities"}});
    if (told && *told != double(out.batch.records))
        out.addIssue(ErrorKind::Conflict, "the catalogue's count differs from its number of entries", 0, "count",
                     std::to_string(out.batch.records));
    return {};
}

} // namespace

std::unique_ptr<FeedReader> kevJsonReader()
{
    return std::make_unique<KevJsonReader>();
}

} // namespace bw
