// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/facets.h"

#include "models/domain/patchfilter.h"
#include "models/items/hostlistfilter.h"
#include "models/items/hostsmodel.h"
#include "models/items/ordering.h"
#include "models/items/queuemodel.h"
#include "models/items/texts.h"

#include <QCoreApplication>

#include <algorithm>
#include <functional>
#include <string_view>
#include <unordered_map>

namespace bw {

namespace {

class FacetTexts {
    Q_DECLARE_TR_FUNCTIONS(bw::Facets)
};

struct Value {
    std::string word; ///< of the filter language; empty: this row has no value
    QString label;
    ItemTone tone = ItemTone::Neutral;
    int place = 0; ///< higher comes first, before the count
};

struct Spec {
    const char* key;
    QString title;
    std::function<std::string_view(int row)> wordOf; ///< must stay valid; empty: this row has no value
    std::function<Value(std::string_view word)> describe;
};

/// Counts a facet over the rows that pass.
Facet counted(const Spec& spec, int rows, const std::function<bool(int row)>& passes)
{
    std::unordered_map<std::string_view, std::uint32_t> counts;
    for (int row = 0; row < rows; ++row) {
        if (!passes(row))
            continue;
        if (const auto word = spec.wordOf(row); !word.empty())
            ++counts[word];
    }
    std::vector<std::pair<Value, std::uint32_t>> bins;
    for (const auto& [word, count] : counts)
        bins.emplace_back(spec.describe(word), count);
    std::sort(bins.begin(), bins.end(), [](const auto& a, const auto& b) {
        if (a.first.place != b.first.place)
            return a.first.place > b.first.place;
        if (a.second != b.second)
            return a.second > b.second;
        return a.first.word < b.first.word;
    });
    Facet facet;
    facet.id = QLatin1String(spec.key);
    facet.title = spec.title;
    for (const auto& [value, count] : bins)
        facet.values.push_back(
            {filterTerm(QLatin1String(spec.key), Texts::of(value.word)), value.label, value.tone, count});
    return facet;
}

std::size_t keyIn(std::span<const FilterKey> keys, std::string_view name)
{
    const auto it = std::find_if(keys.begin(), keys.end(), [&](const FilterKey& key) { return key.name == name; });
    return it == keys.end() ? FilterTest::Word : std::size_t(it - keys.begin());
}

std::string_view orNone(std::string_view text)
{
    return text.empty() ? std::string_view("none") : text;
}

Value plain(std::string_view word)
{
    return {std::string(word), word == "none" ? FacetTexts::tr("Not told") : Texts::of(word)};
}

Value decisionValue(std::string_view word)
{
    const auto decision = decisionFrom(word);
    if (!decision)
        return {std::string(word), FacetTexts::tr("None open"), ItemTone::Neutral, -1};
    return {std::string(word), Texts::of(*decision), Texts::tone(*decision), int(*decision)};
}

Value overdueValue(std::string_view word)
{
    return {std::string(word), FacetTexts::tr("Overdue"), ItemTone::Neutral};
}

Value kevValue(std::string_view word)
{
    return {std::string(word), FacetTexts::tr("Known exploited"), ItemTone::Neutral};
}

Value releaseValue(std::string_view word)
{
    return {std::string(word), word == "none" ? FacetTexts::tr("Not told") : Texts::release(word)};
}

Value hostStateValue(std::string_view word)
{
    for (const HostState state : {HostState::Current, HostState::Stale, HostState::Unknown, HostState::Excluded}) {
        if (name(state) == word)
            return {std::string(word), Texts::of(state), Texts::tone(state), -int(state)};
    }
    return plain(word);
}

Value exposureValue(std::string_view word)
{
    const auto exposure = exposureFrom(word);
    return exposure ? Value{std::string(word), Texts::of(*exposure), ItemTone::Neutral, int(*exposure)}
                    : Value{std::string(word), FacetTexts::tr("Not told"), ItemTone::Neutral, -1};
}

Value importanceValue(std::string_view word)
{
    const auto importance = missionFrom(word);
    return importance ? Value{std::string(word), Texts::of(*importance), ItemTone::Neutral, int(*importance)}
                      : Value{std::string(word), FacetTexts::tr("Not told"), ItemTone::Neutral, -1};
}

Value fixValue(std::string_view word)
{
    const QString label = word == "yes" ? FacetTexts::tr("Fix available")
        : word == "wont"                ? FacetTexts::tr("Will not be fixed")
        : word == "offered"             ? FacetTexts::tr("Offered, in no advisory")
                                        : FacetTexts::tr("No fix yet");
    return {std::string(word), label};
}

} // namespace

std::vector<Facet> hostFacets(const HostsModel& hosts, const HostListFilter& filter)
{
    const auto said = [&](int row) -> const HostAttributes& { return hosts.host(row).attributes; };
    const Day today = hosts.assessment() ? dayOf(hosts.assessment()->at) : Day();
    const std::vector<Spec> specs = {
        {"decision", FacetTexts::tr("Worst decision"),
         [&](int row) { return hosts.at(row).worst ? name(*hosts.at(row).worst) : "none"; }, decisionValue},
        {"due", FacetTexts::tr("Due"),
         [&](int row) { return hosts.at(row).due && *hosts.at(row).due < today ? "overdue" : ""; }, overdueValue},
        {"state", FacetTexts::tr("Evidence"), [&](int row) { return name(hosts.at(row).state); }, hostStateValue},
        {"os", FacetTexts::tr("Operating system"),
         [&](int row) { return orNone(hosts.os(row) ? std::string_view(hosts.os(row)->name) : std::string_view()); },
         plain},
        {"exposure", FacetTexts::tr("Exposure"),
         [&](int row) { return said(row).exposure ? name(*said(row).exposure) : "none"; }, exposureValue},
        {"importance", FacetTexts::tr("Importance"),
         [&](int row) { return said(row).importance ? name(*said(row).importance) : "none"; }, importanceValue},
        {"owner", FacetTexts::tr("Owner"), [&](int row) { return orNone(said(row).owner); }, plain},
    };
    std::vector<Facet> facets;
    for (const Spec& spec : specs) {
        const FilterExpression rest = filter.expression().without(keyIn(HostListFilter::keys(), spec.key));
        facets.push_back(
            counted(spec, hosts.rowCount(), [&](int row) { return HostListFilter::holds(rest, hosts, row); }));
    }
    return facets;
}

std::vector<Facet> queueFacets(const QueueModel& queue, const PatchFilter& filter)
{
    const Day today = queue.assessment() ? dayOf(queue.assessment()->at) : Day();
    const std::vector<Spec> specs = {
        {"decision", FacetTexts::tr("Decision"), [&](int row) { return name(queue.patch(row).decision); },
         decisionValue},
        {"due", FacetTexts::tr("Due"),
         [&](int row) { return queue.patch(row).due && *queue.patch(row).due < today ? "overdue" : ""; }, overdueValue},
        {"kev", FacetTexts::tr("Known exploited"), [&](int row) { return queue.patch(row).kev ? "yes" : ""; },
         kevValue},
        {"for", FacetTexts::tr("Release"), [&](int row) { return orNone(queue.patch(row).stream); }, releaseValue},
        {"fix", FacetTexts::tr("Fix"),
         [&](int row) {
             const Patch& patch = queue.patch(row);
             return patch.offerOnly ? "offered" : !patch.fixed.empty() ? "yes" : patch.willNotFix ? "wont" : "none";
         },
         fixValue},
    };
    std::vector<Facet> facets;
    for (const Spec& spec : specs) {
        const PatchFilter rest(filter.expression().without(keyIn(PatchFilter::keys(), spec.key)));
        facets.push_back(counted(spec, queue.rowCount(),
                                 [&](int row) { return rest.matches(queue.patch(row), *queue.assessment()); }));
    }
    return facets;
}

} // namespace bw
