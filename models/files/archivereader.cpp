// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/files/archivereader.h"

#include "models/files/textsource.h"

#include <algorithm>
#include <archive.h>
#include <archive_entry.h>
#include <cerrno>
#include <cstdio>

namespace bw {

namespace {

constexpr std::size_t BlockSize = 128u << 10;

std::string nameOf(archive_entry* entry, std::uint64_t number)
{
    // Which of these gives something depends on the archive's encoding and on the locale.
    if (const char* utf8 = archive_entry_pathname_utf8(entry))
        return cleanText(utf8);
    if (const char* bytes = archive_entry_pathname(entry))
        return cleanText(bytes);
    return "member " + std::to_string(number);
}

/// libarchive has no code for an early end, only words (the last two are zlib's and liblzma's "more input wanted").
bool saysCut(const std::string& text)
{
    for (const char* words : {"runcated", "nexpected end", "decompression failed (-5)", "No progress is possible"}) {
        if (text.find(words) != std::string::npos)
            return true;
    }
    return false;
}

} // namespace

/// What libarchive calls to get at the packed bytes.
struct ArchiveReader::Callbacks {
    static ArchiveReader& self(void* data) { return *static_cast<ArchiveReader*>(data); }

    static la_ssize_t read(archive* a, void* data, const void** block)
    {
        ArchiveReader& reader = self(data);
        const auto count = reader.m_packed.read(reader.m_block.data(), reader.m_block.size());
        if (!count) {
            reader.m_inputError = count.error();
            archive_set_error(a, EIO, "input");
            return -1;
        }
        reader.m_fetched += *count;
        *block = reader.m_block.data();
        return la_ssize_t(*count);
    }

    static la_int64_t skip(archive*, void* data, la_int64_t request)
    {
        ByteSource& packed = self(data).m_packed;
        if (!packed.canSeek() || request <= 0)
            return 0;
        const std::uint64_t target = packed.position() + std::uint64_t(request);
        return target <= packed.size().value_or(0) && packed.seek(target) ? request : 0;
    }

    static la_int64_t seek(archive*, void* data, la_int64_t offset, int whence)
    {
        ByteSource& packed = self(data).m_packed;
        la_int64_t target = offset;
        if (whence == SEEK_CUR)
            target += la_int64_t(packed.position());
        else if (whence == SEEK_END)
            target += la_int64_t(packed.size().value_or(0));
        if (target < 0 || std::uint64_t(target) > packed.size().value_or(0) || !packed.seek(std::uint64_t(target)))
            return ARCHIVE_FATAL;
        return target;
    }
};

void ArchiveReader::Free::operator()(archive* a) const
{
    archive_read_free(a);
}

ArchiveReader::ArchiveReader(ByteSource& packed)
    : m_packed(packed)
    , m_archive(archive_read_new())
    , m_block(BlockSize)
{
    archive* a = m_archive.get();
    archive_read_support_filter_gzip(a);
    archive_read_support_filter_xz(a);
    archive_read_support_filter_zstd(a);
    archive_read_support_filter_bzip2(a);
    archive_read_support_format_zip(a);
    archive_read_support_format_7zip(a);
    archive_read_support_format_tar(a);
    archive_read_support_format_raw(a);
    archive_read_support_format_empty(a);
    archive_read_set_callback_data(a, this);
    archive_read_set_read_callback(a, Callbacks::read);
    archive_read_set_skip_callback(a, Callbacks::skip);
    if (packed.canSeek())
        archive_read_set_seek_callback(a, Callbacks::seek);
}

ArchiveReader::~ArchiveReader() = default;

Error ArchiveReader::failure()
{
    if (m_inputError)
        return *m_inputError;
    const char* text = archive_error_string(m_archive.get());
    const std::string subject = cleanText(text ? text : "archive");
    const bool cut = saysCut(subject);
    const bool locked = archive_read_has_encrypted_entries(m_archive.get()) > 0;
    const ErrorKind kind = locked ? ErrorKind::Unsupported : cut ? ErrorKind::Truncated : ErrorKind::Malformed;
    return {kind, subject, {m_packed.name(), 0, 0, {}}};
}

Result<std::optional<ArchiveReader::Member>> ArchiveReader::next()
{
    if (!m_opened && archive_read_open1(m_archive.get()) < ARCHIVE_WARN) {
        m_broken = true;
        return failure();
    }
    m_opened = true;
    archive_entry* entry = nullptr;
    int status = ARCHIVE_RETRY;
    for (int round = 0; status == ARCHIVE_RETRY && round < 10; ++round)
        status = archive_read_next_header(m_archive.get(), &entry);
    if (status == ARCHIVE_EOF)
        return std::optional<Member>();
    if (status < ARCHIVE_WARN) {
        m_broken = true;
        return failure();
    }
    Member member;
    member.name = nameOf(entry, ++m_members);
    if (archive_entry_mtime_is_set(entry))
        member.modified = Instant(std::chrono::seconds(archive_entry_mtime(entry)));
    if (archive_entry_size_is_set(entry))
        member.size = std::uint64_t(std::max<la_int64_t>(0, archive_entry_size(entry)));
    member.regular = archive_entry_filetype(entry) == AE_IFREG && !archive_entry_hardlink(entry);
    member.encrypted = archive_entry_is_encrypted(entry) != 0;
    member.single = archive_format(m_archive.get()) == ARCHIVE_FORMAT_RAW;
    return std::optional(std::move(member));
}

Result<std::size_t> ArchiveReader::read(char* buffer, std::size_t size)
{
    la_ssize_t count = ARCHIVE_RETRY;
    for (int round = 0; count == ARCHIVE_RETRY && round < 10; ++round)
        count = archive_read_data(m_archive.get(), buffer, size);
    if (count >= 0)
        return std::size_t(count);
    m_broken = m_broken || count <= ARCHIVE_FATAL;
    return failure();
}

bool ArchiveReader::skippingUnpacks() const
{
    return archive_filter_code(m_archive.get(), 0) != ARCHIVE_FILTER_NONE
        || archive_format(m_archive.get()) == ARCHIVE_FORMAT_7ZIP;
}

bool ArchiveReader::saysNothing() const
{
    return archive_format(m_archive.get()) == ARCHIVE_FORMAT_EMPTY;
}

std::uint64_t ArchiveReader::packedBytes() const
{
    return std::min(m_fetched, m_packed.size().value_or(m_fetched));
}

} // namespace bw
