// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/planner/planinspector.h"

#include "models/items/texts.h"
#include "models/planning/calendar.h"
#include "models/planning/rules.h"
#include "views/planner/planreports.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace bw {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("bw::PlanInspector", text);
}
QString of(std::string_view text)
{
    return Texts::of(text);
}

constexpr std::size_t fewButtons = 4;
constexpr std::size_t fewHosts = 8;
constexpr std::size_t fewOccurrences = 5;
const QString dot = QStringLiteral(" · ");

const BoardWave* boardWave(const Board& board, WaveId wave)
{
    for (const BoardWave& one : board.waves) {
        if (one.id == wave)
            return &one;
    }
    return nullptr;
}

InspectorChip chipOf(const RuleBreak& rule)
{
    return blocks(rule) ? InspectorChip{Tone::Immediate, tr("blocks")} : InspectorChip{Tone::OutOfCycle, tr("warns")};
}

template <typename Wanted>
void addRules(InspectorContent& content, const Board& board, const PlanGround& ground, Wanted wanted)
{
    InspectorSection section;
    section.heading = tr("What is wrong here");
    QStringList prose;
    for (std::size_t i = 0; i < board.broken.size(); ++i) {
        const RuleBreak& rule = board.broken[i];
        if (!wanted(rule))
            continue;
        if (section.buttons.size() < fewButtons) {
            for (InspectorLink& button : wayOutButtons(i, rule, board.plan, ground))
                section.buttons.push_back(std::move(button));
        }
        section.chips.push_back(chipOf(rule));
        prose << of(rule.sentence) + (rule.wayOut.empty() ? QString() : u' ' + of(rule.wayOut));
    }
    if (prose.isEmpty())
        return;
    if (section.chips.size() > 3)
        section.chips.resize(3);
    section.prose = prose.mid(0, 6).join(QStringLiteral("\n\n"));
    section.links = {{QStringLiteral("rules"), tr("All conflicts of the plan")}};
    content.sections.push_back(std::move(section));
}

void addHosts(InspectorContent& content, const QString& heading, const std::vector<HostId>& hosts,
              const PlanGround& ground)
{
    InspectorSection section;
    section.heading = heading;
    for (std::size_t i = 0; i < hosts.size() && i < fewHosts; ++i) {
        const std::uint32_t index = ground.hostIndex(hosts[i]);
        const QString name = of(ground.hostName(hosts[i]));
        InspectorRow row{name};
        row.id = QStringLiteral("fleet:name:") + name;
        if (index != PlanGround::None) {
            const Host& host = ground.host(index);
            row.detail = of(host.attributes.role);
            row.trailing = tr("%1 open").arg(ground.assessment().hostFindings[index]);
        }
        section.rows.push_back(std::move(row));
    }
    if (hosts.size() > fewHosts)
        section.prose = tr("and %1 more").arg(Texts::number(hosts.size() - fewHosts));
    if (!hosts.empty())
        content.sections.push_back(std::move(section));
}

QString occurrenceText(const Occurrence& occurrence, const std::string& zone)
{
    return of(occurrence.local).left(10) + u' ' + BoardCards::weekdayTime(occurrence.local) + u' '
        + of(zoneAbbreviation(occurrence.start, zone));
}

void addWindow(InspectorContent& content, const Wave& wave, const BoardWave* shown, const PlanGround& ground)
{
    InspectorSection section;
    section.heading = tr("Window");
    const Window* window = ground.window(wave.window);
    if (!window) {
        section.prose = wave.window.empty() ? tr("No window is chosen: the wave cannot run.")
                                            : tr("The window “%1” is not in the policy.").arg(of(wave.window));
        section.links = {{QStringLiteral("wave:%1").arg(wave.id), tr("Choose a window")}};
        content.sections.push_back(std::move(section));
        return;
    }
    section.pairs.push_back({tr("Name"), of(window->name.empty() ? window->id : window->name)});
    section.pairs.push_back({tr("Length"), BoardCards::minutes(window->minutes)});
    section.pairs.push_back({tr("Last start"),
                             window->lastStartMinutes
                                 ? tr("%1 after the start").arg(BoardCards::minutes(*window->lastStartMinutes))
                                 : tr("as long as the work fits")});
    section.pairs.push_back({tr("Time zone"), of(window->zone)});
    const auto next = occurrences(*window, ground.now(), ground.now() + std::chrono::days(366), fewOccurrences);
    if (next) {
        bool first = true;
        for (const Occurrence& occurrence : *next) {
            InspectorRow row{occurrenceText(occurrence, window->zone)};
            const bool used = shown && shown->next && shown->next->start == occurrence.start;
            row.trailing = used ? tr("this wave") : first && !shown ? tr("next") : QString();
            if (occurrence.kind != Resolved::Kind::Plain)
                row.detail = tr("clocks change");
            section.rows.push_back(std::move(row));
            first = false;
        }
    }
    const std::string clocks = shown && !shown->dst.empty() ? shown->dst : dstSentence(*window, ground.now());
    section.prose = of(clocks);
    content.sections.push_back(std::move(section));
}

