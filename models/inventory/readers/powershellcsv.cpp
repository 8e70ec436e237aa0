// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/readers/csvlayout.h"
#include "models/inventory/readers/jsonreading.h"
#include "models/inventory/readers/powershellforms.h"
#include "models/inventory/readers/producertext.h"
#include "models/inventory/readers/textlines.h"

#include <algorithm>

namespace bw {

namespace {

constexpr std::size_t HeadSize = 64 * 1024;
constexpr std::uint64_t RecordsPerBeat = 1024;

class CsvObjects {
public:
    CsvObjects(const CsvLayout& layout, WindowsImport& import, SnapshotBuilder& out)
        : m_layout(layout)
        , m_headings(layout.headings)
        , m_import(import)
        , m_out(out)
    {
    }

    void take(const CsvRecord& record)
    {
        if (record.line <= m_layout.headingLine || record.raw.empty())
            return;
        const std::size_t kept = record.kept();
        m_cells.resize(std::max(m_cells.size(), kept));
        for (std::size_t i = 0; i < kept; ++i)
            m_cells[i] = csvText(record.rawField(i), m_layout.dialect, m_cells[i]);
        if (record.raw.substr(0, 5) == "#TYPE") {
            m_headingsNext = true;
            return;
        }
        if (m_headingsNext) {
            m_headings.assign(m_cells.begin(), m_cells.begin() + std::ptrdiff_t(kept));
            m_headingsNext = false;
            return;
        }
        if (kept == m_headings.size() && std::equal(m_headings.begin(), m_headings.end(), m_cells.begin()))
            return; // appended with its headings
        if (kept < m_headings.size() && !record.ended) {
            m_import.cut();
            m_out.issue(ErrorKind::Truncated, "the last row is cut", record.line, {}, record.raw.substr(0, 200));
            return;
        }
        if (record.fields > m_headings.size()) {
            m_out.issue(ErrorKind::Malformed, "row has more fields than there are headings", record.line, {},
                        record.raw.substr(0, 200));
            return;
        }
        m_fields.clear();
        for (std::size_t i = 0; i < m_headings.size(); ++i)
            m_fields.add(m_headings[i], i < kept ? std::string_view(m_cells[i]) : std::string_view());
        m_import.record(m_fields, record.line);
    }

private:
    const CsvLayout& m_layout;
    std::vector<std::string> m_headings;
    std::vector<std::string> m_cells;
    Fields m_fields;
    WindowsImport& m_import;
    SnapshotBuilder& m_out;
    bool m_headingsNext = false;
};

} // namespace

Result<void> readPowerShellCsv(ByteSource& bytes, WindowsImport& import, SnapshotBuilder& out, ProgressSink& progress)
{
    PeekSource text(decodedSource(bytes));
    const auto head = text.peek(HeadSize);
    if (!head)
        return head.error();
    const CsvLayout layout = csvLayoutOf(*head);
    CsvObjects objects(layout, import, out);
    CsvRecords records(text, layout.dialect);
    CsvRecord record;
    for (std::uint64_t count = 1; records.next(record); ++count) {
        if (count % RecordsPerBeat == 0) {
            if (progress.cancelled())
                return Error{ErrorKind::Cancelled, bytes.name(), {}};
            progress.report(bytes.position(), bytes.size().value_or(0), bytes.name());
        }
        objects.take(record);
    }
    if (records.error())
        return *records.error();
    if (records.cutInQuotes()) {
        import.cut();
        out.issue(ErrorKind::Truncated, "the text ends inside quotes");
    }
    return {};
}

} // namespace bw
