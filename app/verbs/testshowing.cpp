// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/verbs/teststage.h"
#include "app/verbs/verbio.h"

#include <algorithm>

namespace bw::cli {

namespace {

QJsonValue isoOrNull(std::optional<Day> day)
{
    return day ? QJsonValue(text(toIso(*day))) : QJsonValue();
}

QJsonObject toJson(const CheckState& check, const CriticalApp& app)
{
    const auto it = std::find_if(app.checks.begin(), app.checks.end(),
                                 [&](const AppCheck& known) { return known.id == check.check; });
    QJsonObject object{{QStringLiteral("id"), text(check.check)}, {QStringLiteral("state"), text(name(check.state))}};
    if (it != app.checks.end()) {
        object[QStringLiteral("name")] = text(it->name);
        object[QStringLiteral("kind")] = text(name(it->kind));
    }
    if (!check.verdict)
        return object;
    const TestVerdict& v = *check.verdict;
    object[QStringLiteral("who")] = text(v.who);
    object[QStringLiteral("at")] = text(toIso(v.at));
    object[QStringLiteral("reason")] = text(v.reason);
    object[QStringLiteral("until")] = isoOrNull(v.until);
    object[QStringLiteral("evidence")] = text(v.evidence);
    object[QStringLiteral("evidence_file")] = text(v.evidenceFile);
    object[QStringLiteral("evidence_sha256")] = text(v.evidenceDigest);
    return object;
}

QJsonObject toJson(const TestMatrix& matrix, const PatchTests& tests, bool whole)
{
    QJsonArray apps, notes;
    for (const TestCell& cell : tests.cells) {
        const CriticalApp& app = matrix.apps[cell.app];
        QJsonObject object{{QStringLiteral("app"), text(app.id)},
                           {QStringLiteral("name"), text(app.name)},
                           {QStringLiteral("owner"), text(app.owner)},
                           {QStringLiteral("hosts_open"), qint64(cell.hostsOpen)},
                           {QStringLiteral("hosts_unknown"), qint64(cell.hostsUnknown)},
                           {QStringLiteral("state"), text(name(cell.tests.state))},
                           {QStringLiteral("until"), isoOrNull(cell.tests.until)}};
        if (whole) {
            QJsonArray checks;
            for (const CheckState& check : cell.tests.checks)
                checks.append(toJson(check, app));
            object[QStringLiteral("checks")] = checks;
        }
        apps.append(object);
    }
    for (const PatchNote& note : tests.notes)
        notes.append(QJsonObject{{QStringLiteral("id"), qint64(note.id)},
                                 {QStringLiteral("kind"), text(name(note.kind))},
                                 {QStringLiteral("text"), text(note.text)},
                                 {QStringLiteral("blocks"), note.blocks},
                                 {QStringLiteral("who"), text(note.who)},
                                 {QStringLiteral("at"), text(toIso(note.at))}});
    const QJsonValue state = tests.cells.empty() ? QJsonValue() : QJsonValue(text(name(tests.state)));
    return {{QStringLiteral("patch"), text(tests.patch)},
            {QStringLiteral("state"), state},
            {QStringLiteral("blocked"), tests.blocked},
            {QStringLiteral("lets_pass"), tests.letsPass()},
            {QStringLiteral("apps"), apps},
            {QStringLiteral("notes"), notes}};
}

QString stateWord(const PatchTests& tests)
{
    QString word = tests.cells.empty() ? QStringLiteral("no application") : text(name(tests.state));
    return tests.blocked ? word + QStringLiteral(", blocked") : word;
}

} // namespace

int listMatrix(const Options& options)
{
    const auto stage = openStage(options);
    if (!stage)
        return fail(stage.error());
    const TestMatrix& matrix = *stage->matrix;
    if (options.json()) {
        QJsonArray array;
        for (const PatchTests& tests : matrix.patches)
            array.append(toJson(matrix, tests, false));
        printJson(array);
        return Done;
    }
    if (matrix.apps.empty())
        return done(options, QStringLiteral("No critical applications yet: “breakwater test apps import FILE”."));
    Table table(
        {QStringLiteral("State"), QStringLiteral("Application"), QStringLiteral("Hosts"), QStringLiteral("Patch")});
    table.alignRight(2);
    for (const PatchTests& tests : matrix.patches) {
        if (tests.cells.empty())
            table.add({stateWord(tests), QString(), QString(), text(tests.patch)});
        for (const TestCell& cell : tests.cells)
            table.add({text(name(cell.tests.state)) + (tests.blocked ? QStringLiteral(", blocked") : QString()),
                       text(matrix.apps[cell.app].name), QString::number(cell.hostsOpen + cell.hostsUnknown),
                       text(tests.patch)});
    }
    table.print();
    return Done;
}

int showStatus(const Options& options)
{
    const auto stage = openStage(options);
    if (!stage)
        return fail(stage.error());
    const auto patch = patchOf(*stage, options.positional().value(1));
    if (!patch)
        return fail(patch.error());
    const PatchTests* known = stage->matrix->find(*patch);
    const PatchTests none{*patch, {}, {}, false, TestState::Passed};
    const PatchTests& tests = known ? *known : none;
    if (options.json()) {
        printJson(toJson(*stage->matrix, tests, true));
        return Done;
    }
    printLine(text(*patch) + QStringLiteral(": ") + stateWord(tests));
    for (const PatchNote& note : tests.notes)
        printLine(QStringLiteral("  %1 %2: %3 (%4, %5)")
                      .arg(text(name(note.kind)))
                      .arg(note.id)
                      .arg(text(note.text), text(note.who), text(toIso(note.at))));
    for (const TestCell& cell : tests.cells) {
        const CriticalApp& app = stage->matrix->apps[cell.app];
        printLine(QStringLiteral("  %1 (%2): %3").arg(text(app.name), text(app.id), text(name(cell.tests.state))));
        for (const CheckState& check : cell.tests.checks) {
            QString line = QStringLiteral("    %1: %2").arg(text(check.check), text(name(check.state)));
            if (const auto& v = check.verdict) {
                line += QStringLiteral(" by %1, %2").arg(text(v->who), text(toIso(v->at)));
                if (v->until)
                    line += QStringLiteral(", until ") + text(toIso(*v->until));
                if (!v->reason.empty())
                    line += QStringLiteral(": ") + text(v->reason);
            }
            printLine(line);
        }
    }
    return Done;
}

} // namespace bw::cli
