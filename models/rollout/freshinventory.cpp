// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/rollout/freshinventory.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace bw {

namespace {

QString text(std::string_view s)
{
    return QString::fromUtf8(s.data(), qsizetype(s.size()));
}

void put(QJsonObject& object, const char* key, std::string_view value)
{
    if (!value.empty())
        object.insert(QLatin1String(key), text(value));
}

std::string_view managerOf(Ecosystem ecosystem)
{
    return ecosystem == Ecosystem::Deb ? "apt" : name(ecosystem);
}

QJsonObject packageOf(const FreshPackage& package)
{
    QJsonObject object;
    put(object, "name", package.name);
    put(object, "version", package.version);
    if (package.version.empty() && package.ecosystem == Ecosystem::Deb)
        object.insert(QStringLiteral("unfinished"), true);
    put(object, "arch", package.arch);
    put(object, "source", managerOf(package.ecosystem));
    put(object, "source_package", package.source);
    put(object, "source_version", package.sourceVersion);
    put(object, "module", package.module);
    put(object, "vendor", package.vendor);
    return object;
}

} // namespace

QByteArray factsFile(const FreshInventory& inventory)
{
    QJsonObject facts;
    const HostIdentity& identity = inventory.identity;
    put(facts, "ansible_hostname", identity.name);
    put(facts, "ansible_nodename", identity.name);
    put(facts, "ansible_fqdn", identity.fqdn);
    put(facts, "ansible_product_serial", identity.serial);
    put(facts, "ansible_product_uuid", identity.uuid);
    put(facts, "ansible_machine_id", identity.machineId);
    if (!identity.macs.empty())
        facts.insert(QStringLiteral("ansible_default_ipv4"),
                     QJsonObject{{QStringLiteral("macaddress"), text(identity.macs.front())}});
    put(facts, "ansible_distribution", inventory.osName);
    put(facts, "ansible_distribution_version", inventory.osVersion);
    put(facts, "ansible_distribution_release", inventory.osCodename);
    put(facts, "ansible_os_family", inventory.osFamily);
    put(facts, "ansible_architecture", inventory.arch);
    put(facts, "ansible_kernel", inventory.kernel);
    if (inventory.rebootPending)
        facts.insert(QStringLiteral("ansible_reboot_pending"), *inventory.rebootPending);
    facts.insert(QStringLiteral("ansible_date_time"),
                 QJsonObject{{QStringLiteral("iso8601"), text(toIso(inventory.takenAt))}});
    if (inventory.toldPackages) {
        QJsonObject packages;
        for (const FreshPackage& package : inventory.packages) {
            const QString key = text(package.name);
            QJsonArray builds = packages.value(key).toArray();
            builds.append(packageOf(package));
            packages.insert(key, builds);
        }
        facts.insert(QStringLiteral("packages"), packages);
    }
    return QJsonDocument(QJsonObject{{QStringLiteral("ansible_facts"), facts}}).toJson(QJsonDocument::Compact);
}

Result<std::string> writeFactsFile(const FreshInventory& inventory, const std::string& folder, const std::string& stem)
{
    const std::string path = folder + '/' + stem + ".json";
    QFile file(QString::fromStdString(path));
    const QByteArray bytes = factsFile(inventory);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(bytes) != bytes.size() || !file.flush())
        return Error{ErrorKind::NotWritable, path, {}};
    return path;
}

} // namespace bw
