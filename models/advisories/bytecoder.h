// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/foundation/result.h"

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace bw {

/// Signed numbers as unsigned ones that stay small around zero.
inline std::uint64_t signedToNumber(std::int64_t value)
{
    return (std::uint64_t(value) << 1) ^ std::uint64_t(value >> 63);
}
inline std::int64_t numberToSigned(std::uint64_t value)
{
    return std::int64_t(value >> 1) ^ -std::int64_t(value & 1);
}

/// Appends numbers in groups of seven bits, low group first (LEB128), and bytes.
class ByteWriter {
public:
    void number(std::uint64_t value)
    {
        char group[10];
        std::size_t size = 0;
        for (; value >= 0x80; value >>= 7)
            group[size++] = char(static_cast<unsigned char>(value | 0x80));
        group[size++] = char(static_cast<unsigned char>(value));
        m_bytes.append(group, size);
    }
    void fixed32(std::uint32_t value)
    {
        for (int shift = 0; shift < 32; shift += 8)
            m_bytes += char(static_cast<unsigned char>(value >> shift));
    }
    void bytes(std::string_view text) { m_bytes.append(text); }
    std::string take() { return std::move(m_bytes); }

private:
    std::string m_bytes;
};

/// Reads them back. After the first fault ok() is false and everything read is zero or empty.
class ByteReader {
public:
    explicit ByteReader(std::string_view bytes)
        : m_at(bytes.data())
        , m_end(bytes.data() + bytes.size())
    {
    }
    std::uint64_t number()
    {
        std::uint64_t value = 0;
        for (int shift = 0; shift < 64 && m_at != m_end; shift += 7) {
            const auto byte = static_cast<unsigned char>(*m_at++);
            value |= std::uint64_t(byte & 0x7fu) << shift;
            if (byte < 0x80)
                return value;
        }
        fail();
        return 0;
    }
    std::uint32_t fixed32()
    {
        const std::string_view raw = bytes(4);
        std::uint32_t value = 0;
        for (std::size_t i = 0; i < raw.size(); ++i)
            value |= std::uint32_t(static_cast<unsigned char>(raw[i])) << (8 * i);
        return value;
    }
    std::string_view bytes(std::uint64_t count)
    {
        if (count > left()) {
            fail();
            return {};
        }
        const std::string_view out(m_at, std::size_t(count));
        m_at += count;
        return out;
    }
    void fail()
    {
        m_ok = false;
        m_at = m_end;
    }
    bool ok() const { return m_ok; }
    std::uint64_t left() const { return std::uint64_t(m_end - m_at); }

private:
    const char* m_at;
    const char* m_end;
    bool m_ok = true;
};

/// A payload with sign, length and checksum, compressed; and back. Errors: Damaged for bytes that are not ours or do
/// not add up, TooLarge for a length no feed has.
std::string packBlob(std::string_view payload);
Result<std::string> unpackBlob(std::string_view blob);

} // namespace bw
