// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/files/textsource.h"
#include "models/foundation/progress.h"

#include <memory>
#include <optional>
#include <string_view>

namespace bw {

/// The first bytes of a source and then all of it, without owning it: what guessing an encoding needs.
std::unique_ptr<PeekSource> peekAt(ByteSource& bytes);

/// Reads so many bytes away, or up to the end.
Result<void> skipBytes(ByteSource& bytes, std::size_t count);

/// Lines of a foreign text in whatever encoding it is, as UTF-8; reports progress and asks whether to go on.
class TextLines {
public:
    TextLines(ByteSource& bytes, ProgressSink& progress);
    bool next(std::string_view& line);
    std::uint64_t number() const; ///< of the line handed out last, from 1
    /// Why next() ended before the end of the text: NotReadable, TooLarge, Cancelled ...
    std::optional<Error> failure() const;
    bool cut() const; ///< the last line had no end

private:
    bool open();

    ByteSource& m_bytes;
    ProgressSink& m_progress;
    std::unique_ptr<PeekSource> m_peek;
    std::unique_ptr<ByteSource> m_text;
    std::optional<LineReader> m_lines;
    std::optional<Error> m_failure;
};

} // namespace bw
