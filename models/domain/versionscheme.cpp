// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/versionscheme.h"

#include <array>

namespace bw {

static constexpr std::array<std::string_view, 8> Names = {"deb",    "rpm",     "apk",   "pacman",
                                                          "semver", "windows", "macos", "generic"};

std::string_view name(VersionScheme scheme)
{
    return Names[std::size_t(scheme)];
}

std::optional<VersionScheme> versionSchemeFrom(std::string_view name)
{
    for (std::size_t i = 0; i < Names.size(); ++i) {
        if (Names[i] == name)
            return VersionScheme(i);
    }
    return {};
}

} // namespace bw
