// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/fleet/hostinspector.h"

#include "models/items/texts.h"
#include "views/findings/nofindings.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace bw {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("bw::HostInspector", text);
}
QString of(std::string_view text)
{
    return Texts::of(text);
}

void add(std::vector<InspectorPair>& pairs, const QString& key, const QString& value)
{
    if (!value.isEmpty())
        pairs.push_back({key, value});
}

InspectorSection openSection(const FindingSource& source, std::uint32_t host)
{
    const Assessment& assessment = *source.assessment;
    InspectorSection section;
    std::array<std::uint32_t, std::size_t(FindingState::Unknown) + 1> counts{};
    std::uint32_t all = 0;
    // A patch's findings are in the order of hosts: no walk over millions of them.
    for (const Patch& patch : assessment.patches) {
        const auto begin = assessment.findings.begin() + patch.firstFinding;
        const auto end = begin + patch.findingCount;
        const auto it =
            std::lower_bound(begin, end, host, [](const Finding& f, std::uint32_t wanted) { return f.host < wanted; });
        if (it == end || it->host != host)
            continue;
        const auto place = std::size_t(it - assessment.findings.begin());
        ++counts[std::size_t(source.overlay ? source.overlay->states[place] : it->state)];
        ++all;
    }
    section.heading = tr("Findings: %1").arg(all);
    if (all == 0)
        section.prose = whyNoFindings(assessment, assessment.fleet->hosts[host].id);
    for (std::size_t i = 0; i < counts.size(); ++i) {
        const auto state = FindingState(i);
        if (counts[i] > 0)
            section.chips.push_back({static_cast<Tone>(Texts::tone(state)),
                                     Texts::number(std::uint64_t(counts[i])) + u' ' + Texts::of(state)});
    }
    return section;
}

InspectorSection evidenceSection(const Assessment& assessment, const Host& host)
{
    InspectorSection section;
    section.heading = tr("Evidence");
    const SnapshotEntry* packages = host.at(assessment.at);
    const SnapshotEntry* seen = host.lastSeen(assessment.at);
    if (!seen) {
        section.prose = tr("No inventory of this host yet.");
        return section;
    }
    add(section.pairs, tr("Last seen"), Texts::absolute(seen->takenAt));
    add(section.pairs, tr("Time"), Texts::of(seen->timeSource));
    add(section.pairs, tr("Format"), of(seen->format));
    if (packages)
        add(section.pairs, tr("Software"),
            tr("%1 components, %2")
                .arg(assessment.fleet->manifests[packages->manifest].components.size())
                .arg(Texts::absolute(packages->takenAt)));
    else
        section.prose = tr("No inventory told of its software, so nothing can be told about it.");
    add(section.pairs, tr("Kernel running"), of(seen->runningKernel));
    if (seen->rebootPending.value_or(false))
        add(section.pairs, tr("Reboot"), tr("pending"));
    if (const auto stale = staleServices(*assessment.fleet, host, assessment.at); !stale.empty())
        add(section.pairs, tr("Services to restart"), Texts::joined(stale, u", "));
    add(section.pairs, tr("Inventories"), Texts::number(host.timeline.size()));
    section.links = {{QStringLiteral("components"), tr("Show the components")}};
    return section;
}

InspectorSection identitySection(const Host& host)
{
    InspectorSection section;
    section.heading = tr("Identity");
    add(section.pairs, tr("FQDN"), of(host.identity.fqdn));
    add(section.pairs, tr("Serial"), of(host.identity.serial));
    add(section.pairs, tr("UUID"), of(host.identity.uuid));
    add(section.pairs, tr("Machine id"), of(host.identity.machineId));
    for (const std::string& mac : host.identity.macs)
        add(section.pairs, tr("MAC"), of(mac));
    return section;
}

InspectorSection saidSection(const HostAttributes& attributes)
{
    InspectorSection section;
    section.heading = tr("What counts");
    section.facts = {
        {tr("Exposure"), attributes.exposure ? Texts::of(*attributes.exposure) : tr("Open, assumed")},
        {tr("Importance"), attributes.importance ? Texts::of(*attributes.importance) : tr("Medium, assumed")},
        {tr("Safety"), attributes.safety ? Texts::of(*attributes.safety) : tr("Marginal, assumed")}};
    add(section.pairs, tr("Owner"), of(attributes.owner));
    add(section.pairs, tr("Site"), of(attributes.site));
    add(section.pairs, tr("Role"), of(attributes.role));
    add(section.pairs, tr("Tags"), Texts::joined(attributes.tags, u", "));
    add(section.pairs, tr("Excluded"), attributes.excluded ? of(attributes.excludedReason) : QString());
    return section;
}

} // namespace

InspectorContent hostInspector(const FindingSource& source, std::uint32_t index)
{
    const Assessment& assessment = *source.assessment;
    const Host& host = assessment.fleet->hosts[index];
    const SnapshotEntry* seen = host.lastSeen(assessment.at);
    InspectorContent content;
    content.title = Texts::hostName(host);
    QStringList parts{Texts::of(assessment.hostStates[index])};
    if (seen)
        parts << Texts::osName(assessment.fleet->systems[seen->os]) << of(assessment.fleet->systems[seen->os].arch);
    parts.removeAll(QString());
    content.subtitle = parts.join(QStringLiteral(" · "));
    content.sections = {saidSection(host.attributes), openSection(source, index), evidenceSection(assessment, host),
                        identitySection(host)};
    return content;
}

} // namespace bw
