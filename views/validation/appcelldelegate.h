// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/widgets/celldelegates.h"

namespace bw {

/// An application's cell of the test matrix: a chip, and a frame where the cursor stands, because the cell and not the
/// row says which application is meant.
class AppCellDelegate final : public ChipDelegate {
    Q_OBJECT
public:
    explicit AppCellDelegate(QObject* parent = nullptr);
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

} // namespace bw
