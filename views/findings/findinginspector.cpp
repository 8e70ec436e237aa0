// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/findings/findinginspector.h"

#include "models/items/standing.h"
#include "models/items/texts.h"
#include "models/services/assessing.h"
#include "views/findings/whysections.h"

#include <QCoreApplication>

#include <algorithm>

namespace bw {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("bw::FindingInspector", text);
}

const SnapshotEntry* inventoryOf(const Host& host, std::int64_t id)
{
    const auto entry =
        std::find_if(host.timeline.begin(), host.timeline.end(), [&](const SnapshotEntry& e) { return e.id == id; });
    return entry == host.timeline.end() ? nullptr : &*entry;
}

InspectorSection stateSection(const FindingTable& table, std::uint32_t row)
{
    InspectorSection section;
    section.heading = tr("State");
    const FindingState state = table.state(row);
    section.chips = {{static_cast<Tone>(Texts::tone(state)), Texts::of(state)}};
    section.pairs = {
        {tr("Installed"), table.installed(row).empty() ? Texts::missing() : Texts::of(table.installed(row))}};
    if (const Finding& finding = table.at(row); finding.exposedSince != Finding::NoDay)
        section.pairs.push_back({tr("Exposed since"), Texts::absolute(Day(std::chrono::days(finding.exposedSince)))});
    if (const SnapshotEntry* seen = table.host(row).at(table.assessment()->at); seen && !table.closed(row))
        section.pairs.push_back(
            {tr("Evidence"), tr("inventory %1, %2").arg(seen->id).arg(Texts::absolute(seen->takenAt))});
    return section;
}

InspectorSection rolloutSection(const FindingTable& table, std::uint32_t row)
{
    InspectorSection section;
    section.heading = tr("Roll-out");
    const Expectation* wanted = table.expectation(row);
    if (!wanted) {
        section.prose = tr("No plan has it.");
        return section;
    }
    const Verification& verdict = *table.verification(row);
    section.prose = Standing::whole(*wanted, verdict, *table.source().names);
    if (const SnapshotEntry* entry = inventoryOf(table.host(row), verdict.snapshot))
        section.pairs = {{tr("Time"), Texts::of(entry->timeSource)}, {tr("Format"), Texts::of(entry->format)}};
    return section;
}

} // namespace

InspectorContent findingInspector(const Assessed& assessed, const FindingTable& table, std::uint32_t row)
{
    const Patch& patch = table.patch(row);
    InspectorContent content;
    content.title = patch.fixed.empty() && !patch.offerOnly ? Texts::of(patch.package) + u' ' + tr("(no fix yet)")
                                                            : Texts::title(patch);
    content.subtitle =
        tr("on %1").arg(Texts::hostName(table.host(row))) + QStringLiteral(" · ") + Texts::release(patch.stream);
    content.sections.push_back(stateSection(table, row));
    content.sections.push_back(rolloutSection(table, row));
    if (table.closed(row))
        return content;
    const Explanation explanation = explainFinding(*assessed.assessment, *assessed.options, row);
    if (explanation.decision)
        content.sections.push_back(whySection(table.at(row).decision, *explanation.decision));
    if (!explanation.wouldChange.empty())
        content.sections.push_back(changesSection(explanation));
    content.sections.push_back(evidenceSection(*assessed.assessment, patch));
    content.sections.push_back(traceSection(explanation));
    return content;
}

} // namespace bw
