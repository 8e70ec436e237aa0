// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/filterexpression.h"
#include "models/foundation/result.h"
#include "models/items/facets.h"

#include <QAbstractItemModel>
#include <QString>

#include <vector>

namespace bw {

/// What a list needs of its filter, whether that is a proxy over a table or a table that filters itself. GUI thread.
class ListFilter {
public:
    virtual ~ListFilter() = default;

    /// What the view shows.
    virtual QAbstractItemModel& shown() = 0;
    /// Row of the source behind a shown row.
    virtual int sourceRow(int shownRow) const = 0;
    /// Rows without any filter.
    virtual int total() const = 0;
    /// Usage with the column of the mistake (from 1) and the words that were expected; the filter before stays.
    virtual Result<void> setFilterText(const QString& text) = 0;
    /// Counts over the current result; each facet without its own term.
    virtual std::vector<Facet> facets() const = 0;
};

} // namespace bw
