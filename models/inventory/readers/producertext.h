// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace bw {

// What the readers of JSON and XML inventories make of the texts in them; dpkg's and rpm's own spellings are in
// packagetext.h. Views returned point into the argument.

constexpr char asciiLower(char c)
{
    return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c;
}
std::string asciiLower(std::string_view text);
/// Without leading and trailing white space, control characters and no-break spaces.
std::string_view trimAscii(std::string_view text);
bool equalsIgnoringCase(std::string_view a, std::string_view b);

/// True where a console cut the text to fit its column: "..." or an ellipsis, also as another code page shows it.
bool isCutText(std::string_view text);

/// gpg-pubkey entries are keys, not packages.
bool isRpmPseudoPackage(std::string_view name);

/// The first Windows update number in a text, upper case: "Update for X (KB5044284)" -> "KB5044284"; empty: none.
std::string hotfixIn(std::string_view text);
/// True for an entry that stands for an update rather than a program: "KB5044284", "Security Update for X (KB5044284)".
bool isHotfixEntry(std::string_view name, std::string_view releaseType = {});
/// What Microsoft calls a cumulative or security update carries security fixes; a preview and a driver do not.
bool isSecurityTitle(std::string_view title);

} // namespace bw
