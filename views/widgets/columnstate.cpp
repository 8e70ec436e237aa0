// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/columnstate.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace bw {

namespace {

constexpr int minWidth = 24;
constexpr int maxWidth = 4000;
constexpr qsizetype maxColumns = 512;

} // namespace

QByteArray toJson(const TableState& state)
{
    QJsonArray columns;
    for (const ColumnState& column : state.columns) {
        columns.append(QJsonObject{{QStringLiteral("id"), column.id},
                                   {QStringLiteral("width"), column.width},
                                   {QStringLiteral("visible"), column.visible}});
    }
    QJsonObject root{{QStringLiteral("columns"), columns}};
    if (!state.sortId.isEmpty()) {
        root.insert(QStringLiteral("sort"), state.sortId);
        root.insert(QStringLiteral("descending"), state.descending);
    }
    return QJsonDocument(root).toJson(QJsonDocument::Compact);
}

std::optional<TableState> tableStateFromJson(const QByteArray& json)
{
    const QJsonObject root = QJsonDocument::fromJson(json).object();
    const QJsonValue list = root.value(QLatin1String("columns"));
    if (!list.isArray()) {
        return std::nullopt;
    }
    const QJsonArray columns = list.toArray();
    TableState state;
    for (qsizetype i = 0; i < std::min(columns.size(), maxColumns); ++i) {
        const QJsonObject object = columns.at(i).toObject();
        const QString id = object.value(QLatin1String("id")).toString();
        const bool known =
            std::any_of(state.columns.begin(), state.columns.end(), [&](const auto& c) { return c.id == id; });
        if (!id.isEmpty() && !known) {
            const int width = object.value(QLatin1String("width")).toInt();
            state.columns.push_back({.id = id,
                                     .width = width <= 0 ? 0 : std::clamp(width, minWidth, maxWidth),
                                     .visible = object.value(QLatin1String("visible")).toBool(true)});
        }
    }
    state.sortId = root.value(QLatin1String("sort")).toString();
    state.descending = root.value(QLatin1String("descending")).toBool();
    return state;
}

} // namespace bw
