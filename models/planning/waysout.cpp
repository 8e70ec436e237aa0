// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/planning/waysout.h"

#include "models/planning/planindex.h"
#include "models/planning/rulechecks.h"
#include "models/planning/wording.h"

#include <algorithm>

namespace bw {

namespace {

constexpr std::size_t Most = 2;

std::ptrdiff_t placeOf(const Plan& plan, WaveId wave)
{
    const auto it = std::find_if(plan.waves.begin(), plan.waves.end(), [&](const Wave& w) { return w.id == wave; });
    return it - plan.waves.begin();
}

/// Whether the rule is kept once the edit is made; only of rules of places.
bool keeps(const RuleBreak& rule, const Plan& plan, const PlanEdit& edit, const PlanGround& ground)
{
    const auto next = edited(plan, edit);
    if (!next)
        return false;
    const PlanIndex index(*next, ground);
    const RuleView view{*next, ground, index};
    RuleBreaks broken;
    checkTwice(view, broken);
    checkRedundancy(view, broken);
    checkOrder(view, broken);
    return std::none_of(broken.begin(), broken.end(), [&](const RuleBreak& still) {
        return still.kind == rule.kind && still.subject == rule.subject
            && (rule.kind == RuleKind::OrderBroken || still.wave == rule.wave);
    });
}

class Finder {
public:
    Finder(const RuleBreak& rule, const Plan& plan, const PlanGround& ground)
        : m_rule(rule)
        , m_plan(plan)
        , m_ground(ground)
    {
    }

    std::vector<WayOut> find()
    {
        switch (m_rule.kind) {
        case RuleKind::HostTwice:
            keepInOne();
            break;
        case RuleKind::NoWindow:
            chooseWindow();
            break;
        case RuleKind::NeverMatches:
            moveTo(m_rule.hosts, after());
            break;
        case RuleKind::Redundancy:
            moveSpare();
            break;
        case RuleKind::OrderBroken:
            moveTo(m_rule.hosts, before());
            break;
        case RuleKind::Superseded:
            replaceOld();
            break;
        case RuleKind::Withdrawn:
            add(RemovePatches{m_rule.patches, {}, {}});
            break;
        case RuleKind::Untested:
            if (blocks(m_rule))
                keepInTestRing();
            break;
        case RuleKind::HostsInNoWave:
            moveTo(m_rule.hosts, fromLast());
            break;
        case RuleKind::PatchesInNoWave:
            add(AddPatches{m_rule.patches, {}, std::size_t(-1), {}});
            break;
        case RuleKind::NothingToDo:
            add(RemoveWave{m_rule.wave});
            break;
        default:
            break;
        }
        return std::move(m_ways);
    }

private:
    void add(PlanEdit edit, std::string text = {})
    {
        if (m_ways.size() >= Most)
            return;
        const auto next = edited(m_plan, edit);
        if (!next || *next == m_plan || refusal(m_plan, edit, m_ground))
            return;
        if (text.empty())
            text = textOf(edit, m_plan);
        m_ways.push_back({std::move(text), std::move(edit)});
    }

    /// Waves behind the rule's, then those before it, nearest first.
    std::vector<WaveId> after() const
    {
        std::vector<WaveId> waves;
        const std::ptrdiff_t place = placeOf(m_plan, m_rule.wave);
        for (std::ptrdiff_t i = place + 1; i < std::ptrdiff_t(m_plan.waves.size()); ++i)
            waves.push_back(m_plan.waves[std::size_t(i)].id);
        const std::vector<WaveId> earlier = before();
        waves.insert(waves.end(), earlier.begin(), earlier.end());
        return waves;
    }
    std::vector<WaveId> before() const
    {
        std::vector<WaveId> waves;
        for (std::ptrdiff_t i = std::min(placeOf(m_plan, m_rule.wave), std::ptrdiff_t(m_plan.waves.size())); i-- > 0;)
            waves.push_back(m_plan.waves[std::size_t(i)].id);
        return waves;
    }
    std::vector<WaveId> fromLast() const
    {
        std::vector<WaveId> waves;
        for (auto it = m_plan.waves.rbegin(); it != m_plan.waves.rend(); ++it)
            waves.push_back(it->id);
        return waves;
    }

