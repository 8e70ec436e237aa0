// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/theme/tokens.h"

#include <QRectF>

class QPainter;
class QStyleOption;
class QStyleOptionButton;
class QStyleOptionComplex;
class QStyleOptionComboBox;
class QStyleOptionHeader;
class QStyleOptionMenuItem;
class QStyleOptionProgressBar;
class QStyleOptionSlider;
class QStyleOptionSpinBox;
class QStyleOptionTab;
class QStyleOptionViewItem;
class QStyle;
class QWidget;

/// How single controls are drawn: called by Style; painters elsewhere may use the panel and the chevron.
namespace bw::controls {

inline constexpr double radius = 6;

void roundedPanel(QPainter& p, const QRectF& box, const QColor& fill, const QColor& border, double corner = radius,
                  double width = 1);

void button(QPainter& p, const QStyleOption& o, const QWidget* w, const Tokens& t);
void toolButton(QPainter& p, const QStyleOption& o, const Tokens& t);
void field(QPainter& p, const QStyleOption& o, const QWidget* w, const Tokens& t);
void checkBox(QPainter& p, const QStyleOption& o, const QRect& box, const Tokens& t);
void radioButton(QPainter& p, const QStyleOption& o, const Tokens& t);
void focusRing(QPainter& p, const QRect& box, const Tokens& t);
void chevron(QPainter& p, const QRect& box, Qt::ArrowType direction, const QColor& ink);
void itemGround(QPainter& p, const QStyleOptionViewItem& o, const Tokens& t);
void headerSection(QPainter& p, const QStyleOptionHeader& o, const Tokens& t);
void headerLabel(QPainter& p, const QStyleOptionHeader& o, const Tokens& t);
void menuItem(QPainter& p, const QStyleOptionMenuItem& o, const Tokens& t);
void menuBarItem(QPainter& p, const QStyleOptionMenuItem& o, bool mnemonics, const Tokens& t);
void tab(QPainter& p, const QStyleOptionTab& o, const Tokens& t);
void progressContents(QPainter& p, const QStyleOptionProgressBar& o, const Tokens& t);
void comboBox(QPainter& p, const QStyleOptionComboBox& o, const QWidget* w, const Tokens& t);
void spinBox(QPainter& p, const QStyleOptionSpinBox& o, const QWidget* w, const QStyle& s, const Tokens& t);
void scrollBar(QPainter& p, const QStyleOptionSlider& o, const QWidget* w, const QStyle& s, const Tokens& t);
void slider(QPainter& p, const QStyleOptionSlider& o, const QWidget* w, const QStyle& s, const Tokens& t);

} // namespace bw::controls
