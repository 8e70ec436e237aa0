// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/querymodel.h"

namespace bw {

SelfFilteringModel::SelfFilteringModel(std::span<const ItemColumn> columns, JobRunner& jobs, const char* channel,
                                       const QString& title, QObject* parent)
    : IndexedModel(columns, parent)
    , m_jobs(jobs)
    , m_channel(QStringLiteral("%1/%2").arg(QLatin1String(channel)).arg(quintptr(this), 0, 16))
    , m_title(title)
{
}

void SelfFilteringModel::sort(int column, Qt::SortOrder order)
{
    if (m_sortColumn == column && m_sortOrder == order)
        return;
    m_sortColumn = column;
    m_sortOrder = order;
    ask();
}

void SelfFilteringModel::setBusy(bool busy)
{
    if (m_busy == busy)
        return;
    m_busy = busy;
    Q_EMIT busyChanged(busy);
}

} // namespace bw
