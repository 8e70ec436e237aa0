// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/host.h"

#include <string>
#include <string_view>

namespace bw {

/// Makes an identity fit for comparison: trims, normalises UUID, MACs, machine id and FQDN, splits a dotted name into
/// short name and FQDN, and empties every value that producers write where they know nothing ("To Be Filled By
/// O.E.M.", all-zero UUIDs, "localhost", the hypervisor's own MACs ...). Idempotent. Never invents a value.
void cleanIdentity(HostIdentity& identity);

/// Lower case with dashes, braces and "urn:uuid:" dropped; empty if the text is not a UUID or a known junk one.
std::string cleanUuid(std::string_view text);
/// Lower case, colon separated, from any of 00:11.., 00-11.., 0011.2233.4455, 001122334455; empty if not a MAC or junk.
std::string cleanMac(std::string_view text);
/// Trimmed; empty if it is a placeholder.
std::string cleanSerial(std::string_view text);
/// True for "localhost", "localhost.localdomain", "(none)", "NA" and the like: names that name no host.
bool isJunkHostName(std::string_view name);

/// One text for both byte orders of a UUID, to look it up by; empty if it is none or a junk one.
std::string uuidKey(std::string_view uuid);
/// True if both are told and equal as written or with the byte order of the first three groups swapped: the same SMBIOS
/// UUID is printed in either order, even within one file.
bool sameUuid(std::string_view a, std::string_view b);

} // namespace bw
