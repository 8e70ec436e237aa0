// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace bw {

/// Interned texts: each distinct text is kept once and known by a dense number from 0. Views stay valid as long as the
/// pool lives. Not thread-safe while adding; a pool that is only read may be shared.
class StringPool {
public:
    using Id = std::uint32_t;
    static constexpr Id npos = 0xffffffffu;

    StringPool();
    StringPool(StringPool&&) noexcept = default;
    StringPool& operator=(StringPool&&) noexcept = default;

    Id intern(std::string_view text);
    /// npos when the text was never interned.
    Id find(std::string_view text) const;
    std::string_view text(Id id) const { return m_texts[id]; }
    Id size() const { return Id(m_texts.size()); }
    void reserve(std::size_t count);

    static std::uint64_t hash(std::string_view text);

private:
    std::size_t slotOf(std::string_view text, std::uint64_t hash) const;
    void grow();
    const char* keep(std::string_view text);

    std::vector<std::string_view> m_texts;
    std::vector<std::uint64_t> m_hashes;
    std::vector<Id> m_slots;
    std::vector<std::unique_ptr<char[]>> m_blocks;
    std::size_t m_blockUsed = 0;
    std::size_t m_blockSize = 0;
};

} // namespace bw
