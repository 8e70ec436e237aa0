// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

namespace bw {

struct ColumnState {
    QString id;
    int width = 0; ///< px at scale 1; 0 where hidden and never shown
    bool visible = true;

    bool operator==(const ColumnState&) const = default;
};

/// The columns of a table by name, in the order they are shown, so that a state outlives a version that has other
/// columns: an unknown name is skipped, a column not named keeps its default.
struct TableState {
    std::vector<ColumnState> columns;
    QString sortId; ///< empty: not sorted
    bool descending = false;

    bool operator==(const TableState&) const = default;
};

QByteArray toJson(const TableState& state);
/// Nothing where the text is not such a state. Widths are held to 24..4000 px; at most 512 columns are read.
std::optional<TableState> tableStateFromJson(const QByteArray& json);

} // namespace bw
