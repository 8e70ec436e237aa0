// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/component.h"
#include "models/domain/versionscheme.h"

#include <string>
#include <string_view>

namespace bw {

/// An installed component as advisories see it: the source package and source version that were told or had to be
/// assumed, with the detours of signed kernels undone.
struct Subject {
    ComponentView component;
    std::string source; ///< name of the source package
    std::string sourceVersion; ///< version to compare where an advisory names the source package
    bool sourceAssumed = false; ///< the source was not told; the binary's name stands in
    bool signedKernel = false; ///< source and version were taken back from a linux-signed package
};

/// Views in the answer live as long as the component pool. Debian builds signed kernels from "linux-signed-amd64
/// 6.1.115+1" out of "linux 6.1.115-1": advisories know only the latter (FEEDS 2.6).
Subject subjectOf(const ComponentView& component);

/// Can rows in this order speak of components of this ecosystem at all?
bool schemeFits(VersionScheme scheme, Ecosystem ecosystem);

/// Name of the OSV ecosystem of a language component ("npm" for the purl type npm, "PyPI" for pypi ...); empty if
/// unknown.
std::string_view languageStream(std::string_view purlType);

} // namespace bw
