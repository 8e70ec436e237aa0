// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/readers/hostparts.h"
#include "models/inventory/readers/packagetext.h"
#include "models/inventory/readers/readers.h"
#include "models/inventory/readers/textlines.h"

#include <array>
#include <utility>

namespace bw {

namespace {

constexpr std::string_view Ruler = "+++-";

/// Column starts and widths as the ruler line draws them: "+++-====-====-====-====".
struct Columns {
    struct Span {
        std::size_t begin = 0, width = 0;
    };
    Span name, version, arch, description;
    bool known = false;
};

Columns columnsOf(std::string_view ruler)
{
    Columns columns;
    std::array<Columns::Span*, 4> spans = {&columns.name, &columns.version, &columns.arch, &columns.description};
    std::size_t at = Ruler.size();
    for (Columns::Span* span : spans) {
        const auto end = std::min(ruler.find('-', at), ruler.size());
        *span = {at, end - at};
        at = end + 1;
        if (end >= ruler.size())
            break;
    }
    if (columns.description.width == 0) // old dpkg: no architecture
        std::swap(columns.arch, columns.description);
    columns.known = columns.version.width > 0 && columns.description.width > 0;
    return columns;
}

std::string_view cell(std::string_view line, Columns::Span span)
{
    return span.begin < line.size() ? trimmed(line.substr(span.begin, span.width)) : std::string_view();
}

/// A row of which a cell fills its whole column, so that it may be cut.
struct Doubtful {
    std::string name, version, arch;
    std::uint64_t line;
    bool unfinished;
};

class ListImport {
public:
    ListImport(SnapshotBuilder& out, const ReadOptions& options)
        : m_out(out)
        , m_slot(addHintedHost(out, options))
    {
    }
    void line(std::string_view text, std::uint64_t number);
    Result<void> finish(bool cut);

private:
    void row(std::string_view text, std::uint64_t number);
    void keep(std::string_view name, std::string_view version, std::string_view arch, std::uint64_t line,
              bool unfinished);

    SnapshotBuilder& m_out;
    SnapshotBuilder::HostSlot m_slot;
    Columns m_columns;
    std::vector<Doubtful> m_doubtful;
    std::uint64_t m_rows = 0;
    std::uint64_t m_fullDescriptions = 0;
    bool m_lastShort = false;
};

void ListImport::line(std::string_view text, std::uint64_t number)
{
    if (text.substr(0, Ruler.size()) == Ruler)
        m_columns = columnsOf(text);
    else if (isInstalledCode(text.substr(0, 3)))
        row(text, number);
    else if (m_columns.known && !trimmed(text).empty())
        m_out.issue(ErrorKind::Malformed, "line is no package row", number, {}, cleanText(text));
}

void ListImport::row(std::string_view text, std::uint64_t number)
{
    ++m_rows;
    if (!*isInstalledCode(text.substr(0, 3)))
        return;
    const bool unfinished = isUnfinished(text.substr(0, 3));
    std::string_view name, version, arch;
    // Columns are as wide as drawn, but an overlong cell pushes the others: then only the blanks between cells tell.
    const auto& c = m_columns;
    const auto startsAt = [&](Columns::Span span) {
        return span.width == 0 || text.size() <= span.begin || text[span.begin - 1] == ' ';
    };
    const bool aligned =
        c.known && text.size() > c.version.begin && startsAt(c.version) && startsAt(c.arch) && startsAt(c.description);
    if (aligned) {
        name = cell(text, c.name);
        version = cell(text, c.version);
        arch = cell(text, c.arch);
        const auto description = text.substr(std::min(c.description.begin, text.size()));
        m_fullDescriptions += c.description.width > 0 && description.size() >= c.description.width;
    } else {
        std::array<std::string_view*, 3> cells = {&name, &version, &arch};
        std::string_view rest = text.substr(std::min<std::size_t>(text.size(), 3));
        for (std::string_view* target : cells) {
            rest = rest.substr(std::min(rest.find_first_not_of(' '), rest.size()));
            *target = rest.substr(0, rest.find(' '));
            rest.remove_prefix(target->size());
        }
        if (!isDebArch(arch))
            arch = {}; // lists of old dpkg have no such column
    }
    m_lastShort = aligned && text.size() < c.description.begin;
    if (aligned && (name.size() >= c.name.width || version.size() >= c.version.width))
        m_doubtful.push_back({std::string(name), std::string(version), std::string(arch), number, unfinished});
    else
        keep(name, version, arch, number, unfinished);
}

void ListImport::keep(std::string_view name, std::string_view version, std::string_view arch, std::uint64_t line,
                      bool unfinished)
{
    if (!isDebName(name) || !isDebVersion(version)) {
        m_out.issue(ErrorKind::BadValue, "name or version is empty or impossible", line, {},
                    cleanText(std::string(name) + ' ' + std::string(version)));
        return;
    }
    const auto split = splitDebName(name);
    if (unfinished)
        version = {};
    m_out.add(m_slot, {Ecosystem::Deb, split.name, version, arch.empty() ? split.arch : arch, {}, {}, {}, {}});
}

Result<void> ListImport::finish(bool cut)
{
    if (m_rows == 0 && !m_columns.known)
        return Error{ErrorKind::Empty, m_out.file(), {}};
    HostDraft& host = m_out.host(m_slot);
    // On a terminal dpkg cuts to fixed widths, and many descriptions fill theirs; elsewhere a column is as wide as its
    // longest cell, so that only one or two fill it and nothing is cut.
    const bool cutting = m_columns.name.width <= 14 || (m_fullDescriptions >= 3 && m_fullDescriptions * 50 >= m_rows);
    for (const Doubtful& row : m_doubtful) {
        if (cutting) {
            m_out.issue(ErrorKind::Truncated, "name or version fills its column and may be cut", row.line, {},
                        cleanText(row.name + ' ' + row.version));
            host.truncated = true;
        } else {
            keep(row.name, row.version, row.arch, row.line, row.unfinished);
        }
    }
    host.toldPackages = true;
    if (cut && m_lastShort) {
        m_out.issue(ErrorKind::Truncated, "the last row is cut");
        host.truncated = true;
    }
    if (host.os.name.empty())
        host.os = inferOs(m_out.pool(), host.components);
    return {};
}

class DpkgListReader final : public InventoryReader {
public:
    std::string_view id() const override { return "dpkg-list"; }
    std::string_view name() const override { return "dpkg -l listing"; }
    Match sniff(const Probe& probe) const override
    {
        // The first heading lines are localised, the ruler is not.
        const auto ruler = probe.text.find("\n+++-==");
        return ruler != std::string_view::npos && ruler < 2000 ? Match::Certain : Match::No;
    }
    Result<void> read(ByteSource& bytes, const ReadOptions& options, SnapshotBuilder& out,
                      ProgressSink& progress) const override
    {
        TextLines lines(bytes, progress);
        ListImport import(out, options);
        std::string_view line;
        while (lines.next(line))
            import.line(line, lines.number());
        if (const auto failure = lines.failure())
            return *failure;
        return import.finish(lines.cut());
    }
};

} // namespace

std::unique_ptr<InventoryReader> makeDpkgListReader()
{
    return std::make_unique<DpkgListReader>();
}

} // namespace bw
