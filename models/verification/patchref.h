// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace bw {

/// The parts of a patch's id, "Debian:12/openssl/3.0.17-1~deb12u2". Package names may hold slashes.
struct PatchRef {
    std::string stream;
    std::string package;
    std::string fixed; ///< empty: no fix yet, or the text is no id

    friend bool operator==(const PatchRef&, const PatchRef&) = default;
};

PatchRef patchRef(std::string_view id);
/// What all versions of a patch have in common: its id without the version.
std::string_view patchKey(std::string_view id);

} // namespace bw
