// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/planning/plancodec.h"

#include "models/planning/edits.h"
#include "models/planning/jsonfields.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>
#include <unordered_set>

namespace bw {

namespace {

Error bad(std::string value, std::string field)
{
    return {ErrorKind::BadValue, std::move(value), {{}, 0, 0, std::move(field)}};
}

QJsonObject toJson(const Gate& gate)
{
    QJsonObject json{{QStringLiteral("min_success"), gate.minSuccess},
                     {QStringLiteral("claims_count"), gate.claimsCount},
                     {QStringLiteral("soak_hours"), gate.soakHours},
                     {QStringLiteral("needs_tests"), gate.needsTests},
                     {QStringLiteral("approvals"), gate.approvals}};
    if (gate.failureBudget)
        json.insert(QStringLiteral("failure_budget"), *gate.failureBudget);
    return json;
}

Gate gateFrom(const QJsonObject& json)
{
    Gate gate;
    gate.minSuccess = std::clamp(json.value(QLatin1String("min_success")).toDouble(gate.minSuccess), 0.0, 1.0);
    gate.claimsCount = json.value(QLatin1String("claims_count")).toBool();
    gate.soakHours = std::clamp(json.value(QLatin1String("soak_hours")).toInt(gate.soakHours), 0, 24 * 365);
    gate.needsTests = json.value(QLatin1String("needs_tests")).toBool();
    gate.approvals = std::clamp(json.value(QLatin1String("approvals")).toInt(), 0, 20);
    const QJsonValue budget = json.value(QLatin1String("failure_budget"));
    if (budget.isDouble())
        gate.failureBudget = std::max(budget.toInt(), 0);
    return gate;
}

QJsonObject toJson(const Wave& wave, const std::unordered_map<std::string_view, int>& places)
{
    QJsonArray patches, hosts;
    for (const std::string& patch : wave.patches)
        patches.append(places.at(patch));
    for (const HostId host : wave.hosts)
        hosts.append(qint64(host));
    QJsonObject json{{QStringLiteral("id"), qint64(wave.id)},
                     {QStringLiteral("name"), jsonText(wave.name)},
                     {QStringLiteral("test_ring"), wave.testRing},
                     {QStringLiteral("patches"), patches},
                     {QStringLiteral("hosts"), hosts},
                     {QStringLiteral("window"), jsonText(wave.window)},
                     {QStringLiteral("concurrency"), wave.concurrency},
                     {QStringLiteral("gate"), toJson(wave.gate)},
                     {QStringLiteral("notes"), jsonText(wave.notes)},
                     {QStringLiteral("locked"), wave.locked}};
    if (wave.notBefore)
        json.insert(QStringLiteral("not_before"), jsonText(toIso(*wave.notBefore)));
    return json;
}

Result<Wave> waveFrom(const QJsonObject& json, const std::vector<std::string>& patches, const std::string& field)
{
    Wave wave;
    const double id = json.value(QLatin1String("id")).toDouble(0);
    if (!(id >= 1 && id < 4e9) || id != std::floor(id))
        return bad(std::to_string(id), field + ".id");
    wave.id = WaveId(id);
    wave.name = textOf(json.value(QLatin1String("name")));
    wave.testRing = json.value(QLatin1String("test_ring")).toBool();
    wave.window = textOf(json.value(QLatin1String("window")));
    wave.notes = textOf(json.value(QLatin1String("notes")));
    wave.locked = json.value(QLatin1String("locked")).toBool();
    wave.concurrency = std::clamp(json.value(QLatin1String("concurrency")).toInt(wave.concurrency), 1, 100000);
    wave.gate = gateFrom(json.value(QLatin1String("gate")).toObject());
    if (const QJsonValue day = json.value(QLatin1String("not_before")); day.isString()) {
        wave.notBefore = parseDay(textOf(day));
        if (!wave.notBefore)
            return bad(textOf(day), field + ".not_before");
    }
    std::unordered_set<std::string_view> seen;
    const QJsonArray places = json.value(QLatin1String("patches")).toArray();
    for (const auto& place : places) {
        const int at = place.toInt(-1);
        if (at < 0 || std::size_t(at) >= patches.size())
            return bad(std::to_string(at), field + ".patches");
        if (seen.insert(patches[std::size_t(at)]).second)
            wave.patches.push_back(patches[std::size_t(at)]);
    }
    const QJsonArray hosts = json.value(QLatin1String("hosts")).toArray();
    wave.hosts.reserve(std::size_t(hosts.size()));
    for (const auto& host : hosts) {
        const qint64 number = host.toInteger(0);
        if (number <= 0)
            return bad(std::to_string(number), field + ".hosts");
        wave.hosts.push_back(number);
    }
    std::sort(wave.hosts.begin(), wave.hosts.end());
    wave.hosts.erase(std::unique(wave.hosts.begin(), wave.hosts.end()), wave.hosts.end());
    return wave;
}

} // namespace

std::string planToJson(const Plan& plan)
{
    const std::vector<std::string> patches = patchesOf(plan);
    std::unordered_map<std::string_view, int> places;
    for (const std::string& patch : patches)
        places.emplace(patch, int(places.size()));
    QJsonArray waves;
    for (const Wave& wave : plan.waves)
        waves.append(toJson(wave, places));
    const QJsonObject json{{QStringLiteral("format"), 1},
                           {QStringLiteral("name"), jsonText(plan.name)},
                           {QStringLiteral("notes"), jsonText(plan.notes)},
                           {QStringLiteral("seed"), qint64(plan.seed)},
                           {QStringLiteral("next_wave"), qint64(plan.nextWave)},
                           {QStringLiteral("patches"), jsonTexts(patches)},
                           {QStringLiteral("waves"), waves}};
    return QJsonDocument(json).toJson(QJsonDocument::Compact).toStdString();
}

Result<Plan> planFromJson(std::string_view text)
{
    const auto json = jsonObjectFrom(text);
    if (!json)
        return json.error();
    if (const int format = json->value(QLatin1String("format")).toInt(1); format != 1)
        return bad(std::to_string(format), "format");
    Plan plan;
    plan.name = textOf(json->value(QLatin1String("name")));
    plan.notes = textOf(json->value(QLatin1String("notes")));
    plan.seed = std::uint32_t(json->value(QLatin1String("seed")).toInteger(plan.seed));
    const std::vector<std::string> patches = textsOf(json->value(QLatin1String("patches")));
    const QJsonArray waves = json->value(QLatin1String("waves")).toArray();
    if (std::size_t(waves.size()) > MaxWaves)
        return Error{ErrorKind::TooLarge, std::to_string(MaxWaves) + " waves", {{}, 0, 0, "waves"}};
    for (qsizetype i = 0; i < waves.size(); ++i) {
        const std::string field = "waves[" + std::to_string(i) + ']';
        auto wave = waveFrom(waves.at(i).toObject(), patches, field);
        if (!wave)
            return wave.error();
        if (waveOf(plan, wave->id))
            return bad(std::to_string(wave->id), field + ".id");
        plan.nextWave = std::max(plan.nextWave, wave->id + 1);
        plan.waves.push_back(std::move(*wave));
    }
    const qint64 next = json->value(QLatin1String("next_wave")).toInteger(1);
    if (next > 0 && next < 4'000'000'000)
        plan.nextWave = std::max(plan.nextWave, WaveId(next));
    return plan;
}

} // namespace bw
