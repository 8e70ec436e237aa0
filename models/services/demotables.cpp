// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/demotables.h"

#include <QFile>

#include <charconv>
#include <functional>
#include <string_view>

namespace bw {

namespace {

using Fields = std::vector<std::string_view>;

Fields split(std::string_view text, char separator)
{
    Fields out;
    for (;;) {
        const auto end = text.find(separator);
        out.push_back(text.substr(0, end));
        if (end == std::string_view::npos)
            return out;
        text.remove_prefix(end + 1);
    }
}

std::vector<std::string> words(std::string_view text, char separator = ' ')
{
    std::vector<std::string> out;
    for (const auto word : split(text, separator)) {
        if (!word.empty())
            out.emplace_back(word);
    }
    return out;
}

/// Reads one table; `row` answers false for a row that makes no sense.
Result<void> readTable(const char* name, std::size_t columns, const std::function<bool(const Fields&)>& row)
{
    const std::string path = std::string(":/demo/") + name;
    QFile file(QString::fromStdString(path));
    if (!file.open(QIODevice::ReadOnly))
        return Error{ErrorKind::NotReadable, path, {}};
    const std::string text = file.readAll().toStdString();
    std::uint64_t number = 0;
    for (const auto line : split(text, '\n')) {
        ++number;
        if (line.empty() || line.front() == '#')
            continue;
        const Fields fields = split(line, '\t');
        if (fields.size() != columns || !row(fields))
            return Error{ErrorKind::Malformed, std::string(line.substr(0, 80)), Place{path, number, 0, {}}};
    }
    return {};
}

bool readWeeks(std::string_view text, int& out)
{
    const auto result = std::from_chars(text.data(), text.data() + text.size(), out);
    return result.ec == std::errc() && result.ptr == text.data() + text.size() && out >= 0 && out < 200;
}

/// "stale:7", "hold:nginx:29", "renamed:18:pg-replica" ...
bool readQuirk(std::string_view text, DemoHost& host)
{
    const Fields parts = split(text, ':');
    if (parts[0] == "nopackages")
        return parts.size() == 1 && host.sets.empty();
    if (parts[0] == "hold" && parts.size() == 3)
        return readWeeks(parts[2], host.held[std::string(parts[1])]);
    if (parts[0] == "renamed" && parts.size() == 3) {
        host.formerName = std::string(parts[2]);
        return readWeeks(parts[1], host.renamedBefore);
    }
    if (parts.size() != 2)
        return false;
    if (parts[0] == "stale")
        return readWeeks(parts[1], host.lastSeen);
    if (parts[0] == "joined")
        return readWeeks(parts[1], host.firstSeen);
    if (parts[0] == "frozen")
        return readWeeks(parts[1], host.noUpdatesFor);
    if (parts[0] == "reboot")
        return readWeeks(parts[1], host.bootedBefore);
    return false;
}

bool addHost(const Fields& f, DemoTables& tables)
{
    DemoHost host;
    host.name = f[0];
    host.fqdn = f[1];
    host.serial = f[2];
    host.stream = f[3];
    host.osVersion = f[4];
    host.sets = words(f[5]);
    host.site = f[6];
    host.role = f[7];
    host.owner = f[8];
    host.exposure = f[9];
    host.importance = f[10];
    host.safety = f[11];
    host.tags = f[12];
    host.pace = f[13];
    for (const std::string& quirk : words(f[14])) {
        if (!readQuirk(quirk, host))
            return false;
    }
    tables.hosts.push_back(std::move(host));
    return true;
}

bool readDay(std::string_view text, std::optional<Day>& out)
{
    if (!text.empty())
        out = parseDay(text);
    return text.empty() || out.has_value();
}

bool addVersion(const Fields& f, DemoTables& tables)
{
    DemoVersion version;
    version.version = f[2];
    version.kernel = f[4];
    if (!readDay(f[3], version.from))
        return false;
    tables.versions[{std::string(f[0]), std::string(f[1])}].push_back(std::move(version));
    return true;
}

bool addAdvisory(const Fields& f, DemoTables& tables)
{
    const auto day = parseDay(f[4]);
    if (!day)
        return false;
    tables.advisories.push_back({std::string(f[0]), std::string(f[1]), std::string(f[2]),
                                 f[3] == "-" ? std::string() : std::string(f[3]), *day, words(f[5], ',')});
    return true;
}

bool addCve(const Fields& f, DemoTables& tables)
{
    DemoCve cve;
    cve.cve = f[0];
    if (!readDay(f[1], cve.published) || !readDay(f[4], cve.kevAdded) || !readDay(f[5], cve.kevDue))
        return false;
    if (!f[2].empty()) {
        double score = 0;
        if (std::from_chars(f[2].data(), f[2].data() + f[2].size(), score).ec != std::errc())
            return false;
        cve.cvss = score;
    }
    cve.vector = f[3];
    cve.vendor = f[6];
    cve.product = f[7];
    cve.ransomware = f[8] == "yes";
    cve.epss = f[9];
    cve.percentile = f[10];
    cve.exploitation = f[11];
    cve.automatable = f[12];
    cve.technicalImpact = f[13];
    tables.cves.push_back(std::move(cve));
    return true;
}

} // namespace

Result<DemoTables> loadDemoTables()
{
    DemoTables tables;
    const auto read = [&](const char* name, std::size_t columns, bool (*add)(const Fields&, DemoTables&)) {
        return readTable(name, columns, [&](const Fields& fields) { return add(fields, tables); });
    };
    if (auto done = read("hosts.tsv", 15, addHost); !done)
        return done.error();
    const auto packages = readTable("packages.tsv", 4, [&](const Fields& f) {
        tables.packages.push_back({std::string(f[0]), std::string(f[1]), std::string(f[2]), words(f[3])});
        return !tables.packages.back().names.empty();
    });
    if (!packages)
        return packages.error();
    if (auto done = read("versions.tsv", 5, addVersion); !done)
        return done.error();
    if (auto done = read("advisories.tsv", 6, addAdvisory); !done)
        return done.error();
    if (auto done = read("cves.tsv", 14, addCve); !done)
        return done.error();
    return tables;
}

Day demoStoryEnd()
{
    using namespace std::chrono;
    return sys_days(2026y / November / 22d);
}

} // namespace bw
