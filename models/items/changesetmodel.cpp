// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/changesetmodel.h"

#include "models/items/texts.h"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace bw {

namespace {

constexpr std::array<ItemColumn, ChangeSetModel::ColumnTotal> Columns = {{
    {"outcome", QT_TRANSLATE_NOOP("bw::Columns", "Outcome"), nullptr, ColumnKind::State, 12},
    {"host", QT_TRANSLATE_NOOP("bw::Columns", "Host"), nullptr, ColumnKind::Name, 24},
    {"match", QT_TRANSLATE_NOOP("bw::Columns", "Matched by"),
     QT_TRANSLATE_NOOP("bw::Columns", "What the host was recognised by"), ColumnKind::Text, 16},
    {"added", QT_TRANSLATE_NOOP("bw::Columns", "Added"), QT_TRANSLATE_NOOP("bw::Columns", "Components that are new"),
     ColumnKind::Number, 8},
    {"removed", QT_TRANSLATE_NOOP("bw::Columns", "Removed"), QT_TRANSLATE_NOOP("bw::Columns", "Components that went"),
     ColumnKind::Number, 8},
    {"changed", QT_TRANSLATE_NOOP("bw::Columns", "Changed"),
     QT_TRANSLATE_NOOP("bw::Columns", "Components with another version"), ColumnKind::Number, 8},
    {"components", QT_TRANSLATE_NOOP("bw::Columns", "Components"), nullptr, ColumnKind::Number, 11},
    {"taken", QT_TRANSLATE_NOOP("bw::Columns", "Taken"),
     QT_TRANSLATE_NOOP("bw::Columns", "The moment the inventory speaks of"), ColumnKind::Date, 14},
    {"file", QT_TRANSLATE_NOOP("bw::Columns", "File"), nullptr, ColumnKind::Path, 30},
    {"reason", QT_TRANSLATE_NOOP("bw::Columns", "Reason"), nullptr, ColumnKind::Text, 30},
}};

QString wordOf(HostOutcome outcome)
{
    switch (outcome) {
    case HostOutcome::Added:
        return ChangeSetModel::tr("New");
    case HostOutcome::Updated:
        return ChangeSetModel::tr("Updated");
    case HostOutcome::Unchanged:
        return ChangeSetModel::tr("Unchanged");
    case HostOutcome::Older:
        return ChangeSetModel::tr("Older");
    case HostOutcome::Ambiguous:
        return ChangeSetModel::tr("Ambiguous");
    case HostOutcome::Rejected:
        return ChangeSetModel::tr("Rejected");
    }
    return {};
}

QString wordOf(MatchedBy by)
{
    switch (by) {
    case MatchedBy::Nothing:
        return {};
    case MatchedBy::SerialAndUuid:
        return ChangeSetModel::tr("Serial and UUID");
    case MatchedBy::Serial:
        return ChangeSetModel::tr("Serial");
    case MatchedBy::Uuid:
        return ChangeSetModel::tr("UUID");
    case MatchedBy::MachineId:
        return ChangeSetModel::tr("Machine id");
    case MatchedBy::Mac:
        return ChangeSetModel::tr("MAC address");
    case MatchedBy::Fqdn:
        return ChangeSetModel::tr("FQDN");
    case MatchedBy::Name:
        return ChangeSetModel::tr("Name");
    case MatchedBy::Operator:
        return ChangeSetModel::tr("Decided by hand");
    }
    return {};
}

/// What a person must look at comes first.
int urgency(HostOutcome outcome)
{
    static constexpr std::array<int, 6> places = {2, 3, 5, 4, 0, 1}; // by HostOutcome
    return places[std::size_t(outcome)];
}

ItemTone toneOf(HostOutcome outcome)
{
    switch (outcome) {
    case HostOutcome::Ambiguous:
        return ItemTone::CannotTell;
    case HostOutcome::Rejected:
        return ItemTone::OutOfCycle;
    case HostOutcome::Added:
    case HostOutcome::Updated:
        return ItemTone::Verified;
    default:
        return ItemTone::Defer;
    }
}

std::string nameOf(const HostIdentity& identity)
{
    for (const std::string* text :
         {&identity.name, &identity.fqdn, &identity.serial, &identity.uuid, &identity.machineId}) {
        if (!text->empty())
            return *text;
    }
    return {};
}

} // namespace

