// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/testmatrixmodel.h"

#include "models/items/ordering.h"
#include "models/items/texts.h"
#include "models/validation/gateinput.h"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace bw {

namespace {

constexpr std::array<ItemColumn, TestMatrixModel::FirstApp> Fixed = {{
    {"rank", QT_TRANSLATE_NOOP("bw::Columns", "#"), QT_TRANSLATE_NOOP("bw::Columns", "Place in the patch queue"),
     ColumnKind::Number, 5},
    {"patch", QT_TRANSLATE_NOOP("bw::Columns", "Patch"), nullptr, ColumnKind::Name, 25},
    {"for", QT_TRANSLATE_NOOP("bw::Columns", "For"),
     QT_TRANSLATE_NOOP("bw::Columns", "The release that the patch is for"), ColumnKind::Text, 11},
    {"decision", QT_TRANSLATE_NOOP("bw::Columns", "Decision"), nullptr, ColumnKind::State, 13, false},
    {"state", QT_TRANSLATE_NOOP("bw::Columns", "Overall"),
     QT_TRANSLATE_NOOP("bw::Columns", "The worst of the applications concerned: what the gate of a wave reads"),
     ColumnKind::State, 13},
    {"note", QT_TRANSLATE_NOOP("bw::Columns", "Note"),
     QT_TRANSLATE_NOOP("bw::Columns", "Known issue, or withdrawn by the vendor"), ColumnKind::State, 13, false},
}};

bool sameApps(const std::vector<CriticalApp>& a, const std::vector<CriticalApp>& b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](const CriticalApp& x, const CriticalApp& y) { return x.id == y.id && x.name == y.name; });
}

