// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/planning/difference.h"

#include "models/planning/edits.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <unordered_map>
#include <unordered_set>

namespace bw {

namespace {

using HostName = std::function<std::string(HostId)>;

std::string hostsText(const std::vector<HostId>& hosts, const HostName& nameOf)
{
    if (hosts.size() == 1 && nameOf)
        return nameOf(hosts.front());
    return std::to_string(hosts.size()) + (hosts.size() == 1 ? " host" : " hosts");
}

std::string patchesText(const std::vector<std::string>& patches)
{
    return patches.size() == 1 ? patchTitle(patches.front()) : std::to_string(patches.size()) + " patches";
}

std::string orNone(const std::string& text)
{
    return text.empty() ? std::string("none") : text;
}

std::string percent(double share)
{
    return std::to_string(std::lround(share * 100)) + " %";
}

class Comparer {
public:
    Comparer(const Plan& before, const Plan& after, const HostName& nameOf)
        : m_before(before)
        , m_after(after)
        , m_nameOf(nameOf)
    {
    }

    std::vector<DifferenceLine> compare()
    {
        if (m_before.name != m_after.name)
            add(DifferenceKind::Plan, 0, "Name: " + m_before.name + " → " + m_after.name);
        if (m_before.notes != m_after.notes)
            add(DifferenceKind::Plan, 0, "Notes of the plan changed");
        if (m_before.seed != m_after.seed)
            add(DifferenceKind::Plan, 0,
                "Seed: " + std::to_string(m_before.seed) + " → " + std::to_string(m_after.seed));
        compareOrder();
        for (const Wave& wave : m_before.waves) {
            if (!waveOf(m_after, wave.id))
                add(DifferenceKind::WaveRemoved, wave.id, wave.name + " removed");
        }
        for (const Wave& wave : m_after.waves) {
            const Wave* old = waveOf(m_before, wave.id);
            if (!old)
                add(DifferenceKind::WaveAdded, wave.id, wave.name + " added");
            else
                compareSettings(*old, wave);
            comparePatches(old ? *old : Wave{}, wave);
        }
        compareHosts();
        return std::move(m_lines);
    }

private:
    DifferenceLine& add(DifferenceKind kind, WaveId wave, std::string text)
    {
        DifferenceLine line;
        line.kind = kind;
        line.wave = wave;
        line.text = std::move(text);
        m_lines.push_back(std::move(line));
        return m_lines.back();
    }

    void changed(const Wave& wave, const std::string& what, const std::string& from, const std::string& to)
    {
        if (from != to)
            add(DifferenceKind::WaveChanged, wave.id, wave.name + ": " + what + ' ' + from + " → " + to);
    }

    void compareSettings(const Wave& a, const Wave& b)
    {
        if (a.name != b.name)
            add(DifferenceKind::WaveChanged, b.id, "Wave " + a.name + " is called " + b.name + " now");
        changed(b, "window", orNone(a.window), orNone(b.window));
        changed(b, "not before", a.notBefore ? toIso(*a.notBefore) : "none",
                b.notBefore ? toIso(*b.notBefore) : "none");
        changed(b, "concurrency", std::to_string(a.concurrency), std::to_string(b.concurrency));
        changed(b, "test ring", a.testRing ? "yes" : "no", b.testRing ? "yes" : "no");
        changed(b, "gate success", percent(a.gate.minSuccess), percent(b.gate.minSuccess));
        changed(b, "gate counts", a.gate.claimsCount ? "claims" : "evidence",
                b.gate.claimsCount ? "claims" : "evidence");
        changed(b, "soak hours", std::to_string(a.gate.soakHours), std::to_string(b.gate.soakHours));
        const auto budget = [](const Gate& g) { return g.failureBudget ? std::to_string(*g.failureBudget) : "none"; };
        changed(b, "failure budget", budget(a.gate), budget(b.gate));
        changed(b, "needs tests", a.gate.needsTests ? "yes" : "no", b.gate.needsTests ? "yes" : "no");
        changed(b, "approvals", std::to_string(a.gate.approvals), std::to_string(b.gate.approvals));
        if (a.notes != b.notes)
            add(DifferenceKind::WaveChanged, b.id, b.name + ": notes changed");
        if (a.locked != b.locked)
            add(DifferenceKind::WaveChanged, b.id, b.name + (b.locked ? ": locked" : ": unlocked"));
    }

