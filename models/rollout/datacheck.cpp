// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/rollout/datacheck.h"

#include <algorithm>

namespace bw {

namespace {

bool alnum(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool digits(std::string_view text)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// Begins with a letter or digit and goes on with those and `more`.
bool word(std::string_view text, std::string_view more, std::size_t most = 200)
{
    return !text.empty() && text.size() <= most && alnum(text.front())
        && std::all_of(text.begin(), text.end(),
                       [&](char c) { return alnum(c) || more.find(c) != std::string_view::npos; });
}

bool isHostName(std::string_view text)
{
    return word(text, "-._", 253) && text.back() != '-' && text.find("..") == std::string_view::npos;
}

bool isIpv6(std::string_view text)
{
    return text.size() <= 45 && std::count(text.begin(), text.end(), ':') >= 2
        && std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') || c == ':'
                   || c == '.';
           });
}

} // namespace

bool isAddress(std::string_view text)
{
    return isHostName(text) || isIpv6(text);
}

bool isPackageName(Ecosystem ecosystem, std::string_view text)
{
    switch (ecosystem) {
    case Ecosystem::Deb: // Debian policy 5.6.7
        return word(text, "+.-") && std::none_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    case Ecosystem::Hotfix:
        return text.size() > 2 && text.size() <= 12 && (text.starts_with("KB") || text.starts_with("kb"))
            && digits(text.substr(2));
    case Ecosystem::Program:
    case Ecosystem::MacApp:
        return word(text, " +._-()") && text.back() != ' ';
    case Ecosystem::Unknown:
        return false;
    default:
        return word(text, "+._-");
    }
}

bool isVersion(Ecosystem ecosystem, std::string_view text)
{
    switch (ecosystem) {
    case Ecosystem::Deb: // Debian policy 5.6.12
        return word(text, ".+~:-");
    case Ecosystem::Rpm:
        return word(text, ".+~^:_-");
    default:
        return word(text, ".+~:_-^ ()") && text.back() != ' ';
    }
}

std::string shown(std::string_view text)
{
    std::string out(text.substr(0, 80));
    for (char& c : out) {
        if (c < 0x20 || c >= 0x7f || c == '"' || c == '\'' || c == '`' || c == '\\')
            c = '?';
    }
    return out;
}

std::string refusalOf(const TargetOrder& target, std::string_view address)
{
    if (!isAddress(address))
        return "Not handed over: its address is not what a host's address looks like: " + shown(address);
    for (const OrderLine& line : target.lines) {
        if (!isVersion(line.ecosystem, line.fixed) && line.ecosystem != Ecosystem::Hotfix)
            return "Not handed over: the version of " + shown(line.package)
                + " is not what a version looks like: " + shown(line.fixed);
        if (line.binaries.empty() && !isPackageName(line.ecosystem, line.package))
            return "Not handed over: the name of a package is not what one looks like: " + shown(line.package);
        for (const std::string& binary : line.binaries) {
            if (!isPackageName(line.ecosystem, binary))
                return "Not handed over: the name of a package is not what one looks like: " + shown(binary);
        }
    }
    return {};
}

std::string shellQuoted(std::string_view text)
{
    std::string out = "'";
    for (const char c : text) {
        if (c == '\'')
            out += "'\\''";
        else if (c != '\0')
            out += c;
    }
    return out + "'";
}

std::string powerShellQuoted(std::string_view text)
{
    // PowerShell ends a single-quoted string at U+2018, U+2019, U+201A and U+201B as well; each doubled stands for one.
    std::string out = "'";
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::string_view mark = text.substr(i, 3);
        if (text[i] == '\'') {
            out += "''";
        } else if (mark == "\xE2\x80\x98" || mark == "\xE2\x80\x99" || mark == "\xE2\x80\x9A"
                   || mark == "\xE2\x80\x9B") {
            out.append(mark).append(mark);
            i += 2;
        } else if (text[i] != '\0') {
            out += text[i];
        }
    }
    return out + "'";
}

} // namespace bw
