// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/hostattributes.h"

#include "models/store/auditrepository.h"
#include "models/store/fleetrepository.h"
#include "models/store/store.h"

#include <algorithm>
#include <set>
#include <unordered_map>

namespace bw {

namespace {

std::string summaryOf(std::span<const AttributeChange> changes)
{
    std::set<HostId> hosts;
    std::set<std::string> settings;
    for (const AttributeChange& change : changes) {
        hosts.insert(change.host);
        settings.insert(std::string(name(change.field)) + " = " + (change.value.empty() ? "not told" : change.value));
    }
    std::string summary = "Set ";
    for (const std::string& setting : settings)
        summary += (summary.size() > 4 ? ", " : "") + setting;
    return summary + " on " + std::to_string(hosts.size()) + " hosts";
}

/// The newest value of each (host, field) before the change.
Result<std::vector<AttributeChange>> before(ReadConnection& db, std::span<const AttributeChange> changes)
{
    std::unordered_map<HostId, HostAttributes> known;
    std::vector<AttributeChange> former;
    former.reserve(changes.size());
    for (const AttributeChange& change : changes) {
        auto it = known.find(change.host);
        if (it == known.end()) {
            auto history = attributeHistory(db, change.host);
            if (!history)
                return history.error();
            HostAttributes attributes;
            for (const AttributeRecord& record : *history)
                setAttribute(attributes, record.field, record.value);
            it = known.emplace(change.host, std::move(attributes)).first;
        }
        former.push_back({change.host, change.field, attributeText(it->second, change.field)});
    }
    return former;
}

} // namespace

Result<std::vector<AttributeChange>> setHostAttributes(Store& store, std::span<const AttributeChange> changes,
                                                       const Stamp& stamp)
{
    return store.write([&](WriteTransaction& tx) -> Result<std::vector<AttributeChange>> {
        auto former = before(tx, changes);
        if (!former)
            return former;
        if (auto set = setAttributes(tx, changes, stamp); !set)
            return set.error();
        AuditNote note;
        note.at = stamp.at;
        note.who = stamp.who;
        note.verb = "host.set";
        note.objectKind = "host";
        note.objectId = changes.empty() ? std::string() : std::to_string(changes.front().host);
        note.summary = summaryOf(changes) + (stamp.why.empty() ? std::string() : ": " + stamp.why);
        const auto entry = tx.audit(note);
        if (!entry)
            return entry.error();
        return former;
    });
}

} // namespace bw
