// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/rollout/ansibleproject.h"

#include "models/rollout/datacheck.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <charconv>
#include <cstdio>

namespace bw {

namespace {

/// Ansible's own mark: its JSON decoder makes of it a text that is never looked through for templates.
QJsonObject unsafe(std::string_view text)
{
    return {{QStringLiteral("__ansible_unsafe"), QString::fromUtf8(text.data(), qsizetype(text.size()))}};
}

QJsonArray unsafeList(const std::vector<std::string>& texts)
{
    QJsonArray array;
    for (const std::string& text : texts)
        array.append(unsafe(text));
    return array;
}

bool isWindows(Ecosystem ecosystem)
{
    return ecosystem == Ecosystem::Program || ecosystem == Ecosystem::Hotfix;
}

std::vector<std::string> namesOf(const OrderLine& line)
{
    return line.binaries.empty() || isWindows(line.ecosystem) ? std::vector{line.package} : line.binaries;
}

QJsonObject checkOf(const OrderLine& line)
{
    QJsonArray packages;
    for (const std::string& name : namesOf(line))
        packages.append(QString::fromStdString(name));
    return {{QStringLiteral("kind"), line.ecosystem == Ecosystem::Deb ? QStringLiteral("deb") : QStringLiteral("rpm")},
            {QStringLiteral("fixed"), QString::fromStdString(line.fixed)},
            {QStringLiteral("any"), line.reboot}, // kernels stand beside their forerunners
            {QStringLiteral("packages"), packages}};
}

/// The variable "bw" of a host.
QJsonObject orderOf(const TargetOrder& target, const EngineSettings& settings)
{
    std::map<Ecosystem, std::vector<std::string>> names;
    QJsonArray checks;
    bool reboot = false;
    for (const OrderLine& line : target.lines) {
        auto& list = names[line.ecosystem];
        for (std::string& name : namesOf(line)) {
            if (std::find(list.begin(), list.end(), name) == list.end())
                list.push_back(std::move(name));
        }
        if (!isWindows(line.ecosystem))
            checks.append(checkOf(line));
        reboot = reboot || line.reboot;
    }
    return {{QStringLiteral("deb"), unsafeList(names[Ecosystem::Deb])},
            {QStringLiteral("rpm"), unsafeList(names[Ecosystem::Rpm])},
            {QStringLiteral("kbs"), unsafeList(names[Ecosystem::Hotfix])},
            {QStringLiteral("programs"), unsafeList(names[Ecosystem::Program])},
            {QStringLiteral("checks"), unsafe(QJsonDocument(checks).toJson(QJsonDocument::Compact).toStdString())},
            {QStringLiteral("reboot"), reboot},
            {QStringLiteral("restart"), unsafe(name(settings.restart))},
            {QStringLiteral("postcheck"), settings.postCheck}};
}

QJsonObject commonVars(const EngineSettings& settings)
{
    // Nobody is there to type a password.
    std::string ssh = "-o BatchMode=yes";
    if (!settings.knownHosts.empty())
        ssh += " -o " + shellQuoted("UserKnownHostsFile=" + settings.knownHosts) + " -o StrictHostKeyChecking=yes";
    QJsonObject vars{{QStringLiteral("ansible_ssh_common_args"), unsafe(ssh)},
                     {QStringLiteral("ansible_host_key_checking"), true},
                     {QStringLiteral("ansible_become"), settings.become}};
    if (!settings.user.empty())
        vars.insert(QStringLiteral("ansible_user"), unsafe(settings.user));
    if (!settings.keyFile.empty())
        vars.insert(QStringLiteral("ansible_ssh_private_key_file"), unsafe(settings.keyFile));
    return vars;
}

Result<void> write(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(bytes) != bytes.size() || !file.flush())
        return Error{ErrorKind::NotWritable, path.toStdString(), {}};
    return {};
}

Result<void> copy(const QString& from, const QString& to)
{
    QFile file(from);
    if (!file.open(QIODevice::ReadOnly))
        return Error{ErrorKind::NotReadable, from.toStdString(), {}};
    return write(to, file.readAll());
}

/// Ansible passes over files of some endings; the operator's is taken whatever it is called.
QString extraName(const QString& path)
{
    const QString suffix = QFileInfo(path).suffix().toLower();
    const bool yaml =
        suffix == QLatin1String("yml") || suffix == QLatin1String("yaml") || suffix == QLatin1String("json");
    return yaml ? QStringLiteral("zz-operator.") + suffix : QStringLiteral("zz-operator");
}

} // namespace

