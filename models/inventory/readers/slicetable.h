// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/foundation/stringpool.h"

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <vector>

namespace bw {

/// Remembers for a slice of bytes the number that it stood for, so that equal parts of rows are read once. Bounded:
/// when it has grown to its cap it forgets everything and begins anew, which costs time, never truth.
class SliceTable {
public:
    static constexpr std::uint32_t None = 0xffffffffu;
    static constexpr std::size_t ByteCap = 32u << 20;
    static constexpr std::size_t EntryCap = 1u << 19;

    SliceTable()
        : m_slots(FirstSize)
    {
    }

    static std::uint64_t hash(std::string_view slice) { return StringPool::hash(slice); }
    /// The place of this slice's number: None where it was not seen before; the caller then sets it. The reference
    /// holds until the next call.
    std::uint32_t& at(std::string_view slice) { return at(slice, hash(slice)); }
    std::uint32_t& at(std::string_view slice, std::uint64_t hash)
    {
        const std::size_t mask = m_slots.size() - 1;
        for (std::size_t i = hash & mask;; i = (i + 1) & mask) {
            Slot& slot = m_slots[i];
            if (slot.size == Free)
                return insert(slice, hash);
            if (slot.tag == std::uint32_t(hash >> 32)
                && std::string_view(m_text.data() + slot.offset, slot.size) == slice)
                return slot.number;
        }
    }

    // Hints for slices that will be asked for soon: their place, and one beat later the text that it holds.
    void prefetchPlace(std::uint64_t hash) const { __builtin_prefetch(&m_slots[hash & (m_slots.size() - 1)]); }
    void prefetchText(std::uint64_t hash) const
    {
        const std::size_t offset = m_slots[hash & (m_slots.size() - 1)].offset;
        if (offset >= m_text.size())
            return; // the place is free, or no text is held yet
        __builtin_prefetch(m_text.data() + offset);
        __builtin_prefetch(m_text.data() + std::min(offset + 64, m_text.size()));
    }

private:
    static constexpr std::size_t FirstSize = 1u << 12;
    static constexpr std::uint32_t Free = 0xffffffffu;
    struct Slot {
        std::uint32_t size = Free;
        std::uint32_t tag = 0;
        std::uint32_t number = None;
        std::uint32_t offset = 0; ///< into m_text
    };

    std::uint32_t& insert(std::string_view slice, std::uint64_t hash)
    {
        if (m_count >= EntryCap || m_text.size() + slice.size() > ByteCap) {
            m_slots.assign(FirstSize, {});
            m_text.clear();
            m_count = 0;
        }
        if ((m_count + 1) * 2 > m_slots.size())
            grow();
        const std::size_t mask = m_slots.size() - 1;
        std::size_t i = hash & mask;
        while (m_slots[i].size != Free)
            i = (i + 1) & mask;
        m_slots[i] = {std::uint32_t(slice.size()), std::uint32_t(hash >> 32), None, std::uint32_t(m_text.size())};
        m_text.insert(m_text.end(), slice.begin(), slice.end());
        ++m_count;
        return m_slots[i].number;
    }

    void grow()
    {
        std::vector<Slot> old(m_slots.size() * 2);
        old.swap(m_slots);
        const std::size_t mask = m_slots.size() - 1;
        for (const Slot& slot : old) {
            if (slot.size == Free)
                continue;
            std::size_t i = hash({m_text.data() + slot.offset, slot.size}) & mask;
            while (m_slots[i].size != Free)
                i = (i + 1) & mask;
            m_slots[i] = slot;
        }
    }

    std::vector<Slot> m_slots;
    std::vector<char> m_text;
    std::size_t m_count = 0;
};

} // namespace bw