    /// To the first of the waves where it is allowed and helps.
    void moveTo(const std::vector<HostId>& hosts, const std::vector<WaveId>& waves)
    {
        const std::string what = hosts.size() == 1 ? m_ground.hostName(hosts.front()) : std::string();
        for (const WaveId wave : waves) {
            const MoveHosts edit{hosts, wave, what};
            if (!keeps(m_rule, m_plan, edit, m_ground))
                continue;
            add(edit);
            if (!m_ways.empty())
                return;
        }
    }

    void keepInOne()
    {
        for (const Wave& wave : m_plan.waves) {
            const bool all =
                std::includes(wave.hosts.begin(), wave.hosts.end(), m_rule.hosts.begin(), m_rule.hosts.end());
            if (all)
                add(MoveHosts{m_rule.hosts, wave.id, {}},
                    "Keep " + std::string(m_rule.hosts.size() == 1 ? "it" : "them") + " in " + wave.name);
        }
    }

    void chooseWindow()
    {
        const Wave* wave = waveOf(m_plan, m_rule.wave);
        for (const Window& window : m_ground.policy().windows) {
            if (!wave || !window.hostFilter.empty())
                continue; // a window of certain hosts
            Wave changed = *wave;
            changed.window = window.id;
            add(ChangeWave{changed}, "Use " + quoted(window.name.empty() ? window.id : window.name));
        }
    }

    /// As many as are too many. Which ones is all the same to the rule: the last.
    void moveSpare()
    {
        const auto& groups = m_ground.policy().redundancy;
        const auto group = std::find_if(groups.begin(), groups.end(),
                                        [&](const RedundancyGroup& g) { return g.name == m_rule.subject; });
        if (group == groups.end())
            return;
        const auto members = m_ground.redundancyHosts(std::size_t(group - groups.begin())).size();
        const std::ptrdiff_t most = std::ptrdiff_t(members) - group->mustStayUp;
        const std::ptrdiff_t spare = std::ptrdiff_t(m_rule.hosts.size()) - most;
        if (most <= 0 || spare <= 0)
            return; // whatever is done, the group goes down
        moveTo({m_rule.hosts.end() - spare, m_rule.hosts.end()}, after());
    }

    void replaceOld()
    {
        Plan next = m_plan;
        for (Wave& wave : next.waves) {
            const bool there =
                std::find(wave.patches.begin(), wave.patches.end(), m_rule.subject) != wave.patches.end();
            for (const std::string& old : m_rule.patches) {
                const auto at = std::find(wave.patches.begin(), wave.patches.end(), old);
                if (at == wave.patches.end())
                    continue;
                there ? void(wave.patches.erase(at)) : void(*at = m_rule.subject);
            }
        }
        const std::string text = "Put " + patchTitle(m_rule.subject) + " in its place";
        add(ReplacePlan{std::move(next), text}, text);
    }

    void keepInTestRing()
    {
        Plan next = m_plan;
        for (Wave& wave : next.waves) {
            if (wave.testRing)
                continue;
            std::erase_if(wave.patches, [&](const std::string& patch) {
                return std::find(m_rule.patches.begin(), m_rule.patches.end(), patch) != m_rule.patches.end();
            });
        }
        const std::string text = "Keep " + patchList(m_rule.patches) + " in the test ring only";
        add(ReplacePlan{std::move(next), text}, text);
    }

    const RuleBreak& m_rule;
    const Plan& m_plan;
    const PlanGround& m_ground;
    std::vector<WayOut> m_ways;
};

} // namespace

std::vector<WayOut> waysOut(const RuleBreak& rule, const Plan& plan, const PlanGround& ground)
{
    return Finder(rule, plan, ground).find();
}

} // namespace bw
