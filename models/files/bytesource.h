// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/foundation/instant.h"
#include "models/foundation/result.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace bw {

/// A stream of bytes read once, front to back, in blocks: a file, an archive member, standard input, a text in memory.
/// Never reads more than the caller asks for. One thread at a time.
class ByteSource {
public:
    virtual ~ByteSource() = default;
    /// Reads up to `size` bytes; 0 means the end. Errors: NotReadable, Malformed (corrupt archive), Truncated,
    /// TooLarge.
    virtual Result<std::size_t> read(char* buffer, std::size_t size) = 0;
    virtual const std::string& name() const = 0; ///< for places: path, or archive path + "!" + member
    virtual std::optional<std::uint64_t> size() const = 0; ///< if known beforehand
    virtual std::uint64_t position() const = 0; ///< bytes handed out so far, or the place last sought
    /// Whether seek() works: for files and texts in memory, not for pipes and archive members.
    virtual bool canSeek() const { return false; }
    /// Goes on at this byte, counted from the beginning. False where that cannot be.
    virtual bool seek(std::uint64_t) { return false; }
};

std::unique_ptr<ByteSource> memorySource(std::string text, std::string name = "memory");
Result<std::unique_ptr<ByteSource>> fileSource(const std::string& path);
/// Standard input.
std::unique_ptr<ByteSource> inputSource();

/// Hands the first `limit` bytes out for a look and then replays them: what sniffing needs.
class PeekSource final : public ByteSource {
public:
    explicit PeekSource(std::unique_ptr<ByteSource> inner);
    /// The next bytes of the stream without taking them (fewer than `limit` only at its end or before a failure, which
    /// read() then reports). May be called again with a larger limit; the view lives until the next call of either.
    Result<std::string_view> peek(std::size_t limit);

    Result<std::size_t> read(char* buffer, std::size_t size) override;
    const std::string& name() const override { return m_inner->name(); }
    std::optional<std::uint64_t> size() const override { return m_inner->size(); }
    std::uint64_t position() const override { return m_position; }
    bool canSeek() const override { return m_inner->canSeek(); }
    bool seek(std::uint64_t position) override;

private:
    std::unique_ptr<ByteSource> m_inner;
    std::string m_head;
    std::size_t m_headUsed = 0;
    std::uint64_t m_position = 0;
    bool m_innerEnded = false;
    std::optional<Error> m_failure;
};

} // namespace bw
