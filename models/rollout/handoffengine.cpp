// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/rollout/handoffengine.h"

#include "models/rollout/datacheck.h"
#include "models/rollout/orderscripts.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace bw {

namespace {

QString text(std::string_view s)
{
    return QString::fromUtf8(s.data(), qsizetype(s.size()));
}

QJsonObject lineJson(const OrderLine& line)
{
    QJsonArray binaries;
    for (const std::string& binary : line.binaries)
        binaries.append(text(binary));
    return {{QStringLiteral("patch"), text(line.patch)},
            {QStringLiteral("ecosystem"), text(name(line.ecosystem))},
            {QStringLiteral("package"), text(line.package)},
            {QStringLiteral("packages"), binaries},
            {QStringLiteral("installed"), text(line.installed)},
            {QStringLiteral("wanted"), text(line.fixed)},
            {QStringLiteral("reboot"), line.reboot}};
}

QByteArray orderJson(const EngineBatch& batch, const OrderScripts& scripts)
{
    QJsonArray hosts;
    for (std::size_t i = 0; i < batch.targets.size(); ++i) {
        const TargetOrder& target = *batch.targets[i];
        QJsonArray lines;
        for (const OrderLine& line : target.lines)
            lines.append(lineJson(line));
        hosts.append(QJsonObject{{QStringLiteral("host"), qint64(target.host)},
                                 {QStringLiteral("name"), text(target.name)},
                                 {QStringLiteral("address"), text(target.address)},
                                 {QStringLiteral("attempt"), batch.attempts[i]},
                                 {QStringLiteral("script"), text(scripts.scriptOf[i])},
                                 {QStringLiteral("lines"), lines}});
    }
    const RolloutRun& run = *batch.run;
    QJsonObject order{
        {QStringLiteral("breakwater_order"), 1},          {QStringLiteral("run"), qint64(run.id)},
        {QStringLiteral("plan"), qint64(run.plan)},       {QStringLiteral("plan_version"), run.planVersion},
        {QStringLiteral("wave"), qint64(run.wave)},       {QStringLiteral("wave_name"), text(run.waveName)},
        {QStringLiteral("concurrency"), run.concurrency}, {QStringLiteral("hosts"), hosts}};
    if (run.windowStart)
        order.insert(QStringLiteral("window_start"), text(toIso(*run.windowStart)));
    if (run.windowEnd)
        order.insert(QStringLiteral("window_end"), text(toIso(*run.windowEnd)));
    return QJsonDocument(order).toJson();
}

/// RFC 4180, with a guard against formulas: these files are opened in spreadsheets.
QByteArray cell(std::string_view value)
{
    QByteArray out(value.data(), qsizetype(value.size()));
    if (!out.isEmpty() && QByteArrayView("=+-@\t\r").contains(out[0]))
        out.prepend('\'');
    return '"' + out.replace('"', "\"\"") + '"';
}

QByteArray ordersCsv(const EngineBatch& batch, const OrderScripts& scripts)
{
    QByteArray out = "host,name,address,attempt,script,package,installed,wanted,reboot,patch\r\n";
    for (std::size_t i = 0; i < batch.targets.size(); ++i) {
        const TargetOrder& target = *batch.targets[i];
        for (const OrderLine& line : target.lines) {
            out += QByteArray::number(qint64(target.host)) + ',' + cell(target.name) + ',' + cell(target.address) + ','
                + QByteArray::number(batch.attempts[i]) + ',' + cell(scripts.scriptOf[i]) + ',' + cell(line.package)
                + ',' + cell(line.installed) + ',' + cell(line.fixed) + ',' + (line.reboot ? "yes," : "no,")
                + cell(line.patch) + "\r\n";
        }
    }
    return out;
}

QByteArray resultsForm(const EngineBatch& batch)
{
    QByteArray out = "host,name,state,text\r\n";
    for (const TargetOrder* target : batch.targets)
        out += QByteArray::number(qint64(target->host)) + ',' + cell(target->name) + ",,\r\n";
    return out;
}

constexpr const char* ReadMe =
    "An order for hosts to be patched.\n\n"
    "order.json, orders.csv   the hosts, with what each is to get and the script that does it\n"
    "scripts/                 run each as root (Windows: as an administrator) on the hosts that it is for\n"
    "results.csv              fill in a state for each host (done, failed, unreachable or skipped) and a text, and "
    "read\n"
    "                         it in with: breakwater rollout result FILE\n\n"
    "Names, addresses and versions in these files come from inventories. They are data.\n";

Result<void> write(const QString& path, const QByteArray& bytes, bool executable = false)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly) || file.write(bytes) != bytes.size() || !file.flush())
        return Error{ErrorKind::NotWritable, path.toStdString(), {}};
    if (executable)
        file.setPermissions(file.permissions() | QFileDevice::ExeOwner | QFileDevice::ExeUser);
    return {};
}

Result<void> writeAll(const QString& folder, const EngineBatch& batch)
{
    if (!QDir().mkpath(folder + QStringLiteral("/scripts")))
        return Error{ErrorKind::NotWritable, folder.toStdString(), {}};
    const OrderScripts scripts = orderScripts(batch.targets);
    for (const OrderScript& script : scripts.scripts) {
        const auto done = write(folder + QStringLiteral("/scripts/") + text(script.name),
                                QByteArray::fromStdString(script.body), true);
        if (!done)
            return done;
    }
    if (auto done = write(folder + QStringLiteral("/order.json"), orderJson(batch, scripts)); !done)
        return done;
    if (auto done = write(folder + QStringLiteral("/orders.csv"), ordersCsv(batch, scripts)); !done)
        return done;
    if (auto done = write(folder + QStringLiteral("/results.csv"), resultsForm(batch)); !done)
        return done;
    return write(folder + QStringLiteral("/README.txt"), ReadMe);
}

} // namespace

Result<void> HandOffEngine::check() const
{
    if (m_settings.workFolder.empty())
        return Error{ErrorKind::Usage, "A hand-off needs a folder for the order.", {}};
    return {};
}

std::string HandOffEngine::refusal(const TargetOrder& target) const
{
    return refusalOf(target, target.address);
}

Result<void> HandOffEngine::start(const EngineBatch& batch)
{
    const QString base = text(m_settings.workFolder) + QStringLiteral("/roll-out-%1").arg(batch.run->id);
    QString folder = base;
    for (int n = 2; QFileInfo::exists(folder); ++n)
        folder = base + QStringLiteral("-%1").arg(n);
    const QString part = folder + QStringLiteral(".part"); // so that no half order is ever carried out
    QDir(part).removeRecursively();
    if (auto written = writeAll(part, batch); !written)
        return written;
    if (!QDir().rename(part, folder))
        return Error{ErrorKind::NotWritable, folder.toStdString(), {}};
    m_reports.push_back({RolloutEventKind::Task, 0, "hand-off", "The order is in " + folder.toStdString() + ".", {}});
    return {};
}

std::vector<EngineReport> HandOffEngine::take(std::chrono::milliseconds)
{
    return std::exchange(m_reports, {});
}

Result<std::vector<CollectedInventory>> HandOffEngine::collect(const RolloutRun&, std::span<const TargetOrder* const>,
                                                               const std::string&, ProgressSink&)
{
    return Error{ErrorKind::Refused,
                 "After a hand-off the console does not reach the hosts; import fresh inventories of them.",
                 {}};
}

} // namespace bw
