// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/files/bytesource.h"
#include "models/foundation/progress.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace bw {

/// Caps against archive bombs. Reaching one ends that archive with an issue; what was handed out before stays.
struct WalkLimits {
    std::uint64_t members = 2'000'000;
    std::uint64_t totalBytes = 64ull << 30; ///< unpacked, over one walk
    std::uint64_t ratio = 2'000; ///< unpacked : packed, checked above `ratioFrom` unpacked bytes
    std::uint64_t ratioFrom = 64u << 20;
    int archiveDepth = 2; ///< an archive inside an archive
};

/// One regular file met on a walk. Good only until the visitor returns.
struct WalkedFile {
    /// As given, or inside its folder; an archive member as "archive.zip!member", cleaned for showing. A single
    /// compressed file keeps its own path.
    std::string path;
    std::optional<Instant> modified; ///< of the file or member
    bool inArchive = false;
    std::unique_ptr<PeekSource> bytes;
};

/// Visits every regular file below `path`: a file, a folder (recursively, sorted by name; hidden files and symbolic
/// links inside it are skipped), an archive (zip, tar, tar.gz/xz/zst/bz2, 7z) or a single compressed file (gz, xz,
/// zst, bz2, and raw zlib `78 01/9C/DA`), recognised by content. "-" is standard input. Documents that are zip files
/// inside (xlsx, docx, odt, jar ...) are visited as one file. Nothing is ever written to disk and member names are only
/// names. The visitor returns false to stop. Unreadable files, password-protected members and broken archives become
/// issues (a break within a member is told by its read() too); a path that does not exist is an Error NotFound;
/// Cancelled when the sink says so. Progress is told in bytes of the outer file.
Result<void> walkFiles(const std::string& path, const WalkLimits& limits, ProgressSink& progress,
                       std::vector<Issue>& issues, const std::function<bool(WalkedFile&)>& visitor);

} // namespace bw
