// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/findings/whysections.h"

#include "models/items/texts.h"

#include <QCoreApplication>

#include <algorithm>

namespace bw {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("bw::PatchInspector", text);
}
QString of(std::string_view text)
{
    return Texts::of(text);
}
Tone toneOf(Decision decision)
{
    return static_cast<Tone>(Texts::tone(decision));
}

constexpr std::size_t FewLines = 6;
constexpr std::size_t FewCves = 12;

QString sourceOf(const DecisionPath& path, std::string_view input)
{
    for (const auto& [key, source] : path.sources) {
        if (key == input)
            return of(source);
    }
    return {};
}

QString cveFacts(const CveFacts& facts)
{
    QStringList parts;
    if (facts.kevAdded)
        parts << tr("KEV %1").arg(Texts::absolute(*facts.kevAdded));
    if (facts.epss)
        parts << tr("EPSS %1").arg(Texts::decimal(double(*facts.epss), 2));
    if (facts.cvss)
        parts << tr("CVSS %1").arg(Texts::decimal(double(*facts.cvss), 1));
    return parts.isEmpty() ? tr("no facts in the feeds") : parts.join(QStringLiteral(" · "));
}

} // namespace

InspectorSection whySection(Decision decision, const DecisionPath& path)
{
    InspectorSection section;
    section.heading = tr("Why %1").arg(Texts::of(decision));
    const auto fact = [&](std::string_view value, std::string_view input) {
        const QString word = of(value).replace(u'-', u' ');
        return sourceOf(path, input) == QLatin1String("assumed") ? tr("%1, assumed").arg(word) : word;
    };
    section.facts = {{tr("Exploitation"), fact(name(path.exploitation), "exploitation")},
                     {tr("Exposure"), fact(name(path.exposure), "exposure")},
                     {tr("Automatable"), fact(name(path.automatable), "automatable")},
                     {tr("Human impact"), fact(name(path.humanImpact), {})}};
    section.pairs = {
        {tr("Exploitation"), sourceOf(path, "exploitation")},
        {tr("Exposure"), sourceOf(path, "exposure")},
        {tr("Automatable"), sourceOf(path, "automatable")},
        {tr("Importance"), Texts::of(path.importance) + QStringLiteral(", ") + sourceOf(path, "importance")},
        {tr("Safety"), Texts::of(path.safety) + QStringLiteral(", ") + sourceOf(path, "safety")},
        {tr("Decides"), of(path.cve.empty() ? path.host : path.cve + " on " + path.host)}};
    if (path.due)
        section.pairs.push_back({tr("Due"), Texts::absolute(*path.due) + QStringLiteral(", ") + of(path.dueRule)});
    return section;
}

InspectorSection changesSection(const Explanation& explanation)
{
    InspectorSection section;
    section.heading = tr("What would change it");
    for (const Counterfactual& change : explanation.wouldChange) {
        InspectorRow row{tr("If %1").arg(of(change.condition))};
        const auto decision = decisionFrom(change.result);
        if (change.changes && decision)
            row.chip = InspectorChip{toneOf(*decision), Texts::of(*decision)};
        else
            row.trailing = change.changes ? of(change.result) : tr("no change");
        section.rows.push_back(std::move(row));
    }
    return section;
}

InspectorSection evidenceSection(const Assessment& assessment, const Patch& patch)
{
    InspectorSection section;
    section.heading = tr("Evidence");
    std::vector<CveIndex> cves = patch.cves;
    const auto weight = [&](CveIndex index) {
        const CveFacts& facts = assessment.catalog->cves[index];
        return (facts.kevAdded ? 10.0 : 0.0) + double(facts.epss.value_or(0.0F));
    };
    std::stable_sort(cves.begin(), cves.end(), [&](CveIndex a, CveIndex b) { return weight(a) > weight(b); });
    for (std::size_t i = 0; i < cves.size() && i < FewCves; ++i) {
        const CveFacts& facts = assessment.catalog->cves[cves[i]];
        section.rows.push_back({of(facts.id), {}, cveFacts(facts)});
    }
    if (cves.size() > FewCves)
        section.prose = tr("and %1 more").arg(cves.size() - FewCves);
    QStringList dates;
    for (const FeedRevision& revision : assessment.catalog->revisions) {
        if (revision.feed == "kev" || revision.feed == "epss" || revision.feed == patch.feed)
            dates << of(revision.feed).toUpper() + u' ' + Texts::absolute(dayOf(revision.effective()));
    }
    dates.removeDuplicates();
    section.pairs = {{tr("Feeds of"), dates.mid(0, 4).join(QStringLiteral(" · "))}};
    return section;
}

InspectorSection traceSection(const Explanation& explanation)
{
    InspectorSection section;
    section.heading = tr("Comparison");
    for (std::size_t i = 0; i < explanation.trace.size() && i < FewLines; ++i) {
        const TraceLine& line = explanation.trace[i];
        section.rows.push_back(
            {of(line.advisory), {}, of(line.feed).toUpper() + tr(" revision %1").arg(line.revision)});
        section.rows.push_back({of(line.comparison)});
        if (!line.reason.empty())
            section.rows.push_back({of(line.reason)});
    }
    return section;
}

} // namespace bw
