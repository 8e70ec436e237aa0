// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/readers/csvcomponents.h"

#include "models/inventory/readers/packagetext.h"

#include <algorithm>
#include <utility>

namespace bw {

namespace {

constexpr std::pair<std::string_view, Ecosystem> Words[] = {
    {"deb", Ecosystem::Deb},
    {"dpkg", Ecosystem::Deb},
    {"apt", Ecosystem::Deb},
    {"debian", Ecosystem::Deb},
    {"ubuntu", Ecosystem::Deb},
    {"deb_packages", Ecosystem::Deb},
    {"rpm", Ecosystem::Rpm},
    {"yum", Ecosystem::Rpm},
    {"dnf", Ecosystem::Rpm},
    {"zypper", Ecosystem::Rpm},
    {"rpm_packages", Ecosystem::Rpm},
    {"apk", Ecosystem::Apk},
    {"alpine", Ecosystem::Apk},
    {"pacman", Ecosystem::Pacman},
    {"alpm", Ecosystem::Pacman},
    {"program", Ecosystem::Program},
    {"programs", Ecosystem::Program},
    {"win", Ecosystem::Program},
    {"windows", Ecosystem::Program},
    {"msi", Ecosystem::Program},
    {"exe", Ecosystem::Program},
    {"registry", Ecosystem::Program},
    {"hotfix", Ecosystem::Hotfix},
    {"kb", Ecosystem::Hotfix},
    {"patches", Ecosystem::Hotfix},
    {"macapp", Ecosystem::MacApp},
    {"app", Ecosystem::MacApp},
    {"apps", Ecosystem::MacApp},
    {"pkg", Ecosystem::MacApp},
    {"snap", Ecosystem::Snap},
    {"flatpak", Ecosystem::Flatpak},
    {"language", Ecosystem::Language},
    {"npm", Ecosystem::Language},
    {"npm_packages", Ecosystem::Language},
    {"pypi", Ecosystem::Language},
    {"python", Ecosystem::Language},
    {"python_packages", Ecosystem::Language},
    {"maven", Ecosystem::Language},
    {"gem", Ecosystem::Language},
    {"nuget", Ecosystem::Language},
    {"golang", Ecosystem::Language},
    {"cargo", Ecosystem::Language},
    {"composer", Ecosystem::Language},
};

std::string lower(std::string_view text)
{
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? char(c | 0x20) : c; });
    return out;
}

bool fits(Ecosystem ecosystem, const SoftwareCells& cells)
{
    switch (ecosystem) {
    case Ecosystem::Deb:
        return isDebName(cells.name) && isDebVersion(cells.version);
    case Ecosystem::Rpm:
        return !cells.release.empty() || cells.version.find('-') != std::string_view::npos
            || (cells.version.empty() && splitNevra(cells.name));
    case Ecosystem::Apk:
        return cells.version.find("-r") != std::string_view::npos;
    case Ecosystem::Pacman:
        return cells.version.find('-') != std::string_view::npos;
    default:
        return true;
    }
}

/// "KB5044284" from "KB5044284", "kb 5044284" or "5044284"; empty where there is no such number.
std::string hotfixName(std::string_view text)
{
    const auto first = text.find_first_of("0123456789");
    if (first == std::string_view::npos)
        return {};
    const auto end = std::min(text.find_first_not_of("0123456789", first), text.size());
    const auto before = lower(trimmed(text.substr(0, first)));
    if (end - first < 6 || end - first > 8 || (!before.empty() && before != "kb"))
        return {};
    return "KB" + std::string(text.substr(first, end - first));
}

void debian(const SoftwareCells& cells, RowComponent& out)
{
    const auto split = splitDebName(cells.name);
    out.view.name = split.name;
    if (out.view.arch.empty())
        out.view.arch = split.arch;
    const auto source = splitSource(cells.source);
    out.view.source = source.name;
    out.view.sourceVersion = cells.sourceVersion.empty() ? source.version : cells.sourceVersion;
    if (out.view.sourceVersion == cells.version)
        out.view.sourceVersion = {};
    if (!isDebName(cells.name))
        out.problem = "package name is impossible";
    else if (!isDebVersion(cells.version))
        out.problem = "version is empty or impossible";
}

