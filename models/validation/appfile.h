// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/validation.h"
#include "models/foundation/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace bw {

/// The document in which critical applications are kept and exchanged:
///
///   {"critical_apps": [{"id", "name", "owner", "hosts" (a host filter), "checks": [{"id", "name", "kind": "manual" |
///   "command", "steps", "command": ["program", "argument" ...], "expected_exit", "expected_output"}]}]}
///
/// Ids that are missing are made from the names. Unknown members are passed over.
/// Errors: Malformed; MissingField and BadValue with the place's field ("critical_apps[2].checks[0].command"); TooLarge
/// beyond the limits below; Usage where a host filter is none.
Result<std::vector<CriticalApp>> criticalAppsFromJson(std::string_view json);
/// The same again, one application a line; what it writes it reads back equal.
std::string toJson(const std::vector<CriticalApp>& apps);

/// Whether applications may be stored as they are; the errors of criticalAppsFromJson.
Result<void> checkApps(const std::vector<CriticalApp>& apps);

/// An id made of a name: lower-case letters, figures and dashes; `taken` are those that it must differ from.
std::string idFromName(std::string_view name, const std::vector<std::string>& taken);

constexpr std::size_t MaxApps = 200;
constexpr std::size_t MaxChecks = 50; ///< of one application
constexpr std::size_t MaxArguments = 64; ///< of a command, the program included
constexpr std::size_t MaxTestText = 4000; ///< bytes of any one text, evidence included

} // namespace bw
