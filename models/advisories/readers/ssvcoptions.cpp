// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/advisories/readers/ssvcoptions.h"

#include "models/advisories/readers/feedjson.h"
#include "models/advisories/readers/feedtext.h"

#include <cctype>

namespace bw {

namespace {

/// Letters only, lower case: "Technical Impact", "technicalImpact" and "technical_impact" are one word.
std::string plain(std::string_view text)
{
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (std::isalpha(byte))
            out += char(std::tolower(byte));
    }
    return out;
}

void readOption(std::string_view key, simdjson::ondemand::value value, CveRecord& record)
{
    const std::string point = plain(key);
    const std::string_view text = withoutBlanks(jsonString(value));
    if (point == "exploitation") {
        record.exploitation = exploitationFrom(text);
    } else if (point == "automatable") {
        record.automatable = automatableFrom(text);
    } else if (point == "technicalimpact") {
        const std::string impact = plain(text);
        if (impact == "total" || impact == "partial")
            record.technicalImpactTotal = impact == "total";
    }
}

} // namespace

void readSsvcField(std::string_view key, simdjson::ondemand::value value, CveRecord& record)
{
    if (key == "timestamp")
        record.ssvcAt = parseIso(jsonString(value));
    if (key != "options")
        return;
    const auto option = [&](std::string_view k, simdjson::ondemand::value v) { readOption(k, v, record); };
    if (value.type() == simdjson::ondemand::json_type::object)
        eachField(value, option);
    else
        eachElement(value, [&](simdjson::ondemand::value element) { eachField(element, option); });
}

void readSsvc(simdjson::ondemand::value content, CveRecord& record)
{
    eachField(content,
              [&](std::string_view key, simdjson::ondemand::value value) { readSsvcField(key, value, record); });
}

} // namespace bw
