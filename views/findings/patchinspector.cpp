// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/findings/patchinspector.h"

#include "models/items/standing.h"
#include "models/items/texts.h"
#include "models/services/assessing.h"
#include "views/findings/whysections.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

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

constexpr std::size_t FewHosts = 6;

/// Of one host: how long it has been open, or what a plan does with it and how far that is.
InspectorRow hostRow(const FindingSource& source, std::uint32_t place)
{
    const Assessment& assessment = *source.assessment;
    const Finding& finding = assessment.findings[place];
    const Host& host = assessment.fleet->hosts[finding.host];
    InspectorRow row{Texts::hostName(host),
                     of(assessment.fleet->components->view(finding.component).version),
                     {},
                     {},
                     QStringLiteral("host:") + Texts::hostName(host)};
    const FindingState state = source.overlay ? source.overlay->states[place] : finding.state;
    const std::uint32_t told = source.overlay ? source.overlay->rows[place] : Overlay::NoRow;
    if (told != Overlay::NoRow)
        row.detail = Standing::brief((*source.expectations)[told], (*source.verdicts)[told], *source.names);
    if (state != FindingState::Open)
        row.chip = InspectorChip{static_cast<Tone>(Texts::tone(state)), Texts::of(state)};
    else if (finding.exposedSince != Finding::NoDay)
        row.trailing = tr("open %1 d").arg(dayOf(assessment.at).time_since_epoch().count() - finding.exposedSince);
    else
        row.trailing = Texts::of(state);
    return row;
}

/// Those that weigh most; how far roll-outs are with all of them.
InspectorSection hostsSection(const FindingSource& source, const Patch& patch)
{
    const Assessment& assessment = *source.assessment;
    InspectorSection section;
    section.heading = patch.hostsUnknown > 0
        ? tr("Hosts open: %1 · %2 cannot tell").arg(patch.hostsOpen).arg(patch.hostsUnknown)
        : tr("Hosts open: %1").arg(patch.hostsOpen);
    std::vector<std::uint32_t> findings;
    std::array<std::uint32_t, std::size_t(FindingState::Unknown) + 1> counts{};
    for (std::uint32_t i = patch.firstFinding; i < patch.firstFinding + patch.findingCount; ++i) {
        findings.push_back(i);
        ++counts[std::size_t(source.overlay ? source.overlay->states[i] : assessment.findings[i].state)];
    }
    for (std::size_t i = 0; i < counts.size(); ++i) {
        const auto state = FindingState(i);
        if (counts[i] > 0 && counts[i] < findings.size())
            section.chips.push_back({static_cast<Tone>(Texts::tone(state)),
                                     Texts::number(std::uint64_t(counts[i])) + u' ' + Texts::of(state)});
    }
    std::stable_sort(findings.begin(), findings.end(), [&](std::uint32_t a, std::uint32_t b) {
        return assessment.findings[a].decision > assessment.findings[b].decision;
    });
    for (std::size_t i = 0; i < findings.size() && i < FewHosts; ++i)
        section.rows.push_back(hostRow(source, findings[i]));
    if (!findings.empty())
        section.links = {{QStringLiteral("all-hosts"),
                          findings.size() > FewHosts ? tr("All %1 hosts").arg(findings.size()) : tr("As a list")}};
    return section;
}

QString subtitleOf(const Patch& patch)
{
    QStringList parts{Texts::release(patch.stream)};
    if (!patch.advisories.empty())
        parts << of(patch.advisories.front())
                + (patch.advisories.size() > 1 ? tr(" and %1 more").arg(patch.advisories.size() - 1) : QString());
    parts << (patch.cves.size() == 1 ? tr("fixes 1 CVE") : tr("fixes %1 CVEs").arg(patch.cves.size()));
    if (patch.offerOnly)
        parts.last() = tr("offered by the vendor, in no advisory known here");
    else if (patch.fixed.empty())
        parts.last() = patch.willNotFix ? tr("%1 CVEs, will not be fixed in this release").arg(patch.cves.size())
                                        : tr("%1 CVEs, no fix yet").arg(patch.cves.size());
    if (patch.supersedes > 0)
        parts << tr("replaces %1 older fixes").arg(patch.supersedes);
    if (patch.reboot)
        parts << tr("needs a reboot");
    return parts.join(QStringLiteral(" · "));
}

} // namespace

InspectorContent patchInspector(const Assessed& assessed, const FindingSource& source, std::uint32_t index)
{
    const Assessment& assessment = *assessed.assessment;
    const Patch& patch = assessment.patches[index];
    const Explanation explanation = explainPatch(assessment, *assessed.options, index);
    InspectorContent content;
    content.title =
        patch.fixed.empty() && !patch.offerOnly ? of(patch.package) + u' ' + tr("(no fix yet)") : Texts::title(patch);
    content.subtitle = subtitleOf(patch);
    if (explanation.decision)
        content.sections.push_back(whySection(patch.decision, *explanation.decision));
    if (!explanation.wouldChange.empty())
        content.sections.push_back(changesSection(explanation));
    content.sections.push_back(evidenceSection(assessment, patch));
    content.sections.push_back(hostsSection(source, patch));
    content.sections.push_back(traceSection(explanation));
    InspectorSection exposed;
    exposed.heading = tr("Exposed so far");
    exposed.figure = InspectorFigure{Texts::number(std::uint64_t(patch.exposedHostDays)), tr("host-days"),
                                     tr("+%1 a day").arg(patch.hostsOpen)};
    content.sections.push_back(std::move(exposed));
    return content;
}

} // namespace bw
