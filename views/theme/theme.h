// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/theme/fonts.h"
#include "views/theme/tokens.h"

#include <QObject>
#include <QPalette>
#include <QPointer>

class QWidget;

namespace bw {

class Style;

enum class Scheme { System, Light, Dark };

/// The look of the application: style, palette and font, changed at run time. Owned by the application object's owner,
/// made right after QApplication and living as long. GUI thread only.
class Theme : public QObject {
    Q_OBJECT
public:
    /// Takes note of the desktop's own palette, then puts style, font and palette in place.
    explicit Theme(Scheme scheme = Scheme::System, QObject* parent = nullptr);

    Scheme scheme() const { return m_scheme; }
    void setScheme(Scheme scheme);
    Density density() const;
    void setDensity(Density density);
    const Tokens& tokens() const;

    /// The tokens `widget` is painted with: those of its style; the light ones where no Theme is in place. For
    /// delegates and painters, which are handed a widget and nothing else.
    static const Tokens& tokensOf(const QWidget* widget);
    static Density densityOf(const QWidget* widget);
    static int rowHeightOf(const QWidget* widget);

Q_SIGNALS:
    /// Queued, after every widget has its new palette: time to render what is cached in colour.
    void changed();

private:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void apply();

    Scheme m_scheme;
    QPalette m_platformPalette;
    QPointer<Style> m_style; // owned by QApplication
};

} // namespace bw
