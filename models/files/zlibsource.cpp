// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/files/zlibsource.h"

#include <algorithm>

namespace bw {

ZlibSource::ZlibSource(ByteSource& packed)
    : m_packed(packed)
    , m_usable(inflateInit(&m_stream) == Z_OK)
{
}

ZlibSource::~ZlibSource()
{
    if (m_usable)
        inflateEnd(&m_stream);
}

Error ZlibSource::failure(ErrorKind kind) const
{
    return {kind, "zlib", {name(), 0, 0, {}}};
}

Result<std::size_t> ZlibSource::read(char* buffer, std::size_t size)
{
    if (!m_usable)
        return failure(ErrorKind::Malformed);
    const auto wanted = unsigned(std::min<std::size_t>(size, 1u << 30));
    m_stream.next_out = reinterpret_cast<unsigned char*>(buffer);
    m_stream.avail_out = wanted;
    while (!m_ended && m_stream.avail_out == wanted && wanted > 0) {
        if (m_stream.avail_in == 0) {
            const auto count = m_packed.read(m_block.data(), m_block.size());
            if (!count)
                return count.error();
            if (*count == 0)
                return failure(ErrorKind::Truncated);
            m_stream.next_in = reinterpret_cast<unsigned char*>(m_block.data());
            m_stream.avail_in = unsigned(*count);
        }
        const int status = inflate(&m_stream, Z_NO_FLUSH);
        if (status != Z_OK && status != Z_STREAM_END && status != Z_BUF_ERROR)
            return failure(ErrorKind::Malformed);
        m_ended = status == Z_STREAM_END;
    }
    const std::size_t have = wanted - m_stream.avail_out;
    m_position += have;
    return have;
}

} // namespace bw
