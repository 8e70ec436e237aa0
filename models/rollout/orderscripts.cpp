// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/rollout/orderscripts.h"

#include "models/rollout/datacheck.h"

#include <algorithm>
#include <cstdio>
#include <map>

namespace bw {

namespace {

/// What decides the text of a script.
struct Recipe {
    std::string tool; ///< apt | rpm | windows
    std::vector<std::string> packages; ///< sorted, unique
    std::vector<std::string> hotfixes;
    bool reboot = false;

    friend auto operator<=>(const Recipe&, const Recipe&) = default;
};

Recipe recipeOf(const TargetOrder& target)
{
    Recipe recipe;
    for (const OrderLine& line : target.lines) {
        recipe.reboot = recipe.reboot || line.reboot;
        switch (line.ecosystem) {
        case Ecosystem::Deb:
            recipe.tool = "apt";
            break;
        case Ecosystem::Rpm:
            recipe.tool = "rpm";
            break;
        case Ecosystem::Program:
        case Ecosystem::Hotfix:
            recipe.tool = "windows";
            break;
        default:
            continue;
        }
        auto& names = line.ecosystem == Ecosystem::Hotfix ? recipe.hotfixes : recipe.packages;
        if (line.ecosystem == Ecosystem::Deb || line.ecosystem == Ecosystem::Rpm)
            names.insert(names.end(), line.binaries.begin(), line.binaries.end());
        if (line.binaries.empty() || line.ecosystem == Ecosystem::Program || line.ecosystem == Ecosystem::Hotfix)
            names.push_back(line.package);
    }
    for (auto* names : {&recipe.packages, &recipe.hotfixes}) {
        std::sort(names->begin(), names->end());
        names->erase(std::unique(names->begin(), names->end()), names->end());
    }
    return recipe;
}

std::string words(const std::vector<std::string>& names)
{
    std::string out;
    for (const std::string& name : names)
        out += " \\\n  " + shellQuoted(name);
    return out;
}

constexpr std::string_view ShellHead =
    "#!/bin/sh\n"
    "# Installs the packages of one order. Run as root on each host that the file\n"
    "# orders.csv names for this script. --reboot restarts the host where that is needed.\n"
    "set -eu\n";

std::string shellTail(bool reboot)
{
    return reboot ? "if [ \"${1:-}\" = --reboot ]; then shutdown -r +1; else echo 'A restart is needed.'; fi\n" : "";
}

std::string aptScript(const Recipe& recipe)
{
    return std::string(ShellHead)
        + "export DEBIAN_FRONTEND=noninteractive NEEDRESTART_MODE=a\n"
          "apt-get -q -o DPkg::Lock::Timeout=300 update\n"
          "apt-get -q -y -o DPkg::Lock::Timeout=300 -o Dpkg::Options::=--force-confdef \\\n"
          "  -o Dpkg::Options::=--force-confold install --only-upgrade --"
        + words(recipe.packages) + "\n" + shellTail(recipe.reboot);
}

std::string rpmScript(const Recipe& recipe)
{
    const std::string packages = words(recipe.packages);
    return std::string(ShellHead) + "set --" + packages
        + "\nif command -v zypper >/dev/null; then zypper --non-interactive update -- \"$@\"\n"
          "elif command -v dnf >/dev/null; then dnf -y upgrade -- \"$@\"\n"
          "else yum -y update -- \"$@\"\nfi\n"
        + (recipe.reboot ? "echo 'A restart is needed.'\n" : "");
}

std::string list(const std::vector<std::string>& names)
{
    std::string out = "@(";
    for (std::size_t i = 0; i < names.size(); ++i)
        out += (i ? ", " : "") + powerShellQuoted(names[i]);
    return out + ")";
}

std::string windowsScript(const Recipe& recipe)
{
    std::string body = "# Installs the updates and programs of one order. Run as an administrator.\r\n"
                       "$ErrorActionPreference = 'Stop'\r\n"
                       "$wantedUpdates = "
        + list(recipe.hotfixes) + "\r\n$wantedPrograms = " + list(recipe.packages) + "\r\n";
    body += "if ($wantedUpdates.Count -gt 0) {\r\n"
            "  $session = New-Object -ComObject Microsoft.Update.Session\r\n"
            "  $found = $session.CreateUpdateSearcher().Search('IsInstalled=0').Updates\r\n"
            "  $chosen = New-Object -ComObject Microsoft.Update.UpdateColl\r\n"
            "  foreach ($update in $found) {\r\n"
            "    foreach ($kb in $update.KBArticleIDs) {\r\n"
            "      if ($wantedUpdates -contains ('KB' + $kb)) { [void]$chosen.Add($update) }\r\n"
            "    }\r\n"
            "  }\r\n"
            "  if ($chosen.Count -gt 0) {\r\n"
            "    $downloader = $session.CreateUpdateDownloader(); $downloader.Updates = $chosen; "
            "[void]$downloader.Download()\r\n"
            "    $installer = $session.CreateUpdateInstaller(); $installer.Updates = $chosen\r\n"
            "    $result = $installer.Install()\r\n"
            "    if ($result.ResultCode -ne 2) { throw \"Windows Update ended with code $($result.ResultCode)\" }\r\n"
            "    if ($result.RebootRequired) { Write-Output 'A restart is needed.' }\r\n"
            "  }\r\n"
            "}\r\n"
            "foreach ($program in $wantedPrograms) {\r\n"
            "  & winget upgrade --exact --name $program --silent --accept-package-agreements "
            "--accept-source-agreements\r\n"
            "  if ($LASTEXITCODE -ne 0) { throw \"winget ended with code $LASTEXITCODE\" }\r\n"
            "}\r\n";
    return body;
}

std::string bodyOf(const Recipe& recipe)
{
    return recipe.tool == "apt" ? aptScript(recipe) : recipe.tool == "rpm" ? rpmScript(recipe) : windowsScript(recipe);
}

} // namespace

OrderScripts orderScripts(std::span<const TargetOrder* const> targets)
{
    OrderScripts out;
    std::map<Recipe, std::string> known;
    for (const TargetOrder* target : targets) {
        const Recipe recipe = recipeOf(*target);
        if (recipe.tool.empty()) {
            out.scriptOf.emplace_back();
            continue;
        }
        std::string& name = known[recipe];
        if (name.empty()) {
            char number[16];
            std::snprintf(number, sizeof number, "-%04zu", known.size());
            name = recipe.tool + number + (recipe.tool == "windows" ? ".ps1" : ".sh");
            out.scripts.push_back({name, bodyOf(recipe)});
        }
        out.scriptOf.push_back(name);
    }
    return out;
}

} // namespace bw
