// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/readers/csvlayout.h"

#include "models/inventory/readers/csvaliases.h"

#include <algorithm>
#include <array>

namespace bw {

namespace {

constexpr int HeadingRows = 30;
constexpr std::size_t SampleRows = 20;
constexpr std::array<char, 4> Delimiters = {',', ';', '\t', '|'};

struct Row {
    std::vector<std::string> cells;
    std::uint64_t line = 0;
    bool comment = false;
};

std::vector<Row> rowsOf(std::string_view head, const CsvDialect& dialect, std::size_t atMost)
{
    const auto source = memorySource(std::string(head));
    CsvRecords records(*source, dialect, 16 * 1024);
    CsvRecord record;
    std::vector<Row> rows;
    std::string scratch;
    while (rows.size() < atMost && records.next(record)) {
        Row row;
        row.line = record.line;
        row.comment = !record.raw.empty() && record.raw.front() == '#';
        for (std::size_t i = 0; i < record.kept(); ++i)
            row.cells.emplace_back(csvText(record.rawField(i), dialect, scratch));
        rows.push_back(std::move(row));
    }
    return rows;
}

/// A row's worth as headings: known ones count, strong ones more.
struct Worth {
    int known = 0, points = 0;
    bool strong = false;
};

Worth worthOf(const Row& row)
{
    Worth worth;
    std::vector<std::string> seen;
    for (const auto& cell : row.cells) {
        auto heading = normalisedHeading(cell);
        const auto meaning = meaningOf(heading);
        if (meaning.kind == HeadingKind::Unknown || std::find(seen.begin(), seen.end(), heading) != seen.end())
            continue;
        seen.push_back(std::move(heading));
        ++worth.known;
        worth.points += meaning.strong ? 3 : 2;
        worth.strong |= meaning.strong;
    }
    return worth;
}

void addField(CsvLayout& layout, std::size_t column, CsvField field)
{
    if (layout.column(field) < 0 || field == CsvField::Tags || field == CsvField::Mac)
        layout.fields[column] = field;
}

/// Gives each heading its field; those that depend on their neighbours come last.
void interpret(CsvLayout& layout)
{
    std::vector<HeadingMeaning> meanings;
    for (const auto& heading : layout.headings)
        meanings.push_back(meaningOf(normalisedHeading(heading)));
    for (std::size_t i = 0; i < meanings.size(); ++i) {
        if (meanings[i].kind == HeadingKind::Field)
            addField(layout, i, meanings[i].field);
        layout.aggregate |= meanings[i].kind == HeadingKind::Count;
        layout.scanReport |= meanings[i].kind == HeadingKind::Finding;
    }
    const auto has = [&](CsvField field) { return layout.column(field) >= 0; };
    for (std::size_t i = 0; i < meanings.size(); ++i) {
        if (meanings[i].kind == HeadingKind::Name) {
            const bool software = has(CsvField::Version) || has(CsvField::Vendor) || has(CsvField::HostName);
            if (software && !has(CsvField::SoftwareName))
                addField(layout, i, CsvField::SoftwareName);
            else if (!software && !has(CsvField::SoftwareName))
                addField(layout, i, CsvField::HostName);
        } else if (meanings[i].kind == HeadingKind::SourceOrHost) {
            if (has(CsvField::HotfixId))
                addField(layout, i, CsvField::HostName);
            else
                addField(layout, i, CsvField::Source);
        }
    }
    layout.aggregate &= !layout.namesHosts();
}

void applyProfile(CsvLayout& layout, const CsvProfile& profile)
{
    std::size_t columns = layout.headings.size();
    for (const auto& column : profile.columns)
        columns = std::max(columns, std::size_t(std::min(column.index, int(CsvRecords::MaxFields) - 1) + 1));
    layout.fields.assign(columns, CsvField::Ignore);
    for (const auto& column : profile.columns) {
        if (column.heading.empty()) {
            if (column.index >= 0 && std::size_t(column.index) < columns)
                layout.fields[std::size_t(column.index)] = column.field;
            continue;
        }
        const auto wanted = normalisedHeading(column.heading);
        const auto it = std::find_if(layout.headings.begin(), layout.headings.end(),
                                     [&](const std::string& heading) { return normalisedHeading(heading) == wanted; });
        if (it != layout.headings.end())
            layout.fields[std::size_t(it - layout.headings.begin())] = column.field;
    }
    layout.aggregate = layout.scanReport = false;
    layout.known = int(profile.columns.size());
    layout.strong = true;
}

/// True where \" inside quotes makes more rows as long as the headings than "" does.
bool escapesByBackslash(std::string_view head, const CsvLayout& layout)
{
    if (head.find("\\\"") == std::string_view::npos)
        return false;
    const auto fitting = [&](bool backslash) {
        CsvDialect dialect = layout.dialect;
        dialect.backslash = backslash;
        const auto rows = rowsOf(head, dialect, 200);
        return std::count_if(rows.begin(), rows.end(),
                             [&](const Row& row) { return row.cells.size() == layout.headings.size(); });
    };
    return fitting(true) > fitting(false);
}

/// Length of a "sep=X" line at the beginning, whose X is written to `delimiter`; 0: there is none.
std::size_t separatorLine(std::string_view head, char& delimiter)
{
    const auto end = head.find('\n');
    auto line = head.substr(0, end);
    while (!line.empty() && (line.back() == '\r' || line.back() == '"'))
        line.remove_suffix(1);
    if (!line.empty() && line.front() == '"')
        line.remove_prefix(1);
    if (line.size() != 5 || (line.substr(0, 4) != "sep=" && line.substr(0, 4) != "SEP="))
        return 0;
    delimiter = line[4];
    return end == std::string_view::npos ? head.size() : end + 1;
}

/// The row of the headings: named by the profile, or the most telling one.
const Row* headingsAmong(const std::vector<Row>& rows, const CsvProfile* profile, Worth& worth)
{
    const Row* best = nullptr;
    for (const auto& row : rows) {
        const Worth here = worthOf(row);
        if (profile && profile->headingRow) {
            if (row.line == *profile->headingRow) {
                worth = here;
                return &row;
            }
        } else if (here.points > worth.points) {
            worth = here;
            best = &row;
        }
    }
    if (!best && profile && !profile->headingRow && !profile->columns.empty() && !rows.empty())
        return &rows.front();
    return best;
}

} // namespace

int CsvLayout::column(CsvField field) const
{
    const auto it = std::find(fields.begin(), fields.end(), field);
    return it == fields.end() ? -1 : int(it - fields.begin());
}

bool CsvLayout::namesHosts() const
{
    return std::any_of(fields.begin(), fields.end(),
                       [](CsvField field) { return field >= CsvField::HostName && field <= CsvField::AgentId; });
}

bool CsvLayout::listsSoftware() const
{
    return column(CsvField::SoftwareName) >= 0 || column(CsvField::HotfixId) >= 0;
}

CsvLayout csvLayoutOf(std::string_view head, const CsvProfile* profile)
{
    CsvDialect dialect;
    if (head.find('\n') == std::string_view::npos && head.find('\r') != std::string_view::npos)
        dialect.lineEnd = '\r';
    char told = 0;
    const bool toldBySeparator = separatorLine(head, told) > 0;
    if (profile && profile->delimiter)
        told = *profile->delimiter;

    CsvLayout best;
    best.dialect = dialect;
    int bestPoints = -1;
    std::size_t bestFields = 0;
    for (const char delimiter : Delimiters) {
        dialect.delimiter = told ? told : delimiter;
        auto rows = rowsOf(head, dialect, HeadingRows + SampleRows);
        if (toldBySeparator && !rows.empty())
            rows.erase(rows.begin());
        auto candidates = rows;
        candidates.resize(std::min<std::size_t>(rows.size(), HeadingRows));
        Worth worth;
        const Row* headings = headingsAmong(candidates, profile, worth);
        const std::size_t fields = headings ? headings->cells.size() : rows.empty() ? 0 : rows.front().cells.size();
        if (worth.points > bestPoints || (worth.points == bestPoints && fields > bestFields)) {
            bestPoints = worth.points;
            bestFields = fields;
            best = {};
            best.dialect = dialect;
            best.known = worth.known;
            best.strong = worth.strong;
            if (headings) {
                best.headingLine = headings->line;
                best.headings = headings->cells;
            }
            for (const auto& row : rows) {
                if (row.line > best.headingLine && !row.comment && best.sample.size() < SampleRows)
                    best.sample.push_back(row.cells);
            }
        }
        if (told)
            break;
    }
    best.dialect.backslash = escapesByBackslash(head, best);
    best.fields.assign(best.headings.size(), CsvField::Ignore);
    if (profile && !profile->columns.empty())
        applyProfile(best, *profile);
    else
        interpret(best);
    return best;
}

} // namespace bw
