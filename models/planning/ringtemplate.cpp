// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/planning/ringtemplate.h"

#include "models/planning/edits.h"
#include "models/planning/randomness.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <map>
#include <set>

namespace bw {

namespace {

Gate gateOf(double minSuccess, int soakHours, bool needsTests)
{
    Gate gate;
    gate.minSuccess = minSuccess;
    gate.soakHours = soakHours;
    gate.needsTests = needsTests;
    return gate;
}

const Gate TestGate = gateOf(0.98, 24, true);
const Gate WaveGate = gateOf(0.95, 48, false);

/// Spreads hosts over rings. Rings are counted from 0, the test ring.
class Spreader {
public:
    /// `works`: by host, whether it has something to do; where none has, all count as if they had.
    Spreader(const RingTemplate& rings, std::vector<std::uint32_t> hosts, std::vector<bool> works, std::uint32_t seed,
             const PlanGround& ground)
        : m_ground(ground)
        , m_hosts(std::move(hosts))
        , m_works(std::move(works))
        , m_room{std::vector<std::size_t>(rings.rings.size()), std::vector<std::size_t>(rings.rings.size())}
        , m_ring(ground.hostCount(), None)
        , m_key(ground.hostCount())
        , m_level(ground.hostCount(), 0)
        , m_groups(ground.hostCount())
        , m_inRing(rings.rings.size(), std::vector<std::uint32_t>(ground.policy().redundancy.size(), 0))
    {
        for (const std::uint32_t host : m_hosts)
            m_key[host] = Randomness::mixed(Randomness::mixed(seed) + std::uint64_t(ground.host(host).id));
        for (std::size_t g = 0; g < ground.policy().redundancy.size(); ++g) {
            for (const std::uint32_t host : ground.redundancyHosts(g))
                m_groups[host].push_back(std::uint32_t(g));
        }
        if (std::none_of(m_hosts.begin(), m_hosts.end(), [this](std::uint32_t host) { return m_works[host]; }))
            m_works.assign(m_works.size(), true);
        makeRoom(rings);
        sortByOrder();
    }

    std::vector<std::vector<HostId>> spread(bool withTestRing)
    {
        if (withTestRing)
            fillTestRing();
        const std::size_t begin = withTestRing ? 1 : 0;
        std::array<std::size_t, 2> rings{begin, begin};
        std::size_t earliest = begin; // where hosts that must follow may begin
        std::size_t firsts = begin; // the latest ring of a host that others follow
        int level = 0;
        for (const std::uint32_t host : m_hosts) {
            if (m_ring[host] != None)
                continue;
            if (m_level[host] != level) {
                level = m_level[host];
                earliest = firsts;
            }
            std::size_t& ring = rings[m_works[host]];
            const auto& room = m_room[m_works[host]];
            while (ring + 1 < room.size() && room[ring] == 0)
                ++ring;
            const std::size_t chosen = ringFor(host, std::max(ring, earliest));
            put(host, chosen);
            if (m_leads.contains(host))
                firsts = std::max(firsts, chosen);
        }
        std::vector<std::vector<HostId>> spread(m_inRing.size());
        for (const std::uint32_t host : m_hosts)
            spread[m_ring[host]].push_back(m_ground.host(host).id);
        for (auto& ids : spread)
            std::sort(ids.begin(), ids.end());
        return spread;
    }

private:
    static constexpr std::size_t None = std::size_t(-1);

    /// Each ring has its share of the hosts with work; the others fill it up to its share of all.
    void makeRoom(const RingTemplate& rings)
    {
        const auto share = [&](std::vector<std::size_t>& room, std::size_t hosts) {
            std::size_t left = hosts;
            for (std::size_t r = 0; r < room.size(); ++r) {
                const auto& part = rings.rings[r].share;
                const std::size_t wanted =
                    part ? std::max<std::size_t>(1, std::size_t(std::ceil(*part * double(hosts) - 1e-9))) : left;
                room[r] = std::min(wanted, left);
                left -= room[r];
            }
            room.back() += left;
        };
        const auto working = std::size_t(
            std::count_if(m_hosts.begin(), m_hosts.end(), [this](std::uint32_t host) { return m_works[host]; }));
        std::vector<std::size_t> all(rings.rings.size());
        share(all, m_hosts.size());
        share(m_room[true], working);
        std::size_t left = m_hosts.size() - working;
        for (std::size_t r = 0; r < all.size(); ++r) {
            m_room[false][r] = std::min(all[r] - std::min(all[r], m_room[true][r]), left);
            left -= m_room[false][r];
        }
        m_room[false].back() += left;
    }

