// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/reconcile.h"

#include "models/inventory/componentsets.h"
#include "models/inventory/hostmatcher.h"

#include <algorithm>
#include <array>
#include <bitset>
#include <unordered_map>

namespace bw {

std::string_view name(HostOutcome outcome)
{
    static constexpr std::array<std::string_view, 6> names = {"added", "updated",   "unchanged",
                                                              "older", "ambiguous", "rejected"};
    return names[std::size_t(outcome)];
}

namespace {

using Ecosystems = std::bitset<16>;

Ecosystems ecosystemsOf(const ComponentPool& pool, std::span<const ComponentId> components)
{
    Ecosystems told;
    for (const ComponentId id : components)
        told.set(std::size_t(pool.ecosystem(id)));
    return told;
}

class Reconciler {
public:
    Reconciler(const Fleet& fleet, ComponentPool& pool, std::vector<HostDraft>& drafts, const ReconcileOptions& options,
               std::vector<Issue>& issues)
        : m_fleet(fleet)
        , m_pool(pool)
        , m_drafts(drafts)
        , m_options(options)
        , m_issues(issues)
        , m_matcher(fleet)
    {
    }

    ChangeSet run()
    {
        mergeComplementing();
        completeSources();
        std::vector<std::size_t> order;
        for (std::size_t i = 0; i < m_drafts.size(); ++i) {
            if (!m_mergedAway[i])
                order.push_back(i);
        }
        std::stable_sort(order.begin(), order.end(),
                         [this](std::size_t a, std::size_t b) { return timeOf(a) < timeOf(b); });
        m_set.hosts.reserve(order.size());
        for (const std::size_t i : order)
            m_set.hosts.push_back(changeOf(i));
        ChangeSet set = std::move(m_set);
        std::sort(set.hosts.begin(), set.hosts.end(),
                  [](const HostChange& a, const HostChange& b) { return a.draft < b.draft; });
        count(set);
        return set;
    }

private:
    /// A snapshot of this import, kept for those that come after it.
    struct Told {
        Instant takenAt;
        bool hasPackages = false;
        std::string runningKernel;
        std::optional<bool> rebootPending;
        std::size_t change = 0; ///< index into m_set.hosts, which does not move while drafts are compared
    };

    Instant timeOf(std::size_t draft) const { return m_drafts[draft].takenAt.value_or(m_options.importedAt); }

    static void count(ChangeSet& set)
    {
        // Strongest first, as a host is told of once.
        static constexpr std::array<HostOutcome, 4> strength = {HostOutcome::Added, HostOutcome::Updated,
                                                                HostOutcome::Older, HostOutcome::Unchanged};
        const auto rank = [](HostOutcome outcome) {
            return std::find(strength.begin(), strength.end(), outcome) - strength.begin();
        };
        std::unordered_map<std::int64_t, HostOutcome> hosts;
        for (const HostChange& change : set.hosts) {
            set.ambiguous += change.outcome == HostOutcome::Ambiguous;
            set.rejected += change.outcome == HostOutcome::Rejected;
            if (change.outcome == HostOutcome::Ambiguous || change.outcome == HostOutcome::Rejected)
                continue;
            const std::int64_t key = change.newHost != 0 ? -std::int64_t(change.newHost) : change.host;
            const auto [it, isNew] = hosts.emplace(key, change.outcome);
            if (!isNew && rank(change.outcome) < rank(it->second))
                it->second = change.outcome;
        }
        for (const auto& [key, outcome] : hosts) {
            set.added += outcome == HostOutcome::Added;
            set.updated += outcome == HostOutcome::Updated;
            set.older += outcome == HostOutcome::Older;
            set.unchanged += outcome == HostOutcome::Unchanged;
        }
    }

    void report(ErrorKind kind, const HostDraft& draft, std::string reason, std::string field)
    {
        m_issues.push_back(
            {kind, Place{draft.file, draft.firstLine, 0, std::move(field)}, std::move(reason), nameOf(draft)});
    }

    static std::string nameOf(const HostDraft& draft)
    {
        return draft.identity.name.empty() ? draft.identity.fqdn : draft.identity.name;
    }

