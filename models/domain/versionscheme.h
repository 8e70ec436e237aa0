// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace bw {

/// The native order by which two versions are compared. The names are those of the command line.
enum class VersionScheme : std::uint8_t { Deb, Rpm, Apk, Pacman, Semver, Windows, Macos, Generic };

std::string_view name(VersionScheme scheme);
std::optional<VersionScheme> versionSchemeFrom(std::string_view name);

} // namespace bw
