// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/csvprofile.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>

namespace bw {

namespace {

constexpr std::array<std::string_view, 31> FieldNames = {
    "ignore",   "host-name",  "fqdn",     "serial",  "uuid",   "machine-id",     "mac",           "agent-id",
    "os",       "os-version", "os-build", "os-arch", "kernel", "last-seen",      "software-name", "version",
    "release",  "epoch",      "vendor",   "arch",    "source", "source-version", "ecosystem",     "hotfix-id",
    "exposure", "importance", "safety",   "owner",   "site",   "role",           "tags"};
constexpr std::array<std::string_view, 3> OrderNames = {"auto", "day-first", "month-first"};

QString text(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), qsizetype(utf8.size()));
}

Error badValue(const char* key)
{
    return {ErrorKind::BadValue, "profile", {{}, 0, 0, key}};
}

Result<CsvProfile::Column> columnFrom(const QJsonObject& object)
{
    CsvProfile::Column column;
    column.heading = object.value(QLatin1String("heading")).toString().toStdString();
    column.index = object.value(QLatin1String("index")).toInt(-1);
    const auto field = csvFieldFrom(object.value(QLatin1String("field")).toString().toStdString());
    if (!field || (column.heading.empty() && column.index < 0))
        return badValue("columns");
    column.field = *field;
    return column;
}

} // namespace

std::string_view name(CsvField field)
{
    return FieldNames[std::size_t(field)];
}

std::optional<CsvField> csvFieldFrom(std::string_view name)
{
    const auto it = std::find(FieldNames.begin(), FieldNames.end(), name);
    if (it == FieldNames.end())
        return std::nullopt;
    return CsvField(it - FieldNames.begin());
}

bool isHostField(CsvField field)
{
    return (field >= CsvField::HostName && field <= CsvField::LastSeen)
        || (field >= CsvField::Exposure && field <= CsvField::Tags);
}

bool isSoftwareField(CsvField field)
{
    return field >= CsvField::SoftwareName && field <= CsvField::HotfixId;
}

std::string toJson(const CsvProfile& profile)
{
    QJsonObject root;
    root.insert(QLatin1String("name"), text(profile.name));
    QJsonArray columns;
    for (const auto& column : profile.columns) {
        QJsonObject object;
        if (column.heading.empty())
            object.insert(QLatin1String("index"), column.index);
        else
            object.insert(QLatin1String("heading"), text(column.heading));
        object.insert(QLatin1String("field"), text(name(column.field)));
        columns.append(object);
    }
    root.insert(QLatin1String("columns"), columns);
    if (profile.delimiter)
        root.insert(QLatin1String("delimiter"), text(std::string_view(&*profile.delimiter, 1)));
    if (profile.encoding)
        root.insert(QLatin1String("encoding"), text(name(*profile.encoding)));
    root.insert(QLatin1String("dateOrder"), text(OrderNames[std::size_t(profile.dateOrder)]));
    if (profile.headingRow)
        root.insert(QLatin1String("headingRow"), qint64(*profile.headingRow));
    return QJsonDocument(root).toJson(QJsonDocument::Indented).toStdString();
}

Result<CsvProfile> csvProfileFrom(std::string_view json)
{
    QJsonParseError error;
    const auto document = QJsonDocument::fromJson(QByteArray(json.data(), qsizetype(json.size())), &error);
    if (!document.isObject())
        return Error{ErrorKind::Malformed, "profile", {{}, 0, std::uint64_t(std::max(error.offset, 0)), {}}};
    const QJsonObject root = document.object();
    CsvProfile profile;
    profile.name = root.value(QLatin1String("name")).toString().toStdString();
    for (const auto& value : root.value(QLatin1String("columns")).toArray()) {
        auto column = columnFrom(value.toObject());
        if (!column)
            return column.error();
        profile.columns.push_back(std::move(*column));
    }
    if (const auto value = root.value(QLatin1String("delimiter")); !value.isUndefined()) {
        const auto delimiter = value.toString().toStdString();
        if (delimiter.size() != 1 || delimiter == "\"" || delimiter == "\n" || delimiter == "\r")
            return badValue("delimiter");
        profile.delimiter = delimiter[0];
    }
    if (const auto value = root.value(QLatin1String("encoding")); !value.isUndefined()) {
        profile.encoding = encodingFrom(value.toString().toStdString());
        if (!profile.encoding)
            return badValue("encoding");
    }
    if (const auto value = root.value(QLatin1String("dateOrder")); !value.isUndefined()) {
        const auto order = std::find(OrderNames.begin(), OrderNames.end(), value.toString().toStdString());
        if (order == OrderNames.end())
            return badValue("dateOrder");
        profile.dateOrder = DateOrder(order - OrderNames.begin());
    }
    if (const auto value = root.value(QLatin1String("headingRow")); !value.isUndefined()) {
        if (value.toInt(-1) < 0)
            return badValue("headingRow");
        profile.headingRow = std::uint32_t(value.toInt());
    }
    return profile;
}

} // namespace bw
