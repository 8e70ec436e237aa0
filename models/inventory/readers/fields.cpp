// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/readers/fields.h"

#include "models/inventory/readers/producertext.h"

#include <algorithm>

namespace bw {

bool Fields::has(std::string_view name) const
{
    return std::any_of(begin(), end(), [&](const auto& pair) { return pair.first == name; });
}

std::string_view Fields::operator[](std::string_view name) const
{
    const auto it = std::find_if(begin(), end(), [&](const auto& pair) { return pair.first == name; });
    return it == end() ? std::string_view() : trimAscii(it->second);
}

std::string_view Fields::first(std::string_view a, std::string_view b) const
{
    const auto text = (*this)[a];
    return text.empty() ? (*this)[b] : text;
}

std::string_view jsonText(simdjson::ondemand::value value)
{
    switch (value.type()) {
    case simdjson::ondemand::json_type::string:
        return value.get_string();
    case simdjson::ondemand::json_type::number:
    case simdjson::ondemand::json_type::boolean:
        return trimAscii(value.raw_json_token());
    default:
        return {};
    }
}

void addFields(Fields& fields, simdjson::ondemand::object object)
{
    for (auto field : object) {
        const std::string_view key = field.unescaped_key();
        fields.add(key, jsonText(field.value()));
    }
}

} // namespace bw
