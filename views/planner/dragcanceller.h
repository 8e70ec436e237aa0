// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace bw {

/// As long as it lives, the right button ends the drag that runs without a drop, as Esc does by itself. (Qt's own drag
/// loop takes the release of any button for a drop.)
class DragCanceller : public QObject {
    Q_OBJECT
public:
    DragCanceller();
    ~DragCanceller() override;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
};

} // namespace bw
