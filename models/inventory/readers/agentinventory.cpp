// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/readers/agentinventory.h"

#include "models/inventory/readers/drafting.h"
#include "models/inventory/readers/packagetext.h"
#include "models/inventory/readers/producertext.h"
#include "models/inventory/readers/windowsrecords.h"

#include <utility>

namespace bw {

namespace {

bool contains(std::string_view text, std::string_view part)
{
    return text.find(part) != std::string_view::npos;
}

Ecosystem ecosystemOf(std::string_view from)
{
    const std::string low = asciiLower(from);
    if (low == "deb" || low == "dpkg")
        return Ecosystem::Deb;
    if (low == "rpm")
        return Ecosystem::Rpm;
    if (low == "apk")
        return Ecosystem::Apk;
    if (low == "pacman")
        return Ecosystem::Pacman;
    if (low == "snap")
        return Ecosystem::Snap;
    if (low == "flatpak")
        return Ecosystem::Flatpak;
    if (low == "registry" || low == "wmi" || low == "uwp" || low == "msi")
        return Ecosystem::Program;
    return Ecosystem::Unknown;
}

/// The time at the end of a device id, NAME-YYYY-MM-DD-hh-mm-ss, as "YYYY-MM-DD hh:mm:ss"; empty if there is none.
std::string deviceIdTime(std::string_view id)
{
    constexpr std::size_t length = 19;
    if (id.size() < length + 1 || id[id.size() - length - 1] != '-')
        return {};
    std::string time(id.substr(id.size() - length));
    for (const std::size_t at : {10u, 13u, 16u}) {
        if (time[at] != '-')
            return {};
        time[at] = at == 10 ? ' ' : ':';
    }
    return time;
}

} // namespace

bool AgentInventory::isWindows() const
{
    return asciiLower(m_system.kernelName).find("win") == 0 || contains(asciiLower(m_hardware.name), "windows")
        || contains(asciiLower(m_system.fullName), "windows");
}

void AgentInventory::section(std::string_view name, const Fields& fields, std::uint64_t line)
{
    if (m_host.firstLine == 0)
        m_host.firstLine = line;
    ++m_sections;
    if (name == "softwares")
        takeSoftware(fields, line);
    else if (name == "hardware")
        takeHardware(fields);
    else if (name == "operatingsystem")
        takeSystem(fields);
    else if (name == "networks")
        takeNetwork(fields);
    else if (name == "bios")
        m_host.identity.serial = std::string(fields.first("ssn", "msn"));
    else if (name == "accesslog")
        m_logDate = std::string(fields["logdate"]);
    else if (name == "rudder" && fields.has("hostname"))
        m_host.identity.fqdn = std::string(fields["hostname"]);
    else
        --m_sections;
}

void AgentInventory::takeHardware(const Fields& fields)
{
    m_host.identity.name = std::string(fields["name"]);
    m_host.identity.uuid = std::string(fields["uuid"]);
    m_hardware.name = std::string(fields["osname"]);
    m_hardware.version = std::string(fields["osversion"]);
    m_hardware.fullName = std::string(fields["oscomments"]);
    m_hardware.told = !m_hardware.name.empty();
}

void AgentInventory::takeSystem(const Fields& fields)
{
    m_system.name = std::string(fields["name"]);
    m_system.fullName = std::string(fields["full_name"]);
    m_system.version = std::string(fields["version"]);
    m_system.arch = std::string(fields["arch"]);
    m_system.kernelName = std::string(fields["kernel_name"]);
    m_system.kernelVersion = std::string(fields["kernel_version"]);
    m_system.zoneOffset = std::string(fields["timezone.offset"]);
    m_system.told = !m_system.name.empty() || !m_system.fullName.empty();
    if (m_host.identity.fqdn.empty())
        m_host.identity.fqdn = std::string(fields["fqdn"]);
}

void AgentInventory::takeNetwork(const Fields& fields)
{
    const auto isVirtual = fields["virtualdev"];
    if (isVirtual == "1" || isVirtual == "true")
        return;
    if (const auto mac = fields.first("mac", "macaddr"); !mac.empty() && m_host.identity.macs.size() < 256)
        m_host.identity.macs.emplace_back(mac);
}

void AgentInventory::takeSoftware(const Fields& fields, std::uint64_t line)
{
    m_host.toldPackages = true;
    ComponentView c;
    c.ecosystem = ecosystemOf(fields["from"]);
    c.name = fields["name"];
    c.version = fields["version"];
    c.arch = fields.first("arch", "architecture");
    std::string hotfix;
    switch (c.ecosystem) {
    case Ecosystem::Deb:
        c.name = splitDebName(c.name).name;
        c.source = fields["source_name"];
        c.sourceVersion = fields["source_version"];
        if (c.source.empty() && !c.sourceVersion.empty())
            c.source = c.name;
        break;
    case Ecosystem::Rpm:
        if (isRpmPseudoPackage(c.name))
            return;
        c.source = fields["source_name"];
        break;
    case Ecosystem::Program:
    case Ecosystem::Unknown:
        c.vendor = fields["publisher"];
        // "comments" carries the kind of what WMI lists as quick fix
        if (isHotfixEntry(c.name, fields.first("release_type", "comments"))) {
            hotfix = hotfixIn(c.name);
            c = {};
            c.ecosystem = Ecosystem::Hotfix;
            c.name = hotfix;
        }
        break;
    default:
        break;
    }
    addComponent(m_out, m_host, c, line);
}

void AgentInventory::decideOs()
{
    if (isWindows()) {
        const auto& name = m_system.fullName.empty() ? m_hardware.name : m_system.fullName;
        const auto& kernel = m_system.kernelVersion.empty() ? m_hardware.version : m_system.kernelVersion;
        // The version field holds a release number that stopped changing years ago: only the build tells.
        tellOs(m_host, name, kernel, m_system.arch, windowsBuildIn(kernel));
        return;
    }
    if (m_system.told) {
        const auto& name = m_system.name.empty() ? m_system.fullName : m_system.name;
        tellOs(m_host, name, m_system.version, m_system.arch);
        if (m_host.os.family.empty() || m_host.os.release.empty())
            tellOs(m_host, m_system.fullName.empty() ? name : m_system.fullName, m_system.version, m_system.arch);
        m_host.runningKernel = m_system.kernelVersion;
    } else if (m_hardware.told) {
        tellOs(m_host, m_hardware.name, m_hardware.version, m_system.arch);
    }
}

void AgentInventory::decideTime(const ReadOptions& options)
{
    const auto told = localTime(m_logDate, m_system.zoneOffset, options.assumedUtcOffsetMinutes);
    if (!m_logDate.empty() && !told.at)
        m_out.issue(ErrorKind::BadValue, "not a date and time", m_host.firstLine, "logdate", m_logDate);
    tellMoment(m_host, told.at, told.assumed ? TimeSource::LocalAssumedZone : TimeSource::LocalWithZone);
    if (m_host.takenAt)
        return;
    // The device id keeps the moment at which the agent was set up; of a local run, that of the run.
    const auto made = localTime(deviceIdTime(m_deviceId), m_system.zoneOffset, options.assumedUtcOffsetMinutes);
    tellMoment(m_host, made.at, TimeSource::LocalAssumedZone);
}

void AgentInventory::decideUnknownPackages()
{
    const auto ecosystem = isWindows() ? Ecosystem::Program
        : m_host.os.family == "macos"  ? Ecosystem::MacApp
                                       : Ecosystem::Unknown;
    if (ecosystem == Ecosystem::Unknown)
        return;
    for (auto& id : m_host.components) {
        ComponentView c = m_out.pool().view(id);
        if (c.ecosystem != Ecosystem::Unknown)
            continue;
        c.ecosystem = ecosystem;
        id = m_out.intern(c);
    }
}

void AgentInventory::finish(const ReadOptions& options)
{
    decideOs();
    decideTime(options);
    decideUnknownPackages();
    m_host.identity.agentId = m_deviceId;
    finishDraft(m_out, m_host, options);
    m_out.hosts().push_back(std::move(m_host));
}

} // namespace bw
