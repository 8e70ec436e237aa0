// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/readers/drafting.h"
#include "models/inventory/readers/packagetext.h"
#include "models/inventory/readers/producertext.h"
#include "models/inventory/readers/readers.h"
#include "models/inventory/readers/textcolumns.h"
#include "models/inventory/readers/textlines.h"

namespace bw {

namespace {

bool hasDigit(std::string_view text)
{
    return text.find_first_of("0123456789") != std::string_view::npos;
}

bool isRule(std::string_view line)
{
    line = trimmed(line);
    return line.size() >= 20 && line.find_first_not_of('-') == std::string_view::npos;
}

struct WingetRow {
    std::string_view name, id, version;
};

/// Finds the tables in what winget printed: a line of headings over a line of dashes. The headings are translated, but
/// name, id and version always come first; the columns are where the headings begin, counted in terminal cells.
class WingetTable {
public:
    enum class Line : std::uint8_t { Other, Row, Misplaced };

    Line line(std::string_view text, WingetRow& row)
    {
        if (isRule(text)) {
            m_starts = columnStarts(m_before, ColumnUnit::Cells);
            if (m_starts.size() < 3 || m_starts.size() > 6)
                m_starts.clear();
            return Line::Other;
        }
        m_before = std::string(text);
        if (m_starts.empty())
            return Line::Other;
        if (trimmed(text).empty()) {
            m_starts.clear();
            return Line::Other;
        }
        const auto cells = cellsOf(text, m_starts, ColumnUnit::Cells);
        if (cells.cells[1].empty() || cells.cells[2].empty())
            return Line::Other; // a sentence below the table
        row = {cells.cells[0], cells.cells[1], cells.cells[2]};
        return cells.aligned ? Line::Row : Line::Misplaced;
    }

private:
    std::string m_before;
    std::vector<std::size_t> m_starts;
};

/// winget list as text. Names that winget cut are not taken: they would be names of nothing.
class WingetListReader final : public InventoryReader {
public:
    std::string_view id() const override { return "winget-list"; }
    std::string_view name() const override { return "winget list (text)"; }
    std::vector<std::string_view> extensions() const override { return {"txt"}; }
    Match sniff(const Probe& probe) const override;
    Result<void> read(ByteSource& bytes, const ReadOptions& options, SnapshotBuilder& out,
                      ProgressSink& progress) const override;
};

Match WingetListReader::sniff(const Probe& probe) const
{
    if (probe.text.find("--------------------") == std::string_view::npos)
        return Match::No;
    const auto source = memorySource(std::string(probe.text.substr(0, 32 * 1024)));
    LineReader lines(*source);
    WingetTable table;
    WingetRow row;
    std::string_view line;
    int rows = 0, fitting = 0;
    while (rows < 30 && lines.next(line)) {
        if (table.line(line, row) != WingetTable::Line::Row)
            continue;
        ++rows;
        // "Git.Git", "ARP\Machine\X64\{...}", "9WZDNCRFHVN5" of the store
        const bool id = row.id.find_first_of(".\\") != std::string_view::npos || row.id.size() == 12;
        fitting += id && (hasDigit(row.version) || row.version == "Unknown");
    }
    return rows > 0 && fitting * 10 >= rows * 6 ? Match::Likely : Match::No;
}

Result<void> WingetListReader::read(ByteSource& bytes, const ReadOptions& options, SnapshotBuilder& out,
                                    ProgressSink& progress) const
{
    HostDraft host;
    host.firstLine = 1;
    host.partial = true; // nothing tells whether the list was asked for with a filter
    TextLines lines(bytes, progress);
    WingetTable table;
    WingetRow row;
    std::string_view line;
    std::string last;
    while (lines.next(line)) {
        const auto kind = table.line(line, row);
        if (kind == WingetTable::Line::Other)
            continue;
        host.toldPackages = true;
        if (isCutText(row.name)) {
            out.issue(ErrorKind::Truncated, "winget cut the name", lines.number(), "name", row.name);
            continue;
        }
        if (kind == WingetTable::Line::Misplaced) {
            out.issue(ErrorKind::Malformed, "row does not fit the headings", lines.number(), {}, line);
            continue;
        }
        ComponentView c;
        c.ecosystem = Ecosystem::Program;
        c.name = row.name.empty() ? row.id : row.name;
        // "< 1.2", "> 1.2": winget knows a bound only
        const bool bound = row.version.find_first_of("<>") != std::string_view::npos;
        if (isCutText(row.version))
            out.issue(ErrorKind::Truncated, "winget cut the version", lines.number(), "version", row.version);
        else if (!bound && hasDigit(row.version))
            c.version = row.version;
        addComponent(out, host, c, lines.number());
    }
    if (const auto failure = lines.failure())
        return *failure;
    if (!host.toldPackages)
        return fileError(ErrorKind::Empty, "no table of packages", bytes.name());
    host.truncated = lines.cut();
    finishDraft(out, host, options);
    out.hosts().push_back(std::move(host));
    return {};
}

} // namespace

std::unique_ptr<InventoryReader> makeWingetListReader()
{
    return std::make_unique<WingetListReader>();
}

} // namespace bw
