// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/componentsets.h"

#include <algorithm>
#include <bit>
#include <map>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace bw {

void sortUnique(std::vector<ComponentId>& ids)
{
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
}

SetSorter::SetSorter(std::size_t limit)
    : m_words((limit + 63) / 64)
{
}

void SetSorter::sortUnique(std::vector<ComponentId>& ids)
{
    if (ids.empty() || ids.size() * 8 < m_words.size()
        || *std::max_element(ids.begin(), ids.end()) >= m_words.size() * 64) {
        bw::sortUnique(ids);
        return;
    }
    for (const ComponentId id : ids)
        m_words[id / 64] |= std::uint64_t(1) << id % 64;
    auto out = ids.begin();
    for (std::size_t word = 0; word < m_words.size(); ++word) {
        for (std::uint64_t bits = std::exchange(m_words[word], 0); bits != 0; bits &= bits - 1)
            *out++ = ComponentId(word * 64 + std::size_t(std::countr_zero(bits)));
    }
    ids.erase(out, ids.end());
}

namespace {

/// Two builds are the same package build where name, version and (if both told) architecture agree.
struct BuildKey {
    Ecosystem ecosystem;
    StringPool::Id name;
    std::string_view version;
    friend bool operator==(const BuildKey&, const BuildKey&) = default;
};
struct BuildKeyHash {
    std::size_t operator()(const BuildKey& k) const noexcept
    {
        return StringPool::hash(k.version) ^ (std::size_t(k.name) * 0x9e3779b97f4a7c15ull) ^ std::size_t(k.ecosystem);
    }
};

/// Sets of components of one host before and after, compared as packages rather than as numbers.
class SetComparison {
public:
    SetComparison(const ComponentPool& pool, std::span<const ComponentId> before, HostChange& change)
        : m_pool(pool)
    {
        std::vector<ComponentId> onlyBefore;
        std::set_difference(before.begin(), before.end(), change.components.begin(), change.components.end(),
                            std::back_inserter(onlyBefore));
        std::vector<ComponentId> onlyAfter;
        std::set_difference(change.components.begin(), change.components.end(), before.begin(), before.end(),
                            std::back_inserter(onlyAfter));
        dropSameBuilds(onlyBefore, onlyAfter, change.components);
        pairVersions(onlyBefore, onlyAfter, change);
    }

private:
    bool sameBuild(ComponentId a, ComponentId b) const
    {
        const ComponentView x = m_pool.view(a);
        const ComponentView y = m_pool.view(b);
        return x.ecosystem == y.ecosystem && x.name == y.name && x.version == y.version
            && (x.arch == y.arch || x.arch.empty() || y.arch.empty());
    }

    /// How much a producer told of a build; the fuller of two equal builds stays.
    std::size_t told(ComponentId id) const
    {
        const ComponentView c = m_pool.view(id);
        return std::size_t(!c.arch.empty()) + std::size_t(!c.source.empty()) + std::size_t(!c.sourceVersion.empty())
            + std::size_t(!c.module.empty()) + std::size_t(!c.vendor.empty());
    }

    void dropSameBuilds(std::vector<ComponentId>& onlyBefore, std::vector<ComponentId>& onlyAfter,
                        std::vector<ComponentId>& after)
    {
        std::unordered_multimap<BuildKey, ComponentId, BuildKeyHash> old;
        for (const ComponentId id : onlyBefore)
            old.emplace(keyOf(id), id);
        std::vector<ComponentId> kept;
        std::unordered_set<ComponentId> gone;
        std::unordered_map<ComponentId, ComponentId> fuller;
        for (const ComponentId id : onlyAfter) {
            const auto [begin, end] = old.equal_range(keyOf(id));
            const auto match = std::find_if(begin, end, [&](const auto& entry) { return sameBuild(entry.second, id); });
            if (match == end) {
                kept.push_back(id);
                continue;
            }
            if (told(match->second) > told(id))
                fuller.emplace(id, match->second);
            gone.insert(match->second);
            old.erase(match);
        }
        onlyAfter = std::move(kept);
        std::erase_if(onlyBefore, [&](ComponentId id) { return gone.contains(id); });
        if (fuller.empty())
            return;
        for (ComponentId& id : after) {
            if (const auto it = fuller.find(id); it != fuller.end())
                id = it->second;
        }
        sortUnique(after);
    }

    BuildKey keyOf(ComponentId id) const { return {m_pool.ecosystem(id), m_pool.nameId(id), m_pool.view(id).version}; }

    void pairVersions(const std::vector<ComponentId>& onlyBefore, const std::vector<ComponentId>& onlyAfter,
                      HostChange& change)
    {
        // One build of a name gone and one come is a change of version; several at once (kernels) are added and
        // removed.
        std::map<std::pair<Ecosystem, StringPool::Id>, std::pair<std::vector<ComponentId>, std::vector<ComponentId>>>
            byName;
        for (const ComponentId id : onlyBefore)
            byName[{m_pool.ecosystem(id), m_pool.nameId(id)}].first.push_back(id);
        for (const ComponentId id : onlyAfter)
            byName[{m_pool.ecosystem(id), m_pool.nameId(id)}].second.push_back(id);
        for (auto& [key, sides] : byName) {
            auto& [gone, come] = sides;
            if (gone.size() == come.size()) {
                for (std::size_t i = 0; i < gone.size(); ++i)
                    change.changed.push_back({gone[i], come[i]});
                continue;
            }
            change.removed.insert(change.removed.end(), gone.begin(), gone.end());
            change.added.insert(change.added.end(), come.begin(), come.end());
        }
    }

    const ComponentPool& m_pool;
};

} // namespace

struct SourceMemory::Private {
    ComponentPool& pool;
    std::unordered_map<BuildKey, ComponentId, BuildKeyHash> told;
};

SourceMemory::SourceMemory(ComponentPool& pool)
    : d(new Private{pool, {}})
{
    for (ComponentId id = 0; id < pool.size(); ++id) {
        const ComponentView c = pool.view(id);
        if (c.ecosystem == Ecosystem::Deb && !c.source.empty())
            d->told.try_emplace(BuildKey{c.ecosystem, pool.nameId(id), c.version}, id);
    }
}

SourceMemory::~SourceMemory() = default;

ComponentId SourceMemory::completed(ComponentId id)
{
    const ComponentView c = d->pool.view(id);
    if (c.ecosystem != Ecosystem::Deb || !c.source.empty())
        return id;
    const auto donor = d->told.find(BuildKey{c.ecosystem, d->pool.nameId(id), c.version});
    if (donor == d->told.end())
        return id;
    ComponentView full = c;
    const ComponentView known = d->pool.view(donor->second);
    full.source = known.source;
    full.sourceVersion = known.sourceVersion;
    if (full.arch.empty())
        full.arch = known.arch;
    return d->pool.intern(full);
}

void compareSets(const ComponentPool& pool, std::span<const ComponentId> before, HostChange& change)
{
    SetComparison(pool, before, change);
}

} // namespace bw
