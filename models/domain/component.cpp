// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/component.h"

#include <array>

namespace bw {

static constexpr std::array<std::string_view, 11> Names = {"unknown", "deb",    "rpm",  "apk",     "pacman",  "program",
                                                           "hotfix",  "macapp", "snap", "flatpak", "language"};

std::string_view name(Ecosystem ecosystem)
{
    return Names[std::size_t(ecosystem)];
}

Ecosystem ecosystemFrom(std::string_view name)
{
    for (std::size_t i = 0; i < Names.size(); ++i) {
        if (Names[i] == name)
            return Ecosystem(i);
    }
    return Ecosystem::Unknown;
}

std::uint64_t ComponentPool::hash(const Row& row)
{
    std::uint64_t h = std::uint64_t(row.ecosystem) + 0x9e3779b97f4a7c15ull;
    for (const auto id : row.text) {
        h ^= id;
        h *= 0xff51afd7ed558ccdull;
        h ^= h >> 32;
    }
    return h;
}

void ComponentPool::grow()
{
    m_slots.assign(m_slots.empty() ? 256 : m_slots.size() * 2, StringPool::npos);
    const std::size_t mask = m_slots.size() - 1;
    for (ComponentId id = 0; id < size(); ++id) {
        std::size_t slot = hash(m_rows[id]) & mask;
        while (m_slots[slot] != StringPool::npos)
            slot = (slot + 1) & mask;
        m_slots[slot] = id;
    }
}

ComponentId ComponentPool::intern(const ComponentView& c)
{
    const Row row{c.ecosystem,
                  {m_strings.intern(c.name), m_strings.intern(c.version), m_strings.intern(c.arch),
                   m_strings.intern(c.source), m_strings.intern(c.sourceVersion), m_strings.intern(c.module),
                   m_strings.intern(c.vendor)}};
    if ((m_rows.size() + 1) * 2 > m_slots.size())
        grow();
    const std::size_t mask = m_slots.size() - 1;
    std::size_t slot = hash(row) & mask;
    while (m_slots[slot] != StringPool::npos) {
        if (m_rows[m_slots[slot]] == row)
            return m_slots[slot];
        slot = (slot + 1) & mask;
    }
    m_slots[slot] = size();
    m_rows.push_back(row);
    return size() - 1;
}

ComponentView ComponentPool::view(ComponentId id) const
{
    const Row& row = m_rows[id];
    const auto text = [&](int i) { return m_strings.text(row.text[i]); };
    return {row.ecosystem, text(0), text(1), text(2), text(3), text(4), text(5), text(6)};
}

StringPool::Id ComponentPool::sourceId(ComponentId id) const
{
    const Row& row = m_rows[id];
    return m_strings.text(row.text[3]).empty() ? row.text[0] : row.text[3];
}

} // namespace bw
