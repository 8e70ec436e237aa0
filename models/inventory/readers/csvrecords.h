// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/files/bytesource.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace bw {

struct CsvDialect {
    char delimiter = ',';
    char lineEnd = '\n'; ///< '\r' for texts that have no '\n' at all
    bool backslash = false; ///< \" inside quotes instead of ""

    friend bool operator==(const CsvDialect&, const CsvDialect&) = default;
};

/// One record: its bytes without the line end, and where its fields lie in them.
struct CsvRecord {
    std::string_view raw;
    std::uint64_t line = 0; ///< of its beginning, from 1
    bool quoted = false; ///< at least one field is quoted
    bool ended = true; ///< false: the text ended before the line did
    std::size_t fields = 0; ///< how many there are, also beyond those whose place is kept
    std::vector<std::uint32_t> bounds; ///< field i is raw[bounds[i], bounds[i + 1] - 1)

    std::size_t kept() const { return bounds.empty() ? 0 : bounds.size() - 1; }
    std::string_view rawField(std::size_t i) const { return raw.substr(bounds[i], bounds[i + 1] - bounds[i] - 1); }
    /// The bytes of several neighbouring fields, as they stand.
    std::string_view rawFields(std::size_t first, std::size_t last) const
    {
        return raw.substr(bounds[first], bounds[last + 1] - bounds[first] - 1);
    }
};

/// Records with the bytes that they lie in, so that they may be looked at while the next ones are read.
struct CsvBlock {
    std::span<const CsvRecord> filled() const { return std::span(records).first(count); }

    std::vector<CsvRecord> records; ///< kept for their memory beyond `count`
    std::size_t count = 0;
    std::unique_ptr<char[]> buffer;
    std::size_t capacity = 0;
};

/// Text of a field as it stands: without its quotes, with "" (or \") undone, blanks at both ends removed. `scratch` is
/// only used where something had to be undone.
std::string_view csvText(std::string_view rawField, const CsvDialect& dialect, std::string& scratch);

/// Records of a separated table, in blocks, in bounded memory. Quotes count only at the beginning of a field; in the
/// middle of one they are text. A quote that is not closed within MaxRecord is text as well, up to the end of its line.
/// Line ends: the dialect's, with any number of CR before it.
class CsvRecords {
public:
    static constexpr std::size_t MaxRecord = 1u << 20;
    static constexpr std::size_t MaxFields = 4096; ///< places kept per record

    CsvRecords(ByteSource& bytes, const CsvDialect& dialect, std::size_t blockSize = 1u << 20);
    /// False at the end or on an error.
    bool next(CsvRecord& record);
    /// The next few records at once, all valid until the next call; as many as lie in the buffer. 0: the end or an
    /// error.
    std::size_t next(std::span<CsvRecord> records);
    /// Fills a block with what lies in the buffer and gives the buffer to it, for its old one. False: the end or an
    /// error.
    bool next(CsvBlock& block);
    const std::optional<Error>& error() const { return m_error; }
    bool cutInQuotes() const { return m_cutInQuotes; } ///< the text ended inside quotes; that record is not handed out
    std::uint64_t skippedLines() const { return m_skippedLines; } ///< lines above MaxRecord
    std::uint64_t strayQuotes() const { return m_strayQuotes; } ///< quotes that were never closed

private:
    enum class Scan : std::uint8_t { Complete, NeedMore, Unclosed };
    bool fill();
    bool bufferedPlain(CsvRecord& record);
    bool buffered(CsvRecord& record);
    void exchangeBuffer(CsvBlock& block);
    bool nextPlain(CsvRecord& record, const char* lineEnd);
    Scan scanQuoted(CsvRecord& record, bool atEnd);
    void finishRecord(CsvRecord& record, std::size_t length, bool ended);
    void splitPlain(CsvRecord& record) const;
    void skipLongLine();
    const char* begin() const { return m_buffer.get() + m_begin; }
    const char* end() const { return m_buffer.get() + m_end; }

    ByteSource& m_bytes;
    CsvDialect m_dialect;
    std::size_t m_blockSize;
    std::size_t m_capacity;
    std::unique_ptr<char[]> m_buffer;
    std::size_t m_begin = 0, m_end = 0;
    std::size_t m_nextQuote = 0; ///< no quote lies in m_begin .. m_nextQuote
    std::uint64_t m_line = 1;
    bool m_atEnd = false;
    bool m_cutInQuotes = false;
    std::uint64_t m_skippedLines = 0, m_strayQuotes = 0;
    std::optional<Error> m_error;
};

} // namespace bw
