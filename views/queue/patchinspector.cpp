// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/queue/patchinspector.h"

#include "models/items/texts.h"
#include "models/priority/explain.h"
#include "models/services/assessing.h"

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

constexpr std::size_t FewHosts = 6;
constexpr std::size_t FewCves = 12;

QString sourceOf(const DecisionPath& path, std::string_view input)
{
    for (const auto& [key, source] : path.sources) {
        if (key == input)
            return of(source);
    }
    return {};
}

InspectorSection whySection(const Patch& patch, const DecisionPath& path)
{
    InspectorSection section;
    section.heading = tr("Why %1").arg(Texts::of(patch.decision));
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

QString exposureWord(const Host& host)
{
    return host.attributes.exposure ? of(name(*host.attributes.exposure)) : tr("open, assumed");
}

InspectorSection hostsSection(const Assessment& assessment, const Patch& patch, bool whole)
{
    InspectorSection section;
    section.heading = patch.hostsUnknown > 0
        ? tr("Hosts open: %1 · %2 cannot tell").arg(patch.hostsOpen).arg(patch.hostsUnknown)
        : tr("Hosts open: %1").arg(patch.hostsOpen);
    std::vector<const Finding*> findings;
    for (std::uint32_t i = 0; i < patch.findingCount; ++i)
        findings.push_back(&assessment.findings[patch.firstFinding + i]);
    std::stable_sort(findings.begin(), findings.end(),
                     [](const Finding* a, const Finding* b) { return a->decision > b->decision; });
    for (std::size_t i = 0; i < findings.size() && (whole || i < FewHosts); ++i) {
        const Finding& finding = *findings[i];
        const Host& host = assessment.fleet->hosts[finding.host];
        QString trailing = finding.state == FindingState::Open && finding.exposedSince != Finding::NoDay
            ? tr("open %1 d").arg(dayOf(assessment.at).time_since_epoch().count() - finding.exposedSince)
            : Texts::of(finding.state);
        trailing += QStringLiteral(" · ") + exposureWord(host);
        const QString hostName = Texts::hostName(host);
        section.rows.push_back({hostName,
                                of(assessment.fleet->components->view(finding.component).version),
                                trailing,
                                {},
                                QStringLiteral("host:") + hostName});
    }
    if (!whole && findings.size() > FewHosts)
        section.links = {{QStringLiteral("all-hosts"), tr("%1 more").arg(findings.size() - FewHosts)}};
    return section;
}

InspectorSection traceSection(const Explanation& explanation)
{
    InspectorSection section;
    section.heading = tr("Comparison");
    for (std::size_t i = 0; i < explanation.trace.size() && i < FewHosts; ++i) {
        const TraceLine& line = explanation.trace[i];
        section.rows.push_back(
            {of(line.advisory), {}, of(line.feed).toUpper() + tr(" revision %1").arg(line.revision)});
        section.rows.push_back({of(line.comparison)});
        if (!line.reason.empty())
            section.rows.push_back({of(line.reason)});
    }
    return section;
}

QString subtitleOf(const Patch& patch)
{
    QStringList parts{Texts::release(patch.stream)};
    if (!patch.advisories.empty())
        parts << of(patch.advisories.front())
                + (patch.advisories.size() > 1 ? tr(" and %1 more").arg(patch.advisories.size() - 1) : QString());
    parts << (patch.cves.size() == 1 ? tr("fixes 1 CVE") : tr("fixes %1 CVEs").arg(patch.cves.size()));
    if (patch.fixed.empty())
        parts.last() = patch.willNotFix ? tr("%1 CVEs, will not be fixed in this release").arg(patch.cves.size())
                                        : tr("%1 CVEs, no fix yet").arg(patch.cves.size());
    if (patch.supersedes > 0)
        parts << tr("replaces %1 older fixes").arg(patch.supersedes);
    if (patch.reboot)
        parts << tr("needs a reboot");
    return parts.join(QStringLiteral(" · "));
}

} // namespace

InspectorContent patchInspector(const Assessed& assessed, std::uint32_t index, bool whole)
{
    const Assessment& assessment = *assessed.assessment;
    const Patch& patch = assessment.patches[index];
    const Explanation explanation = explainPatch(assessment, *assessed.options, index);
    InspectorContent content;
    content.title = of(patch.package) + u' ' + (patch.fixed.empty() ? tr("(no fix yet)") : of(patch.fixed));
    content.subtitle = subtitleOf(patch);
    if (explanation.decision)
        content.sections.push_back(whySection(patch, *explanation.decision));
    if (!explanation.wouldChange.empty())
        content.sections.push_back(changesSection(explanation));
    content.sections.push_back(evidenceSection(assessment, patch));
    content.sections.push_back(hostsSection(assessment, patch, whole));
    content.sections.push_back(traceSection(explanation));
    InspectorSection exposed;
    exposed.heading = tr("Exposed so far");
    exposed.figure = InspectorFigure{Texts::number(std::uint64_t(patch.exposedHostDays)), tr("host-days"),
                                     tr("+%1 a day").arg(patch.hostsOpen)};
    content.sections.push_back(std::move(exposed));
    return content;
}

} // namespace bw
