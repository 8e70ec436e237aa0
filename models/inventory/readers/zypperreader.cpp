// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/readers/drafting.h"
#include "models/inventory/readers/packagetext.h"
#include "models/inventory/readers/printedlist.h"
#include "models/inventory/readers/producertext.h"
#include "models/inventory/readers/readers.h"

#include <algorithm>
#include <map>

namespace bw {

namespace {

std::vector<std::string_view> zypperCells(std::string_view line)
{
    auto cells = splitAt(line, '|');
    for (auto& cell : cells)
        cell = trimmed(cell);
    return cells;
}

bool isRule(std::string_view line)
{
    return line.find("-+-") != std::string_view::npos && line.find_first_not_of("-+ ") == std::string_view::npos;
}

bool isVersionCell(std::string_view text)
{
    return text.find_first_of("0123456789") != std::string_view::npos && text.find(' ') == std::string_view::npos;
}

bool isPatchCategory(std::string_view text)
{
    static constexpr std::string_view categories[] = {"security", "recommended", "optional",
                                                      "feature",  "document",    "yast"};
    return std::find(std::begin(categories), std::end(categories), text) != std::end(categories);
}

/// A row of a table of zypper. Headings are translated, so that the columns are found by what stands in them:
/// search -s: status, name, type, version, arch, repository; packages: status, repository, name, version, arch;
/// list-updates: status, repository, name, installed, available, arch; list-patches: repository, name, category,
/// severity, ..., with --cve the issue's kind and number in front.
struct ZypperRow {
    enum class Kind : std::uint8_t { Package, Update, Patch } kind = Kind::Package;
    std::string_view status, name, type, version, available, arch, repository;
    std::string_view category, severity, summary, issue;
};

std::optional<ZypperRow> patchRow(const std::vector<std::string_view>& cells)
{
    ZypperRow row{ZypperRow::Kind::Patch, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}};
    const bool byIssue = cells.size() >= 7 && isPatchCategory(cells[3]) && !isPatchCategory(cells[2]);
    const std::size_t category = byIssue ? 3 : 2;
    if (cells.size() < category + 4 || !isPatchCategory(cells[category]))
        return std::nullopt;
    if (byIssue)
        row.issue = cells[1];
    else
        row.repository = cells[0];
    row.name = cells[category - 1];
    row.category = cells[category];
    row.severity = cells[category + 1];
    row.status = cells[category + 3];
    if (cells.size() > category + 4)
        row.summary = cells.back();
    return row.name.empty() ? std::nullopt : std::optional(row);
}

std::optional<ZypperRow> zypperRow(std::string_view line)
{
    const auto cells = zypperCells(line);
    if (cells.size() < 5)
        return std::nullopt;
    const auto at = std::find_if(cells.rbegin(), cells.rend(), isRpmArch);
    if (at == cells.rend())
        return patchRow(cells);
    const auto arch = std::size_t(cells.rend() - at) - 1;
    if (arch < 3 || !isVersionCell(cells[arch - 1]))
        return std::nullopt;
    ZypperRow row{ZypperRow::Kind::Package, cells[0], {}, {}, cells[arch - 1], {}, cells[arch], {}, {}, {}, {}, {}};
    if (arch + 1 < cells.size()) {
        row.name = cells[arch - 3];
        row.type = cells[arch - 2];
        row.repository = cells[arch + 1];
    } else if (arch >= 5) {
        row.kind = ZypperRow::Kind::Update;
        row.name = cells[arch - 3];
        row.version = cells[arch - 2];
        row.available = cells[arch - 1];
        row.repository = cells[arch - 4];
    } else if (arch == 4) {
        row.name = cells[arch - 2];
        row.repository = cells[arch - 3];
    }
    return row.name.empty() ? std::nullopt : std::optional(row);
}

class ZypperLines {
public:
    explicit ZypperLines(PrintedList& list)
        : m_list(list)
    {
    }
    Printed take(std::string_view line)
    {
        if (line.empty() || isRule(line))
            return Printed::Other;
        if (line.find(" | ") == std::string_view::npos)
            return Printed::Other; // a sentence above or below the table
        if (m_list.dropped(line))
            return Printed::Other;
        const auto row = zypperRow(line);
        if (!row)
            return m_rows == 0 ? Printed::Other : Printed::Unknown;
        ++m_rows;
        switch (row->kind) {
        case ZypperRow::Kind::Package:
            return takePackage(*row);
        case ZypperRow::Kind::Update:
            return takeUpdate(*row);
        case ZypperRow::Kind::Patch:
            return takePatch(*row);
        }
        return Printed::Unknown;
    }
    /// Products, patterns and patches stand in a search result too, under a word that is translated: what most rows
    /// are is the packages.
    void finish()
    {
        const auto most = std::max_element(m_types.begin(), m_types.end(), [](const auto& a, const auto& b) {
            return a.second.size() < b.second.size();
        });
        HostDraft& host = m_list.host();
        if (most != m_types.end())
            host.components.insert(host.components.end(), most->second.begin(), most->second.end());
        host.partial = m_types.empty();
    }

private:
    static constexpr std::size_t TypeCap = 32;

