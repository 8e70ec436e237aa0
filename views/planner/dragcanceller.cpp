// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/planner/dragcanceller.h"

#include <QCoreApplication>
#include <QDrag>
#include <QMouseEvent>

namespace bw {

DragCanceller::DragCanceller()
{
    qApp->installEventFilter(this);
}

DragCanceller::~DragCanceller()
{
    qApp->removeEventFilter(this);
}

bool DragCanceller::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::MouseButtonPress || static_cast<const QMouseEvent*>(event)->button() == Qt::LeftButton)
        return QObject::eventFilter(watched, event);
    QDrag::cancel();
    return true; // no menu of what lies below
}

} // namespace bw
