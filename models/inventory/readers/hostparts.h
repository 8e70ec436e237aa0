// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/inventory/inventoryreader.h"

#include <string_view>
#include <unordered_map>
#include <vector>

namespace bw {

/// Puts a host name as told into its place: "web01.example.org" is an FQDN and gives the short name "web01" where none
/// is known yet; an address or a name without a dot stays the short name. Existing values are kept.
void tellHostName(HostIdentity& identity, std::string_view name);

/// The OS behind a stream such as "Debian:12" or "Alpine:v3.18"; a text without ':' is taken as a product name.
OsIdentity osFromStream(std::string_view stream);

/// "amd64" -> "x86_64", "arm64" -> "aarch64"; others as they are; "" for "all" and "noarch".
std::string_view machineOf(std::string_view packageArch);

/// What a list of packages proves about the OS it was taken on; an OsIdentity without a name where it proves nothing.
/// deb: the version of base-files ("12.4+deb12u11" is Debian 12.11; with "ubuntu" in it Ubuntu, whose release is the
/// one that at least 3 versions carry, e.g. "0ubuntu0.22.04.1" or "+22.04"); without base-files Debian N where at least
/// 3 versions carry "+debNu" or "~debNu" and none another N. rpm: the release package ("almalinux-release",
/// "rocky-release", "redhat-release" ...); ".el9" alone fits several distributions and proves none, at least 3 releases
/// with ".alma" prove AlmaLinux.
OsIdentity inferOs(const ComponentPool& pool, const std::vector<ComponentId>& components);

/// The same for many hosts of one pool, looking at each distinct component once.
class OsInference {
public:
    explicit OsInference(const ComponentPool& pool)
        : m_pool(pool)
    {
    }
    OsIdentity of(const std::vector<ComponentId>& components);

private:
    enum class Sign : std::uint8_t { NotLooked, None, Mark, Decisive };
    Sign signOf(ComponentId id);

    const ComponentPool& m_pool;
    std::vector<Sign> m_signs;
    std::unordered_map<ComponentId, OsIdentity> m_decided; ///< by base-files or release package
    std::vector<ComponentId> m_telling;
};

/// The host of a file that describes one host without naming it: name and OS from the options, time from the operator
/// or else the file. Without a hint the host has no name; who imports must ask.
SnapshotBuilder::HostSlot addHintedHost(SnapshotBuilder& out, const ReadOptions& options);
/// Fills a time that the file did not tell: the operator's word replaces any, the file's time fills an empty one.
void tellTime(HostDraft& host, const ReadOptions& options);

} // namespace bw
