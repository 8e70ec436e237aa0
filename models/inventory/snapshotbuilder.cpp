// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/snapshotbuilder.h"

#include <algorithm>

namespace bw {

SnapshotBuilder::SnapshotBuilder(ComponentPool& pool, std::string file)
    : m_pool(pool)
    , m_file(std::move(file))
{
}

SnapshotBuilder::HostSlot SnapshotBuilder::addHost()
{
    m_hosts.emplace_back();
    return HostSlot(m_hosts.size() - 1);
}

SnapshotBuilder::HostSlot SnapshotBuilder::hostFor(std::string_view key, bool* isNew)
{
    const auto [it, inserted] = m_keys.try_emplace(std::string(key), HostSlot(m_hosts.size()));
    if (inserted)
        m_hosts.emplace_back();
    if (isNew)
        *isNew = inserted;
    return it->second;
}

void SnapshotBuilder::issue(ErrorKind kind, std::string reason, std::uint64_t line, std::string field,
                            std::string_view raw, std::uint64_t column)
{
    std::size_t end = std::min<std::size_t>(raw.size(), 200);
    while (end > 0 && end < raw.size() && (raw[end] & 0xC0) == 0x80) // not inside a character
        --end;
    issue(
        Issue{kind, Place{m_file, line, column, std::move(field)}, std::move(reason), std::string(raw.substr(0, end))});
}

void SnapshotBuilder::issue(Issue issue)
{
    ++m_issueCount;
    if (m_issues.size() < IssueCap)
        m_issues.push_back(std::move(issue));
}

} // namespace bw
