// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/ssvc.h"
#include "models/foundation/instant.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace bw {

/// Row number of a host in the workspace, stable for the host's whole life.
using HostId = std::int64_t;

/// Everything by which producers name a machine. Empty: not told. Junk values ("To Be Filled By O.E.M.", all-zero
/// UUIDs, "localhost" ...) are dropped by inventory/identity before they count.
struct HostIdentity {
    std::string name; ///< short host name as told, original case
    std::string fqdn;
    std::string serial;
    std::string uuid; ///< SMBIOS UUID, lower case with dashes
    std::string machineId; ///< /etc/machine-id or the like
    std::vector<std::string> macs; ///< lower case, colon separated
    std::string agentId; ///< producer's own id; never a key across producers

    friend bool operator==(const HostIdentity&, const HostIdentity&) = default;
};

/// Operating system as told. `release` is what advisories go by: "12", "22.04", "9", "3.18", "24H2".
struct OsIdentity {
    std::string family; ///< "linux", "windows", "macos", "" not told
    std::string name; ///< "Debian", "Ubuntu", "AlmaLinux", "Rocky Linux", "Red Hat", "Alpine", "SUSE ...", "Windows 11"
    std::string release;
    std::string version; ///< full, "12.11"
    std::string build; ///< Windows "26100.8037" or "26100", macOS "24F74"
    std::string arch; ///< "x86_64", "aarch64" ...

    friend bool operator==(const OsIdentity&, const OsIdentity&) = default;
};

/// Fills family, canonical name and release from what producers write ("Debian GNU/Linux", "12.11", "bookworm",
/// "Ubuntu 22.04.4 LTS", "CentOS Linux release 7.7", "Microsoft Windows 11 Pro" + build).
OsIdentity canonicalOs(std::string_view name, std::string_view version, std::string_view arch = {},
                       std::string_view build = {}, std::string_view codename = {});

/// The release stream by which advisories are grouped, spelled as OSV ecosystems are: "Debian:12", "Ubuntu:22.04",
/// "AlmaLinux:9", "Rocky Linux:9", "Red Hat:9", "Alpine:v3.18", "openSUSE:Leap 15.5", "SUSE:Linux Enterprise Server 15
/// SP5". Empty where the OS was not told or has no stream.
std::string streamOf(const OsIdentity& os);

/// Debian and Ubuntu code name to release ("bookworm" -> "12", "jammy" -> "22.04"); empty if unknown. And back.
std::string_view releaseOfCodename(std::string_view codename);
std::string_view codenameOfRelease(std::string_view distribution, std::string_view release);

/// How a snapshot's time was decided (INVENTORY time rule), best first.
enum class TimeSource : std::uint8_t {
    Told,
    ToldWithOffset,
    LocalWithZone,
    LocalAssumedZone,
    Operator,
    FileTime,
    ImportTime
};
std::string_view name(TimeSource source);

/// What people said about a host. Each value keeps who, when and why in the workspace's attribute history.
struct HostAttributes {
    std::optional<Exposure> exposure; ///< not told counts as open and is shown as assumed
    std::optional<Mission> importance; ///< not told: support crippled (msc), assumed
    std::optional<Safety> safety; ///< not told: marginal, assumed
    std::string owner;
    std::string site;
    std::string role;
    std::vector<std::string> tags; ///< sorted
    bool excluded = false;
    std::string excludedReason;

    friend bool operator==(const HostAttributes&, const HostAttributes&) = default;
};

} // namespace bw