    Printed takePackage(const ZypperRow& row)
    {
        if (row.status.empty() || row.status[0] != 'i')
            return Printed::Record; // found, not installed; "v": another version is
        auto found = m_types.find(row.type);
        if (found == m_types.end()) {
            if (m_types.size() >= TypeCap)
                return Printed::Unknown;
            found = m_types.emplace(std::string(row.type), std::vector<ComponentId>()).first;
        }
        HostDraft& host = m_list.host();
        m_list.add({Ecosystem::Rpm, row.name, cleanEvr(row.version), row.arch, {}, {}, {}, {}});
        if (!host.components.empty()) {
            found->second.push_back(host.components.back());
            host.components.pop_back();
        }
        return Printed::Record;
    }
    Printed takeUpdate(const ZypperRow& row)
    {
        if (isVersionCell(row.version))
            m_list.add({Ecosystem::Rpm, row.name, cleanEvr(row.version), row.arch, {}, {}, {}, {}});
        m_list.offer({Ecosystem::Rpm, row.name, cleanEvr(row.available), row.arch, {}, {}, {}, {}}, row.version,
                     {row.repository, {}, {}, {}, false});
        return Printed::Record;
    }
    Printed takePatch(const ZypperRow& row)
    {
        if (row.status == "not needed" || row.status == "applied" || row.status == "undetermined")
            return Printed::Record;
        m_list.offer({Ecosystem::Rpm, row.name, {}, {}, {}, {}, {}, {}}, {},
                     {row.repository, row.issue.empty() ? row.name : row.issue, row.summary, row.severity,
                      row.category == "security"});
        return Printed::Record;
    }

    PrintedList& m_list;
    std::map<std::string, std::vector<ComponentId>, std::less<>> m_types;
    std::uint64_t m_rows = 0;
};

class ZypperReader final : public InventoryReader {
public:
    std::string_view id() const override { return "zypper"; }
    std::string_view name() const override { return "zypper search -s, packages, list-updates, list-patches"; }
    Match sniff(const Probe& probe) const override;
    Result<void> read(ByteSource& bytes, const ReadOptions& options, SnapshotBuilder& out,
                      ProgressSink& progress) const override;
};

Match ZypperReader::sniff(const Probe& probe) const
{
    std::size_t tables = 0;
    const auto share = shareOfLines(probe.text, [&](std::string_view line) {
        tables += isRule(line);
        return zypperRow(line).has_value();
    });
    return tables > 0 && share.own > 0 && share.own + 8 >= share.lines && share.own * 4 >= share.lines ? Match::Certain
                                                                                                       : Match::No;
}

Result<void> ZypperReader::read(ByteSource& bytes, const ReadOptions& options, SnapshotBuilder& out,
                                ProgressSink& progress) const
{
    PrintedList list(out, options);
    ZypperLines lines(list);
    const auto read = list.readLines(bytes, progress, [&](std::string_view line) { return lines.take(line); });
    if (!read)
        return read;
    lines.finish();
    return list.finish();
}

} // namespace

std::unique_ptr<InventoryReader> makeZypperReader()
{
    return std::make_unique<ZypperReader>();
}

} // namespace bw
