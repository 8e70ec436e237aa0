// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/readers/agentinventory.h"
#include "models/inventory/readers/drafting.h"
#include "models/inventory/readers/jsonreading.h"
#include "models/inventory/readers/readers.h"

namespace bw {

namespace {

/// GLPI agent's JSON inventory of one item. What decides whether it is a computer at all ("itemtype") stands behind the
/// content in real files, so the host is handed over at the end of the document.
class GlpiJsonReader final : public InventoryReader {
public:
    std::string_view id() const override { return "glpi-json"; }
    std::string_view name() const override { return "GLPI agent inventory (JSON)"; }
    std::vector<std::string_view> extensions() const override { return {"json"}; }
    Match sniff(const Probe& probe) const override
    {
        if (probe.jsonArray || !probe.hasKey("content"))
            return Match::No;
        return probe.hasKey("deviceid") ? Match::Certain : probe.hasKey("action") ? Match::Likely : Match::No;
    }
    Result<void> read(ByteSource& bytes, const ReadOptions& options, SnapshotBuilder& out,
                      ProgressSink& progress) const override;
};

/// One document's worth of reading.
class Document {
public:
    Document(SnapshotBuilder& out, const ReadOptions& options)
        : m_out(out)
        , m_options(options)
    {
        m_inventory.emplace(out);
    }

    void subscribe(JsonReading& json);
    void finish(bool truncated);
    bool said() const { return m_said; }

private:
    void takeSystem(simdjson::ondemand::object object, std::uint64_t line);

    SnapshotBuilder& m_out;
    const ReadOptions& m_options;
    std::optional<AgentInventory> m_inventory;
    std::string m_itemType;
    bool m_said = false; ///< a host or a reason why there is none was handed over
};

void Document::takeSystem(simdjson::ondemand::object object, std::uint64_t line)
{
    Fields fields;
    for (auto field : object) {
        const std::string_view key = field.unescaped_key();
        simdjson::ondemand::value value = field.value();
        if (key != "timezone") {
            fields.add(key, jsonText(value));
            continue;
        }
        simdjson::ondemand::object zone;
        if (value.get_object().get(zone) != simdjson::SUCCESS)
            continue;
        for (auto part : zone) {
            const std::string_view name = part.unescaped_key();
            if (name == "offset")
                fields.add("timezone.offset", jsonText(part.value()));
        }
    }
    m_inventory->section("operatingsystem", fields, line);
}

void Document::subscribe(JsonReading& json)
{
    for (const std::string_view section : {"hardware", "bios", "accesslog"}) {
        json.onFields("content/" + std::string(section), [this, section](const Fields& f, const JsonWalker::At& at) {
            m_inventory->section(section, f, at.line);
        });
    }
    for (const std::string_view section : {"softwares", "networks"}) {
        json.onFields(
            "content/" + std::string(section) + "/*",
            [this, section](const Fields& f, const JsonWalker::At& at) { m_inventory->section(section, f, at.line); });
    }
    json.onObject("content/operatingsystem",
                  [this](simdjson::ondemand::object object, const JsonWalker::At& at) { takeSystem(object, at.line); });
    json.onText("deviceid", [this](std::string_view text, const JsonWalker::At&) { m_inventory->setDeviceId(text); });
    json.onText("itemtype", [this](std::string_view text, const JsonWalker::At&) { m_itemType = text; });
    json.onText("partial", [this](std::string_view text, const JsonWalker::At&) {
        m_inventory->setPartial(text == "true" || text == "1");
    });
}

void Document::finish(bool truncated)
{
    if (!m_itemType.empty() && m_itemType != "Computer") {
        m_out.issue(ErrorKind::Unsupported, "not an inventory of a computer", 0, "itemtype", m_itemType);
        m_said = true;
    } else if (!m_inventory->empty()) {
        m_inventory->setTruncated(truncated);
        m_inventory->finish(m_options);
        m_said = true;
    }
    m_inventory.emplace(m_out);
    m_itemType.clear();
}

Result<void> GlpiJsonReader::read(ByteSource& bytes, const ReadOptions& options, SnapshotBuilder& out,
                                  ProgressSink& progress) const
{
    Document document(out, options);
    JsonReading json(out, bytes.name());
    document.subscribe(json);
    json.onDocument({}, [&](std::uint64_t) { document.finish(false); });
    const auto outcome = json.run(bytes, progress);
    if (!outcome) {
        document.finish(true);
        return outcome.error();
    }
    if (!document.said())
        return fileError(ErrorKind::Empty, "GLPI inventory", bytes.name());
    return {};
}

} // namespace

std::unique_ptr<InventoryReader> makeGlpiJsonReader()
{
    return std::make_unique<GlpiJsonReader>();
}

} // namespace bw
