// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/planning/zones.h"

#include <QDateTime>

#include <algorithm>
#include <array>
#include <map>

namespace bw {

namespace {

constexpr std::int64_t Hour = 3600;

std::int64_t offsetAt(const QTimeZone& zone, std::int64_t utc)
{
    return zone.offsetFromUtc(QDateTime::fromSecsSinceEpoch(utc, Qt::UTC));
}

/// Qt takes any word for a zone of the POSIX kind ("City", hour 0), and a whole POSIX rule too: neither is an IANA
/// name.
bool looksLikeIana(const QByteArray& id)
{
    const auto named = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '/' || c == '_'
            || c == '-' || c == '+';
    };
    if (!std::all_of(id.begin(), id.end(), named))
        return false;
    return id.contains('/') || id == "UTC" || id == "GMT" || id == "CET" || id == "MET" || id == "EET" || id == "WET"
        || QTimeZone::isTimeZoneIdAvailable(id);
}

} // namespace

const QTimeZone& zoneNamed(std::string_view name)
{
    static const QTimeZone none;
    if (name.empty() || name.size() > 64)
        return none;
    thread_local std::map<std::string, QTimeZone, std::less<>> known;
    if (const auto it = known.find(name); it != known.end())
        return it->second;
    if (known.size() > 600)
        known.clear();
    const QByteArray id(name.data(), qsizetype(name.size()));
    return known.emplace(std::string(name), looksLikeIana(id) ? QTimeZone(id) : QTimeZone()).first->second;
}

Resolved resolveIn(const QTimeZone& zone, LocalSeconds local)
{
    // Offsets lie between -12 and +14 hours: whatever holds at that local time holds at one of these moments.
    std::array<std::int64_t, 5> offsets{};
    const std::array<std::int64_t, 5> around = {-26 * Hour, -13 * Hour, 0, 13 * Hour, 26 * Hour};
    std::transform(around.begin(), around.end(), offsets.begin(),
                   [&](std::int64_t away) { return offsetAt(zone, local + away); });
    std::optional<std::int64_t> first;
    bool twice = false;
    for (const std::int64_t offset : offsets) {
        const std::int64_t utc = local - offset;
        if (offsetAt(zone, utc) != offset)
            continue;
        twice = twice || (first && *first != utc);
        first = first ? std::min(*first, utc) : utc;
    }
    if (first)
        return {Instant(std::chrono::seconds(*first)), twice ? Resolved::Kind::Overlap : Resolved::Kind::Plain};
    std::int64_t before = local - 26 * Hour, after = local + 26 * Hour; // the clocks jump over `local` in between
    while (after - before > 1) {
        const std::int64_t middle = before + (after - before) / 2;
        (middle + offsetAt(zone, middle) > local ? after : before) = middle;
    }
    return {Instant(std::chrono::seconds(after)), Resolved::Kind::Gap};
}

LocalSeconds localIn(const QTimeZone& zone, Instant at)
{
    const std::int64_t utc = at.time_since_epoch().count();
    return zone.isValid() ? utc + offsetAt(zone, utc) : utc;
}

std::optional<LocalSeconds> parseLocal(std::string_view text)
{
    const bool dayAlone = text.size() == 10;
    if (!dayAlone && (text.size() < 16 || text.size() > 19 || (text[10] != 'T' && text[10] != ' ')))
        return {};
    if (hasZone(text))
        return {};
    const auto at = parseIso(text);
    if (!at)
        return {};
    return at->time_since_epoch().count();
}

std::string localIso(LocalSeconds local)
{
    return toIso(Instant(std::chrono::seconds(local))).substr(0, 16);
}

std::string clockText(LocalSeconds local)
{
    return localIso(local).substr(11);
}

} // namespace bw
