// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/demoplan.h"

#include "models/planning/ringtemplate.h"
#include "models/planning/rules.h"
#include "models/services/assessing.h"
#include "models/services/plans.h"
#include "models/store/store.h"

namespace bw {

namespace {

constexpr const char* Who = "demo";
constexpr const char* Zone = "Europe/Berlin";

Window window(const char* id, const char* name, const char* first, const char* rule, int minutes,
              const char* hosts = "")
{
    Window window;
    window.id = id;
    window.name = name;
    window.firstStart = first;
    window.recurrence = rule;
    window.minutes = minutes;
    window.zone = Zone;
    window.hostFilter = hosts;
    return window;
}

std::string local(Day day)
{
    return toIso(day) + "T00:00";
}

PlanningPolicy demoPolicy(Day today)
{
    using std::chrono::days;
    PlanningPolicy policy;
    policy.windows = {
        window("tuesday", "Tuesday night", "2025-11-04T22:00", "FREQ=WEEKLY;BYDAY=TU", 120),
        window("thursday", "Thursday night", "2025-11-06T22:00", "FREQ=WEEKLY;BYDAY=TH", 180),
        window("sunday", "Sunday morning", "2025-11-02T02:00", "FREQ=WEEKLY;BYDAY=SU", 300),
        window("patch-saturday", "Saturday after the second Tuesday", "2025-11-11T20:00", "FREQ=MONTHLY;BYDAY=2TU",
               240),
        // The clinic lets nobody near its hosts before the late shift has ended.
        window("clinic", "Clinic, late", "2025-11-01T22:30", "FREQ=DAILY", 450, "tag:clinic"),
    };
    policy.windows[1].lastStartMinutes = 150;
    policy.windows[3].offsetDays = 4;
    const auto year = std::chrono::year_month_day(today).year();
    const Day closing = Day(year / 12 / 18);
    policy.freezes = {
        {"sale", "Winter sale", local(today + days(6)), local(today + days(11)), Zone, "tag:webshop",
         "Most of the year's turnover is made in these days"},
        {"year-end", "Year-end closing", local(closing), local(closing + days(17)), Zone, "", "Accounts are closed"}};
    policy.redundancy = {{"Web front", "role:\"web server\" tag:webshop", 1},
                         {"Cluster", "name:ha-*", 1},
                         {"Name servers", "name:dns-*", 1}};
    policy.orders = {{"Databases before ERP", "name:db-*", "role:\"application server\" owner:\"ERP team\""}};
    policy.durations = {{"linux*", 6}, {"kernel*", 6}, {"mariadb*", 8}, {"postgresql*", 8}};
    policy.minutesPerPatch = 2;
    policy.rebootMinutes = 8;
    policy.successRate = 0.97;
    return policy;
}

RingTemplate demoRings()
{
    RingTemplate rings = *ringTemplate("three-rings");
    rings.rings[0].share = 0.08;
    rings.rings[0].window = "tuesday";
    rings.rings[1].window = "thursday";
    rings.rings[2].window = "sunday";
    rings.rings[2].gate.needsTests = false;
    return rings;
}

DraftWish demoWish(const Assessment& assessment)
{
    DraftWish wish;
    wish.name = "November round";
    for (const Patch& patch : assessment.patches) {
        if (!patch.fixed.empty() && patch.hostsOpen > 0 && patch.decision != Decision::Defer)
            wish.patches.push_back(patch.id);
    }
    for (const Host& host : assessment.fleet->hosts)
        wish.hosts.push_back(host.id);
    return wish;
}

} // namespace

Result<void> makeDemoPlan(Store& store, const Clock& clock, ProgressSink& progress)
{
    const Instant now = clock.now();
    if (auto set = setPlanningPolicy(store, demoPolicy(dayOf(now)), {Who, now, "Agreed with the departments"}); !set)
        return set;
    const auto assessed = assessWorkspace(store, {}, clock, progress);
    if (!assessed)
        return assessed.error();
    auto inputs = planningInputs(store);
    if (!inputs)
        return inputs.error();
    const PlanGround ground(planContext(std::move(*inputs), assessed->assessment, now));
    Plan plan = draftPlan(demoRings(), demoWish(*assessed->assessment), ground);
    plan.notes = "What is urgent this month; the sale of the web shop lies in it.";
    // What failed its test or was withdrawn stays in the queue, where it is seen.
    for (const RuleBreak& rule : brokenRules(plan, ground)) {
        if (!blocks(rule) || rule.patches.empty())
            continue;
        auto without = edited(plan, RemovePatches{rule.patches, std::nullopt, {}});
        if (!without)
            return without.error();
        plan = std::move(*without);
    }
    const auto saved = savePlan(store, plan, {Who, now, "From the template three-rings"});
    return saved ? Result<void>() : Result<void>(saved.error());
}

} // namespace bw
