// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/targetsmodel.h"

#include "models/foundation/dispose.h"
#include "models/items/ordering.h"
#include "models/items/texts.h"
#include "models/rollout/waverunner.h"

#include <algorithm>
#include <array>
#include <tuple>

namespace bw {

namespace {

constexpr std::array<ItemColumn, TargetsModel::ColumnTotal> Columns = {{
    {"host", QT_TRANSLATE_NOOP("bw::Columns", "Host"), nullptr, ColumnKind::Name, 22},
    {"state", QT_TRANSLATE_NOOP("bw::Columns", "State"),
     QT_TRANSLATE_NOOP("bw::Columns", "What the engine says. Nothing here is proof: a later inventory is"),
     ColumnKind::State, 15},
    {"step", QT_TRANSLATE_NOOP("bw::Columns", "Phase"), nullptr, ColumnKind::Text, 12},
    {"elapsed", QT_TRANSLATE_NOOP("bw::Columns", "Elapsed"),
     QT_TRANSLATE_NOOP("bw::Columns", "Since the host was handed over, this attempt"), ColumnKind::Number, 11},
    {"expected", QT_TRANSLATE_NOOP("bw::Columns", "Expected"),
     QT_TRANSLATE_NOOP("bw::Columns", "By its patches and restarts"), ColumnKind::Number, 10},
    {"attempt", QT_TRANSLATE_NOOP("bw::Columns", "Attempt"), nullptr, ColumnKind::Number, 8, false},
    {"message", QT_TRANSLATE_NOOP("bw::Columns", "Message"), nullptr, ColumnKind::Text, 40},
    {"patches", QT_TRANSLATE_NOOP("bw::Columns", "Patches"), QT_TRANSLATE_NOOP("bw::Columns", "How many it is to get"),
     ColumnKind::Number, 8, false},
}};

int pinOf(TargetState state)
{
    switch (state) {
    case TargetState::Failed:
        return 0;
    case TargetState::Unreachable:
        return 1;
    case TargetState::Lost:
        return 2;
    default:
        return 3;
    }
}

int elapsedOf(const TargetProgress& target, Instant now)
{
    if (!target.startedAt)
        return -1;
    const Instant end = inFlight(target.state) ? now : target.endedAt.value_or(target.since.value_or(now));
    return int(std::clamp<std::int64_t>((end - *target.startedAt).count(), 0, 1'000'000));
}

QString firstLine(const std::string& text)
{
    constexpr std::size_t longest = 400;
    return Texts::of(std::string_view(text).substr(0, std::min(text.find('\n'), longest)));
}

} // namespace

TargetsModel::TargetsModel(QObject* parent)
    : TableModel(Columns, parent)
{
}

QString TargetsModel::word(TargetState state)
{
    switch (state) {
    case TargetState::Waiting:
        return tr("Waiting");
    case TargetState::Dispatched:
        return tr("Handed over");
    case TargetState::Running:
        return tr("Running");
    case TargetState::Rebooting:
        return tr("Restarting");
    case TargetState::Claimed:
        return tr("Claimed");
    case TargetState::Failed:
        return tr("Failed");
    case TargetState::Unreachable:
        return tr("Unreachable");
    case TargetState::Skipped:
        return tr("Skipped");
    case TargetState::Lost:
        return tr("Unknown");
    }
    return {};
}

ItemTone TargetsModel::tone(TargetState state)
{
    switch (state) {
    case TargetState::Dispatched:
    case TargetState::Running:
    case TargetState::Rebooting:
        return ItemTone::Scheduled;
    case TargetState::Claimed: // the ring is empty until evidence fills it
        return ItemTone::Defer;
    case TargetState::Failed:
        return ItemTone::Immediate;
    case TargetState::Unreachable:
        return ItemTone::OutOfCycle;
    case TargetState::Lost:
        return ItemTone::CannotTell;
    case TargetState::Waiting:
    case TargetState::Skipped:
        break;
    }
    return ItemTone::Neutral;
}

QString TargetsModel::duration(double seconds)
{
    const auto whole = std::int64_t(seconds + 0.5);
    if (whole < 60)
        return tr("%1 s").arg(whole);
    if (whole < 3600)
        return tr("%1 min %2 s").arg(whole / 60).arg(whole % 60, 2, 10, QLatin1Char('0'));
    return tr("%1 h %2 min").arg(whole / 3600).arg(whole % 3600 / 60, 2, 10, QLatin1Char('0'));
}

void TargetsModel::setRun(std::shared_ptr<const RolloutRun> run)
{
    beginResetModel();
    m_rows.clear();
    m_progress.reset();
    m_ranks.clear();
    m_expected.clear();
    m_run = std::move(run);
    if (m_run) {
        std::vector<QString> names;
        names.reserve(m_run->targets.size());
        m_expected.reserve(m_run->targets.size());
        for (const TargetOrder& target : m_run->targets) {
            names.push_back(Texts::of(target.name));
            m_expected.push_back(int(guessedMinutes(target) * 60));
        }
        m_ranks = naturalRanks(names);
    }
    endResetModel();
}

std::vector<TargetsModel::Row> TargetsModel::rowsOf(const RunProgress& progress, Instant now) const
{
    std::vector<Row> rows;
    rows.reserve(progress.targets.size());
    // Both are sorted by host.
    std::uint32_t order = 0;
    for (std::uint32_t i = 0; i < progress.targets.size(); ++i) {
        const TargetProgress& target = progress.targets[i];
        while (order < m_run->targets.size() && m_run->targets[order].host < target.host)
            ++order;
        if (order == m_run->targets.size())
            break;
        if (m_run->targets[order].host == target.host)
            rows.push_back({target.host, i, order, m_ranks[order], pinOf(target.state), elapsedOf(target, now)});
    }
    std::sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) {
        return std::tie(a.pinned, a.rank, a.host) < std::tie(b.pinned, b.rank, b.host);
    });
    return rows;
}

