// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/readers/packagetext.h"
#include "models/inventory/readers/printedlist.h"
#include "models/inventory/readers/readers.h"

#include <algorithm>

namespace bw {

namespace {

/// "org.mozilla.firefox": three or more parts, as D-Bus names are.
bool isAppId(std::string_view text)
{
    if (std::count(text.begin(), text.end(), '.') < 2 || text.size() > 255)
        return false;
    const auto parts = splitAt(text, '.');
    return std::all_of(parts.begin(), parts.end(), [](std::string_view part) {
        return !part.empty() && !(part[0] >= '0' && part[0] <= '9')
            && std::all_of(part.begin(), part.end(), [](char c) {
                   return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'
                       || c == '-';
               });
    });
}

/// Where the columns stand; the version follows the id unless a heading line says otherwise.
struct FlatpakColumns {
    std::size_t id = npos, version = npos, arch = npos;
    static constexpr std::size_t npos = std::string_view::npos;
};

FlatpakColumns columnsOfRow(const std::vector<std::string_view>& cells)
{
    FlatpakColumns columns;
    for (std::size_t i = 0; i < std::min<std::size_t>(cells.size(), 3) && columns.id == FlatpakColumns::npos; ++i) {
        if (isAppId(cells[i]))
            columns.id = i;
    }
    if (columns.id != FlatpakColumns::npos && columns.id + 1 < cells.size())
        columns.version = columns.id + 1;
    return columns;
}

FlatpakColumns columnsOfHeading(const std::vector<std::string_view>& cells)
{
    FlatpakColumns columns;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const auto cell = trimmed(cells[i]);
        if (cell == "Application ID" || cell == "Application")
            columns.id = i;
        else if (cell == "Version")
            columns.version = i;
        else if (cell == "Arch")
            columns.arch = i;
    }
    return columns;
}

class FlatpakLines {
public:
    explicit FlatpakLines(PrintedList& list)
        : m_list(list)
    {
    }
    Printed take(std::string_view line)
    {
        if (line.empty() || m_list.dropped(line))
            return Printed::Other;
        const auto cells = splitAt(line, '\t');
        if (m_columns.id == FlatpakColumns::npos) {
            m_columns = columnsOfHeading(cells);
            if (m_columns.id != FlatpakColumns::npos)
                return Printed::Other;
            m_columns = columnsOfRow(cells);
        }
        const auto cell = [&](std::size_t i) { return i < cells.size() ? trimmed(cells[i]) : std::string_view(); };
        if (!isAppId(cell(m_columns.id)))
            return Printed::Unknown;
        const ComponentView c{
            Ecosystem::Flatpak, cell(m_columns.id), cell(m_columns.version), cell(m_columns.arch), {}, {}, {}, {}};
        m_list.add(c);
        return Printed::Record;
    }

private:
    PrintedList& m_list;
    FlatpakColumns m_columns;
};

class FlatpakListReader final : public InventoryReader {
public:
    std::string_view id() const override { return "flatpak-list"; }
    std::string_view name() const override { return "flatpak list"; }
    Match sniff(const Probe& probe) const override;
    Result<void> read(ByteSource& bytes, const ReadOptions& options, SnapshotBuilder& out,
                      ProgressSink& progress) const override;
};

Match FlatpakListReader::sniff(const Probe& probe) const
{
    const auto share = shareOfLines(probe.text, [](std::string_view line) {
        const auto cells = splitAt(line, '\t');
        return cells.size() >= 2
            && (columnsOfRow(cells).id != FlatpakColumns::npos || columnsOfHeading(cells).id != FlatpakColumns::npos);
    });
    return share.own > 0 && share.own * 10 >= share.lines * 9 ? Match::Certain : Match::No;
}

Result<void> FlatpakListReader::read(ByteSource& bytes, const ReadOptions& options, SnapshotBuilder& out,
                                     ProgressSink& progress) const
{
    PrintedList list(out, options);
    FlatpakLines lines(list);
    return list.read(bytes, progress, [&](std::string_view line) { return lines.take(line); });
}

} // namespace

std::unique_ptr<InventoryReader> makeFlatpakListReader()
{
    return std::make_unique<FlatpakListReader>();
}

} // namespace bw
