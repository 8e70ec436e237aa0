// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/readers/hostparts.h"

#include <array>
#include <map>

namespace bw {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

std::string_view digitsAt(std::string_view text, std::size_t at)
{
    std::size_t end = at;
    while (end < text.size() && isDigit(text[end]))
        ++end;
    return text.substr(at, end - at);
}

/// "12" and "11" of a version that carries "+deb12u11" or "~deb12u11"; empty where it carries none.
std::pair<std::string_view, std::string_view> debianMark(std::string_view version)
{
    for (auto at = version.find("deb"); at != std::string_view::npos; at = version.find("deb", at + 1)) {
        if (at == 0 || (version[at - 1] != '+' && version[at - 1] != '~'))
            continue;
        const auto release = digitsAt(version, at + 3);
        const auto behind = at + 3 + release.size();
        if (!release.empty() && behind < version.size() && version[behind] == 'u')
            return {release, digitsAt(version, behind + 1)};
    }
    return {};
}

/// "22.04" of a version such as "5.15.0-1ubuntu0.22.04.1", "249.11~22.04" or "1.2+22.04.3"; empty where there is none.
std::string_view ubuntuMark(std::string_view version)
{
    for (const std::string_view half : {".04", ".10"}) {
        for (auto at = version.find(half); at != std::string_view::npos; at = version.find(half, at + 1)) {
            if (at < 3 || !isDigit(version[at - 1]) || !isDigit(version[at - 2]))
                continue;
            const char before = version[at - 3];
            const char behind = at + 3 < version.size() ? version[at + 3] : '.';
            if ((before == '~' || before == '+' || before == '.' || before == 'u') && !isDigit(behind))
                return version.substr(at - 2, 5);
        }
    }
    return {};
}

std::string mostFrequent(const std::map<std::string, int>& counts, int atLeast)
{
    const std::pair<const std::string, int>* best = nullptr;
    for (const auto& entry : counts) {
        if (entry.second >= atLeast && (!best || entry.second > best->second))
            best = &entry;
    }
    return best ? best->first : std::string();
}

struct DebSigns {
    std::string baseFiles;
    std::string baseArch;
    std::map<std::string, int> debian;
    std::map<std::string, int> ubuntu;
};

OsIdentity debianOs(const DebSigns& signs)
{
    const std::string_view base = signs.baseFiles;
    const auto arch = machineOf(signs.baseArch);
    if (base.find("ubuntu") != std::string_view::npos)
        return canonicalOs("Ubuntu", mostFrequent(signs.ubuntu, 3), arch);
    if (!base.empty()) {
        const auto major = digitsAt(base, 0);
        const auto [release, point] = debianMark(base);
        auto rest = base.substr(major.size());
        if (!rest.empty() && rest[0] == '.')
            rest.remove_prefix(1 + digitsAt(rest, 1).size());
        const bool plain = rest.empty();
        // base-files of a derivative has a numbering of its own; only Debian's may speak.
        if (major.empty() || (!plain && release != major)
            || (!plain && rest != "+deb" + std::string(release) + 'u' + std::string(point)))
            return {};
        return canonicalOs("Debian", plain ? std::string(major) : std::string(major) + '.' + std::string(point), arch);
    }
    if (signs.debian.size() == 1 && signs.debian.begin()->second >= 3)
        return canonicalOs("Debian", signs.debian.begin()->first);
    return {};
}

struct ReleasePackage {
    std::string_view package, os;
};

constexpr std::array<ReleasePackage, 19> ReleasePackages{{{"almalinux-release", "AlmaLinux"},
                                                          {"rocky-release", "Rocky Linux"},
                                                          {"redhat-release", "Red Hat"},
                                                          {"redhat-release-server", "Red Hat"},
                                                          {"redhat-release-workstation", "Red Hat"},
                                                          {"centos-release", "CentOS"},
                                                          {"centos-linux-release", "CentOS"},
                                                          {"centos-stream-release", "CentOS"},
                                                          {"oraclelinux-release", "Oracle Linux"},
                                                          {"fedora-release", "Fedora"},
                                                          {"fedora-release-common", "Fedora"},
                                                          {"mariner-release", "CBL-Mariner"},
                                                          {"azurelinux-release", "Azure Linux"},
                                                          {"openSUSE-release", "openSUSE Leap"},
                                                          {"openSUSE-Leap-release", "openSUSE Leap"},
                                                          {"Leap-release", "openSUSE Leap"},
                                                          {"sles-release", "SLES"},
                                                          {"SLES_SAP-release", "SLES"},
                                                          {"SLED-release", "SUSE Linux Enterprise Desktop"}}};

/// Alpine's release file is a package of its own since 3.17; older ones are not told apart by their packages.
bool isAlpineRelease(const ComponentView& c)
{
    return c.ecosystem == Ecosystem::Apk && c.name == "alpine-release" && !digitsAt(c.version, 0).empty();
}

std::string_view upstreamOf(std::string_view rpmVersion)
{
    const auto colon = rpmVersion.find(':');
    if (colon != std::string_view::npos)
        rpmVersion.remove_prefix(colon + 1);
    return rpmVersion.substr(0, rpmVersion.rfind('-'));
}

/// Version of the OS told by its release package. CentOS 7 keeps the minor in the release: "7-9.2009.1.el7.centos".
std::string osVersion(std::string_view rpmVersion, std::string_view os)
{
    const auto version = upstreamOf(rpmVersion);
    const auto dash = rpmVersion.rfind('-');
    if (os == "CentOS" && version.find('.') == std::string_view::npos && dash != std::string_view::npos) {
        const auto release = rpmVersion.substr(dash + 1);
        const auto minor = digitsAt(release, 0);
        if (!minor.empty() && minor.size() < release.size() && release[minor.size()] == '.') {
            const auto date = digitsAt(release, minor.size() + 1);
            if (date.size() == 4)
                return std::string(version) + '.' + std::string(minor) + '.' + std::string(date);
        }
    }
    return std::string(version);
}

} // namespace

