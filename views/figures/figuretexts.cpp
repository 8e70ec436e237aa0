// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/figures/figuretexts.h"

#include "models/items/texts.h"

#include <QDate>
#include <QLocale>

namespace bw {

namespace {

class Words {
    Q_DECLARE_TR_FUNCTIONS(bw::Figures)
};

} // namespace

QString basisText(const HostBasis& basis)
{
    QStringList parts{Words::tr("%1 hosts").arg(Texts::number(basis.hosts))};
    if (basis.stale > 0)
        parts << Words::tr("%1 stale").arg(Texts::number(basis.stale));
    if (basis.unknown > 0)
        parts << Words::tr("%1 never seen").arg(Texts::number(basis.unknown));
    if (basis.uncovered > 0)
        parts << Words::tr("%1 no feed covers").arg(Texts::number(basis.uncovered));
    if (basis.excluded > 0)
        parts << Words::tr("%1 excluded").arg(Texts::number(basis.excluded));
    return parts.join(QStringLiteral(" · "));
}

QString medianText(const MedianDays& median)
{
    return median.days ? Words::tr("%1 d").arg(QLocale().toString(*median.days)) : Texts::missing();
}

QString intervalText(const MedianDays& median)
{
    const auto bound = [](std::optional<std::int32_t> days) {
        return days ? QLocale().toString(*days) : QStringLiteral("?");
    };
    return Words::tr("95 %: %1 to %2 d").arg(bound(median.low), bound(median.high));
}

QString dayText(std::int32_t day)
{
    return QLocale().toString(QDate(1970, 1, 1).addDays(day), QStringLiteral("d MMM yyyy"));
}

} // namespace bw
