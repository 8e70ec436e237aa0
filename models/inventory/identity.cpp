// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/identity.h"

#include "models/inventory/readers/producertext.h"

#include <algorithm>
#include <array>

namespace bw {

namespace {

// Placeholders of firmware, agents and hypervisors, lower case, as met in inventories of real fleets.
constexpr std::array JunkSerials = {
    std::string_view("n/a"),
    std::string_view("na"),
    std::string_view("invalid"),
    std::string_view("sys-1234567890"),
    std::string_view("sys-9876543210"),
    std::string_view("sn-12345"),
    std::string_view("sn-1234567890"),
    std::string_view("mb-1234567890"),
    std::string_view("0123456789"),
    std::string_view("12345"),
    std::string_view("123456"),
    std::string_view("1234567"),
    std::string_view("12345678"),
    std::string_view("123456789"),
    std::string_view("1234567890"),
    std::string_view("123456789000"),
    std::string_view("12345678901234567"),
    std::string_view("eval"),
    std::string_view("iatpass"),
    std::string_view("none"),
    std::string_view("null"),
    std::string_view("empty"),
    std::string_view("not specified"),
    std::string_view("not applicable"),
    std::string_view("not available"),
    std::string_view("to be filled by o.e.m."),
    std::string_view("to be filled by o.e.m"),
    std::string_view("system serial number"),
    std::string_view("chassis serial number"),
    std::string_view("unknow"),
    std::string_view("unknown"),
    std::string_view("default string"),
    std::string_view("(none)"),
    std::string_view("o.e.m."),
    std::string_view("oem"),
};

constexpr std::array JunkUuids = {
    std::string_view("03000200-0400-0500-0006-000700080009"),
    std::string_view("00020003-0004-0005-0006-000700080009"),
    std::string_view("6ab5b300-538d-1014-9fb5-b0684d007b53"),
    std::string_view("12345678-1234-5678-90ab-cddeefaabbcc"),
};

constexpr std::array JunkMacs = {
    std::string_view("00:50:56:c0:00:01"), std::string_view("00:50:56:c0:00:08"), std::string_view("0a:00:27:00:00:00"),
    std::string_view("02:00:4e:43:50:49"), std::string_view("20:41:53:59:4e:ff"), std::string_view("33:50:6f:45:30:30"),
    std::string_view("02:80:37:ec:02:00"), std::string_view("00:a0:c6:00:00:00"), std::string_view("00:53:45:00:00:00"),
    std::string_view("50:50:54:50:30:30"),
};

constexpr std::array JunkNames = {
    std::string_view("localhost"),
    std::string_view("localhost4"),
    std::string_view("localhost6"),
    std::string_view("localhost.localdomain"),
    std::string_view("localhost.local"),
    std::string_view("localhost4.localdomain4"),
    std::string_view("localhost6.localdomain6"),
    std::string_view("(none)"),
    std::string_view("none"),
    std::string_view("na"),
    std::string_view("n/a"),
    std::string_view("null"),
    std::string_view("unknown"),
    std::string_view("127.0.0.1"),
    std::string_view("::1"),
    std::string_view("/"),
    std::string_view("-"),
};

template <typename Table>
bool contains(const Table& table, std::string_view text)
{
    return std::find(table.begin(), table.end(), text) != table.end();
}

bool oneCharacter(std::string_view text)
{
    return text.find_first_not_of(text.substr(0, 1)) == std::string_view::npos;
}

/// The hexadecimal digits of a text, lower case; empty if it holds anything but digits and separators.
std::string hexDigits(std::string_view text, std::string_view separators)
{
    std::string digits;
    for (const char c : text) {
        const char low = asciiLower(c);
        if ((low >= '0' && low <= '9') || (low >= 'a' && low <= 'f'))
            digits += low;
        else if (separators.find(c) == std::string_view::npos)
            return {};
    }
    return digits;
}

bool isAddress(std::string_view name)
{
    return name.find(':') != std::string_view::npos || name.find_first_not_of("0123456789.") == std::string_view::npos;
}

std::string cleanMachineId(std::string_view text)
{
    const auto trimmed = trimAscii(text);
    const std::string digits = hexDigits(trimmed, "-");
    if (digits.size() == 32)
        return oneCharacter(digits) ? std::string() : digits;
    const std::string low = asciiLower(trimmed);
    return contains(JunkSerials, low) || low == "uninitialized" ? std::string() : std::string(trimmed);
}

/// Without white space at both ends and without the dot of the DNS root.
std::string_view bareName(std::string_view text)
{
    for (text = trimAscii(text); !text.empty() && text.back() == '.'; text = trimAscii(text))
        text.remove_suffix(1);
    return text;
}

bool isQualified(std::string_view name)
{
    const auto dot = name.find('.');
    if (dot == std::string_view::npos || dot == 0 || isAddress(name))
        return false;
    // No top-level domain begins with a digit (RFC 3696, section 2): "list-1.4" is a name with a version in it.
    const std::string_view top = name.substr(name.rfind('.') + 1);
    return top.empty() || top.front() < '0' || top.front() > '9';
}

void cleanNames(HostIdentity& identity)
{
    std::string name(bareName(identity.name));
    std::string fqdn = asciiLower(bareName(identity.fqdn));
    if (isJunkHostName(name))
        name.clear();
    if (isJunkHostName(fqdn) || isAddress(fqdn))
        fqdn.clear();
    if (!isQualified(fqdn)) {
        if (name.empty())
            name = fqdn;
        fqdn.clear();
    }
    if (isQualified(name)) {
        if (fqdn.empty())
            fqdn = asciiLower(name);
        name.resize(name.find('.'));
    }
    if (name.empty())
        name = fqdn.substr(0, fqdn.find('.'));
    name = std::string(bareName(name));
    identity.name = isJunkHostName(name) ? std::string() : name;
    // The domain that every installation begins with says nothing.
    const bool defaultDomain = !fqdn.empty() && fqdn.substr(fqdn.find('.')) == ".localdomain";
    identity.fqdn = defaultDomain ? std::string() : fqdn;
}

} // namespace

bool isJunkHostName(std::string_view name)
{
    const std::string low = asciiLower(trimAscii(name));
    return low.empty() || contains(JunkNames, low);
}

std::string cleanSerial(std::string_view text)
{
    const auto trimmed = trimAscii(text);
    const std::string low = asciiLower(trimmed);
    if (low.size() < 2 || oneCharacter(low) || contains(JunkSerials, low) || low.find("serial number x") == 0)
        return {};
    return std::string(trimmed);
}

std::string cleanUuid(std::string_view text)
{
    auto trimmed = trimAscii(text);
    if (trimmed.substr(0, 9) == "urn:uuid:")
        trimmed.remove_prefix(9);
    std::string digits = hexDigits(trimmed, "-{}");
    if (digits.size() != 32 || oneCharacter(digits) || digits == "01010101010101010101010101010101")
        return {};
    for (const std::size_t at : {8u, 13u, 18u, 23u})
        digits.insert(at, 1, '-');
    return contains(JunkUuids, digits) ? std::string() : digits;
}

std::string cleanMac(std::string_view text)
{
    std::string digits = hexDigits(trimAscii(text), ":-. ");
    if (digits.size() != 12 || oneCharacter(digits))
        return {};
    for (const std::size_t at : {2u, 5u, 8u, 11u, 14u})
        digits.insert(at, 1, ':');
    // 02:42 heads the addresses that container bridges make from an IP address: the same on many hosts.
    return contains(JunkMacs, digits) || digits.compare(0, 5, "02:42") == 0 ? std::string() : digits;
}

void cleanIdentity(HostIdentity& identity)
{
    cleanNames(identity);
    identity.serial = cleanSerial(identity.serial);
    identity.uuid = cleanUuid(identity.uuid);
    identity.machineId = cleanMachineId(identity.machineId);
    identity.agentId = std::string(trimAscii(identity.agentId));
    for (auto& mac : identity.macs)
        mac = cleanMac(mac);
    std::sort(identity.macs.begin(), identity.macs.end());
    identity.macs.erase(std::unique(identity.macs.begin(), identity.macs.end()), identity.macs.end());
    if (!identity.macs.empty() && identity.macs.front().empty())
        identity.macs.erase(identity.macs.begin());
}

std::string uuidKey(std::string_view uuid)
{
    const std::string text = cleanUuid(uuid);
    if (text.empty())
        return text;
    std::string swapped = text;
    // Byte pairs of the first group (4 bytes), second and third (2 bytes each), reversed; the rest stays.
    static constexpr std::array<std::pair<std::size_t, std::size_t>, 8> from = {
        {{0, 6}, {2, 4}, {4, 2}, {6, 0}, {9, 11}, {11, 9}, {14, 16}, {16, 14}}};
    for (const auto& [to, at] : from)
        swapped.replace(to, 2, text, at, 2);
    return std::min(text, swapped);
}

bool sameUuid(std::string_view a, std::string_view b)
{
    const std::string key = uuidKey(a);
    return !key.empty() && key == uuidKey(b);
}

} // namespace bw
