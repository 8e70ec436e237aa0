// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/fleet/hostinspector.h"

#include "models/domain/assessment.h"
#include "models/items/texts.h"

#include <QCoreApplication>

#include <algorithm>

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

constexpr std::size_t FewPatches = 12;

void add(std::vector<InspectorPair>& pairs, const QString& key, const QString& value)
{
    if (!value.isEmpty())
        pairs.push_back({key, value});
}

InspectorSection openSection(const Assessment& assessment, std::uint32_t host)
{
    InspectorSection section;
    std::vector<const Finding*> findings;
    // A patch's findings are in the order of hosts: no walk over millions of them.
    for (const Patch& patch : assessment.patches) {
        const auto begin = assessment.findings.begin() + patch.firstFinding;
        const auto end = begin + patch.findingCount;
        const auto it =
            std::lower_bound(begin, end, host, [](const Finding& f, std::uint32_t wanted) { return f.host < wanted; });
        if (it != end && it->host == host)
            findings.push_back(&*it);
    }
    section.heading = findings.empty() ? tr("Nothing open") : tr("Open: %1").arg(findings.size());
    for (std::size_t i = 0; i < findings.size() && i < FewPatches; ++i) {
        const Finding& finding = *findings[i];
        const Patch& patch = assessment.patches[finding.patch];
        InspectorRow row{of(patch.package),
                         patch.fixed.empty() ? tr("no fix yet") : of(patch.fixed),
                         {},
                         {},
                         QStringLiteral("patch:") + of(patch.id)};
        if (finding.state == FindingState::Open)
            row.chip = InspectorChip{static_cast<Tone>(Texts::tone(finding.decision)), Texts::of(finding.decision)};
        else
            row.chip = InspectorChip{static_cast<Tone>(Texts::tone(finding.state)), Texts::of(finding.state)};
        section.rows.push_back(std::move(row));
    }
    if (findings.size() > FewPatches)
        section.links = {{QStringLiteral("queue"), tr("All %1 in the queue").arg(findings.size())}};
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

InspectorContent hostInspector(const Assessment& assessment, std::uint32_t index)
{
    const Host& host = assessment.fleet->hosts[index];
    const SnapshotEntry* seen = host.lastSeen(assessment.at);
    InspectorContent content;
    content.title = Texts::hostName(host);
    QStringList parts{Texts::of(assessment.hostStates[index])};
    if (seen)
        parts << Texts::osName(assessment.fleet->systems[seen->os]) << of(assessment.fleet->systems[seen->os].arch);
    parts.removeAll(QString());
    content.subtitle = parts.join(QStringLiteral(" · "));
    content.sections = {saidSection(host.attributes), openSection(assessment, index), evidenceSection(assessment, host),
                        identitySection(host)};
    return content;
}

} // namespace bw
