// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/readers/purlcomponent.h"

#include "models/inventory/readers/packagetext.h"
#include "models/inventory/readers/producertext.h"

#include <algorithm>
#include <array>

namespace bw {

namespace {

Ecosystem ecosystemOf(std::string_view type)
{
    // Types: https://github.com/package-url/purl-spec/tree/main/types
    static constexpr std::array languages = {
        std::string_view("npm"),     std::string_view("pypi"),     std::string_view("maven"),
        std::string_view("gem"),     std::string_view("cargo"),    std::string_view("golang"),
        std::string_view("nuget"),   std::string_view("composer"), std::string_view("hex"),
        std::string_view("pub"),     std::string_view("cran"),     std::string_view("conan"),
        std::string_view("conda"),   std::string_view("swift"),    std::string_view("cocoapods"),
        std::string_view("hackage"), std::string_view("cpan"),     std::string_view("luarocks"),
        std::string_view("opam"),    std::string_view("julia"),    std::string_view("bower"),
    };
    if (type == "deb")
        return Ecosystem::Deb;
    if (type == "rpm")
        return Ecosystem::Rpm;
    if (type == "apk")
        return Ecosystem::Apk;
    if (type == "alpm")
        return Ecosystem::Pacman;
    if (type == "generic" || type == "swid")
        return Ecosystem::Program;
    return std::find(languages.begin(), languages.end(), type) != languages.end() ? Ecosystem::Language
                                                                                  : Ecosystem::Unknown;
}

std::string languageName(const Purl& purl)
{
    if (purl.space.empty())
        return purl.name;
    return purl.space + (purl.type == "maven" ? ":" : "/") + purl.name;
}

/// "util-linux@2.38.1-5" for deb and apk, "bash-5.1.8-6.el9.src.rpm" for rpm.
void takeUpstream(std::string_view upstream, PurlComponent& c)
{
    if (c.ecosystem == Ecosystem::Rpm) {
        c.source = std::string(sourceOfRpm(upstream));
        return;
    }
    const auto at = upstream.find('@');
    c.source = std::string(upstream.substr(0, at));
    if (at != std::string_view::npos)
        c.sourceVersion = std::string(upstream.substr(at + 1));
}

} // namespace

ComponentView PurlComponent::view() const
{
    return {ecosystem, name, version, arch, source, sourceVersion, module, vendor};
}

PurlComponent purlComponent(const Purl& purl)
{
    PurlComponent c;
    c.ecosystem = ecosystemOf(purl.type);
    c.name = purl.name;
    c.version = purl.version;
    if (c.ecosystem == Ecosystem::Language) {
        c.name = languageName(purl);
        c.vendor = purl.type;
        return c;
    }
    c.arch = std::string(purl.qualifier("arch"));
    if (c.ecosystem == Ecosystem::Program) {
        c.vendor = purl.space;
        return c;
    }
    const auto epoch = purl.qualifier("epoch");
    if (!epoch.empty() && epoch != "0" && c.version.find(':') == std::string::npos && !c.version.empty())
        c.version = std::string(epoch) + ':' + c.version;
    else if (c.ecosystem == Ecosystem::Rpm && c.version.compare(0, 2, "0:") == 0)
        c.version.erase(0, 2);
    if (c.ecosystem == Ecosystem::Rpm)
        c.module = std::string(purl.qualifier("rpmmod").empty() ? purl.qualifier("modularitylabel")
                                                                : purl.qualifier("rpmmod"));
    if (const auto upstream = purl.qualifier("upstream"); !upstream.empty())
        takeUpstream(upstream, c);
    return c;
}

OsIdentity purlOs(const Purl& purl)
{
    const std::string distro = asciiLower(purl.qualifier("distro"));
    if (distro.empty())
        return {};
    // A bare code name ("bookworm") tells the release; whose it is, the namespace tells.
    if (const auto release = releaseOfCodename(distro); !release.empty())
        return canonicalOs(purl.space.empty() ? "debian" : purl.space, release);
    const auto dash = distro.rfind('-');
    const auto version = dash == std::string::npos ? std::string_view() : std::string_view(distro).substr(dash + 1);
    OsIdentity os = canonicalOs(distro.substr(0, dash), version);
    return os.family.empty() ? OsIdentity{} : os;
}

} // namespace bw
