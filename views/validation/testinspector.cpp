// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/validation/testinspector.h"

#include "models/items/texts.h"
#include "models/validation/gateinput.h"

#include <QCoreApplication>

#include <algorithm>

namespace bw {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("bw::TestInspector", text);
}
QString of(std::string_view text)
{
    return Texts::of(text);
}
InspectorChip chipOf(TestState state)
{
    return {static_cast<Tone>(TestMatrixModel::tone(state)), TestMatrixModel::word(state)};
}

constexpr std::size_t FewVerdicts = 8;

/// A command as one would type it, for reading only.
QString commandText(const std::vector<std::string>& words)
{
    QStringList parts;
    for (const std::string& word : words) {
        QString text = of(word);
        const bool plain = std::all_of(word.begin(), word.end(), [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
                || std::string_view("-_./:=@,+%").find(c) != std::string_view::npos;
        });
        parts << (plain && !word.empty() ? text : u'\'' + text + u'\'');
    }
    return parts.join(u' ');
}

QString expectedText(const AppCheck& check)
{
    QString text = tr("exit status %1").arg(check.expectedExit);
    if (!check.expectedOutput.empty())
        text += tr(" and “%1” in the output").arg(of(check.expectedOutput));
    return text;
}

void addVerdict(InspectorSection& section, const TestVerdict& verdict, Instant now)
{
    const auto add = [&](const QString& key, const QString& value) {
        if (!value.isEmpty())
            section.pairs.push_back({key, value});
    };
    add(tr("By"), of(verdict.who) + QStringLiteral(", ") + Texts::relative(verdict.at, now));
    if (verdict.outcome == TestOutcome::Waived && verdict.until)
        add(tr("Up to"), Texts::absolute(*verdict.until));
    add(verdict.outcome == TestOutcome::Failed ? tr("What failed") : tr("Reason"), of(verdict.reason));
    add(tr("Evidence"), of(verdict.evidence).left(600));
    add(tr("File"), of(verdict.evidenceFile));
    add(tr("SHA-256"), of(verdict.evidenceDigest));
}

InspectorSection checkSection(const AppCheck* check, const CheckState& state, Instant now)
{
    InspectorSection section;
    section.heading = check ? tr("Check: %1").arg(of(check->name)) : tr("As a whole");
    section.chips = {chipOf(state.state)};
    if (state.verdict)
        addVerdict(section, *state.verdict, now);
    if (!check)
        return section;
    if (check->kind == CheckKind::Manual) {
        section.prose = of(check->steps);
    } else {
        section.pairs.push_back({tr("Command"), commandText(check->command)});
        section.pairs.push_back({tr("Expected"), expectedText(*check)});
    }
    return section;
}

void addApp(InspectorContent& content, const TestMatrix& matrix, const TestCell& cell)
{
    const CriticalApp& app = matrix.apps[cell.app];
    const QString number = QString::number(cell.app);
    InspectorSection head;
    head.heading = tr("Against %1").arg(of(app.name));
    head.chips = {chipOf(cell.tests.state)};
    head.pairs = {{tr("Owner"), of(app.owner)},
                  {tr("Hosts open"),
                   cell.hostsUnknown > 0 ? tr("%1, and %2 cannot tell").arg(cell.hostsOpen).arg(cell.hostsUnknown)
                                         : QString::number(cell.hostsOpen)},
                  {tr("Hosts"), of(app.hostFilter)}};
    if (cell.tests.until)
        head.pairs.push_back({tr("Waived up to"), Texts::absolute(*cell.tests.until)});
    head.links = {{QStringLiteral("record:") + number, tr("Record a verdict…")}};
    const bool command = std::any_of(app.checks.begin(), app.checks.end(),
                                     [](const AppCheck& check) { return check.kind == CheckKind::Command; });
    if (command)
        head.links.push_back({QStringLiteral("run:") + number, tr("Run its command checks on the test ring…")});
    content.sections.push_back(std::move(head));
    for (const CheckState& state : cell.tests.checks) {
        const auto it = std::find_if(app.checks.begin(), app.checks.end(),
                                     [&](const AppCheck& check) { return check.id == state.check; });
        content.sections.push_back(checkSection(it == app.checks.end() ? nullptr : &*it, state, matrix.at));
    }
}

