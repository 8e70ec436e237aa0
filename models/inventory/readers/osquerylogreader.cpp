// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/readers/drafting.h"
#include "models/inventory/readers/jsonreading.h"
#include "models/inventory/readers/osqueryhistory.h"
#include "models/inventory/readers/readers.h"

namespace bw {

namespace {

using simdjson::ondemand::json_type;

/// osqueryd's results log: one JSON object a line, of any number of hosts; single events, batches ("diffResults") and
/// snapshots.
class OsqueryLogReader final : public InventoryReader {
public:
    std::string_view id() const override { return "osquery-log"; }
    std::string_view name() const override { return "osquery results log"; }
    std::vector<std::string_view> extensions() const override { return {"log", "ndjson", "json"}; }
    Match sniff(const Probe& probe) const override
    {
        const bool rows = probe.hasKey("columns") || probe.hasKey("snapshot") || probe.hasKey("diffResults");
        return !probe.jsonArray && rows && probe.hasKey("hostIdentifier") ? Match::Certain : Match::No;
    }
    Result<void> read(ByteSource& bytes, const ReadOptions& options, SnapshotBuilder& out,
                      ProgressSink& progress) const override;
};

void takeRows(simdjson::ondemand::value value, std::vector<Fields>& rows)
{
    // An empty batch is written as "" by some versions.
    if (value.type() == json_type::array) {
        for (auto row : value.get_array())
            addFields(rows.emplace_back(), row.get_object());
    } else if (value.type() == json_type::object) {
        addFields(rows.emplace_back(), value.get_object());
    }
}

void takeBatch(simdjson::ondemand::object batch, OsqueryRecord& record)
{
    for (auto field : batch) {
        const std::string_view key = field.unescaped_key();
        if (key == "added")
            takeRows(field.value(), record.added);
        else if (key == "removed")
            takeRows(field.value(), record.removed);
    }
}

OsqueryRecord recordOf(simdjson::ondemand::object object)
{
    OsqueryRecord record;
    std::vector<Fields> columns;
    for (auto field : object) {
        const std::string_view key = field.unescaped_key();
        simdjson::ondemand::value value = field.value();
        if (key == "columns") {
            takeRows(value, columns);
        } else if (key == "snapshot") {
            record.kind = OsqueryRecord::Kind::Snapshot;
            takeRows(value, record.added);
        } else if (key == "diffResults") {
            if (value.type() == json_type::object)
                takeBatch(value.get_object(), record);
        } else if (key == "decorations") {
            if (value.type() == json_type::object)
                addFields(record.header, value.get_object());
        } else {
            record.header.add(key, jsonText(value));
        }
    }
    if (!columns.empty())
        (record.header["action"] == "removed" ? record.removed : record.added) = std::move(columns);
    return record;
}

Result<void> OsqueryLogReader::read(ByteSource& bytes, const ReadOptions& options, SnapshotBuilder& out,
                                    ProgressSink& progress) const
{
    OsqueryHistory history(out);
    JsonReading json(out, bytes.name());
    json.onObject("", [&](simdjson::ondemand::object object, const JsonWalker::At& at) {
        OsqueryRecord record = recordOf(object);
        record.line = at.line;
        history.apply(record);
    });
    const auto outcome = json.run(bytes, progress);
    const bool empty = history.empty();
    history.finish(options, !outcome);
    if (!outcome)
        return outcome.error();
    if (empty)
        return fileError(ErrorKind::Empty, "osquery results log", bytes.name());
    return {};
}

} // namespace

std::unique_ptr<InventoryReader> makeOsqueryLogReader()
{
    return std::make_unique<OsqueryLogReader>();
}

} // namespace bw
