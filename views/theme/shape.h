// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/theme/tokens.h"

#include <QFont>
#include <QPainterPath>
#include <QRectF>
#include <QSize>
#include <QString>

class QPainter;

namespace bw {

/// The shape of a tone, filling the square in the middle of `box`: triangle, diamond, disc, ring, check, question mark.
/// Ring, check and question mark are outlines made closed, so that filling the path is all a painter has to do.
QPainterPath shapePath(Tone tone, const QRectF& box);

void paintShape(QPainter& painter, Tone tone, const QRectF& box, const QColor& ink);

/// A state as shape + word + hairline border on its ground. `text` is data and drawn as it is.
QSize chipSize(const QFont& font, Tone tone, const QString& text);
/// Draws the chip at the left of `box`, in the middle of its height, eliding the word where `box` is too narrow.
void paintChip(QPainter& painter, const Tokens& tokens, const QFont& font, const QRect& box, Tone tone,
               const QString& text);

} // namespace bw
