// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/planner/waveview.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QToolButton;
QT_END_NAMESPACE

namespace bw {

/// The head of a column: name, window, a bar of the minutes that are taken, and one line of truth. Drags its wave.
class WaveHeader : public QWidget {
    Q_OBJECT
public:
    explicit WaveHeader(QWidget* parent = nullptr);

    const WaveView& wave() const { return m_wave; }
    void setWave(const WaveView& wave);
    void setHint(const DropHint& hint);
    QSize sizeHint() const override;

Q_SIGNALS:
    void dragWanted();
    void chosen(); ///< a click or the focus
    void opened(); ///< a double click or Return
    void menuWanted(const QPoint& global);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    QRect content() const;
    void paintFreeze(QPainter& painter, const QRect& box) const;
    void paintCapacity(QPainter& painter, const QRect& box) const;
    void paintTruth(QPainter& painter, const QRect& box) const;

    WaveView m_wave;
    DropHint m_hint;
    QToolButton* m_more;
    std::optional<QPoint> m_pressed; ///< where a drag would begin
};

} // namespace bw
