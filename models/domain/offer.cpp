// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/offer.h"

namespace bw {

std::uint64_t OfferPool::hash(const Row& row)
{
    std::uint64_t h = row.build + (std::uint64_t(row.installed) << 32) + (row.security ? 0x9e3779b97f4a7c15ull : 0);
    for (const auto id : row.text) {
        h ^= id;
        h *= 0xff51afd7ed558ccdull;
        h ^= h >> 32;
    }
    return h;
}

void OfferPool::grow()
{
    m_slots.assign(m_slots.empty() ? 64 : m_slots.size() * 2, StringPool::npos);
    const std::size_t mask = m_slots.size() - 1;
    for (OfferId id = 0; id < size(); ++id) {
        std::size_t slot = hash(m_rows[id]) & mask;
        while (m_slots[slot] != StringPool::npos)
            slot = (slot + 1) & mask;
        m_slots[slot] = id;
    }
}

OfferId OfferPool::intern(const OfferView& o)
{
    const Row row{o.build,
                  o.installed,
                  {m_strings.intern(o.origin), m_strings.intern(o.advisory), m_strings.intern(o.title),
                   m_strings.intern(o.severity)},
                  o.security};
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

OfferView OfferPool::view(OfferId id) const
{
    const Row& row = m_rows[id];
    const auto text = [&](int i) { return m_strings.text(row.text[i]); };
    return {row.build, row.installed, text(0), text(1), text(2), text(3), row.security};
}

} // namespace bw
