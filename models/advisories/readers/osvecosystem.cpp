// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/advisories/readers/osvecosystem.h"

#include "models/domain/host.h"

#include <array>

namespace bw {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// The first part between colons that looks like "22.04".
std::string_view yearMonth(std::string_view text)
{
    for (std::size_t at = 0; at != std::string_view::npos;) {
        const auto colon = text.find(':', at);
        const std::string_view part = text.substr(at, colon == std::string_view::npos ? colon : colon - at);
        if (part.size() == 5 && part[2] == '.' && isDigit(part[0]) && isDigit(part[1]) && isDigit(part[3])
            && isDigit(part[4]))
            return part;
        at = colon == std::string_view::npos ? colon : colon + 1;
    }
    return {};
}

OsvStream debian(std::string_view release)
{
    if (release == "unstable")
        release = "sid";
    else if (const auto known = releaseOfCodename(release); !known.empty())
        release = known;
    else if (release.ends_with(".0"))
        release.remove_suffix(2);
    return {"Debian:" + std::string(release), VersionScheme::Deb, PackageKind::Source, false, {}};
}

/// "22.04:LTS", "Pro:14.04:LTS", "ubuntu_pro:22.04::main", "Pro:FIPS-updates:20.04:LTS". Builds for FIPS, realtime and
/// the like are others than those of the archive, so that only plain Pro shares the release's stream.
OsvStream ubuntu(std::string_view ecosystem, std::string_view rest)
{
    const std::string_view release = yearMonth(rest);
    const bool pro = rest.starts_with("Pro:") || rest.starts_with("ubuntu_pro:");
    const bool plainPro = pro && rest.substr(rest.find(':') + 1).starts_with(release);
    if (release.empty() || (pro && !plainPro))
        return {std::string(ecosystem), VersionScheme::Deb, PackageKind::Source, pro, {}};
    return {"Ubuntu:" + std::string(release), VersionScheme::Deb, PackageKind::Source, pro, pro ? "Ubuntu Pro" : ""};
}

/// "enterprise_linux:9::baseos" shares the release's stream; extended update support and others keep their own, since
/// they are fixed in builds of their own.
OsvStream redHat(std::string_view ecosystem, std::string_view rest)
{
    constexpr std::string_view Plain = "enterprise_linux:";
    if (!rest.starts_with(Plain))
        return {
            std::string(ecosystem.substr(0, ecosystem.find("::"))), VersionScheme::Rpm, PackageKind::Binary, true, {}};
    rest.remove_prefix(Plain.size());
    const std::string_view release = rest.substr(0, rest.find_first_of(".:"));
    return {"Red Hat:" + std::string(release), VersionScheme::Rpm, PackageKind::Binary, false, {}};
}

/// A server gets its packages from modules, so their streams are the server's; other products keep their own.
OsvStream suse(std::string_view ecosystem, std::string_view rest)
{
    constexpr std::string_view Server = "Linux Enterprise Server ";
    constexpr std::string_view Module = "Linux Enterprise Module for ";
    OsvStream out{std::string(ecosystem), VersionScheme::Rpm, PackageKind::Source, false, {}};
    if (rest.starts_with(Module)) {
        // "... Module for Basesystem 15 SP5": the release begins at the first digit after the name.
        const auto digit = rest.find_first_of("0123456789", Module.size());
        if (digit == std::string_view::npos || rest[digit - 1] != ' ')
            return out;
        out.stream = "SUSE:" + std::string(Server) + std::string(rest.substr(digit));
        out.note = "Module for " + std::string(rest.substr(Module.size(), digit - 1 - Module.size()));
    } else if (rest.starts_with(Server) && rest.size() > Server.size() && isDigit(rest[Server.size()])
               && rest.ends_with("-LTSS")) {
        out.stream.resize(out.stream.size() - std::string_view("-LTSS").size());
        out.needsSubscription = true;
        out.note = "LTSS";
    }
    return out;
}

OsvStream rocky(std::string_view ecosystem, std::string_view purl)
{
    OsvStream out{std::string(ecosystem), VersionScheme::Rpm, PackageKind::Source, false, {}};
    const auto sig = purl.find("-sig-");
    if (sig != std::string_view::npos)
        out.stream += ':' + std::string(purl.substr(sig + 1, purl.find_first_of("&#", sig) - sig - 1));
    return out;
}

struct Language {
    std::string_view ecosystem;
    VersionScheme scheme;
};

constexpr std::array<Language, 9> Languages{{{"npm", VersionScheme::Semver},
                                             {"crates.io", VersionScheme::Semver},
                                             {"Go", VersionScheme::Semver},
                                             {"Hex", VersionScheme::Semver},
                                             {"Pub", VersionScheme::Semver},
                                             {"NuGet", VersionScheme::Semver},
                                             {"SwiftURL", VersionScheme::Semver},
                                             {"Packagist", VersionScheme::Semver},
                                             {"GitHub Actions", VersionScheme::Semver}}};

VersionScheme schemeOf(std::string_view family)
{
    constexpr std::array<std::string_view, 8> Rpms{"AlmaLinux",    "openSUSE",    "openEuler", "Mageia",
                                                   "Oracle Linux", "Azure Linux", "Fedora",    "Amazon Linux"};
    for (const auto rpm : Rpms) {
        if (family == rpm)
            return VersionScheme::Rpm;
    }
    for (const Language& language : Languages) {
        if (family == language.ecosystem)
            return language.scheme;
    }
    return family == "Alpine" || family == "Wolfi" || family == "Chainguard" ? VersionScheme::Apk
        : family == "Echo"                                                   ? VersionScheme::Deb
                                                                             : VersionScheme::Generic;
}

} // namespace

OsvStream osvStream(std::string_view ecosystem, std::string_view purl)
{
    const auto colon = ecosystem.find(':');
    const std::string_view family = ecosystem.substr(0, colon);
    const std::string_view rest = colon == std::string_view::npos ? std::string_view() : ecosystem.substr(colon + 1);
    if (family == "Debian" && !rest.empty())
        return debian(rest);
    if (family == "Ubuntu")
        return ubuntu(ecosystem, rest);
    if (family == "Red Hat")
        return redHat(ecosystem, rest);
    if (family == "SUSE")
        return suse(ecosystem, rest);
    if (family == "Rocky Linux")
        return rocky(ecosystem, purl);
    return {std::string(ecosystem),
            schemeOf(family),
            family == "AlmaLinux" ? PackageKind::Binary : PackageKind::Source,
            false,
            {}};
}

} // namespace bw
