// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/foundation/stringpool.h"

#include <algorithm>
#include <cstring>

namespace bw {

namespace {

constexpr std::size_t BlockSize = 256 * 1024;

std::uint64_t mix(std::uint64_t a, std::uint64_t b)
{
    __extension__ using Wide = unsigned __int128;
    const auto product = static_cast<Wide>(a) * b;
    return std::uint64_t(product) ^ std::uint64_t(product >> 64);
}

std::uint64_t load(const char* p, std::size_t n)
{
    std::uint64_t v = 0;
    if (n > 0) // an empty view may have no address
        std::memcpy(&v, p, n);
    return v;
}

} // namespace

// A wyhash-style multiply-fold: quality enough for a table that compares the text as well.
std::uint64_t StringPool::hash(std::string_view text)
{
    std::uint64_t h = 0x9e3779b97f4a7c15ull ^ text.size();
    const char* p = text.data();
    std::size_t left = text.size();
    while (left > 16) {
        h = mix(h ^ load(p, 8), load(p + 8, 8) ^ 0xe7037ed1a0b428dbull);
        p += 16;
        left -= 16;
    }
    const std::uint64_t a = load(p, std::min<std::size_t>(left, 8));
    const std::uint64_t b = left > 8 ? load(p + 8, left - 8) : 0;
    return mix(h ^ a ^ 0xa0761d6478bd642full, b ^ 0x8ebc6af09c88c6e3ull);
}

StringPool::StringPool()
    : m_slots(64, npos)
{
}

std::size_t StringPool::slotOf(std::string_view text, std::uint64_t hash) const
{
    const std::size_t mask = m_slots.size() - 1;
    std::size_t slot = hash & mask;
    while (m_slots[slot] != npos) {
        const Id id = m_slots[slot];
        if (m_hashes[id] == hash && m_texts[id] == text)
            return slot;
        slot = (slot + 1) & mask;
    }
    return slot;
}

StringPool::Id StringPool::find(std::string_view text) const
{
    return m_slots[slotOf(text, hash(text))];
}

StringPool::Id StringPool::intern(std::string_view text)
{
    const std::uint64_t h = hash(text);
    std::size_t slot = slotOf(text, h);
    if (m_slots[slot] != npos)
        return m_slots[slot];
    if ((m_texts.size() + 1) * 2 > m_slots.size()) {
        grow();
        slot = slotOf(text, h);
    }
    const Id id = Id(m_texts.size());
    m_texts.emplace_back(keep(text), text.size());
    m_hashes.push_back(h);
    m_slots[slot] = id;
    return id;
}

void StringPool::reserve(std::size_t count)
{
    m_texts.reserve(count);
    m_hashes.reserve(count);
    while (m_slots.size() < count * 2)
        grow();
}

void StringPool::grow()
{
    m_slots.assign(m_slots.size() * 2, npos);
    const std::size_t mask = m_slots.size() - 1;
    for (Id id = 0; id < Id(m_hashes.size()); ++id) {
        std::size_t slot = m_hashes[id] & mask;
        while (m_slots[slot] != npos)
            slot = (slot + 1) & mask;
        m_slots[slot] = id;
    }
}

const char* StringPool::keep(std::string_view text)
{
    if (text.empty())
        return "";
    if (m_blockUsed + text.size() > m_blockSize) {
        m_blockSize = std::max(BlockSize, text.size());
        m_blocks.push_back(std::make_unique_for_overwrite<char[]>(m_blockSize));
        m_blockUsed = 0;
    }
    char* place = m_blocks.back().get() + m_blockUsed;
    std::memcpy(place, text.data(), text.size());
    m_blockUsed += text.size();
    return place;
}

} // namespace bw
