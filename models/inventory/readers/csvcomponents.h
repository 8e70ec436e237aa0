// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/component.h"
#include "models/domain/host.h"

#include <string>
#include <string_view>

namespace bw {

/// The software cells of one row, unquoted and trimmed; empty: no such column or nothing in it.
struct SoftwareCells {
    std::string_view name, version, release, epoch, vendor, arch, source, sourceVersion, ecosystem, hotfix;
};

/// What rows without an ecosystem of their own are on a host with this OS: deb on Debian and Ubuntu, rpm on the Red Hat
/// and SUSE families, apk on Alpine, pacman on Arch, Mac applications on macOS, else programs.
Ecosystem ecosystemOf(const OsIdentity& os);
/// The words of an ecosystem column: "deb", "dpkg", "apt", "deb_packages", "rpm", "yum", "win", "npm" ...
Ecosystem ecosystemFromWord(std::string_view word);

/// A row's component. Where the ecosystem follows from the OS only, the version must fit it ("1.2-3" for rpm and so
/// on), else the row is a program.
struct RowComponent {
    ComponentView view;
    const char* problem = nullptr; ///< why the row is no component; names the rule
    std::string storage; ///< holds a version that was put together
};
/// `out` is reused from row to row; its view points into the cells and into its storage.
void componentOf(const SoftwareCells& cells, Ecosystem assumed, RowComponent& out);

} // namespace bw
