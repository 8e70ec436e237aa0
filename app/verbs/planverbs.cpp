// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/terminalprogress.h"
#include "app/verbs.h"
#include "app/verbs/planactions.h"
#include "app/verbs/planjson.h"
#include "app/verbs/verbio.h"
#include "models/foundation/clock.h"
#include "models/services/assessing.h"

namespace bw::cli {

Result<PlanVersion> planOf(const Call& call)
{
    if (call.words.isEmpty()) {
        const auto all = bw::listPlans(call.store);
        if (!all)
            return all.error();
        if (all->size() == 1)
            return all->front();
        return Error{ErrorKind::Usage, "Which plan? Give its name or number; “plan list” shows them.", {}};
    }
    auto found = findPlan(call.store, call.words.first().toStdString());
    if (!found || !call.has("version"))
        return found;
    bool ok = false;
    const int number = call.value("version").toInt(&ok);
    if (!ok)
        return Error{ErrorKind::Usage, "--version needs a number.", {}};
    return loadPlan(call.store, found->plan.id, number);
}

Result<std::shared_ptr<const PlanGround>> groundOf(const Call& call)
{
    TerminalProgress progress(call.options.quiet());
    const auto assessed = assessWorkspace(call.store, call.options.asOf, Clock::system(), progress);
    if (!assessed)
        return assessed.error();
    auto inputs = planningInputs(call.store);
    if (!inputs)
        return inputs.error();
    return std::shared_ptr<const PlanGround>(
        std::make_shared<PlanGround>(planContext(std::move(*inputs), assessed->assessment, assessed->assessment->at)));
}

Result<std::optional<PlanVersion>> against(const Call& call, const PlanVersion& version)
{
    int number = version.number - 1;
    if (!call.numberOption("against", 1, 1'000'000, number))
        return Error{ErrorKind::Usage, "--against needs the number of a version.", {}};
    if (number < 1)
        return std::optional<PlanVersion>();
    auto other = loadPlan(call.store, version.plan.id, number);
    if (!other)
        return other.error();
    return std::optional(std::move(*other));
}

int done(const Call& call, const PlanVersion& version, const QString& sentence)
{
    if (call.options.json())
        printJson(toJson(version));
    else
        printLine(sentence);
    return Done;
}

int runPlan(const QStringList& arguments)
{
    Options options("plan");
    addOption(options, "version", "This version instead of the newest.", "N");
    addOption(options, "against", "Compare with this version (simulate, diff); the one before is the default.", "N");
    addOption(options, "template", "Rings: four-rings, three-rings, two-rings, or shares (new).", "RINGS",
              "four-rings");
    addOption(options, "patches",
              "Patches by filter; all that are open, have a fix and are not deferred by default (new).", "EXPR");
    addOption(options, "hosts", "Hosts by filter; all by default (new).", "EXPR");
    addOption(options, "seed", "Another sample (new).", "N");
    addOption(options, "runs", "How often the plan is played, 200 by default (simulate).", "N");
    addOption(options, "days", "Horizon, 90 by default (simulate).", "N");
    addOption(options, "as", "ansible, csv, scripts, ics, or json, which is read again by import (export).", "KIND",
              "csv");
    addOption(options, "refuse", "Refuse instead of approving (approve).");
    addOutput(options);
    static constexpr Action actions[] = {{"list", listPlans},      {"show", showPlan},         {"new", newPlan},
                                         {"check", checkPlan},     {"simulate", simulatePlan}, {"export", exportPlan},
                                         {"import", importPlan},   {"diff", diffPlan},         {"request", requestPlan},
                                         {"approve", approvePlan}, {"close", closePlan},       {"policy", planPolicy}};
    return runAction(options, arguments, actions);
}

} // namespace bw::cli