void addGate(InspectorContent& content, const Wave& wave, const BoardWave* shown)
{
    InspectorSection section;
    section.heading = tr("Gate to the next wave");
    section.pairs = {
        {tr("Success"), tr("at least %1 of all targeted hosts").arg(Texts::percent(wave.gate.minSuccess, 0))},
        {tr("Counts"), wave.gate.claimsCount ? tr("what the engine says") : tr("what an inventory proves")},
        {tr("Soak"), tr("%1 h").arg(wave.gate.soakHours)}};
    if (wave.gate.failureBudget)
        section.pairs.push_back({tr("Halts"), tr("after more than %1 failures").arg(*wave.gate.failureBudget)});
    if (wave.gate.needsTests)
        section.pairs.push_back({tr("Tests"), tr("each critical application")});
    if (wave.gate.approvals > 0)
        section.pairs.push_back({tr("Approvals"), QString::number(wave.gate.approvals)});
    if (shown && shown->finish)
        section.pairs.push_back({tr("Expected finish"), Texts::absolute(*shown->finish)});
    content.sections.push_back(std::move(section));
}

} // namespace

InspectorContent waveInspector(const Plan& plan, WaveId id, const Board& board, const PlanGround& ground)
{
    InspectorContent content;
    const Wave* wave = waveOf(plan, id);
    if (!wave)
        return content;
    const BoardWave* shown = boardWave(board, id);
    content.title = of(wave->name);
    QStringList facts{BoardCards::hostCount(wave->hosts.size()),
                      wave->patches.size() == 1 ? tr("1 patch") : tr("%1 patches").arg(wave->patches.size())};
    if (shown)
        facts << tr("%1 installations").arg(Texts::number(shown->targets));
    if (wave->testRing)
        facts << tr("test ring");
    if (wave->locked)
        facts << tr("locked");
    content.subtitle = facts.join(dot);
    if (shown) {
        InspectorSection fit;
        fit.heading = tr("Fits into the window");
        fit.figure = InspectorFigure{QString::number(int(std::ceil(shown->minutesNeeded))), tr("minutes needed"),
                                     shown->minutesAvailable ? tr("of %1").arg(std::floor(*shown->minutesAvailable))
                                                             : tr("no window")};
        fit.pairs = {{tr("At the same time"), tr("%1 hosts").arg(wave->concurrency)}};
        content.sections.push_back(std::move(fit));
    }
    addRules(content, board, ground, [id](const RuleBreak& rule) { return rule.wave == id; });
    addWindow(content, *wave, shown, ground);
    addGate(content, *wave, shown);
    addHosts(content, tr("Hosts"), wave->hosts, ground);
    if (!wave->notes.empty()) {
        InspectorSection notes;
        notes.heading = tr("Notes");
        notes.prose = of(wave->notes);
        content.sections.push_back(std::move(notes));
    }
    content.sections.push_back({.heading = {}, .links = {{QStringLiteral("wave:%1").arg(id), tr("Edit the wave…")}}});
    return content;
}

