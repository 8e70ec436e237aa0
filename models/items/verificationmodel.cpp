// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/verificationmodel.h"

#include "models/foundation/dispose.h"
#include "models/items/ordering.h"
#include "models/items/texts.h"

#include <algorithm>
#include <array>
#include <utility>

namespace bw {

namespace {

constexpr std::array<ItemColumn, VerificationModel::ColumnTotal> Columns = {{
    {"host", QT_TRANSLATE_NOOP("bw::Columns", "Host"), nullptr, ColumnKind::Name, 16},
    {"verdict", QT_TRANSLATE_NOOP("bw::Columns", "Verdict"),
     QT_TRANSLATE_NOOP("bw::Columns", "What the inventories after the deed prove"), ColumnKind::State, 19},
    {"patch", QT_TRANSLATE_NOOP("bw::Columns", "Package"), nullptr, ColumnKind::Text, 14},
    {"wave", QT_TRANSLATE_NOOP("bw::Columns", "Wave"), nullptr, ColumnKind::Text, 10},
    {"expected", QT_TRANSLATE_NOOP("bw::Columns", "Expected"),
     QT_TRANSLATE_NOOP("bw::Columns", "Version that the plan wants"), ColumnKind::Text, 20},
    {"reported", QT_TRANSLATE_NOOP("bw::Columns", "Reported"),
     QT_TRANSLATE_NOOP("bw::Columns", "What the engine said: a claim"), ColumnKind::Text, 10},
    {"observed", QT_TRANSLATE_NOOP("bw::Columns", "Observed"),
     QT_TRANSLATE_NOOP("bw::Columns", "Version in the inventory that decides"), ColumnKind::Text, 20},
    {"evidence", QT_TRANSLATE_NOOP("bw::Columns", "Evidence"),
     QT_TRANSLATE_NOOP("bw::Columns", "When that inventory was taken"), ColumnKind::Date, 14, false},
    {"why", QT_TRANSLATE_NOOP("bw::Columns", "Why"), nullptr, ColumnKind::Text, 30},
    {"claimed", QT_TRANSLATE_NOOP("bw::Columns", "Claimed"),
     QT_TRANSLATE_NOOP("bw::Columns", "When the engine said done"), ColumnKind::Date, 14, false},
}};

} // namespace

struct VerificationModel::Answer {
    std::shared_ptr<const VerdictTable> table;
    RowIndex index;
    VerdictTable::Counts counts;
    VerdictTable::Order order;
    int column = -1;
    Qt::SortOrder sortOrder = Qt::AscendingOrder;
};

VerificationModel::VerificationModel(JobRunner& jobs, QObject* parent)
    : IndexedModel(Columns, parent)
    , m_jobs(jobs)
    , m_channel(QStringLiteral("verdicts/%1").arg(quintptr(this), 0, 16))
{
}

VerificationModel::~VerificationModel()
{
    disposeLater(std::move(m_table));
    disposeLater(std::move(m_wanted));
}

void VerificationModel::setSource(const VerdictSource& source)
{
    if (m_wanted == source)
        return;
    disposeLater(std::exchange(m_wanted, source));
    ask();
}

Result<void> VerificationModel::setFilterText(const QString& text)
{
    auto filter = FilterExpression::parse(text.toStdString(), VerdictTable::keys());
    if (!filter)
        return filter.error();
    m_filter = std::move(*filter);
    ask();
    return {};
}

void VerificationModel::sort(int column, Qt::SortOrder order)
{
    if (m_sortColumn == column && m_sortOrder == order)
        return;
    m_sortColumn = column;
    m_sortOrder = order;
    ask();
}

void VerificationModel::ask()
{
    if (!m_wanted.expectations) {
        m_jobs.cancelChannel(m_channel);
        if (m_table)
            take({});
        return;
    }
    Answer start;
    start.column = m_sortColumn;
    start.sortOrder = m_sortOrder;
    if (m_table && m_table->source() == m_wanted) {
        start.table = m_table;
        if (m_orderColumn == m_sortColumn && m_orderOrder == m_sortOrder)
            start.order = m_order;
    }
    m_busy = true;
    m_jobs.start(
        m_channel, tr("Verdicts"), this,
        [start, source = m_wanted, filter = m_filter](ProgressSink& progress) mutable -> Result<Answer> {
            if (!start.table)
                start.table = VerdictTable::make(std::move(source));
            if (!start.order && start.column >= 0 && !progress.cancelled())
                start.order =
                    start.table->ordered(VerdictTable::Column(start.column), start.sortOrder == Qt::DescendingOrder);
            start.index = start.table->select(filter, start.order, progress);
            start.counts = start.table->counts(filter, progress);
            if (progress.cancelled())
                return Error{ErrorKind::Cancelled, {}, {}};
            return std::move(start);
        },
        [this](Result<Answer> answer) {
            if (answer)
                take(std::move(*answer));
        });
}

void VerificationModel::take(Answer answer)
{
    auto before = m_table;
    const auto& next = answer.table;
    const auto translate = [&](std::uint32_t row) -> std::optional<std::uint32_t> {
        if (next == before)
            return row;
        const Expectation& shown = before->expectation(row);
        return next->find(shown.host, shown.patch);
    };
    m_counts = std::move(answer.counts);
    m_order = answer.order;
    m_orderColumn = answer.column;
    m_orderOrder = answer.sortOrder;
    m_busy = false;
    swapIndex(std::move(answer.index), next ? next->size() : 0, next == before, translate, [&] { m_table = next; });
    disposeLater(std::move(before));
    Q_EMIT updated();
}

VerificationRow VerificationModel::at(int row) const
{
    const std::uint32_t place = tableRow(row);
    const Expectation& wanted = m_table->expectation(place);
    VerificationRow made;
    made.host = wanted.host;
    made.hostName = m_table->hostName(place);
    made.patch = wanted.patch;
    made.package = std::string(m_table->package(place));
    made.wave = m_table->waveName(place);
    made.reported = wanted.state;
    made.planned = m_table->planned(place);
    made.verdict = m_table->verification(place);
    return made;
}

std::vector<Facet> VerificationModel::facets() const
{
    const auto facet = [](VerdictTable::Key key, const QString& title) {
        const std::string_view word = VerdictTable::keys()[key].name;
        return Facet{QString(QLatin1String(word.data(), int(word.size()))), title, {}};
    };
    Facet verdicts = facet(VerdictTable::VerdictKey, tr("Verdict"));
    Facet waves = facet(VerdictTable::WaveKey, tr("Wave"));
    const auto add = [](Facet& to, std::string_view value, const QString& label, ItemTone tone, std::uint32_t count) {
        const QString term = filterTerm(QLatin1String(to.id.toLatin1()), Texts::of(value));
        if (count > 0 && !term.isEmpty())
            to.values.push_back({term, label, tone, count});
    };
    for (std::size_t i = 0; i < m_counts.verdicts.size(); ++i)
        add(verdicts, name(Verdict(i)), word(Verdict(i)), tone(Verdict(i)), m_counts.verdicts[i]);
    std::stable_sort(verdicts.values.begin(), verdicts.values.end(),
                     [](const FacetValue& a, const FacetValue& b) { return a.count > b.count; });
    for (std::size_t i = 0; i < m_counts.waves.size(); ++i)
        add(waves, m_table->waveNames()[i], Texts::of(m_table->waveNames()[i]), ItemTone::Neutral, m_counts.waves[i]);
    return {verdicts, waves};
}

QString VerificationModel::word(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Verified:
        return tr("Verified");
    case Verdict::Contradicted:
        return tr("Contradicted");
    case Verdict::RebootPending:
        return tr("Reboot pending");
    case Verdict::NotReinventoried:
        return tr("No inventory since");
    case Verdict::InventoryTooOld:
        return tr("Inventory too old");
    case Verdict::Regressed:
        return tr("Regressed");
    case Verdict::Superseded:
        return tr("Superseded");
    case Verdict::Open:
        return tr("Still open");
    case Verdict::Unknown:
        return tr("Cannot tell");
    }
    return {};
}

