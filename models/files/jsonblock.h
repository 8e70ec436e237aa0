// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace bw {

/// 64 bytes of JSON text as bit masks, the lowest bit for the first byte.
struct JsonBlock {
    static constexpr std::size_t Size = 64;
    std::uint64_t quotes = 0;
    std::uint64_t backslashes = 0;
    std::uint64_t brackets = 0;

    explicit JsonBlock(const char* bytes)
    {
#if defined(__SSE2__)
        for (unsigned part = 0; part < 4; ++part) {
            const __m128i v = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes + 16 * part));
            // '[' and '{' differ in 0x20 alone, as do ']' and '}'.
            const __m128i folded = _mm_or_si128(v, _mm_set1_epi8(0x20));
            const __m128i bracket =
                _mm_or_si128(_mm_cmpeq_epi8(folded, _mm_set1_epi8('{')), _mm_cmpeq_epi8(folded, _mm_set1_epi8('}')));
            quotes |= mask(_mm_cmpeq_epi8(v, _mm_set1_epi8('"'))) << (16 * part);
            backslashes |= mask(_mm_cmpeq_epi8(v, _mm_set1_epi8('\\'))) << (16 * part);
            brackets |= mask(bracket) << (16 * part);
        }
#else
        for (unsigned i = 0; i < Size; ++i) {
            const std::uint64_t bit = std::uint64_t(1) << i;
            const char folded = char(bytes[i] | 0x20);
            quotes |= bytes[i] == '"' ? bit : 0;
            backslashes |= bytes[i] == '\\' ? bit : 0;
            brackets |= folded == '{' || folded == '}' ? bit : 0;
        }
#endif
    }

private:
#if defined(__SSE2__)
    static std::uint64_t mask(__m128i v)
    {
        return std::uint64_t(unsigned(_mm_movemask_epi8(v)));
    }
#endif
};

/// Bit i = parity of the bits up to and with i: turns quotes into "inside a string" (the opening quote counts as
/// inside).
inline std::uint64_t prefixXor(std::uint64_t bits)
{
    for (unsigned shift = 1; shift < 64; shift *= 2)
        bits ^= bits << shift;
    return bits;
}

/// The bytes that a backslash before them escapes. `carry`: the first byte is escaped by the block before; set for the
/// next block.
inline std::uint64_t escapedBytes(std::uint64_t backslashes, bool& carry)
{
    std::uint64_t escaped = carry ? 1 : 0;
    backslashes &= ~escaped;
    carry = false;
    while (backslashes != 0) {
        const int at = std::countr_zero(backslashes);
        if (at == 63) {
            carry = true;
            break;
        }
        escaped |= std::uint64_t(2) << at;
        backslashes &= ~(std::uint64_t(3) << at);
    }
    return escaped;
}

inline std::uint64_t countByte(std::string_view text, char byte)
{
    std::uint64_t count = 0;
    std::size_t i = 0;
#if defined(__SSE2__)
    for (; i + 16 <= text.size(); i += 16) {
        const __m128i v = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + i));
        count += std::uint64_t(std::popcount(unsigned(_mm_movemask_epi8(_mm_cmpeq_epi8(v, _mm_set1_epi8(byte))))));
    }
#endif
    for (; i < text.size(); ++i)
        count += text[i] == byte;
    return count;
}

} // namespace bw
