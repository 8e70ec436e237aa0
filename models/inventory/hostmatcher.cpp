// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/hostmatcher.h"

#include "models/inventory/identity.h"

#include <algorithm>
#include <cctype>

namespace bw {

namespace {

std::string folded(std::string_view text)
{
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), [](unsigned char c) { return char(std::tolower(c)); });
    return out;
}

std::string shortName(std::string_view name)
{
    return folded(name.substr(0, name.find('.')));
}

bool shareMac(const HostIdentity& a, const HostIdentity& b)
{
    return std::any_of(a.macs.begin(), a.macs.end(), [&](const std::string& mac) {
        return std::any_of(b.macs.begin(), b.macs.end(),
                           [&](const std::string& other) { return folded(mac) == folded(other); });
    });
}

} // namespace

std::string_view name(MatchedBy by)
{
    static constexpr std::array<std::string_view, 9> names = {
        "nothing", "serial and UUID", "serial", "UUID", "machine id", "MAC", "FQDN", "name", "operator"};
    return names[std::size_t(by)];
}

HostMatcher::HostMatcher(const Fleet& fleet)
    : m_fleet(fleet)
{
    for (std::size_t i = 0; i < fleet.hosts.size(); ++i)
        enter(fleet.hosts[i].identity, i);
}

void HostMatcher::enter(const HostIdentity& identity, std::size_t host)
{
    const auto put = [&](Kind kind, std::string value) {
        if (value.empty())
            return;
        auto& hosts = m_index[kind][std::move(value)];
        if (std::find(hosts.begin(), hosts.end(), host) == hosts.end())
            hosts.push_back(host);
    };
    put(Serial, folded(identity.serial));
    put(Uuid, uuidKey(identity.uuid));
    put(MachineId, folded(identity.machineId));
    for (const auto& mac : identity.macs)
        put(Mac, folded(mac));
    put(Fqdn, folded(identity.fqdn));
    put(Name, shortName(identity.name.empty() ? identity.fqdn : identity.name));
}

const std::vector<std::size_t>& HostMatcher::at(Kind kind, const std::string& value) const
{
    static const std::vector<std::size_t> none;
    if (value.empty())
        return none;
    const auto it = m_index[kind].find(value);
    return it == m_index[kind].end() ? none : it->second;
}

std::string HostMatcher::contradiction(const HostIdentity& a, const HostIdentity& b)
{
    if (!a.serial.empty() && !b.serial.empty() && folded(a.serial) != folded(b.serial))
        return "serial differs: " + a.serial + ", " + b.serial;
    if (!a.uuid.empty() && !b.uuid.empty() && uuidKey(a.uuid) != uuidKey(b.uuid))
        return "UUID differs: " + a.uuid + ", " + b.uuid;
    if (!a.machineId.empty() && !b.machineId.empty() && folded(a.machineId) != folded(b.machineId))
        return "machine id differs: " + a.machineId + ", " + b.machineId;
    return {};
}

HostMatcher::Answer HostMatcher::answer(MatchedBy by, const std::vector<std::size_t>& found,
                                        const HostIdentity& identity) const
{
    Answer answer;
    answer.by = by;
    std::vector<std::size_t> fitting;
    for (const std::size_t i : found) {
        const HostIdentity& known = identityOf(i);
        std::string why = contradiction(identity, known);
        if (why.empty() && by == MatchedBy::Name && !identity.fqdn.empty() && !known.fqdn.empty()
            && folded(identity.fqdn) != folded(known.fqdn))
            why = "same short name, FQDN differs: " + identity.fqdn + ", " + known.fqdn;
        if (why.empty())
            fitting.push_back(i);
        else if (answer.reason.empty())
            answer.reason = std::move(why);
    }
    if (fitting.size() == 1) {
        answer.index = fitting.front();
        answer.host = answer.index < m_fleet.hosts.size() ? m_fleet.hosts[answer.index].id : 0;
        answer.reason.clear();
        return answer;
    }
    for (const std::size_t i : fitting.empty() ? found : fitting)
        answer.candidates.push_back(i < m_fleet.hosts.size() ? m_fleet.hosts[i].id : 0);
    if (!fitting.empty())
        answer.reason = std::to_string(fitting.size()) + " hosts have this " + std::string(bw::name(by));
    return answer;
}

const HostIdentity& HostMatcher::identityOf(std::size_t index) const
{
    const std::size_t stored = m_fleet.hosts.size();
    return index < stored ? m_fleet.hosts[index].identity : m_added[index - stored];
}

std::size_t HostMatcher::add(const HostIdentity& identity)
{
    const std::size_t index = m_fleet.hosts.size() + m_added.size();
    m_added.push_back(identity);
    enter(identity, index);
    return index;
}

void HostMatcher::learn(std::size_t index, const HostIdentity& identity)
{
    enter(identity, index);
    if (index < m_fleet.hosts.size())
        return;
    // Only what was not told before: a contradiction must still be seen against the first word.
    HostIdentity& known = m_added[index - m_fleet.hosts.size()];
    const auto complete = [](std::string& to, const std::string& from) {
        if (to.empty())
            to = from;
    };
    complete(known.serial, identity.serial);
    complete(known.uuid, identity.uuid);
    complete(known.machineId, identity.machineId);
    complete(known.fqdn, identity.fqdn);
    complete(known.name, identity.name);
    for (const std::string& mac : identity.macs) {
        if (std::find(known.macs.begin(), known.macs.end(), mac) == known.macs.end())
            known.macs.push_back(mac);
    }
}

HostMatcher::Answer HostMatcher::find(const HostIdentity& identity) const
{
    const auto& serials = at(Serial, folded(identity.serial));
    const auto& uuids = at(Uuid, uuidKey(identity.uuid));
    std::vector<std::size_t> both;
    std::set_intersection(serials.begin(), serials.end(), uuids.begin(), uuids.end(), std::back_inserter(both));
    if (!both.empty())
        return answer(MatchedBy::SerialAndUuid, both, identity);
    if (!serials.empty())
        return answer(MatchedBy::Serial, serials, identity);
    if (!uuids.empty())
        return answer(MatchedBy::Uuid, uuids, identity);
    if (const auto& found = at(MachineId, folded(identity.machineId)); !found.empty())
        return answer(MatchedBy::MachineId, found, identity);
    std::vector<std::size_t> byMac;
    for (const auto& mac : identity.macs) {
        for (const std::size_t i : at(Mac, folded(mac))) {
            if (std::find(byMac.begin(), byMac.end(), i) == byMac.end() && shareMac(identity, identityOf(i)))
                byMac.push_back(i);
        }
    }
    if (!byMac.empty())
        return answer(MatchedBy::Mac, byMac, identity);
    if (const auto& found = at(Fqdn, folded(identity.fqdn)); !found.empty())
        return answer(MatchedBy::Fqdn, found, identity);
    if (const auto& found = at(Name, shortName(identity.name.empty() ? identity.fqdn : identity.name)); !found.empty())
        return answer(MatchedBy::Name, found, identity);
    return {};
}

} // namespace bw
