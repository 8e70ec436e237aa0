// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace bw {

/// Many short texts in one, made for looking for the same word in all of them: ASCII case aside, one pass.
class SearchText {
public:
    void reserve(std::size_t entries, std::size_t bytes);
    /// Adds a field to the entry that is being made.
    void add(std::string_view field);
    void endEntry();
    std::size_t size() const { return m_ends.size(); }

    /// Calls `hit(entry)` once for each entry that has `word` (lower case) inside one of its fields.
    template <typename Hit>
    void find(std::string_view word, Hit hit) const
    {
        std::size_t entry = 0;
        for (std::size_t at = 0; entry < m_ends.size();) {
            at = std::string_view(m_text).find(word, at);
            if (at == std::string_view::npos)
                return;
            while (m_ends[entry] <= at) // a short way: hits come in order
                ++entry;
            hit(std::uint32_t(entry));
            at = m_ends[entry++];
        }
    }

private:
    std::string m_text;
    std::vector<std::size_t> m_ends; ///< behind the last byte of each entry
};

} // namespace bw
