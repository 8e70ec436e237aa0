// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/inventory/csvprofile.h"
#include "models/inventory/readers/csvrecords.h"

#include <string>
#include <string_view>
#include <vector>

namespace bw {

/// How a table is to be read: found out from its beginning, corrected by a profile. Also what a preview shows.
struct CsvLayout {
    CsvDialect dialect;
    std::uint64_t headingLine = 0; ///< line of the headings, from 1; 0: none
    std::vector<std::string> headings;
    std::vector<CsvField> fields; ///< of each column
    int known = 0; ///< headings that have a meaning
    bool strong = false; ///< one of them hardly means anything else
    bool aggregate = false; ///< counts devices and names none
    bool scanReport = false; ///< findings of a vulnerability scanner
    std::vector<std::vector<std::string>> sample; ///< some rows below the headings

    int column(CsvField field) const; ///< -1: none
    bool namesHosts() const; ///< a column tells hosts apart
    bool listsSoftware() const;
};

/// `head`: the beginning of the table as UTF-8. Looks for the headings in the first 30 rows, for each delimiter
/// (comma, semicolon, tab, bar, or the one of a "sep=" line): the row with the most known headings wins. Rows above it,
/// "#TYPE" and comment rows are no data.
CsvLayout csvLayoutOf(std::string_view head, const CsvProfile* profile = nullptr);

} // namespace bw
