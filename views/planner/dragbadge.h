// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPixmap>

class QString;
class QWidget;

namespace bw {

/// What hangs at the pointer during a drag: "2 patches, 12 min" in the inks of the theme, small, with a shadow.
QPixmap dragBadge(const QWidget& widget, const QString& text);
/// Holds the badge below and right of the pointer, so that the target stays visible.
QPoint dragBadgeHotSpot();

} // namespace bw