std::vector<TestMatrixModel::Row> rowsOf(const TestMatrix& matrix, const Assessment& assessment)
{
    std::unordered_map<std::string_view, std::uint32_t> places;
    for (std::uint32_t i = 0; i < assessment.patches.size(); ++i)
        places.emplace(assessment.patches[i].id, i);
    std::vector<TestMatrixModel::Row> rows;
    rows.reserve(matrix.patches.size());
    for (const PatchTests& tests : matrix.patches) {
        TestMatrixModel::Row row;
        row.tests = tests;
        row.title = Texts::of(shortPatchName(tests.patch));
        row.stream = Texts::release(tests.patch.substr(0, tests.patch.find('/')));
        if (const auto it = places.find(tests.patch); it != places.end()) {
            const Patch& patch = assessment.patches[it->second];
            row.rank = patch.rank;
            row.patch = it->second;
            row.decision = patch.decision;
            row.stream = Texts::release(patch.stream);
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

std::size_t passedChecks(const AppState& state)
{
    return std::size_t(std::count_if(state.checks.begin(), state.checks.end(),
                                     [](const CheckState& check) { return letsPass(check.state); }));
}

} // namespace

TestMatrixModel::TestMatrixModel(QObject* parent)
    : TableModel(Fixed, parent)
{
}

QString TestMatrixModel::word(TestState state)
{
    switch (state) {
    case TestState::Failed:
        return tr("Failed");
    case TestState::NotTested:
        return tr("Not tested");
    case TestState::Waived:
        return tr("Waived");
    case TestState::Passed:
        return tr("Passed");
    }
    return {};
}

ItemTone TestMatrixModel::tone(TestState state)
{
    switch (state) {
    case TestState::Failed:
        return ItemTone::Immediate;
    case TestState::NotTested:
        return ItemTone::CannotTell;
    case TestState::Waived:
        return ItemTone::Scheduled;
    case TestState::Passed:
        return ItemTone::Verified;
    }
    return ItemTone::Neutral;
}

QString TestMatrixModel::word(PatchNoteKind kind)
{
    return kind == PatchNoteKind::Withdrawn ? tr("Withdrawn") : tr("Known issue");
}

void TestMatrixModel::setApps(std::shared_ptr<const TestMatrix> matrix)
{
    beginResetModel();
    m_rows.clear();
    m_appTexts.clear();
    m_appTexts.reserve(matrix->apps.size() * 2); // the columns point into it
    m_columns.assign(Fixed.begin(), Fixed.end());
    constexpr std::size_t shortest = 12, longest = 13;
    for (const CriticalApp& app : matrix->apps) {
        m_appTexts.push_back("app:" + app.id);
        const char* id = m_appTexts.back().c_str();
        m_appTexts.push_back(app.name);
        const int width = int(std::clamp(app.name.size(), shortest, longest));
        m_columns.push_back({id, m_appTexts.back().c_str(), nullptr, ColumnKind::State, width});
    }
    setColumns(m_columns);
    m_matrix = std::move(matrix);
    endResetModel();
}

void TestMatrixModel::setMatrix(std::shared_ptr<const TestMatrix> matrix, const Assessment& assessment)
{
    if (!m_matrix || !sameApps(m_matrix->apps, matrix->apps))
        setApps(matrix);
    update(
        m_rows, rowsOf(*matrix, assessment), [](const Row& row, bool) { return row.tests.patch; }, std::equal_to<>(),
        [&] { m_matrix = matrix; });
}

int TestMatrixModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int TestMatrixModel::rowOf(const QString& patch) const
{
    const std::string id = patch.toStdString();
    const auto it = std::find_if(m_rows.begin(), m_rows.end(), [&](const Row& row) { return row.tests.patch == id; });
    return it == m_rows.end() ? -1 : int(it - m_rows.begin());
}

QVariant TestMatrixModel::cell(int row, int column, int role) const
{
    const Row& r = m_rows[std::size_t(row)];
    if (role == IdRole)
        return Texts::of(r.tests.patch);
    if (column == State)
        return stateCell(r, role);
    if (column == Note)
        return noteCell(r, role);
    return column < FirstApp ? patchCell(r, column, role) : appCell(r, std::uint32_t(column - FirstApp), role);
}

bool TestMatrixModel::withdrawn(const Row& row)
{
    return std::any_of(row.tests.notes.begin(), row.tests.notes.end(),
                       [](const PatchNote& note) { return note.kind == PatchNoteKind::Withdrawn; });
}

QVariant TestMatrixModel::patchCell(const Row& row, int column, int role) const
{
    if (role == SecondaryRole && column == PatchColumn && !row.tests.notes.empty())
        return withdrawn(row) ? tr("withdrawn") : tr("known issue");
    if (role == ToneRole)
        return column == DecisionColumn && row.rank > 0 ? QVariant(int(Texts::tone(row.decision))) : QVariant();
    if (role == Qt::ToolTipRole)
        return column == PatchColumn ? Texts::of(row.tests.patch)
            : row.rank == 0          ? tr("Nothing of it is open any more.")
                                     : QVariant();
    if (role == FilterRole && column == Stream)
        return filterTerm(QLatin1String("for"), row.stream);
    if (role != Qt::DisplayRole && role != SortRole)
        return {};
    switch (column) {
    case Rank:
        if (row.rank == 0)
            return role == SortRole ? QVariant() : QVariant(Texts::missing());
        return role == SortRole ? QVariant(row.rank) : QVariant(Texts::number(row.rank));
    case PatchColumn:
        return row.title;
    case Stream:
        return row.stream;
    case DecisionColumn:
        if (row.rank == 0)
            return role == SortRole ? QVariant() : QVariant(Texts::missing());
        return role == SortRole ? QVariant(-int(row.decision)) : QVariant(Texts::of(row.decision));
    default:
        return {};
    }
}

QVariant TestMatrixModel::stateCell(const Row& row, int role) const
{
    const bool concerned = !row.tests.cells.empty();
    // Whatever the tests say, a note that blocks decides; and where there is nothing to test, a note is all there is.
    const bool noted = row.tests.blocked || (!concerned && !row.tests.notes.empty());
    if (noted && role != Qt::ToolTipRole)
        return role == SortRole ? QVariant(row.tests.blocked ? -1 : 9) : noteCell(row, role);
    switch (role) {
    case Qt::DisplayRole:
        return concerned ? word(row.tests.state) : Texts::missing();
    case SortRole:
        return concerned ? QVariant(int(row.tests.state)) : QVariant();
    case ToneRole:
        return concerned ? QVariant(int(tone(row.tests.state))) : QVariant();
    case FilterRole:
        return concerned ? filterTerm(QLatin1String("state"), Texts::of(name(row.tests.state))) : QString();
    case Qt::ToolTipRole: {
        if (!concerned)
            return tr("It is open on no host of a critical application.");
        QStringList lines;
        for (const TestCell& cell : row.tests.cells)
            lines << tr("%1: %2").arg(Texts::of(m_matrix->apps[cell.app].name), word(cell.tests.state));
        return lines.join(u'\n');
    }
    default:
        return {};
    }
}

QVariant TestMatrixModel::noteCell(const Row& row, int role) const
{
    const auto& notes = row.tests.notes;
    if (notes.empty())
        return {};
    const auto kind = withdrawn(row) ? PatchNoteKind::Withdrawn : PatchNoteKind::KnownIssue;
    switch (role) {
    case Qt::DisplayRole:
        return word(kind);
    case SortRole:
        return int(!withdrawn(row)) + int(!row.tests.blocked);
    case ToneRole:
        return int(row.tests.blocked ? ItemTone::Immediate : ItemTone::OutOfCycle);
    case FilterRole:
        return filterTerm(QLatin1String("note"), Texts::of(name(kind)));
    case Qt::ToolTipRole: {
        QStringList lines;
        for (const PatchNote& note : notes)
            lines << tr("%1: %2").arg(word(note.kind), Texts::of(note.text));
        lines << (row.tests.blocked ? tr("No wave with it may start.") : tr("It does not keep the patch back."));
        return lines.join(u'\n');
    }
    default:
        return {};
    }
}

QVariant TestMatrixModel::appCell(const Row& row, std::uint32_t app, int role) const
{
    const TestCell* cell = row.tests.cellOf(app);
    if (!cell) {
        if (role == Qt::ToolTipRole)
            return tr("The patch is not open on the hosts of this application.");
        return role == Qt::DisplayRole ? QVariant(Texts::missing()) : QVariant();
    }
    const AppState& state = cell->tests;
    switch (role) {
    case Qt::DisplayRole:
        if (state.state == TestState::NotTested && passedChecks(state) > 0)
            return tr("%1 of %2", "checks that passed").arg(passedChecks(state)).arg(state.checks.size());
        return word(state.state);
    case SortRole:
        return int(state.state);
    case ToneRole:
        return int(tone(state.state));
    case Qt::ToolTipRole: {
        QStringList lines{
            cell->hostsUnknown > 0
                ? tr("Open on %1 of its hosts, cannot tell on %2").arg(cell->hostsOpen).arg(cell->hostsUnknown)
                : tr("Open on %1 of its hosts").arg(cell->hostsOpen),
            tr("Checks that let it pass: %1 of %2").arg(passedChecks(state)).arg(state.checks.size())};
        if (state.until)
            lines << tr("Waived up to %1").arg(Texts::absolute(*state.until));
        return lines.join(u'\n');
    }
    default:
        return {};
    }
}

QString TestMatrixModel::sentence(int row) const
{
    const Row& r = m_rows[std::size_t(row)];
    QStringList parts{r.title, r.stream};
    if (r.tests.cells.empty())
        parts << tr("concerns no critical application");
    for (const TestCell& cell : r.tests.cells)
        parts << tr("%1: %2").arg(Texts::of(m_matrix->apps[cell.app].name), word(cell.tests.state));
    for (const PatchNote& note : r.tests.notes)
        parts << word(note.kind);
    return parts.join(QLatin1String(", "));
}

} // namespace bw
