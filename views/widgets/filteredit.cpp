// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/filteredit.h"

#include "views/theme/theme.h"

#include <QCoreApplication>
#include <QInputMethodEvent>
#include <QKeyEvent>
#include <QRegularExpression>
#include <QTextCharFormat>

namespace bw {

FilterEdit::FilterEdit(QWidget* parent)
    : QLineEdit(parent)
{
    setFont(monoFont());
    setMaxLength(8192);
    connect(this, &QLineEdit::textChanged, this, &FilterEdit::colourKeys);
}

void FilterEdit::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && !text().isEmpty()) {
        clear();
        Q_EMIT escaped();
        return;
    }
    QLineEdit::keyPressEvent(event);
}

void FilterEdit::changeEvent(QEvent* event)
{
    QLineEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        colourKeys();
    }
}

void FilterEdit::colourKeys()
{
    // A line edit has no formats of its own; those of an input method with nothing typed do the same.
    static const QRegularExpression key(QStringLiteral("(?<![^\\s(])-?[A-Za-z][\\w.-]*(?=[:=<>!~])(:|)"));
    QList<QInputMethodEvent::Attribute> attributes;
    QTextCharFormat format;
    format.setForeground(Theme::tokensOf(this).accent);
    auto matches = key.globalMatch(text());
    while (matches.hasNext()) {
        const auto match = matches.next();
        attributes.append(QInputMethodEvent::Attribute(QInputMethodEvent::TextFormat,
                                                       int(match.capturedStart()) - cursorPosition(),
                                                       int(match.capturedLength()), format));
    }
    QInputMethodEvent formats(QString(), attributes);
    QCoreApplication::sendEvent(this, &formats);
}

} // namespace bw
