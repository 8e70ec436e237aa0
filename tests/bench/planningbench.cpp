// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A plan for ten thousand hosts: from an edit to the board and its forecast. Prints medians in milliseconds beside the
// goals.
//   planningbench [HOSTS]
#include "models/planning/board.h"
#include "models/planning/ringtemplate.h"
#include "models/planning/simulate.h"
#include "tests/support/assessmentsample.h"

#include <QElapsedTimer>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <memory>
#include <string>
#include <vector>

using namespace bw;

namespace {

double medianMs(int rounds, const std::function<void()>& body)
{
    std::vector<double> times;
    for (int i = 0; i < rounds; ++i) {
        QElapsedTimer timer;
        timer.start();
        body();
        times.push_back(double(timer.nsecsElapsed()) / 1e6);
    }
    std::sort(times.begin(), times.end());
    return times[times.size() / 2];
}

void say(const char* what, double ms, double goal)
{
    std::printf("%-44s %8.1f ms (goal %.0f)\n", what, ms, goal);
}

/// Rules that look at every host.
PlanContext contextOf(std::shared_ptr<const Assessment> assessment)
{
    PlanContext context;
    context.assessment = std::move(assessment);
    context.now = context.assessment->at;
    context.policy.wavesWithoutWindow = true;
    for (int group = 0; group < 10; ++group) {
        const std::string name = std::to_string(group);
        context.policy.redundancy.push_back({"ends in " + name, "name:*" + name, 1});
    }
    context.policy.orders.push_back({"ones before twos", "name:*11", "name:*12"});
    return context;
}

} // namespace

int main(int argc, char** argv)
{
    const auto hosts = std::uint32_t(argc > 1 ? std::atoi(argv[1]) : 10'000);
    const auto assessment = test::sampleAssessment(1, {hosts, 3'000, 1, 0.04});
    const PlanContext context = contextOf(assessment);
    std::shared_ptr<const PlanGround> ground;
    std::printf("%zu findings, %u hosts, %zu patches\n", assessment->findings.size(), hosts,
                assessment->patches.size());
    say("ground (job)", medianMs(5, [&] { ground = std::make_shared<PlanGround>(context); }), 100);
    DraftWish wish;
    for (const Patch& patch : assessment->patches)
        wish.patches.push_back(patch.id);
    for (const Host& host : assessment->fleet->hosts)
        wish.hosts.push_back(host.id);
    if (wish.patches.size() < 10 || wish.hosts.size() < 10) {
        std::fputs("too few hosts\n", stderr);
        return 2;
    }
    const std::vector<std::string> waiting(wish.patches.end() - 2, wish.patches.end());
    wish.patches.resize(wish.patches.size() - 2);
    Plan plan;
    say("template of four rings", medianMs(3, [&] { plan = draftPlan(*ringTemplate("four-rings"), wish, *ground); }),
        100);
    const Wave &first = plan.waves.front(), &last = plan.waves.back();
    const std::vector<std::pair<const char*, PlanEdit>> edits = {
        {"2 patches into the last wave", AddPatches{waiting, last.id, std::size_t(-1), {}}},
        {"a host to the first", MoveHosts{{last.hosts.front()}, first.id, {}}},
        {"half the fleet to the first", MoveHosts{last.hosts, first.id, {}}},
    };
    Board board;
    say("board (job)", medianMs(7, [&] { board = layOut(plan, *ground); }), 100);
    say("forecast of 200 runs (job)", medianMs(3, [&] { (void)simulate(plan, *ground); }), 1000);
    for (const auto& [what, edit] : edits) {
        const PlanEdit& wanted = edit;
        const WaveId to = std::holds_alternative<MoveHosts>(edit) ? first.id : last.id;
        std::printf("%s\n", what);
        say("  refusal under the mouse", medianMs(15, [&] { (void)refusal(plan, wanted, *ground); }), 5);
        say("  minutes under the mouse", medianMs(15, [&] { (void)minutesAfter(plan, wanted, to, *ground); }), 16);
        say("  the plan after it", medianMs(15, [&] { (void)edited(plan, wanted); }), 5);
    }
    return 0;
}
