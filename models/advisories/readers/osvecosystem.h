// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/feedbatch.h"

#include <string>
#include <string_view>

namespace bw {

/// What an OSV ecosystem string says of the rows of its packages.
struct OsvStream {
    std::string stream; ///< as streamOf() in domain/host.h spells it; for others the ecosystem string itself
    VersionScheme scheme = VersionScheme::Generic;
    PackageKind kind = PackageKind::Source;
    bool needsSubscription = false;
    std::string note; ///< repository or pocket: "esm", "LTSS", "Module for Basesystem"
};

/// `purl` is looked at for the repositories of special interest groups of Rocky Linux, whose builds are not those of
/// the distribution and get a stream of their own. AlmaLinux and Red Hat name binary packages, Rocky Linux, SUSE,
/// Debian, Ubuntu and Alpine source packages: what their exports hold, whatever the schema says.
OsvStream osvStream(std::string_view ecosystem, std::string_view purl = {});

} // namespace bw
