// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/rollout/runinspector.h"

#include "models/items/runwavesmodel.h"
#include "models/items/targetsmodel.h"
#include "models/items/texts.h"

#include <QCoreApplication>

#include <algorithm>

namespace bw {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("bw::RunInspector", text);
}
QString of(std::string_view text)
{
    return Texts::of(text);
}

constexpr std::size_t FewLines = 60;

QString gateWord(GateState state)
{
    switch (state) {
    case GateState::NotApplicable:
        return tr("Not applicable");
    case GateState::Open:
        return tr("Open");
    case GateState::Waiting:
        return tr("Waiting");
    case GateState::Closed:
        return tr("Closed");
    }
    return {};
}

QString checkName(GateCheckKind kind)
{
    switch (kind) {
    case GateCheckKind::Success:
        return tr("Success");
    case GateCheckKind::FailureBudget:
        return tr("Failure budget");
    case GateCheckKind::Soak:
        return tr("Soak time");
    case GateCheckKind::Tests:
        return tr("Tests");
    case GateCheckKind::Approvals:
        return tr("Approvals");
    }
    return {};
}

InspectorSection logSection(const std::vector<RolloutEvent>& log)
{
    InspectorSection section;
    section.heading = tr("Log, newest first");
    for (auto it = log.rbegin(); it != log.rend() && section.rows.size() < FewLines; ++it) {
        InspectorRow row;
        const QString time = of(toIso(it->at)).mid(11, 8);
        QString text = of(it->step.empty() ? name(it->kind) : std::string_view(it->step));
        if (it->seconds)
            text += QStringLiteral(" · ") + TargetsModel::duration(*it->seconds);
        row.text = time + QStringLiteral("  ") + text;
        section.rows.push_back(std::move(row));
        if (!it->text.empty())
            section.rows.push_back({of(it->text).left(800), {}, {}, {}, {}});
    }
    if (log.size() > FewLines)
        section.prose = tr("%1 lines in all: “breakwater rollout log” prints them.").arg(log.size());
    return section;
}

} // namespace

InspectorChip gateChip(GateState state)
{
    const Tone tone = state == GateState::Open ? Tone::Verified
        : state == GateState::Closed           ? Tone::Immediate
        : state == GateState::Waiting          ? Tone::Scheduled
                                               : Tone::Neutral;
    return {tone, gateWord(state)};
}

std::vector<InspectorSection> hostSections(const TargetOrder& order, const TargetProgress& target,
                                           const std::vector<RolloutEvent>& log, Instant now)
{
    InspectorSection state;
    state.heading = tr("Host %1").arg(of(order.name));
    state.chips = {{static_cast<Tone>(TargetsModel::tone(target.state)), TargetsModel::word(target.state)}};
    if (target.collected)
        state.chips.push_back({Tone::Neutral, tr("Fresh inventory is here")});
    state.pairs = {{tr("Address"), of(order.address)}, {tr("Attempt"), QString::number(target.attempt)}};
    if (target.startedAt)
        state.pairs.push_back({tr("Handed over"), Texts::relative(*target.startedAt, now)});
    if (!target.step.empty())
        state.pairs.push_back({tr("Phase"), of(target.step)});
    if (!target.text.empty())
        state.pairs.push_back({tr("Message"), of(target.text).left(800)});
    if (target.state == TargetState::Lost)
        state.prose = tr("It was on its way when nobody listened any more. What it has is unknown until a fresh "
                         "inventory proves it; it is not handed over again before.");
    else if (target.state == TargetState::Claimed)
        state.prose = tr("That is the engine's word. A fresh inventory proves it.");
    if (mayRetry(target))
        state.links.push_back({QStringLiteral("retry"), tr("Send it round again")});
    if (settled(target.state))
        state.links.push_back({QStringLiteral("collect"), tr("Fetch a fresh inventory of it")});
    state.links.push_back({QStringLiteral("fleet"), tr("Show it in the fleet")});
    InspectorSection lines;
    lines.heading = tr("To be installed: %1").arg(order.lines.size());
    for (const OrderLine& line : order.lines)
        lines.rows.push_back({of(line.package),
                              of(line.installed),
                              line.fixed.empty() ? QString() : QStringLiteral("→ ") + of(line.fixed),
                              {},
                              {}});
    std::vector<InspectorSection> sections{std::move(state)};
    if (!log.empty())
        sections.push_back(logSection(log));
    sections.push_back(std::move(lines));
    return sections;
}

std::vector<InspectorSection> runSections(const ShownRun& shown, const std::optional<GateVerdict>& gate)
{
    const RolloutRun& run = *shown.picture.run;
    const RunProgress& progress = *shown.picture.progress;
    std::vector<InspectorSection> sections;
    if (gate) {
        InspectorSection section;
        section.heading = tr("Gate to the next wave");
        section.chips = {gateChip(gate->state)};
        if (gate->share)
            section.figure = InspectorFigure{
                Texts::percent(*gate->share), tr("of %1 hosts").arg(Texts::number(gate->targeted)),
                gate->lowerBound ? tr("at least %1, 95 % sure").arg(Texts::percent(*gate->lowerBound)) : QString()};
        section.pairs = {
            {tr("Needed"), Texts::percent(run.gate.minSuccess)},
            {tr("Counts"), run.gate.claimsCount ? tr("the engine's word") : tr("only what evidence proves")},
            {tr("Succeeded"), Texts::number(gate->succeeded)},
            {tr("Failed"), Texts::number(gate->failed)},
            {tr("Not known"), Texts::number(gate->silent)}};
        for (const GateCheck& check : gate->checks) {
            InspectorRow row;
            row.text = checkName(check.kind);
            row.chip = gateChip(check.state);
            section.rows.push_back(std::move(row));
            section.rows.push_back({of(check.text), {}, {}, {}, {}});
        }
        section.prose = of(gate->sentence);
        if (run.gate.approvals > int(progress.approvedBy.size()))
            section.links.push_back({QStringLiteral("approve"), tr("Approve the next wave…")});
        section.links.push_back({QStringLiteral("collect-all"), tr("Fetch fresh inventories of all hosts")});
        sections.push_back(std::move(section));
    }
    InspectorSection frozen;
    frozen.heading = tr("Started under");
    frozen.pairs = {{tr("Plan"), tr("version %1").arg(run.planVersion)},
                    {tr("Engine"), RunWavesModel::word(run.engine)},
                    {tr("By"), of(run.startedBy) + QStringLiteral(", ") + Texts::absolute(run.startedAt)},
                    {tr("At a time"), QString::number(run.concurrency)},
                    {tr("Policy"), of(run.policy)},
                    {tr("Feeds"), tr("%1 revisions").arg(run.feedRevisions.size())},
                    {tr("Approved by"), Texts::joined(progress.approvedBy, u", ")}};
    std::erase_if(frozen.pairs, [](const InspectorPair& pair) { return pair.value.isEmpty(); });
    if (progress.ignoredCount > 0)
        frozen.prose =
            tr("%1 events contradict what came before; they are kept and change nothing.").arg(progress.ignoredCount);
    sections.push_back(std::move(frozen));
    return sections;
}

} // namespace bw