ItemTone VerificationModel::tone(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Verified:
        return ItemTone::Verified;
    case Verdict::Contradicted:
    case Verdict::Regressed:
        return ItemTone::Immediate;
    case Verdict::Open:
    case Verdict::Superseded:
        return ItemTone::OutOfCycle;
    case Verdict::RebootPending:
        return ItemTone::Scheduled;
    case Verdict::NotReinventoried:
        return ItemTone::Defer;
    case Verdict::InventoryTooOld:
    case Verdict::Unknown:
        return ItemTone::CannotTell;
    }
    return ItemTone::Neutral;
}

QString VerificationModel::reported(bool planned, TargetState state)
{
    if (planned)
        return tr("planned");
    switch (state) {
    case TargetState::Waiting:
        return tr("waiting");
    case TargetState::Dispatched:
        return tr("handed over");
    case TargetState::Running:
        return tr("running");
    case TargetState::Rebooting:
        return tr("rebooting");
    case TargetState::Claimed:
        return tr("done");
    case TargetState::Failed:
        return tr("failed");
    case TargetState::Unreachable:
        return tr("not reached");
    case TargetState::Skipped:
        return tr("skipped");
    case TargetState::Lost:
        return tr("lost to sight");
    }
    return {};
}

QVariant VerificationModel::display(std::uint32_t row, int column) const
{
    const Verification& verdict = m_table->verification(row);
    const auto orMissing = [](const std::string& text) { return text.empty() ? Texts::missing() : Texts::of(text); };
    const auto when = [&](std::optional<Instant> t) {
        return t ? Texts::relative(*t, m_table->source().assessment->at) : Texts::missing();
    };
    switch (column) {
    case Host:
        return Texts::of(m_table->hostName(row));
    case VerdictColumn:
        return word(verdict.verdict);
    case Patch:
        return Texts::of(m_table->package(row));
    case Wave:
        return Texts::of(m_table->waveName(row));
    case Expected:
        return orMissing(verdict.wanted);
    case Reported:
        return reported(m_table->planned(row), m_table->expectation(row).state);
    case Observed:
        return orMissing(verdict.installed);
    case Evidence:
        return when(verdict.takenAt);
    case Why:
        return Texts::of(verdict.reason);
    case Claimed:
        return when(verdict.claimedAt);
    default:
        return {};
    }
}

