// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/accessibilityguard.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QWidget>

namespace bw {

namespace {

QAccessibleInterface* plainScrollArea(const QString& className, QObject* object)
{
    const bool scrollArea =
        className == QLatin1String("QAbstractScrollArea") || className == QLatin1String("QScrollArea");
    return scrollArea && object && object->isWidgetType() ? new QAccessibleWidget(static_cast<QWidget*>(object))
                                                          : nullptr;
}

} // namespace

void installAccessibilityGuard()
{
    QAccessible::installFactory(plainScrollArea);
}

} // namespace bw
