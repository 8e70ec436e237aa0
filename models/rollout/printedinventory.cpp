// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/rollout/printedinventory.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <map>
#include <vector>

namespace bw {

namespace {

constexpr std::size_t PackageCap = 200'000;

std::string_view trim(std::string_view text)
{
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

template <typename Take>
void eachLine(std::string_view text, Take take)
{
    while (!text.empty()) {
        const auto end = text.find('\n');
        take(text.substr(0, end));
        text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    }
}

/// Sections by name; the first of a name counts.
std::map<std::string_view, std::string_view> sectionsOf(std::string_view text)
{
    std::map<std::string_view, std::string_view> sections;
    std::string_view name;
    std::size_t begin = 0;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find('\n', at), text.size());
        const auto line = text.substr(at, end - at);
        if (line.starts_with("@@")) {
            if (!name.empty())
                sections.emplace(name, text.substr(begin, at - begin));
            name = trim(line.substr(2));
            begin = std::min(end + 1, text.size());
        }
        at = end + 1;
    }
    if (!name.empty())
        sections.emplace(name, text.substr(begin));
    return sections;
}

std::vector<std::string_view> cells(std::string_view line)
{
    std::vector<std::string_view> out;
    for (;;) {
        const auto tab = line.find('\t');
        out.push_back(trim(line.substr(0, tab)));
        if (tab == std::string_view::npos)
            return out;
        line.remove_prefix(tab + 1);
    }
}

/// KEY="value" of os-release, without what a shell would make of it.
std::string valueOf(std::string_view osRelease, std::string_view key)
{
    std::string found;
    eachLine(osRelease, [&](std::string_view line) {
        if (!line.starts_with(key) || line.size() <= key.size() || line[key.size()] != '=')
            return;
        std::string_view value = trim(line.substr(key.size() + 1));
        if (value.size() >= 2 && (value.front() == '"' || value.front() == '\'') && value.back() == value.front())
            value = value.substr(1, value.size() - 2);
        found = value;
    });
    return found;
}

std::string_view told(std::string_view cell)
{
    return cell == "(none)" ? std::string_view() : cell;
}

void takeDpkg(std::string_view text, std::vector<FreshPackage>& packages)
{
    eachLine(text, [&](std::string_view line) {
        const auto c = cells(line);
        // Second letter n and c: not installed, or only what was left behind.
        if (c.size() < 4 || c[0].size() < 2 || std::string_view("iUFHWt").find(c[0][1]) == std::string_view::npos
            || packages.size() >= PackageCap)
            return;
        FreshPackage package{Ecosystem::Deb, std::string(c[1]), std::string(c[3]), std::string(c[2]), {}, {}, {}, {}};
        if (c.size() > 4)
            package.source = c[4];
        if (c.size() > 5 && c[5] != c[3])
            package.sourceVersion = c[5];
        // Unpacked or half of it done: the version is that of an attempt, and proves nothing.
        if (std::string_view("UFH").find(c[0][1]) != std::string_view::npos)
            package.version = package.sourceVersion = {};
        packages.push_back(std::move(package));
    });
}

/// "openssl-3.0.7-27.el9.src.rpm" -> "openssl"
std::string sourceName(std::string_view file)
{
    for (int dashes = 0; dashes < 2; ++dashes) {
        const auto dash = file.rfind('-');
        if (dash == std::string_view::npos)
            return {};
        file = file.substr(0, dash);
    }
    return std::string(file);
}

void takeRpm(std::string_view text, std::vector<FreshPackage>& packages)
{
    eachLine(text, [&](std::string_view line) {
        const auto c = cells(line);
        if (c.size() < 5 || c[0] == "gpg-pubkey" || packages.size() >= PackageCap)
            return;
        std::string version(c[2]);
        version.append("-").append(c[3]);
        if (!told(c[1]).empty() && c[1] != "0")
            version = std::string(c[1]) + ':' + version;
        FreshPackage package{Ecosystem::Rpm, std::string(c[0]), version, std::string(told(c[4])), {}, {}, {}, {}};
        if (c.size() > 5)
            package.source = sourceName(told(c[5]));
        if (c.size() > 6)
            package.module = told(c[6]);
        packages.push_back(std::move(package));
    });
}

Result<FreshInventory> readShell(std::string_view text, Instant fallback)
{
    auto sections = sectionsOf(text);
    if (!sections.contains("end"))
        return Error{ErrorKind::Truncated, "inventory", {}};
    FreshInventory out;
    out.takenAt = parseIso(trim(sections["time"])).value_or(fallback);
    out.identity.name = trim(sections["hostname"]);
    if (const auto dot = out.identity.name.find('.'); dot != std::string::npos) {
        out.identity.fqdn = out.identity.name;
        out.identity.name.resize(dot);
    }
    if (const auto fqdn = trim(sections["fqdn"]); fqdn.find('.') != std::string_view::npos)
        out.identity.fqdn = fqdn;
    out.identity.machineId = trim(sections["machine-id"]);
    const auto os = sections["os-release"];
    out.osName = valueOf(os, "NAME");
    out.osVersion = valueOf(os, "VERSION_ID");
    out.osCodename = valueOf(os, "VERSION_CODENAME");
    out.osFamily = out.osName;
    if (const auto point = trim(sections["debian-version"]);
        valueOf(os, "ID") == "debian" && point.starts_with(out.osVersion))
        out.osVersion = point; // 12.11
    out.arch = trim(sections["machine"]);
    out.kernel = trim(sections["kernel"]);
    if (const auto reboot = trim(sections["reboot"]); !reboot.empty())
        out.rebootPending = reboot == "yes";
    out.toldPackages = sections.contains("dpkg") || sections.contains("rpm");
    takeDpkg(sections["dpkg"], out.packages);
    takeRpm(sections["rpm"], out.packages);
    return out;
}

std::string str(const QJsonObject& object, const char* key)
{
    return object.value(QLatin1String(key)).toString().trimmed().toStdString();
}

Result<FreshInventory> readPowerShell(const QJsonObject& told, Instant fallback)
{
    FreshInventory out;
    out.takenAt = parseIso(str(told, "time")).value_or(fallback);
    out.identity.name = str(told, "hostname");
    if (const std::string fqdn = str(told, "fqdn"); fqdn.find('.') != std::string::npos)
        out.identity.fqdn = fqdn;
    out.identity.serial = str(told, "serial");
    out.identity.uuid = str(told, "uuid");
    out.osName = str(told, "caption");
    out.osFamily = "Windows";
    out.osVersion = str(told, "version");
    out.kernel = out.osVersion;
    out.arch = str(told, "arch");
    if (const QJsonValue reboot = told.value(QStringLiteral("reboot")); reboot.isBool())
        out.rebootPending = reboot.toBool();
    for (const QJsonValue& value : told.value(QStringLiteral("hotfixes")).toArray()) {
        if (const std::string id = value.toString().toStdString(); !id.empty() && out.packages.size() < PackageCap)
            out.packages.push_back({Ecosystem::Hotfix, id, {}, {}, {}, {}, {}, {}});
    }
    for (const QJsonValue& value : told.value(QStringLiteral("programs")).toArray()) {
        const QJsonObject program = value.toObject();
        if (out.packages.size() < PackageCap)
            out.packages.push_back({Ecosystem::Program,
                                    str(program, "name"),
                                    str(program, "version"),
                                    {},
                                    {},
                                    {},
                                    {},
                                    str(program, "publisher")});
    }
    return out;
}

} // namespace

Result<FreshInventory> readPrintedInventory(std::string_view text, Instant fallback)
{
    if (const auto mark = text.find("@@breakwater-inventory 1"); mark != std::string_view::npos)
        return readShell(text.substr(mark), fallback);
    const auto brace = text.find('{');
    if (brace != std::string_view::npos) {
        const auto json = text.substr(brace);
        const auto document = QJsonDocument::fromJson(QByteArray(json.data(), qsizetype(json.size())));
        if (document.object().contains(QStringLiteral("breakwater_inventory")))
            return readPowerShell(document.object(), fallback);
    }
    return Error{ErrorKind::Malformed, "inventory", {}};
}

} // namespace bw
