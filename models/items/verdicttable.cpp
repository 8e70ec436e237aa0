// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/verdicttable.h"

#include "models/items/ordering.h"
#include "models/items/texts.h"

#include <algorithm>
#include <numeric>
#include <unordered_map>

namespace bw {

namespace {

constexpr std::array<FilterKey, 6> Keys = {{
    {"verdict", FilterKind::Words,
     "verified, contradicted, reboot-pending, not-reinventoried, inventory-too-old, regressed, superseded, open, "
     "unknown"},
    {"wave", FilterKind::Text},
    {"host", FilterKind::Text},
    {"package", FilterKind::Text},
    {"patch", FilterKind::Text},
    {"reported", FilterKind::Words,
     "planned, waiting, dispatched, running, rebooting, claimed, failed, unreachable, skipped, lost"},
}};

constexpr std::uint32_t ChunkRows = 64 * 1024; // between two questions whether to go on
constexpr std::size_t Verdicts = std::size_t(Verdict::Unknown) + 1;
constexpr std::size_t Reports = std::size_t(TargetState::Lost) + 2;

std::string_view reportName(std::size_t report)
{
    return report == 0 ? std::string_view("planned") : name(TargetState(report - 1));
}

/// Numbers of texts in the order in which they come.
class Dictionary {
public:
    explicit Dictionary(std::vector<std::string_view>& texts)
        : m_texts(texts)
    {
    }
    std::uint32_t add(std::string_view text)
    {
        const auto [it, isNew] = m_places.emplace(text, std::uint32_t(m_texts.size()));
        if (isNew)
            m_texts.push_back(text);
        return it->second;
    }

private:
    std::vector<std::string_view>& m_texts;
    std::unordered_map<std::string_view, std::uint32_t> m_places;
};

std::vector<std::uint32_t> ranksOf(const auto& texts)
{
    std::vector<QString> list;
    list.reserve(texts.size());
    for (const auto& text : texts)
        list.push_back(Texts::of(text));
    return naturalRanks(list);
}

} // namespace

int urgency(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Regressed:
        return 0;
    case Verdict::Contradicted:
        return 1;
    case Verdict::RebootPending:
        return 2;
    case Verdict::Open:
        return 3;
    case Verdict::Superseded:
        return 4;
    case Verdict::NotReinventoried:
        return 5;
    case Verdict::InventoryTooOld:
        return 6;
    case Verdict::Unknown:
        return 7;
    case Verdict::Verified:
        return 8;
    }
    return 9;
}

std::string_view packageOfPatch(std::string_view patch)
{
    const auto first = patch.find('/');
    const auto last = patch.rfind('/');
    return first == std::string_view::npos || last == first ? patch : patch.substr(first + 1, last - first - 1);
}

/// One test of a filter, answered once for each entry of the dictionaries that it speaks of.
class VerdictTable::Test {
public:
    Test(const FilterTest& test, const VerdictTable& table)
        : m_test(test)
        , m_table(table)
    {
        const bool word = test.key == FilterTest::Word;
        if (word || test.key == HostKey)
            m_hosts = answers(table.m_hostNames);
        if (word || test.key == PackageKey)
            m_patches = answers(table.m_packages);
        if (test.key == PatchKey)
            m_patches = answers(table.m_patchIds);
        if (word || test.key == WaveKey)
            m_waves = answers(table.m_waveNames);
        if (word)
            m_reasons = answers(table.m_reasonTexts);
        if (test.key == VerdictKey) {
            for (std::size_t i = 0; i < Verdicts; ++i)
                m_verdicts.push_back(holds(name(Verdict(i))));
        }
        if (test.key == ReportedKey) {
            for (std::size_t i = 0; i < Reports; ++i)
                m_reports.push_back(holds(reportName(i)));
        }
    }

