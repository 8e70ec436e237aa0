// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/readers/drafting.h"
#include "models/inventory/readers/jsonreading.h"
#include "models/inventory/readers/readers.h"

namespace bw {

namespace {

/// winget export: the packages that its sources know, by their identifiers. Programs of other origin are left out by
/// winget itself, and versions are told only where they were asked for, so the list is never complete.
class WingetExportReader final : public InventoryReader {
public:
    std::string_view id() const override { return "winget-export"; }
    std::string_view name() const override { return "winget export (JSON)"; }
    std::vector<std::string_view> extensions() const override { return {"json"}; }
    Match sniff(const Probe& probe) const override
    {
        if (probe.jsonArray || !probe.hasKey("Sources"))
            return Match::No;
        const bool schema = probe.text.find("winget-packages.schema") != std::string_view::npos;
        return schema || probe.hasKey("WinGetVersion") ? Match::Certain : Match::No;
    }
    Result<void> read(ByteSource& bytes, const ReadOptions& options, SnapshotBuilder& out,
                      ProgressSink& progress) const override;
};

Result<void> WingetExportReader::read(ByteSource& bytes, const ReadOptions& options, SnapshotBuilder& out,
                                      ProgressSink& progress) const
{
    HostDraft host;
    host.firstLine = 1;
    host.partial = true;
    bool sources = false;
    JsonReading json(out, bytes.name());
    json.onText("CreationDate", [&](std::string_view text, const JsonWalker::At& at) {
        const auto created = parseIso(text); // "-00:00": UTC, the offset there is not told
        if (created)
            tellMoment(host, created, TimeSource::Told);
        else
            out.issue(ErrorKind::BadValue, "not a date and time", at.line, "CreationDate", text);
    });
    json.onFields("Sources/*/Packages/*", [&](const Fields& row, const JsonWalker::At& at) {
        sources = true;
        ComponentView c;
        c.ecosystem = Ecosystem::Program;
        c.name = row.first("PackageIdentifier", "Id"); // schema 1.0
        c.version = row["Version"];
        host.toldPackages = true;
        addComponent(out, host, c, at.line);
    });
    const auto outcome = json.run(bytes, progress);
    if (outcome && !sources)
        return fileError(ErrorKind::Empty, "winget export", bytes.name());
    if (outcome || outcome.error().kind == ErrorKind::Truncated) {
        host.truncated = !outcome;
        finishDraft(out, host, options);
        out.hosts().push_back(std::move(host));
    }
    return outcome ? Result<void>() : outcome.error();
}

} // namespace

std::unique_ptr<InventoryReader> makeWingetExportReader()
{
    return std::make_unique<WingetExportReader>();
}

} // namespace bw