void TargetsModel::setProgress(std::shared_ptr<const RolloutRun> run, std::shared_ptr<const RunProgress> progress,
                               Instant now)
{
    // What a run was started under never changes, so the same number is the same run.
    if (bool(run) != bool(m_run) || (run && run->id != m_run->id))
        setRun(std::move(run));
    if (!m_run || !progress)
        return;
    auto before = m_progress;
    const auto same = [&](const Row& a, const Row& b) {
        return a.elapsed == b.elapsed && before->targets[a.target] == progress->targets[b.target];
    };
    update(
        m_rows, rowsOf(*progress, now), [](const Row& row, bool) { return row.host; }, same,
        [&] { m_progress = progress; });
    disposeLater(std::move(before));
}

int TargetsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int TargetsModel::rowOf(HostId host) const
{
    const auto it = std::find_if(m_rows.begin(), m_rows.end(), [host](const Row& row) { return row.host == host; });
    return it == m_rows.end() ? -1 : int(it - m_rows.begin());
}

int TargetsModel::compare(int column, int a, int b) const
{
    const Row& x = m_rows[std::size_t(a)];
    const Row& y = m_rows[std::size_t(b)];
    switch (column) {
    case HostColumn:
        return threeWay(x.rank, y.rank);
    case Elapsed:
        return threeWay(x.elapsed, y.elapsed);
    case State:
        return threeWay(target(a).state, target(b).state);
    default:
        return TableModel::compare(column, a, b);
    }
}

QVariant TargetsModel::cell(int row, int column, int role) const
{
    const Row& r = m_rows[std::size_t(row)];
    const TargetProgress& progress = m_progress->targets[r.target];
    switch (role) {
    case IdRole:
        return qint64(r.host);
    case Qt::DisplayRole:
        return display(r, column);
    case SortRole:
        return sortValue(r, column);
    case ToneRole:
        return column == State ? QVariant(int(tone(progress.state))) : QVariant();
    case FilterRole:
        return column == State ? filterTerm(QLatin1String("state"), Texts::of(name(progress.state))) : QString();
    case Qt::ToolTipRole:
        if (column == Message)
            return progress.text.empty() ? QVariant() : QVariant(Texts::of(progress.text));
        if (column == State && progress.since)
            return tr("since %1").arg(Texts::absolute(*progress.since));
        if (column == State && progress.state == TargetState::Lost)
            return tr("It was on its way when nobody listened any more: unknown until a fresh inventory.");
        return column == HostColumn ? QVariant(Texts::of(order(row).address)) : QVariant();
    default:
        return {};
    }
}

QVariant TargetsModel::display(const Row& row, int column) const
{
    const TargetProgress& progress = m_progress->targets[row.target];
    const TargetOrder& order = m_run->targets[row.order];
    switch (column) {
    case HostColumn:
        return Texts::of(order.name);
    case State:
        return word(progress.state);
    case Step:
        return inFlight(progress.state) || pinOf(progress.state) < 3 ? Texts::of(progress.step) : QString();
    case Elapsed:
        return row.elapsed < 0 ? Texts::missing() : duration(row.elapsed);
    case Expected:
        return duration(m_expected[row.order]);
    case Attempt:
        return Texts::number(std::uint64_t(progress.attempt));
    case Message:
        return firstLine(progress.text);
    case Patches:
        return Texts::number(order.lines.size());
    default:
        return {};
    }
}

QVariant TargetsModel::sortValue(const Row& row, int column) const
{
    const TargetProgress& progress = m_progress->targets[row.target];
    switch (column) {
    case Step:
        return Texts::of(progress.step);
    case Expected:
        return m_expected[row.order];
    case Attempt:
        return progress.attempt;
    case Message:
        return progress.text.empty() ? QVariant() : QVariant(firstLine(progress.text));
    case Patches:
        return qulonglong(m_run->targets[row.order].lines.size());
    default:
        return {};
    }
}

QString TargetsModel::sentence(int row) const
{
    const Row& r = m_rows[std::size_t(row)];
    const TargetProgress& progress = m_progress->targets[r.target];
    QStringList parts{display(r, HostColumn).toString(), word(progress.state)};
    if (!progress.step.empty())
        parts << Texts::of(progress.step);
    if (!progress.text.empty())
        parts << firstLine(progress.text);
    return parts.join(QLatin1String(", "));
}

} // namespace bw
