// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/testfilter.h"

#include "models/domain/filterexpression.h"
#include "models/items/ordering.h"
#include "models/items/texts.h"

#include <algorithm>
#include <array>

namespace bw {

namespace {

enum Key : std::size_t { PatchKey, For, DecisionKey, StateKey, NoteKey, AppKey, Owner };

constexpr std::array<FilterKey, 7> Keys = {{
    {"patch", FilterKind::Text},
    {"for", FilterKind::Text},
    {"decision", FilterKind::Ranked, "defer, scheduled, out-of-cycle, immediate"},
    {"state", FilterKind::Words, "failed, not-tested, waived, passed, none"},
    {"note", FilterKind::Words, "withdrawn, known-issue, none"},
    {"app", FilterKind::Text},
    {"owner", FilterKind::Text},
}};

std::string_view stateWord(const PatchTests& tests)
{
    return tests.cells.empty() ? std::string_view("none") : name(tests.state);
}

bool hasNote(const PatchTests& tests, std::string_view kind)
{
    return kind == "none" ? tests.notes.empty()
                          : std::any_of(tests.notes.begin(), tests.notes.end(),
                                        [&](const PatchNote& note) { return name(note.kind) == kind; });
}

template <typename Fits>
bool anyApp(const PatchTests& tests, const TestMatrix& matrix, Fits fits)
{
    return std::any_of(tests.cells.begin(), tests.cells.end(),
                       [&](const TestCell& cell) { return fits(matrix.apps[cell.app]); });
}

bool valueHolds(const FilterTest& test, const FilterValue& value, const TestMatrixModel::Row& row,
                const TestMatrix& matrix)
{
    const std::string& text = value.text;
    switch (test.key) {
    case FilterTest::Word:
        return filterContains(row.tests.patch, text) || filterContains(row.title.toStdString(), text)
            || anyApp(row.tests, matrix, [&](const CriticalApp& app) {
                   return filterContains(app.name, text) || filterContains(app.owner, text);
               });
    case PatchKey:
        return filterGlob(text, row.tests.patch) || filterGlob(text, row.title.toStdString())
            || filterGlob(text, row.title.section(u' ', 0, 0).toStdString());
    case For:
        return filterGlob(text, row.stream.toStdString())
            || filterGlob(text, row.tests.patch.substr(0, row.tests.patch.find('/')));
    case DecisionKey:
        return row.rank > 0 && filterCompare(test.op, double(row.decision), value);
    case StateKey:
        return stateWord(row.tests) == text;
    case NoteKey:
        return hasNote(row.tests, text);
    case AppKey:
        return anyApp(row.tests, matrix,
                      [&](const CriticalApp& app) { return filterGlob(text, app.name) || filterGlob(text, app.id); });
    case Owner:
        return anyApp(row.tests, matrix, [&](const CriticalApp& app) { return filterGlob(text, app.owner); });
    default:
        return false;
    }
}

} // namespace

TestFilterModel::TestFilterModel(TestMatrixModel& source, QObject* parent)
    : ItemFilterModel(source, parent)
    , m_tests(source)
{
}

Result<void> TestFilterModel::setFilterText(const QString& text)
{
    auto filter = FilterExpression::parse(text.toStdString(), Keys);
    if (!filter)
        return filter.error();
    m_filter = std::move(*filter);
    applied(text);
    return {};
}

bool TestFilterModel::holds(const FilterExpression& expression, int row) const
{
    const auto& r = m_tests.at(row);
    const TestMatrix& matrix = *m_tests.matrix();
    return expression.evaluate([&](const FilterTest& test) {
        return std::any_of(test.values.begin(), test.values.end(),
                           [&](const FilterValue& value) { return valueHolds(test, value, r, matrix); });
    });
}

bool TestFilterModel::filterAcceptsRow(int row, const QModelIndex&) const
{
    return m_filter.empty() || holds(m_filter, row);
}

std::vector<Facet> TestFilterModel::facets() const
{
    Facet states{QStringLiteral("state"), tr("Overall"), {}};
    Facet notes{QStringLiteral("note"), tr("Note"), {}};
    const FilterExpression withoutState = m_filter.without(StateKey);
    const FilterExpression withoutNote = m_filter.without(NoteKey);
    std::array<std::uint32_t, 4> byState{};
    std::array<std::uint32_t, 2> byNote{};
    for (int row = 0; row < m_tests.rowCount(); ++row) {
        const PatchTests& tests = m_tests.at(row).tests;
        if (!tests.cells.empty() && holds(withoutState, row))
            ++byState[std::size_t(tests.state)];
        if (tests.notes.empty() || !holds(withoutNote, row))
            continue;
        for (const PatchNoteKind kind : {PatchNoteKind::KnownIssue, PatchNoteKind::Withdrawn})
            byNote[std::size_t(kind)] += hasNote(tests, name(kind));
    }
    for (const TestState state : {TestState::Failed, TestState::NotTested, TestState::Waived, TestState::Passed})
        states.values.push_back({filterTerm(QLatin1String("state"), Texts::of(name(state))),
                                 TestMatrixModel::word(state), TestMatrixModel::tone(state),
                                 byState[std::size_t(state)]});
    for (const PatchNoteKind kind : {PatchNoteKind::Withdrawn, PatchNoteKind::KnownIssue})
        notes.values.push_back({filterTerm(QLatin1String("note"), Texts::of(name(kind))), TestMatrixModel::word(kind),
                                ItemTone::Neutral, byNote[std::size_t(kind)]});
    return {states, notes};
}

} // namespace bw
