// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/readers/textlines.h"

namespace bw {

namespace {

constexpr std::size_t HeadSize = 64 * 1024;
constexpr std::uint64_t LinesPerBeat = 4096;

class BorrowedSource final : public ByteSource {
public:
    explicit BorrowedSource(ByteSource& inner)
        : m_inner(inner)
    {
    }
    Result<std::size_t> read(char* buffer, std::size_t size) override { return m_inner.read(buffer, size); }
    const std::string& name() const override { return m_inner.name(); }
    std::optional<std::uint64_t> size() const override { return m_inner.size(); }
    std::uint64_t position() const override { return m_inner.position(); }

private:
    ByteSource& m_inner;
};

} // namespace

std::unique_ptr<PeekSource> peekAt(ByteSource& bytes)
{
    return std::make_unique<PeekSource>(std::make_unique<BorrowedSource>(bytes));
}

Result<void> skipBytes(ByteSource& bytes, std::size_t count)
{
    std::string skipped(count, '\0');
    for (std::size_t done = 0; done < count;) {
        const auto got = bytes.read(skipped.data(), count - done);
        if (!got)
            return got.error();
        if (*got == 0)
            break;
        done += *got;
    }
    return {};
}

TextLines::TextLines(ByteSource& bytes, ProgressSink& progress)
    : m_bytes(bytes)
    , m_progress(progress)
{
}

bool TextLines::open()
{
    m_peek = peekAt(m_bytes);
    const auto head = m_peek->peek(HeadSize);
    if (!head) {
        m_failure = head.error();
        return false;
    }
    const auto guess = guessEncoding(*head);
    m_text = utf8Source(*m_peek, guess.encoding, guess.bomBytes);
    m_lines.emplace(*m_text);
    return true;
}

bool TextLines::next(std::string_view& line)
{
    if (m_failure || (!m_lines && !open()))
        return false;
    if (m_lines->lineNumber() % LinesPerBeat == 0) {
        if (m_progress.cancelled()) {
            m_failure = Error{ErrorKind::Cancelled, m_bytes.name(), {}};
            return false;
        }
        m_progress.report(m_bytes.position(), m_bytes.size().value_or(0), m_bytes.name());
    }
    return m_lines->next(line);
}

std::uint64_t TextLines::number() const
{
    return m_lines ? m_lines->lineNumber() : 0;
}

std::optional<Error> TextLines::failure() const
{
    if (m_failure || !m_lines)
        return m_failure;
    return m_lines->error();
}

bool TextLines::cut() const
{
    return m_lines && !m_lines->endedWithNewline();
}

} // namespace bw
