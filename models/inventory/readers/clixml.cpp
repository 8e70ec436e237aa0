// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/files/xmlsource.h"
#include "models/inventory/readers/drafting.h"
#include "models/inventory/readers/jsonreading.h"
#include "models/inventory/readers/powershellforms.h"
#include "models/inventory/readers/producertext.h"
#include "models/inventory/readers/textlines.h"

#include <QXmlStreamReader>

#include <charconv>

namespace bw {

namespace {

// [MS-PSRP] 2.2.5: objects are <Obj> with properties in <Props> and <MS>, lists in <LST>, dictionaries in <DCT> of
// <En>, and every scalar is an element of its own kind whose attribute N is the name of the property.

constexpr std::size_t TextCap = 64 * 1024;
constexpr std::size_t FieldCap = 1024; ///< of one object
constexpr std::size_t HeldCap = 100'000; ///< objects inside one object

/// "_x000A_" stands for the UTF-16 unit 0x000A.
std::string unescaped(const QString& text)
{
    QString out;
    for (qsizetype i = 0; i < text.size(); ++i) {
        bool ok = false;
        if (text[i] == u'_' && i + 6 < text.size() && text[i + 1] == u'x' && text[i + 6] == u'_') {
            const auto unit = QStringView(text).mid(i + 2, 4).toUShort(&ok, 16);
            if (ok) {
                out += QChar(unit);
                i += 6;
            }
        }
        if (!ok)
            out += text[i];
    }
    return out.toUtf8().toStdString();
}

struct CliObject {
    std::vector<std::pair<std::string, std::string>> fields;
    std::uint64_t line = 0;
    std::vector<CliObject> inside; ///< objects in it, told after it
};

class CliXmlWalk {
public:
    CliXmlWalk(ByteSource& bytes, ByteSource& text, WindowsImport& import, SnapshotBuilder& out, ProgressSink& progress)
        : m_bytes(bytes)
        , m_device(text)
        , m_import(import)
        , m_out(out)
        , m_progress(progress)
    {
        m_xml.setDevice(&m_device);
        m_xml.setNamespaceProcessing(false);
    }
    std::optional<Error> run();
    std::uint64_t unknown() const { return m_unknown; }

private:
    struct Frame {
        QString element;
        QString name; ///< attribute N
        QString text;
    };
    std::optional<Error> begin();
    void end();
    void endScalar(const Frame& frame);
    void endObject();
    bool tell(const CliObject& object, std::string_view ofHost);
    Error error(ErrorKind kind, std::string subject) const
    {
        return fileError(kind, std::move(subject), m_bytes.name(), std::uint64_t(m_xml.lineNumber()));
    }