    /// Hosts that must follow others come behind them, however often rules chain them.
    void sortByOrder()
    {
        const std::size_t orders = m_ground.policy().orders.size();
        for (std::size_t round = 0; round < std::min<std::size_t>(orders, 8); ++round) {
            for (std::size_t o = 0; o < orders; ++o) {
                int lead = -1;
                for (const std::uint32_t host : m_ground.firstHosts(o)) {
                    lead = std::max(lead, m_level[host]);
                    m_leads.insert(host);
                }
                if (lead < 0 || lead > 7)
                    continue;
                for (const std::uint32_t host : m_ground.thenHosts(o))
                    m_level[host] = std::max(m_level[host], lead + 1);
            }
        }
        std::sort(m_hosts.begin(), m_hosts.end(), [this](std::uint32_t a, std::uint32_t b) {
            return std::tuple(m_level[a], m_key[a], a) < std::tuple(m_level[b], m_key[b], b);
        });
    }

    bool groupAllows(std::uint32_t host, std::size_t ring) const
    {
        for (const std::uint32_t group : m_groups[host]) {
            const int most =
                int(m_ground.redundancyHosts(group).size()) - m_ground.policy().redundancy[group].mustStayUp;
            if (int(m_inRing[ring][group]) >= std::max(most, 0))
                return false;
        }
        return true;
    }

    std::size_t ringFor(std::uint32_t host, std::size_t from) const
    {
        for (std::size_t ring = from; ring < m_inRing.size(); ++ring) {
            if (groupAllows(host, ring))
                return ring;
        }
        for (std::size_t ring = from; ring-- > 0;) {
            if (groupAllows(host, ring))
                return ring;
        }
        return m_inRing.size() - 1;
    }

    void put(std::uint32_t host, std::size_t ring)
    {
        m_ring[host] = ring;
        if (std::size_t& room = m_room[m_works[host]][ring]; room > 0)
            --room;
        for (const std::uint32_t group : m_groups[host])
            ++m_inRing[ring][group];
    }

    /// The host of the sample that comes first among those with work that may be in the test ring: where there is
    /// nothing to do, nothing is tried out.
    void putOneOf(std::vector<std::uint32_t> candidates)
    {
        std::erase_if(candidates, [this](std::uint32_t host) { return !m_works[host]; });
        std::sort(candidates.begin(), candidates.end(),
                  [this](std::uint32_t a, std::uint32_t b) { return std::pair(m_key[a], a) < std::pair(m_key[b], b); });
        if (std::any_of(candidates.begin(), candidates.end(), [this](std::uint32_t h) { return m_ring[h] == 0; }))
            return;
        for (const std::uint32_t host : candidates) {
            if (m_ring[host] == None && groupAllows(host, 0))
                return put(host, 0);
        }
    }

    void fillTestRing()
    {
        std::vector<bool> planned(m_ground.hostCount(), false);
        std::map<std::string, std::vector<std::uint32_t>> releases;
        const Assessment& all = m_ground.assessment();
        for (const std::uint32_t host : m_hosts) {
            planned[host] = true;
            const SnapshotEntry* seen = m_ground.host(host).lastSeen(all.at);
            if (!seen)
                continue;
            const OsIdentity& os = all.fleet->systems[seen->os];
            releases[os.name + '/' + os.release].push_back(host);
        }
        for (std::size_t app = 0; app < m_ground.context().apps.size(); ++app) {
            std::vector<std::uint32_t> carriers;
            for (const std::uint32_t host : m_ground.appHosts(app)) {
                if (planned[host])
                    carriers.push_back(host);
            }
            putOneOf(std::move(carriers));
        }
        for (auto& [release, hosts] : releases)
            putOneOf(std::move(hosts));
        std::vector<std::uint32_t> sample = m_hosts;
        std::sort(sample.begin(), sample.end(),
                  [this](std::uint32_t a, std::uint32_t b) { return std::pair(m_key[a], a) < std::pair(m_key[b], b); });
        for (const std::uint32_t host : sample) {
            if (m_room[m_works[host]][0] > 0 && m_ring[host] == None && groupAllows(host, 0))
                put(host, 0);
        }
    }

