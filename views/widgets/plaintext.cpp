// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/plaintext.h"

#include "views/theme/fonts.h"

#include <QLabel>
#include <QTextDocument>

namespace bw {

QString plainToolTip(const QString& text)
{
    return Qt::mightBeRichText(text) ? Qt::convertFromPlainText(text) : text;
}

QString plainCaption(QString text)
{
    return text.replace(QLatin1Char('&'), QLatin1String("&&"));
}

QLabel* plainLabel(const QString& text, LabelLook look, QWidget* parent)
{
    auto* label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setText(text);
    if (look == LabelLook::Muted || look == LabelLook::Caption) {
        label->setForegroundRole(QPalette::PlaceholderText);
    }
    if (look == LabelLook::Strong) {
        label->setFont(strongFont(label->font()));
    } else if (look == LabelLook::Caption) {
        label->setFont(smallFont(label->font()));
    } else if (look == LabelLook::Title) {
        label->setFont(titleFont(label->font()));
    }
    return label;
}

} // namespace bw
