// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/planner/autoscroller.h"

#include <QAbstractScrollArea>
#include <QScrollBar>

#include <algorithm>
#include <cmath>

namespace bw {

namespace {

constexpr int beatMs = 16;

/// -1..1: how deep the pointer is in the margin before (negative) or behind (positive) the middle.
double depthAt(int at, int length)
{
    const int margin = std::min(AutoScroller::margin, length / 3);
    if (margin <= 0)
        return 0;
    if (at < margin)
        return -std::min(1.0, double(margin - at) / margin);
    if (at > length - margin)
        return std::min(1.0, double(at - (length - margin)) / margin);
    return 0;
}

bool scrollBy(QScrollBar* bar, double distance, double& rest)
{
    rest += distance;
    const int whole = int(std::trunc(rest));
    rest -= whole;
    const int before = bar->value();
    bar->setValue(before + whole);
    return bar->value() != before;
}

} // namespace

AutoScroller::AutoScroller(QObject* parent)
    : QObject(parent)
{
    m_timer.setInterval(beatMs);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &AutoScroller::step);
}

double AutoScroller::speed(double depth, bool sideways)
{
    const double part = std::clamp(std::abs(depth), 0.0, 1.0);
    const double fastest = sideways ? fastestSideways : fastestUpwards;
    return std::copysign(part * part * fastest, depth);
}

void AutoScroller::pointerAt(const QPoint& global, QAbstractScrollArea* sideways, QAbstractScrollArea* upwards)
{
    m_pointer = global;
    m_sideways = sideways;
    if (m_upwards != upwards)
        m_restY = 0;
    m_upwards = upwards;
    if (!m_timer.isActive())
        m_timer.start();
}

void AutoScroller::stop()
{
    m_timer.stop();
    m_restX = m_restY = 0;
    m_sideways = m_upwards = nullptr;
}

void AutoScroller::step()
{
    bool moved = false;
    const double seconds = beatMs / 1000.0;
    if (m_sideways) {
        const QWidget* port = m_sideways->viewport();
        const double depth = depthAt(port->mapFromGlobal(m_pointer).x(), port->width());
        if (depth != 0)
            moved = scrollBy(m_sideways->horizontalScrollBar(), speed(depth, true) * seconds, m_restX);
    }
    if (m_upwards) {
        QWidget* port = m_upwards->viewport();
        const double depth = depthAt(port->mapFromGlobal(m_pointer).y(), port->height());
        if (depth != 0 && scrollBy(m_upwards->verticalScrollBar(), speed(depth, false) * seconds, m_restY)) {
            port->update(); // else the line of the drop place stays behind as a ghost
            moved = true;
        }
    }
    if (moved)
        Q_EMIT scrolled();
}

} // namespace bw
