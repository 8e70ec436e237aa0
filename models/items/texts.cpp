// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/texts.h"

#include <QDateTime>
#include <QLocale>
#include <QStringList>

#include <cmath>

namespace bw {

QString Texts::of(Decision decision)
{
    switch (decision) {
    case Decision::Defer:
        return tr("Defer");
    case Decision::Scheduled:
        return tr("Scheduled");
    case Decision::OutOfCycle:
        return tr("Out of cycle");
    case Decision::Immediate:
        return tr("Immediate");
    }
    return {};
}

QString Texts::of(FindingState state)
{
    switch (state) {
    case FindingState::Open:
        return tr("Open");
    case FindingState::Planned:
        return tr("Planned");
    case FindingState::Deploying:
        return tr("Deploying");
    case FindingState::Claimed:
        return tr("Claimed");
    case FindingState::RebootPending:
        return tr("Reboot pending");
    case FindingState::Verified:
        return tr("Verified");
    case FindingState::Contradicted:
        return tr("Contradicted");
    case FindingState::Excepted:
        return tr("Excepted");
    case FindingState::Regressed:
        return tr("Regressed");
    case FindingState::Unknown:
        return tr("Cannot tell");
    }
    return {};
}

QString Texts::of(HostState state)
{
    switch (state) {
    case HostState::Current:
        return tr("Current");
    case HostState::Stale:
        return tr("Stale");
    case HostState::Unknown:
        return tr("Unknown");
    case HostState::Excluded:
        return tr("Excluded");
    }
    return {};
}

QString Texts::of(Exposure exposure)
{
    switch (exposure) {
    case Exposure::Small:
        return tr("Small");
    case Exposure::Controlled:
        return tr("Controlled");
    case Exposure::Open:
        return tr("Open", "system exposure");
    }
    return {};
}

QString Texts::of(Mission importance)
{
    switch (importance) {
    case Mission::Degraded:
        return tr("Low");
    case Mission::Msc:
        return tr("Medium");
    case Mission::Mef:
        return tr("High");
    case Mission::Mission:
        return tr("Critical");
    }
    return {};
}

QString Texts::of(Safety safety)
{
    switch (safety) {
    case Safety::Negligible:
        return tr("Negligible");
    case Safety::Marginal:
        return tr("Marginal");
    case Safety::Critical:
        return tr("Critical");
    case Safety::Catastrophic:
        return tr("Catastrophic");
    }
    return {};
}

QString Texts::of(TimeSource source)
{
    switch (source) {
    case TimeSource::Told:
    case TimeSource::ToldWithOffset:
        return tr("time told by the inventory");
    case TimeSource::LocalWithZone:
        return tr("local time with its zone, told by the inventory");
    case TimeSource::LocalAssumedZone:
        return tr("local time told by the inventory, zone assumed");
    case TimeSource::Operator:
        return tr("time given at the import");
    case TimeSource::FileTime:
        return tr("time of the file, the inventory tells none");
    case TimeSource::ImportTime:
        return tr("time of the import, nothing else is known");
    }
    return {};
}

QString Texts::of(Ecosystem ecosystem)
{
    switch (ecosystem) {
    case Ecosystem::Unknown:
        return tr("Unknown");
    case Ecosystem::Program:
        return tr("Program");
    case Ecosystem::Hotfix:
        return tr("Windows update");
    case Ecosystem::MacApp:
        return tr("macOS app");
    case Ecosystem::Language:
        return tr("Library");
    default:
        return of(name(ecosystem));
    }
}

ItemTone Texts::tone(Decision decision)
{
    switch (decision) {
    case Decision::Defer:
        return ItemTone::Defer;
    case Decision::Scheduled:
        return ItemTone::Scheduled;
    case Decision::OutOfCycle:
        return ItemTone::OutOfCycle;
    case Decision::Immediate:
        return ItemTone::Immediate;
    }
    return ItemTone::Neutral;
}

ItemTone Texts::tone(FindingState state)
{
    switch (state) {
    case FindingState::Verified:
        return ItemTone::Verified;
    case FindingState::Contradicted:
    case FindingState::Regressed:
        return ItemTone::Immediate;
    case FindingState::RebootPending:
        return ItemTone::OutOfCycle;
    case FindingState::Claimed:
    case FindingState::Unknown:
        return ItemTone::CannotTell;
    case FindingState::Deploying:
        return ItemTone::Scheduled;
    case FindingState::Planned:
    case FindingState::Excepted:
        return ItemTone::Defer;
    case FindingState::Open:
        break;
    }
    return ItemTone::Neutral;
}

ItemTone Texts::tone(HostState state)
{
    switch (state) {
    case HostState::Current:
        return ItemTone::Verified;
    case HostState::Stale:
    case HostState::Unknown:
        return ItemTone::CannotTell;
    case HostState::Excluded:
        return ItemTone::Defer;
    }
    return ItemTone::Neutral;
}

QString Texts::missing()
{
    return QStringLiteral("–");
}

QString Texts::number(std::uint64_t value)
{
    QLocale locale;
    locale.setNumberOptions(QLocale::DefaultNumberOptions); // the C locale leaves out the grouping
    return locale.toString(qulonglong(value));
}

QString Texts::decimal(double value, int digits)
{
    return QLocale().toString(value, 'f', digits);
}

QString Texts::percent(double share, int digits)
{
    return tr("%1 %", "percentage").arg(decimal(share * 100, digits));
}

QString Texts::bytes(std::uint64_t size)
{
    return QLocale().formattedDataSize(qint64(size), 1, QLocale::DataSizeIecFormat);
}

// English needs no translator for its own plurals this way, others get all their forms.
QString Texts::relative(Instant then, Instant now)
{
    const auto seconds = (now - then).count();
    const auto far = std::abs(seconds);
    const bool past = seconds >= 0;
    if (far < 60)
        return tr("just now");
    if (far < 3600) {
        const auto n = int(far / 60);
        if (past)
            return n == 1 ? tr("1 minute ago") : tr("%n minutes ago", nullptr, n);
        return n == 1 ? tr("in 1 minute") : tr("in %n minutes", nullptr, n);
    }
    if (far < 86400) {
        const auto n = int(far / 3600);
        if (past)
            return n == 1 ? tr("1 hour ago") : tr("%n hours ago", nullptr, n);
        return n == 1 ? tr("in 1 hour") : tr("in %n hours", nullptr, n);
    }
    const auto n = int(std::min<std::int64_t>(far / 86400, 3'650'000));
    if (past)
        return n == 1 ? tr("1 day ago") : tr("%n days ago", nullptr, n);
    return n == 1 ? tr("in 1 day") : tr("in %n days", nullptr, n);
}

QString Texts::due(Day due, Day today)
{
    const auto n = int((due - today).count());
    if (n < 0)
        return n == -1 ? tr("1 day overdue") : tr("%n days overdue", nullptr, -n);
    if (n < 2)
        return n == 0 ? tr("today") : tr("tomorrow");
    return tr("in %n days", nullptr, n);
}

QString Texts::absolute(Instant t)
{
    const std::string iso = toIso(t);
    return of(iso.substr(0, 10)) + u' ' + of(iso.substr(11, 5)) + QLatin1String(" UTC");
}

QString Texts::absolute(Day d)
{
    return of(toIso(d));
}

QString Texts::title(const Patch& patch)
{
    const std::string& version = patch.offerOnly ? patch.offered : patch.fixed;
    return version.empty() || version == patch.package ? of(patch.package) : of(patch.package) + u' ' + of(version);
}

QString Texts::joined(const std::vector<std::string>& parts, QStringView separator)
{
    QString text;
    for (const std::string& part : parts) {
        if (!text.isEmpty())
            text += separator;
        text += of(part);
    }
    return text;
}

QString Texts::yesNo(bool value)
{
    return value ? tr("Yes") : tr("No");
}

QString Texts::hostName(const Host& host)
{
    const HostIdentity& names = host.identity;
    for (const std::string* text : {&names.name, &names.fqdn, &names.serial, &names.uuid, &names.machineId}) {
        if (!text->empty())
            return of(*text);
    }
    return tr("Host %1").arg(host.id);
}

QString Texts::osName(const OsIdentity& os)
{
    const QString& release = of(os.release.empty() ? os.version : os.release);
    return release.isEmpty() || os.name.empty() ? of(os.name) : of(os.name) + u' ' + release;
}

QString Texts::release(std::string_view stream)
{
    return of(stream).replace(u':', u' ');
}

bool countsAsOpen(FindingState state)
{
    return state != FindingState::Verified && state != FindingState::Excepted && state != FindingState::Unknown;
}

} // namespace bw
