// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/inventory/csvprofile.h"

#include <string>
#include <string_view>

namespace bw {

/// What a heading means by itself. Some need their neighbours: see CsvLayout.
enum class HeadingKind : std::uint8_t {
    Unknown,
    Field, ///< a field, see `field`
    Name, ///< "Name": a host in a list of hosts, a piece of software in a list of software
    SourceOrHost, ///< "Source": a source package, but the host in a list of hotfixes
    Count, ///< number of devices: the table adds hosts up and names none
    Finding, ///< of a vulnerability scanner's report
};

struct HeadingMeaning {
    HeadingKind kind = HeadingKind::Unknown;
    CsvField field = CsvField::Ignore;
    bool strong = false; ///< hardly means anything else, so that it marks a row as the headings
};

/// Lower case without blanks, '_', '.', '-', ':', a BOM, a leading '#' or a "[section]" in front.
std::string normalisedHeading(std::string_view heading);
HeadingMeaning meaningOf(std::string_view normalised);

} // namespace bw