void rpm(const SoftwareCells& cells, RowComponent& out)
{
    const auto parts = cells.version.empty() ? splitNevra(cells.name) : std::nullopt;
    if (parts) {
        out.view.name = parts->name;
        out.view.arch = parts->arch;
        out.storage = evrOf(parts->epoch, parts->version, parts->release);
    } else {
        out.storage = evrOf(cells.epoch, cleanEvr(cells.version), cells.release);
    }
    out.view.version = out.storage;
    const auto source = sourceOfRpm(cells.source);
    out.view.source = source.empty() && cells.source != "(none)" ? cells.source : source;
    if (out.view.name == "gpg-pubkey")
        out.view.name = {}; // a signing key that rpm keeps in its list
    else if (out.view.version.empty())
        out.problem = "version is empty";
}

} // namespace

Ecosystem ecosystemOf(const OsIdentity& os)
{
    if (os.family == "windows")
        return Ecosystem::Program;
    if (os.family == "macos")
        return Ecosystem::MacApp;
    for (const std::string_view debian : {"Debian", "Ubuntu", "Raspbian"}) {
        if (os.name == debian)
            return Ecosystem::Deb;
    }
    for (const std::string_view redHat :
         {"AlmaLinux", "Rocky Linux", "CentOS", "Oracle Linux", "Red Hat", "Fedora", "Amazon Linux", "CBL-Mariner",
          "openSUSE Leap", "openSUSE Tumbleweed", "SUSE Linux Enterprise Server"}) {
        if (os.name == redHat)
            return Ecosystem::Rpm;
    }
    if (os.name == "Alpine")
        return Ecosystem::Apk;
    return os.name == "Arch Linux" ? Ecosystem::Pacman : Ecosystem::Program;
}

Ecosystem ecosystemFromWord(std::string_view word)
{
    const std::string sign = lower(word);
    for (const auto& [text, ecosystem] : Words) {
        if (sign == text)
            return ecosystem;
    }
    return Ecosystem::Unknown;
}

void componentOf(const SoftwareCells& cells, Ecosystem assumed, RowComponent& out)
{
    out.problem = nullptr;
    out.view = {Ecosystem::Unknown,  cells.name, cells.version, cells.arch, cells.source,
                cells.sourceVersion, {},         cells.vendor};
    if (!cells.hotfix.empty()) {
        out.storage = hotfixName(cells.hotfix);
        out.view = {Ecosystem::Hotfix, out.storage, {}, {}, {}, {}, {}, {}};
        if (out.storage.empty())
            out.problem = "no KB number";
        return;
    }
    out.view.ecosystem = ecosystemFromWord(cells.ecosystem);
    // Fleet writes the table that a package came from into a column named "source".
    if (cells.ecosystem.empty() && out.view.ecosystem == Ecosystem::Unknown
        && cells.source.find("_packages") != std::string_view::npos) {
        out.view.ecosystem = ecosystemFromWord(cells.source);
        if (out.view.ecosystem != Ecosystem::Unknown) {
            SoftwareCells again = cells;
            again.ecosystem = cells.source;
            again.source = {};
            componentOf(again, assumed, out);
            return;
        }
    }
    if (out.view.ecosystem == Ecosystem::Unknown)
        out.view.ecosystem = fits(assumed, cells) ? assumed : Ecosystem::Program;
    switch (out.view.ecosystem) {
    case Ecosystem::Deb:
        debian(cells, out);
        break;
    case Ecosystem::Rpm:
        rpm(cells, out);
        break;
    case Ecosystem::Hotfix:
        out.storage = hotfixName(cells.name);
        out.view = {Ecosystem::Hotfix, out.storage, {}, {}, {}, {}, {}, {}};
        if (out.storage.empty())
            out.problem = "no KB number";
        break;
    case Ecosystem::Language:
        out.view.vendor = cells.ecosystem == "language" ? cells.vendor : cells.ecosystem;
        break;
    default:
        break;
    }
}

} // namespace bw