    /// Drafts that cannot be two machines and do not both tell the same section at one time are one host told in parts
    /// (the tables of osquery, Ansible's setup and package_facts).
    void mergeComplementing()
    {
        m_mergedAway.assign(m_drafts.size(), false);
        std::unordered_map<std::string, std::vector<std::size_t>> byName;
        for (std::size_t i = 0; i < m_drafts.size(); ++i) {
            const std::string key = nameOf(m_drafts[i]);
            if (key.empty())
                continue;
            auto& earlier = byName[key];
            const auto whole = std::find_if(earlier.begin(), earlier.end(),
                                            [&](std::size_t j) { return complement(m_drafts[j], m_drafts[i]); });
            if (whole == earlier.end()) {
                earlier.push_back(i);
                continue;
            }
            mergeInto(m_drafts[*whole], m_drafts[i]);
            m_mergedAway[i] = true;
        }
    }

    /// Rows of one file with ids of their own that bear one name: assets that are listed, not parts of one host.
    bool listedApart(const HostDraft& a, const HostDraft& b) const
    {
        return !a.identity.agentId.empty() && !b.identity.agentId.empty() && a.identity.agentId != b.identity.agentId
            && a.takenAt == b.takenAt && a.file == b.file;
    }

    bool complement(const HostDraft& a, const HostDraft& b) const
    {
        if (listedApart(a, b))
            return false;
        if (!HostMatcher::contradiction(a.identity, b.identity).empty())
            return false;
        if (a.takenAt && b.takenAt && a.timeSource == b.timeSource && a.timeSource < TimeSource::Operator
            && std::chrono::abs(*a.takenAt - *b.takenAt) > std::chrono::hours(1))
            return false;
        return !a.toldPackages || !b.toldPackages
            || (ecosystemsOf(m_pool, a.components) & ecosystemsOf(m_pool, b.components)).none();
    }

    static void take(std::string& to, const std::string& from)
    {
        if (to.empty())
            to = from;
    }

    static void mergeInto(HostDraft& to, HostDraft& from)
    {
        take(to.identity.name, from.identity.name);
        take(to.identity.fqdn, from.identity.fqdn);
        take(to.identity.serial, from.identity.serial);
        take(to.identity.uuid, from.identity.uuid);
        take(to.identity.machineId, from.identity.machineId);
        take(to.identity.agentId, from.identity.agentId);
        for (auto& mac : from.identity.macs) {
            if (std::find(to.identity.macs.begin(), to.identity.macs.end(), mac) == to.identity.macs.end())
                to.identity.macs.push_back(mac);
        }
        if (to.os.release.empty())
            to.os = from.os.name.empty() ? to.os : from.os;
        if (from.takenAt && (!to.takenAt || from.timeSource < to.timeSource)) {
            to.takenAt = from.takenAt;
            to.timeSource = from.timeSource;
        }
        take(to.runningKernel, from.runningKernel);
        to.toldOffers = to.toldOffers || from.toldOffers;
        to.offers.insert(to.offers.end(), from.offers.begin(), from.offers.end());
        for (auto& service : from.staleServices) {
            if (std::find(to.staleServices.begin(), to.staleServices.end(), service) == to.staleServices.end())
                to.staleServices.push_back(std::move(service));
        }
        if (!to.rebootPending)
            to.rebootPending = from.rebootPending;
        to.partial = (to.partial && to.toldPackages) || (from.partial && from.toldPackages);
        to.partialHotfixes = to.partialHotfixes || from.partialHotfixes;
        to.toldPackages = to.toldPackages || from.toldPackages;
        to.truncated = to.truncated || from.truncated;
        to.components.insert(to.components.end(), from.components.begin(), from.components.end());
        from.components.clear();
    }

    void completeSources()
    {
        SourceMemory memory(m_pool);
        std::vector<ComponentId> completed(m_pool.size(), StringPool::npos);
        SetSorter sorter(m_pool.size());
        for (HostDraft& draft : m_drafts) {
            for (ComponentId& id : draft.components) {
                if (id >= completed.size())
                    continue;
                if (completed[id] == StringPool::npos)
                    completed[id] = memory.completed(id);
                id = completed[id];
            }
            sorter.sortUnique(draft.components);
        }
    }

