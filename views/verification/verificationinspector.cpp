// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/verification/verificationinspector.h"

#include "models/items/texts.h"

#include <QCoreApplication>

#include <algorithm>

namespace bw {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("bw::VerificationInspector", text);
}

const SnapshotEntry* entryOf(const Assessment& assessment, const VerificationRow& row)
{
    const auto& hosts = assessment.fleet->hosts;
    const auto host =
        std::lower_bound(hosts.begin(), hosts.end(), row.host, [](const Host& h, HostId id) { return h.id < id; });
    if (host == hosts.end() || host->id != row.host)
        return nullptr;
    const auto entry = std::find_if(host->timeline.begin(), host->timeline.end(),
                                    [&](const SnapshotEntry& e) { return e.id == row.verdict.snapshot; });
    return entry == host->timeline.end() ? nullptr : &*entry;
}

InspectorSection verdictSection(const VerificationRow& row)
{
    InspectorSection section;
    section.heading = tr("Verdict");
    section.chips = {{static_cast<Tone>(VerificationModel::tone(row.verdict.verdict)),
                      VerificationModel::word(row.verdict.verdict)}};
    section.prose = Texts::of(row.verdict.reason);
    return section;
}

InspectorSection threeWords(const VerificationRow& row)
{
    InspectorSection section;
    section.heading = tr("Expected, reported, observed");
    const auto orMissing = [](const std::string& text) { return text.empty() ? Texts::missing() : Texts::of(text); };
    section.pairs = {{tr("Expected"), orMissing(row.verdict.wanted)},
                     {tr("Reported"), VerificationModel::reported(row.planned, row.reported)},
                     {tr("Observed"), orMissing(row.verdict.installed)}};
    return section;
}

InspectorSection proofSection(const VerificationRow& row, const Assessment& assessment)
{
    InspectorSection section;
    section.heading = tr("Proof");
    const SnapshotEntry* entry = entryOf(assessment, row);
    if (!entry) {
        section.prose = tr("No inventory proves it or refutes it. An engine's word alone is a claim.");
    } else {
        section.pairs = {{tr("Inventory"), QString::number(row.verdict.snapshot)},
                         {tr("Taken"), Texts::absolute(entry->takenAt)},
                         {tr("Time"), Texts::of(entry->timeSource)},
                         {tr("Format"), Texts::of(entry->format)}};
        if (!entry->runningKernel.empty())
            section.pairs.push_back({tr("Kernel running"), Texts::of(entry->runningKernel)});
        if (entry->rebootPending)
            section.pairs.push_back({tr("Reboot pending"), Texts::yesNo(*entry->rebootPending)});
    }
    if (row.verdict.claimedAt)
        section.pairs.push_back({tr("Engine said done"), Texts::absolute(*row.verdict.claimedAt)});
    if (row.verdict.run)
        section.pairs.push_back({tr("Run"), QString::number(*row.verdict.run)});
    return section;
}

} // namespace

InspectorContent verificationInspector(const VerificationRow& row, const Assessment& assessment)
{
    InspectorContent content;
    content.title = Texts::of(row.hostName);
    content.subtitle =
        Texts::of(row.package) + u' ' + Texts::of(row.verdict.wanted) + QStringLiteral(" · ") + Texts::of(row.wave);
    content.sections = {verdictSection(row), threeWords(row), proofSection(row, assessment)};
    InspectorSection links;
    links.heading = tr("Go to");
    links.links = {{QStringLiteral("host"), tr("The host in the fleet")},
                   {QStringLiteral("queue"), tr("The patch in the queue")}};
    content.sections.push_back(std::move(links));
    return content;
}

} // namespace bw
