// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Qt>

#include <cstdint>

namespace bw {

/// What a cell has to say about its state; the look is decided in views/theme, whose Tone has the same values in the
/// same order.
enum class ItemTone : std::uint8_t { Neutral, Immediate, OutOfCycle, Scheduled, Defer, Verified, CannotTell };

/// Roles that every item model of this room answers beside Qt's own:
///   Qt::DisplayRole         the text, always plain; "–" where a value is not told (0 is 0)
///   Qt::ToolTipRole         what does not fit in the cell, plain text: absolute UTC times, why a value is missing
///   Qt::TextAlignmentRole   numbers to the right, text to the left; headers like their cells
///   Qt::AccessibleTextRole  column 0: the whole row as one sentence
enum ItemRole : int {
    IdRole = Qt::UserRole + 1, ///< stable id of the row: qint64 (hosts, feeds) or QString (patches), any column
    SortRole, ///< value to sort by: number or text; empty where not told
    ToneRole, ///< int(ItemTone); Neutral or empty: no state, no shape
    SecondaryRole, ///< QString: quieter text behind the display text (a version behind its package)
    UnknownRole, ///< quint32: how many cannot be told, shown beside a count and never added to it; empty: none
    FilterRole, ///< QString: the filter term that selects what this cell says ("owner:ann"); empty: none
    BarRole, ///< double 0..1: share to paint as a small bar behind a number; empty: none
};

/// Roles of horizontal headers.
enum HeaderRole : int {
    ColumnIdRole = Qt::UserRole + 1, ///< QString, stable name for saved column state; never translated
    ColumnWidthRole, ///< int: usual width in average characters
    ColumnShownRole, ///< bool: shown at first
    ColumnKindRole, ///< int(ColumnKind)
};

enum class ColumnKind : std::uint8_t {
    Text,
    Name, ///< what the row is about: strong, elided in the middle
    Path, ///< elided in the middle
    Number,
    Count, ///< a number that may have an UnknownRole beside it
    Date,
    State, ///< has a ToneRole: paint as a chip
};

} // namespace bw