std::string ansibleAlias(HostId host)
{
    char name[32];
    std::snprintf(name, sizeof name, "h%05lld", static_cast<long long>(host));
    return name;
}

HostId hostOfAlias(std::string_view alias)
{
    HostId host = 0;
    if (alias.size() < 2 || alias.front() != 'h')
        return 0;
    const auto [end, error] = std::from_chars(alias.data() + 1, alias.data() + alias.size(), host);
    return error == std::errc() && end == alias.data() + alias.size() ? host : 0;
}

bool ansibleInstalls(Ecosystem ecosystem)
{
    return ecosystem == Ecosystem::Deb || ecosystem == Ecosystem::Rpm || isWindows(ecosystem);
}

QByteArray ansibleInventory(std::span<const TargetOrder* const> targets, const EngineSettings& settings,
                            const std::map<std::string, std::string>& addresses, const HostCommands& commands)
{
    QJsonObject linuxHosts;
    QJsonObject windowsHosts;
    for (const TargetOrder* target : targets) {
        const auto own = addresses.find(target->name);
        QJsonObject vars{
            {QStringLiteral("ansible_host"), unsafe(own == addresses.end() ? target->address : own->second)},
            {QStringLiteral("bw"), orderOf(*target, settings)}};
        if (const auto command = commands.find(target->host); command != commands.end()) {
            vars.insert(QStringLiteral("bw_command"), unsafeList(command->second.words));
            vars.insert(QStringLiteral("bw_timeout"), command->second.timeoutSeconds);
        }
        const bool windows = !target->lines.empty() && isWindows(target->lines.front().ecosystem);
        (windows ? windowsHosts : linuxHosts).insert(QString::fromStdString(ansibleAlias(target->host)), vars);
    }
    const QJsonObject children{{QStringLiteral("bw_linux"), QJsonObject{{QStringLiteral("hosts"), linuxHosts}}},
                               {QStringLiteral("bw_windows"), QJsonObject{{QStringLiteral("hosts"), windowsHosts}}}};
    const QJsonObject all{{QStringLiteral("vars"), commonVars(settings)}, {QStringLiteral("children"), children}};
    return QJsonDocument(QJsonObject{{QStringLiteral("all"), all}}).toJson();
}

Result<void> writeAnsibleProject(const QString& folder, std::span<const TargetOrder* const> targets,
                                 const EngineSettings& settings, const std::map<std::string, std::string>& addresses,
                                 const HostCommands& commands)
{
    for (const char* part : {"/inventory", "/project/files", "/tmp", "/env"}) {
        if (!QDir().mkpath(folder + QLatin1String(part)))
            return Error{ErrorKind::NotWritable, folder.toStdString(), {}};
    }
    if (auto done = write(folder + QStringLiteral("/inventory/hosts.json"),
                          ansibleInventory(targets, settings, addresses, commands));
        !done)
        return done;
    if (!settings.extraInventory.empty()) {
        const QString extra = QString::fromStdString(settings.extraInventory);
        if (auto done = copy(extra, folder + QStringLiteral("/inventory/") + extraName(extra)); !done)
            return done;
    }
    const QString root = QStringLiteral(":/ansible/");
    QDirIterator files(root, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString path = files.next();
        if (auto done = copy(path, folder + QStringLiteral("/project/") + path.mid(root.size())); !done)
            return done;
    }
    return {};
}

} // namespace bw