    void comparePatches(const Wave& a, const Wave& b)
    {
        const std::unordered_set<std::string_view> before(a.patches.begin(), a.patches.end());
        const std::unordered_set<std::string_view> after(b.patches.begin(), b.patches.end());
        std::vector<std::string> added, removed, keptBefore, keptAfter;
        for (const std::string& patch : b.patches)
            (before.contains(patch) ? keptAfter : added).push_back(patch);
        for (const std::string& patch : a.patches)
            (after.contains(patch) ? keptBefore : removed).push_back(patch);
        if (!added.empty())
            add(DifferenceKind::Patches, b.id, b.name + ": " + patchesText(added) + " added").patches = added;
        if (!removed.empty())
            add(DifferenceKind::Patches, b.id, b.name + ": " + patchesText(removed) + " removed").patches = removed;
        if (keptBefore != keptAfter)
            add(DifferenceKind::Patches, b.id, b.name + ": patches in another order").patches = keptAfter;
    }

    void compareOrder()
    {
        const auto common = [](const Plan& of, const Plan& other) {
            std::vector<WaveId> ids;
            for (const Wave& wave : of.waves) {
                if (waveOf(other, wave.id))
                    ids.push_back(wave.id);
            }
            return ids;
        };
        if (common(m_before, m_after) == common(m_after, m_before))
            return;
        std::string order;
        for (const Wave& wave : m_after.waves)
            order += (order.empty() ? "" : ", ") + wave.name;
        add(DifferenceKind::WavesReordered, 0, "Order of waves: " + order);
    }

    static std::unordered_map<HostId, WaveId> wavesByHost(const Plan& plan)
    {
        std::unordered_map<HostId, WaveId> waves;
        for (const Wave& wave : plan.waves) {
            for (const HostId host : wave.hosts)
                waves.try_emplace(host, wave.id);
        }
        return waves;
    }

    /// One line for each pair of waves between which hosts went.
    void compareHosts()
    {
        const auto before = wavesByHost(m_before), after = wavesByHost(m_after);
        std::map<std::pair<WaveId, WaveId>, std::vector<HostId>> moves; // (to, from)
        for (const auto& [host, wave] : after) {
            const auto old = before.find(host);
            if (old == before.end() || old->second != wave)
                moves[{wave, old == before.end() ? 0 : old->second}].push_back(host);
        }
        for (const auto& [host, wave] : before) {
            if (!after.contains(host))
                moves[{0, wave}].push_back(host);
        }
        for (auto& [way, hosts] : moves) {
            const auto& [to, from] = way;
            std::sort(hosts.begin(), hosts.end());
            const Wave* target = waveOf(m_after, to);
            const Wave* source = waveOf(m_before, from);
            const std::string who = hostsText(hosts, m_nameOf);
            const std::string text = target ? target->name + ": " + who
                    + (source ? (hosts.size() == 1 ? " comes from " : " come from ") + source->name
                              : std::string(" added"))
                                            : who + (hosts.size() == 1 ? " leaves " : " leave ")
                    + (source ? source->name : std::string("the plan")) + " for no wave";
            add(DifferenceKind::Hosts, to ? to : from, text).hosts = hosts;
        }
    }

    const Plan& m_before;
    const Plan& m_after;
    const HostName& m_nameOf;
    std::vector<DifferenceLine> m_lines;
};

} // namespace

std::vector<DifferenceLine> differenceOf(const Plan& before, const Plan& after, const HostName& hostName)
{
    return Comparer(before, after, hostName).compare();
}

} // namespace bw