OsIdentity inferOs(const ComponentPool& pool, const std::vector<ComponentId>& components)
{
    DebSigns deb;
    std::map<std::string, int> alma;
    for (const ComponentId id : components) {
        const ComponentView c = pool.view(id);
        if (c.ecosystem == Ecosystem::Deb) {
            if (c.name == "base-files") {
                deb.baseFiles = c.version;
                deb.baseArch = c.arch;
            }
            if (const auto mark = debianMark(c.version).first; !mark.empty())
                ++deb.debian[std::string(mark)];
            if (const auto mark = ubuntuMark(c.version); !mark.empty())
                ++deb.ubuntu[std::string(mark)];
        } else if (c.ecosystem == Ecosystem::Rpm) {
            for (const auto& known : ReleasePackages) {
                if (c.name == known.package)
                    return canonicalOs(known.os, osVersion(c.version, known.os), machineOf(c.arch));
            }
            const auto el = c.version.rfind(".el");
            if (el != std::string_view::npos && c.version.find(".alma") != std::string_view::npos)
                ++alma[std::string(digitsAt(c.version, el + 3))];
        } else if (isAlpineRelease(c)) {
            return canonicalOs("Alpine", c.version.substr(0, c.version.rfind("-r")), c.arch);
        }
    }
    if (const auto major = mostFrequent(alma, 3); !major.empty())
        return canonicalOs("AlmaLinux", major);
    return debianOs(deb);
}

OsInference::Sign OsInference::signOf(ComponentId id)
{
    if (id >= m_signs.size())
        m_signs.resize(std::max<std::size_t>(m_pool.size(), id + 1), Sign::NotLooked);
    Sign& sign = m_signs[id];
    if (sign != Sign::NotLooked)
        return sign;
    sign = Sign::None;
    const ComponentView c = m_pool.view(id);
    if (c.ecosystem == Ecosystem::Deb) {
        if (c.name == "base-files")
            sign = Sign::Decisive;
        else if (!debianMark(c.version).first.empty() || !ubuntuMark(c.version).empty())
            sign = Sign::Mark;
    } else if (c.ecosystem == Ecosystem::Rpm) {
        for (const auto& known : ReleasePackages) {
            if (c.name == known.package)
                sign = Sign::Decisive;
        }
        if (sign == Sign::None && c.version.find(".alma") != std::string_view::npos)
            sign = Sign::Mark;
    } else if (isAlpineRelease(c)) {
        sign = Sign::Decisive;
    }
    return sign;
}

OsIdentity OsInference::of(const std::vector<ComponentId>& components)
{
    m_telling.clear();
    for (const ComponentId id : components) {
        const Sign sign = signOf(id);
        if (sign == Sign::Decisive) {
            if (const auto it = m_decided.find(id); it != m_decided.end())
                return it->second;
        }
        if (sign != Sign::None)
            m_telling.push_back(id);
    }
    OsIdentity os = inferOs(m_pool, m_telling);
    if (!os.release.empty()) {
        for (const ComponentId id : m_telling) {
            if (signOf(id) == Sign::Decisive)
                m_decided.emplace(id, os);
        }
    }
    return os;
}

} // namespace bw
