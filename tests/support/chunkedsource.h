// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/files/bytesource.h"

#include <algorithm>
#include <cstring>
#include <vector>

namespace bw::test {

/// A text handed out in blocks of the given sizes, over and over; fails after the text when told to. Readers must give
/// the same whatever the blocks are.
class ChunkedSource final : public ByteSource {
public:
    ChunkedSource(std::string text, std::vector<std::size_t> sizes, bool failsAtEnd = false)
        : m_text(std::move(text))
        , m_sizes(std::move(sizes))
        , m_failsAtEnd(failsAtEnd)
    {
    }
    Result<std::size_t> read(char* buffer, std::size_t size) override
    {
        if (m_used == m_text.size() && m_failsAtEnd)
            return Error{ErrorKind::NotReadable, m_name, {m_name, 0, 0, {}}};
        std::size_t count = std::min(size, m_text.size() - m_used);
        if (!m_sizes.empty())
            count = std::min(count, std::max<std::size_t>(1, m_sizes[m_round++ % m_sizes.size()]));
        std::memcpy(buffer, m_text.data() + m_used, count);
        m_used += count;
        return count;
    }
    const std::string& name() const override { return m_name; }
    std::optional<std::uint64_t> size() const override { return m_text.size(); }
    std::uint64_t position() const override { return m_used; }

private:
    std::string m_name = "chunks";
    std::string m_text;
    std::vector<std::size_t> m_sizes;
    std::size_t m_used = 0;
    std::size_t m_round = 0;
    bool m_failsAtEnd;
};

/// Everything a source still has; the error's kind goes to `kind` where it ends with one.
inline std::string drain(ByteSource& source, std::size_t block = 4096, std::optional<ErrorKind>* kind = nullptr)
{
    std::string out;
    std::string buffer(block, '\0');
    for (;;) {
        const auto count = source.read(buffer.data(), block);
        if (!count && kind)
            *kind = count.error().kind;
        if (!count || *count == 0)
            return out;
        out.append(buffer, 0, *count);
    }
}

} // namespace bw::test
