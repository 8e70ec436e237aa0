// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/host.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace bw {

namespace {

struct Codename {
    std::string_view distribution, codename, release;
};

// Debian release names: https://www.debian.org/releases/ ; Ubuntu: https://wiki.ubuntu.com/Releases
constexpr std::array<Codename, 27> Codenames{{
    {"Debian", "jessie", "8"},       {"Debian", "stretch", "9"},    {"Debian", "buster", "10"},
    {"Debian", "bullseye", "11"},    {"Debian", "bookworm", "12"},  {"Debian", "trixie", "13"},
    {"Debian", "forky", "14"},       {"Debian", "duke", "15"},      {"Ubuntu", "trusty", "14.04"},
    {"Ubuntu", "xenial", "16.04"},   {"Ubuntu", "bionic", "18.04"}, {"Ubuntu", "eoan", "19.10"},
    {"Ubuntu", "focal", "20.04"},    {"Ubuntu", "groovy", "20.10"}, {"Ubuntu", "hirsute", "21.04"},
    {"Ubuntu", "impish", "21.10"},   {"Ubuntu", "jammy", "22.04"},  {"Ubuntu", "kinetic", "22.10"},
    {"Ubuntu", "lunar", "23.04"},    {"Ubuntu", "mantic", "23.10"}, {"Ubuntu", "noble", "24.04"},
    {"Ubuntu", "oracular", "24.10"}, {"Ubuntu", "plucky", "25.04"}, {"Ubuntu", "questing", "25.10"},
    {"Ubuntu", "resolute", "26.04"}, {"Debian", "sid", "sid"},      {"Debian", "wheezy", "7"},
}};

struct Distribution {
    std::string_view sign; ///< lower-case text that its names contain
    std::string_view name;
    int releaseParts; ///< how many dotted parts of the version make the release
};

// Order matters: the first sign that is contained wins.
constexpr std::array<Distribution, 22> Distributions{{
    {"raspbian", "Raspbian", 1},
    {"ubuntu", "Ubuntu", 2},
    {"debian", "Debian", 1},
    {"almalinux", "AlmaLinux", 1},
    {"alma", "AlmaLinux", 1},
    {"rocky", "Rocky Linux", 1},
    {"centos", "CentOS", 1},
    {"oracle linux", "Oracle Linux", 1},
    {"oraclelinux", "Oracle Linux", 1},
    {"red hat", "Red Hat", 1},
    {"redhat", "Red Hat", 1},
    {"rhel", "Red Hat", 1},
    {"fedora", "Fedora", 1},
    {"opensuse leap", "openSUSE Leap", 2},
    {"opensuse-leap", "openSUSE Leap", 2},
    {"opensuse tumbleweed", "openSUSE Tumbleweed", 0},
    {"sles", "SUSE Linux Enterprise Server", 2},
    {"suse linux enterprise", "SUSE Linux Enterprise Server", 2},
    {"alpine", "Alpine", 2},
    {"amazon", "Amazon Linux", 1},
    {"mariner", "CBL-Mariner", 2},
    {"arch", "Arch Linux", 0},
}};

std::string lower(std::string_view text)
{
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), [](unsigned char c) { return char(std::tolower(c)); });
    return out;
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// The first run of digits and dots in a text: "Ubuntu 22.04.4 LTS" -> "22.04.4".
std::string_view firstVersion(std::string_view text)
{
    const auto begin = std::find_if(text.begin(), text.end(), isDigit);
    const auto end = std::find_if_not(begin, text.end(), [](char c) { return isDigit(c) || c == '.'; });
    std::string_view version(begin, end);
    while (!version.empty() && version.back() == '.')
        version.remove_suffix(1);
    return version;
}

std::string leadingParts(std::string_view version, int parts)
{
    std::size_t end = 0;
    for (int i = 0; i < parts && end != std::string_view::npos; ++i)
        end = version.find('.', i ? end + 1 : 0);
    return std::string(version.substr(0, end));
}

