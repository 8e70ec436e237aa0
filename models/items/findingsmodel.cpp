// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/findingsmodel.h"

#include "models/items/ordering.h"
#include "models/items/texts.h"

#include <algorithm>
#include <array>

namespace bw {

namespace {

constexpr std::array<ItemColumn, FindingsModel::ColumnTotal> Columns = {{
    {"host", QT_TRANSLATE_NOOP("bw::Columns", "Host"), nullptr, ColumnKind::Name, 22},
    {"patch", QT_TRANSLATE_NOOP("bw::Columns", "Patch"), nullptr, ColumnKind::Text, 32},
    {"installed", QT_TRANSLATE_NOOP("bw::Columns", "Installed"), nullptr, ColumnKind::Text, 20},
    {"state", QT_TRANSLATE_NOOP("bw::Columns", "State"), nullptr, ColumnKind::State, 14},
    {"decision", QT_TRANSLATE_NOOP("bw::Columns", "Decision"), nullptr, ColumnKind::State, 14},
    {"due", QT_TRANSLATE_NOOP("bw::Columns", "Due"), nullptr, ColumnKind::Date, 16},
    {"since", QT_TRANSLATE_NOOP("bw::Columns", "Exposed since"),
     QT_TRANSLATE_NOOP("bw::Columns", "The day from which the exposure window counts"), ColumnKind::Date, 16},
}};

std::optional<Day> dayFrom(std::int32_t day)
{
    return day == Finding::NoDay ? std::nullopt : std::optional(Day(std::chrono::days(day)));
}

} // namespace

struct FindingsModel::Answer {
    std::shared_ptr<const FindingTable> table;
    RowIndex index;
    std::uint32_t total = 0;
    FindingTable::Order order;
    int column = -1;
    Qt::SortOrder sortOrder = Qt::AscendingOrder;
};

FindingsModel::FindingsModel(JobRunner& jobs, QObject* parent)
    : IndexedModel(Columns, parent)
    , m_jobs(jobs)
    , m_channel(QStringLiteral("findings/%1").arg(quintptr(this), 0, 16))
{
}

void FindingsModel::setAssessment(std::shared_ptr<const Assessment> assessment)
{
    if (m_wanted == assessment)
        return;
    m_wanted = std::move(assessment);
    ask();
}

void FindingsModel::setHost(std::optional<HostId> host)
{
    if (m_query.host == host)
        return;
    m_query.host = host;
    ask();
}

void FindingsModel::setPatch(const QString& patchId)
{
    std::string id = patchId.toStdString();
    if (m_query.patch == id)
        return;
    m_query.patch = std::move(id);
    ask();
}

Result<void> FindingsModel::setFilterText(const QString& text)
{
    auto filter = FindingFilter::parse(text.toStdString());
    if (!filter)
        return filter.error();
    m_filterText = text;
    m_query.filter = std::move(*filter);
    ask();
    return {};
}

void FindingsModel::sort(int column, Qt::SortOrder order)
{
    if (m_sortColumn == column && m_sortOrder == order)
        return;
    m_sortColumn = column;
    m_sortOrder = order;
    ask();
}

void FindingsModel::ask()
{
    if (!m_wanted) {
        m_jobs.cancelChannel(m_channel);
        take({});
        return;
    }
    Answer start;
    if (m_table && m_table->assessment() == m_wanted)
        start.table = m_table;
    else if (m_orderTable && m_orderTable->assessment() == m_wanted)
        start.table = m_orderTable;
    start.column = m_sortColumn;
    start.sortOrder = m_sortOrder;
    if (start.table && m_orderTable == start.table && m_orderColumn == m_sortColumn && m_orderOrder == m_sortOrder)
        start.order = m_order;
    setBusy(true);
    m_jobs.start(
        m_channel, tr("Findings"), this,
        [start, assessment = m_wanted, query = m_query](ProgressSink& progress) mutable -> Result<Answer> {
            if (!start.table)
                start.table = FindingTable::make(assessment);
            if (!start.order && start.column >= 0 && !progress.cancelled())
                start.order =
                    start.table->ordered(FindingTable::Column(start.column), start.sortOrder == Qt::DescendingOrder);
            start.index = start.table->select(query, start.order, progress);
            start.total = start.table->count(query);
            if (progress.cancelled())
                return Error{ErrorKind::Cancelled, {}, {}};
            return std::move(start);
        },
        [this](Result<Answer> answer) {
            if (answer)
                take(std::move(*answer));
            else
                setBusy(false);
        });
}

void FindingsModel::take(Answer answer)
{
    m_orderTable = answer.table;
    m_order = answer.order;
    m_orderColumn = answer.column;
    m_orderOrder = answer.sortOrder;
    m_total = answer.total;
    swap(std::move(answer.table), std::move(answer.index));
    setBusy(false);
}

void FindingsModel::setBusy(bool busy)
{
    if (m_busy == busy)
        return;
    m_busy = busy;
    Q_EMIT busyChanged(busy);
}

void FindingsModel::swap(std::shared_ptr<const FindingTable> table, RowIndex index)
{
    const auto before = m_table;
    const std::uint32_t size = table ? table->size() : 0;
    const auto translate = [&](std::uint32_t row) -> std::optional<std::uint32_t> {
        if (table == before)
            return row;
        const Finding& finding = before->at(row);
        return table->find(hostOf(finding).id, patchOf(finding).id);
    };
    swapIndex(std::move(index), size, table == before, translate, [&] { m_table = table; });
    Q_EMIT updated();
}

int FindingsModel::rowOf(HostId host, const QString& patchId) const
{
    const auto row = m_table ? m_table->find(host, patchId.toStdString()) : std::nullopt;
    if (!row)
        return -1;
    const auto rows = shownIndex().rows();
    const auto it = std::find(rows.begin(), rows.end(), *row);
    return it == rows.end() ? -1 : int(it - rows.begin());
}

const Host& FindingsModel::hostOf(const Finding& finding) const
{
    return m_table->assessment()->fleet->hosts[finding.host];
}

const Patch& FindingsModel::patchOf(const Finding& finding) const
{
    return m_table->assessment()->patches[finding.patch];
}

QVariant FindingsModel::cell(int row, int column, int role) const
{
    const Finding& f = finding(row);
    switch (role) {
    case Qt::DisplayRole:
        return display(f, column);
    case Qt::ToolTipRole:
        return tip(f, column);
    case IdRole:
        return QString(QString::number(hostOf(f).id) + u'/' + Texts::of(patchOf(f).id));
    case SortRole:
        return sortValue(f, column);
    case FilterRole:
        return filterTerm(f, column);
    case SecondaryRole:
        if (column == PatchColumn) {
            const Patch& patch = patchOf(f);
            return !patch.fixed.empty() ? Texts::of(patch.fixed)
                : patch.willNotFix      ? tr("will not be fixed")
                                        : tr("no fix yet");
        }
        return {};
    case ToneRole:
        if (column == State)
            return int(Texts::tone(f.state));
        if (column == DecisionColumn)
            return int(Texts::tone(f.decision));
        if (column == Due && f.due != Finding::NoDay && dayFrom(f.due) < dayOf(assessment()->at))
            return int(ItemTone::Immediate);
        return {};
    default:
        return {};
    }
}

QVariant FindingsModel::display(const Finding& finding, int column) const
{
    const Assessment& all = *m_table->assessment();
    switch (column) {
    case HostColumn:
        return Texts::hostName(hostOf(finding));
    case PatchColumn:
        return Texts::of(patchOf(finding).package);
    case Installed:
        return Texts::of(all.fleet->components->view(finding.component).version);
    case State:
        return Texts::of(finding.state);
    case DecisionColumn:
        return Texts::of(finding.decision);
    case Due: {
        const auto due = dayFrom(finding.due);
        return due ? Texts::due(*due, dayOf(all.at)) : tr("next upgrade");
    }
    case ExposedSince: {
        const auto since = dayFrom(finding.exposedSince);
        return since ? Texts::relative(Instant(*since), all.at) : Texts::missing();
    }
    default:
        return {};
    }
}

QVariant FindingsModel::tip(const Finding& finding, int column) const
{
    switch (column) {
    case HostColumn: {
        const HostIdentity& names = hostOf(finding).identity;
        return names.fqdn.empty() ? QVariant() : Texts::of(names.fqdn);
    }
    case PatchColumn:
        return Texts::of(patchOf(finding).id);
    case Installed: {
        const ComponentView view = m_table->assessment()->fleet->components->view(finding.component);
        return QStringList({Texts::of(view.name), Texts::of(view.version), Texts::of(view.arch)}).join(u' ').trimmed();
    }
    case DecisionColumn:
        return finding.decision == finding.rawDecision ? QVariant()
                                                       : tr("%1 without controls").arg(Texts::of(finding.rawDecision));
    case Due: {
        const auto due = dayFrom(finding.due);
        return due ? QVariant(Texts::absolute(*due)) : QVariant();
    }
    case ExposedSince: {
        const auto since = dayFrom(finding.exposedSince);
        return since ? Texts::absolute(*since) : tr("Nothing tells from when on it was exposed.");
    }
    default:
        return {};
    }
}

QVariant FindingsModel::sortValue(const Finding& finding, int column) const
{
    switch (column) {
    case State:
        return int(finding.state);
    case DecisionColumn:
        return int(finding.decision);
    case Due:
        return finding.due == Finding::NoDay ? QVariant() : QVariant(finding.due);
    case ExposedSince:
        return finding.exposedSince == Finding::NoDay ? QVariant() : QVariant(finding.exposedSince);
    default:
        return display(finding, column);
    }
}

QVariant FindingsModel::filterTerm(const Finding& finding, int column) const
{
    const auto term = [](const char* key, std::string_view value) {
        return bw::filterTerm(QLatin1String(key), value.empty() ? QStringLiteral("none") : Texts::of(value));
    };
    switch (column) {
    case HostColumn:
        return term("host", hostOf(finding).identity.name);
    case PatchColumn:
        return term("patch", patchOf(finding).package);
    case Installed:
        return term("version", m_table->assessment()->fleet->components->view(finding.component).version);
    case State:
        return term("state", name(finding.state));
    case DecisionColumn:
        return term("decision", name(finding.decision));
    case Due: {
        const auto due = dayFrom(finding.due);
        return term("due", due ? toIso(*due) : std::string());
    }
    case ExposedSince: {
        const auto since = dayFrom(finding.exposedSince);
        return term("since", since ? toIso(*since) : std::string());
    }
    default:
        return {};
    }
}

QString FindingsModel::sentence(int row) const
{
    const Finding& f = finding(row);
    const Patch& patch = patchOf(f);
    return QStringList({Texts::hostName(hostOf(f)),
                        QString(Texts::of(patch.package) + u' ' + Texts::of(patch.fixed)).trimmed(),
                        tr("installed %1").arg(display(f, Installed).toString()), Texts::of(f.state),
                        Texts::of(f.decision), tr("due %1").arg(display(f, Due).toString())})
        .join(QLatin1String(", "));
}

} // namespace bw
