// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/advisories/readers/feedtext.h"

#include <algorithm>

namespace bw {

namespace {

constexpr std::string_view Blanks = " \t\r\n\v\f";

} // namespace

std::string_view withoutBlanks(std::string_view text)
{
    const auto begin = text.find_first_not_of(Blanks);
    if (begin == std::string_view::npos)
        return {};
    return text.substr(begin, text.find_last_not_of(Blanks) - begin + 1);
}

std::string_view cutText(std::string_view text, std::size_t bytes)
{
    if (text.size() <= bytes)
        return text;
    while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xc0u) == 0x80u)
        --bytes;
    return text.substr(0, bytes);
}

std::string_view withoutBom(std::string_view text)
{
    constexpr std::string_view Bom = "\xef\xbb\xbf";
    return text.starts_with(Bom) ? text.substr(Bom.size()) : text;
}

std::string_view fileStem(std::string_view path)
{
    const auto begin = path.find_last_of("/\\!");
    std::string_view name = begin == std::string_view::npos ? path : path.substr(begin + 1);
    const auto dot = name.rfind('.');
    return dot == std::string_view::npos || dot == 0 ? name : name.substr(0, dot);
}

bool hasJsonKey(std::string_view head, std::string_view key)
{
    const std::string quoted = '"' + std::string(key) + '"';
    for (auto at = head.find(quoted); at != std::string_view::npos; at = head.find(quoted, at + 1)) {
        const auto colon = head.find_first_not_of(Blanks, at + quoted.size());
        if (colon != std::string_view::npos && head[colon] == ':')
            return true;
    }
    return false;
}

char firstSignificant(std::string_view text)
{
    const auto at = withoutBom(text).find_first_not_of(Blanks);
    return at == std::string_view::npos ? '\0' : withoutBom(text)[at];
}

StringId internText(StringPool& pool, std::string_view text)
{
    return text.empty() ? StringPool::npos : pool.intern(text);
}

std::string_view cveIn(std::string_view id)
{
    constexpr std::string_view Sign = "CVE-";
    const auto at = id.find(Sign);
    if (at == std::string_view::npos || (at > 0 && id[at - 1] != '-'))
        return {};
    const std::string_view cve = id.substr(at);
    const auto end = cve.find_first_not_of("0123456789", Sign.size());
    const bool shaped = end == Sign.size() + 4 && cve[end] == '-' && cve.size() > end + 3
        && cve.find_first_not_of("0123456789", end + 1) == std::string_view::npos;
    return shaped ? cve : std::string_view();
}

bool splitCsv(std::string_view record, std::vector<std::string>& cells)
{
    cells.clear();
    cells.emplace_back();
    bool quoted = false;
    for (std::size_t i = 0; i < record.size(); ++i) {
        const char c = record[i];
        if (quoted && c == '"' && i + 1 < record.size() && record[i + 1] == '"')
            cells.back() += record[++i];
        else if (c == '"' && (quoted || cells.back().empty()))
            quoted = !quoted;
        else if (c == ',' && !quoted)
            cells.emplace_back();
        else
            cells.back() += c;
    }
    return !quoted;
}

void addOnce(std::vector<StringId>& ids, StringId id)
{
    if (std::find(ids.begin(), ids.end(), id) == ids.end())
        ids.push_back(id);
}

} // namespace bw
