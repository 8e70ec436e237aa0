// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/exposure/keytiles.h"

#include "models/items/texts.h"
#include "views/figures/figuretexts.h"

#include <cstdlib>
#include <optional>

namespace bw {

namespace {

class Words {
    Q_DECLARE_TR_FUNCTIONS(bw::KeyTiles)
};

QString count(std::uint32_t value)
{
    return Texts::number(value);
}

std::int32_t dayNumber(Day day)
{
    return std::int32_t(day.time_since_epoch().count());
}

/// Overdue now against a week ago; empty where a week ago is not known.
std::optional<int> weeksDelta(const Metrics& metrics)
{
    const std::size_t n = metrics.weeks.size();
    if (n < 2 || metrics.weeks[n - 2].isGap() || metrics.weeks[n - 1].isGap())
        return std::nullopt;
    return int(metrics.weeks[n - 1].overdue) - int(metrics.weeks[n - 2].overdue);
}

KeyTileView immediateTile(const Metrics& metrics)
{
    const KeyFigures& key = metrics.key;
    KeyTileView tile;
    tile.number = count(key.immediatePatches);
    tile.tone = key.immediatePatches > 0 ? Tone::Immediate : Tone::Verified;
    tile.label = key.immediatePatches == 1 ? Words::tr("immediate patch open") : Words::tr("immediate patches open");
    QStringList parts{key.immediateHosts == 1 ? Words::tr("1 host")
                                              : Words::tr("%1 hosts").arg(count(key.immediateHosts))};
    if (key.immediateUnknown > 0)
        parts << Words::tr("%1 findings cannot tell").arg(count(key.immediateUnknown));
    if (key.nextImmediateDue)
        parts << Words::tr("next due %1").arg(Texts::due(*key.nextImmediateDue, dayOf(metrics.at)));
    tile.detail = parts.join(QStringLiteral(" · "));
    tile.page = QStringLiteral("queue");
    tile.filter = QStringLiteral("decision:immediate");
    return tile;
}

KeyTileView overdueTile(const Metrics& metrics)
{
    const KeyFigures& key = metrics.key;
    KeyTileView tile;
    tile.number = count(key.overdue);
    tile.tone = key.overdue > 0 ? Tone::OutOfCycle : Tone::Verified;
    tile.label = key.overdue == 1 ? Words::tr("finding overdue") : Words::tr("findings overdue");
    QStringList parts;
    if (key.overdue > 0)
        parts << (key.overdueHosts == 1 ? Words::tr("1 host") : Words::tr("%1 hosts").arg(count(key.overdueHosts)));
    if (const auto delta = weeksDelta(metrics); delta && *delta != 0)
        parts << Words::tr("%1%2 in a week").arg(*delta > 0 ? QChar(u'+') : QChar(u'\u2212')).arg(std::abs(*delta));
    if (key.oldestOverdue)
        parts
            << Words::tr("oldest %1, %2").arg(Texts::of(key.oldestOverdueHost), dayText(dayNumber(*key.oldestOverdue)));
    if (key.overdueUnknown > 0)
        parts << Words::tr("%1 cannot tell").arg(count(key.overdueUnknown));
    tile.detail = parts.join(QStringLiteral(" · "));
    tile.page = QStringLiteral("fleet");
    tile.filter = QStringLiteral("due:overdue");
    return tile;
}

KeyTileView inTimeTile(const Metrics& metrics)
{
    const InTime& inTime = metrics.key.inTime;
    KeyTileView tile;
    tile.label = Words::tr("verified in time, last %1 days").arg(inTime.days);
    tile.page = QStringLiteral("verify");
    if (inTime.fellDue == 0) {
        tile.number = Texts::missing();
        tile.detail = Words::tr("nothing fell due · %1 unknown").arg(count(inTime.unknown));
        return tile;
    }
    const double share = double(inTime.inTime) / double(inTime.fellDue);
    tile.number = Texts::percent(share);
    tile.tone = share >= 0.9 ? Tone::Verified : share >= 0.6 ? Tone::Scheduled : Tone::OutOfCycle;
    tile.detail = Words::tr("%1 of %2 that fell due · %3 unknown")
                      .arg(count(inTime.inTime), count(inTime.fellDue), count(inTime.unknown));
    return tile;
}

/// Of the most urgent decision that has had a case.
KeyTileView medianTile(const Metrics& metrics)
{
    KeyTileView tile;
    tile.page = QStringLiteral("queue");
    for (const Decision decision : {Decision::Immediate, Decision::OutOfCycle, Decision::Scheduled, Decision::Defer}) {
        const Survival& survival = metrics.key.toVerified[std::size_t(decision)];
        if (survival.cases == 0)
            continue;
        tile.number = medianText(survival.median);
        tile.label = Words::tr("half verified: %1").arg(Texts::of(decision).toLower());
        tile.detail = survival.median.days
            ? Words::tr("%1, n = %2").arg(intervalText(survival.median), count(survival.cases))
            : Words::tr("less than half are verified, n = %1").arg(count(survival.cases));
        tile.filter = QStringLiteral("decision:") + Texts::of(name(decision));
        return tile;
    }
    tile.number = Texts::missing();
    tile.label = Words::tr("half verified");
    tile.detail = Words::tr("nothing with a fix was open yet");
    return tile;
}

KeyTileView hostsTile(const Metrics& metrics)
{
    const HostBasis& basis = metrics.basis;
    KeyTileView tile;
    tile.number = Words::tr("%1 of %2").arg(count(basis.current), count(basis.hosts));
    tile.label = Words::tr("hosts known today");
    QStringList parts{Words::tr("%1 stale").arg(count(basis.stale)),
                      Words::tr("%1 never seen").arg(count(basis.unknown)),
                      Words::tr("%1 excluded").arg(count(basis.excluded))};
    if (basis.uncovered > 0)
        parts << Words::tr("%1 no feed covers").arg(count(basis.uncovered));
    tile.detail = parts.join(QStringLiteral(", "));
    tile.page = QStringLiteral("fleet");
    tile.filter = QStringLiteral("state:stale,unknown");
    return tile;
}

} // namespace

std::vector<KeyTileView> keyTiles(const Metrics& metrics)
{
    return {immediateTile(metrics), overdueTile(metrics), inTimeTile(metrics), medianTile(metrics), hostsTile(metrics)};
}

} // namespace bw
