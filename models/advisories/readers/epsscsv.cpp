// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/advisories/readers/feedtext.h"
#include "models/advisories/readers/readers.h"
#include "models/domain/cveid.h"
#include "models/files/textsource.h"

#include <array>
#include <charconv>

namespace bw {

namespace {

constexpr std::uint64_t RowsBetweenLooks = 16'384;

/// FIRST's epss_scores-YYYY-MM-DD.csv in its three layouts: "cve,epss"; with a percentile; with a comment line before.
class EpssCsvReader final : public FeedReader {
public:
    std::string_view id() const override { return "epss-csv"; }
    std::string_view name() const override { return "EPSS scores (CSV)"; }
    std::string_view feed() const override { return "epss"; }
    std::vector<std::string_view> extensions() const override { return {"csv", "csv.gz"}; }
    bool sniff(const FeedProbe& probe) const override
    {
        const std::string_view head = withoutBom(probe.head);
        return head.starts_with("#model_version:") || head.starts_with("cve,epss\n") || head.starts_with("cve,epss\r")
            || head.starts_with("cve,epss,percentile");
    }
    Result<void> read(ByteSource& bytes, FeedSink& out, ProgressSink& progress) const override;
};

/// "#model_version:v2025.03.14,score_date:2026-01-30T12:55:00Z"
void readComment(std::string_view line, FeedBatch& batch)
{
    line.remove_prefix(1);
    while (!line.empty()) {
        const auto comma = line.find(',');
        const std::string_view pair = withoutBlanks(line.substr(0, comma));
        line = comma == std::string_view::npos ? std::string_view() : line.substr(comma + 1);
        const auto colon = pair.find(':');
        if (colon == std::string_view::npos)
            continue;
        if (pair.substr(0, colon) == "model_version")
            batch.version = pair.substr(colon + 1);
        else if (pair.substr(0, colon) == "score_date")
            batch.asOf = parseIso(pair.substr(colon + 1));
    }
}

/// The day in "epss_scores-2021-04-14.csv", for layouts without a comment line.
std::optional<Instant> dateInName(std::string_view file)
{
    constexpr std::size_t DayLength = 10;
    const auto slash = file.find_last_of("/\\!");
    const std::string_view name = slash == std::string_view::npos ? file : file.substr(slash + 1);
    for (std::size_t i = 0; i + DayLength <= name.size(); ++i) {
        if (const auto day = parseDay(name.substr(i, DayLength)))
            return Instant(*day);
    }
    return {};
}

/// A number from 0 to 1, in any locale; "5e-05" is one.
std::optional<float> share(std::string_view text)
{
    text = withoutBlanks(text);
    float value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool whole = error == std::errc() && end == text.data() + text.size() && !text.empty();
    return whole && value >= 0 && value <= 1 ? std::optional(value) : std::nullopt;
}

class Rows {
public:
    Rows(FeedSink& out, std::size_t columns)
        : m_out(out)
        , m_columns(columns)
    {
    }
    void add(std::string_view line, std::uint64_t number)
    {
        ++m_out.batch.records;
        std::array<std::string_view, 3> cells;
        std::size_t count = 0;
        for (std::size_t at = 0; at != std::string_view::npos && count <= m_columns; ++count) {
            const auto comma = line.find(',', at);
            if (count < cells.size())
                cells[count] = line.substr(at, comma == std::string_view::npos ? comma : comma - at);
            at = comma == std::string_view::npos ? comma : comma + 1;
        }
        const std::string_view cve = withoutBlanks(cells[0]);
        if (count != m_columns || !cveKey(cve))
            return m_out.addIssue(ErrorKind::BadValue, "not a row of CVE and score", number, "cve", line);
        const auto score = share(cells[1]);
        const auto percentile = m_columns == 3 ? share(cells[2]) : std::optional(-1.0f);
        if (!score || !percentile)
            return m_out.addIssue(ErrorKind::BadValue, "not a number from 0 to 1", number,
                                  score ? "percentile" : "epss", line);
        m_out.batch.epss.push_back({m_out.batch.strings.intern(cve), *score, *percentile});
    }

private:
    FeedSink& m_out;
    std::size_t m_columns;
};

Result<void> readRows(ByteSource& bytes, FeedSink& out, ProgressSink& progress)
{
    LineReader lines(bytes);
    std::string_view line;
    bool any = lines.next(line);
    if (any && withoutBom(line).starts_with('#')) {
        readComment(withoutBom(line), out.batch);
        any = lines.next(line);
    }
    const std::string_view header = any ? withoutBlanks(withoutBom(line)) : std::string_view();
    if (header != "cve,epss" && header != "cve,epss,percentile")
        return lines.error().value_or(Error{
            any ? ErrorKind::Malformed : ErrorKind::Truncated, out.file, {out.file, lines.lineNumber(), 0, "header"}});
    Rows rows(out, header == "cve,epss" ? 2 : 3);
    while (lines.next(line)) {
        if (!line.empty())
            rows.add(line, lines.lineNumber());
        if (lines.lineNumber() % RowsBetweenLooks != 0)
            continue;
        progress.report(bytes.position(), bytes.size().value_or(0), out.file);
        if (progress.cancelled())
            return Error{ErrorKind::Cancelled, out.file, {}};
    }
    if (lines.error())
        return *lines.error();
    if (!lines.endedWithNewline())
        return Error{ErrorKind::Truncated, out.file, {out.file, lines.lineNumber(), 0, {}}};
    if (out.batch.epss.empty())
        return Error{ErrorKind::Empty, out.file, {out.file, 0, 0, {}}};
    return {};
}

Result<void> EpssCsvReader::read(ByteSource& bytes, FeedSink& out, ProgressSink& progress) const
{
    out.batch = {};
    out.batch.feed = feed();
    auto result = readRows(bytes, out, progress);
    if (!result)
        out.batch = {};
    else if (!out.batch.asOf)
        out.batch.asOf = dateInName(out.file);
    return result;
}

} // namespace

std::unique_ptr<FeedReader> epssCsvReader()
{
    return std::make_unique<EpssCsvReader>();
}

} // namespace bw