QVariant VerificationModel::tip(std::uint32_t row, int column) const
{
    const Verification& verdict = m_table->verification(row);
    switch (column) {
    case Patch:
        return Texts::of(verdict.patch);
    case Evidence:
        return verdict.takenAt
            ? QVariant(tr("Inventory %1 of %2").arg(verdict.snapshot).arg(Texts::absolute(*verdict.takenAt)))
            : QVariant();
    case Why:
        return Texts::of(verdict.reason);
    case Claimed:
        return verdict.claimedAt ? QVariant(Texts::absolute(*verdict.claimedAt)) : QVariant();
    default:
        return {};
    }
}

QVariant VerificationModel::filterOf(std::uint32_t row, int column) const
{
    switch (column) {
    case Host:
        return filterTerm(QLatin1String("host"), Texts::of(m_table->hostName(row)));
    case VerdictColumn:
        return filterTerm(QLatin1String("verdict"), Texts::of(name(m_table->verdict(row))));
    case Patch:
        return filterTerm(QLatin1String("package"), Texts::of(m_table->package(row)));
    case Wave:
        return filterTerm(QLatin1String("wave"), Texts::of(m_table->waveName(row)));
    case Reported:
        return filterTerm(QLatin1String("reported"), Texts::of(m_table->reportedName(row)));
    default:
        return {};
    }
}

QVariant VerificationModel::cell(int row, int column, int role) const
{
    const std::uint32_t place = tableRow(row);
    switch (role) {
    case Qt::DisplayRole:
        return display(place, column);
    case Qt::ToolTipRole:
        return tip(place, column);
    case IdRole:
        return QString(QString::number(m_table->expectation(place).host) + u'/'
                       + Texts::of(m_table->expectation(place).patch));
    case ToneRole:
        return column == VerdictColumn ? QVariant(int(tone(m_table->verdict(place)))) : QVariant();
    case FilterRole:
        return filterOf(place, column);
    case SortRole:
        if (column == VerdictColumn)
            return urgency(m_table->verdict(place));
        if (column == Wave)
            return m_table->wavePlace(place);
        return display(place, column);
    default:
        return {};
    }
}

QString VerificationModel::sentence(int row) const
{
    const std::uint32_t place = tableRow(row);
    const Verification& verdict = m_table->verification(place);
    return tr("%1, %2 %3, %4, %5: %6")
        .arg(Texts::of(m_table->hostName(place)), Texts::of(m_table->package(place)), Texts::of(verdict.wanted),
             Texts::of(m_table->waveName(place)), word(verdict.verdict), Texts::of(verdict.reason));
}

} // namespace bw