    bool operator()(std::uint32_t row) const
    {
        const auto at = [](const std::vector<std::uint8_t>& answers, std::size_t entry) {
            return !answers.empty() && answers[entry] != 0;
        };
        return at(m_verdicts, m_table.m_verdicts[row]) || at(m_waves, m_table.m_waves[row])
            || at(m_hosts, m_table.m_hosts[row]) || at(m_patches, m_table.m_patches[row])
            || at(m_reports, m_table.m_reported[row]) || at(m_reasons, m_table.m_reasons[row]);
    }

private:
    bool holds(std::string_view text) const
    {
        return std::any_of(m_test.values.begin(), m_test.values.end(), [&](const FilterValue& value) {
            return m_test.key == FilterTest::Word ? filterContains(text, value.text) : filterTextIs(value.text, text);
        });
    }
    std::vector<std::uint8_t> answers(const auto& texts) const
    {
        std::vector<std::uint8_t> out;
        out.reserve(texts.size());
        for (const auto& text : texts)
            out.push_back(holds(text));
        return out;
    }

    const FilterTest& m_test;
    const VerdictTable& m_table;
    std::vector<std::uint8_t> m_hosts, m_patches, m_waves, m_reasons, m_verdicts, m_reports;
};

std::span<const FilterKey> VerdictTable::keys()
{
    return Keys;
}

std::shared_ptr<const VerdictTable> VerdictTable::make(VerdictSource source)
{
    return std::shared_ptr<const VerdictTable>(new VerdictTable(std::move(source)));
}

VerdictTable::VerdictTable(VerdictSource source)
    : m_source(std::move(source))
{
    nameWaves();
    takeRows();
    sortRows();
}

void VerdictTable::nameWaves()
{
    for (const auto& [id, text] : m_source.waves) {
        m_waveIds.push_back(id);
        m_waveNames.push_back(text);
    }
}

void VerdictTable::addHost(HostId id)
{
    const auto& hosts = m_source.assessment->fleet->hosts;
    const auto host =
        std::lower_bound(hosts.begin(), hosts.end(), id, [](const Host& h, HostId wanted) { return h.id < wanted; });
    m_hostIds.push_back(id);
    m_hostNames.push_back(host == hosts.end() || host->id != id ? std::to_string(id)
                                                                : Texts::hostName(*host).toStdString());
}

void VerdictTable::takeRows()
{
    Dictionary patches(m_patchIds), reasons(m_reasonTexts);
    const auto& expectations = *m_source.expectations;
    for (std::uint32_t i = 0; i < expectations.size(); ++i) {
        const Expectation& wanted = expectations[i];
        if (wanted.plan != m_source.plan)
            continue;
        const Verification& verdict = (*m_source.verdicts)[i];
        m_rows.push_back(i);
        const auto [host, isNew] = m_hostPlaces.emplace(wanted.host, std::uint32_t(m_hostIds.size()));
        if (isNew)
            addHost(wanted.host);
        m_hosts.push_back(host->second);
        m_patches.push_back(patches.add(wanted.patch));
        m_reasons.push_back(reasons.add(verdict.reason));
        auto wave = std::find(m_waveIds.begin(), m_waveIds.end(), wanted.wave);
        if (wave == m_waveIds.end()) {
            m_waveNames.push_back("Wave " + std::to_string(wanted.wave));
            wave = m_waveIds.insert(m_waveIds.end(), wanted.wave);
        }
        m_waves.push_back(std::uint32_t(wave - m_waveIds.begin()));
        m_verdicts.push_back(std::uint8_t(verdict.verdict));
        m_reported.push_back(wanted.run ? std::uint8_t(std::uint8_t(wanted.state) + 1) : std::uint8_t(0));
    }
    for (const std::string_view patch : m_patchIds)
        m_packages.push_back(packageOfPatch(patch));
    for (std::uint32_t i = 0; i < m_patchIds.size(); ++i)
        m_patchPlaces.emplace(m_patchIds[i], i);
    m_hostRanks = ranksOf(m_hostNames);
    m_patchRanks = ranksOf(m_patchIds);
}

