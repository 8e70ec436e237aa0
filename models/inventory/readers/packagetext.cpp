// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/readers/packagetext.h"

#include <algorithm>
#include <array>

namespace bw {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isLower(char c)
{
    return c >= 'a' && c <= 'z';
}

template <std::size_t N>
bool contains(const std::array<std::string_view, N>& list, std::string_view text)
{
    return std::find(list.begin(), list.end(), text) != list.end();
}

} // namespace

std::string_view trimmed(std::string_view text)
{
    const auto first = text.find_first_not_of(" \t\r");
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

std::vector<std::string_view> splitAt(std::string_view text, char separator)
{
    std::vector<std::string_view> parts;
    for (;;) {
        const auto at = text.find(separator);
        parts.push_back(text.substr(0, at));
        if (at == std::string_view::npos)
            return parts;
        text.remove_prefix(at + 1);
    }
}

bool isDebName(std::string_view text)
{
    const auto [name, arch] = splitDebName(text);
    if (name.size() < 2 || (!isLower(name[0]) && !isDigit(name[0])))
        return false;
    if (name.size() != text.size() && !isDebArch(arch))
        return false;
    return std::all_of(name.begin(), name.end(),
                       [](char c) { return isLower(c) || isDigit(c) || c == '+' || c == '-' || c == '.' || c == '_'; });
}

bool isDebVersion(std::string_view text)
{
    const auto allowed = [](char c) {
        return isDigit(c) || isLower(c) || (c >= 'A' && c <= 'Z')
            || std::string_view(".+-~:_").find(c) != std::string_view::npos;
    };
    if (text.empty() || !std::all_of(text.begin(), text.end(), allowed))
        return false;
    const auto colon = text.find(':');
    if (colon != std::string_view::npos && !std::all_of(text.begin(), text.begin() + std::ptrdiff_t(colon), isDigit))
        return false;
    return std::any_of(text.begin(), text.end(), isDigit) && text[0] != '-' && text[0] != '.';
}

bool isDebArch(std::string_view text)
{
    static constexpr std::array<std::string_view, 22> arches = {
        "amd64",   "all",   "arm64", "armhf", "armel", "i386", "ppc64el", "s390x", "riscv64", "mips64el", "mipsel",
        "loong64", "alpha", "hppa",  "ia64",  "m68k",  "mips", "powerpc", "ppc64", "sh4",     "sparc64",  "x32"};
    return contains(arches, text) || text.substr(0, 5) == "hurd-" || text.substr(0, 9) == "kfreebsd-";
}

NameAndArch splitDebName(std::string_view binaryPackage)
{
    const auto colon = binaryPackage.rfind(':');
    if (colon == std::string_view::npos)
        return {binaryPackage, {}};
    return {binaryPackage.substr(0, colon), binaryPackage.substr(colon + 1)};
}

SourceText splitSource(std::string_view source)
{
    source = trimmed(source);
    const auto open = source.find('(');
    if (open == std::string_view::npos)
        return {source, {}};
    const auto close = source.find(')', open);
    return {trimmed(source.substr(0, open)),
            trimmed(source.substr(open + 1, close == std::string_view::npos ? close : close - open - 1))};
}

bool isInstalledStatus(std::string_view words)
{
    const auto status = trimmed(words);
    const auto space = status.rfind(' ');
    const auto state = space == std::string_view::npos ? status : status.substr(space + 1);
    static constexpr std::array<std::string_view, 6> installed = {
        "installed", "unpacked", "half-configured", "half-installed", "triggers-awaited", "triggers-pending"};
    return contains(installed, state);
}

std::optional<bool> isInstalledCode(std::string_view code)
{
    code = trimmed(code);
    if (code.size() < 2 || code.size() > 3 || std::string_view("uihrp").find(code[0]) == std::string_view::npos)
        return std::nullopt;
    if (code.size() == 3 && code[2] != 'R' && code[2] != 'X')
        return std::nullopt;
    if (std::string_view("iUFHWt").find(code[1]) != std::string_view::npos)
        return true;
    if (code[1] == 'n' || code[1] == 'c')
        return false;
    return std::nullopt;
}

bool isUnfinished(std::string_view status)
{
    status = trimmed(status);
    if (const auto code = isInstalledCode(status))
        return *code && std::string_view("UFH").find(status[1]) != std::string_view::npos;
    const auto space = status.rfind(' ');
    const auto state = space == std::string_view::npos ? status : status.substr(space + 1);
    return state == "unpacked" || state == "half-configured" || state == "half-installed";
}

bool isApkVersion(std::string_view text)
{
    const auto revision = text.rfind("-r");
    if (revision == std::string_view::npos || revision == 0 || !isDigit(text[0]))
        return false;
    const auto digits = text.substr(revision + 2);
    const auto version = text.substr(0, revision);
    return !digits.empty() && std::all_of(digits.begin(), digits.end(), isDigit)
        && std::all_of(version.begin(), version.end(),
                       [](char c) { return isDigit(c) || isLower(c) || c == '.' || c == '_'; });
}

std::optional<NameAndVersion> splitApk(std::string_view text)
{
    const auto revision = text.rfind("-r");
    if (revision == std::string_view::npos || revision == 0)
        return std::nullopt;
    const auto dash = text.rfind('-', revision - 1);
    if (dash == std::string_view::npos || dash == 0 || !isApkVersion(text.substr(dash + 1)))
        return std::nullopt;
    const auto name = text.substr(0, dash);
    if (name.find_first_of(" \t/()[]{}") != std::string_view::npos)
        return std::nullopt;
    return NameAndVersion{name, text.substr(dash + 1)};
}

bool isPacmanVersion(std::string_view text)
{
    const auto dash = text.rfind('-');
    if (dash == std::string_view::npos || dash == 0 || dash + 1 == text.size())
        return false;
    const auto release = text.substr(dash + 1);
    const auto version = text.substr(0, dash);
    const auto allowed = [](char c) {
        return isDigit(c) || isLower(c) || (c >= 'A' && c <= 'Z')
            || std::string_view("._+~:").find(c) != std::string_view::npos;
    };
    return std::all_of(release.begin(), release.end(), [](char c) { return isDigit(c) || c == '.'; })
        && std::all_of(version.begin(), version.end(), allowed)
        && (isDigit(version[0]) || isLower(version[0]) || (version[0] >= 'A' && version[0] <= 'Z'));
}

bool isRpmArch(std::string_view text)
{
    static constexpr std::array<std::string_view, 20> arches = {
        "x86_64", "noarch", "aarch64", "i686",   "i586",    "i486",    "i386", "ppc64le", "ppc64", "ppc",
        "s390x",  "s390",   "armv7hl", "armv7l", "armv6hl", "riscv64", "ia64", "athlon",  "src",   "loongarch64"};
    return contains(arches, text) || text.substr(0, 7) == "x86_64_";
}

std::optional<Nevra> splitNevra(std::string_view text)
{
    Nevra out;
    const auto dot = text.rfind('.');
    if (dot != std::string_view::npos && (isRpmArch(text.substr(dot + 1)) || text.substr(dot + 1) == "(none)")) {
        out.arch = text.substr(dot + 1) == "(none)" ? std::string_view() : text.substr(dot + 1);
        text = text.substr(0, dot);
    }
    const auto release = text.rfind('-');
    if (release == std::string_view::npos || release == 0)
        return std::nullopt;
    const auto version = text.rfind('-', release - 1);
    if (version == std::string_view::npos || version == 0)
        return std::nullopt;
    out.name = text.substr(0, version);
    out.version = text.substr(version + 1, release - version - 1);
    out.release = text.substr(release + 1);
    const auto isEpoch = [](std::string_view t) {
        return t == "(none)" || (!t.empty() && std::all_of(t.begin(), t.end(), isDigit));
    };
    for (std::string_view* holder : {&out.version, &out.name}) {
        const auto colon = holder->find(':');
        if (colon != std::string_view::npos && isEpoch(holder->substr(0, colon))) {
            out.epoch = holder->substr(0, colon);
            holder->remove_prefix(colon + 1);
        }
    }
    if (out.name.empty() || out.version.empty() || out.release.empty()
        || text.find_first_of(" \t/") != std::string_view::npos)
        return std::nullopt;
    return out;
}

std::string evrOf(std::string_view epoch, std::string_view version, std::string_view release)
{
    std::string evr;
    if (!epoch.empty() && epoch != "0" && epoch != "(none)")
        evr.append(epoch).append(1, ':');
    evr.append(version);
    if (!release.empty())
        evr.append(1, '-').append(release);
    return evr;
}

std::string_view cleanEvr(std::string_view evr)
{
    for (const std::string_view none : {"(none):", "0:"}) {
        if (evr.substr(0, none.size()) == none)
            evr.remove_prefix(none.size());
    }
    return evr;
}

bool hasRpmDistTag(std::string_view version)
{
    for (const std::string_view tag : {".el", ".fc", ".cm", ".amzn", ".azl", ".mga", ".lp1", "-lp1"}) {
        const auto at = version.find(tag);
        if (at != std::string_view::npos && at + tag.size() < version.size() && isDigit(version[at + tag.size()]))
            return true;
    }
    return false;
}

std::string_view sourceOfRpm(std::string_view sourceRpm)
{
    for (const std::string_view end : {".src.rpm", ".nosrc.rpm"}) {
        if (sourceRpm.size() <= end.size() || sourceRpm.substr(sourceRpm.size() - end.size()) != end)
            continue;
        const auto parts = splitNevra(sourceRpm.substr(0, sourceRpm.size() - end.size()));
        return parts ? parts->name : std::string_view();
    }
    return {};
}

} // namespace bw
