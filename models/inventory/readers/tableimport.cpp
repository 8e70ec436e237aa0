// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/readers/tableimport.h"

#include "models/inventory/readers/csvlayout.h"
#include "models/inventory/readers/hostparts.h"
#include "models/inventory/readers/packagetext.h"

namespace bw {

std::string_view cellAt(const std::vector<std::string_view>& cells, int column)
{
    return column >= 0 && std::size_t(column) < cells.size() ? cells[std::size_t(column)] : std::string_view();
}

bool hasHostHeading(std::string_view head)
{
    const auto layout = csvLayoutOf(head);
    return layout.known >= 2 && layout.namesHosts();
}

Result<void> TableImport::run(ByteSource& bytes, SnapshotBuilder& out, SnapshotBuilder::HostSlot slot,
                              ProgressSink& progress) const
{
    TextLines lines(bytes, progress);
    ColumnSample sample;
    std::vector<std::pair<std::string, std::uint64_t>> waiting;
    bool decided = false, lastUsed = true;
    const auto use = [&](std::string_view text, std::uint64_t number) {
        lastUsed = row(splitAt(text, '\t'), number);
        if (!lastUsed)
            out.issue(ErrorKind::Malformed, "row is no package", number, {}, cleanText(text));
    };
    const auto settle = [&] {
        decided = true;
        if (!decide(sample))
            return false;
        for (const auto& [text, number] : waiting)
            use(text, number);
        waiting.clear();
        return true;
    };
    const Error unknownColumns{ErrorKind::Unsupported, "columns are not recognisable", {out.file(), 1, 0, {}}};
    std::string_view text;
    while (lines.next(text)) {
        if (trimmed(text).empty())
            continue;
        if (decided) {
            use(text, lines.number());
            continue;
        }
        const auto cells = splitAt(text, '\t');
        sample.add({cells.begin(), cells.end()});
        waiting.emplace_back(text, lines.number());
        if (sample.full() && !settle())
            return unknownColumns;
    }
    if (const auto failure = lines.failure())
        return *failure;
    if (!decided && waiting.empty())
        return Error{ErrorKind::Empty, out.file(), {}};
    if (!decided && !settle())
        return unknownColumns;
    HostDraft& host = out.host(slot);
    host.toldPackages = true;
    host.truncated = lines.cut() && !lastUsed;
    if (host.os.name.empty())
        host.os = inferOs(out.pool(), host.components);
    return {};
}

} // namespace bw
