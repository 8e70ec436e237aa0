// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Writes an invented fleet for measurements: the same one for the same arguments, everywhere.
//   fleetgen --hosts 10000 --packages 500 --format csv|osquery|dpkg --seed 1 -o PATH
// csv: one table; osquery: one log line (snapshot) per host; dpkg: a folder with a status file per host.
// 70 % of a host's packages are those that every host of its kind has, the others its own choice. Hosts lag behind the
// newest version of a package by 0 to 12 steps, most by few; 10,000 hosts of 500 packages know about 43,000 package
// versions.
#include "tests/bench/vocabulary.h"

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>

using namespace bench;

namespace {

void writeCsv(std::FILE* out, Fleet& fleet, std::size_t hosts)
{
    std::string row = "host,ecosystem,package,version,arch,source\n";
    std::fwrite(row.data(), 1, row.size(), out);
    for (std::size_t i = 0; i < hosts; ++i) {
        const std::string host = hostName(i);
        for (const auto& [package, version] : fleet.host(i)) {
            row = host + ",deb," + package->name + ',' + *version + ',' + package->arch + ',' + package->source + '\n';
            std::fwrite(row.data(), 1, row.size(), out);
        }
    }
}

void writeOsquery(std::FILE* out, Fleet& fleet, std::size_t hosts)
{
    for (std::size_t i = 0; i < hosts; ++i) {
        std::string line = "{\"snapshot\":[";
        for (const auto& [package, version] : fleet.host(i)) {
            if (line.back() != '[')
                line += ',';
            line += "{\"admindir\":\"/var/lib/dpkg\",\"arch\":\"" + package->arch + "\",\"name\":\"" + package->name
                + "\",\"source\":\"" + (package->source == package->name ? "" : package->source)
                + "\",\"status\":\"install ok installed\",\"version\":\"" + *version + "\"}";
        }
        line += "],\"action\":\"snapshot\",\"name\":\"deb_packages\",\"hostIdentifier\":\"" + hostName(i)
            + "\",\"calendarTime\":\"Sun Mar  1 10:00:00 2026 UTC\",\"unixTime\":1772359200,\"epoch\":0,\"counter\":0,"
              "\"numerics\":false}\n";
        std::fwrite(line.data(), 1, line.size(), out);
    }
}

bool writeDpkg(const std::string& folder, Fleet& fleet, std::size_t hosts)
{
    for (std::size_t i = 0; i < hosts; ++i) {
        std::filesystem::create_directories(folder + '/' + hostName(i));
        std::FILE* out = std::fopen((folder + '/' + hostName(i) + "/status").c_str(), "wb");
        if (!out)
            return false;
        for (const auto& [package, version] : fleet.host(i)) {
            std::string text = "Package: " + package->name + "\nStatus: install ok installed\nPriority: optional\n"
                + "Section: misc\nInstalled-Size: 1234\nMaintainer: Invented Maintainers "
                  "<team@example.net>\nArchitecture: "
                + package->arch + '\n';
            if (package->source != package->name)
                text += "Source: " + package->source + '\n';
            text += "Version: " + *version + "\nDescription: invented package\n One line that says no more.\n\n";
            std::fwrite(text.data(), 1, text.size(), out);
        }
        std::fclose(out);
    }
    return true;
}

} // namespace

int main(int argc, char** argv)
{
    std::size_t hosts = 1000, packages = 500;
    std::uint64_t seed = 1;
    std::string format = "csv", path;
    for (int i = 1; i + 1 < argc; i += 2) {
        const std::string key = argv[i], value = argv[i + 1];
        if (key == "--hosts")
            hosts = std::strtoull(value.c_str(), nullptr, 10);
        else if (key == "--packages")
            packages = std::strtoull(value.c_str(), nullptr, 10);
        else if (key == "--seed")
            seed = std::strtoull(value.c_str(), nullptr, 10);
        else if (key == "--format")
            format = value;
        else if (key == "-o")
            path = value;
    }
    if (path.empty() || packages < 10 || packages > Vocabulary / 2
        || (format != "csv" && format != "osquery" && format != "dpkg")) {
        std::fputs("usage: fleetgen --hosts N --packages M --format csv|osquery|dpkg --seed S -o PATH\n", stderr);
        return 2;
    }
    Fleet fleet(seed, packages);
    if (format == "dpkg")
        return writeDpkg(path, fleet, hosts) ? 0 : 1;
    std::FILE* out = std::fopen(path.c_str(), "wb");
    if (!out)
        return 1;
    if (format == "csv")
        writeCsv(out, fleet, hosts);
    else
        writeOsquery(out, fleet, hosts);
    return std::fclose(out) == 0 ? 0 : 1;
}
