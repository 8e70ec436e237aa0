// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/component.h"
#include "models/domain/host.h"
#include "models/foundation/instant.h"
#include "models/foundation/result.h"

#include <QByteArray>

#include <optional>
#include <string>
#include <vector>

namespace bw {

/// A package of a fresh inventory, owning its texts. A deb without a version: its installation was broken off.
struct FreshPackage {
    Ecosystem ecosystem = Ecosystem::Unknown;
    std::string name, version, arch, source, sourceVersion, module, vendor;

    friend bool operator==(const FreshPackage&, const FreshPackage&) = default;
};

/// What was found on a host after a roll-out.
struct FreshInventory {
    HostIdentity identity;
    std::string osName; ///< as /etc/os-release has it, "Debian GNU/Linux"
    std::string osVersion;
    std::string osCodename;
    std::string osFamily; ///< "Debian", "Windows"
    std::string arch;
    std::string kernel; ///< `uname -r`; of Windows its version with build
    std::optional<bool> rebootPending;
    Instant takenAt;
    bool toldPackages = true;
    std::vector<FreshPackage> packages;
};

/// As a file of Ansible facts with a list of packages: what the ordinary import reads. UTF-8 JSON.
QByteArray factsFile(const FreshInventory& inventory);
/// Writes it to a new file "<folder>/<stem>.json" and answers the path.
Result<std::string> writeFactsFile(const FreshInventory& inventory, const std::string& folder, const std::string& stem);

} // namespace bw
