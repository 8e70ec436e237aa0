// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How a FindingTable answers a filter: tests are put to the dictionaries once, and rows look up what came of it.
#include "models/items/findingtable.h"

#include <algorithm>

namespace bw {

namespace {

constexpr std::uint32_t ChunkRows = 64 * 1024; // between two questions whether to go on

/// Place of a day in a table that holds "not told" first, then low, low + 1, ...
std::uint32_t daySlot(std::int32_t day, std::int32_t low)
{
    return day == Finding::NoDay ? 0 : std::uint32_t(day - low + 1);
}

} // namespace

/// Of each dictionary entry, which tests of a filter it answers: bit i for test i.
struct FindingTable::Masks {
    static constexpr std::size_t MaxTests = 32;
    static constexpr std::size_t MaxTable = 12;

    const FilterExpression* expression = nullptr;
    std::vector<std::uint32_t> hosts, patches, components; ///< of components one more: none
    std::vector<std::uint32_t> states, decisions, dues, sinces;
    bool ofFinding = false; ///< any of the second line is needed
    std::vector<std::uint8_t> truth; ///< by bits, where there are few tests

    bool holds(std::uint32_t bits) const
    {
        return expression->evaluate(
            [&](const FilterTest& test) { return (bits >> expression->placeOf(test) & 1) != 0; });
    }
};

FindingTable::Scope FindingTable::scopeOf(const FindingQuery& query) const
{
    Scope scope;
    scope.stretches = {{{0, findingCount()}, {findingCount(), size()}}};
    if (!query.patch.empty()) {
        const auto patch = patchIndex(query.patch);
        const auto closed = [&](std::uint32_t wanted) {
            const auto place = std::lower_bound(m_patches.begin() + findingCount(), m_patches.end(), wanted);
            return std::uint32_t(place - m_patches.begin());
        };
        scope.stretches = {};
        if (patch && *patch < assessment()->patches.size()) {
            const Patch& known = assessment()->patches[*patch];
            scope.stretches[0] = {known.firstFinding, known.firstFinding + known.findingCount};
        }
        if (patch)
            scope.stretches[1] = {closed(*patch), closed(*patch + 1)};
    }
    if (query.host) {
        scope.host = hostIndex(*query.host);
        if (!scope.host)
            scope.stretches = {};
    }
    return scope;
}

std::uint32_t FindingTable::total(const FindingQuery& query) const
{
    const Scope scope = scopeOf(query);
    std::uint32_t count = 0;
    for (const auto& [first, last] : scope.stretches)
        count += !scope.host ? last - first
                             : std::uint32_t(std::count(m_hosts.begin() + first, m_hosts.begin() + last, *scope.host));
    return count;
}

FindingTable::Counts FindingTable::counts(const FindingQuery& query, ProgressSink& progress) const
{
    Counts counts;
    const Scope scope = scopeOf(query);
    const auto keys = FindingFilter::keys();
    const std::int32_t today = std::int32_t(dayOf(assessment()->at).time_since_epoch().count());
    const auto count = [&](std::string_view key, auto add) {
        const auto place = std::find_if(keys.begin(), keys.end(), [&](const FilterKey& k) { return k.name == key; });
        const auto pass = passes(query.filter.expression().without(std::size_t(place - keys.begin())), scope, progress);
        for (std::uint32_t row = 0; row < pass.size(); ++row) {
            if (pass[row] != 0)
                add(row);
        }
    };
    count("state", [&](std::uint32_t row) { ++counts.states[m_states[row]]; });
    count("decision", [&](std::uint32_t row) { counts.decisions[std::size_t(at(row).decision)] += !closed(row); });
    count("due", [&](std::uint32_t row) { counts.overdue += at(row).due != Finding::NoDay && at(row).due < today; });
    return counts;
}

void FindingTable::markWord(const FilterTest& test, std::uint32_t bit, Masks& masks) const
{
    for (const FilterValue& value : test.values) {
        m_hostWords.find(value.text, [&](std::uint32_t host) { masks.hosts[host] |= bit; });
        m_patchWords.find(value.text, [&](std::uint32_t patch) { masks.patches[patch] |= bit; });
        m_versionWords.find(value.text, [&](std::uint32_t version) { masks.components[version] |= bit; });
        m_cveWords.find(value.text, [&](std::uint32_t entry) {
            for (std::uint32_t i = m_cveFirst[entry]; i < m_cveFirst[entry + 1]; ++i)
                masks.patches[m_cvePatches[i].second] |= bit;
        });
    }
}

void FindingTable::markFinding(const FilterTest& test, std::uint32_t bit, Masks& masks) const
{
    const Day today = dayOf(assessment()->at);
    const auto mark = [&](std::vector<std::uint32_t>& table, auto set) {
        for (std::uint32_t i = 0; i < table.size(); ++i) {
            Finding sample;
            set(sample, i);
            if (FindingFilter::holdsForFinding(test, sample, today))
                table[i] |= bit;
        }
    };
    const auto dayAt = [](std::uint32_t slot, std::int32_t low) {
        return slot == 0 ? Finding::NoDay : low + std::int32_t(slot) - 1;
    };
    const auto key = FindingFilter::keys()[test.key].name;
    if (key == "state")
        mark(masks.states, [](Finding& f, std::uint32_t i) { f.state = FindingState(i); });
    else if (key == "decision")
        mark(masks.decisions, [](Finding& f, std::uint32_t i) { f.decision = Decision(i); });
    else if (key == "due")
        mark(masks.dues, [&](Finding& f, std::uint32_t i) { f.due = dayAt(i, m_dueMin); });
    else
        mark(masks.sinces, [&](Finding& f, std::uint32_t i) { f.exposedSince = dayAt(i, m_sinceMin); });
    masks.ofFinding = true;
}

/// Of the tests from `first` on, as many as a mask holds.
FindingTable::Masks FindingTable::masksOf(const FilterExpression& expression, std::size_t first) const
{
    using Subject = FindingFilter::Subject;
    Masks masks;
    masks.expression = &expression;
    masks.hosts.resize(assessment()->fleet->hosts.size());
    masks.patches.resize(patchCount());
    masks.components.resize(m_used.size() + 1);
    masks.states.resize(std::size_t(FindingState::Unknown) + 1);
    masks.decisions.resize(std::size_t(Decision::Immediate) + 1);
    masks.dues.resize(std::size_t(m_dueMax - m_dueMin + 2));
    masks.sinces.resize(std::size_t(m_sinceMax - m_sinceMin + 2));
    const auto tests = expression.tests().subspan(first);
    for (const FilterTest& test : tests.first(std::min(tests.size(), Masks::MaxTests))) {
        const std::uint32_t bit = 1u << (expression.placeOf(test) - first);
        switch (FindingFilter::subjectOf(test)) {
        case Subject::Word:
            markWord(test, bit, masks);
            break;
        case Subject::Host:
            for (std::uint32_t i = 0; i < masks.hosts.size(); ++i)
                masks.hosts[i] |= FindingFilter::holdsForHost(test, i, *assessment()) ? bit : 0;
            break;
        case Subject::Patch:
            for (std::uint32_t i = 0; i < masks.patches.size(); ++i)
                masks.patches[i] |= FindingFilter::holdsForPatch(test, patchAt(i), *assessment()) ? bit : 0;
            break;
        case Subject::Component:
            for (std::uint32_t i = 0; i < m_used.size(); ++i)
                masks.components[i] |= FindingFilter::holdsForComponent(test, m_used[i], *assessment()) ? bit : 0;
            break;
        case Subject::Finding:
            markFinding(test, bit, masks);
            break;
        }
    }
    if (expression.tests().size() <= Masks::MaxTable) {
        masks.truth.resize(std::size_t(1) << expression.tests().size());
        for (std::uint32_t bits = 0; bits < masks.truth.size(); ++bits)
            masks.truth[bits] = masks.holds(bits);
    }
    return masks;
}

inline std::uint32_t FindingTable::bitsOf(const Masks& masks, std::uint32_t row) const
{
    std::uint32_t bits =
        masks.hosts[m_hosts[row]] | masks.patches[m_patches[row]] | masks.components[m_components[row]];
    if (!masks.ofFinding)
        return bits;
    bits |= masks.states[m_states[row]];
    if (closed(row)) // nothing is due of it any more
        return bits;
    const Finding& f = assessment()->findings[row];
    return bits | masks.decisions[std::size_t(f.decision)] | masks.dues[daySlot(f.due, m_dueMin)]
        | masks.sinces[daySlot(f.exposedSince, m_sinceMin)];
}

/// Words alone ask nothing of the finding itself: each row is then three look-ups, made a million times a keystroke.
void FindingTable::scanWords(const Masks& masks, std::uint32_t first, std::uint32_t last, std::uint8_t* passes) const
{
    // In locals, because the compiler must expect that writing a byte changes any member.
    const std::uint32_t *hosts = m_hosts.data(), *patches = m_patches.data(), *components = m_components.data();
    const std::uint32_t *ofHost = masks.hosts.data(), *ofPatch = masks.patches.data(),
                        *ofComponent = masks.components.data();
    const std::uint8_t* truth = masks.truth.data();
    for (std::uint32_t row = first; row < last; ++row)
        passes[row] = truth[ofHost[hosts[row]] | ofPatch[patches[row]] | ofComponent[components[row]]];
}

bool FindingTable::scan(const Masks& masks, std::pair<std::uint32_t, std::uint32_t> stretch,
                        std::vector<std::uint8_t>& passes, ProgressSink& progress) const
{
    std::uint32_t lastBits = ~0u;
    bool lastAnswer = false;
    std::uint32_t end = stretch.first;
    for (std::uint32_t chunk = stretch.first; chunk < stretch.second; chunk = end) {
        if (progress.cancelled())
            return false;
        end = chunk + std::min(ChunkRows, stretch.second - chunk);
        if (!masks.truth.empty() && !masks.ofFinding) {
            scanWords(masks, chunk, end, passes.data());
            continue;
        }
        for (std::uint32_t row = chunk; row < end; ++row) {
            const std::uint32_t bits = bitsOf(masks, row);
            if (!masks.truth.empty()) {
                passes[row] = masks.truth[bits];
                continue;
            }
            if (bits != lastBits) {
                lastBits = bits;
                lastAnswer = masks.holds(bits);
            }
            passes[row] = lastAnswer;
        }
    }
    return true;
}

/// For filters of more tests than a mask holds.
bool FindingTable::scanMany(const FilterExpression& expression, std::pair<std::uint32_t, std::uint32_t> stretch,
                            std::vector<std::uint8_t>& passes, ProgressSink& progress) const
{
    std::vector<Masks> masks;
    for (std::size_t first = 0; first < expression.tests().size(); first += Masks::MaxTests)
        masks.push_back(masksOf(expression, first));
    for (std::uint32_t row = stretch.first; row < stretch.second; ++row) {
        if ((row - stretch.first) % ChunkRows == 0 && progress.cancelled())
            return false;
        passes[row] = expression.evaluate([&](const FilterTest& test) {
            const std::size_t place = expression.placeOf(test);
            return (bitsOf(masks[place / Masks::MaxTests], row) >> (place % Masks::MaxTests) & 1) != 0;
        });
    }
    return true;
}

std::vector<std::uint8_t> FindingTable::passes(const FilterExpression& expression, const Scope& scope,
                                               ProgressSink& progress) const
{
    std::vector<std::uint8_t> answer(size(), 0);
    const bool few = expression.tests().size() <= Masks::MaxTests;
    const Masks masks = expression.empty() || !few ? Masks() : masksOf(expression, 0);
    for (const auto& stretch : scope.stretches) {
        if (expression.empty())
            std::fill(answer.begin() + stretch.first, answer.begin() + stretch.second, std::uint8_t(1));
        else if (!(few ? scan(masks, stretch, answer, progress) : scanMany(expression, stretch, answer, progress)))
            return {};
        for (std::uint32_t row = stretch.first; scope.host && row < stretch.second; ++row)
            answer[row] &= std::uint8_t(m_hosts[row] == *scope.host);
    }
    return answer;
}

RowIndex FindingTable::select(const FindingQuery& query, const Order& order, ProgressSink& progress) const
{
    if (query.filter.empty() && !query.host && query.patch.empty())
        return order ? RowIndex(*order) : RowIndex::all(size());
    const auto passing = passes(query.filter.expression(), scopeOf(query), progress);
    if (passing.size() != size())
        return {};
    return order ? selectRows(passing, *order) : selectRows(passing);
}

} // namespace bw
