// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/files/bytesource.h"

#include <memory>
#include <string>
#include <vector>

struct archive;
struct archive_entry;

namespace bw {

/// Reads the members of one archive front to back through libarchive, in memory. Zip, 7z, tar and single files, packed
/// with gz, xz, zst or bz2; no filter that would start another program is switched on. Does not own the packed bytes.
class ArchiveReader {
public:
    explicit ArchiveReader(ByteSource& packed);
    ~ArchiveReader();
    ArchiveReader(const ArchiveReader&) = delete;
    ArchiveReader& operator=(const ArchiveReader&) = delete;

    struct Member {
        std::string name; ///< cleaned; only ever a name
        std::optional<Instant> modified;
        std::optional<std::uint64_t> size;
        bool regular = false;
        bool encrypted = false;
        bool single = false; ///< the archive is but one packed file without a name
    };
    /// The next member; nothing at the end. An error is the end, too.
    Result<std::optional<Member>> next();
    /// Bytes of the member met last; 0 at its end.
    Result<std::size_t> read(char* buffer, std::size_t size);
    /// Whether to pass over a member all of it has to be unpacked.
    bool skippingUnpacks() const;
    /// Whether nothing after a failed read() can be read any more.
    bool broken() const { return m_broken; }
    /// Whether nothing at all came out (known once next() gave nothing).
    bool saysNothing() const;
    /// Bytes of the archive looked at, each counted once at most.
    std::uint64_t packedBytes() const;

private:
    struct Callbacks;
    Error failure();

    ByteSource& m_packed;
    struct Free {
        void operator()(archive* a) const;
    };
    std::unique_ptr<archive, Free> m_archive;
    std::vector<char> m_block;
    std::uint64_t m_fetched = 0;
    std::uint64_t m_members = 0;
    std::optional<Error> m_inputError;
    bool m_opened = false;
    bool m_broken = false;
};

} // namespace bw
