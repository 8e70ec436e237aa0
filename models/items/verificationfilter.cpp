// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/verificationfilter.h"

#include "models/items/ordering.h"
#include "models/items/texts.h"

#include <algorithm>
#include <array>
#include <map>

namespace bw {

namespace {

enum Key : std::size_t { VerdictKey, WaveKey, HostKey, PackageKey, PatchKey, ReportedKey };

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

std::string_view textOf(std::size_t key, const VerificationRow& row)
{
    switch (key) {
    case VerdictKey:
        return name(row.verdict.verdict);
    case WaveKey:
        return row.wave;
    case HostKey:
        return row.hostName;
    case PackageKey:
        return row.package;
    case PatchKey:
        return row.patch;
    case ReportedKey:
        return VerificationModel::reportedName(row);
    default:
        return {};
    }
}

bool holds(const FilterTest& test, const VerificationRow& row)
{
    return std::any_of(test.values.begin(), test.values.end(), [&](const FilterValue& value) {
        if (test.key != FilterTest::Word)
            return filterTextIs(value.text, textOf(test.key, row));
        return filterContains(row.hostName, value.text) || filterContains(row.package, value.text)
            || filterContains(row.wave, value.text) || filterContains(row.verdict.reason, value.text);
    });
}

} // namespace

VerificationFilterModel::VerificationFilterModel(VerificationModel& source, QObject* parent)
    : ItemFilterModel(source, parent)
    , m_rows(source)
{
}

std::span<const FilterKey> VerificationFilterModel::keys()
{
    return Keys;
}

Result<void> VerificationFilterModel::setFilterText(const QString& text)
{
    auto parsed = FilterExpression::parse(text.toStdString(), Keys);
    if (!parsed)
        return parsed.error();
    m_filter = std::move(*parsed);
    applied(text);
    return {};
}

bool VerificationFilterModel::filterAcceptsRow(int row, const QModelIndex&) const
{
    return m_filter.empty() || m_filter.evaluate([&](const FilterTest& test) { return holds(test, m_rows.at(row)); });
}

/// Counted over the rows that pass without the facet's own key.
Facet VerificationFilterModel::facet(std::size_t key, const QString& title) const
{
    const FilterExpression others = m_filter.without(key);
    struct Bin {
        std::uint32_t count = 0, place = 0;
        ItemTone tone = ItemTone::Neutral;
        QString label;
    };
    std::map<std::string, Bin> bins;
    for (int row = 0; row < m_rows.rowCount(); ++row) {
        const VerificationRow& r = m_rows.at(row);
        if (!others.evaluate([&](const FilterTest& test) { return holds(test, r); }))
            continue;
        Bin& bin = bins[std::string(textOf(key, r))];
        ++bin.count;
        bin.place = key == WaveKey ? r.waveOrder : 0;
        bin.label = key == VerdictKey ? VerificationModel::word(r.verdict.verdict) : Texts::of(textOf(key, r));
        bin.tone = key == VerdictKey ? VerificationModel::tone(r.verdict.verdict) : ItemTone::Neutral;
    }
    std::vector<std::pair<std::string, Bin>> order(bins.begin(), bins.end());
    std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) {
        return a.second.place != b.second.place ? a.second.place < b.second.place : a.second.count > b.second.count;
    });
    Facet facet;
    facet.id = QLatin1String(Keys[key].name.data(), int(Keys[key].name.size()));
    facet.title = title;
    for (const auto& [word, bin] : order) {
        const QString term =
            filterTerm(QLatin1String(Keys[key].name.data(), int(Keys[key].name.size())), Texts::of(word));
        if (!term.isEmpty())
            facet.values.push_back({term, bin.label, bin.tone, bin.count});
    }
    return facet;
}

std::vector<Facet> VerificationFilterModel::facets() const
{
    return {facet(VerdictKey, tr("Verdict")), facet(WaveKey, tr("Wave"))};
}

} // namespace bw
