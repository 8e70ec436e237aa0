// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/demoinventory.h"

#include <algorithm>

namespace bw {

namespace {

constexpr int MirrorLagDays = 5; ///< from the release of a version to its installation at the earliest

int weeksBetweenUpdates(const std::string& pace)
{
    return pace == "weekly" ? 1 : pace == "monthly" ? 4 : pace == "quarterly" ? 13 : 26;
}

/// Hosts of one pace are not all updated in the same week.
int phaseOf(const DemoHost& host)
{
    unsigned sum = 0;
    for (const char c : host.serial)
        sum = sum * 31 + static_cast<unsigned char>(c);
    return int(sum % 1009);
}

bool isRpm(const DemoHost& host)
{
    return host.stream.starts_with("AlmaLinux");
}

std::string_view distribution(const DemoHost& host)
{
    if (host.stream.starts_with("Debian"))
        return "Debian GNU/Linux";
    return host.stream.starts_with("Ubuntu") ? "Ubuntu" : "AlmaLinux";
}

std::string withKernel(std::string_view name, const std::string& release)
{
    const auto at = name.find('%');
    return at == std::string_view::npos ? std::string(name)
                                        : std::string(name.substr(0, at)) + release + std::string(name.substr(at + 1));
}

/// Debian builds the images it ships from a package of its own: 6.1.192-2 is 6.1.192+2 there.
std::string signedVersion(std::string version)
{
    const auto dash = version.rfind('-');
    if (dash != std::string::npos)
        version[dash] = '+';
    return version;
}

struct Row {
    std::string name, version, source, sourceVersion;
};

void addRow(const DemoHost& host, const std::string& facts, const Row& row, std::string& out)
{
    out += facts;
    out += row.name;
    out += ',';
    out += row.version;
    out += isRpm(host) ? ",x86_64," : ",amd64,";
    out += row.source;
    out += ',';
    out += row.sourceVersion;
    out += isRpm(host) ? ",rpm\n" : ",deb\n";
}

bool standsBesideOlder(const DemoHost& host, std::string_view name)
{
    if (!isRpm(host))
        return name.find('%') != std::string_view::npos;
    return name == "kernel" || name == "kernel-core" || name.starts_with("kernel-modules");
}

} // namespace

DemoInventory::DemoInventory(const DemoTables& tables, Instant now)
    : m_tables(tables)
    , m_last(Instant(dayOf(now)) - std::chrono::days(1) + std::chrono::hours(3))
{
}

Instant DemoInventory::takenAt(int week) const
{
    return m_last - std::chrono::weeks(week);
}

int DemoInventory::renamedBefore() const
{
    int weeks = 0;
    for (const DemoHost& host : m_tables.hosts)
        weeks = std::max(weeks, host.renamedBefore);
    return weeks;
}

int DemoInventory::updateWeek(const DemoHost& host, const std::string& source, int week) const
{
    int at = std::max(week, host.noUpdatesFor);
    if (const auto held = host.held.find(source); held != host.held.end())
        at = std::max(at, held->second);
    const int step = weeksBetweenUpdates(host.pace);
    while ((at + phaseOf(host)) % step != 0)
        ++at;
    return at;
}

const DemoVersion* DemoInventory::installed(const DemoHost& host, const std::string& source, int week) const
{
    const auto known = m_tables.versions.find({host.stream, source});
    if (known == m_tables.versions.end() || known->second.empty())
        return nullptr;
    const Day until =
        demoStoryEnd() - std::chrono::weeks(updateWeek(host, source, week)) - std::chrono::days(MirrorLagDays);
    const DemoVersion* best = &known->second.front();
    for (const DemoVersion& version : known->second) {
        if (!version.from || *version.from <= until)
            best = &version;
    }
    return best;
}

std::string DemoInventory::runningKernel(const DemoHost& host, int week) const
{
    const DemoVersion* kernel = installed(host, isRpm(host) ? "kernel" : "linux", std::max(week, host.bootedBefore));
    if (!kernel || kernel->kernel.empty() || host.sets.empty())
        return {};
    return kernel->kernel + (isRpm(host) ? ".x86_64" : host.stream.starts_with("Ubuntu") ? "-generic" : "-amd64");
}

void DemoInventory::addPackages(const DemoHost& host, const DemoPackages& packages, int week, const std::string& facts,
                                std::string& out) const
{
    const DemoVersion* newest = installed(host, packages.source, week);
    if (!newest)
        return;
    const bool signedImage = packages.source == "linux" && host.stream.starts_with("Debian");
    for (const std::string& text : packages.names) {
        const auto at = text.find('@');
        const std::string name = text.substr(0, at);
        const std::string suffix = at == std::string::npos ? std::string() : text.substr(at + 1);
        const auto add = [&](const DemoVersion& version) {
            Row row{withKernel(name, version.kernel), version.version + suffix, {}, {}};
            if (signedImage) {
                row.source = "linux-signed-amd64";
                row.sourceVersion = signedVersion(version.version);
            } else if (!isRpm(host)) {
                row.source = packages.source;
                row.sourceVersion = version.version;
            }
            addRow(host, facts, row, out);
        };
        add(*newest);
        const DemoVersion* older =
            installed(host, packages.source, std::max(week + weeksBetweenUpdates(host.pace), host.bootedBefore));
        if (standsBesideOlder(host, name) && older != newest)
            add(*older);
    }
}

void DemoInventory::addHost(const DemoHost& host, int week, std::string& out) const
{
    const bool before = host.renamedBefore > 0 && week >= host.renamedBefore;
    const std::string& name = before ? host.formerName : host.name;
    const Instant seen = takenAt(week) + std::chrono::minutes(phaseOf(host) % 180);
    std::string facts = name + ',' + name + host.fqdn.substr(host.fqdn.find('.')) + ',' + host.serial + ',';
    facts.append(distribution(host)).append(",").append(host.osVersion).append(",");
    facts += runningKernel(host, week) + ',' + toIso(seen) + ',';
    if (host.sets.empty()) {
        out += facts + ",,,,,\n";
        return;
    }
    for (const DemoPackages& packages : m_tables.packages) {
        if (packages.stream == host.stream
            && std::find(host.sets.begin(), host.sets.end(), packages.set) != host.sets.end())
            addPackages(host, packages, week, facts, out);
    }
}

std::string DemoInventory::csv(int week) const
{
    std::string out = "Host,FQDN,Serial number,OS,OS version,Running kernel,Last seen,Package,Package version,"
                      "Architecture,Source package,Source version,Ecosystem\n";
    for (const DemoHost& host : m_tables.hosts) {
        if (week >= host.lastSeen && week <= host.firstSeen)
            addHost(host, week, out);
    }
    return out;
}

} // namespace bw
