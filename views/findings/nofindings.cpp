// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/findings/nofindings.h"

#include "models/items/texts.h"

#include <QCoreApplication>

#include <algorithm>

namespace bw {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("bw::NoFindings", text);
}

bool covered(const Assessment& assessment, const SnapshotEntry& seen)
{
    const std::string& stream = assessment.fleet->streams[seen.os];
    const StringId id = assessment.catalog->strings.find(stream);
    return !stream.empty() && id != StringPool::npos && assessment.catalog->covers(id);
}

} // namespace

QString whyNoFindings(const Assessment& assessment, HostId id)
{
    const auto& hosts = assessment.fleet->hosts;
    const auto host =
        std::lower_bound(hosts.begin(), hosts.end(), id, [](const Host& h, HostId wanted) { return h.id < wanted; });
    if (host == hosts.end() || host->id != id)
        return tr("The host is not in the fleet any more.");
    if (host->attributes.excluded)
        return tr("This host is excluded, so it counts in no figure: %1")
            .arg(Texts::of(host->attributes.excludedReason));
    const SnapshotEntry* packages = host->at(assessment.at);
    if (!packages)
        return tr("Unknown, not good: no inventory told of this host's software.");
    if (!covered(assessment, *packages)) {
        const QString os = Texts::osName(assessment.fleet->systems[packages->os]);
        return os.isEmpty() ? tr("Unknown, not good: no inventory told of this host's operating system.")
                            : tr("Unknown, not good: no feed speaks of %1.").arg(os);
    }
    const QString seen = Texts::absolute(packages->takenAt);
    if (assessment.hostStates[std::size_t(host - hosts.begin())] == HostState::Stale)
        return tr("Nothing was open in the inventory of %1, which is too old to tell of today.").arg(seen);
    return tr("Nothing open that the feeds know, by the inventory of %1.").arg(seen);
}

} // namespace bw
