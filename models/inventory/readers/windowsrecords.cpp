// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/readers/windowsrecords.h"

#include "models/inventory/identity.h"
#include "models/inventory/readers/datecolumn.h"
#include "models/inventory/readers/drafting.h"
#include "models/inventory/readers/hostparts.h"
#include "models/inventory/readers/producertext.h"

#include <algorithm>
#include <charconv>

namespace bw {

namespace {

// Property names: learn.microsoft.com/windows/win32/cimwin32prov and .../msi/uninstall-registry-key
template <typename Has>
WindowsRecord kindOf(const Has& has)
{
    const auto any = [&](std::initializer_list<std::string_view> names) {
        return std::any_of(names.begin(), names.end(), has);
    };
    if (has("HotFixID"))
        return WindowsRecord::Hotfix;
    if (has("Title") && any({"KB", "KBArticleID", "KBArticleIDs", "MsrcSeverity", "IsInstalled", "RebootRequired"}))
        return WindowsRecord::Update;
    if (any({"OsName", "WindowsProductName", "OsHotFixes"})
        && any({"CsName", "CsDNSHostName", "OsBuildNumber", "WindowsUBR", "WindowsVersion"}))
        return WindowsRecord::ComputerInfo;
    if (has("Caption") && has("BuildNumber") && any({"Version", "OSArchitecture"}))
        return WindowsRecord::OperatingSystem;
    if (any({"CurrentBuild", "CurrentBuildNumber"}) && any({"ProductName", "UBR"}))
        return WindowsRecord::CurrentVersion;
    if (has("UUID") && has("IdentifyingNumber"))
        return WindowsRecord::SystemProduct;
    if (has("SerialNumber") && any({"SMBIOSBIOSVersion", "BIOSVersion"}))
        return WindowsRecord::Bios;
    if (has("DisplayName")
        && any({"DisplayVersion", "UninstallString", "QuietUninstallString", "SystemComponent", "ParentKeyName",
                "ReleaseType", "Publisher"}))
        return WindowsRecord::Uninstall;
    if (!has("Name"))
        return WindowsRecord::Unknown;
    if (has("Version") && has("ProviderName"))
        return WindowsRecord::Package;
    if (any({"IdentifyingNumber", "PackageCode", "LocalPackage"}) && any({"Version", "Vendor"}))
        return WindowsRecord::Product;
    if (has("Domain") && any({"PartOfDomain", "DNSHostName"}))
        return WindowsRecord::ComputerSystem;
    return WindowsRecord::Unknown;
}

bool contains(std::string_view text, std::string_view lowerPart)
{
    return asciiLower(text).find(lowerPart) != std::string::npos;
}

bool isTrue(std::string_view text)
{
    return equalsIgnoringCase(text, "true") || text == "1";
}

/// The registry path of an Uninstall entry as PowerShell (PSPath, PSParentPath) or a .reg file tells it.
std::string_view pathOf(const Fields& fields)
{
    const auto path = property(fields, "PSPath");
    return path.empty() ? property(fields, "PSParentPath") : path;
}

void tellQualified(HostIdentity& identity, std::string_view name, std::string_view domain)
{
    if (!name.empty() && name.find('.') == std::string_view::npos && domain.find('.') != std::string_view::npos)
        tellHostName(identity, std::string(name) + '.' + std::string(domain));
    else
        tellHostName(identity, name);
}

void fill(std::string& to, std::string_view text)
{
    if (to.empty())
        to = std::string(text);
}

bool allDigits(std::string_view text)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// Milliseconds since 1970 of "/Date(1695...)/" and "/Date(1695...+0200)/".
std::optional<Instant> jsonDate(std::string_view text)
{
    if (text.substr(0, 6) != "/Date(")
        return std::nullopt;
    std::int64_t milliseconds = 0;
    const auto [end, error] = std::from_chars(text.data() + 6, text.data() + text.size(), milliseconds);
    constexpr std::int64_t year9999 = 253402300799000;
    if (error != std::errc() || milliseconds < 0 || milliseconds > year9999)
        return std::nullopt;
    return Instant(std::chrono::seconds(milliseconds / 1000));
}

std::optional<Instant> wmiDate(std::string_view text)
{
    // yyyymmddhhmmss.ffffff+mmm
    if (text.size() != 25 || text[14] != '.' || !allDigits(text.substr(0, 14)) || !allDigits(text.substr(22)))
        return std::nullopt;
    std::string iso(text.substr(0, 4));
    for (std::size_t i = 4; i < 14; i += 2) {
        iso += i < 8 ? '-' : i == 8 ? 'T' : ':';
        iso += text.substr(i, 2);
    }
    const auto local = parseIso(iso);
    if (!local || (text[21] != '+' && text[21] != '-'))
        return std::nullopt;
    int minutes = 0;
    std::from_chars(text.data() + 22, text.data() + 25, minutes);
    return *local - std::chrono::minutes(text[21] == '-' ? -minutes : minutes);
}

} // namespace

WindowsRecord windowsRecord(const Fields& record)
{
    return kindOf([&](std::string_view name) {
        return std::any_of(record.begin(), record.end(),
                           [&](const auto& field) { return equalsIgnoringCase(field.first, name); });
    });
}

WindowsRecord windowsRecord(std::span<const std::string> properties)
{
    return kindOf([&](std::string_view name) {
        return std::any_of(properties.begin(), properties.end(),
                           [&](const std::string& property) { return equalsIgnoringCase(property, name); });
    });
}

bool tellsSoftware(WindowsRecord kind)
{
    return kind != WindowsRecord::Unknown && kind < WindowsRecord::OperatingSystem;
}

std::string_view property(const Fields& record, std::string_view name)
{
    const auto it = std::find_if(record.begin(), record.end(),
                                 [&](const auto& field) { return equalsIgnoringCase(field.first, name); });
    return it == record.end() ? std::string_view() : trimAscii(it->second);
}

std::string_view hostIn(const Fields& record)
{
    const auto kind = windowsRecord(record);
    for (const std::string_view name :
         {"CSName", "__SERVER", "CsDNSHostName", "PSComputerName", "ComputerName", "Computer", "HostName", "Node",
          "SystemName", "DNSHostName", "Name", "Source"}) {
        if (name == "Source" && kind != WindowsRecord::Hotfix) // elsewhere the place that a package came from
            continue;
        if ((name == "DNSHostName" || name == "Name") && kind != WindowsRecord::ComputerSystem)
            continue;
        if (const auto host = property(record, name); !host.empty() && !isJunkHostName(host))
            return host;
    }
    return {};
}

std::string_view windowsBuildIn(std::string_view version)
{
    const auto first = version.find('.');
    const auto second = first == std::string_view::npos ? first : version.find('.', first + 1);
    return second == std::string_view::npos ? std::string_view() : version.substr(second + 1);
}

std::string_view windowsArch(std::string_view text)
{
    if (contains(text, "arm"))
        return "aarch64";
    if (contains(text, "64"))
        return "x86_64";
    return contains(text, "86") || contains(text, "32") ? "x86" : std::string_view();
}

WindowsTime windowsTime(std::string_view text, std::string_view zoneMinutes, int assumedMinutes)
{
    text = trimAscii(text);
    if (const auto at = jsonDate(text))
        return {at, TimeSource::Told};
    if (const auto at = wmiDate(text))
        return {at, TimeSource::ToldWithOffset};
    const auto date = parseDateText(text);
    if (!date || (date->ambiguous() && date->dayFirst && date->monthFirst))
        return {};
    const auto at = date->dayFirst ? date->dayFirst : date->monthFirst;
    if (date->zoned)
        return {at, TimeSource::ToldWithOffset};
    int minutes = 0;
    const auto [end, error] = std::from_chars(zoneMinutes.data(), zoneMinutes.data() + zoneMinutes.size(), minutes);
    const bool zone = error == std::errc() && end == zoneMinutes.data() + zoneMinutes.size() && !zoneMinutes.empty()
        && minutes >= -24 * 60 && minutes <= 24 * 60;
    return {*at - std::chrono::minutes(zone ? minutes : assumedMinutes),
            zone ? TimeSource::LocalWithZone : TimeSource::LocalAssumedZone};
}

WindowsImport::WindowsImport(SnapshotBuilder& out, const ReadOptions& options)
    : m_out(out)
    , m_options(options)
{
}

bool WindowsImport::slotOf(const Fields& fields, std::string_view ofHost, std::uint64_t line,
                           SnapshotBuilder::HostSlot& slot)
{
    const auto own = hostIn(fields);
    const auto name = own.empty() ? ofHost : own;
    const bool only = m_states.size() <= 1;
    if (name.empty() && !only) {
        m_out.issue(ErrorKind::MissingField, "record names no host among several", line, "PSComputerName");
        return false;
    }
    const std::string key = asciiLower(name);
    const auto known = m_named.find(key);
    if (!name.empty() && known != m_named.end()) {
        slot = known->second;
    } else if (m_states.size() == 1 && (name.empty() || m_named.empty())) {
        slot = 0; // the file's only host so far, or the one that had no name yet
    } else {
        slot = m_out.addHost();
        m_states.emplace_back();
        m_out.host(slot).firstLine = line;
    }
    if (name.empty())
        return true;
    m_named.emplace(key, slot);
    auto& identity = m_out.host(slot).identity;
    tellHostName(identity, name);
    if (const auto remote = property(fields, "PSComputerName"); remote.find('.') != std::string_view::npos)
        tellHostName(identity, remote);
    return true;
}

bool WindowsImport::record(const Fields& fields, std::uint64_t line, std::string_view ofHost)
{
    WindowsRecord kind = windowsRecord(fields);
    // An entry that has hardly any value still says by its path what it is.
    if (kind == WindowsRecord::Unknown && contains(pathOf(fields), "\\uninstall"))
        kind = WindowsRecord::Uninstall;
    if (kind == WindowsRecord::Unknown)
        return false;
    m_known = true;
    SnapshotBuilder::HostSlot slot = 0;
    if (slotOf(fields, ofHost, line, slot))
        take(kind, fields, slot, line);
    return true;
}

void WindowsImport::take(WindowsRecord kind, const Fields& fields, SnapshotBuilder::HostSlot slot, std::uint64_t line)
{
    if (tellsSoftware(kind))
        m_out.host(slot).toldPackages = true;
    switch (kind) {
    case WindowsRecord::Uninstall:
        takeUninstall(fields, slot, line);
        break;
    case WindowsRecord::Hotfix:
        addHotfix(slot, property(fields, "HotFixID"), line);
        break;
    case WindowsRecord::Product:
        addProgram(slot, property(fields, "Name"), property(fields, "Version"), property(fields, "Vendor"), line);
        break;
    case WindowsRecord::Package:
        takePackage(fields, slot, line);
        break;
    case WindowsRecord::Update:
        takeUpdate(fields, slot, line);
        break;
    default:
        takeSystem(kind, fields, slot);
        // Printed, the list of updates is one text: "{KB5034467, KB5034765...}"
        for (std::string_view rest = property(fields, "OsHotFixes"); rest.find("KB") != std::string_view::npos;) {
            const auto comma = rest.find(',');
            m_out.host(slot).toldPackages = true;
            addHotfix(slot, rest.substr(0, comma), line);
            rest = comma == std::string_view::npos ? std::string_view() : rest.substr(comma + 1);
        }
        break;
    }
}

void WindowsImport::takeUninstall(const Fields& fields, SnapshotBuilder::HostSlot slot, std::uint64_t line)
{
    State& state = m_states[slot];
    state.programs = true;
    if (const auto path = pathOf(fields); contains(path, "local_machine") || contains(path, "hklm:"))
        (contains(path, "\\wow6432node\\") ? state.view32 : state.view64) = true;
    const auto name = property(fields, "DisplayName");
    if (name.empty())
        return; // Windows itself shows no such entry
    auto type = property(fields, "ReleaseType");
    if (type.empty() && !property(fields, "ParentKeyName").empty())
        type = "Update";
    if (isHotfixEntry(name, type))
        return addHotfix(slot, hotfixIn(name), line);
    if (!type.empty()) {
        if (const std::string id = hotfixIn(property(fields, "PSChildName")); !id.empty())
            return addHotfix(slot, id, line);
    }
    addProgram(slot, name, property(fields, "DisplayVersion"), property(fields, "Publisher"), line);
}

void WindowsImport::takePackage(const Fields& fields, SnapshotBuilder::HostSlot slot, std::uint64_t line)
{
    const auto provider = property(fields, "ProviderName");
    const auto name = property(fields, "Name");
    if (equalsIgnoringCase(provider, "msu")) {
        // Drivers stand among the updates, without a number.
        if (const std::string id = hotfixIn(name); !id.empty())
            addHotfix(slot, id, line);
    } else if (equalsIgnoringCase(provider, "Programs") || equalsIgnoringCase(provider, "msi")
               || contains(provider, "chocolatey")) {
        m_states[slot].everyProgram |= equalsIgnoringCase(provider, "Programs");
        if (isHotfixEntry(name))
            addHotfix(slot, hotfixIn(name), line);
        else
            addProgram(slot, name, property(fields, "Version"), {}, line);
    } else {
        ++m_otherPackages;
    }
}

void WindowsImport::takeUpdate(const Fields& fields, SnapshotBuilder::HostSlot slot, std::uint64_t line)
{
    HostDraft& host = m_out.host(slot);
    const auto title = property(fields, "Title");
    std::string number;
    for (const std::string_view name : {"KB", "KBArticleID", "KBArticleIDs"}) {
        // "KB5044284", "5044284", "{5044284}"
        const auto text = property(fields, name);
        const auto first = text.find_first_of("0123456789");
        if (number.empty() && first != std::string_view::npos)
            number = hotfixIn("KB" + std::string(text.substr(first)));
    }
    if (number.empty())
        number = hotfixIn(title);
    const auto status = property(fields, "Status"); // seven flags, the second "I" where it is installed
    const bool installed = isTrue(property(fields, "IsInstalled")) || isTrue(property(fields, "Installed"))
        || (status.size() >= 7 && status[1] == 'I' && status.find('-') != std::string_view::npos);
    if (installed && !number.empty()) {
        host.toldPackages = true;
        return addHotfix(slot, number, line);
    }
    if (installed)
        return;
    host.toldOffers = true;
    ComponentView c;
    c.ecosystem = number.empty() ? Ecosystem::Program : Ecosystem::Hotfix; // drivers have no number
    c.name = number.empty() ? title : std::string_view(number);
    const auto severity = property(fields, "MsrcSeverity");
    addOffer(m_out, host, c, {},
             {0, 0, "Windows Update", number, title, severity, !severity.empty() || isSecurityTitle(title)}, line);
}

void WindowsImport::takeSystem(WindowsRecord kind, const Fields& fields, SnapshotBuilder::HostSlot slot)
{
    State& state = m_states[slot];
    HostIdentity& identity = m_out.host(slot).identity;
    const auto told = [&](std::string_view name) { return property(fields, name); };
    switch (kind) {
    case WindowsRecord::OperatingSystem:
        fill(state.osName, told("Caption"));
        fill(state.version, told("Version"));
        fill(state.arch, told("OSArchitecture"));
        fill(state.build, told("BuildNumber"));
        fill(state.localTime, told("LocalDateTime"));
        fill(state.zoneMinutes, told("CurrentTimeZone"));
        break;
    case WindowsRecord::ComputerInfo:
        tellQualified(identity, told("CsDNSHostName").empty() ? told("CsName") : told("CsDNSHostName"),
                      isTrue(told("CsPartOfDomain")) ? told("CsDomain") : std::string_view());
        fill(identity.serial, told("BiosSeralNumber")); // as Windows PowerShell spells it
        fill(identity.serial, told("BiosSerialNumber"));
        fill(state.osName, told("OsName"));
        fill(state.osName, told("WindowsProductName"));
        fill(state.version, told("OsVersion"));
        fill(state.arch, told("OsArchitecture"));
        fill(state.build, told("OsBuildNumber"));
        fill(state.revision, told("WindowsUBR"));
        fill(state.localTime, told("OsLocalDateTime"));
        break;
    case WindowsRecord::CurrentVersion:
        fill(state.osName, told("ProductName"));
        fill(state.build, told("CurrentBuildNumber"));
        fill(state.build, told("CurrentBuild"));
        fill(state.revision, told("UBR"));
        if (!told("CurrentMajorVersionNumber").empty())
            fill(state.version, std::string(told("CurrentMajorVersionNumber")) + ".0." + state.build);
        break;
    case WindowsRecord::ComputerSystem:
        tellQualified(identity, told("DNSHostName").empty() ? told("Name") : told("DNSHostName"),
                      isTrue(told("PartOfDomain")) ? told("Domain") : std::string_view());
        break;
    case WindowsRecord::Bios:
        fill(identity.serial, told("SerialNumber"));
        break;
    case WindowsRecord::SystemProduct:
        fill(identity.serial, told("IdentifyingNumber"));
        fill(identity.uuid, told("UUID"));
        break;
    default:
        break;
    }
}

void WindowsImport::addHotfix(SnapshotBuilder::HostSlot slot, std::string_view id, std::uint64_t line)
{
    HostDraft& host = m_out.host(slot);
    host.partialHotfixes = true;
    const std::string number = hotfixIn(id);
    if (number.empty()) {
        m_out.issue(ErrorKind::BadValue, "not an update number", line, "HotFixID", id);
        return;
    }
    ComponentView c;
    c.ecosystem = Ecosystem::Hotfix;
    c.name = number;
    addComponent(m_out, host, c, line);
}

void WindowsImport::addProgram(SnapshotBuilder::HostSlot slot, std::string_view name, std::string_view version,
                               std::string_view vendor, std::uint64_t line)
{
    m_states[slot].programs = true;
    ComponentView c;
    c.ecosystem = Ecosystem::Program;
    c.name = name;
    c.version = version;
    c.vendor = vendor;
    addComponent(m_out, m_out.host(slot), c, line);
}

void WindowsImport::finishHost(SnapshotBuilder::HostSlot slot)
{
    HostDraft& host = m_out.host(slot);
    State& state = m_states[slot];
    host.truncated = m_cut;
    host.partial = state.programs && !state.everyProgram && !(state.view64 && state.view32);
    if (!state.osName.empty() || !state.build.empty()) {
        if (state.build.empty())
            state.build = std::string(windowsBuildIn(state.version));
        if (allDigits(state.build) && allDigits(state.revision))
            state.build += '.' + state.revision;
        tellOs(host, state.osName.empty() ? "Windows" : std::string_view(state.osName), state.version,
               windowsArch(state.arch), state.build);
    }
    if (!state.localTime.empty()) {
        const auto told = windowsTime(state.localTime, state.zoneMinutes, m_options.assumedUtcOffsetMinutes);
        if (told.at)
            tellMoment(host, told.at, told.source);
        else
            m_out.issue(ErrorKind::Ambiguous, "day and month of the local time cannot be told apart", host.firstLine,
                        "LocalDateTime", state.localTime);
    }
    finishDraft(m_out, host, m_options);
}

Result<void> WindowsImport::finish()
{
    if (m_otherPackages > 0)
        m_out.issue(ErrorKind::Unsupported,
                    std::to_string(m_otherPackages) + " packages of other providers than Programs, msi and msu");
    for (SnapshotBuilder::HostSlot slot = 0; slot < m_states.size(); ++slot)
        finishHost(slot);
    if (m_cut)
        return Error{ErrorKind::Truncated, m_out.file(), {}};
    if (!m_known)
        return Error{ErrorKind::Empty, m_out.file(), {}};
    return {};
}

} // namespace bw
