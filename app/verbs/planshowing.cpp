// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/verbs/planactions.h"
#include "app/verbs/planjson.h"
#include "app/verbs/verbio.h"

#include <algorithm>

namespace bw::cli {

namespace {

void printRules(const std::vector<RuleBreak>& rules)
{
    for (const RuleBreak& rule : rules) {
        printLine((blocks(rule) ? QStringLiteral("blocks  ") : QStringLiteral("warns   ")) + text(rule.sentence));
        printLine(QStringLiteral("        → ") + text(rule.wayOut));
    }
}

} // namespace

int listPlans(const Call& call)
{
    const auto all = bw::listPlans(call.store);
    if (!all)
        return fail(all.error());
    QJsonArray array;
    Table table({QStringLiteral("Id"), QStringLiteral("Plan"), QStringLiteral("Version"), QStringLiteral("State"),
                 QStringLiteral("Waves"), QStringLiteral("Changed"), QStringLiteral("By"), QStringLiteral("What")});
    for (const PlanVersion& version : *all) {
        array.append(toJson(version));
        table.add({QString::number(version.plan.id), text(version.plan.name), QString::number(version.number),
                   text(name(version.state)), QString::number(version.plan.waves.size()), text(toIso(version.at)),
                   text(version.who), text(version.why)});
    }
    if (call.options.json())
        printJson(array);
    else if (all->empty())
        printLine(QStringLiteral("No plan yet. Next: breakwater plan new NAME --template four-rings"));
    else
        table.print();
    return Done;
}

int showPlan(const Call& call)
{
    const auto version = planOf(call);
    if (!version)
        return fail(version.error());
    const auto ground = groundOf(call);
    if (!ground)
        return fail(ground.error());
    const Board board = layOut(version->plan, **ground);
    if (call.options.json()) {
        printJson(toJson(*version, board, **ground));
        return Done;
    }
    printLine(QStringLiteral("%1, version %2, %3")
                  .arg(text(version->plan.name))
                  .arg(version->number)
                  .arg(text(name(version->state))));
    for (const BoardWave& wave : board.waves) {
        printLine(QStringLiteral("\n%1%2%3")
                      .arg(text(wave.name), wave.testRing ? QStringLiteral(" (test ring)") : QString(),
                           wave.locked ? QStringLiteral(" (locked)") : QString()));
        printLine(QStringLiteral("  ") + text(wave.truth));
        printLine(QStringLiteral("  ") + text(wave.gate));
        if (!wave.freeze.empty())
            printLine(QStringLiteral("  waits for the end of the freeze “%1”").arg(text(wave.freeze)));
        if (!wave.dst.empty())
            printLine(QStringLiteral("  ") + text(wave.dst));
        Table table({QStringLiteral("  Patch"), QStringLiteral("Decision"), QStringLiteral("Hosts"),
                     QStringLiteral("?"), QStringLiteral("Minutes"), QStringLiteral("Reboot")});
        for (const int column : {2, 3, 4})
            table.alignRight(column);
        for (const BoardCard& card : wave.cards) {
            table.add({QStringLiteral("  ") + text(card.title),
                       card.index == PlanGround::None ? QStringLiteral("closed") : text(name(card.decision)),
                       QString::number(card.hosts),
                       card.hostsUnknown == 0 ? QString() : u'+' + QString::number(card.hostsUnknown),
                       QString::number(card.minutes, 'g', 4), card.reboot ? QStringLiteral("yes") : QString()});
        }
        if (!wave.cards.empty())
            table.print();
    }
    printLine(QStringLiteral("\n%1 hosts are in no wave, %2 of them need a patch of the plan. %3")
                  .arg(board.freeHosts.size())
                  .arg(board.freeTargets)
                  .arg(board.finish ? QStringLiteral("Expected finish: %1.").arg(text(toIso(*board.finish)))
                                    : QStringLiteral("It does not come to an end.")));
    if (!board.broken.empty())
        printLine(QString());
    printRules(board.broken);
    return Done;
}

int checkPlan(const Call& call)
{
    const auto version = planOf(call);
    if (!version)
        return fail(version.error());
    const auto ground = groundOf(call);
    if (!ground)
        return fail(ground.error());
    const auto rules = brokenRules(version->plan, **ground);
    if (call.options.json())
        printJson(toJson(rules, **ground));
    else if (rules.empty())
        printLine(QStringLiteral("No rule is broken."));
    else
        printRules(rules);
    return std::any_of(rules.begin(), rules.end(), [](const RuleBreak& rule) { return blocks(rule); }) ? DoneWithIssues
                                                                                                       : Done;
}

int diffPlan(const Call& call)
{
    const auto version = planOf(call);
    if (!version)
        return fail(version.error());
    const auto other = against(call, *version);
    if (!other)
        return fail(other.error());
    const auto ground = groundOf(call);
    if (!ground)
        return fail(ground.error());
    const Plan before = *other ? (*other)->plan : Plan{};
    const auto lines = differenceOf(before, version->plan, [&](HostId host) { return (*ground)->hostName(host); });
    if (call.options.json()) {
        printJson(QJsonObject{{QStringLiteral("from"), *other ? (*other)->number : 0},
                              {QStringLiteral("to"), version->number},
                              {QStringLiteral("lines"), toJson(lines, **ground)}});
    } else if (lines.empty()) {
        printLine(QStringLiteral("No difference."));
    }
    for (const DifferenceLine& line : lines) {
        if (!call.options.json())
            printLine(text(line.text));
    }
    return Done;
}

} // namespace bw::cli
