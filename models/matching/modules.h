// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace bw {

/// True when an rpm version carries the build marker of a module: "4:5.32.1-474.module_el8.10.0+4162+03ec0e1d".
bool hasModuleMarker(std::string_view version);

/// "name:stream" of a modularity label "name:stream:version:context:arch"; empty for "" and "(none)".
std::string_view moduleStream(std::string_view label);

/// "5.32" of "4:5.32.1-474.module_el8...".
std::string_view majorMinor(std::string_view version);

/// The two sides of an rpm module comparison. Empty labels: not told.
struct ModuleSide {
    std::string_view label;
    std::string_view version;

    bool modular() const { return !moduleStream(label).empty() || hasModuleMarker(version); }
};

enum class ModuleAnswer : unsigned char {
    Comparable,
    AdvisoryModular, ///< the advisory is for a module, the installed package is a plain one
    InstalledModular, ///< the other way round
    OtherStream, ///< both modular, but of different streams, or it cannot be told
};

/// May an advisory row speak of an installed package? Labels decide where both are told. Otherwise the stream is read
/// from the version: the same major.minor, or the same major from 11 on (node.js and PostgreSQL name their streams by
/// the major alone) (FEEDS 2.9).
ModuleAnswer compareModules(const ModuleSide& advisory, const ModuleSide& installed);

/// A name for the stream of a modular version where no label tells it: "perl:5.32".
std::string assumedModule(std::string_view package, std::string_view version);

} // namespace bw
