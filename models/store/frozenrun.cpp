// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/frozenrun.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <map>

namespace bw {

namespace {

QString text(std::string_view s)
{
    return QString::fromUtf8(s.data(), qsizetype(s.size()));
}

std::string str(const QJsonValue& value)
{
    return value.toString().toStdString();
}

QJsonObject gateJson(const Gate& gate)
{
    QJsonObject object{{QStringLiteral("min_success"), gate.minSuccess},
                       {QStringLiteral("claims_count"), gate.claimsCount},
                       {QStringLiteral("soak_hours"), gate.soakHours},
                       {QStringLiteral("needs_tests"), gate.needsTests},
                       {QStringLiteral("approvals"), gate.approvals}};
    if (gate.failureBudget)
        object.insert(QStringLiteral("failure_budget"), *gate.failureBudget);
    return object;
}

Gate gateFrom(const QJsonObject& object)
{
    Gate gate;
    gate.minSuccess = object.value(QStringLiteral("min_success")).toDouble(gate.minSuccess);
    gate.claimsCount = object.value(QStringLiteral("claims_count")).toBool();
    gate.soakHours = object.value(QStringLiteral("soak_hours")).toInt(gate.soakHours);
    gate.needsTests = object.value(QStringLiteral("needs_tests")).toBool();
    gate.approvals = object.value(QStringLiteral("approvals")).toInt();
    if (const QJsonValue budget = object.value(QStringLiteral("failure_budget")); budget.isDouble())
        gate.failureBudget = budget.toInt();
    return gate;
}

/// The part of an order line that is the same on every host.
using SharedLine = std::tuple<std::string, Ecosystem, std::string, std::string, bool>;

QJsonObject sharedJson(const OrderLine& line)
{
    return {{QStringLiteral("patch"), text(line.patch)},
            {QStringLiteral("ecosystem"), text(name(line.ecosystem))},
            {QStringLiteral("package"), text(line.package)},
            {QStringLiteral("fixed"), text(line.fixed)},
            {QStringLiteral("reboot"), line.reboot}};
}

OrderLine lineFrom(const QJsonObject& object)
{
    OrderLine line;
    line.patch = str(object.value(QStringLiteral("patch")));
    line.ecosystem = ecosystemFrom(str(object.value(QStringLiteral("ecosystem"))));
    line.package = str(object.value(QStringLiteral("package")));
    line.fixed = str(object.value(QStringLiteral("fixed")));
    line.reboot = object.value(QStringLiteral("reboot")).toBool();
    return line;
}

/// Collects the shared parts while the targets are written.
class Lines {
public:
    qint64 number(const OrderLine& line)
    {
        const auto [it, added] =
            m_known.try_emplace({line.patch, line.ecosystem, line.package, line.fixed, line.reboot}, m_list.size());
        if (added)
            m_list.append(sharedJson(line));
        return it->second;
    }
    const QJsonArray& list() const { return m_list; }

private:
    std::map<SharedLine, qint64> m_known;
    QJsonArray m_list;
};

QJsonObject targetJson(const TargetOrder& target, Lines& shared)
{
    QJsonArray lines;
    for (const OrderLine& line : target.lines) {
        QJsonArray binaries;
        for (const std::string& binary : line.binaries)
            binaries.append(text(binary));
        lines.append(QJsonArray{shared.number(line), text(line.installed), binaries});
    }
    return {{QStringLiteral("host"), qint64(target.host)},
            {QStringLiteral("name"), text(target.name)},
            {QStringLiteral("address"), text(target.address)},
            {QStringLiteral("snapshot"), qint64(target.snapshot)},
            {QStringLiteral("lines"), lines}};
}

bool targetsFrom(const QJsonObject& frozen, std::vector<TargetOrder>& targets)
{
    std::vector<OrderLine> shared;
    for (const QJsonValue& value : frozen.value(QStringLiteral("lines")).toArray())
        shared.push_back(lineFrom(value.toObject()));
    for (const QJsonValue& value : frozen.value(QStringLiteral("targets")).toArray()) {
        const QJsonObject object = value.toObject();
        TargetOrder target;
        target.host = object.value(QStringLiteral("host")).toInteger();
        target.name = str(object.value(QStringLiteral("name")));
        target.address = str(object.value(QStringLiteral("address")));
        target.snapshot = object.value(QStringLiteral("snapshot")).toInteger();
        for (const QJsonValue& entry : object.value(QStringLiteral("lines")).toArray()) {
            const QJsonArray own = entry.toArray();
            const qint64 number = own.at(0).toInteger(-1);
            if (number < 0 || std::size_t(number) >= shared.size())
                return false;
            OrderLine line = shared[std::size_t(number)];
            line.installed = str(own.at(1));
            for (const QJsonValue& binary : own.at(2).toArray())
                line.binaries.push_back(str(binary));
            target.lines.push_back(std::move(line));
        }
        targets.push_back(std::move(target));
    }
    return true;
}

std::optional<Instant> instantFrom(const QJsonValue& value)
{
    if (!value.isDouble())
        return std::nullopt;
    return Instant(std::chrono::seconds(value.toInteger()));
}

} // namespace

std::string frozenText(const RolloutRun& run)
{
    QJsonObject frozen{{QStringLiteral("wave_name"), text(run.waveName)},
                       {QStringLiteral("seed"), qint64(run.seed)},
                       {QStringLiteral("concurrency"), run.concurrency},
                       {QStringLiteral("gate"), gateJson(run.gate)},
                       {QStringLiteral("policy"), text(run.policy)}};
    if (run.windowStart)
        frozen.insert(QStringLiteral("window_start"), qint64(run.windowStart->time_since_epoch().count()));
    if (run.windowEnd)
        frozen.insert(QStringLiteral("window_end"), qint64(run.windowEnd->time_since_epoch().count()));
    QJsonArray revisions;
    for (const std::int64_t revision : run.feedRevisions)
        revisions.append(qint64(revision));
    frozen.insert(QStringLiteral("feed_revisions"), revisions);
    Lines lines;
    QJsonArray targets;
    for (const TargetOrder& target : run.targets)
        targets.append(targetJson(target, lines));
    frozen.insert(QStringLiteral("lines"), lines.list());
    frozen.insert(QStringLiteral("targets"), targets);
    return QJsonDocument(frozen).toJson(QJsonDocument::Compact).toStdString();
}

bool readFrozen(const QByteArray& json, bool withTargets, RolloutRun& run)
{
    const QJsonDocument document = QJsonDocument::fromJson(json);
    if (!document.isObject())
        return false;
    const QJsonObject frozen = document.object();
    run.waveName = str(frozen.value(QStringLiteral("wave_name")));
    run.seed = std::uint32_t(frozen.value(QStringLiteral("seed")).toInteger());
    run.concurrency = frozen.value(QStringLiteral("concurrency")).toInt(1);
    run.gate = gateFrom(frozen.value(QStringLiteral("gate")).toObject());
    run.policy = str(frozen.value(QStringLiteral("policy")));
    run.windowStart = instantFrom(frozen.value(QStringLiteral("window_start")));
    run.windowEnd = instantFrom(frozen.value(QStringLiteral("window_end")));
    for (const QJsonValue& revision : frozen.value(QStringLiteral("feed_revisions")).toArray())
        run.feedRevisions.push_back(revision.toInteger());
    return !withTargets || targetsFrom(frozen, run.targets);
}

} // namespace bw
