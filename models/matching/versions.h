// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/versionscheme.h"
#include "models/foundation/result.h"

#include <cstdint>
#include <string_view>

namespace bw {

/// The place of the first version relative to the second.
enum class Order : std::int8_t { Less = -1, Equal = 0, Greater = 1 };

/// Compares two versions in the native order of a scheme. Pure and thread-safe. When a side is not a version of that
/// scheme, the error is BadValue and its subject names the text and the reason.
Result<Order> compareVersions(VersionScheme scheme, std::string_view a, std::string_view b);

bool isValidVersion(VersionScheme scheme, std::string_view text);

/// Why the text is not a version of the scheme, as a short clause ("epoch is not a number"); empty when it is one.
std::string_view versionFlaw(VersionScheme scheme, std::string_view text);

// What follows is for text that isValidVersion() has accepted: no allocation, no check, -1, 0 or 1. On any other text
// the result has no meaning, but nothing worse happens.

int compareAccepted(VersionScheme scheme, std::string_view a, std::string_view b) noexcept;

/// [epoch:]upstream[-revision] as dpkg orders it.
int compareDeb(std::string_view a, std::string_view b) noexcept;
/// [epoch:]version[-release] as rpm orders it; a missing release sorts before any release.
int compareRpm(std::string_view a, std::string_view b) noexcept;
/// Alpine versions as apk-tools 3 orders them.
int compareApk(std::string_view a, std::string_view b) noexcept;
/// [epoch:]version[-release] as alpm orders it; releases count only where both sides have one. Equality is therefore
/// transitive only among versions that all have a release, or all have none.
int comparePacman(std::string_view a, std::string_view b) noexcept;
/// Semantic versioning 2.0; a leading "v", fewer and more than three numbers are tolerated (missing ones are 0).
int compareSemver(std::string_view a, std::string_view b) noexcept;
/// Dotted numbers of any count, missing ones are 0: 10.0.26100.2033
int compareWindows(std::string_view a, std::string_view b) noexcept;
/// Dotted numbers, then the letter of a background improvement: 26.3.2 < 26.3.2 (a)
int compareMacos(std::string_view a, std::string_view b) noexcept;
/// Application versions of no fixed grammar: numbers by value, pre-release words below, other words above.
int compareGeneric(std::string_view a, std::string_view b) noexcept;

} // namespace bw
