// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/component.h"
#include "models/domain/host.h"
#include "models/inventory/purl.h"

#include <string>

namespace bw {

/// What a package URL says in the terms of the trade.
struct PurlComponent {
    Ecosystem ecosystem = Ecosystem::Unknown; ///< Unknown: a kind of thing that is not installed software (image, file)
    std::string name;
    std::string version; ///< native and complete, epoch included
    std::string arch;
    std::string source;
    std::string sourceVersion;
    std::string module;
    std::string vendor;

    ComponentView view() const;
};
PurlComponent purlComponent(const Purl& purl);

/// The operating system behind a purl's "distro" qualifier ("debian-12", "bookworm", "rhel-9.4", "alpine-3.18.4"); an
/// OsIdentity without a name where there is none.
OsIdentity purlOs(const Purl& purl);

} // namespace bw
