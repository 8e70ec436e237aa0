// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace bw {

enum class ArchiveKind : std::uint8_t {
    None, ///< a file to read as it is
    Zip,
    SevenZip,
    Tar,
    Compressed, ///< gz, xz, zst, bz2: a tar or a single file inside
    Zlib
};

/// What the first SniffSize bytes of a file say. Documents that are zip files inside are None.
ArchiveKind archiveKind(std::string_view head, std::string_view path);
inline constexpr std::size_t SniffSize = 1024;

} // namespace bw
