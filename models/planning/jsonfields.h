// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/foundation/result.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QString>

#include <string>
#include <string_view>
#include <vector>

namespace bw {

// Small helpers of the codecs of this room.

inline QString jsonText(std::string_view s)
{
    return QString::fromUtf8(s.data(), qsizetype(s.size()));
}
inline std::string textOf(const QJsonValue& value)
{
    return value.toString().toStdString();
}
inline QJsonArray jsonTexts(const std::vector<std::string>& texts)
{
    QJsonArray array;
    for (const std::string& text : texts)
        array.append(jsonText(text));
    return array;
}
inline std::vector<std::string> textsOf(const QJsonValue& value)
{
    std::vector<std::string> texts;
    const QJsonArray array = value.toArray();
    for (const auto& entry : array)
        texts.push_back(entry.toString().toStdString());
    return texts;
}

/// The object at the top of a document. Errors: Malformed (with the byte as column), TooLarge (64 MB).
inline Result<QJsonObject> jsonObjectFrom(std::string_view json)
{
    if (json.size() > 64U * 1024 * 1024)
        return Error{ErrorKind::TooLarge, "64 MB", {}};
    QJsonParseError error;
    const QJsonDocument document =
        QJsonDocument::fromJson(QByteArray::fromRawData(json.data(), qsizetype(json.size())), &error);
    if (error.error != QJsonParseError::NoError || !document.isObject()) {
        return Error{ErrorKind::Malformed,
                     error.error != QJsonParseError::NoError ? error.errorString().toStdString()
                                                             : std::string("not a JSON object"),
                     {{}, 0, std::uint64_t(error.offset < 0 ? 0 : error.offset), {}}};
    }
    return document.object();
}

} // namespace bw
