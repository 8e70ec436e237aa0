// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/files/xmlsource.h"
#include "models/inventory/readers/agentinventory.h"
#include "models/inventory/readers/drafting.h"
#include "models/inventory/readers/producertext.h"
#include "models/inventory/readers/readers.h"

#include <QXmlStreamReader>

#include <algorithm>
#include <array>
#include <deque>

namespace bw {

namespace {

/// XML inventories of FusionInventory, GLPI, OCS and Rudder agents: REQUEST/CONTENT/SECTION/FIELD.
class FusionXmlReader final : public InventoryReader {
public:
    std::string_view id() const override { return "fusion-xml"; }
    std::string_view name() const override { return "FusionInventory / GLPI / OCS inventory (XML)"; }
    std::vector<std::string_view> extensions() const override { return {"xml", "ocs"}; }
    Match sniff(const Probe& probe) const override
    {
        if (probe.rootElement != "REQUEST")
            return Match::No;
        return probe.text.find("<CONTENT") != std::string_view::npos ? Match::Certain : Match::Likely;
    }
    Result<void> read(ByteSource& bytes, const ReadOptions& options, SnapshotBuilder& out,
                      ProgressSink& progress) const override;
};

// SOFTWAREUPDATES are pending, not installed: they are left alone here.
constexpr std::array<std::string_view, 7> Sections = {"hardware", "bios",      "operatingsystem", "accesslog",
                                                      "networks", "softwares", "rudder"};
constexpr std::size_t TextCap = 64 * 1024; ///< of one field; certificates and the like are cut
constexpr std::size_t FieldCap = 1024; ///< of one section

std::string lowered(QStringView text)
{
    return asciiLower(text.toUtf8().toStdString());
}

/// Walks the elements; one per file.
class XmlWalk {
public:
    XmlWalk(ByteSource& bytes, SnapshotBuilder& out, ProgressSink& progress)
        : m_bytes(bytes)
        , m_device(bytes)
        , m_progress(progress)
        , m_inventory(out)
    {
        m_device.open(QIODevice::ReadOnly);
        m_xml.setDevice(&m_device);
        // Nested fields are told by their own paths; namespaces play no part.
        m_xml.setNamespaceProcessing(false);
    }

    std::optional<Error> run();
    AgentInventory& inventory() { return m_inventory; }
    const std::string& query() const { return m_query; }

private:
    std::optional<Error> begin();
    void end();
    void text(QStringView characters);
    void endSection();
    void addField(std::string name, std::string value);
    Error error(ErrorKind kind, std::string subject) const;

    ByteSource& m_bytes;
    SourceDevice m_device;
    ProgressSink& m_progress;
    QXmlStreamReader m_xml;
    AgentInventory m_inventory;
    std::string m_query;
    int m_depth = 0;
    std::string m_section; ///< lower case; empty: not in one of interest
    std::uint64_t m_sectionLine = 0;
    std::string m_parent; ///< field at depth 4
    std::string m_field;
    std::string m_text;
    std::deque<std::string> m_storage;
    Fields m_fields;
};

Error XmlWalk::error(ErrorKind kind, std::string subject) const
{
    return fileError(kind, std::move(subject), m_bytes.name(), std::uint64_t(m_xml.lineNumber()),
                     std::uint64_t(m_xml.columnNumber() + 1));
}

std::optional<Error> XmlWalk::begin()
{
    if (++m_depth > MaxXmlDepth)
        return error(ErrorKind::TooLarge, "nesting");
    m_text.clear();
    const std::string name = lowered(m_xml.name());
    if (m_depth == 1 && name != "request")
        return error(ErrorKind::NotRecognised, "root element is not REQUEST");
    if (m_depth == 3) {
        const bool known = std::find(Sections.begin(), Sections.end(), name) != Sections.end();
        m_section = known ? name : std::string();
        m_sectionLine = std::uint64_t(m_xml.lineNumber());
        m_parent.clear();
    } else if (m_depth == 4) {
        m_parent = name;
    }
    m_field = m_depth == 5 ? m_parent + '.' + name : name;
    return {};
}

void XmlWalk::text(QStringView characters)
{
    const bool wanted = m_depth == 2 || (!m_section.empty() && (m_depth == 4 || m_depth == 5));
    if (!wanted || m_text.size() >= TextCap)
        return;
    const QByteArray utf8 = characters.toUtf8();
    m_text.append(utf8.constData(), std::min(std::size_t(utf8.size()), TextCap - m_text.size()));
}

void XmlWalk::addField(std::string name, std::string value)
{
    if (m_fields.size() >= FieldCap)
        return;
    const std::string& keptName = m_storage.emplace_back(std::move(name));
    m_fields.add(keptName, m_storage.emplace_back(std::move(value)));
}

void XmlWalk::endSection()
{
    if (!m_section.empty())
        m_inventory.section(m_section, m_fields, m_sectionLine);
    m_section.clear();
    m_fields.clear();
    m_storage.clear();
}

void XmlWalk::end()
{
    // Only a leaf has text of its own: its field name is still the one that was begun last.
    if (m_depth == 2 && m_field == "deviceid")
        m_inventory.setDeviceId(trimAscii(m_text));
    else if (m_depth == 2 && m_field == "query")
        m_query = asciiLower(trimAscii(m_text));
    else if (m_depth == 3)
        endSection();
    else if ((m_depth == 4 || m_depth == 5) && !m_section.empty() && !m_field.empty())
        addField(m_field, m_text);
    m_field.clear();
    m_text.clear();
    --m_depth;
}

std::optional<Error> XmlWalk::run()
{
    std::uint64_t tokens = 0;
    while (!m_xml.atEnd()) {
        if (++tokens % 4096 == 0) {
            m_progress.report(m_bytes.position(), m_bytes.size().value_or(0), m_bytes.name());
            if (m_progress.cancelled())
                return error(ErrorKind::Cancelled, {});
        }
        switch (m_xml.readNext()) {
        case QXmlStreamReader::DTD:
            if (!m_xml.entityDeclarations().isEmpty())
                return error(ErrorKind::Unsupported, "document type with entity declarations");
            break;
        case QXmlStreamReader::StartElement:
            if (auto failure = begin())
                return failure;
            break;
        case QXmlStreamReader::EndElement:
            end();
            break;
        case QXmlStreamReader::Characters:
            text(m_xml.text());
            break;
        default:
            break;
        }
    }
    if (m_device.failure())
        return m_device.failure();
    if (m_xml.hasError())
        return xmlError(m_xml, m_bytes.name());
    return {};
}

Result<void> FusionXmlReader::read(ByteSource& bytes, const ReadOptions& options, SnapshotBuilder& out,
                                   ProgressSink& progress) const
{
    XmlWalk walk(bytes, out, progress);
    const auto failure = walk.run();
    if (failure && failure->kind != ErrorKind::Truncated)
        return *failure;
    if (!walk.query().empty() && walk.query() != "inventory") {
        out.issue(ErrorKind::Unsupported, "not an inventory of a computer", 0, "QUERY", walk.query());
        return {};
    }
    if (!walk.inventory().empty()) {
        walk.inventory().setTruncated(failure.has_value());
        walk.inventory().finish(options);
    }
    if (failure)
        return *failure;
    if (walk.inventory().empty())
        return fileError(ErrorKind::Empty, "inventory", bytes.name());
    return {};
}

} // namespace

std::unique_ptr<InventoryReader> makeFusionXmlReader()
{
    return std::make_unique<FusionXmlReader>();
}

} // namespace bw
