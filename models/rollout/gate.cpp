// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/rollout/gate.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <map>
#include <set>

namespace bw {

namespace {

/// A host of the wave by its newest run.
struct Targeted {
    const TargetOrder* order = nullptr;
    const TargetProgress* progress = nullptr;
};

std::map<HostId, Targeted> targetsOf(std::span<const GateRun> runs)
{
    std::map<HostId, Targeted> targets;
    for (const GateRun& run : runs) {
        for (const TargetOrder& order : run.run->targets)
            targets[order.host] = {&order, run.progress->target(order.host)};
    }
    return targets;
}

enum class Standing { Succeeded, Failed, Silent };

Standing byClaim(const Targeted& target)
{
    if (!target.progress)
        return Standing::Silent;
    switch (target.progress->state) {
    case TargetState::Claimed:
        return Standing::Succeeded;
    case TargetState::Failed:
    case TargetState::Unreachable:
        return Standing::Failed;
    default:
        return Standing::Silent;
    }
}

using Evidence = std::map<std::pair<HostId, std::string_view>, Verdict>;

/// Every line has to be proved; one that is disproved, or an engine that failed, is a failure.
Standing byEvidence(const Targeted& target, const Evidence& evidence)
{
    bool all = !target.order->lines.empty();
    for (const OrderLine& line : target.order->lines) {
        const auto it = evidence.find({target.order->host, line.patch});
        const Verdict verdict = it == evidence.end() ? Verdict::NotReinventoried : it->second;
        if (verdict == Verdict::Contradicted || verdict == Verdict::Regressed)
            return Standing::Failed;
        all = all && verdict == Verdict::Verified;
    }
    if (all)
        return Standing::Succeeded;
    return byClaim(target) == Standing::Failed ? Standing::Failed : Standing::Silent;
}

std::string percent(double share)
{
    char text[32];
    std::snprintf(text, sizeof text, "%.1f %%", std::floor(share * 1000) / 10); // never rounded up to good
    return text;
}

std::string hosts(std::uint64_t n)
{
    return std::to_string(n) + (n == 1 ? " host" : " hosts");
}

GateCheck successCheck(const Gate& gate, const GateVerdict& v)
{
    const double share = *v.share;
    const std::string figures = std::to_string(v.succeeded) + " of " + hosts(v.targeted) + " succeeded ("
        + percent(share) + ", at least " + percent(*v.lowerBound) + " with 95 % confidence), "
        + std::to_string(v.failed) + " failed, " + std::to_string(v.silent) + " silent; " + percent(gate.minSuccess)
        + " are wanted" + (gate.claimsCount ? ", by the engine's word." : ", by evidence.");
    const double best = double(v.succeeded + v.silent) / v.targeted;
    // The comparison forgives a rounding error of the division, no host.
    const bool met = share + 1e-9 >= gate.minSuccess;
    return {GateCheckKind::Success,
            met                                  ? GateState::Open
                : best + 1e-9 >= gate.minSuccess ? GateState::Waiting
                                                 : GateState::Closed,
            figures};
}

GateCheck budgetCheck(const Gate& gate, std::uint32_t failed)
{
    if (!gate.failureBudget)
        return {GateCheckKind::FailureBudget, GateState::NotApplicable, "No failure budget is set."};
    const bool met = std::int64_t(failed) <= *gate.failureBudget;
    return {GateCheckKind::FailureBudget, met ? GateState::Open : GateState::Closed,
            hosts(failed) + " failed; " + std::to_string(*gate.failureBudget) + " may."};
}

GateCheck soakCheck(const Gate& gate, std::optional<Instant> lastDone, bool moving, Instant now,
                    std::optional<Instant>& until)
{
    if (gate.soakHours <= 0)
        return {GateCheckKind::Soak, GateState::NotApplicable, "No soak time is set."};
    if (!lastDone || moving)
        return {GateCheckKind::Soak, GateState::Waiting,
                "The soak time of " + std::to_string(gate.soakHours) + " h begins when the wave is done."};
    until = *lastDone + std::chrono::hours(gate.soakHours);
    if (now >= *until)
        return {GateCheckKind::Soak, GateState::Open, "Has soaked since " + toIso(*lastDone) + "."};
    return {GateCheckKind::Soak, GateState::Waiting, "Soaks until " + toIso(*until) + "."};
}

GateCheck testCheck(const Gate& gate, std::span<const TestStanding> tests)
{
    if (!gate.needsTests)
        return {GateCheckKind::Tests, GateState::NotApplicable, "No test verdicts are asked for."};
    std::size_t missing = 0;
    std::string first;
    for (const TestStanding& test : tests) {
        if (test.passes)
            continue;
        if (++missing == 1)
            first = test.patch + " against " + test.app + (test.text.empty() ? "" : ": " + test.text);
    }
    if (missing == 0)
        return {GateCheckKind::Tests, GateState::Open,
                tests.empty() ? "No critical application is concerned."
                              : "All " + std::to_string(tests.size()) + " test verdicts let it pass."};
    return {GateCheckKind::Tests, GateState::Waiting,
            std::to_string(missing) + " of " + std::to_string(tests.size())
                + " test verdicts are missing or bad: " + first + "."};
}

GateCheck approvalCheck(const Gate& gate, std::span<const GateRun> runs)
{
    if (gate.approvals <= 0)
        return {GateCheckKind::Approvals, GateState::NotApplicable, "No approval is asked for."};
    std::set<std::string> people;
    for (const GateRun& run : runs)
        people.insert(run.progress->approvedBy.begin(), run.progress->approvedBy.end());
    const bool met = std::int64_t(people.size()) >= gate.approvals;
    return {GateCheckKind::Approvals, met ? GateState::Open : GateState::Waiting,
            std::to_string(people.size()) + " of " + std::to_string(gate.approvals) + " approvals are given."};
}

void conclude(GateVerdict& verdict)
{
    verdict.state = GateState::Open;
    for (const GateCheck& check : verdict.checks) {
        if (check.state == GateState::Closed
            || (check.state == GateState::Waiting && verdict.state != GateState::Closed))
            verdict.state = check.state;
    }
    if (verdict.state == GateState::Open) {
        verdict.sentence = "The gate is open: " + verdict.checks.front().text;
        return;
    }
    verdict.sentence = verdict.state == GateState::Closed ? "The gate is closed:" : "The gate is not open yet:";
    for (const GateCheck& check : verdict.checks) {
        if (check.state == GateState::Closed || check.state == GateState::Waiting)
            verdict.sentence += ' ' + check.text;
    }
}

} // namespace

std::string_view name(GateState state)
{
    static constexpr std::array<std::string_view, 4> names = {"not-applicable", "open", "waiting", "closed"};
    return names[std::size_t(state)];
}

std::string_view name(GateCheckKind kind)
{
    static constexpr std::array<std::string_view, 5> names = {"success", "failure-budget", "soak", "tests",
                                                              "approvals"};
    return names[std::size_t(kind)];
}

double wilsonLowerBound(std::uint32_t successes, std::uint32_t n)
{
    if (n == 0)
        return 0;
    constexpr double z = 1.959964;
    const double p = double(successes) / n;
    const double z2 = z * z;
    const double centre = p + z2 / (2.0 * n);
    const double spread = z * std::sqrt(p * (1 - p) / n + z2 / (4.0 * n * n));
    return std::clamp((centre - spread) / (1 + z2 / n), 0.0, 1.0);
}

GateVerdict judgeGate(const GateInput& input)
{
    GateVerdict verdict;
    const auto targets = targetsOf(input.runs);
    verdict.targeted = std::uint32_t(targets.size()) + input.untargeted;
    if (verdict.targeted == 0) {
        verdict.sentence = "The wave has no hosts, so there is nothing to judge.";
        return verdict;
    }
    Evidence evidence;
    for (const Verification& row : input.verifications)
        evidence[{row.host, row.patch}] = row.verdict;
    std::uint32_t engineFailed = 0;
    std::optional<Instant> lastDone;
    bool moving = input.untargeted > 0;
    for (const auto& [host, target] : targets) {
        const Standing standing = input.gate.claimsCount ? byClaim(target) : byEvidence(target, evidence);
        verdict.succeeded += standing == Standing::Succeeded;
        verdict.failed += standing == Standing::Failed;
        engineFailed += byClaim(target) == Standing::Failed || standing == Standing::Failed;
        if (!target.progress)
            continue;
        moving = moving || !settled(target.progress->state);
        if (target.progress->endedAt)
            lastDone = std::max(lastDone.value_or(*target.progress->endedAt), *target.progress->endedAt);
    }
    verdict.silent = verdict.targeted - verdict.succeeded - verdict.failed;
    verdict.share = double(verdict.succeeded) / verdict.targeted;
    verdict.lowerBound = wilsonLowerBound(verdict.succeeded, verdict.targeted);
    verdict.checks = {successCheck(input.gate, verdict), budgetCheck(input.gate, engineFailed),
                      soakCheck(input.gate, lastDone, moving, input.now, verdict.soakUntil),
                      testCheck(input.gate, input.tests), approvalCheck(input.gate, input.runs)};
    conclude(verdict);
    return verdict;
}

std::string failureBudgetBroken(const Gate& gate, const RunProgress& progress)
{
    if (!gate.failureBudget || std::int64_t(progress.failed()) <= *gate.failureBudget)
        return {};
    return hosts(progress.failed()) + " of " + std::to_string(progress.hosts()) + " failed; the failure budget is "
        + std::to_string(*gate.failureBudget) + ". No further host is started.";
}

} // namespace bw
