// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/issuesmodel.h"

#include "models/items/texts.h"

#include <algorithm>
#include <array>

namespace bw {

namespace {

constexpr std::array<ItemColumn, IssuesModel::ColumnTotal> Columns = {{
    {"reason", QT_TRANSLATE_NOOP("bw::Columns", "Issue"), nullptr, ColumnKind::Text, 40},
    {"file", QT_TRANSLATE_NOOP("bw::Columns", "File"), nullptr, ColumnKind::Path, 30},
    {"line", QT_TRANSLATE_NOOP("bw::Columns", "Line"), nullptr, ColumnKind::Number, 8},
    {"column", QT_TRANSLATE_NOOP("bw::Columns", "Column"), nullptr, ColumnKind::Number, 8},
    {"field", QT_TRANSLATE_NOOP("bw::Columns", "Field"), nullptr, ColumnKind::Text, 14},
    {"raw", QT_TRANSLATE_NOOP("bw::Columns", "Text"), QT_TRANSLATE_NOOP("bw::Columns", "The offending text, cut"),
     ColumnKind::Text, 30},
}};

} // namespace

IssuesModel::IssuesModel(QObject* parent)
    : TableModel(Columns, parent)
{
}

void IssuesModel::setIssues(std::vector<Issue> issues, std::uint64_t total)
{
    beginResetModel();
    m_issues = std::move(issues);
    m_total = std::max<std::uint64_t>(total, m_issues.size());
    endResetModel();
}

int IssuesModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_issues.size());
}

QVariant IssuesModel::cell(int row, int column, int role) const
{
    const Issue& i = issue(row);
    if (role == IdRole)
        return row;
    if (role != Qt::DisplayRole && role != SortRole && role != Qt::ToolTipRole)
        return {};
    const auto text = [&](const std::string& value) {
        if (value.empty())
            return role == Qt::DisplayRole ? QVariant(Texts::missing()) : QVariant();
        return QVariant(Texts::of(value));
    };
    const auto number = [&](std::uint64_t value) {
        if (value == 0)
            return role == Qt::DisplayRole ? QVariant(Texts::missing()) : QVariant();
        return role == SortRole ? QVariant(qulonglong(value)) : QVariant(Texts::number(value));
    };
    switch (column) {
    case Reason:
        return text(i.reason);
    case File:
        return text(i.place.file);
    case Line:
        return number(i.place.line);
    case ColumnColumn:
        return number(i.place.column);
    case Field:
        return text(i.place.field);
    case Raw:
        return text(i.raw);
    default:
        return {};
    }
}

QString IssuesModel::sentence(int row) const
{
    const Issue& i = issue(row);
    QStringList parts = {Texts::of(i.reason), Texts::of(i.place.file)};
    if (i.place.line > 0)
        parts << tr("line %1").arg(Texts::number(i.place.line));
    if (!i.place.field.empty())
        parts << tr("field %1").arg(Texts::of(i.place.field));
    parts.removeAll(QString());
    return parts.join(QLatin1String(", "));
}

} // namespace bw