/// Three stable counting sorts, the last key first.
void VerdictTable::sortRows()
{
    std::vector<std::uint32_t> order(m_rows.size());
    std::iota(order.begin(), order.end(), 0u);
    const auto by = [&](const std::vector<std::uint32_t>& keys, std::uint32_t limit, auto rankOf) {
        std::vector<std::uint32_t> ranks(order.size());
        for (std::size_t i = 0; i < order.size(); ++i)
            ranks[i] = rankOf(keys[order[i]]);
        std::vector<std::uint32_t> next = orderByRank(ranks, limit, false);
        for (std::uint32_t& place : next)
            place = order[place];
        order = std::move(next);
    };
    by(m_patches, std::uint32_t(m_patchIds.size()), [&](std::uint32_t patch) { return m_patchRanks[patch]; });
    by(m_hosts, std::uint32_t(m_hostIds.size()), [&](std::uint32_t host) { return m_hostRanks[host]; });
    by(m_waves, std::uint32_t(m_waveIds.size()), [](std::uint32_t wave) { return wave; });
    const auto arrange = [&](auto& column) {
        auto arranged = column;
        for (std::size_t i = 0; i < order.size(); ++i)
            arranged[i] = column[order[i]];
        column = std::move(arranged);
    };
    arrange(m_rows);
    arrange(m_hosts);
    arrange(m_patches);
    arrange(m_waves);
    arrange(m_reasons);
    arrange(m_verdicts);
    arrange(m_reported);
    for (std::uint32_t wave = 0; wave < m_waveIds.size(); ++wave)
        m_waveEnds.push_back(std::uint32_t(std::upper_bound(m_waves.begin(), m_waves.end(), wave) - m_waves.begin()));
}

std::string_view VerdictTable::reportedName(std::uint32_t row) const
{
    return reportName(m_reported[row]);
}

template <typename RankOf>
std::vector<std::uint32_t> VerdictTable::orderOf(std::uint32_t limit, bool descending, RankOf rankOf) const
{
    std::vector<std::uint32_t> ranks(size());
    for (std::uint32_t row = 0; row < size(); ++row)
        ranks[row] = rankOf(row);
    return orderByRank(ranks, limit, descending);
}

template <typename TextOf>
std::vector<std::uint32_t> VerdictTable::orderByText(TextOf textOf, bool descending) const
{
    std::vector<std::string_view> texts;
    Dictionary dictionary(texts);
    std::vector<std::uint32_t> entries;
    entries.reserve(size());
    for (std::uint32_t row = 0; row < size(); ++row)
        entries.push_back(dictionary.add(textOf(row)));
    const auto ranks = ranksOf(texts);
    const auto limit = std::uint32_t(texts.size());
    return orderOf(limit + 1, descending, [&](std::uint32_t row) {
        const std::uint32_t entry = entries[row];
        if (texts[entry].empty())
            return descending ? 0 : limit;
        return ranks[entry] + (descending ? 1 : 0);
    });
}

template <typename TimeOf>
std::vector<std::uint32_t> VerdictTable::orderByTime(TimeOf timeOf, bool descending) const
{
    std::vector<Instant> times;
    for (std::uint32_t row = 0; row < size(); ++row) {
        if (const auto& time = timeOf(row); time && (times.empty() || times.back() != *time))
            times.push_back(*time);
    }
    std::sort(times.begin(), times.end());
    times.erase(std::unique(times.begin(), times.end()), times.end());
    const auto limit = std::uint32_t(times.size());
    return orderOf(limit + 1, descending, [&](std::uint32_t row) {
        const auto& time = timeOf(row);
        if (!time)
            return descending ? 0 : limit;
        const auto place = std::lower_bound(times.begin(), times.end(), *time) - times.begin();
        return std::uint32_t(place) + (descending ? 1 : 0);
    });
}

