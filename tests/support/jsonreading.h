// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <simdjson.h>
#include <utility>
#include <vector>

namespace bw::test {

/// Reads every part of a value, as a careful handler does.
inline void readAll(simdjson::ondemand::value value)
{
    switch (value.type()) {
    case simdjson::ondemand::json_type::array:
        for (auto element : value.get_array())
            readAll(element.value());
        break;
    case simdjson::ondemand::json_type::object:
        for (auto field : value.get_object()) {
            (void)field.unescaped_key().value();
            readAll(field.value());
        }
        break;
    case simdjson::ondemand::json_type::string:
        (void)value.get_string().value();
        break;
    case simdjson::ondemand::json_type::number:
        (void)value.get_double().value();
        break;
    case simdjson::ondemand::json_type::boolean:
        (void)value.get_bool().value();
        break;
    case simdjson::ondemand::json_type::null:
        if (!value.is_null())
            throw simdjson::simdjson_error(simdjson::N_ATOM_ERROR);
        break;
    }
}

/// What stands below a value, in the order of the text (Qt keeps object keys sorted and writes them so).
inline std::vector<std::pair<QString, QJsonValue>> childrenOf(const QJsonValue& value)
{
    std::vector<std::pair<QString, QJsonValue>> out;
    for (const QJsonValue& element : value.toArray())
        out.emplace_back(QString(), element);
    const QJsonObject object = value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it)
        out.emplace_back(it.key(), it.value());
    return out;
}

} // namespace bw::test
