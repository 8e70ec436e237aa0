// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/component.h"
#include "models/matching/versions.h"

#include <optional>

namespace bw {

/// The version order of a distribution's own packages; empty: no distribution's.
inline std::optional<VersionScheme> distributionScheme(Ecosystem ecosystem)
{
    switch (ecosystem) {
    case Ecosystem::Deb:
        return VersionScheme::Deb;
    case Ecosystem::Rpm:
        return VersionScheme::Rpm;
    case Ecosystem::Apk:
        return VersionScheme::Apk;
    case Ecosystem::Pacman:
        return VersionScheme::Pacman;
    default:
        return {};
    }
}

} // namespace bw
