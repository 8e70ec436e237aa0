// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/inventory/inventoryreader.h"
#include "models/inventory/readers/jsonreading.h"

#include <map>
#include <string>

namespace bw {

/// Reads the results of Ansible's setup and package_facts modules for one host after the other: facts inside
/// "ansible_facts" (module results) or at the top level (fact cache), with or without their "ansible_" prefix.
class AnsibleFacts {
public:
    AnsibleFacts(SnapshotBuilder& out, const ReadOptions& options)
        : m_out(out)
        , m_options(options)
    {
    }
    /// Reads the JSON documents of a source, each one host. `alias` is the inventory's name for it, empty: not told.
    Result<void> read(ByteSource& json, std::string_view alias, std::uint64_t firstLine, ProgressSink& progress);
    bool said() const { return m_said; } ///< a host, or why there is none

private:
    void subscribe(JsonReading& json, const std::string& prefix);
    void takePackages(simdjson::ondemand::object packages, std::uint64_t line);
    void takePackage(const Fields& fields, std::uint64_t line);
    void finish(std::string_view alias, bool truncated);
    void finishIdentity(std::string_view alias);
    void finishOs();
    void finishTime();
    std::string_view fact(const std::string& name) const;
    bool isWindows() const;

    SnapshotBuilder& m_out;
    const ReadOptions& m_options;
    HostDraft m_host;
    std::map<std::string, std::string> m_facts; ///< scalars by bare name, e.g. "distribution", "date_time.epoch"
    std::uint64_t m_firstLine = 0;
    bool m_said = false;
};

} // namespace bw
