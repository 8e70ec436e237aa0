// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/verificationmodel.h"

#include "models/items/ordering.h"
#include "models/items/texts.h"

#include <algorithm>
#include <array>

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

VerificationModel::VerificationModel(JobRunner& jobs, QObject* parent)
    : QueryModel(Columns, jobs, "verdicts", tr("Verdicts"), parent)
{
}

Result<void> VerificationModel::setFilterText(const QString& text)
{
    return takeFilter(text, FilterExpression::parse(text.toStdString(), VerdictTable::keys()), m_query);
}

VerificationRow VerificationModel::at(int row) const
{
    const std::uint32_t place = tableRow(row);
    const Expectation& wanted = table()->expectation(place);
    VerificationRow made;
    made.host = wanted.host;
    made.hostName = table()->hostName(place);
    made.patch = wanted.patch;
    made.package = std::string(table()->package(place));
    made.wave = table()->waveName(place);
    made.reported = wanted.state;
    made.planned = table()->planned(place);
    made.verdict = table()->verification(place);
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
        add(waves, table()->waveNames()[i], Texts::of(table()->waveNames()[i]), ItemTone::Neutral, m_counts.waves[i]);
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
    const Verification& verdict = table()->verification(row);
    const auto orMissing = [](const std::string& text) { return text.empty() ? Texts::missing() : Texts::of(text); };
    const auto when = [&](std::optional<Instant> t) {
        return t ? Texts::relative(*t, table()->source().assessment->at) : Texts::missing();
    };
    switch (column) {
    case Host:
        return Texts::of(table()->hostName(row));
    case VerdictColumn:
        return word(verdict.verdict);
    case Patch:
        return Texts::of(table()->package(row));
    case Wave:
        return Texts::of(table()->waveName(row));
    case Expected:
        return orMissing(verdict.wanted);
    case Reported:
        return reported(table()->planned(row), table()->expectation(row).state);
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
    const Verification& verdict = table()->verification(row);
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
        return filterTerm(QLatin1String("host"), Texts::of(table()->hostName(row)));
    case VerdictColumn:
        return filterTerm(QLatin1String("verdict"), Texts::of(name(table()->verdict(row))));
    case Patch:
        return filterTerm(QLatin1String("package"), Texts::of(table()->package(row)));
    case Wave:
        return filterTerm(QLatin1String("wave"), Texts::of(table()->waveName(row)));
    case Reported:
        return filterTerm(QLatin1String("reported"), Texts::of(table()->reportedName(row)));
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
        return QString(QString::number(table()->expectation(place).host) + u'/'
                       + Texts::of(table()->expectation(place).patch));
    case ToneRole:
        return column == VerdictColumn ? QVariant(int(tone(table()->verdict(place)))) : QVariant();
    case FilterRole:
        return filterOf(place, column);
    case SortRole:
        if (column == VerdictColumn)
            return urgency(table()->verdict(place));
        if (column == Wave)
            return table()->wavePlace(place);
        return display(place, column);
    default:
        return {};
    }
}

QString VerificationModel::sentence(int row) const
{
    const std::uint32_t place = tableRow(row);
    const Verification& verdict = table()->verification(place);
    return tr("%1, %2 %3, %4, %5: %6")
        .arg(Texts::of(table()->hostName(place)), Texts::of(table()->package(place)), Texts::of(verdict.wanted),
             Texts::of(table()->waveName(place)), word(verdict.verdict), Texts::of(verdict.reason));
}

} // namespace bw
