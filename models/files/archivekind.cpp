// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/files/archivekind.h"

#include <algorithm>
#include <array>
#include <string>
#include <zlib.h>

namespace bw {

namespace {

using namespace std::string_view_literals;

bool isZip(std::string_view head)
{
    return head.starts_with("PK\3\4"sv) || head.starts_with("PK\5\6"sv) || head.starts_with("PK\7\10"sv);
}

/// Office documents and program packages: by name, or by what their first member is called.
bool isDocument(std::string_view head, std::string_view path)
{
    constexpr std::array endings{".xlsx"sv, ".xlsm"sv, ".xlsb"sv, ".docx"sv, ".docm"sv, ".pptx"sv, ".odt"sv,  ".ods"sv,
                                 ".odp"sv,  ".jar"sv,  ".war"sv,  ".ear"sv,  ".epub"sv, ".whl"sv,  ".nupkg"sv};
    constexpr std::array first{
        "[Content_Types].xml"sv, "_rels/"sv, "docProps/"sv, "xl/"sv, "mimetype"sv, "META-INF/"sv};
    std::string ending(path.substr(std::min(path.size(), path.rfind('.'))));
    std::transform(ending.begin(), ending.end(), ending.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c; });
    if (std::find(endings.begin(), endings.end(), ending) != endings.end())
        return true;
    constexpr std::size_t nameAt = 30; // of a local file header
    return head.starts_with("PK\3\4"sv) && head.size() > nameAt
        && std::any_of(first.begin(), first.end(),
                       [&](std::string_view name) { return head.substr(nameAt).starts_with(name); });
}

bool isCompressed(std::string_view head)
{
    return head.starts_with("\x1F\x8B"sv)
        || head.starts_with("\xFD"
                            "7zXZ\0"sv)
        || head.starts_with("\x28\xB5\x2F\xFD"sv)
        || (head.starts_with("BZh"sv) && head.size() > 9 && head[3] >= '1' && head[3] <= '9'
            && (head.substr(4).starts_with("1AY&SY"sv) || head.substr(4).starts_with("\x17\x72\x45\x38\x50\x90"sv)));
}

/// Two bytes are little to go by, so the text behind them must inflate as well.
bool isZlib(std::string_view head)
{
    if (!head.starts_with("\x78\x01"sv) && !head.starts_with("\x78\x9C"sv) && !head.starts_with("\x78\xDA"sv))
        return false;
    z_stream stream = {};
    if (inflateInit(&stream) != Z_OK)
        return false;
    std::array<unsigned char, 16384> out;
    std::string in(head);
    stream.next_in = reinterpret_cast<unsigned char*>(in.data());
    stream.avail_in = unsigned(in.size());
    stream.next_out = out.data();
    stream.avail_out = unsigned(out.size());
    const int status = inflate(&stream, Z_SYNC_FLUSH);
    inflateEnd(&stream);
    return status == Z_OK || status == Z_STREAM_END || status == Z_BUF_ERROR;
}

} // namespace

ArchiveKind archiveKind(std::string_view head, std::string_view path)
{
    if (isZip(head))
        return isDocument(head, path) ? ArchiveKind::None : ArchiveKind::Zip;
    if (head.starts_with("7z\xBC\xAF\x27\x1C"sv))
        return ArchiveKind::SevenZip;
    if (isCompressed(head))
        return ArchiveKind::Compressed;
    if (head.size() >= 512 && head.substr(257, 5) == "ustar"sv)
        return ArchiveKind::Tar;
    if (isZlib(head))
        return ArchiveKind::Zlib;
    return ArchiveKind::None;
}

} // namespace bw
