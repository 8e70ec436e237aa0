// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/readers/packagetext.h"
#include "models/inventory/readers/printedlist.h"
#include "models/inventory/readers/readers.h"

#include <algorithm>

namespace bw {

namespace {

/// What one line of apk says of one package.
struct ApkLine {
    std::string_view name, installed, offered, arch, origin;
    bool versionLast = false; ///< nothing behind the version proves that the line is whole
    bool whole = false; ///< of a form that lists every installed package
};

bool isApkArch(std::string_view text)
{
    static constexpr std::string_view arches[] = {"x86_64",  "x86",   "aarch64", "armhf",       "armv7",
                                                  "ppc64le", "s390x", "riscv64", "loongarch64", "noarch"};
    return std::find(std::begin(arches), std::end(arches), text) != std::end(arches);
}

/// "musl-1.2.4-r2 x86_64 {musl} (MIT) [installed]"; an upgradable one names the installed build in its brackets.
std::optional<ApkLine> listLine(const std::vector<std::string_view>& words, std::string_view line)
{
    const auto build = splitApk(words[0]);
    if (!build || words.size() < 3 || !isApkArch(words[1]) || words[2].size() < 2 || words[2].front() != '{'
        || words[2].back() != '}')
        return std::nullopt;
    ApkLine out{build->name, {}, {}, words[1], words[2].substr(1, words[2].size() - 2), false, false};
    const auto bracket = line.rfind('[');
    if (bracket == std::string_view::npos || line.back() != ']')
        return out; // not installed
    const auto status = line.substr(bracket + 1, line.size() - bracket - 2);
    if (status == "installed") {
        out.installed = build->version;
        out.whole = true;
    } else if (const auto colon = status.rfind(": "); colon != std::string_view::npos) {
        const auto old = splitApk(status.substr(colon + 2));
        if (!old || old->name != build->name)
            return std::nullopt;
        out.installed = old->version;
        out.offered = build->version;
    }
    return out;
}

/// "(1/3) Upgrading busybox (1.36.1-r2 -> 1.36.1-r5)" of a simulated upgrade.
std::optional<ApkLine> upgradeLine(const std::vector<std::string_view>& words)
{
    if (words.size() != 6 || words[0].front() != '(' || words[1] != "Upgrading" || words[3].front() != '('
        || words[4] != "->" || words[5].back() != ')')
        return std::nullopt;
    const auto old = words[3].substr(1), next = words[5].substr(0, words[5].size() - 1);
    if (!isApkVersion(old) || !isApkVersion(next))
        return std::nullopt;
    return ApkLine{words[2], old, next, {}, {}, false, false};
}

std::optional<ApkLine> apkLine(std::string_view line)
{
    const auto words = blankWords(line);
    if (words.empty())
        return std::nullopt;
    if (words[0].front() == '(')
        return upgradeLine(words);
    const auto build = splitApk(words[0]);
    if (!build)
        return std::nullopt;
    if (words.size() == 1)
        return ApkLine{build->name, build->version, {}, {}, {}, true, true};
    if (words[1] == "-") // a description follows
        return ApkLine{build->name, build->version, {}, {}, {}, false, true};
    if (words.size() >= 3 && words[1].size() == 1
        && std::string_view("<=>?").find(words[1]) != std::string_view::npos) {
        ApkLine out{build->name, build->version, {}, {}, {}, false, false};
        if (words[1] == "<" && isApkVersion(words[2])) {
            out.offered = words[2];
            out.versionLast = words.size() == 3;
        }
        return out;
    }
    return listLine(words, line);
}

bool isMessage(std::string_view line)
{
    return line.empty() || line.substr(0, 6) == "fetch " || line.substr(0, 8) == "WARNING:"
        || line.substr(0, 3) == "OK:" || line.substr(0, 10) == "Installed:" || line[0] == ' ' || line[0] == '.'
        || line[0] == '(';
}

class ApkLines {
public:
    explicit ApkLines(PrintedList& list)
        : m_list(list)
    {
        list.host().partial = true; // until a line proves that every package is listed
    }
    Printed take(std::string_view line)
    {
        const auto found = apkLine(line);
        if (!found)
            return isMessage(line) ? Printed::Other : Printed::Unknown;
        if (found->whole)
            m_list.host().partial = false;
        if (!found->offered.empty() && !(found->versionLast && m_list.cutHere()))
            m_list.offer({Ecosystem::Apk, found->name, found->offered, found->arch, found->origin, {}, {}, {}},
                         found->installed, {});
        if (found->installed.empty())
            return Printed::Other;
        const ComponentView c{Ecosystem::Apk, found->name, found->installed, found->arch, found->origin, {}, {}, {}};
        if (found->versionLast && found->offered.empty())
            m_list.addAtEnd(c);
        else
            m_list.add(c);
        return Printed::Record;
    }

private:
    PrintedList& m_list;
};

class ApkListReader final : public InventoryReader {
public:
    std::string_view id() const override { return "apk-list"; }
    std::string_view name() const override { return "apk info -v, apk list, apk version (Alpine)"; }
    Match sniff(const Probe& probe) const override;
    Result<void> read(ByteSource& bytes, const ReadOptions& options, SnapshotBuilder& out,
                      ProgressSink& progress) const override;
};

Match ApkListReader::sniff(const Probe& probe) const
{
    const auto share = shareOfLines(probe.text, [](std::string_view line) { return apkLine(line) || isMessage(line); });
    const auto builds = shareOfLines(probe.text, [](std::string_view line) { return apkLine(line).has_value(); });
    if (builds.own == 0 || !share.most())
        return Match::No;
    return builds.most() ? Match::Certain : Match::Likely;
}

Result<void> ApkListReader::read(ByteSource& bytes, const ReadOptions& options, SnapshotBuilder& out,
                                 ProgressSink& progress) const
{
    PrintedList list(out, options);
    ApkLines lines(list);
    return list.read(bytes, progress, [&](std::string_view line) { return lines.take(line); });
}

} // namespace

std::unique_ptr<InventoryReader> makeApkListReader()
{
    return std::make_unique<ApkListReader>();
}

} // namespace bw