InspectorSection appsSection(const TestMatrix& matrix, const PatchTests& tests)
{
    InspectorSection section;
    section.heading = tr("Critical applications concerned");
    for (const TestCell& cell : tests.cells) {
        InspectorRow row;
        row.text = of(matrix.apps[cell.app].name);
        row.detail = cell.hostsOpen == 1 ? tr("1 host open") : tr("%1 hosts open").arg(cell.hostsOpen);
        row.chip = chipOf(cell.tests.state);
        row.id = QStringLiteral("app:%1").arg(cell.app);
        section.rows.push_back(std::move(row));
    }
    if (tests.cells.empty())
        section.prose = tr("None: the patch is open on no host of a critical application.");
    return section;
}

InspectorSection gateSection(const TestMatrix& matrix, const PatchTests& tests)
{
    InspectorSection section;
    section.heading = tr("What the gate reads");
    const std::string patches[] = {tests.patch};
    const TestGateInput input = gateInput(matrix, patches);
    for (const TestObstacle& obstacle : input.withdrawn)
        section.rows.push_back({of(obstacle.sentence), {}, {}, {}, {}});
    for (const TestObstacle& obstacle : input.missing)
        section.rows.push_back({of(obstacle.sentence), {}, {}, {}, {}});
    if (section.rows.empty())
        section.prose = input.needed == 0 ? tr("Nothing to test: tests hold no wave back.")
                                          : tr("%1 of %2 applications let it pass (%3 by a waiver).")
                                                .arg(input.passed + input.waived)
                                                .arg(input.needed)
                                                .arg(input.waived);
    return section;
}

InspectorSection noteSection(const PatchNote& note, Instant now)
{
    InspectorSection section;
    section.heading = TestMatrixModel::word(note.kind);
    const bool blocking = blocks(note, now);
    section.chips = {
        {blocking ? Tone::Immediate : Tone::OutOfCycle, blocking ? tr("Blocks the patch") : tr("Does not block")}};
    section.pairs = {{tr("By"), of(note.who) + QStringLiteral(", ") + Texts::relative(note.at, now)}};
    section.rows = {{of(note.text), {}, {}, {}, {}}};
    section.links = {{QStringLiteral("end:%1").arg(note.id), tr("End this note…")}};
    return section;
}

InspectorSection historySection(const TestMatrix& matrix, const PatchTests& tests, const TestRecords& records)
{
    InspectorSection section;
    section.heading = tr("Verdicts, newest first");
    for (auto it = records.verdicts.rbegin(); it != records.verdicts.rend(); ++it) {
        if (it->patch != tests.patch)
            continue;
        if (section.rows.size() == FewVerdicts) {
            section.prose = tr("and older ones: “breakwater test status”");
            break;
        }
        const auto app = std::find_if(matrix.apps.begin(), matrix.apps.end(),
                                      [&](const CriticalApp& known) { return known.id == it->app; });
        InspectorRow row;
        row.text = app == matrix.apps.end() ? of(it->app) : of(app->name);
        row.detail = of(it->check);
        row.trailing = of(name(it->outcome)) + QStringLiteral(" · ") + of(it->who) + QStringLiteral(" · ")
            + Texts::relative(it->at, matrix.at);
        section.rows.push_back(std::move(row));
    }
    return section;
}

} // namespace

InspectorContent testInspector(const TestMatrixModel& model, int row, int app, const TestRecords& records)
{
    const TestMatrix& matrix = *model.matrix();
    const TestMatrixModel::Row& r = model.at(row);
    InspectorContent content;
    content.title = r.title;
    content.subtitle = r.rank > 0
        ? tr("%1 · rank %2 of the queue · %3").arg(r.stream).arg(r.rank).arg(Texts::of(r.decision))
        : tr("%1 · nothing of it is open any more").arg(r.stream);
    for (const PatchNote& note : r.tests.notes)
        content.sections.push_back(noteSection(note, matrix.at));
    const TestCell* cell = app < 0 ? nullptr : r.tests.cellOf(std::uint32_t(app));
    if (cell)
        addApp(content, matrix, *cell);
    content.sections.push_back(appsSection(matrix, r.tests));
    content.sections.push_back(gateSection(matrix, r.tests));
    if (auto history = historySection(matrix, r.tests, records); !history.rows.empty())
        content.sections.push_back(std::move(history));
    InspectorSection acts;
    acts.links = {{QStringLiteral("note"), tr("Known issue or withdrawal…")}};
    content.sections.push_back(std::move(acts));
    return content;
}

} // namespace bw
