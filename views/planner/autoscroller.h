// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPoint>
#include <QPointer>
#include <QTimer>

#include <functional>

QT_BEGIN_NAMESPACE
class QAbstractScrollArea;
QT_END_NAMESPACE

namespace bw {

/// Scrolls while something is dragged near an edge, both axes, at a speed that depends on the depth alone: a trembling
/// pointer scrolls like a still one (the views' own scrolling begins anew with each movement). One owner for all areas
/// of the board.
class AutoScroller : public QObject {
    Q_OBJECT
public:
    explicit AutoScroller(QObject* parent = nullptr);

    /// `sideways` is scrolled along x, `upwards` along y; both may be null. `global` is where the pointer is.
    void pointerAt(const QPoint& global, QAbstractScrollArea* sideways, QAbstractScrollArea* upwards);
    void stop();
    bool isActive() const { return m_timer.isActive(); }

    /// px/s at a depth of 0 (edge of the margin) to 1 (at the border or outside).
    static double speed(double depth, bool sideways);
    static constexpr int margin = 32; ///< px
    static constexpr double fastestSideways = 250; ///< px/s
    static constexpr double fastestUpwards = 600; ///< px/s

Q_SIGNALS:
    /// The areas have moved under the pointer.
    void scrolled();

private:
    void step();

    QTimer m_timer;
    QPoint m_pointer;
    QPointer<QAbstractScrollArea> m_sideways, m_upwards;
    double m_restX = 0, m_restY = 0; ///< parts of a pixel not yet scrolled
};

} // namespace bw
