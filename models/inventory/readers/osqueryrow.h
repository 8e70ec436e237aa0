// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/inventory/readers/fields.h"
#include "models/inventory/snapshotbuilder.h"

#include <span>
#include <string>

namespace bw {

/// The osquery tables that say something about a host's software, told apart by their columns: neither file nor query
/// names are trusted.
enum class OsqueryTable : std::uint8_t {
    Unknown,
    Deb,
    Rpm,
    Programs,
    Apps,
    Patches,
    Python,
    Npm,
    Chocolatey,
    OsVersion,
    SystemInfo,
    KernelInfo
};

OsqueryTable osqueryTable(const Fields& row);
OsqueryTable osqueryTable(std::span<const std::string> columns);
/// True for tables whose rows are installed software (as opposed to facts of the host).
bool tellsSoftware(OsqueryTable table);

/// Adds the row's component to the host; rows of packages that are not installed add none. False: none was added.
bool addOsqueryComponent(SnapshotBuilder& out, HostDraft& host, OsqueryTable table, const Fields& row,
                         std::uint64_t line);
/// Takes over what OsVersion, SystemInfo and KernelInfo rows tell.
void applyOsqueryFacts(HostDraft& host, OsqueryTable table, const Fields& row);

} // namespace bw
