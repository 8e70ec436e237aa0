// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/readers/osqueryrow.h"

#include "models/inventory/readers/drafting.h"
#include "models/inventory/readers/packagetext.h"
#include "models/inventory/readers/producertext.h"

#include <algorithm>

namespace bw {

namespace {

// Columns: https://osquery.io/schema
template <typename Has>
OsqueryTable tableOf(const Has& has)
{
    const auto any = [&](std::initializer_list<std::string_view> names) {
        return std::any_of(names.begin(), names.end(), has);
    };
    if (has("hotfix_id"))
        return OsqueryTable::Patches;
    if (has("hostname") && any({"hardware_serial", "cpu_brand", "computer_name", "uuid", "hardware_model"}))
        return OsqueryTable::SystemInfo;
    if (has("version") && has("device") && has("arguments"))
        return OsqueryTable::KernelInfo;
    if (!has("name"))
        return OsqueryTable::Unknown;
    if (any({"bundle_identifier", "bundle_short_version"}))
        return OsqueryTable::Apps;
    if (!has("version"))
        return OsqueryTable::Unknown;
    if (has("platform") || (has("codename") && has("major")))
        return OsqueryTable::OsVersion;
    if (any({"install_location", "install_source", "identifying_number", "upgrade_code", "package_family_name"}))
        return OsqueryTable::Programs;
    if (has("release"))
        return OsqueryTable::Rpm;
    if (any({"admindir", "maintainer", "status"}) || (has("source") && has("revision")))
        return OsqueryTable::Deb;
    if (has("summary") || has("author"))
        return has("summary") ? OsqueryTable::Python : OsqueryTable::Npm;
    if (has("homepage") && has("path"))
        return OsqueryTable::Npm;
    return OsqueryTable::Unknown;
}

void applyOsVersion(HostDraft& host, const Fields& row)
{
    std::string build(row["build"]);
    // Windows: `revision` is the update build revision, without which the patch level is not known.
    if (row["platform"] == "windows" && !build.empty() && !row["revision"].empty())
        build += "." + std::string(row["revision"]);
    std::string version(row["version"]);
    if (version.empty() && !row["major"].empty())
        version = std::string(row["major"]) + "." + std::string(row["minor"]);
    tellOs(host, row["name"], version, row["arch"], build, row["codename"]);
    if (host.os.family.empty() && row["platform"] == "darwin")
        host.os.family = "macos";
}

void applySystemInfo(HostDraft& host, const Fields& row)
{
    auto& identity = host.identity;
    identity.name = std::string(row.first("hostname", "computer_name"));
    identity.serial = std::string(row["hardware_serial"]);
    // Where the firmware tells nothing osquery makes a new UUID at every run: that names the run, not the machine.
    const bool firmwareKnown =
        !row.has("hardware_vendor") || !row["hardware_vendor"].empty() || !row["hardware_serial"].empty();
    (firmwareKnown ? identity.uuid : identity.agentId) = std::string(row["uuid"]);
}

} // namespace

OsqueryTable osqueryTable(const Fields& row)
{
    const auto table = tableOf([&](std::string_view name) { return row.has(name); });
    // chocolatey_packages has the columns of python_packages
    if (table == OsqueryTable::Python && asciiLower(row["path"]).find("chocolatey") != std::string::npos)
        return OsqueryTable::Chocolatey;
    return table;
}

OsqueryTable osqueryTable(std::span<const std::string> columns)
{
    return tableOf(
        [&](std::string_view name) { return std::find(columns.begin(), columns.end(), name) != columns.end(); });
}

bool tellsSoftware(OsqueryTable table)
{
    return table != OsqueryTable::Unknown && table < OsqueryTable::OsVersion;
}

bool addOsqueryComponent(SnapshotBuilder& out, HostDraft& host, OsqueryTable table, const Fields& row,
                         std::uint64_t line)
{
    ComponentView c;
    c.name = row["name"];
    c.version = row["version"];
    std::string storage;
    switch (table) {
    case OsqueryTable::Deb: {
        if (const auto status = row["status"]; !status.empty() && !isInstalledStatus(status))
            return false;
        c.ecosystem = Ecosystem::Deb;
        c.name = splitDebName(c.name).name;
        c.arch = row["arch"];
        const auto source = splitSource(row["source"]);
        // An empty cell says that the source is named as the package; a missing column says nothing.
        c.source = source.name.empty() && row.has("source") ? c.name : source.name;
        c.sourceVersion = source.version;
        break;
    }
    case OsqueryTable::Rpm:
        if (isRpmPseudoPackage(c.name))
            return false;
        c.ecosystem = Ecosystem::Rpm;
        storage = c.version.empty() ? std::string() : evrOf(row["epoch"], c.version, row["release"]);
        c.version = storage;
        c.arch = row["arch"];
        c.source = sourceOfRpm(row["source"]);
        break;
    case OsqueryTable::Patches:
        c = {};
        storage = hotfixIn(row["hotfix_id"]);
        if (storage.empty()) {
            out.issue(ErrorKind::BadValue, "not an update number", line, "hotfix_id", row["hotfix_id"]);
            return false;
        }
        c.ecosystem = Ecosystem::Hotfix;
        c.name = storage;
        break;
    case OsqueryTable::Programs:
        if (isHotfixEntry(c.name)) {
            storage = hotfixIn(c.name);
            c = {};
            c.ecosystem = Ecosystem::Hotfix;
            c.name = storage;
            break;
        }
        c.ecosystem = Ecosystem::Program;
        c.vendor = row["publisher"];
        break;
    case OsqueryTable::Chocolatey:
        c.ecosystem = Ecosystem::Program;
        break;
    case OsqueryTable::Apps:
        c.ecosystem = Ecosystem::MacApp;
        if (c.name.size() > 4 && c.name.substr(c.name.size() - 4) == ".app")
            c.name.remove_suffix(4);
        c.version = row.first("bundle_short_version", "bundle_version");
        break;
    case OsqueryTable::Python:
    case OsqueryTable::Npm:
        c.ecosystem = Ecosystem::Language;
        c.vendor = table == OsqueryTable::Python ? "pypi" : "npm";
        break;
    default:
        return false;
    }
    return addComponent(out, host, c, line);
}

void applyOsqueryFacts(HostDraft& host, OsqueryTable table, const Fields& row)
{
    if (table == OsqueryTable::OsVersion)
        applyOsVersion(host, row);
    else if (table == OsqueryTable::SystemInfo)
        applySystemInfo(host, row);
    else if (table == OsqueryTable::KernelInfo)
        host.runningKernel = std::string(row["version"]);
}

} // namespace bw
