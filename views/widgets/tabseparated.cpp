// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/tabseparated.h"

namespace bw {

namespace {

bool looksLikeFormula(const QString& cell)
{
    if (cell.isEmpty() || !QStringLiteral("=+-@").contains(cell.front())) {
        return false;
    }
    bool number = false;
    cell.toDouble(&number);
    return !number && cell.size() > 1;
}

QString guarded(QString cell)
{
    for (QChar& c : cell) {
        if (c == QLatin1Char('\t') || c == QLatin1Char('\n') || c == QLatin1Char('\r') || c == QChar::LineSeparator
            || c == QChar::ParagraphSeparator) {
            c = QLatin1Char(' ');
        }
    }
    return looksLikeFormula(cell.trimmed()) ? QLatin1Char('\'') + cell : cell;
}

} // namespace

QString tabSeparated(const QStringList& cells)
{
    QString line;
    for (const QString& cell : cells) {
        line += guarded(cell) + QLatin1Char('\t');
    }
    if (!line.isEmpty()) {
        line.chop(1);
    }
    return line + QLatin1Char('\n');
}

} // namespace bw
