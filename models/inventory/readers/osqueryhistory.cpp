// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/readers/osqueryhistory.h"

#include "models/inventory/identity.h"
#include "models/inventory/readers/drafting.h"
#include "models/inventory/readers/producertext.h"

#include <algorithm>
#include <charconv>

namespace bw {

namespace {

std::uint64_t number(std::string_view text)
{
    std::uint64_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

std::uint64_t rowHash(const Fields& row)
{
    std::vector<std::pair<std::string_view, std::string_view>> pairs(row.begin(), row.end());
    std::sort(pairs.begin(), pairs.end());
    std::string text;
    for (const auto& [column, value] : pairs) {
        text += column;
        text += '\x1f';
        text += value;
        text += '\x1e';
    }
    return StringPool::hash(text);
}

OsqueryTable tableOf(const OsqueryRecord& record)
{
    for (const auto* rows : {&record.added, &record.removed}) {
        if (!rows->empty())
            return osqueryTable(rows->front());
    }
    return OsqueryTable::Unknown;
}

} // namespace

OsqueryHistory::Host& OsqueryHistory::hostOf(const OsqueryRecord& record)
{
    const Fields& header = record.header;
    auto identifier = header["hostIdentifier"];
    if (identifier.empty())
        identifier = header.first("host_uuid", "hostname");
    const auto [it, isNew] = m_byIdentifier.try_emplace(std::string(identifier), m_hosts.size());
    if (!isNew)
        return m_hosts[it->second];
    Host& host = m_hosts.emplace_back();
    auto& identity = host.draft.identity;
    host.draft.firstLine = record.line;
    identity.name = std::string(header.first("hostname", "host_name"));
    identity.uuid = std::string(header.first("host_uuid", "uuid"));
    identity.serial = std::string(header.first("hardware_serial", "serial_number"));
    // What the identifier is depends on a flag of the agent: a host name, or an id that names the agent only.
    if (cleanUuid(identifier).empty() && identity.name.empty())
        identity.name = std::string(identifier);
    else if (identifier != identity.name)
        identity.agentId = std::string(identifier);
    return host;
}

void OsqueryHistory::begin(Query& query, const OsqueryRecord& record)
{
    const Fields& header = record.header;
    const std::string epoch(header["epoch"]);
    const std::string time(header["unixTime"]);
    const auto counter = number(header["counter"]);
    const bool initial = header.has("counter") && counter == 0;
    // All lines of one full set share epoch and time; a second one (new epoch, database lost) replaces the first.
    const bool sameSet = query.complete && query.counter == 0 && query.epoch == epoch && query.time == time;
    if (record.kind == OsqueryRecord::Kind::Snapshot || (initial && !sameSet)) {
        query.rows.clear();
        query.complete = true;
    }
    query.epoch = epoch;
    query.time = time;
    query.counter = counter;
}

void OsqueryHistory::add(Host& host, Query& query, const Fields& row, std::uint64_t line)
{
    const auto table = osqueryTable(row);
    if (!tellsSoftware(table)) {
        applyOsqueryFacts(host.draft, table, row);
        return;
    }
    HostDraft scratch;
    if (addOsqueryComponent(m_out, scratch, table, row, line))
        query.rows.insert_or_assign(rowHash(row), scratch.components.back());
}

void OsqueryHistory::apply(const OsqueryRecord& record)
{
    const auto table = tableOf(record);
    if (table == OsqueryTable::Unknown) {
        const bool hasRows = !record.added.empty() || !record.removed.empty();
        if (hasRows && !m_saidUnknown)
            m_out.issue(ErrorKind::Unsupported, "rows of a query that tells no installed software", record.line, "name",
                        record.header["name"]);
        m_saidUnknown = m_saidUnknown || hasRows;
        return;
    }
    Host& host = hostOf(record);
    tellMoment(host.draft, epochTime(record.header["unixTime"]), TimeSource::Told);
    if (!tellsSoftware(table)) {
        for (const auto& row : record.added)
            applyOsqueryFacts(host.draft, table, row);
        return;
    }
    host.draft.toldPackages = true;
    Query& query = host.queries[std::string(record.header["name"])];
    begin(query, record);
    // Removed before added, in whatever order a batch writes them: an unchanged row is in neither.
    for (const auto& row : record.removed)
        query.rows.erase(rowHash(row));
    for (const auto& row : record.added)
        add(host, query, row, record.line);
}

void OsqueryHistory::finish(const ReadOptions& options, bool truncated)
{
    for (auto& host : m_hosts) {
        for (const auto& [name, query] : host.queries) {
            for (const auto& [hash, component] : query.rows)
                host.draft.components.push_back(component);
            if (query.complete)
                continue;
            host.draft.partial = host.draft.truncated = true;
            m_out.issue(ErrorKind::MissingField, "the log begins after this query's first full set; changes only",
                        host.draft.firstLine, "counter", name);
        }
        host.draft.truncated = host.draft.truncated || truncated;
        std::sort(host.draft.components.begin(), host.draft.components.end());
        finishDraft(m_out, host.draft, options);
        m_out.hosts().push_back(std::move(host.draft));
    }
    m_hosts.clear();
}

} // namespace bw
