// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/theme/theme.h"

#include "views/theme/palette.h"
#include "views/theme/style.h"
#include "views/theme/systemscheme.h"

#include <QApplication>
#include <QEvent>
#include <QWidget>

namespace bw {

namespace {

const Style* styleOf(const QWidget* widget)
{
    const Style* own = widget ? qobject_cast<const Style*>(widget->style()) : nullptr;
    return own ? own : qobject_cast<const Style*>(QApplication::style());
}

} // namespace

Theme::Theme(Scheme scheme, QObject* parent)
    : QObject(parent)
    , m_scheme(scheme)
    , m_platformPalette(QApplication::palette())
    , m_style(new Style)
{
    QApplication::setStyle(m_style);
    QApplication::setFont(baseFont());
    apply();
    qApp->installEventFilter(this);
}

void Theme::setScheme(Scheme scheme)
{
    m_scheme = scheme;
    apply();
}

Density Theme::density() const
{
    return m_style ? m_style->density() : Density::Normal;
}

void Theme::setDensity(Density density)
{
    if (m_style && density != m_style->density()) {
        m_style->setDensity(density);
        // Views take their row height from the style when the style changes.
        for (QWidget* widget : QApplication::allWidgets()) {
            QEvent styleChange(QEvent::StyleChange);
            QApplication::sendEvent(widget, &styleChange);
        }
        Q_EMIT changed();
    }
}

const Tokens& Theme::tokens() const
{
    return m_style ? m_style->tokens() : lightTokens();
}

const Tokens& Theme::tokensOf(const QWidget* widget)
{
    const Style* style = styleOf(widget);
    return style ? style->tokens() : lightTokens();
}

Density Theme::densityOf(const QWidget* widget)
{
    const Style* style = styleOf(widget);
    return style ? style->density() : Density::Normal;
}

int Theme::rowHeightOf(const QWidget* widget)
{
    return rowHeight(widget ? widget->font() : QApplication::font(), densityOf(widget));
}

bool Theme::eventFilter(QObject* watched, QEvent* event)
{
    // The desktop may have changed its mind while another window was in front.
    if (m_scheme == Scheme::System && watched == qApp && event->type() == QEvent::ApplicationActivate) {
        apply();
    }
    return QObject::eventFilter(watched, event);
}

void Theme::apply()
{
    if (!m_style) {
        return; // another style took its place
    }
    const bool dark = m_scheme == Scheme::Dark || (m_scheme == Scheme::System && systemPrefersDark(m_platformPalette));
    const Tokens& tokens = dark ? darkTokens() : lightTokens();
    if (&tokens == &m_style->tokens() && m_style->isApplied()) {
        return;
    }
    const bool first = !m_style->isApplied();
    m_style->setTokens(tokens);
    QApplication::setPalette(paletteOf(tokens));
    // Qt hands the palette on by a posted event; what is told about the change comes after it.
    if (!first) {
        QMetaObject::invokeMethod(this, &Theme::changed, Qt::QueuedConnection);
    }
}

} // namespace bw
