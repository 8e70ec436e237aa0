// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/advisories/bytecoder.h"

#include <zlib.h>

namespace bw {

namespace {

constexpr std::string_view Sign = "BWFB1\n";
constexpr std::size_t HeadSize = 6 + 8 + 4; ///< sign, length, CRC-32 of the payload
constexpr std::uint64_t MostBytes = 2ull << 30;
constexpr std::uint64_t MostRatio = 1'100; ///< deflate cannot do better than 1,032 : 1
constexpr int Level = 1; ///< higher levels save a tenth and take three times as long

std::uint32_t checksum(std::string_view payload)
{
    uLong crc = crc32_z(0, nullptr, 0);
    crc = crc32_z(crc, reinterpret_cast<const Bytef*>(payload.data()), payload.size());
    return std::uint32_t(crc);
}

} // namespace

std::string packBlob(std::string_view payload)
{
    ByteWriter head;
    head.bytes(Sign);
    head.fixed32(std::uint32_t(payload.size()));
    head.fixed32(std::uint32_t(std::uint64_t(payload.size()) >> 32));
    head.fixed32(checksum(payload));
    std::string blob = head.take();
    uLongf packed = compressBound(uLong(payload.size()));
    blob.resize(HeadSize + packed);
    compress2(reinterpret_cast<Bytef*>(blob.data() + HeadSize), &packed, reinterpret_cast<const Bytef*>(payload.data()),
              uLong(payload.size()), Level);
    blob.resize(HeadSize + packed);
    return blob;
}

Result<std::string> unpackBlob(std::string_view blob)
{
    const auto error = [](ErrorKind kind) { return Error{kind, "feed revision", {}}; };
    if (blob.size() < HeadSize || !blob.starts_with(Sign))
        return error(ErrorKind::Damaged);
    ByteReader head(blob.substr(Sign.size()));
    const std::uint64_t low = head.fixed32();
    const std::uint64_t size = low | std::uint64_t(head.fixed32()) << 32;
    const std::uint32_t crc = head.fixed32();
    const std::string_view packed = blob.substr(HeadSize);
    if (size > packed.size() * MostRatio)
        return error(ErrorKind::Damaged);
    if (size > MostBytes)
        return error(ErrorKind::TooLarge);
    std::string payload;
    payload.resize(std::size_t(size));
    uLongf unpacked = uLongf(size);
    const int status = uncompress(reinterpret_cast<Bytef*>(payload.data()), &unpacked,
                                  reinterpret_cast<const Bytef*>(packed.data()), uLong(packed.size()));
    if (status != Z_OK || unpacked != size || checksum(payload) != crc)
        return error(ErrorKind::Damaged);
    return payload;
}

} // namespace bw