    HostChange changeOf(std::size_t index)
    {
        HostDraft& draft = m_drafts[index];
        HostChange change;
        change.draft = index;
        change.takenAt = draft.takenAt.value_or(m_options.importedAt);
        change.timeSource = draft.takenAt ? draft.timeSource : TimeSource::ImportTime;
        if (change.takenAt > m_options.importedAt + std::chrono::hours(24))
            report(ErrorKind::BadValue, draft, "inventory time is in the future: " + toIso(change.takenAt), "taken_at");
        if (nameOf(draft).empty() && draft.identity.serial.empty() && draft.identity.uuid.empty()) {
            change.outcome = HostOutcome::Rejected;
            change.reason = "names no host";
            report(ErrorKind::MissingField, draft, "names no host: give one with --host or a mapping profile", "host");
            return change;
        }
        change.offers = std::move(draft.offers);
        sortUnique(change.offers);
        const std::size_t place = identify(draft, change);
        if (change.outcome == HostOutcome::Ambiguous)
            return change;
        const Host* host = place < m_fleet.hosts.size() ? &m_fleet.hosts[place] : nullptr;
        std::vector<Told>& told = m_told[place];
        effectiveSet(draft, host, told, change);
        judge(draft, host, told, change);
        if (!change.sameEvidence)
            told.push_back(
                {change.takenAt, change.hasPackages, draft.runningKernel, draft.rebootPending, m_set.hosts.size()});
        return change;
    }

    bool standsTwice(const HostDraft& draft, std::size_t index) const
    {
        const auto told = m_told.find(index);
        return told != m_told.end() && std::any_of(told->second.begin(), told->second.end(), [&](const Told& entry) {
                   return listedApart(draft, m_drafts[m_set.hosts[entry.change].draft]);
               });
    }

    /// Answers the matcher's index of the host, which for a new one is made here.
    std::size_t identify(const HostDraft& draft, HostChange& change)
    {
        HostMatcher::Answer answer = m_matcher.find(draft.identity);
        change.matchedBy = answer.by;
        change.host = answer.host;
        if (!answer.candidates.empty() && m_options.ambiguity == AmbiguityRule::Skip) {
            change.outcome = HostOutcome::Ambiguous;
            change.candidates = std::move(answer.candidates);
            change.reason = std::move(answer.reason);
            report(ErrorKind::Ambiguous, draft, "not clear which host this is: " + change.reason, "host");
            return HostMatcher::None;
        }
        std::size_t index = answer.index;
        if (index != HostMatcher::None && answer.by >= MatchedBy::Fqdn && standsTwice(draft, index)) {
            if (m_options.ambiguity == AmbiguityRule::Skip) {
                change.outcome = HostOutcome::Ambiguous;
                if (answer.host != 0)
                    change.candidates = {answer.host};
                change.reason = "another row of this file has the same name and another id";
                report(ErrorKind::Ambiguous, draft, "not clear which host this is: " + change.reason, "host");
                return HostMatcher::None;
            }
            change.matchedBy = MatchedBy::Nothing;
            index = HostMatcher::None;
        }
        if (index == HostMatcher::None)
            index = m_matcher.add(draft.identity);
        else
            m_matcher.learn(index, draft.identity);
        if (index >= m_fleet.hosts.size()) {
            change.newHost = std::uint32_t(index - m_fleet.hosts.size() + 1);
            change.host = 0;
        }
        return index;
    }

    /// The newest set at or before a moment: of what is stored, or of what this import told before.
    std::span<const ComponentId> setBefore(const Host* host, const std::vector<Told>& told, Instant at) const
    {
        const SnapshotEntry* stored = host ? host->at(at) : nullptr;
        const auto newer =
            std::find_if(told.rbegin(), told.rend(), [](const Told& entry) { return entry.hasPackages; });
        if (newer != told.rend() && (!stored || newer->takenAt >= stored->takenAt))
            return m_set.hosts[newer->change].components;
        return stored ? std::span<const ComponentId>(m_fleet.manifests[stored->manifest].components)
                      : std::span<const ComponentId>();
    }

