// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/boarddrag.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMimeData>

#include <algorithm>

namespace bw {

namespace {

constexpr qsizetype MostBytes = 16 * 1024 * 1024; // a drag of 100,000 hosts is far below

QString csvCell(QString text)
{
    // A name that a spreadsheet would take for a formula stays a text.
    if (!text.isEmpty() && QStringView(u"=+-@\t\r").contains(text.front()))
        text.prepend(u'\'');
    if (text.contains(u',') || text.contains(u'"') || text.contains(u'\n') || text.contains(u'\r'))
        return u'"' + text.replace(u'"', QLatin1String("\"\"")) + u'"';
    return text;
}

QString oneLine(QString text)
{
    return text.replace(u'\n', u' ').replace(u'\r', u' ');
}

std::optional<QJsonObject> objectOf(const QMimeData* data, const char* type)
{
    const QString format = QString::fromLatin1(type);
    if (!data || !data->hasFormat(format))
        return {};
    const QByteArray bytes = data->data(format);
    if (bytes.size() > MostBytes)
        return {};
    const QJsonDocument document = QJsonDocument::fromJson(bytes);
    if (!document.isObject())
        return {};
    return document.object();
}

} // namespace

std::unique_ptr<QMimeData> toMimeData(const BoardDrag& drag, const std::vector<DragLine>& lines)
{
    QJsonArray patches, hosts;
    for (const std::string& id : drag.patches)
        patches.append(QString::fromStdString(id));
    for (const HostId id : drag.hosts)
        hosts.append(qint64(id));
    const QJsonObject object{{QStringLiteral("plan"), qint64(drag.plan)},
                             {QStringLiteral("revision"), drag.revision},
                             {QStringLiteral("from"), qint64(drag.from)},
                             {QStringLiteral("patches"), patches},
                             {QStringLiteral("hosts"), hosts}};
    QString text, csv = QStringLiteral("name,hosts,minutes,reboot\r\n");
    for (const DragLine& line : lines) {
        text += oneLine(line.name) + u'\n';
        csv += csvCell(line.name) + u',' + QString::number(line.hosts) + u',' + QString::number(line.minutes, 'f', 0)
            + (line.reboot ? QLatin1String(",yes\r\n") : QLatin1String(",no\r\n"));
    }
    auto data = std::make_unique<QMimeData>();
    data->setData(QString::fromLatin1(BoardDragType), QJsonDocument(object).toJson(QJsonDocument::Compact));
    data->setText(text);
    data->setData(QStringLiteral("text/csv"), csv.toUtf8());
    return data;
}

std::optional<BoardDrag> boardDragFrom(const QMimeData* data)
{
    const auto object = objectOf(data, BoardDragType);
    if (!object)
        return {};
    BoardDrag drag;
    drag.plan = object->value(QLatin1String("plan")).toInteger();
    drag.revision = object->value(QLatin1String("revision")).toInt();
    drag.from = WaveId(object->value(QLatin1String("from")).toInteger());
    const QJsonArray patches = object->value(QLatin1String("patches")).toArray();
    for (const QJsonValue& value : patches) {
        if (!value.isString())
            return {};
        drag.patches.push_back(value.toString().toStdString());
    }
    const QJsonArray hosts = object->value(QLatin1String("hosts")).toArray();
    for (const QJsonValue& value : hosts) {
        if (!value.isDouble())
            return {};
        drag.hosts.push_back(value.toInteger());
    }
    std::sort(drag.hosts.begin(), drag.hosts.end());
    drag.hosts.erase(std::unique(drag.hosts.begin(), drag.hosts.end()), drag.hosts.end());
    if (drag.empty())
        return {};
    return drag;
}

std::unique_ptr<QMimeData> toMimeData(const WaveDrag& drag, const QString& name)
{
    auto data = std::make_unique<QMimeData>();
    const QJsonObject object{{QStringLiteral("plan"), qint64(drag.plan)}, {QStringLiteral("wave"), qint64(drag.wave)}};
    data->setData(QString::fromLatin1(WaveDragType), QJsonDocument(object).toJson(QJsonDocument::Compact));
    data->setText(oneLine(name));
    return data;
}

std::optional<WaveDrag> waveDragFrom(const QMimeData* data)
{
    const auto object = objectOf(data, WaveDragType);
    if (!object)
        return {};
    const WaveDrag drag{object->value(QLatin1String("plan")).toInteger(),
                        WaveId(object->value(QLatin1String("wave")).toInteger())};
    if (drag.wave == 0)
        return {};
    return drag;
}

} // namespace bw
