// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/inventory/inventoryreader.h"

#include <memory>

namespace bw {

// One maker per foreign format. A new format is a line here, a line in registry.cpp and its own file.

std::unique_ptr<InventoryReader> makeDpkgStatusReader(); ///< "dpkg-status": /var/lib/dpkg/status
std::unique_ptr<InventoryReader> makeDpkgListReader(); ///< "dpkg-list": dpkg -l
std::unique_ptr<InventoryReader> makeDpkgQueryReader(); ///< "dpkg-query": dpkg-query -W, tab separated
std::unique_ptr<InventoryReader> makeAptListReader(); ///< "apt-list": apt list --installed / --upgradable
std::unique_ptr<InventoryReader> makeRpmTableReader(); ///< "rpm-qa-tsv": rpm -qa --queryformat, tab separated
std::unique_ptr<InventoryReader> makeRpmListReader(); ///< "rpm-qa": name-[epoch:]version-release.arch
std::unique_ptr<InventoryReader> makeApkDatabaseReader(); ///< "apk-db": lib/apk/db/installed
std::unique_ptr<InventoryReader> makeApkListReader(); ///< "apk-list": apk info -v, apk list, apk version
std::unique_ptr<InventoryReader> makePacmanReader(); ///< "pacman": pacman -Q, -Qi, -Qu
std::unique_ptr<InventoryReader> makeSnapListReader(); ///< "snap-list": snap list, snap refresh --list
std::unique_ptr<InventoryReader> makeFlatpakListReader(); ///< "flatpak-list"
std::unique_ptr<InventoryReader> makeDnfListReader(); ///< "dnf-list": dnf or yum list --installed, check-update
std::unique_ptr<InventoryReader> makeUpdateInfoReader(); ///< "dnf-updateinfo"
std::unique_ptr<InventoryReader> makeZypperReader(); ///< "zypper": search -s, packages, list-updates, list-patches
std::unique_ptr<InventoryReader> makeAptSimulateReader(); ///< "apt-get-simulate": apt-get -s dist-upgrade
std::unique_ptr<InventoryReader> makeNeedRestartReader(); ///< "needrestart": needrestart -b
std::unique_ptr<InventoryReader> makeNeedsRestartingReader(); ///< "needs-restarting": -r and -s
std::unique_ptr<InventoryReader> makeCsvReader(); ///< "csv": any separated table, by its headings or a profile

std::unique_ptr<InventoryReader> makeOsqueryReader(); ///< "osquery": osqueryi --json
std::unique_ptr<InventoryReader> makeOsqueryLogReader(); ///< "osquery-log": osqueryd's results log
std::unique_ptr<InventoryReader> makeAnsibleReader(); ///< "ansible": setup and package_facts results
std::unique_ptr<InventoryReader> makeGlpiJsonReader(); ///< "glpi-json": GLPI agent inventory
std::unique_ptr<InventoryReader> makeFusionXmlReader(); ///< "fusion-xml": FusionInventory, GLPI, OCS, Rudder
std::unique_ptr<InventoryReader> makeCycloneDxReader(); ///< "cyclonedx-json": SBOM

std::unique_ptr<InventoryReader> makeSystemInfoReader(); ///< "systeminfo": Windows, list and CSV
std::unique_ptr<InventoryReader> makeWmicReader(); ///< "wmic": qfe, product, os
std::unique_ptr<InventoryReader> makeRegistryExportReader(); ///< "registry-export": .reg of the Uninstall keys
std::unique_ptr<InventoryReader> makeWingetExportReader(); ///< "winget-export": JSON
std::unique_ptr<InventoryReader> makeWingetListReader(); ///< "winget-list": text
std::unique_ptr<InventoryReader> makeWindowsUpdatesReader(); ///< "windows-updates": Get-WindowsUpdate as text
std::unique_ptr<InventoryReader> makePowerShellReader(); ///< "powershell": CSV, JSON and CliXml objects

} // namespace bw
