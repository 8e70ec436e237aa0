// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/planexport.h"

#include "models/planning/icalendar.h"
#include "models/planning/schedule.h"
#include "models/rollout/datacheck.h"
#include "models/rollout/freeze.h"
#include "models/rollout/orderscripts.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <array>

namespace bw {

namespace {

QString text(std::string_view s)
{
    return QString::fromUtf8(s.data(), qsizetype(s.size()));
}

std::string json(const QJsonObject& object)
{
    return QJsonDocument(object).toJson().toStdString();
}

/// RFC 4180, with an apostrophe before what a spreadsheet would take for a formula.
std::string csvLine(const std::vector<std::string>& cells)
{
    std::string line;
    for (const std::string& cell : cells) {
        std::string safe = cell;
        if (!safe.empty() && std::string_view("=+-@\t\r").find(safe.front()) != std::string_view::npos)
            safe.insert(0, 1, '\'');
        if (safe.find_first_of(",\"\n\r") != std::string::npos) {
            std::string doubled;
            for (const char c : safe)
                doubled += c == '"' ? std::string("\"\"") : std::string(1, c);
            safe = '"' + doubled + '"';
        }
        line += (line.empty() && &cell == &cells.front() ? "" : ",") + safe;
    }
    return line + "\r\n";
}

struct Planned {
    const Wave* wave = nullptr;
    FrozenWave frozen;
    std::optional<Occurrence> next;
};

std::vector<Planned> plannedWaves(const PlanVersion& version, const PlanGround& ground, PlanExport& out)
{
    std::vector<Planned> waves;
    const Schedule schedule = scheduleOf(version.plan, ground);
    for (std::size_t w = 0; w < version.plan.waves.size(); ++w) {
        Planned planned;
        planned.wave = &version.plan.waves[w];
        planned.frozen = freezeWave(version, *planned.wave, ground.assessment());
        if (!schedule.waves[w].occurrences.empty())
            planned.next = schedule.waves[w].occurrences.front();
        for (const LeftOut& left : planned.frozen.leftOut) {
            if (left.patch.empty() && ground.hostIndex(left.host) != PlanGround::None)
                continue; // a host on which nothing is open: as it should be
            out.leftOut.push_back(planned.wave->name + ": "
                                  + (left.host != 0 ? ground.hostName(left.host) : std::string("every host"))
                                  + (left.patch.empty() ? "" : ", " + left.patch) + ": " + left.reason);
        }
        waves.push_back(std::move(planned));
    }
    return waves;
}

std::string csvOf(const std::vector<Planned>& waves)
{
    std::string out =
        "wave,wave_name,window_start,window_end,host_id,host,address,patch,package,installed,fixed,reboot\r\n";
    for (const Planned& planned : waves) {
        const std::string start = planned.next ? toIso(planned.next->start) : std::string();
        const std::string end = planned.next ? toIso(planned.next->end) : std::string();
        for (const TargetOrder& target : planned.frozen.run.targets) {
            for (const OrderLine& line : target.lines) {
                out += csvLine({std::to_string(planned.wave->id), planned.wave->name, start, end,
                                std::to_string(target.host), target.name, target.address, line.patch, line.package,
                                line.installed, line.fixed, line.reboot ? "yes" : "no"});
            }
        }
    }
    return out;
}

QJsonArray packagesOf(const TargetOrder& target)
{
    QJsonArray packages;
    for (const OrderLine& line : target.lines) {
        const std::vector<std::string> names =
            line.binaries.empty() ? std::vector<std::string>{line.package} : line.binaries;
        for (const std::string& name : names) {
            packages.append(QJsonObject{{QStringLiteral("name"), text(name)},
                                        {QStringLiteral("ecosystem"), text(bw::name(line.ecosystem))},
                                        {QStringLiteral("version"), text(line.fixed)}});
        }
    }
    return packages;
}

/// Hosts go by numbers, so that no name of an inventory is a key; what a name would have to be for Ansible to take it
/// as more than data has been refused before.
void addAnsible(const std::vector<Planned>& waves, PlanExport& out)
{
    QJsonObject groups;
    for (const Planned& planned : waves) {
        const QString group = QStringLiteral("wave_%1").arg(planned.wave->id);
        QJsonObject hosts;
        for (const TargetOrder& target : planned.frozen.run.targets) {
            if (const std::string refused = refusalOf(target, target.address); !refused.empty()) {
                out.leftOut.push_back(planned.wave->name + ": " + refused);
                continue;
            }
            bool reboot = false;
            for (const OrderLine& line : target.lines)
                reboot = reboot || line.reboot;
            hosts.insert(QStringLiteral("host_%1").arg(target.host),
                         QJsonObject{{QStringLiteral("ansible_host"), text(target.address)},
                                     {QStringLiteral("breakwater_packages"), packagesOf(target)},
                                     {QStringLiteral("breakwater_reboot"), reboot}});
        }
        groups.insert(group, QJsonObject{{QStringLiteral("hosts"), hosts}});
        QJsonObject vars{{QStringLiteral("breakwater_wave"), qint64(planned.wave->id)},
                         {QStringLiteral("breakwater_concurrency"), planned.wave->concurrency}};
        if (planned.next) {
            vars.insert(QStringLiteral("breakwater_window_start"), text(toIso(planned.next->start)));
            vars.insert(QStringLiteral("breakwater_window_end"), text(toIso(planned.next->end)));
        }
        out.files.push_back({"group_vars/" + group.toStdString() + ".json", json(vars), false});
    }
    const QJsonObject inventory{{QStringLiteral("all"), QJsonObject{{QStringLiteral("children"), groups}}}};
    out.files.insert(out.files.begin(), {"inventory.json", json(inventory), false});
}

void addScripts(const std::vector<Planned>& waves, PlanExport& out)
{
    for (const Planned& planned : waves) {
        const std::string folder = "wave-" + std::to_string(planned.wave->id) + '/';
        std::vector<const TargetOrder*> targets;
        for (const TargetOrder& target : planned.frozen.run.targets) {
            if (const std::string refused = refusalOf(target, target.address); !refused.empty())
                out.leftOut.push_back(planned.wave->name + ": " + refused);
            else
                targets.push_back(&target);
        }
        const OrderScripts scripts = orderScripts(targets);
        std::string orders = "host_id,host,address,script\r\n";
        for (std::size_t t = 0; t < targets.size(); ++t) {
            if (scripts.scriptOf[t].empty())
                out.leftOut.push_back(planned.wave->name + ": no tool installs the patches of " + targets[t]->name);
            orders +=
                csvLine({std::to_string(targets[t]->host), targets[t]->name, targets[t]->address, scripts.scriptOf[t]});
        }
        out.files.push_back({folder + "orders.csv", std::move(orders), false});
        for (const OrderScript& script : scripts.scripts)
            out.files.push_back({folder + script.name, script.body, true});
    }
}

} // namespace

std::optional<PlanExportKind> planExportFrom(std::string_view text)
{
    static constexpr std::array<std::string_view, 4> names = {"csv", "ics", "ansible", "scripts"};
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (text == names[i])
            return PlanExportKind(i);
    }
    return {};
}

PlanExport exportPlan(const PlanVersion& version, const PlanGround& ground, PlanExportKind kind)
{
    PlanExport out;
    if (kind == PlanExportKind::Calendar) {
        out.files.push_back({"plan.ics", planCalendar(version.plan, ground), false});
        return out;
    }
    const std::vector<Planned> waves = plannedWaves(version, ground, out);
    switch (kind) {
    case PlanExportKind::Csv:
        out.files.push_back({"plan.csv", csvOf(waves), false});
        break;
    case PlanExportKind::Ansible:
        addAnsible(waves, out);
        break;
    case PlanExportKind::Scripts:
        addScripts(waves, out);
        break;
    case PlanExportKind::Calendar:
        break;
    }
    return out;
}

} // namespace bw
