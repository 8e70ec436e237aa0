// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/lists/filtertext.h"

#include <QStringList>

namespace bw {

namespace {

/// Splits at spaces outside of quotes and parentheses.
QStringList termsOf(const QString& filter)
{
    QStringList terms;
    QString term;
    bool quoted = false;
    int depth = 0;
    for (const QChar c : filter) {
        if (c == u'"')
            quoted = !quoted;
        depth += !quoted && c == u'(' ? 1 : !quoted && c == u')' && depth > 0 ? -1 : 0;
        if (c == u' ' && !quoted && depth == 0) {
            if (!term.isEmpty())
                terms << term;
            term.clear();
        } else {
            term += c;
        }
    }
    if (!term.isEmpty())
        terms << term;
    return terms;
}

QString keyOf(const QString& term)
{
    return term.section(u':', 0, 0) + u':';
}

QStringList valuesOf(const QString& term)
{
    const QString values = term.section(u':', 1);
    return values.contains(u'"') ? QStringList{values} : values.split(u',');
}

} // namespace

bool hasFilterTerm(const QString& filter, const QString& term)
{
    for (const QString& present : termsOf(filter)) {
        if (keyOf(present) == keyOf(term) && valuesOf(present).contains(term.section(u':', 1)))
            return true;
    }
    return false;
}

QString withFilterTerm(const QString& filter, const QString& term, bool on)
{
    QStringList terms = termsOf(filter);
    const QString value = term.section(u':', 1);
    for (QString& present : terms) {
        if (keyOf(present) != keyOf(term))
            continue;
        QStringList values = valuesOf(present);
        values.removeAll(value);
        if (on)
            values << value;
        present = values.isEmpty() ? QString() : keyOf(term) + values.join(u',');
        terms.removeAll(QString());
        return terms.join(u' ');
    }
    if (on)
        terms << term;
    return terms.join(u' ');
}

} // namespace bw