    void effectiveSet(HostDraft& draft, const Host* host, const std::vector<Told>& told, HostChange& change)
    {
        const std::span<const ComponentId> old = setBefore(host, told, change.takenAt);
        change.hasPackages = draft.toldPackages && !draft.components.empty();
        if (draft.toldPackages && draft.components.empty())
            report(ErrorKind::Empty, draft, "the software list is empty; nothing is concluded from it", "software");
        const Ecosystems sections = ecosystemsOf(m_pool, draft.components);
        const auto hotfixes = std::size_t(Ecosystem::Hotfix);
        // A list of updates only: no other software was looked at.
        const bool onlyHotfixes = sections.count() == 1 && sections.test(hotfixes);
        change.partial = draft.partial || draft.truncated || (draft.partialHotfixes && onlyHotfixes);
        if (!change.hasPackages || old.empty()) {
            change.components = std::move(draft.components);
            return;
        }
        change.components = draft.components;
        std::unordered_map<std::uint64_t, bool> names;
        if (change.partial || draft.partialHotfixes) {
            for (const ComponentId id : draft.components)
                names[nameKey(id)] = true;
        }
        for (const ComponentId id : old) {
            const auto section = std::size_t(m_pool.ecosystem(id));
            const bool partly = change.partial || (draft.partialHotfixes && section == hotfixes);
            if (!sections.test(section) || (partly && !names.contains(nameKey(id))))
                change.components.push_back(id);
        }
        sortUnique(change.components);
        compareSets(m_pool, old, change);
    }

    std::uint64_t nameKey(ComponentId id) const
    {
        return (std::uint64_t(m_pool.nameId(id)) << 8) | std::uint64_t(m_pool.ecosystem(id));
    }

    void judge(const HostDraft& draft, const Host* host, const std::vector<Told>& told, HostChange& change)
    {
        if (!host && told.empty()) {
            change.outcome = HostOutcome::Added;
            return;
        }
        if (isKnown(host, told, draft, change)) {
            change.outcome = HostOutcome::Unchanged;
            change.sameEvidence = true;
            return;
        }
        const SnapshotEntry* newest = host && !host->timeline.empty() ? &host->timeline.back() : nullptr;
        if (newest && change.takenAt < newest->takenAt) {
            change.outcome = HostOutcome::Older;
            return;
        }
        // Compared as packages: another producer that tells more of the same builds changes nothing on the host.
        const bool sameSet = !change.hasPackages
            || (!setBefore(host, told, change.takenAt).empty() && change.added.empty() && change.removed.empty()
                && change.changed.empty());
        const bool sameFacts = !told.empty()
            ? told.back().runningKernel == draft.runningKernel && told.back().rebootPending == draft.rebootPending
            : newest && newest->runningKernel == draft.runningKernel && newest->rebootPending == draft.rebootPending;
        change.outcome = sameSet && (sameFacts || change.hasPackages) && samePending(newest, draft, change)
            ? HostOutcome::Unchanged
            : HostOutcome::Updated;
    }

    /// Nothing is told of pending updates and stale services, or the same as by that snapshot.
    bool samePending(const SnapshotEntry* entry, const HostDraft& draft, const HostChange& change) const
    {
        if (change.offers.empty() && draft.staleServices.empty())
            return true;
        return entry && entry->pending != SnapshotEntry::NoPending
            && m_fleet.pendings[entry->pending] == Pending{change.offers, draft.staleServices};
    }

    /// This host, moment and set are stored already, or told by another file of this import.
    bool isKnown(const Host* host, const std::vector<Told>& told, const HostDraft& draft,
                 const HostChange& change) const
    {
        const auto sameTold = [&](const Told& entry) {
            return entry.takenAt == change.takenAt && entry.hasPackages == change.hasPackages
                && m_set.hosts[entry.change].offers == change.offers
                && (!entry.hasPackages || m_set.hosts[entry.change].components == change.components);
        };
        if (std::any_of(told.begin(), told.end(), sameTold))
            return true;
        return host && std::any_of(host->timeline.begin(), host->timeline.end(), [&](const SnapshotEntry& entry) {
                   return entry.takenAt == change.takenAt && entry.hasPackages == change.hasPackages
                       && samePending(&entry, draft, change)
                       && (!entry.hasPackages || m_fleet.manifests[entry.manifest].components == change.components);
               });
    }

    const Fleet& m_fleet;
    ComponentPool& m_pool;
    std::vector<HostDraft>& m_drafts;
    const ReconcileOptions& m_options;
    std::vector<Issue>& m_issues;
    HostMatcher m_matcher;
    ChangeSet m_set;
    std::unordered_map<std::size_t, std::vector<Told>> m_told; ///< by the matcher's index
    std::vector<bool> m_mergedAway;
};

} // namespace

ChangeSet reconcile(const Fleet& fleet, ComponentPool& pool, std::vector<HostDraft>& drafts,
                    const ReconcileOptions& options, std::vector<Issue>& issues)
{
    return Reconciler(fleet, pool, drafts, options, issues).run();
}

} // namespace bw
