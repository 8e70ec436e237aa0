// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/inventory/inventoryreader.h"

namespace bw {

/// An Error about a place of a file; 0: not known.
Error fileError(ErrorKind kind, std::string subject, const std::string& file, std::uint64_t line = 0,
                std::uint64_t column = 0);

/// Keeps a told time if it is a real one and comes from a better source, or from as good a one but later, than what the
/// draft holds.
void tellMoment(HostDraft& host, std::optional<Instant> at, TimeSource source);

/// A local time "YYYY-MM-DD hh:mm:ss" and its offset ("+0200", "+02:00"; empty or unreadable: none) as a moment.
/// Without an offset `assumedMinutes` are taken off and `assumed` says so.
struct LocalTime {
    std::optional<Instant> at;
    bool assumed = false;
};
LocalTime localTime(std::string_view text, std::string_view offset, int assumedMinutes);

/// Seconds since 1970 as text (fractions are cut); nullopt if it is not such a number.
std::optional<Instant> epochTime(std::string_view text);

/// An operating system's architecture in the spelling of OsIdentity: "amd64", "64-bit" -> "x86_64", "arm64" ->
/// "aarch64".
std::string_view osArch(std::string_view arch);

/// Sets the OS from what a producer tells; `version` loses what stands in brackets ("12 (bookworm)").
void tellOs(HostDraft& host, std::string_view name, std::string_view version, std::string_view arch = {},
            std::string_view build = {}, std::string_view codename = {});

/// Adds the component if it has a name (and, unless a program or an update, a version); else leaves an issue.
bool addComponent(SnapshotBuilder& out, HostDraft& host, ComponentView component, std::uint64_t line = 0);

/// Adds what the vendor offers, if the build has a name; else leaves an issue. `installed` is the version that it would
/// replace; empty: not told. The components of `offer` are not looked at.
bool addOffer(SnapshotBuilder& out, HostDraft& host, ComponentView build, std::string_view installed, OfferView offer,
              std::uint64_t line = 0);

/// What these readers do at the end of a host: the operator's time, OS and name where the file told none, else the OS
/// that the packages prove, and a clean identity.
void finishDraft(SnapshotBuilder& out, HostDraft& host, const ReadOptions& options);

} // namespace bw