std::vector<ChangeRow> changeRows(const ChangeSet& changes, const std::vector<HostDraft>& drafts, const Fleet& fleet,
                                  const std::function<std::string(std::size_t draft)>& fileOf)
{
    std::unordered_map<HostId, const Host*> known;
    for (const Host& host : fleet.hosts)
        known.emplace(host.id, &host);
    std::vector<ChangeRow> rows;
    rows.reserve(changes.hosts.size());
    for (std::size_t i = 0; i < changes.hosts.size(); ++i) {
        const HostChange& change = changes.hosts[i];
        ChangeRow row;
        row.change = i;
        row.outcome = change.outcome;
        row.matchedBy = change.matchedBy;
        if (change.draft < drafts.size()) {
            row.host = nameOf(drafts[change.draft].identity);
            row.file = fileOf(change.draft);
        }
        if (const auto it = known.find(change.host); it != known.end())
            row.knownAs = nameOf(it->second->identity);
        row.components = std::uint32_t(change.components.size());
        row.added = std::uint32_t(change.added.size());
        row.removed = std::uint32_t(change.removed.size());
        row.changed = std::uint32_t(change.changed.size());
        row.hasPackages = change.hasPackages;
        row.partial = change.partial;
        row.takenAt = change.takenAt;
        row.timeSource = change.timeSource;
        row.reason = change.reason;
        rows.push_back(std::move(row));
    }
    return rows;
}

ChangeSetModel::ChangeSetModel(QObject* parent)
    : TableModel(Columns, parent)
{
}

void ChangeSetModel::setChanges(std::vector<ChangeRow> rows, Instant now)
{
    beginResetModel();
    m_rows = std::move(rows);
    std::stable_sort(m_rows.begin(), m_rows.end(),
                     [](const ChangeRow& a, const ChangeRow& b) { return urgency(a.outcome) < urgency(b.outcome); });
    m_now = now;
    endResetModel();
}

int ChangeSetModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant ChangeSetModel::cell(int row, int column, int role) const
{
    const ChangeRow& r = at(row);
    switch (role) {
    case Qt::DisplayRole:
        return display(r, column);
    case Qt::ToolTipRole:
        return tip(r, column);
    case SortRole:
        return sortValue(r, column);
    case IdRole:
        return qulonglong(r.change);
    case ToneRole:
        return column == Outcome ? QVariant(int(toneOf(r.outcome))) : QVariant();
    case SecondaryRole:
        return column == Host && !r.knownAs.empty() && r.knownAs != r.host
            ? QVariant(tr("known as %1").arg(Texts::of(r.knownAs)))
            : QVariant();
    default:
        return {};
    }
}

QVariant ChangeSetModel::display(const ChangeRow& row, int column) const
{
    const auto count = [&](std::uint32_t value) { return row.hasPackages ? Texts::number(value) : Texts::missing(); };
    const auto text = [](const QString& value) { return value.isEmpty() ? Texts::missing() : value; };
    switch (column) {
    case Outcome:
        return wordOf(row.outcome);
    case Host:
        return text(Texts::of(row.host));
    case Match:
        return text(wordOf(row.matchedBy));
    case Added:
        return count(row.added);
    case Removed:
        return count(row.removed);
    case Changed:
        return count(row.changed);
    case Components:
        return count(row.components);
    case Taken:
        return Texts::relative(row.takenAt, m_now);
    case File:
        return Texts::of(row.file);
    case Reason:
        return Texts::of(row.reason);
    default:
        return {};
    }
}

QVariant ChangeSetModel::tip(const ChangeRow& row, int column) const
{
    switch (column) {
    case Taken:
        return QString(Texts::absolute(row.takenAt) + QLatin1String(" (") + Texts::of(row.timeSource) + u')');
    case Added:
    case Removed:
    case Changed:
    case Components:
        if (!row.hasPackages)
            return tr("The file tells nothing about software.");
        return row.partial ? tr("The file tells only a part: what it does not mention stays.") : QVariant();
    case File:
        return Texts::of(row.file);
    case Reason:
        return Texts::of(row.reason);
    default:
        return {};
    }
}

QVariant ChangeSetModel::sortValue(const ChangeRow& row, int column) const
{
    switch (column) {
    case Outcome:
        return urgency(row.outcome);
    case Match:
        return int(row.matchedBy);
    case Added:
        return row.added;
    case Removed:
        return row.removed;
    case Changed:
        return row.changed;
    case Components:
        return row.hasPackages ? QVariant(row.components) : QVariant();
    case Taken:
        return qint64(row.takenAt.time_since_epoch().count());
    default:
        return display(row, column);
    }
}

QString ChangeSetModel::sentence(int row) const
{
    const ChangeRow& r = at(row);
    QStringList parts = {wordOf(r.outcome), Texts::of(r.host)};
    if (r.hasPackages)
        parts << tr("%1 added, %2 removed, %3 changed")
                     .arg(Texts::number(r.added), Texts::number(r.removed), Texts::number(r.changed));
    parts << tr("taken %1").arg(Texts::relative(r.takenAt, m_now)) << Texts::of(r.reason);
    parts.removeAll(QString());
    return parts.join(QLatin1String(", "));
}

} // namespace bw
