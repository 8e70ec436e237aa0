// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace bw {

/// A package URL (ECMA-427), taken apart and percent-decoded: pkg:type/namespace/name@version?qualifiers#subpath.
struct Purl {
    std::string type; ///< lower case
    std::string space; ///< namespace, segments joined by '/'; empty: none
    std::string name;
    std::string version; ///< empty: not told
    std::vector<std::pair<std::string, std::string>> qualifiers; ///< keys lower case, in the order of the text
    std::string subpath;

    std::string_view qualifier(std::string_view key) const; ///< empty: not there

    friend bool operator==(const Purl&, const Purl&) = default;
};

/// Reads a purl from the right as the specification says; nullopt where scheme, type or name is missing or a percent
/// escape is broken. Lenient where producers are: "pkg://", an unescaped '@' heading a namespace, '+' in versions.
std::optional<Purl> parsePurl(std::string_view text);

/// %41 -> A; nullopt for a broken escape.
std::optional<std::string> percentDecoded(std::string_view text);

} // namespace bw
