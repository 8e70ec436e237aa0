// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/theme/fonts.h"
#include "views/theme/tokens.h"

#include <QProxyStyle>

class QAbstractButton;
class QScrollBar;

namespace bw {

/// Fusion with hairlines, radius 6, and frames that can be seen in both themes. Holds the tokens in use, so that
/// whoever has a widget has its colours (see Theme::tokensOf).
class Style : public QProxyStyle {
    Q_OBJECT
public:
    Style();

    const Tokens& tokens() const { return *m_tokens; }
    void setTokens(const Tokens& tokens);
    bool isApplied() const { return m_applied; }
    Density density() const { return m_density; }
    void setDensity(Density density) { m_density = density; }

    using QProxyStyle::polish;
    void polish(QWidget* widget) override;
    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                       const QWidget* widget) const override;
    void drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                     const QWidget* widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                            const QWidget* widget) const override;
    QRect subControlRect(ComplexControl control, const QStyleOptionComplex* option, SubControl part,
                         const QWidget* widget) const override;
    QRect subElementRect(SubElement element, const QStyleOption* option, const QWidget* widget) const override;
    int pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const override;
    int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                  QStyleHintReturn* data) const override;
    QSize sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& size,
                           const QWidget* widget) const override;

private:
    const Tokens* m_tokens;
    Density m_density = Density::Normal;
    bool m_applied = false;
};

/// The one button of a page or dialog that goes on.
void setPrimary(QAbstractButton* button, bool primary = true);
/// A button whose act cannot be taken back.
void setDangerous(QAbstractButton* button, bool dangerous = true);
/// A scroll bar that stands on whatever is painted under it.
void setBare(QScrollBar* bar);
/// A field whose content cannot be understood: border in the ink of Immediate.
void setInvalid(QWidget* field, bool invalid);

} // namespace bw
