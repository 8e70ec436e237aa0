// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/matching/modules.h"

#include <charconv>

namespace bw {

bool hasModuleMarker(std::string_view version)
{
    return version.find(".module") != std::string_view::npos || version.find("+module") != std::string_view::npos;
}

std::string_view moduleStream(std::string_view label)
{
    const auto name = label.find(':');
    if (name == std::string_view::npos)
        return {};
    return label.substr(0, label.find(':', name + 1));
}

static std::string_view withoutEpoch(std::string_view version)
{
    const auto colon = version.find(':');
    return colon == std::string_view::npos ? version : version.substr(colon + 1);
}

std::string_view majorMinor(std::string_view version)
{
    version = withoutEpoch(version);
    version = version.substr(0, version.find('-'));
    const auto first = version.find('.');
    return first == std::string_view::npos ? version : version.substr(0, version.find('.', first + 1));
}

static int majorOf(std::string_view version)
{
    int major = -1;
    version = withoutEpoch(version);
    std::from_chars(version.data(), version.data() + version.size(), major);
    return major;
}

/// Is the version one of the stream "5.32" or "12"? Streams that are no numbers ("rhel8") say nothing.
static bool numberStream(std::string_view stream)
{
    return !stream.empty() && stream.find_first_not_of("0123456789.") == std::string_view::npos;
}

static bool inStream(std::string_view version, std::string_view stream)
{
    version = withoutEpoch(version);
    return version.starts_with(stream)
        && (version.size() == stream.size() || version[stream.size()] == '.' || version[stream.size()] == '-');
}

static bool sameByVersion(std::string_view a, std::string_view b)
{
    constexpr int NamedByMajor = 11;
    if (majorMinor(a) == majorMinor(b))
        return true;
    return majorOf(a) >= NamedByMajor && majorOf(a) == majorOf(b);
}

ModuleAnswer compareModules(const ModuleSide& advisory, const ModuleSide& installed)
{
    if (advisory.modular() != installed.modular())
        return advisory.modular() ? ModuleAnswer::AdvisoryModular : ModuleAnswer::InstalledModular;
    if (!advisory.modular())
        return ModuleAnswer::Comparable;
    const auto named = moduleStream(advisory.label);
    const auto label = moduleStream(installed.label);
    if (!named.empty() && !label.empty())
        return named == label ? ModuleAnswer::Comparable : ModuleAnswer::OtherStream;
    const auto told = named.empty() ? label : named;
    const auto other = named.empty() ? advisory.version : installed.version;
    const auto stream = told.empty() ? told : told.substr(told.find(':') + 1);
    if (numberStream(stream) && !other.empty())
        return inStream(other, stream) ? ModuleAnswer::Comparable : ModuleAnswer::OtherStream;
    return sameByVersion(advisory.version, installed.version) ? ModuleAnswer::Comparable : ModuleAnswer::OtherStream;
}

std::string assumedModule(std::string_view package, std::string_view version)
{
    return std::string(package) + ':' + std::string(majorMinor(version));
}

} // namespace bw
