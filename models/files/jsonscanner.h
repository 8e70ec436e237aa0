// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/files/bytesource.h"
#include "models/foundation/progress.h"

#include <memory>
#include <string>
#include <string_view>

namespace bw {

/// Steps over JSON text of any size token by token, keeping only what the caller asked to keep. Says false once
/// something failed; error() then says what. It checks structure (brackets match, strings end, scalars are spelled
/// right where they are stepped over one by one), not the inside of strings.
class JsonScanner {
public:
    struct Caps {
        std::size_t value; ///< longest text kept
        int depth; ///< deepest nesting
    };
    JsonScanner(ByteSource& bytes, ProgressSink& progress, std::string fileName, Caps caps);

    /// The next byte that is not white space, not taken; End at the end of the text or on an error.
    int peek();
    void take() { ++m_pos; }
    static constexpr int End = -1;

    /// Takes the string that begins here; `inner` is its text between the quotes, escapes as they are. The view lives
    /// until the next call.
    bool takeString(std::string_view& inner);
    /// Takes the value that begins here, inside `depth` open brackets.
    bool skipValue(int depth);
    /// The same, and hands out its text, which is readable for Padding bytes more.
    bool takeValue(int depth, std::string_view& text);
    static constexpr std::size_t Padding = 64;

    std::uint64_t offset() const { return m_base + m_pos; }
    std::uint64_t line(); ///< of the current position, from 1
    Place place(); ///< of the current position

    bool fail(ErrorKind kind, std::string subject);
    /// Malformed, or Truncated where the text has ended.
    bool failHere(std::string subject);
    const std::optional<Error>& error() const { return m_error; }

private:
    bool fill();
    bool skipAny(int depth);
    bool skipBrackets(int depth);
    bool skipString();
    bool skipScalar();
    bool closeOrOpen(char bracket, int depth);
    void countLines(std::size_t until);

    ByteSource& m_bytes;
    ProgressSink& m_progress;
    std::string m_file;
    Caps m_caps;
    std::unique_ptr<char[]> m_buffer;
    std::size_t m_capacity = 0; ///< without the padding
    std::size_t m_block = 4u << 10;
    std::size_t m_pos = 0;
    std::size_t m_end = 0;
    std::size_t m_keep; ///< from here on the buffer must stay; npos = nothing
    std::uint64_t m_base = 0; ///< offset of the buffer's first byte
    std::size_t m_counted = 0; ///< lines are counted up to here
    std::uint64_t m_lines = 0;
    std::uint64_t m_lineStart = 0; ///< offset
    std::uint64_t m_reported = 0;
    std::string m_closers; ///< the closing brackets skipBrackets waits for
    bool m_ended = false;
    std::optional<Error> m_error;
};

} // namespace bw
