// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/readers/csvrecords.h"

#include "models/inventory/readers/packagetext.h"

#include <algorithm>
#include <bit>
#include <cstring>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace bw {

namespace {

constexpr std::size_t Margin = 16; ///< readable bytes behind the buffer, for whole-register looks

} // namespace

std::string_view csvText(std::string_view rawField, const CsvDialect& dialect, std::string& scratch)
{
    std::string_view field = trimmed(rawField);
    if (field.empty() || field.front() != '"')
        return field;
    field.remove_prefix(1);
    const auto first = field.find_first_of(dialect.backslash ? "\"\\" : "\"");
    if (first == std::string_view::npos)
        return field;
    if (field[first] == '"' && first + 1 == field.size())
        return trimmed(field.substr(0, first));
    scratch.assign(field.substr(0, first));
    bool inside = true;
    for (std::size_t i = first; i < field.size(); ++i) {
        const char c = field[i];
        if (inside && dialect.backslash && c == '\\' && i + 1 < field.size()
            && (field[i + 1] == '"' || field[i + 1] == '\\')) {
            scratch += field[++i];
        } else if (inside && c == '"') {
            if (i + 1 < field.size() && field[i + 1] == '"')
                scratch += field[++i];
            else
                inside = false; // what follows up to the delimiter is kept as it stands
        } else {
            scratch += c;
        }
    }
    return trimmed(scratch);
}

CsvRecords::CsvRecords(ByteSource& bytes, const CsvDialect& dialect, std::size_t blockSize)
    : m_bytes(bytes)
    , m_dialect(dialect)
    , m_blockSize(std::max<std::size_t>(blockSize, 1))
    , m_capacity(m_blockSize)
    , m_buffer(std::make_unique_for_overwrite<char[]>(m_capacity + Margin))
{
}

/// Reads one more block behind what is not handed out yet. False at the end of the text or on an error.
bool CsvRecords::fill()
{
    if (m_atEnd || m_error)
        return false;
    const std::size_t rest = m_end - m_begin;
    if (rest + m_blockSize > m_capacity) {
        const std::size_t capacity = std::max(m_capacity * 2, rest + m_blockSize);
        auto larger = std::make_unique_for_overwrite<char[]>(capacity + Margin);
        std::memcpy(larger.get(), begin(), rest);
        m_buffer = std::move(larger);
        m_capacity = capacity;
    } else if (m_begin > 0) {
        std::memmove(m_buffer.get(), begin(), rest);
    }
    m_nextQuote = m_nextQuote > m_begin ? m_nextQuote - m_begin : 0;
    m_begin = 0;
    m_end = rest;
    const auto got = m_bytes.read(m_buffer.get() + m_end, m_blockSize);
    if (!got) {
        m_error = got.error();
        return false;
    }
    if (*got == 0)
        m_atEnd = true;
    m_end += *got;
    return *got > 0;
}

std::size_t CsvRecords::next(std::span<CsvRecord> records)
{
    if (records.empty() || !next(records[0]))
        return 0;
    std::size_t count = 1;
    while (count < records.size() && bufferedPlain(records[count]))
        ++count;
    return count;
}

bool CsvRecords::next(CsvBlock& block)
{
    block.count = 0;
    const auto place = [&]() -> CsvRecord& {
        if (block.count == block.records.size())
            block.records.resize(std::max<std::size_t>(64, block.count * 2));
        return block.records[block.count];
    };
    if (!next(place()))
        return false;
    ++block.count;
    while (buffered(place()))
        ++block.count;
    exchangeBuffer(block);
    return true;
}

void CsvRecords::exchangeBuffer(CsvBlock& block)
{
    const std::size_t rest = m_end - m_begin;
    if (block.capacity < std::max(rest, m_blockSize)) {
        block.capacity = std::max(rest, m_blockSize);
        block.buffer = std::make_unique_for_overwrite<char[]>(block.capacity + Margin);
    }
    std::memcpy(block.buffer.get(), begin(), rest);
    std::swap(block.buffer, m_buffer);
    std::swap(block.capacity, m_capacity);
    m_nextQuote = m_nextQuote > m_begin ? m_nextQuote - m_begin : 0;
    m_begin = 0;
    m_end = rest;
}

/// The next record if it is complete in the buffer.
bool CsvRecords::buffered(CsvRecord& record)
{
    return bufferedPlain(record) || (m_begin < m_end && scanQuoted(record, false) == Scan::Complete);
}

/// The next record if it is a plain one and complete in the buffer.
bool CsvRecords::bufferedPlain(CsvRecord& record)
{
    if (m_begin == m_end)
        return false;
    const auto* lineEnd = static_cast<const char*>(std::memchr(begin(), m_dialect.lineEnd, m_end - m_begin));
    if (!lineEnd || !nextPlain(record, lineEnd))
        return false;
    finishRecord(record, std::size_t(lineEnd - begin()), true);
    splitPlain(record);
    return true;
}

