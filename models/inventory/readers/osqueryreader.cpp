// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/readers/drafting.h"
#include "models/inventory/readers/jsonreading.h"
#include "models/inventory/readers/osqueryrow.h"
#include "models/inventory/readers/producertext.h"
#include "models/inventory/readers/readers.h"

namespace bw {

namespace {

/// osqueryi --json: one array of flat rows, one table of one host a file. The host's name is told by system_info only;
/// the other tables of the same folder carry it as hostHint.
class OsqueryReader final : public InventoryReader {
public:
    std::string_view id() const override { return "osquery"; }
    std::string_view name() const override { return "osquery table (osqueryi --json)"; }
    std::vector<std::string_view> extensions() const override { return {"json"}; }
    Match sniff(const Probe& probe) const override;
    Result<void> read(ByteSource& bytes, const ReadOptions& options, SnapshotBuilder& out,
                      ProgressSink& progress) const override;
};

Match OsqueryReader::sniff(const Probe& probe) const
{
    if (!probe.jsonArray)
        return Match::No;
    if (probe.jsonKeys.empty()) {
        const auto text = trimAscii(probe.text);
        const bool emptyTable = text.size() >= 2 && trimAscii(text.substr(1, text.size() - 2)).empty();
        return emptyTable && text.back() == ']' ? Match::Weak : Match::No;
    }
    return osqueryTable(std::span(probe.jsonKeys)) == OsqueryTable::Unknown ? Match::No : Match::Likely;
}

Result<void> OsqueryReader::read(ByteSource& bytes, const ReadOptions& options, SnapshotBuilder& out,
                                 ProgressSink& progress) const
{
    HostDraft host;
    bool known = false;
    std::uint64_t unknownRows = 0;
    JsonReading json(out, bytes.name());
    json.onFields("*", [&](const Fields& row, const JsonWalker::At& at) {
        const auto table = osqueryTable(row);
        if (table == OsqueryTable::Unknown) {
            if (unknownRows++ == 0)
                out.issue(ErrorKind::Unsupported, "rows of a table that tells no installed software", at.line, {},
                          at.raw);
            return;
        }
        known = true;
        if (host.firstLine == 0)
            host.firstLine = at.line;
        if (tellsSoftware(table)) {
            host.toldPackages = true;
            addOsqueryComponent(out, host, table, row, at.line);
        } else {
            applyOsqueryFacts(host, table, row);
        }
    });
    const auto outcome = json.run(bytes, progress);
    if (known) {
        host.truncated = !outcome;
        finishDraft(out, host, options);
        out.hosts().push_back(std::move(host));
    }
    if (!outcome)
        return outcome.error();
    if (!known && unknownRows > 0)
        return fileError(ErrorKind::Unsupported, "osquery table", bytes.name());
    if (!known)
        return fileError(ErrorKind::Empty, "osquery table", bytes.name());
    return {};
}

} // namespace

std::unique_ptr<InventoryReader> makeOsqueryReader()
{
    return std::make_unique<OsqueryReader>();
}

} // namespace bw
