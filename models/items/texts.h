// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/assessment.h"
#include "models/items/roles.h"

#include <QCoreApplication>
#include <QString>

#include <string>
#include <string_view>
#include <vector>

namespace bw {

/// The words by which item models say the domain's values, in the language of the installed translator. Plain text.
class Texts {
    Q_DECLARE_TR_FUNCTIONS(bw::Texts)

public:
    static QString of(std::string_view text) { return QString::fromUtf8(text.data(), qsizetype(text.size())); }
    static QString of(Decision decision); ///< "Immediate", "Out of cycle", "Scheduled", "Defer"
    static QString of(FindingState state);
    static QString of(HostState state);
    static QString of(Exposure exposure);
    static QString of(Mission importance);
    static QString of(Safety safety);
    static QString of(TimeSource source); ///< how a snapshot's time was decided, as a clause
    static QString of(Ecosystem ecosystem);

    static ItemTone tone(Decision decision);
    static ItemTone tone(FindingState state);
    static ItemTone tone(HostState state);

    static QString missing(); ///< "–"
    static QString number(std::uint64_t value); ///< grouped by the locale
    static QString decimal(double value, int digits);
    static QString percent(double share, int digits = 1); ///< 0..1 -> "87.3 %"
    static QString bytes(std::uint64_t size);

    /// "just now", "5 minutes ago", "3 days ago", "in 2 hours".
    static QString relative(Instant then, Instant now);
    /// "today", "tomorrow", "in 12 days", "12 days overdue".
    static QString due(Day due, Day today);
    /// "2026-11-24 08:03 UTC"
    static QString absolute(Instant t);
    static QString absolute(Day d);
    /// "openssl 3.0.17-1", of a patch that only the vendor's list names the offered version; the package alone where
    /// there is no version.
    static QString title(const Patch& patch);
    static QString joined(const std::vector<std::string>& parts, QStringView separator);
    static QString yesNo(bool value);

    /// The name a host goes by: short name, else FQDN, else serial, UUID or its number.
    static QString hostName(const Host& host);
    static QString osName(const OsIdentity& os); ///< "Debian 12"; empty where not told
    static QString release(std::string_view stream); ///< "Debian 12" of the stream "Debian:12"
};

/// True for the states that keep an exposure window open (verified, excepted and unknown do not).
bool countsAsOpen(FindingState state);

} // namespace bw
