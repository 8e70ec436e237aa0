// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/advisories/readers/debianstream.h"

#include "models/domain/host.h"

#include <array>
#include <utility>

namespace bw {

namespace {

// Releases before those in domain/host.h: https://www.debian.org/releases/
constexpr std::array<std::pair<std::string_view, std::string_view>, 7> Archived{{{"squeeze", "6"},
                                                                                 {"lenny", "5"},
                                                                                 {"etch", "4"},
                                                                                 {"sarge", "3.1"},
                                                                                 {"woody", "3"},
                                                                                 {"potato", "2.2"},
                                                                                 {"wheezy", "7"}}};

bool isUbuntu(std::string_view codename)
{
    return !codenameOfRelease("Ubuntu", releaseOfCodename(codename)).empty();
}

} // namespace

std::string debianStream(std::string_view codename)
{
    codename = codename.substr(0, codename.find('-'));
    if (codename == "unstable")
        codename = "sid";
    std::string_view release = isUbuntu(codename) ? std::string_view() : releaseOfCodename(codename);
    for (const auto& [name, number] : Archived) {
        if (release.empty() && name == codename)
            release = number;
    }
    return release.empty() ? std::string() : "Debian:" + std::string(release);
}

} // namespace bw
