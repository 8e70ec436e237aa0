// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/hostfilter.h"
#include "models/planning/jsonfields.h"
#include "models/planning/plancodec.h"
#include "models/planning/recurrence.h"

#include <set>

namespace bw {

namespace {

constexpr qsizetype MaxEntries = 2000;

QJsonObject toJson(const Window& window)
{
    QJsonObject json{{QStringLiteral("id"), jsonText(window.id)},
                     {QStringLiteral("name"), jsonText(window.name)},
                     {QStringLiteral("first_start"), jsonText(window.firstStart)},
                     {QStringLiteral("recurrence"), jsonText(window.recurrence)},
                     {QStringLiteral("minutes"), window.minutes},
                     {QStringLiteral("zone"), jsonText(window.zone)}};
    if (window.offsetDays != 0)
        json.insert(QStringLiteral("offset_days"), window.offsetDays);
    if (!window.exceptDays.empty())
        json.insert(QStringLiteral("except_days"), jsonTexts(window.exceptDays));
    if (window.lastStartMinutes)
        json.insert(QStringLiteral("last_start_minutes"), *window.lastStartMinutes);
    if (!window.hostFilter.empty())
        json.insert(QStringLiteral("hosts"), jsonText(window.hostFilter));
    return json;
}

Window windowFrom(const QJsonObject& json)
{
    Window window;
    window.id = textOf(json.value(QLatin1String("id")));
    window.name = textOf(json.value(QLatin1String("name")));
    window.firstStart = textOf(json.value(QLatin1String("first_start")));
    window.recurrence = textOf(json.value(QLatin1String("recurrence")));
    window.minutes = json.value(QLatin1String("minutes")).toInt(window.minutes);
    window.zone = json.value(QLatin1String("zone")).toString(QStringLiteral("UTC")).toStdString();
    window.offsetDays = json.value(QLatin1String("offset_days")).toInt();
    window.exceptDays = textsOf(json.value(QLatin1String("except_days")));
    if (const QJsonValue last = json.value(QLatin1String("last_start_minutes")); last.isDouble())
        window.lastStartMinutes = last.toInt();
    window.hostFilter = textOf(json.value(QLatin1String("hosts")));
    return window;
}

QJsonObject toJson(const Freeze& freeze)
{
    return {{QStringLiteral("id"), jsonText(freeze.id)},        {QStringLiteral("name"), jsonText(freeze.name)},
            {QStringLiteral("from"), jsonText(freeze.from)},    {QStringLiteral("until"), jsonText(freeze.until)},
            {QStringLiteral("zone"), jsonText(freeze.zone)},    {QStringLiteral("hosts"), jsonText(freeze.hostFilter)},
            {QStringLiteral("reason"), jsonText(freeze.reason)}};
}

Freeze freezeFrom(const QJsonObject& json)
{
    return {textOf(json.value(QLatin1String("id"))),
            textOf(json.value(QLatin1String("name"))),
            textOf(json.value(QLatin1String("from"))),
            textOf(json.value(QLatin1String("until"))),
            json.value(QLatin1String("zone")).toString(QStringLiteral("UTC")).toStdString(),
            textOf(json.value(QLatin1String("hosts"))),
            textOf(json.value(QLatin1String("reason")))};
}

QJsonObject toJson(const RedundancyGroup& group)
{
    return {{QStringLiteral("name"), jsonText(group.name)},
            {QStringLiteral("hosts"), jsonText(group.hostFilter)},
            {QStringLiteral("must_stay_up"), group.mustStayUp}};
}

RedundancyGroup groupFrom(const QJsonObject& json)
{
    return {textOf(json.value(QLatin1String("name"))), textOf(json.value(QLatin1String("hosts"))),
            json.value(QLatin1String("must_stay_up")).toInt(1)};
}

QJsonObject toJson(const OrderRule& rule)
{
    return {{QStringLiteral("name"), jsonText(rule.name)},
            {QStringLiteral("first"), jsonText(rule.first)},
            {QStringLiteral("then"), jsonText(rule.then)}};
}

OrderRule orderFrom(const QJsonObject& json)
{
    return {textOf(json.value(QLatin1String("name"))), textOf(json.value(QLatin1String("first"))),
            textOf(json.value(QLatin1String("then")))};
}

QJsonObject toJson(const DurationRule& rule)
{
    return {{QStringLiteral("package"), jsonText(rule.package)}, {QStringLiteral("minutes"), rule.minutes}};
}

DurationRule durationFrom(const QJsonObject& json)
{
    return {textOf(json.value(QLatin1String("package"))), json.value(QLatin1String("minutes")).toDouble(3)};
}

template <typename T>
QJsonArray listOf(const std::vector<T>& values)
{
    QJsonArray array;
    for (const T& value : values)
        array.append(toJson(value));
    return array;
}

template <typename T>
Result<void> read(const QJsonObject& json, const char* field, std::vector<T>& values, T (*from)(const QJsonObject&))
{
    const QJsonValue value = json.value(QLatin1String(field));
    if (!value.isUndefined() && !value.isArray())
        return Error{ErrorKind::BadValue, "not a list", {{}, 0, 0, field}};
    const QJsonArray array = value.toArray();
    if (array.size() > MaxEntries)
        return Error{ErrorKind::TooLarge, std::to_string(MaxEntries), {{}, 0, 0, field}};
    for (const auto& entry : array)
        values.push_back(from(entry.toObject()));
    return {};
}

Error within(Error error, const std::string& place)
{
    error.place.field = error.place.field.empty() ? place : place + '.' + error.place.field;
    return error;
}

Result<void> checkFilter(const std::string& filter, const std::string& place)
{
    const auto parsed = HostFilter::parse(filter);
    return parsed ? Result<void>() : Result<void>(within(parsed.error(), place));
}

Error missing(std::string field)
{
    return {ErrorKind::MissingField, {}, {{}, 0, 0, std::move(field)}};
}

Error bad(std::string value, std::string field)
{
    return {ErrorKind::BadValue, std::move(value), {{}, 0, 0, std::move(field)}};
}

Result<void> checkWindow(const Window& window, const std::string& place)
{
    if (window.id.empty())
        return missing(place + ".id");
    const auto start = resolveLocal(window.firstStart, window.zone);
    const Instant from = start ? start->at : Instant();
    const auto times = occurrences(window, from, from + std::chrono::days(366 * 5), 1);
    if (!times)
        return within(times.error(), place);
    return checkFilter(window.hostFilter, place + ".hosts");
}

Result<void> checkFreeze(const Freeze& freeze, const std::string& place)
{
    if (freeze.id.empty())
        return missing(place + ".id");
    if (const auto stretch = stretchOf(freeze); !stretch)
        return within(stretch.error(), place);
    return checkFilter(freeze.hostFilter, place + ".hosts");
}

std::string numbered(const char* list, std::size_t i)
{
    return std::string(list) + '[' + std::to_string(i) + ']';
}

bool isMinutes(double minutes)
{
    return minutes >= 0 && minutes <= 7 * 1440;
}

Result<void> checkCalendars(const PlanningPolicy& policy)
{
    std::set<std::string> ids;
    for (std::size_t i = 0; i < policy.windows.size(); ++i) {
        if (auto checked = checkWindow(policy.windows[i], numbered("windows", i)); !checked)
            return checked;
        if (!ids.insert(policy.windows[i].id).second)
            return bad(policy.windows[i].id, numbered("windows", i) + ".id");
    }
    ids.clear();
    for (std::size_t i = 0; i < policy.freezes.size(); ++i) {
        if (auto checked = checkFreeze(policy.freezes[i], numbered("freezes", i)); !checked)
            return checked;
        if (!ids.insert(policy.freezes[i].id).second)
            return bad(policy.freezes[i].id, numbered("freezes", i) + ".id");
    }
    return {};
}

Result<void> checkGroups(const PlanningPolicy& policy)
{
    for (std::size_t i = 0; i < policy.redundancy.size(); ++i) {
        const std::string place = numbered("redundancy", i);
        if (policy.redundancy[i].name.empty())
            return missing(place + ".name");
        if (policy.redundancy[i].mustStayUp < 1)
            return bad(std::to_string(policy.redundancy[i].mustStayUp), place + ".must_stay_up");
        if (auto checked = checkFilter(policy.redundancy[i].hostFilter, place + ".hosts"); !checked)
            return checked;
    }
    for (std::size_t i = 0; i < policy.orders.size(); ++i) {
        const std::string place = numbered("orders", i);
        if (policy.orders[i].name.empty())
            return missing(place + ".name");
        if (auto checked = checkFilter(policy.orders[i].first, place + ".first"); !checked)
            return checked;
        if (auto checked = checkFilter(policy.orders[i].then, place + ".then"); !checked)
            return checked;
    }
    return {};
}

} // namespace

std::string policyToJson(const PlanningPolicy& policy)
{
    const QJsonObject json{{QStringLiteral("format"), 1},
                           {QStringLiteral("windows"), listOf(policy.windows)},
                           {QStringLiteral("freezes"), listOf(policy.freezes)},
                           {QStringLiteral("redundancy"), listOf(policy.redundancy)},
                           {QStringLiteral("orders"), listOf(policy.orders)},
                           {QStringLiteral("durations"), listOf(policy.durations)},
                           {QStringLiteral("minutes_per_patch"), policy.minutesPerPatch},
                           {QStringLiteral("reboot_minutes"), policy.rebootMinutes},
                           {QStringLiteral("success_rate"), policy.successRate},
                           {QStringLiteral("waves_without_window"), policy.wavesWithoutWindow},
                           {QStringLiteral("approvers"), jsonTexts(policy.approvers)}};
    return QJsonDocument(json).toJson(QJsonDocument::Indented).toStdString();
}

Result<PlanningPolicy> policyFromJson(std::string_view text)
{
    const auto json = jsonObjectFrom(text);
    if (!json)
        return json.error();
    if (const int format = json->value(QLatin1String("format")).toInt(1); format != 1)
        return bad(std::to_string(format), "format");
    PlanningPolicy policy;
    for (const Result<void>& list :
         {read(*json, "windows", policy.windows, windowFrom), read(*json, "freezes", policy.freezes, freezeFrom),
          read(*json, "redundancy", policy.redundancy, groupFrom), read(*json, "orders", policy.orders, orderFrom),
          read(*json, "durations", policy.durations, durationFrom)}) {
        if (!list)
            return list.error();
    }
    policy.minutesPerPatch = json->value(QLatin1String("minutes_per_patch")).toDouble(policy.minutesPerPatch);
    policy.rebootMinutes = json->value(QLatin1String("reboot_minutes")).toDouble(policy.rebootMinutes);
    policy.successRate = json->value(QLatin1String("success_rate")).toDouble(policy.successRate);
    policy.wavesWithoutWindow = json->value(QLatin1String("waves_without_window")).toBool();
    policy.approvers = textsOf(json->value(QLatin1String("approvers")));
    if (auto checked = checkPolicy(policy); !checked)
        return checked.error();
    return policy;
}

Result<void> checkPolicy(const PlanningPolicy& policy)
{
    if (auto checked = checkCalendars(policy); !checked)
        return checked;
    if (auto checked = checkGroups(policy); !checked)
        return checked;
    for (std::size_t i = 0; i < policy.durations.size(); ++i) {
        if (policy.durations[i].package.empty())
            return missing(numbered("durations", i) + ".package");
        if (!isMinutes(policy.durations[i].minutes))
            return bad(std::to_string(policy.durations[i].minutes), numbered("durations", i) + ".minutes");
    }
    if (!isMinutes(policy.minutesPerPatch))
        return bad(std::to_string(policy.minutesPerPatch), "minutes_per_patch");
    if (!isMinutes(policy.rebootMinutes))
        return bad(std::to_string(policy.rebootMinutes), "reboot_minutes");
    if (!(policy.successRate >= 0 && policy.successRate <= 1))
        return bad(std::to_string(policy.successRate), "success_rate");
    return {};
}

} // namespace bw
