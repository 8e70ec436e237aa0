// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/feedsmodel.h"

#include "models/items/texts.h"

#include <algorithm>
#include <array>

namespace bw {

namespace {

constexpr std::array<ItemColumn, FeedsModel::ColumnTotal> Columns = {{
    {"feed", QT_TRANSLATE_NOOP("bw::Columns", "Feed"), nullptr, ColumnKind::Name, 14},
    {"scope", QT_TRANSLATE_NOOP("bw::Columns", "Scope"),
     QT_TRANSLATE_NOOP("bw::Columns", "The part of the feed that a newer import replaces"), ColumnKind::Text, 12},
    {"asof", QT_TRANSLATE_NOOP("bw::Columns", "As of"), QT_TRANSLATE_NOOP("bw::Columns", "The feed's own date"),
     ColumnKind::Date, 18},
    {"age", QT_TRANSLATE_NOOP("bw::Columns", "Age"), nullptr, ColumnKind::Date, 14},
    {"records", QT_TRANSLATE_NOOP("bw::Columns", "Records"), nullptr, ColumnKind::Number, 10},
    {"issues", QT_TRANSLATE_NOOP("bw::Columns", "Issues"), nullptr, ColumnKind::Number, 8},
    {"imported", QT_TRANSLATE_NOOP("bw::Columns", "Imported"), nullptr, ColumnKind::Date, 14},
    {"file", QT_TRANSLATE_NOOP("bw::Columns", "File"), nullptr, ColumnKind::Path, 30},
    {"digest", QT_TRANSLATE_NOOP("bw::Columns", "SHA-256"), nullptr, ColumnKind::Text, 12, false},
    {"state", QT_TRANSLATE_NOOP("bw::Columns", "State"), nullptr, ColumnKind::State, 12},
}};

} // namespace

FeedsModel::FeedsModel(QObject* parent)
    : TableModel(Columns, parent)
{
}

void FeedsModel::setFeeds(std::vector<FeedRevision> revisions, std::span<const FeedRevision> inForce, Instant now)
{
    std::vector<Row> rows;
    for (FeedRevision& revision : revisions) {
        const bool current = std::any_of(inForce.begin(), inForce.end(),
                                         [&](const FeedRevision& other) { return other.id == revision.id; });
        rows.push_back({std::move(revision), current});
    }
    std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) {
        return a.revision.importedAt != b.revision.importedAt ? a.revision.importedAt > b.revision.importedAt
                                                              : a.revision.id > b.revision.id;
    });
    const bool moved = m_now != now;
    update(
        m_rows, std::move(rows), [](const Row& row, bool) { return row.revision.id; }, std::equal_to<>(),
        [&] { m_now = now; });
    if (moved && !m_rows.empty()) {
        for (const int column : {int(Age), int(Imported)})
            Q_EMIT dataChanged(index(0, column), index(int(m_rows.size()) - 1, column));
    }
}

int FeedsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant FeedsModel::cell(int row, int column, int role) const
{
    const Row& r = m_rows[std::size_t(row)];
    const FeedRevision& revision = r.revision;
    switch (role) {
    case Qt::DisplayRole:
        return display(r, column);
    case SortRole:
        return sortValue(r, column);
    case IdRole:
        return qint64(revision.id);
    case SecondaryRole:
        return column == Feed && !revision.version.empty() ? QVariant(Texts::of(revision.version)) : QVariant();
    case ToneRole:
        if (column == State)
            return int(r.inForce ? ItemTone::Verified : ItemTone::Defer);
        return {};
    case Qt::ToolTipRole:
        if (column == Digest)
            return Texts::of(revision.digest);
        if (column == Imported)
            return Texts::absolute(revision.importedAt);
        if (column == Age)
            return Texts::absolute(revision.effective());
        if (column == AsOf && !revision.asOf)
            return tr("The feed tells no date of its own; the time of the import counts.");
        return column == File ? QVariant(Texts::of(revision.source)) : QVariant();
    default:
        return {};
    }
}

QVariant FeedsModel::display(const Row& row, int column) const
{
    const FeedRevision& revision = row.revision;
    switch (column) {
    case Feed:
        return Texts::of(revision.feed);
    case Scope:
        return revision.scope.empty() ? tr("whole feed") : Texts::of(revision.scope);
    case AsOf:
        return revision.asOf ? Texts::absolute(*revision.asOf) : Texts::missing();
    case Age:
        return Texts::relative(revision.effective(), m_now);
    case Records:
        return Texts::number(revision.records);
    case Issues:
        return Texts::number(revision.issues);
    case Imported:
        return Texts::relative(revision.importedAt, m_now);
    case File:
        return Texts::of(revision.source);
    case Digest:
        return Texts::of(std::string_view(revision.digest).substr(0, 12));
    case State:
        return row.inForce ? tr("In force") : tr("Superseded");
    default:
        return {};
    }
}

QVariant FeedsModel::sortValue(const Row& row, int column) const
{
    const FeedRevision& revision = row.revision;
    switch (column) {
    case AsOf:
        return revision.asOf ? QVariant(qint64(revision.asOf->time_since_epoch().count())) : QVariant();
    case Age:
        return qint64((m_now - revision.effective()).count());
    case Records:
        return qulonglong(revision.records);
    case Issues:
        return qulonglong(revision.issues);
    case Imported:
        return qint64(revision.importedAt.time_since_epoch().count());
    case State:
        return int(!row.inForce);
    default:
        return display(row, column);
    }
}

QString FeedsModel::sentence(int row) const
{
    const Row& r = m_rows[std::size_t(row)];
    return QStringList({display(r, Feed).toString(), display(r, Scope).toString(), display(r, State).toString(),
                        display(r, Age).toString(), tr("%1 records").arg(Texts::number(r.revision.records)),
                        tr("%1 issues").arg(Texts::number(r.revision.issues))})
        .join(QLatin1String(", "));
}

} // namespace bw