    const PlanGround& m_ground;
    std::vector<std::uint32_t> m_hosts;
    std::vector<bool> m_works;
    std::array<std::vector<std::size_t>, 2> m_room; ///< [works][ring]: hosts that a ring still takes
    std::vector<std::size_t> m_ring;
    std::vector<std::uint64_t> m_key;
    std::vector<int> m_level;
    std::vector<std::vector<std::uint32_t>> m_groups;
    std::vector<std::vector<std::uint32_t>> m_inRing; ///< [ring][group]
    std::set<std::uint32_t> m_leads;
};

/// By host: whether one of the patches is still to be done there.
std::vector<bool> hostsWithWork(const std::vector<std::string>& patches, const PlanGround& ground)
{
    std::vector<bool> works(ground.hostCount(), false);
    const Assessment& all = ground.assessment();
    for (const std::string& id : patches) {
        const std::uint32_t index = ground.patchIndex(id);
        if (index == PlanGround::None)
            continue;
        const Patch& patch = all.patches[index];
        for (std::uint32_t f = patch.firstFinding; f < patch.firstFinding + patch.findingCount; ++f) {
            if (PlanGround::isTarget(all.findings[f]))
                works[all.findings[f].host] = true;
        }
    }
    return works;
}

std::string firstWaveWindow(const PlanningPolicy& policy)
{
    for (const Window& window : policy.windows) {
        if (window.hostFilter.empty())
            return window.id;
    }
    return {};
}

} // namespace

const std::vector<RingTemplate>& ringTemplates()
{
    static const std::vector<RingTemplate> templates = {
        {"four-rings",
         {{"Test ring", 0.02, {}, 5, TestGate},
          {"Early", 0.10, {}, 20, WaveGate},
          {"Broad", 0.40, {}, 50, WaveGate},
          {"Remaining", {}, {}, 50, WaveGate}}},
        {"three-rings",
         {{"Test ring", 0.05, {}, 5, TestGate}, {"Early", 0.25, {}, 20, WaveGate}, {"Broad", {}, {}, 50, WaveGate}}},
        {"two-rings", {{"Test ring", 0.10, {}, 5, TestGate}, {"Broad", {}, {}, 50, WaveGate}}},
    };
    return templates;
}

const RingTemplate* ringTemplate(std::string_view name)
{
    for (const RingTemplate& rings : ringTemplates()) {
        if (rings.name == name)
            return &rings;
    }
    return nullptr;
}

Result<RingTemplate> ringTemplateFrom(std::string_view shares)
{
    RingTemplate rings;
    rings.name = std::string(shares);
    double sum = 0;
    const Error wrong{ErrorKind::Usage, std::string(shares), {{}, 0, 0, "shares"}};
    for (std::string_view rest = shares; !rest.empty();) {
        const auto slash = rest.find('/');
        const std::string_view part = rest.substr(0, slash);
        rest = slash == std::string_view::npos ? std::string_view() : rest.substr(slash + 1);
        Ring ring;
        ring.name = rings.rings.empty() ? "Test ring" : "Wave " + std::to_string(rings.rings.size() + 1);
        ring.gate = rings.rings.empty() ? TestGate : WaveGate;
        ring.concurrency = rings.rings.empty() ? 5 : 20;
        if (part != "rest") {
            double percent = 0;
            const auto read = std::from_chars(part.data(), part.data() + part.size(), percent);
            if (read.ec != std::errc() || read.ptr != part.data() + part.size() || !(percent > 0 && percent <= 100))
                return wrong;
            sum += percent;
            ring.share = percent / 100;
        } else if (!rest.empty()) {
            return wrong;
        }
        rings.rings.push_back(std::move(ring));
        if (rings.rings.size() > MaxWaves || sum > 100 + 1e-9)
            return wrong;
    }
    if (rings.rings.empty() || shares.ends_with('/'))
        return wrong;
    return rings;
}

Plan draftPlan(const RingTemplate& rings, const DraftWish& wish, const PlanGround& ground)
{
    Plan plan = wish.base;
    if (!wish.name.empty())
        plan.name = wish.name;
    plan.seed = wish.seed;
    std::erase_if(plan.waves, [](const Wave& wave) { return !wave.locked; });
    if (rings.rings.empty())
        return plan;
    const bool hasTestRing =
        std::any_of(plan.waves.begin(), plan.waves.end(), [](const Wave& wave) { return wave.testRing; });
    std::set<std::uint32_t> hosts;
    for (const HostId id : wish.hosts) {
        const std::uint32_t host = ground.hostIndex(id);
        if (host != PlanGround::None && !waveOfHost(plan, id) && !ground.host(host).attributes.excluded)
            hosts.insert(host);
    }
    RingTemplate used = rings;
    if (hasTestRing && used.rings.size() > 1)
        used.rings.erase(used.rings.begin());
    const bool withTestRing = !hasTestRing && used.rings.size() > 1;
    auto spread = Spreader(used, std::vector<std::uint32_t>(hosts.begin(), hosts.end()),
                           hostsWithWork(wish.patches, ground), wish.seed, ground)
                      .spread(withTestRing);
    for (std::size_t r = 0; r < used.rings.size() && plan.waves.size() < MaxWaves; ++r) {
        const Ring& ring = used.rings[r];
        Wave wave;
        wave.id = plan.nextWave++;
        wave.name = ring.name;
        wave.testRing = r == 0 && withTestRing;
        wave.patches = wish.patches;
        wave.hosts = std::move(spread[r]);
        wave.window = ring.window.empty() ? firstWaveWindow(ground.policy()) : ring.window;
        wave.concurrency = ring.concurrency;
        wave.gate = ring.gate;
        plan.waves.push_back(std::move(wave));
    }
    return plan;
}

} // namespace bw
