// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/inventory/inventoryreader.h"
#include "models/inventory/readers/fields.h"

#include <string>

namespace bw {

/// What the inventories of the FusionInventory family (FusionInventory, GLPI, OCS, Rudder) tell of one computer, taken
/// in section by section, in any order. Section and field names are the lower-case ones of the GLPI JSON format.
class AgentInventory {
public:
    explicit AgentInventory(SnapshotBuilder& out)
        : m_out(out)
    {
    }
    /// One record of a section: "hardware", "bios", "operatingsystem" (timezone as "timezone.name",
    /// "timezone.offset"), "accesslog", "networks", "softwares", "rudder". Others are ignored.
    void section(std::string_view name, const Fields& fields, std::uint64_t line);
    void setDeviceId(std::string_view id) { m_deviceId = id; }
    void setPartial(bool partial) { m_host.partial = partial; }
    void setTruncated(bool truncated) { m_host.truncated = truncated; }
    bool empty() const { return m_sections == 0; }

    /// Decides what the sections told together (OS, time, packages of which the producer did not say the kind) and
    /// hands the host over to the builder.
    void finish(const ReadOptions& options);

private:
    void takeHardware(const Fields& fields);
    void takeSystem(const Fields& fields);
    void takeNetwork(const Fields& fields);
    void takeSoftware(const Fields& fields, std::uint64_t line);
    void decideOs();
    void decideTime(const ReadOptions& options);
    void decideUnknownPackages();
    bool isWindows() const;

    struct System {
        std::string name, fullName, version, arch, kernelName, kernelVersion, zoneOffset;
        bool told = false;
    };

    SnapshotBuilder& m_out;
    HostDraft m_host;
    System m_system; ///< operatingsystem
    System m_hardware; ///< what hardware says of it: all there is from OCS
    std::string m_deviceId;
    std::string m_logDate;
    std::size_t m_sections = 0;
};

} // namespace bw