InspectorContent patchCardInspector(const Card& card, WaveId id, const Plan& plan, const Board& board,
                                    const PlanGround& ground)
{
    InspectorContent content;
    content.title = card.name;
    const Wave* wave = waveOf(plan, id);
    QStringList facts{wave ? tr("in %1").arg(of(wave->name)) : tr("in no wave"), card.detail};
    content.subtitle = facts.join(dot);
    const std::uint32_t index = ground.patchIndex(card.patch);
    if (index == PlanGround::None) {
        content.sections.push_back({.heading = tr("Nothing open"),
                                    .prose = tr("No host needs this patch any more: take it out of the plan.")});
        return content;
    }
    const Assessment& assessment = ground.assessment();
    const Patch& patch = assessment.patches[index];
    InspectorSection why;
    why.heading = tr("Why %1").arg(Texts::of(patch.decision));
    why.chips = {{static_cast<Tone>(Texts::tone(patch.decision)), Texts::of(patch.decision)}};
    if (patch.kev)
        why.chips.push_back({Tone::Immediate, tr("Known exploited")});
    why.pairs = {
        {tr("Rank"), QString::number(patch.rank)},
        {tr("Due"), patch.due ? Texts::absolute(*patch.due) : tr("with the next upgrade")},
        {tr("Takes"),
         tr("%1 on a host%2")
             .arg(BoardCards::minutes(ground.minutesOf(index)), patch.reboot ? tr(", and a reboot") : QString())},
        {tr("Ends well"), tr("%1 of installations").arg(Texts::percent(ground.successOf(index), 0))}};
    why.prose = Texts::joined(
        {patch.why.begin(), patch.why.begin() + std::ptrdiff_t(std::min<std::size_t>(2, patch.why.size()))}, u"; ");
    why.links = {{QStringLiteral("queue:") + of(patch.id), tr("Show it in the queue")}};
    content.sections.push_back(std::move(why));
    addRules(content, board, ground, [&](const RuleBreak& rule) {
        return (rule.wave == id || rule.wave == 0)
            && std::find(rule.patches.begin(), rule.patches.end(), card.patch) != rule.patches.end();
    });
    std::vector<HostId> here, elsewhere;
    for (std::uint32_t i = 0; i < patch.findingCount; ++i) {
        const Finding& finding = assessment.findings[patch.firstFinding + i];
        if (!PlanGround::isTarget(finding))
            continue;
        const HostId host = assessment.fleet->hosts[finding.host].id;
        const bool inside = !wave || std::binary_search(wave->hosts.begin(), wave->hosts.end(), host);
        (inside ? here : elsewhere).push_back(host);
    }
    InspectorSection places;
    places.heading = tr("Where it is planned");
    for (const Wave& other : plan.waves) {
        if (std::find(other.patches.begin(), other.patches.end(), card.patch) == other.patches.end())
            continue;
        std::uint32_t hosts = 0;
        for (std::uint32_t i = 0; i < patch.findingCount; ++i) {
            const Finding& finding = assessment.findings[patch.firstFinding + i];
            hosts += PlanGround::isTarget(finding)
                && std::binary_search(other.hosts.begin(), other.hosts.end(), assessment.fleet->hosts[finding.host].id);
        }
        places.rows.push_back({of(other.name), {}, BoardCards::hostCount(hosts)});
    }
    if (!places.rows.empty())
        content.sections.push_back(std::move(places));
    addHosts(content, wave ? tr("Hosts in this wave") : tr("Hosts that need it"), here, ground);
    if (wave && wave->window.size() > 0)
        addWindow(content, *wave, boardWave(board, id), ground);
    return content;
}

InspectorContent hostCardInspector(const Card& card, WaveId id, const Plan& plan, const Board& board,
                                   const PlanGround& ground)
{
    InspectorContent content;
    content.title = card.name;
    const Wave* wave = waveOf(plan, id);
    content.subtitle = QStringList{wave ? tr("in %1").arg(of(wave->name)) : tr("in no wave"), card.detail}.join(dot);
    addRules(content, board, ground, [&](const RuleBreak& rule) {
        if (rule.wave != id && rule.wave != 0)
            return false;
        return std::any_of(card.members.begin(), card.members.end(),
                           [&](HostId host) { return std::binary_search(rule.hosts.begin(), rule.hosts.end(), host); });
    });
    if (card.members.size() == 1) {
        const std::uint32_t index = ground.hostIndex(card.members.front());
        if (index != PlanGround::None) {
            const Host& host = ground.host(index);
            InspectorSection facts;
            facts.heading = tr("What is known of it");
            const auto told = [](const std::string& text) { return text.empty() ? Texts::missing() : of(text); };
            facts.pairs = {
                {tr("Role"), told(host.attributes.role)},
                {tr("Site"), told(host.attributes.site)},
                {tr("Owner"), told(host.attributes.owner)},
                {tr("Tags"),
                 host.attributes.tags.empty() ? Texts::missing() : Texts::joined(host.attributes.tags, u", ")},
                {tr("Evidence"), Texts::of(ground.assessment().hostStates[index])}};
            facts.links = {{QStringLiteral("fleet:name:") + card.name, tr("Show it in the fleet")}};
            content.sections.push_back(std::move(facts));
            if (wave) {
                InspectorSection when;
                when.heading = tr("When it is changed");
                if (const auto at = nextForHost(ground, *wave, index, ground.now()))
                    when.pairs = {{tr("Next"), Texts::absolute(at->start)}, {tr("Until"), Texts::absolute(at->end)}};
                else
                    when.prose = tr("No coming time suits this host: its own windows, the wave's window and freezes "
                                    "leave none within a year.");
                content.sections.push_back(std::move(when));
            }
        }
    } else {
        addHosts(content, tr("Hosts"), card.members, ground);
    }
    if (wave)
        addWindow(content, *wave, boardWave(board, id), ground);
    return content;
}

} // namespace bw
