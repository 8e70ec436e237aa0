// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/feedbatch.h"

#include <string>
#include <string_view>
#include <vector>

namespace bw {

// Small looks at text that several feed readers need.

/// Without blanks, tabs and line ends at both sides.
std::string_view withoutBlanks(std::string_view text);
/// At most `bytes` long, cut between two UTF-8 characters.
std::string_view cutText(std::string_view text, std::size_t bytes);
/// Without a UTF-8 byte order mark.
std::string_view withoutBom(std::string_view text);
/// "a/b.zip!c/CVE-2024-1.json" -> "CVE-2024-1".
std::string_view fileStem(std::string_view path);
/// True if the head of a JSON text has this key somewhere: the quoted word, blanks, a colon.
bool hasJsonKey(std::string_view head, std::string_view key);
/// First byte that is no blank; 0 for none.
char firstSignificant(std::string_view text);
/// npos for an empty text.
StringId internText(StringPool& pool, std::string_view text);
/// The CVE id in "CVE-2024-1234", "UBUNTU-CVE-2024-1234", "DEBIAN-CVE-...", "ALPINE-CVE-..."; empty if there is none.
std::string_view cveIn(std::string_view id);
/// Cells of one CSV record: commas, double quotes doubled inside quotes. False where a quote is still open at the end:
/// the record goes on in the next line.
bool splitCsv(std::string_view record, std::vector<std::string>& cells);
/// Adds an id once.
void addOnce(std::vector<StringId>& ids, StringId id);

} // namespace bw
