// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/files/bytesource.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace bw {

/// Text encodings met in inventory files.
enum class Encoding : std::uint8_t {
    Utf8,
    Utf16Le,
    Utf16Be,
    Windows1252,
    Cp850,
    Cp437,
    Latin1,
    Windows1251,
    Greek, ///< ISO-8859-7
    Gbk
};

std::string_view name(Encoding encoding);
std::optional<Encoding> encodingFrom(std::string_view name);

/// What a look at the first bytes says: BOM, then NUL pattern, then UTF-8 validity, else Windows-1252 ("assumed").
/// Never picks a Cyrillic or Greek page by itself.
struct EncodingGuess {
    Encoding encoding = Encoding::Utf8;
    bool assumed = false;
    std::size_t bomBytes = 0;
};
EncodingGuess guessEncoding(std::string_view head);

/// The same bytes as valid UTF-8 without a BOM, streaming; bytes that do not decode become U+FFFD. NULs are dropped.
std::unique_ptr<ByteSource> utf8Source(std::unique_ptr<ByteSource> bytes, Encoding encoding, std::size_t skipBytes = 0);
/// A non-owning variant; `bytes` must outlive it.
std::unique_ptr<ByteSource> utf8Source(ByteSource& bytes, Encoding encoding, std::size_t skipBytes = 0);

/// Replaces what is not UTF-8 by U+FFFD and drops control characters but tab and newline: for texts that are shown or
/// stored.
std::string cleanText(std::string_view text);

/// Lines of a text in bounded memory. Ends: LF, CR, CRLF, CRCRLF.
class LineReader {
public:
    explicit LineReader(ByteSource& bytes, std::size_t maxLine = 16u << 20);
    /// False at the end or on an error (see error()). A line above the cap is an error of kind TooLarge. The view lives
    /// until the next call.
    bool next(std::string_view& line);
    std::uint64_t lineNumber() const { return m_line; } ///< of the line handed out last, from 1
    const std::optional<Error>& error() const { return m_error; }
    bool endedWithNewline() const { return m_endedWithNewline; } ///< of the last line; false hints at a cut file

private:
    static constexpr std::size_t npos = std::string::npos;
    /// Remembers how far the buffer is known to hold no such byte, so that each byte is looked at once per kind of end.
    struct Finder {
        char what;
        std::size_t scanned = 0;
        std::size_t found = npos;
    };
    std::size_t find(Finder& finder) const;
    bool fill();
    bool handOut(std::size_t length, std::size_t skip, std::string_view& line);
    bool fail(ErrorKind kind);

    ByteSource& m_bytes;
    std::size_t m_maxLine;
    std::string m_buffer; ///< m_begin .. m_end is not handed out yet
    std::size_t m_block = 4u << 10;
    std::size_t m_begin = 0;
    std::size_t m_end = 0;
    Finder m_lf{'\n'};
    Finder m_cr{'\r'};
    std::uint64_t m_line = 0;
    bool m_ended = false;
    bool m_endedWithNewline = true;
    std::optional<Error> m_failure; ///< of the source, told once the whole lines before it are handed out
    std::optional<Error> m_error;
};

} // namespace bw
