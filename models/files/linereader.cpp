// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/files/textsource.h"

#include <algorithm>
#include <cstring>

namespace bw {

namespace {

/// Blocks begin small, for many files are, and double up to this.
constexpr std::size_t BlockSize = 256u << 10;

} // namespace

LineReader::LineReader(ByteSource& bytes, std::size_t maxLine)
    : m_bytes(bytes)
    , m_maxLine(maxLine)
{
}

std::size_t LineReader::find(Finder& finder) const
{
    if (finder.found != npos && finder.found >= m_begin)
        return finder.found;
    const std::size_t from = std::max(finder.scanned, m_begin);
    const void* hit = from < m_end ? std::memchr(m_buffer.data() + from, finder.what, m_end - from) : nullptr;
    finder.found = hit ? std::size_t(static_cast<const char*>(hit) - m_buffer.data()) : npos;
    finder.scanned = hit ? finder.found : m_end;
    return finder.found;
}

bool LineReader::fill()
{
    if (m_begin > 0) {
        std::memmove(m_buffer.data(), m_buffer.data() + m_begin, m_end - m_begin);
        for (Finder* finder : {&m_lf, &m_cr}) {
            finder->scanned = std::max(finder->scanned, m_begin) - m_begin;
            finder->found = finder->found != npos && finder->found >= m_begin ? finder->found - m_begin : npos;
        }
        m_end -= m_begin;
        m_begin = 0;
    }
    m_block = std::min(2 * m_block, BlockSize);
    if (m_buffer.size() - m_end < m_block)
        m_buffer.resize(std::max(m_buffer.size() * 2, m_end + m_block));
    const auto count = m_bytes.read(m_buffer.data() + m_end, m_block);
    if (!count)
        m_failure = count.error();
    m_ended = !count || *count == 0;
    m_end += count ? *count : 0;
    return !m_ended;
}

bool LineReader::fail(ErrorKind kind)
{
    m_error = Error{kind, m_bytes.name(), {m_bytes.name(), m_line + 1, 0, {}}};
    m_ended = true;
    m_begin = m_end;
    return false;
}

bool LineReader::handOut(std::size_t length, std::size_t skip, std::string_view& line)
{
    if (length > m_maxLine)
        return fail(ErrorKind::TooLarge);
    line = std::string_view(m_buffer.data() + m_begin, length);
    m_begin += length + skip;
    m_endedWithNewline = skip > 0;
    ++m_line;
    return true;
}

bool LineReader::next(std::string_view& line)
{
    while (!m_error) {
        const std::size_t lf = find(m_lf);
        const std::size_t cr = find(m_cr);
        const std::size_t end = std::min(lf, cr);
        if (end == npos && m_end - m_begin > m_maxLine)
            return fail(ErrorKind::TooLarge);
        // A CR near the end of the buffer may be the beginning of CR LF or CR CR LF.
        const bool undecided = end == npos || (end == cr && end + 2 >= m_end);
        if (undecided && !m_ended) {
            fill();
            continue;
        }
        if (end == npos)
            break;
        std::size_t skip = 1;
        if (lf == end + 1)
            skip = 2;
        else if (lf == end + 2 && end == cr && m_buffer[end + 1] == '\r')
            skip = 3;
        return handOut(end - m_begin, skip, line);
    }
    if (m_error)
        return false;
    if (m_failure) {
        m_error = m_failure;
        return false;
    }
    return m_begin < m_end && handOut(m_end - m_begin, 0, line);
}

} // namespace bw