    ByteSource& m_bytes;
    SourceDevice m_device;
    QXmlStreamReader m_xml;
    WindowsImport& m_import;
    SnapshotBuilder& m_out;
    ProgressSink& m_progress;
    std::vector<Frame> m_frames;
    std::vector<CliObject> m_objects; ///< the open ones
    std::string m_key; ///< of the dictionary entry that is being read
    std::uint64_t m_unknown = 0;
    std::size_t m_held = 0;
};

std::optional<Error> CliXmlWalk::begin()
{
    if (int(m_frames.size()) >= MaxXmlDepth)
        return error(ErrorKind::TooLarge, "nesting");
    const QString element = m_xml.name().toString();
    if (m_frames.empty() && element != QLatin1String("Objs"))
        return error(ErrorKind::NotRecognised, "root element is not Objs");
    m_frames.push_back({element, m_xml.attributes().value(QLatin1String("N")).toString(), {}});
    if (element == QLatin1String("Obj")) {
        m_objects.emplace_back();
        m_objects.back().line = std::uint64_t(m_xml.lineNumber());
    }
    return {};
}

void CliXmlWalk::endScalar(const Frame& frame)
{
    if (m_objects.empty() || frame.name.isEmpty())
        return;
    CliObject& object = m_objects.back();
    std::string value = unescaped(frame.text);
    if (m_frames.back().element == QLatin1String("En")) {
        if (frame.name == QLatin1String("Key"))
            m_key = std::move(value);
        else if (object.fields.size() < FieldCap)
            object.fields.emplace_back(m_key, std::move(value));
    } else if (object.fields.size() < FieldCap) {
        object.fields.emplace_back(frame.name.toStdString(), std::move(value));
    }
}

/// Tells the record and, after it, those inside it, which belong to the same host.
bool CliXmlWalk::tell(const CliObject& object, std::string_view ofHost)
{
    Fields fields;
    for (const auto& [name, text] : object.fields)
        fields.add(name, text);
    bool known = m_import.record(fields, object.line, ofHost);
    const auto own = hostIn(fields);
    for (const CliObject& inner : object.inside)
        known |= tell(inner, own.empty() ? ofHost : own);
    return known;
}

void CliXmlWalk::endObject()
{
    CliObject object = std::move(m_objects.back());
    m_objects.pop_back();
    // A list that is nothing but a list need not be held until it ends.
    const bool plainLists =
        std::all_of(m_objects.begin(), m_objects.end(), [](const CliObject& outer) { return outer.fields.empty(); });
    const bool listed = !m_frames.empty() && m_frames.back().element == QLatin1String("LST");
    if (m_objects.empty() || (plainLists && listed)) {
        m_held = 0;
        if (!tell(object, {}) && !object.fields.empty() && m_unknown++ == 0)
            m_out.issue(ErrorKind::Unsupported, "object that tells no installed software", object.line);
    } else if (m_held < HeldCap && (!object.fields.empty() || !object.inside.empty())) {
        ++m_held;
        m_objects.back().inside.push_back(std::move(object));
    }
}

void CliXmlWalk::end()
{
    const Frame frame = std::move(m_frames.back());
    m_frames.pop_back();
    static const QStringList structure{QStringLiteral("Objs"), QStringLiteral("Props"),   QStringLiteral("MS"),
                                       QStringLiteral("LST"),  QStringLiteral("IE"),      QStringLiteral("STK"),
                                       QStringLiteral("QUE"),  QStringLiteral("DCT"),     QStringLiteral("En"),
                                       QStringLiteral("TN"),   QStringLiteral("T"),       QStringLiteral("TNRef"),
                                       QStringLiteral("Ref"),  QStringLiteral("ToString")};
    if (frame.element == QLatin1String("Obj"))
        endObject();
    else if (!structure.contains(frame.element))
        endScalar(frame);
}

std::optional<Error> CliXmlWalk::run()
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
            return error(ErrorKind::Unsupported, "document type");
        case QXmlStreamReader::StartElement:
            if (auto failure = begin())
                return failure;
            break;
        case QXmlStreamReader::EndElement:
            end();
            break;
        case QXmlStreamReader::Characters:
            if (!m_frames.empty() && m_frames.back().text.size() < qsizetype(TextCap))
                m_frames.back().text += m_xml.text();
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

/// Length of what stands before the root element: the line of a remote stream, an XML declaration, which names an
/// encoding that the text has no more.
std::size_t preambleOf(std::string_view head)
{
    std::size_t at = 0;
    for (const auto& [begin, last] : {std::pair<std::string_view, std::string_view>("#<", "\n"), {"<?xml", "?>"}}) {
        const auto start = std::min(head.find_first_not_of(" \t\r\n", at), head.size());
        if (head.substr(start, begin.size()) != begin)
            continue;
        const auto end = head.find(last, start);
        at = end == std::string_view::npos ? head.size() : end + last.size();
    }
    return at;
}

} // namespace

Result<void> readCliXml(ByteSource& bytes, WindowsImport& import, SnapshotBuilder& out, ProgressSink& progress)
{
    PeekSource text(decodedSource(bytes));
    const auto head = text.peek(4096);
    if (!head)
        return head.error();
    if (const auto skipped = skipBytes(text, preambleOf(*head)); !skipped)
        return skipped;
    CliXmlWalk walk(bytes, text, import, out, progress);
    const auto failure = walk.run();
    if (!failure)
        return {};
    if (failure->kind != ErrorKind::Truncated)
        return *failure;
    import.cut();
    return {};
}

} // namespace bw
