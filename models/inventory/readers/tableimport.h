// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/inventory/inventoryreader.h"
#include "models/inventory/readers/tablecolumns.h"
#include "models/inventory/readers/textlines.h"

namespace bw {

/// Runs over a tab-separated package table of one host: looks at its first rows, lets `decide` name the columns, then
/// hands every row, also the first ones, to `row`. `row` answers false where it could not use the row.
struct TableImport {
    std::function<bool(const ColumnSample&)> decide; ///< false: the columns are not recognisable
    std::function<bool(const std::vector<std::string_view>& cells, std::uint64_t line)> row;

    /// Fills what a single host needs. Errors: Empty, Unsupported (columns not recognisable), those of the text.
    Result<void> run(ByteSource& bytes, SnapshotBuilder& out, SnapshotBuilder::HostSlot slot,
                     ProgressSink& progress) const;
};

/// True where the table has headings and one of them names hosts: then it is of several hosts, and not such a table.
bool hasHostHeading(std::string_view head);

/// The cell of a column that may be absent (-1) or missing from a short row.
std::string_view cellAt(const std::vector<std::string_view>& cells, int column);

} // namespace bw