bool CsvRecords::next(CsvRecord& record)
{
    while (!m_error) {
        const char* lineEnd = m_begin == m_end
            ? nullptr
            : static_cast<const char*>(std::memchr(begin(), m_dialect.lineEnd, m_end - m_begin));
        if (!lineEnd && !m_atEnd) {
            if (m_end - m_begin > MaxRecord)
                skipLongLine();
            else
                fill();
            continue;
        }
        if (m_begin == m_end)
            return false;
        const char* stop = lineEnd ? lineEnd : end();
        if (nextPlain(record, stop)) {
            finishRecord(record, std::size_t(stop - begin()), lineEnd != nullptr);
            splitPlain(record);
            return true;
        }
        const Scan scan = scanQuoted(record, m_atEnd);
        if (scan == Scan::Complete)
            return true;
        if (scan == Scan::NeedMore && m_end - m_begin <= MaxRecord) {
            if (!fill() && !m_atEnd)
                return false;
            continue;
        }
        if (scan == Scan::Unclosed) {
            m_cutInQuotes = true;
            m_begin = m_end;
            return false;
        }
        ++m_strayQuotes;
        finishRecord(record, std::size_t(stop - begin()), lineEnd != nullptr);
        splitPlain(record);
        return true;
    }
    return false;
}

/// True when no quote can matter up to `lineEnd`. Looks at each byte once: the place of the next quote is remembered.
bool CsvRecords::nextPlain(CsvRecord& record, const char* lineEnd)
{
    record.quoted = false;
    const std::size_t stop = std::size_t(lineEnd - m_buffer.get());
    if (m_nextQuote >= stop)
        return true;
    if (m_nextQuote < m_begin || m_buffer[m_nextQuote] != '"') {
        const std::size_t from = std::max(m_nextQuote, m_begin);
        const void* quote = std::memchr(m_buffer.get() + from, '"', m_end - from);
        m_nextQuote = quote ? std::size_t(static_cast<const char*>(quote) - m_buffer.get()) : m_end;
    }
    return m_nextQuote >= stop;
}

void CsvRecords::finishRecord(CsvRecord& record, std::size_t length, bool ended)
{
    record.raw = std::string_view(begin(), length);
    while (!record.raw.empty() && record.raw.back() == '\r')
        record.raw.remove_suffix(1);
    record.line = m_line;
    record.ended = ended;
    m_line += std::uint64_t(ended);
    m_begin += length + std::size_t(ended);
}

void CsvRecords::splitPlain(CsvRecord& record) const
{
    auto& bounds = record.bounds;
    bounds.clear();
    bounds.push_back(0);
    const char* text = record.raw.data();
    const std::size_t size = record.raw.size();
    std::size_t fields = 1;
    const auto found = [&](std::size_t at) {
        if (fields++ < MaxFields)
            bounds.push_back(std::uint32_t(at + 1));
    };
#ifdef __SSE2__
    // The buffer has a margin, so that the last look may reach beyond the record.
    const __m128i wanted = _mm_set1_epi8(m_dialect.delimiter);
    for (std::size_t i = 0; i < size; i += 16) {
        const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text + i));
        auto mask = unsigned(_mm_movemask_epi8(_mm_cmpeq_epi8(block, wanted)));
        if (size - i < 16)
            mask &= (1u << (size - i)) - 1;
        for (; mask; mask &= mask - 1)
            found(i + unsigned(std::countr_zero(mask)));
    }
#else
    for (std::size_t i = 0; i < size; ++i) {
        if (text[i] == m_dialect.delimiter)
            found(i);
    }
#endif
    if (fields <= MaxFields)
        bounds.push_back(std::uint32_t(size + 1));
    record.fields = fields;
}

/// The exact way, for lines with a quote.
CsvRecords::Scan CsvRecords::scanQuoted(CsvRecord& record, bool atEnd)
{
    const char* const first = begin();
    const char* const last = end();
    record.bounds.clear();
    record.bounds.push_back(0);
    record.quoted = false;
    std::size_t fields = 1;
    std::uint64_t innerLines = 0;
    const char* p = first;
    bool atFieldStart = true;
    while (p < last) {
        if (atFieldStart) {
            while (p < last && (*p == ' ' || (*p == '\t' && m_dialect.delimiter != '\t')))
                ++p;
            atFieldStart = false;
            if (p < last && *p == '"') {
                record.quoted = true;
                ++p;
                for (;;) {
                    while (p < last && *p != '"' && !(m_dialect.backslash && *p == '\\')) {
                        innerLines += *p == '\n';
                        ++p;
                    }
                    if (p + 1 >= last && !atEnd)
                        return Scan::NeedMore; // a quote at the very end may be the first of two
                    if (p >= last)
                        return std::size_t(last - first) > MaxRecord ? Scan::NeedMore : Scan::Unclosed;
                    if (*p == '\\' || (p + 1 < last && p[1] == '"')) {
                        p += 2;
                        p = std::min(p, last);
                        continue;
                    }
                    ++p;
                    break;
                }
            }
            continue;
        }
        if (*p == m_dialect.delimiter) {
            if (fields++ < MaxFields)
                record.bounds.push_back(std::uint32_t(p + 1 - first));
            atFieldStart = true;
        } else if (*p == m_dialect.lineEnd) {
            break;
        }
        ++p;
    }
    if (p == last && !atEnd)
        return Scan::NeedMore;
    const std::uint64_t line = m_line;
    finishRecord(record, std::size_t(p - first), p < last);
    m_line = line + innerLines + std::uint64_t(p < last);
    if (fields <= MaxFields)
        record.bounds.push_back(std::uint32_t(record.raw.size() + 1));
    record.fields = fields;
    return Scan::Complete;
}

/// Drops a line that is longer than any record may be.
void CsvRecords::skipLongLine()
{
    ++m_skippedLines;
    for (;;) {
        const void* found = std::memchr(begin(), m_dialect.lineEnd, m_end - m_begin);
        if (found) {
            m_begin = std::size_t(static_cast<const char*>(found) - m_buffer.get()) + 1;
            ++m_line;
            return;
        }
        m_begin = m_end;
        if (!fill())
            return;
    }
}

} // namespace bw
