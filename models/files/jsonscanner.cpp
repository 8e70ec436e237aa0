// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/files/jsonscanner.h"

#include "models/files/jsonblock.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace bw {

namespace {

constexpr std::size_t npos = std::string::npos;
/// Blocks begin small, for many files are, and double up to this.
constexpr std::size_t BlockSize = 256u << 10;
constexpr std::uint64_t ReportEvery = 4u << 20;

bool isSpace(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

bool endsScalar(char c)
{
    return isSpace(c) || c == ',' || c == ']' || c == '}' || c == ':' || c == '"' || c == '[' || c == '{';
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

std::size_t digits(std::string_view text)
{
    return std::size_t(std::find_if_not(text.begin(), text.end(), isDigit) - text.begin());
}

/// RFC 8259, section 6.
bool isNumber(std::string_view text)
{
    if (text.starts_with('-'))
        text.remove_prefix(1);
    std::size_t count = digits(text);
    if (count == 0 || (count > 1 && text[0] == '0'))
        return false;
    text.remove_prefix(count);
    if (text.starts_with('.')) {
        count = digits(text.substr(1));
        if (count == 0)
            return false;
        text.remove_prefix(count + 1);
    }
    if (text.starts_with('e') || text.starts_with('E')) {
        text.remove_prefix(1);
        if (text.starts_with('-') || text.starts_with('+'))
            text.remove_prefix(1);
        return !text.empty() && digits(text) == text.size();
    }
    return text.empty();
}

} // namespace

JsonScanner::JsonScanner(ByteSource& bytes, ProgressSink& progress, std::string fileName, Caps caps)
    : m_bytes(bytes)
    , m_progress(progress)
    , m_file(std::move(fileName))
    , m_caps(caps)
    , m_keep(npos)
{
    while (m_end < 3 && fill()) { }
    if (std::string_view(m_buffer.get(), m_end).starts_with("\xEF\xBB\xBF"))
        m_pos = 3;
}

bool JsonScanner::fail(ErrorKind kind, std::string subject)
{
    if (!m_error)
        m_error = Error{kind, std::move(subject), place()};
    return false;
}

bool JsonScanner::failHere(std::string subject)
{
    return fail(m_pos >= m_end && m_ended ? ErrorKind::Truncated : ErrorKind::Malformed, std::move(subject));
}

void JsonScanner::countLines(std::size_t until)
{
    if (until <= m_counted)
        return;
    const std::string_view text(m_buffer.get() + m_counted, until - m_counted);
    if (const std::uint64_t count = countByte(text, '\n')) {
        m_lines += count;
        m_lineStart = m_base + m_counted + text.rfind('\n') + 1;
    }
    m_counted = until;
}

std::uint64_t JsonScanner::line()
{
    countLines(std::min(m_pos, m_end));
    return m_lines + 1;
}

Place JsonScanner::place()
{
    const std::uint64_t at = line();
    return {m_file, at, offset() - std::min(offset(), m_lineStart) + 1, {}};
}

/// Reads the next block behind what is still needed. False at the end of the text and on an error.
bool JsonScanner::fill()
{
    if (m_ended || m_error)
        return false;
    const std::size_t from = std::min({m_keep, m_pos, m_end});
    countLines(from);
    if (m_end - from > m_caps.value + BlockSize)
        return fail(ErrorKind::TooLarge, "value");
    m_block = std::min(2 * m_block, BlockSize);
    if (m_end - from + m_block > m_capacity) {
        m_capacity = 2 * std::max(m_capacity, m_block);
        auto larger = std::make_unique_for_overwrite<char[]>(m_capacity + Padding);
        if (m_end > from)
            std::memcpy(larger.get(), m_buffer.get() + from, m_end - from);
        m_buffer = std::move(larger);
    } else {
        std::memmove(m_buffer.get(), m_buffer.get() + from, m_end - from);
    }
    m_base += from;
    m_pos -= from;
    m_end -= from;
    m_counted -= from;
    if (m_keep != npos)
        m_keep -= from;

    const auto count = m_bytes.read(m_buffer.get() + m_end, m_block);
    if (!count) {
        m_error = count.error();
        return false;
    }
    m_end += *count;
    m_ended = *count == 0;
    std::memset(m_buffer.get() + m_end, ' ', Padding); // whole blocks may be looked at anywhere
    if (m_base + m_end >= m_reported + ReportEvery || (m_ended && m_reported > 0)) {
        m_reported = m_base + m_end;
        m_progress.report(m_reported, m_bytes.size().value_or(0), m_file);
    }
    if (m_progress.cancelled()) {
        m_error = Error{ErrorKind::Cancelled, m_file, {m_file, 0, 0, {}}};
        return false;
    }
    return !m_ended;
}

int JsonScanner::peek()
{
    do {
        while (m_pos < m_end && isSpace(m_buffer[m_pos]))
            ++m_pos;
        if (m_pos < m_end)
            return static_cast<unsigned char>(m_buffer[m_pos]);
    } while (fill());
    return End;
}

bool JsonScanner::takeString(std::string_view& inner)
{
    m_keep = m_pos;
    const bool ended = skipString();
    const std::size_t from = m_keep;
    m_keep = npos;
    if (!ended)
        return false;
    if (m_pos - from > m_caps.value)
        return fail(ErrorKind::TooLarge, "string");
    inner = std::string_view(m_buffer.get() + from + 1, m_pos - from - 2);
    return true;
}

bool JsonScanner::skipValue(int depth)
{
    const bool ended = skipAny(depth);
    m_keep = npos;
    return ended;
}

bool JsonScanner::takeValue(int depth, std::string_view& text)
{
    m_keep = m_pos;
    const bool ended = skipAny(depth);
    const std::size_t from = m_keep;
    m_keep = npos;
    if (!ended)
        return false;
    if (m_pos - from > m_caps.value)
        return fail(ErrorKind::TooLarge, "value");
    text = std::string_view(m_buffer.get() + from, m_pos - from);
    return true;
}

bool JsonScanner::skipAny(int depth)
{
    switch (m_buffer[m_pos]) {
    case '{':
    case '[':
        return skipBrackets(depth);
    case '"':
        return skipString();
    default:
        return skipScalar();
    }
}

bool JsonScanner::closeOrOpen(char bracket, int depth)
{
    if (bracket == '{' || bracket == '[') {
        if (depth + int(m_closers.size()) >= m_caps.depth)
            return fail(ErrorKind::TooLarge, "nesting");
        m_closers += char(bracket + 2); // ']' and '}' stand two behind '[' and '{'
        return true;
    }
    if (m_closers.back() != bracket)
        return fail(ErrorKind::Malformed, std::string(1, bracket));
    m_closers.pop_back();
    return true;
}

/// Blocks of 64 bytes as bit masks: what lies inside strings falls out at once, only brackets are looked at singly.
bool JsonScanner::skipBrackets(int depth)
{
    m_closers.clear();
    std::uint64_t inString = 0;
    bool escaped = false;
    for (;;) {
        while (m_pos + JsonBlock::Size > m_end && fill()) { }
        if (m_error)
            return false;
        if (m_pos >= m_end)
            return fail(ErrorKind::Truncated, inString ? "string" : "brackets");
        const JsonBlock block(m_buffer.get() + m_pos);
        const std::uint64_t strings = prefixXor(block.quotes & ~escapedBytes(block.backslashes, escaped)) ^ inString;
        inString = std::uint64_t(0) - (strings >> 63);
        const std::size_t start = m_pos;
        for (std::uint64_t rest = block.brackets & ~strings; rest != 0; rest &= rest - 1) {
            m_pos = start + std::size_t(std::countr_zero(rest));
            if (!closeOrOpen(m_buffer[m_pos], depth))
                return false;
            if (m_closers.empty()) {
                ++m_pos;
                return true;
            }
        }
        m_pos = std::min(start + JsonBlock::Size, m_end);
    }
}

bool JsonScanner::skipString()
{
    ++m_pos;
    for (;;) {
        const char* from = m_buffer.get() + m_pos;
        const char* end = m_buffer.get() + m_end;
        const char* hit = std::find_if(from, end, [](char c) { return c == '"' || c == '\\'; });
        m_pos += std::size_t(hit - from);
        if (hit == end) {
            if (!fill())
                return fail(ErrorKind::Truncated, "string");
        } else if (*hit == '"') {
            ++m_pos;
            return true;
        } else {
            while (m_pos + 1 >= m_end && fill()) { }
            if (m_pos + 1 >= m_end)
                return fail(ErrorKind::Truncated, "string");
            m_pos += 2;
        }
    }
}

bool JsonScanner::skipScalar()
{
    constexpr std::size_t longest = 4096; // numbers are written out to hundreds of digits, not more
    m_keep = m_pos;
    do {
        const char* from = m_buffer.get() + m_pos;
        const char* hit = std::find_if(from, static_cast<const char*>(m_buffer.get() + m_end), endsScalar);
        m_pos += std::size_t(hit - from);
    } while (m_pos >= m_end && m_pos - m_keep <= longest && fill());
    if (m_error)
        return false;
    const std::string_view text(m_buffer.get() + m_keep, m_pos - m_keep);
    if (text == "true" || text == "false" || text == "null" || isNumber(text))
        return text.size() <= longest || fail(ErrorKind::TooLarge, "number");
    const bool beginsWell = std::string_view("true").starts_with(text) || std::string_view("false").starts_with(text)
        || std::string_view("null").starts_with(text);
    const bool cut = m_ended && m_pos == m_end && beginsWell;
    m_pos = m_keep;
    return fail(cut ? ErrorKind::Truncated : ErrorKind::Malformed, std::string(text.substr(0, 40)));
}

} // namespace bw