VerdictTable::Order VerdictTable::ordered(Column column, bool descending) const
{
    std::vector<std::uint32_t> order;
    switch (column) {
    case Column::Host:
        order = orderByRank(m_hosts, m_hostRanks, descending);
        break;
    case Column::Verdict:
        order = orderOf(Verdicts, descending, [&](std::uint32_t row) { return std::uint32_t(urgency(verdict(row))); });
        break;
    case Column::Patch:
        order = orderByRank(m_patches, m_patchRanks, descending);
        break;
    case Column::Wave:
        order = orderByRank(m_waves, std::uint32_t(m_waveIds.size()), descending);
        break;
    case Column::Expected:
        order =
            orderByText([&](std::uint32_t row) -> std::string_view { return verification(row).wanted; }, descending);
        break;
    case Column::Reported:
        order = orderOf(Reports, descending, [&](std::uint32_t row) { return std::uint32_t(m_reported[row]); });
        break;
    case Column::Observed:
        order =
            orderByText([&](std::uint32_t row) -> std::string_view { return verification(row).installed; }, descending);
        break;
    case Column::Evidence:
        order = orderByTime(
            [&](std::uint32_t row) -> const auto& { return verification(row).takenAt; }, descending);
        break;
    case Column::Why:
        order = orderByText([&](std::uint32_t row) { return m_reasonTexts[m_reasons[row]]; }, descending);
        break;
    case Column::Claimed:
        order = orderByTime(
            [&](std::uint32_t row) -> const auto& { return verification(row).claimedAt; }, descending);
        break;
    }
    return std::make_shared<const std::vector<std::uint32_t>>(std::move(order));
}

std::vector<std::uint8_t> VerdictTable::passes(const FilterExpression& filter, ProgressSink& progress) const
{
    std::vector<std::uint8_t> answer(size(), std::uint8_t(1));
    if (filter.empty())
        return answer;
    std::vector<Test> tests;
    tests.reserve(filter.tests().size());
    for (const FilterTest& test : filter.tests()) {
        if (progress.cancelled())
            return answer;
        tests.emplace_back(test, *this);
    }
    for (std::uint32_t row = 0; row < size(); ++row) {
        if (row % ChunkRows == 0 && progress.cancelled())
            return answer;
        answer[row] = filter.evaluate([&](const FilterTest& test) { return tests[filter.placeOf(test)](row); });
    }
    return answer;
}

RowIndex VerdictTable::select(const FilterExpression& filter, const Order& order, ProgressSink& progress) const
{
    const auto pass = passes(filter, progress);
    if (progress.cancelled())
        return {};
    return order ? selectRows(pass, *order) : selectRows(pass);
}

VerdictTable::Counts VerdictTable::counts(const FilterExpression& filter, ProgressSink& progress) const
{
    Counts counts;
    counts.waves.resize(m_waveIds.size());
    const auto ofVerdicts = passes(filter.without(VerdictKey), progress);
    const auto ofWaves = passes(filter.without(WaveKey), progress);
    for (std::uint32_t row = 0; row < size(); ++row) {
        counts.verdicts[m_verdicts[row]] += ofVerdicts[row];
        counts.waves[m_waves[row]] += ofWaves[row];
    }
    return counts;
}

std::optional<std::uint32_t> VerdictTable::find(HostId host, std::string_view patch) const
{
    const auto who = m_hostPlaces.find(host);
    const auto what = m_patchPlaces.find(patch);
    if (who == m_hostPlaces.end() || what == m_patchPlaces.end())
        return {};
    const auto ranks = [&](std::uint32_t row) {
        return std::pair(m_hostRanks[m_hosts[row]], m_patchRanks[m_patches[row]]);
    };
    const std::pair wanted(m_hostRanks[who->second], m_patchRanks[what->second]);
    std::uint32_t first = 0;
    for (const std::uint32_t end : m_waveEnds) {
        std::uint32_t low = first;
        for (std::uint32_t count = end - first; count > 0;) { // the first that is not before what is wanted
            const std::uint32_t half = count / 2;
            if (ranks(low + half) < wanted) {
                low += half + 1;
                count -= half + 1;
            } else {
                count = half;
            }
        }
        for (; low < end && ranks(low) == wanted; ++low) { // hosts may share a name
            if (m_hosts[low] == who->second && m_patches[low] == what->second)
                return low;
        }
        first = end;
    }
    return {};
}

} // namespace bw
