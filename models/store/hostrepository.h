// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/host.h"
#include "models/store/stamp.h"
#include "models/store/transaction.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace bw {

enum class IdentityKind : std::uint8_t { Name, Fqdn, Serial, Uuid, MachineId, Mac, AgentId };

/// From when until when a host went by a name. `lastSeen` empty: still so.
struct IdentityPeriod {
    IdentityKind kind = IdentityKind::Name;
    std::string value;
    Instant firstSeen;
    std::optional<Instant> lastSeen;

    friend bool operator==(const IdentityPeriod&, const IdentityPeriod&) = default;
};

/// A host by its present names.
struct KnownHost {
    HostId id = 0;
    HostIdentity identity;

    friend bool operator==(const KnownHost&, const KnownHost&) = default;
};

/// Adds hosts that are not known yet. One object per transaction, and nothing else may add hosts meanwhile.
class HostWriter {
public:
    explicit HostWriter(WriteTransaction& tx)
        : m_tx(tx)
    {
    }
    Result<HostId> add(const HostIdentity& identity, Instant seen);

private:
    WriteTransaction& m_tx;
    HostId m_next = 0; ///< 0: not asked yet
};

/// Adds one host.
Result<HostId> addHost(WriteTransaction& tx, const HostIdentity& identity, Instant seen);
/// Notes what an inventory told at `seen`: an empty field says nothing, another value ends the one before (told MAC
/// addresses replace the whole set); a value older than the present one goes into the history only. Writes nothing
/// when nothing is new.
Result<void> updateIdentity(WriteTransaction& tx, HostId host, const HostIdentity& told, Instant seen);
/// Every host ever seen, by id; also those of imports that were taken back, which keep their number.
Result<std::vector<KnownHost>> knownHosts(ReadConnection& db);
Result<std::vector<IdentityPeriod>> identityHistory(ReadConnection& db, HostId host);

enum class AttributeField : std::uint8_t {
    Exposure,
    Importance,
    Safety,
    Owner,
    Site,
    Role,
    Tags, ///< one text, separated by commas
    Excluded, ///< "yes" or empty
    ExcludedReason,
};
std::string_view name(AttributeField field); ///< exposure | importance | safety | owner | site | role | tags | ...
std::optional<AttributeField> attributeFieldFrom(std::string_view name);
/// The value as the history keeps it; empty: not told.
std::string attributeText(const HostAttributes& attributes, AttributeField field);
/// False when the text is no value of the field (attributes are then unchanged).
bool setAttribute(HostAttributes& attributes, AttributeField field, std::string_view text);

struct AttributeChange {
    HostId host = 0;
    AttributeField field = AttributeField::Owner;
    std::string value; ///< as attributeText; empty: cleared

    friend bool operator==(const AttributeChange&, const AttributeChange&) = default;
};

struct AttributeRecord {
    AttributeField field = AttributeField::Owner;
    std::string value;
    Stamp stamp;

    friend bool operator==(const AttributeRecord&, const AttributeRecord&) = default;
};

/// Appends to the history; the newest value of a field counts. BadValue for a text that is no value of its field,
/// NotFound for an unknown host.
Result<void> setAttributes(WriteTransaction& tx, std::span<const AttributeChange> changes, const Stamp& stamp);
/// Oldest first.
Result<std::vector<AttributeRecord>> attributeHistory(ReadConnection& db, HostId host);

} // namespace bw
