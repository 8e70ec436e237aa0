// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/matching/subject.h"

#include <algorithm>
#include <array>
#include <utility>

namespace bw {

static constexpr std::string_view Signed = "linux-signed";

static bool isArch(std::string_view text)
{
    static constexpr std::array<std::string_view, 8> Archs = {"amd64", "arm64",   "i386",  "armhf",
                                                              "armel", "ppc64el", "s390x", "riscv64"};
    return std::find(Archs.begin(), Archs.end(), text) != Archs.end();
}

/// "linux-signed-amd64" -> "linux", Ubuntu's "linux-signed-hwe-6.8" -> "linux-hwe-6.8"; empty: not a signed kernel.
static std::string unsignedSource(std::string_view source)
{
    if (!source.starts_with(Signed))
        return {};
    const auto rest = source.substr(Signed.size());
    if (rest.empty() || (rest.front() == '-' && isArch(rest.substr(1))))
        return "linux";
    return rest.front() == '-' ? "linux" + std::string(rest) : std::string();
}

/// The signed source package is a native one, so that "6.1.115-1" had to be written "6.1.115+1" there. A version that
/// has kept its revision carries a rebuild number instead, "6.1.115-1+1".
static std::string unsignedVersion(std::string_view version)
{
    std::string answer(version);
    const auto plus = answer.find('+');
    if (answer.find('-') == std::string::npos) {
        if (plus != std::string::npos)
            answer[plus] = '-';
        return answer;
    }
    const auto last = answer.rfind('+');
    if (last != std::string::npos && last + 1 < answer.size()
        && answer.find_first_not_of("0123456789", last + 1) == std::string::npos)
        answer.resize(last);
    return answer;
}

/// "1.2-3+b1" is a rebuild of source 1.2-3.
static std::string_view withoutRebuild(std::string_view version)
{
    const auto plus = version.rfind("+b");
    if (plus == std::string_view::npos || plus + 2 >= version.size()
        || version.find_first_not_of("0123456789", plus + 2) != std::string_view::npos)
        return version;
    return version.substr(0, plus);
}

Subject subjectOf(const ComponentView& component)
{
    Subject s;
    s.component = component;
    s.sourceAssumed = component.source.empty();
    s.source = s.sourceAssumed ? component.name : component.source;
    s.sourceVersion = component.sourceVersion.empty() ? component.version : component.sourceVersion;
    if (component.ecosystem != Ecosystem::Deb)
        return s;
    if (auto plain = unsignedSource(s.source); !plain.empty()) {
        s.signedKernel = true;
        s.source = std::move(plain);
        s.sourceVersion =
            component.sourceVersion.empty() ? std::string(component.version) : unsignedVersion(component.sourceVersion);
    } else if (component.sourceVersion.empty()) {
        s.sourceVersion = withoutRebuild(component.version);
    }
    return s;
}

bool schemeFits(VersionScheme scheme, Ecosystem ecosystem)
{
    switch (ecosystem) {
    case Ecosystem::Deb:
        return scheme == VersionScheme::Deb;
    case Ecosystem::Rpm:
        return scheme == VersionScheme::Rpm;
    case Ecosystem::Apk:
        return scheme == VersionScheme::Apk;
    case Ecosystem::Pacman:
        return scheme == VersionScheme::Pacman;
    case Ecosystem::Unknown:
    case Ecosystem::Hotfix:
        return false;
    default:
        return scheme == VersionScheme::Semver || scheme == VersionScheme::Windows || scheme == VersionScheme::Macos
            || scheme == VersionScheme::Generic;
    }
}

std::string_view languageStream(std::string_view purlType)
{
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 10> Streams = {{
        {"npm", "npm"},
        {"pypi", "PyPI"},
        {"maven", "Maven"},
        {"golang", "Go"},
        {"cargo", "crates.io"},
        {"gem", "RubyGems"},
        {"nuget", "NuGet"},
        {"composer", "Packagist"},
        {"hex", "Hex"},
        {"pub", "Pub"},
    }};
    const auto it =
        std::find_if(Streams.begin(), Streams.end(), [&](const auto& entry) { return entry.first == purlType; });
    return it == Streams.end() ? std::string_view() : it->second;
}

} // namespace bw
