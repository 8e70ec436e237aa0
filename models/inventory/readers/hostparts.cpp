// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/readers/hostparts.h"

#include "models/files/textsource.h"

#include <algorithm>

namespace bw {

namespace {

bool isAddress(std::string_view name)
{
    if (name.find(':') != std::string_view::npos)
        return true;
    return std::all_of(name.begin(), name.end(), [](char c) { return (c >= '0' && c <= '9') || c == '.'; });
}

} // namespace

void tellHostName(HostIdentity& identity, std::string_view name)
{
    while (!name.empty() && name.back() == '.')
        name.remove_suffix(1);
    if (name.empty())
        return;
    const auto dot = name.find('.');
    const bool qualified = dot != std::string_view::npos && dot > 0 && !isAddress(name);
    if (qualified && identity.fqdn.empty())
        identity.fqdn = cleanText(name);
    if (identity.name.empty())
        identity.name = cleanText(qualified ? name.substr(0, dot) : name);
}

OsIdentity osFromStream(std::string_view stream)
{
    if (stream.empty())
        return {};
    const auto colon = stream.rfind(':');
    if (colon == std::string_view::npos)
        return canonicalOs(stream, {});
    const auto product = stream.substr(0, colon);
    auto release = stream.substr(colon + 1);
    if (product == "SUSE" || product == "openSUSE") {
        OsIdentity os = canonicalOs(std::string(product) + ' ' + std::string(release), {});
        const auto pack = release.find(" SP");
        if (pack != std::string_view::npos) {
            os.release += '.' + std::string(release.substr(pack + 3));
            os.version = os.release;
        }
        return os;
    }
    if (product == "Alpine" && release.substr(0, 1) == "v")
        release.remove_prefix(1);
    return canonicalOs(product, release);
}

std::string_view machineOf(std::string_view packageArch)
{
    if (packageArch == "amd64")
        return "x86_64";
    if (packageArch == "arm64")
        return "aarch64";
    if (packageArch == "all" || packageArch == "noarch")
        return {};
    return packageArch;
}

SnapshotBuilder::HostSlot addHintedHost(SnapshotBuilder& out, const ReadOptions& options)
{
    const auto slot = out.addHost();
    HostDraft& host = out.host(slot);
    tellHostName(host.identity, options.hostHint);
    host.os = osFromStream(options.osHint);
    host.firstLine = 1;
    tellTime(host, options);
    return slot;
}

void tellTime(HostDraft& host, const ReadOptions& options)
{
    if (options.takenAt) {
        host.takenAt = options.takenAt;
        host.timeSource = TimeSource::Operator;
    } else if (!host.takenAt && options.fileTime) {
        host.takenAt = options.fileTime;
        host.timeSource = TimeSource::FileTime;
    }
}

} // namespace bw
