// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/files/bytesource.h"

#include <array>
#include <zlib.h>

namespace bw {

/// Inflates a zlib stream (RFC 1950); what follows it is not looked at. Does not own the packed bytes.
class ZlibSource final : public ByteSource {
public:
    explicit ZlibSource(ByteSource& packed);
    ~ZlibSource() override;
    ZlibSource(const ZlibSource&) = delete;
    ZlibSource& operator=(const ZlibSource&) = delete;

    Result<std::size_t> read(char* buffer, std::size_t size) override;
    const std::string& name() const override { return m_packed.name(); }
    std::optional<std::uint64_t> size() const override { return std::nullopt; }
    std::uint64_t position() const override { return m_position; }

private:
    Error failure(ErrorKind kind) const;

    ByteSource& m_packed;
    z_stream m_stream = {};
    std::array<char, 65536> m_block;
    std::uint64_t m_position = 0;
    bool m_usable;
    bool m_ended = false;
};

} // namespace bw
