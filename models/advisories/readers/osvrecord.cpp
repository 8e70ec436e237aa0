// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/advisories/readers/osvrecord.h"

#include "models/advisories/readers/feedjson.h"

#include <deque>

namespace bw {

namespace {

using Value = simdjson::ondemand::value;

void readTexts(Value value, std::vector<std::string_view>& texts)
{
    eachElement(value, [&](Value element) {
        if (const auto text = jsonString(element); !text.empty())
            texts.push_back(text);
    });
}

/// Turns events, in the order of the file, into intervals: an end closes the oldest interval that is still open, so
/// that both "introduced, fixed, introduced, fixed" and "introduced, introduced, fixed, fixed" come out as pairs.
class Events {
public:
    explicit Events(OsvAffected& affected)
        : m_affected(affected)
    {
    }
    void add(std::string_view event, std::string_view version)
    {
        if (event == "introduced") {
            m_any = true;
            m_open.push_back({version == "0" ? std::string_view() : version, {}, {}, false});
        } else if (event == "fixed" || (event == "limit" && version != "*")) {
            close([&](OsvInterval& i) {
                i.fixed = version;
                i.limited = event == "limit";
            });
        } else if (event == "last_affected") {
            close([&](OsvInterval& i) { i.lastAffected = version; });
        }
    }
    void finish()
    {
        m_affected.intervals.insert(m_affected.intervals.end(), m_open.begin(), m_open.end());
        m_open.clear();
    }

private:
    template <typename Change>
    void close(Change change)
    {
        if (m_open.empty()) {
            // A second end says nothing; an end without any beginning counts from the beginning.
            if (m_any)
                return;
            m_any = true;
            m_affected.introducedMissing = true;
            m_open.emplace_back();
        }
        change(m_open.front());
        m_affected.intervals.push_back(m_open.front());
        m_open.pop_front();
    }

    OsvAffected& m_affected;
    std::deque<OsvInterval> m_open;
    bool m_any = false;
};

void readRange(Value range, OsvAffected& affected)
{
    std::string_view type;
    std::vector<std::pair<std::string_view, std::string_view>> events;
    eachField(range, [&](std::string_view key, Value value) {
        if (key == "type")
            type = jsonString(value);
        else if (key == "events")
            eachElement(value, [&](Value event) {
                eachField(event, [&](std::string_view k, Value v) { events.emplace_back(k, jsonString(v)); });
            });
    });
    if (type == "GIT")
        return;
    affected.hasRange = true;
    Events intervals(affected);
    for (const auto& [event, version] : events)
        intervals.add(event, version);
    intervals.finish();
}

void readSpecific(Value value, OsvAffected& affected)
{
    eachField(value, [&](std::string_view key, Value field) {
        if (key == "urgency" || key == "ubuntu_priority" || key == "severity")
            affected.urgency = jsonString(field);
        else if (key == "binaries")
            eachElement(field, [&](Value element) {
                eachField(element,
                          [&](std::string_view k, Value v) { affected.binaries.emplace_back(k, jsonString(v)); });
            });
    });
}

/// [{"type": "CVSS_V3", "score": "CVSS:3.1/..."}, {"type": "Ubuntu", "score": "medium"}]
void readSeverity(Value value, std::string_view& word, std::string_view& vector)
{
    eachElement(value, [&](Value element) {
        std::string_view type;
        std::string_view score;
        eachField(element, [&](std::string_view key, Value field) {
            if (key == "type")
                type = jsonString(field);
            else if (key == "score")
                score = jsonString(field);
        });
        if (type == "CVSS_V3" || (type.starts_with("CVSS_") && vector.empty()))
            vector = score;
        else if (!type.starts_with("CVSS_"))
            word = score;
    });
}

OsvAffected readAffected(Value value)
{
    OsvAffected affected;
    eachField(value, [&](std::string_view key, Value field) {
        if (key == "package") {
            eachField(field, [&](std::string_view k, Value v) {
                if (k == "ecosystem")
                    affected.ecosystem = jsonString(v);
                else if (k == "name")
                    affected.name = jsonString(v);
                else if (k == "purl")
                    affected.purl = jsonString(v);
            });
        } else if (key == "ranges") {
            eachElement(field, [&](Value range) { readRange(range, affected); });
        } else if (key == "versions") {
            readTexts(field, affected.versions);
        } else if (key == "ecosystem_specific") {
            readSpecific(field, affected);
        } else if (key == "severity") {
            readSeverity(field, affected.urgency, affected.cvssVector);
        }
    });
    return affected;
}

} // namespace

OsvRecord readOsvRecord(Value value)
{
    OsvRecord record;
    eachField(value, [&](std::string_view key, Value field) {
        if (key == "id")
            record.id = jsonString(field);
        else if (key == "summary")
            record.summary = jsonString(field);
        else if (key == "details")
            record.details = jsonString(field);
        else if (key == "published")
            record.published = jsonString(field);
        else if (key == "modified")
            record.modified = jsonString(field);
        else if (key == "withdrawn")
            record.withdrawn = jsonString(field);
        else if (key == "aliases")
            readTexts(field, record.aliases);
        else if (key == "related")
            readTexts(field, record.related);
        else if (key == "upstream")
            readTexts(field, record.upstream);
        else if (key == "severity")
            readSeverity(field, record.severity, record.cvssVector);
        else if (key == "affected")
            eachElement(field, [&](Value element) { record.affected.push_back(readAffected(element)); });
        else if (key == "database_specific")
            eachField(field, [&](std::string_view k, Value v) {
                if (k == "severity" && record.severity.empty())
                    record.severity = jsonString(v);
            });
    });
    return record;
}

} // namespace bw
