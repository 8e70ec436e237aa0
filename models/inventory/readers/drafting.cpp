// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/readers/drafting.h"

#include "models/files/textsource.h"
#include "models/inventory/identity.h"
#include "models/inventory/readers/hostparts.h"
#include "models/inventory/readers/producertext.h"

#include <algorithm>
#include <charconv>
#include <simdjson.h>

namespace bw {

namespace {

/// Texts longer than this are no names or versions.
constexpr std::size_t TextCap = 512;

std::string_view cutUtf8(std::string_view text)
{
    if (text.size() <= TextCap)
        return text;
    std::size_t end = TextCap;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80)
        --end;
    return text.substr(0, end);
}

bool isPlain(std::string_view text)
{
    const bool controls = std::any_of(text.begin(), text.end(),
                                      [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7f'; });
    return !controls && simdjson::validate_utf8(text.data(), text.size());
}

/// `text` trimmed and capped; only what holds control characters or broken UTF-8 (percent escapes can hide some) is
/// copied into `storage` and cleaned there.
std::string_view tidy(std::string_view text, std::string& storage)
{
    text = cutUtf8(trimAscii(text));
    if (isPlain(text))
        return text;
    storage = cleanText(text);
    std::replace(storage.begin(), storage.end(), '\n', ' ');
    std::replace(storage.begin(), storage.end(), '\t', ' ');
    return trimAscii(storage);
}

void tidyInPlace(std::string& text)
{
    std::string storage;
    text = std::string(tidy(text, storage));
}

void tidyFacts(HostDraft& host)
{
    for (auto* text : {&host.identity.name, &host.identity.fqdn, &host.identity.serial, &host.identity.machineId,
                       &host.identity.agentId, &host.os.name, &host.os.release, &host.os.version, &host.os.build,
                       &host.os.arch, &host.runningKernel})
        tidyInPlace(*text);
}

bool needsVersion(Ecosystem ecosystem)
{
    return ecosystem == Ecosystem::Deb || ecosystem == Ecosystem::Rpm || ecosystem == Ecosystem::Apk
        || ecosystem == Ecosystem::Pacman;
}

} // namespace

Error fileError(ErrorKind kind, std::string subject, const std::string& file, std::uint64_t line, std::uint64_t column)
{
    return Error{kind, std::move(subject), Place{file, line, column, {}}};
}

void tellMoment(HostDraft& host, std::optional<Instant> at, TimeSource source)
{
    if (!at || isZeroTime(*at))
        return;
    const bool better = !host.takenAt || source < host.timeSource;
    if (!better && (source != host.timeSource || *at <= *host.takenAt))
        return;
    host.takenAt = at;
    host.timeSource = source;
}

LocalTime localTime(std::string_view text, std::string_view offset, int assumedMinutes)
{
    const std::string local(trimAscii(text));
    if (hasZone(local))
        return {parseIso(local), false};
    offset = trimAscii(offset);
    if (!offset.empty()) {
        if (const auto at = parseIso(local + std::string(offset)); at && hasZone(local + std::string(offset)))
            return {at, false};
    }
    const auto at = parseIso(local);
    if (!at)
        return {};
    return {*at - std::chrono::minutes(assumedMinutes), true};
}

std::optional<Instant> epochTime(std::string_view text)
{
    text = trimAscii(text);
    std::int64_t seconds = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    // Beyond the year 9999 it is no time of an inventory (nor milliseconds, which this field never holds).
    if (error != std::errc() || seconds < 0 || seconds > 253402300799)
        return {};
    if (end != text.data() + text.size() && *end != '.')
        return {};
    return Instant(std::chrono::seconds(seconds));
}

std::string_view osArch(std::string_view arch)
{
    arch = trimAscii(arch);
    if (equalsIgnoringCase(arch, "amd64") || equalsIgnoringCase(arch, "x64") || equalsIgnoringCase(arch, "64-bit")
        || equalsIgnoringCase(arch, "64 bits") || equalsIgnoringCase(arch, "64-bits"))
        return "x86_64";
    if (equalsIgnoringCase(arch, "arm64"))
        return "aarch64";
    if (equalsIgnoringCase(arch, "NA") || equalsIgnoringCase(arch, "N/A"))
        return {};
    return arch;
}

void tellOs(HostDraft& host, std::string_view name, std::string_view version, std::string_view arch,
            std::string_view build, std::string_view codename)
{
    const auto plain = trimAscii(version.substr(0, version.find('(')));
    host.os = canonicalOs(trimAscii(name), plain, osArch(arch), trimAscii(build), trimAscii(codename));
}

static void tidyAll(ComponentView& component, std::string (&storage)[7])
{
    std::size_t used = 0;
    for (auto* text : {&component.name, &component.version, &component.arch, &component.source,
                       &component.sourceVersion, &component.module, &component.vendor}) {
        *text = tidy(*text, storage[used]);
        ++used;
    }
}

bool addComponent(SnapshotBuilder& out, HostDraft& host, ComponentView component, std::uint64_t line)
{
    std::string storage[7];
    tidyAll(component, storage);
    if (component.name.empty()) {
        out.issue(ErrorKind::MissingField, "package without a name", line, "name", component.version);
        return false;
    }
    if (component.version.empty() && needsVersion(component.ecosystem)) {
        out.issue(ErrorKind::MissingField, "package without a version", line, "version", component.name);
        return false;
    }
    if (component.sourceVersion == component.version)
        component.sourceVersion = {};
    host.components.push_back(out.intern(component));
    return true;
}

bool addOffer(SnapshotBuilder& out, HostDraft& host, ComponentView build, std::string_view installed, OfferView offer,
              std::uint64_t line)
{
    std::string storage[7], more[4];
    tidyAll(build, storage);
    std::size_t used = 0;
    for (auto* text : {&offer.origin, &offer.advisory, &offer.title, &offer.severity}) {
        *text = tidy(*text, more[used]);
        ++used;
    }
    if (build.name.empty()) {
        out.issue(ErrorKind::MissingField, "offer without a name", line, "name", build.version);
        return false;
    }
    offer.build = out.intern(build);
    std::string version;
    build.version = tidy(installed, version);
    offer.installed = out.intern(build);
    host.offers.push_back(out.pool().offers().intern(offer));
    return true;
}

void finishDraft(SnapshotBuilder& out, HostDraft& host, const ReadOptions& options)
{
    tellTime(host, options);
    if (host.os.name.empty()) {
        const std::string arch = host.os.arch;
        host.os = options.osHint.empty() ? inferOs(out.pool(), host.components) : osFromStream(options.osHint);
        if (host.os.arch.empty())
            host.os.arch = arch;
    }
    tidyFacts(host);
    cleanIdentity(host.identity);
    if (host.identity.name.empty() && host.identity.fqdn.empty()) {
        host.identity.name = options.hostHint;
        cleanIdentity(host.identity);
    }
}

} // namespace bw
