// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/verificationmodel.h"

#include "models/items/ordering.h"
#include "models/items/texts.h"

#include <array>
#include <tuple>

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

/// What needs a person comes first.
int urgency(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Regressed:
        return 0;
    case Verdict::Contradicted:
        return 1;
    case Verdict::Open:
        return 2;
    case Verdict::Superseded:
        return 3;
    case Verdict::RebootPending:
        return 4;
    case Verdict::NotReinventoried:
        return 5;
    case Verdict::InventoryTooOld:
        return 6;
    case Verdict::Unknown:
        return 7;
    case Verdict::Verified:
        return 8;
    }
    return 9;
}

} // namespace

VerificationModel::VerificationModel(QObject* parent)
    : TableModel(Columns, parent)
{
}

void VerificationModel::setRows(std::vector<VerificationRow> rows, Instant now)
{
    const auto key = [](const VerificationRow& row, bool) {
        return std::to_string(row.plan) + '/' + std::to_string(row.host) + '/' + row.patch;
    };
    const bool moved = m_now != now;
    update(m_rows, std::move(rows), key, std::equal_to<>(), [&] { m_now = now; });
    if (moved && !m_rows.empty()) {
        for (const int column : {int(Evidence), int(Claimed)})
            Q_EMIT dataChanged(index(0, column), index(int(m_rows.size()) - 1, column));
    }
}

int VerificationModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
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

std::string_view VerificationModel::reportedName(const VerificationRow& row)
{
    return row.planned ? std::string_view("planned") : name(row.reported);
}

QString VerificationModel::reported(const VerificationRow& row)
{
    if (row.planned)
        return tr("planned");
    switch (row.reported) {
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

QVariant VerificationModel::display(const VerificationRow& row, int column) const
{
    const auto orMissing = [](const std::string& text) { return text.empty() ? Texts::missing() : Texts::of(text); };
    const auto when = [&](std::optional<Instant> t) { return t ? Texts::relative(*t, m_now) : Texts::missing(); };
    switch (column) {
    case Host:
        return Texts::of(row.hostName);
    case VerdictColumn:
        return word(row.verdict.verdict);
    case Patch:
        return Texts::of(row.package);
    case Wave:
        return Texts::of(row.wave);
    case Expected:
        return orMissing(row.verdict.wanted);
    case Reported:
        return reported(row);
    case Observed:
        return orMissing(row.verdict.installed);
    case Evidence:
        return when(row.verdict.takenAt);
    case Why:
        return Texts::of(row.verdict.reason);
    case Claimed:
        return when(row.verdict.claimedAt);
    default:
        return {};
    }
}

QVariant VerificationModel::filterOf(const VerificationRow& row, int column) const
{
    switch (column) {
    case Host:
        return filterTerm(QLatin1String("host"), Texts::of(row.hostName));
    case VerdictColumn:
        return filterTerm(QLatin1String("verdict"), Texts::of(name(row.verdict.verdict)));
    case Patch:
        return filterTerm(QLatin1String("package"), Texts::of(row.package));
    case Wave:
        return filterTerm(QLatin1String("wave"), Texts::of(row.wave));
    case Reported:
        return filterTerm(QLatin1String("reported"), Texts::of(reportedName(row)));
    default:
        return {};
    }
}

QVariant VerificationModel::cell(int row, int column, int role) const
{
    const VerificationRow& r = at(row);
    switch (role) {
    case Qt::DisplayRole:
        return display(r, column);
    case IdRole:
        return QStringLiteral("%1/%2/").arg(r.plan).arg(r.host) + Texts::of(r.patch);
    case ToneRole:
        return column == VerdictColumn ? QVariant(int(tone(r.verdict.verdict))) : QVariant();
    case FilterRole:
        return filterOf(r, column);
    case Qt::ToolTipRole:
        if (column == Evidence && r.verdict.takenAt)
            return tr("Inventory %1 of %2").arg(r.verdict.snapshot).arg(Texts::absolute(*r.verdict.takenAt));
        if (column == Claimed && r.verdict.claimedAt)
            return Texts::absolute(*r.verdict.claimedAt);
        if (column == Patch)
            return Texts::of(r.patch);
        return column == Why ? QVariant(Texts::of(r.verdict.reason)) : QVariant();
    case SortRole:
        if (column == VerdictColumn)
            return urgency(r.verdict.verdict);
        if (column == Wave)
            return r.waveOrder;
        return display(r, column);
    default:
        return {};
    }
}

int VerificationModel::compare(int column, int a, int b) const
{
    const VerificationRow& x = at(a);
    const VerificationRow& y = at(b);
    const auto tie = [](const VerificationRow& r) { return std::tie(r.waveOrder, r.hostName, r.patch); };
    const auto first = [&]() -> int {
        switch (column) {
        case VerdictColumn:
            return threeWay(urgency(x.verdict.verdict), urgency(y.verdict.verdict));
        case Wave:
            return 0;
        case Evidence:
            return threeWay(x.verdict.takenAt, y.verdict.takenAt);
        case Claimed:
            return threeWay(x.verdict.claimedAt, y.verdict.claimedAt);
        default:
            return threeWay(display(x, column).toString(), display(y, column).toString());
        }
    }();
    return first != 0 ? first : threeWay(tie(x), tie(y));
}

QString VerificationModel::sentence(int row) const
{
    const VerificationRow& r = at(row);
    return tr("%1, %2 %3, %4, %5: %6")
        .arg(Texts::of(r.hostName), Texts::of(r.package), Texts::of(r.verdict.wanted), Texts::of(r.wave),
             word(r.verdict.verdict), Texts::of(r.verdict.reason));
}

} // namespace bw
