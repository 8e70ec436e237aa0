// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/widgets/rowdelegate.h"

namespace bw {

/// The stacked bar of a wave: claimed, failed, unreachable, unknown, on their way, skipped, waiting, from the numbers
/// under `sharesRole`; the index's text where there are none. The tool tip and the columns beside it say the same in
/// words.
class StackDelegate final : public RowDelegate {
    Q_OBJECT
public:
    explicit StackDelegate(int sharesRole, QObject* parent = nullptr);
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    int m_sharesRole;
};

} // namespace bw
