// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/plaintext.h"

#include "views/theme/fonts.h"

#include <QLabel>
#include <QTextDocument>

#include <algorithm>

namespace bw {

QString plainToolTip(const QString& text)
{
    return Qt::mightBeRichText(text) ? Qt::convertFromPlainText(text) : text;
}

QString plainCaption(QString text)
{
    return text.replace(QLatin1Char('&'), QLatin1String("&&"));
}

static bool wraps(QChar letter)
{
    return letter.isSpace() || letter == u'-' || letter == u'/';
}

qsizetype longestWord(const QString& text)
{
    qsizetype longest = 0, word = 0;
    for (const QChar letter : text) {
        word = wraps(letter) ? 0 : word + 1;
        longest = std::max(longest, word);
    }
    return longest;
}

QString wrapAnywhere(const QString& text)
{
    constexpr int often = 8;
    constexpr QChar zeroWidthSpace(0x200b);
    QString out;
    qsizetype word = 0;
    for (const QChar letter : text) {
        if (word > 0 && word % often == 0 && !wraps(letter) && !letter.isLowSurrogate())
            out += zeroWidthSpace;
        word = wraps(letter) ? 0 : word + 1;
        out += letter;
    }
    return out;
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
