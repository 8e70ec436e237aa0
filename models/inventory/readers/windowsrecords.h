// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/inventory/inventoryreader.h"
#include "models/inventory/readers/fields.h"

#include <span>
#include <string>
#include <unordered_map>

namespace bw {

/// What a record of PowerShell, WMI or the registry describes, told by its property names (without case): neither file
/// names nor type names are trusted.
enum class WindowsRecord : std::uint8_t {
    Unknown,
    Uninstall, ///< entry of an Uninstall key
    Hotfix, ///< Get-HotFix, Win32_QuickFixEngineering
    Product, ///< Win32_Product
    Package, ///< Get-Package
    OperatingSystem, ///< Win32_OperatingSystem
    ComputerInfo, ///< Get-ComputerInfo
    CurrentVersion, ///< SOFTWARE\Microsoft\Windows NT\CurrentVersion
    ComputerSystem, ///< Win32_ComputerSystem
    Bios, ///< Win32_BIOS
    SystemProduct, ///< Win32_ComputerSystemProduct
    Update ///< Get-WindowsUpdate, or an update of Microsoft.Update.Session: offered, unless it says that it is
           ///< installed
};
WindowsRecord windowsRecord(const Fields& record);
WindowsRecord windowsRecord(std::span<const std::string> properties);
bool tellsSoftware(WindowsRecord kind);

/// The property of a record, trimmed; names are compared without case. Empty if it is not there.
std::string_view property(const Fields& record, std::string_view name);
/// The host that a record names: CSName, __SERVER, PSComputerName ...; empty: none, or this machine's own "localhost".
std::string_view hostIn(const Fields& record);

/// Turns Windows records, in whatever syntax they were written, into hosts of a builder. Programs and updates are the
/// same components as those of the agents' and osquery's lists.
///  - A record without a host belongs to the file's only host; that one may be named by another record, else by the
///    options. Among several hosts it is an issue.
///  - Lists of updates never tell all of them. Lists of programs are complete where Get-Package made them, or where
///    their entries come from both views of the registry, which only their own paths can prove; else they are partial.
///  - The update revision (UBR) is taken where it is told and never guessed.
class WindowsImport {
public:
    WindowsImport(SnapshotBuilder& out, const ReadOptions& options);
    /// `ofHost`: the host of what the record stands in. False: of no known kind.
    bool record(const Fields& fields, std::uint64_t line, std::string_view ofHost = {});
    /// The text ended early: nothing may be concluded from what is missing.
    void cut() { m_cut = true; }
    /// Errors: Empty (no known record), Truncated after cut().
    Result<void> finish();

private:
    struct State {
        std::string osName, version, arch, build, revision;
        std::string localTime, zoneMinutes;
        bool programs = false; ///< lists them
        bool view64 = false, view32 = false; ///< of the registry, proven by an entry's path
        bool everyProgram = false; ///< the producer lists both views by itself
    };
    bool slotOf(const Fields& fields, std::string_view ofHost, std::uint64_t line, SnapshotBuilder::HostSlot& slot);
    void take(WindowsRecord kind, const Fields& fields, SnapshotBuilder::HostSlot slot, std::uint64_t line);
    void takeUninstall(const Fields& fields, SnapshotBuilder::HostSlot slot, std::uint64_t line);
    void takePackage(const Fields& fields, SnapshotBuilder::HostSlot slot, std::uint64_t line);
    void takeSystem(WindowsRecord kind, const Fields& fields, SnapshotBuilder::HostSlot slot);
    void takeUpdate(const Fields& fields, SnapshotBuilder::HostSlot slot, std::uint64_t line);
    void addHotfix(SnapshotBuilder::HostSlot slot, std::string_view id, std::uint64_t line);
    void addProgram(SnapshotBuilder::HostSlot slot, std::string_view name, std::string_view version,
                    std::string_view vendor, std::uint64_t line);
    void finishHost(SnapshotBuilder::HostSlot slot);

    SnapshotBuilder& m_out;
    const ReadOptions& m_options;
    std::unordered_map<std::string, SnapshotBuilder::HostSlot> m_named; ///< by lower-case name
    std::vector<State> m_states; ///< by slot
    std::uint64_t m_otherPackages = 0;
    bool m_known = false;
    bool m_cut = false;
};

/// The build of "10.0.22631", "10.0.22631.4460", "6.3.9600": what follows the first two numbers.
std::string_view windowsBuildIn(std::string_view version);
/// "64-bit", "64 bits", "x64-based PC", "AMD64" -> "x86_64"; "ARM64-based PC" -> "aarch64"; 32 bits -> "x86".
std::string_view windowsArch(std::string_view text);

/// A moment as PowerShell and WMI write it: "/Date(1695...)/", ISO 8601, "20210929122136.101000-420" (offset in
/// minutes), or a culture's own date where it can be read in one way only. `zoneMinutes` is the host's offset where
/// another field tells it.
struct WindowsTime {
    std::optional<Instant> at;
    TimeSource source = TimeSource::Told;
};
WindowsTime windowsTime(std::string_view text, std::string_view zoneMinutes, int assumedMinutes);

} // namespace bw