void canonicalWindows(OsIdentity& os, const std::string& sign)
{
    os.family = "windows";
    const bool server = sign.find("server") != std::string::npos;
    const std::string number(
        firstVersion(os.build.empty() ? std::string_view(os.version) : std::string_view(os.build)));
    const auto lastPart = number.rfind("10.0.") == 0 ? number.substr(5) : number;
    const int build = std::atoi(lastPart.c_str());
    os.name = server                                                     ? "Windows Server"
        : build >= 22000 || sign.find("windows 11") != std::string::npos ? "Windows 11"
                                                                         : "Windows";
    const auto at = sign.find(server ? "server" : "windows");
    const std::string product(at == std::string::npos ? std::string_view()
                                                      : firstVersion(std::string_view(sign).substr(at)));
    if (server)
        os.release = product;
    else if (os.name == "Windows")
        os.name = product.empty() ? "Windows" : "Windows " + product;
    static constexpr std::array<std::pair<int, std::string_view>, 12> builds{{{28000, "26H1"},
                                                                              {26200, "25H2"},
                                                                              {26100, "24H2"},
                                                                              {22631, "23H2"},
                                                                              {22621, "22H2"},
                                                                              {22000, "21H2"},
                                                                              {19045, "22H2"},
                                                                              {19044, "21H2"},
                                                                              {19043, "21H1"},
                                                                              {19042, "20H2"},
                                                                              {19041, "2004"},
                                                                              {17763, "1809"}}};
    if (!server) {
        for (const auto& [number_, release] : builds) {
            if (build == number_)
                os.release = release;
        }
    }
}

} // namespace

std::string_view name(TimeSource source)
{
    static constexpr std::array<std::string_view, 7> names = {
        "told", "told-with-offset", "local-with-zone", "local-assumed-zone", "operator", "file-time", "import-time"};
    return names[std::size_t(source)];
}

std::string_view releaseOfCodename(std::string_view codename)
{
    const auto it =
        std::find_if(Codenames.begin(), Codenames.end(), [&](const Codename& c) { return c.codename == codename; });
    return it == Codenames.end() ? std::string_view() : it->release;
}

std::string_view codenameOfRelease(std::string_view distribution, std::string_view release)
{
    const auto it = std::find_if(Codenames.begin(), Codenames.end(), [&](const Codename& c) {
        return c.distribution == distribution && c.release == release;
    });
    return it == Codenames.end() ? std::string_view() : it->codename;
}

OsIdentity canonicalOs(std::string_view name, std::string_view version, std::string_view arch, std::string_view build,
                       std::string_view codename)
{
    OsIdentity os;
    os.name = std::string(name);
    os.version = std::string(version);
    os.arch = std::string(arch);
    os.build = std::string(build);
    const std::string sign = lower(name);
    if (sign.find("windows") != std::string::npos || sign.find("win20") == 0) {
        canonicalWindows(os, sign);
        return os;
    }
    if (sign.find("mac") == 0 || sign.find("darwin") != std::string::npos || sign.find("os x") != std::string::npos) {
        os.family = "macos";
        os.name = "macOS";
        const auto number = os.version.empty() ? firstVersion(name) : firstVersion(version);
        os.version = std::string(number);
        os.release = leadingParts(number, number.substr(0, 3) == "10." ? 2 : 1);
        return os;
    }
    for (const auto& distribution : Distributions) {
        if (sign.find(distribution.sign) == std::string::npos)
            continue;
        os.family = "linux";
        os.name = std::string(distribution.name);
        auto number = firstVersion(version);
        if (number.empty())
            number = firstVersion(name);
        if (os.version.empty())
            os.version = std::string(number);
        os.release = leadingParts(number, distribution.releaseParts);
        if (os.release.empty() && !codename.empty())
            os.release = std::string(releaseOfCodename(lower(codename)));
        if (os.release.empty()) {
            for (const auto& c : Codenames) {
                if (os.release.empty() && c.distribution == distribution.name
                    && lower(version).find(c.codename) != std::string::npos)
                    os.release = std::string(c.release);
            }
        }
        return os;
    }
    if (sign.find("linux") != std::string::npos)
        os.family = "linux";
    return os;
}

std::string streamOf(const OsIdentity& os)
{
    if (os.release.empty())
        return {};
    if (os.name == "Alpine")
        return "Alpine:v" + os.release;
    if (os.name == "openSUSE Leap")
        return "openSUSE:Leap " + os.release;
    if (os.name == "SUSE Linux Enterprise Server") {
        const auto dot = os.release.find('.');
        const std::string pack = dot == std::string::npos ? std::string() : " SP" + os.release.substr(dot + 1);
        return "SUSE:Linux Enterprise Server " + os.release.substr(0, dot) + (pack == " SP0" ? std::string() : pack);
    }
    return os.name + ':' + os.release;
}

} // namespace bw
