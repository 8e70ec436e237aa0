// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/plans.h"

#include "models/planning/plancodec.h"
#include "models/planning/rules.h"
#include "models/services/measured.h"
#include "models/services/validations.h"
#include "models/store/auditrepository.h"
#include "models/store/planrepository.h"
#include "models/store/settingrepository.h"
#include "models/store/store.h"

#include <QString>

#include <algorithm>
#include <charconv>
#include <functional>

namespace bw {

namespace {

constexpr const char* PolicyKey = "planning";

AuditNote noteOf(const Stamp& stamp, const char* verb, PlanId plan, std::string summary)
{
    AuditNote note;
    note.at = stamp.at;
    note.who = stamp.who;
    note.verb = verb;
    note.objectKind = "plan";
    note.objectId = std::to_string(plan);
    note.summary = std::move(summary);
    return note;
}

/// What was said of a version, folded.
void fold(PlanVersion& version, const std::vector<PlanEvent>& events, bool newest)
{
    for (const PlanEvent& event : events) {
        if (event.plan != version.plan.id || event.number != version.number)
            continue;
        switch (event.kind) {
        case PlanEventKind::Request:
            version.state = PlanState::Requested;
            version.requestedBy = event.stamp.who;
            break;
        case PlanEventKind::Grant:
        case PlanEventKind::Refuse: {
            const bool granted = event.kind == PlanEventKind::Grant;
            version.state = granted ? PlanState::Approved : PlanState::Rejected;
            version.approvals.push_back({event.stamp.who, event.stamp.at, event.stamp.why, granted});
            break;
        }
        case PlanEventKind::Close:
            break;
        }
    }
    if (!newest && version.state != PlanState::Rejected)
        version.state = PlanState::Superseded;
}

Result<PlanVersion> versionOf(const PlanVersionRecord& record, const std::vector<PlanEvent>& events, bool newest)
{
    auto plan = planFromJson(record.body);
    if (!plan) {
        return Error{ErrorKind::Damaged,
                     "plan " + std::to_string(record.plan) + " version " + std::to_string(record.number),
                     {}};
    }
    PlanVersion version;
    version.plan = std::move(*plan);
    version.plan.id = record.plan;
    version.number = record.number;
    version.who = record.stamp.who;
    version.at = record.stamp.at;
    version.why = record.stamp.why;
    fold(version, events, newest);
    return version;
}

Result<PlanVersion> load(ReadConnection& db, PlanId plan, std::optional<int> number)
{
    const auto newest = planVersion(db, plan);
    if (!newest)
        return newest.error();
    const auto events = planEvents(db, plan);
    if (!events)
        return events.error();
    if (!number || *number == newest->number)
        return versionOf(*newest, *events, true);
    const auto older = planVersion(db, plan, number);
    if (!older)
        return Error{
            ErrorKind::NotFound, "version " + std::to_string(*number) + " of plan " + std::to_string(plan), {}};
    return versionOf(*older, *events, false);
}

bool contains(const std::vector<std::string>& names, const std::string& who)
{
    return std::find(names.begin(), names.end(), who) != names.end();
}

Result<PlanningPolicy> policyOf(ReadConnection& db)
{
    const auto stored = setting(db, PolicyKey);
    if (!stored)
        return stored.error();
    if (!*stored)
        return PlanningPolicy();
    auto policy = policyFromJson(**stored);
    if (!policy)
        return Error{ErrorKind::Damaged, "planning policy", policy.error().place};
    return policy;
}

Result<PlanVersion> eventOn(Store& store, PlanId plan, PlanEventKind kind, const Stamp& stamp, const char* verb,
                            const std::string& summary,
                            const std::function<Result<void>(const PlanVersion&, ReadConnection&)>& check)
{
    return store.write([&](WriteTransaction& tx) -> Result<PlanVersion> {
        const auto now = load(tx, plan, {});
        if (!now)
            return now.error();
        if (auto checked = check(*now, tx); !checked)
            return checked.error();
        if (auto added = addPlanEvent(tx, {plan, now->number, kind, stamp}); !added)
            return added.error();
        const std::string what = summary + " of “" + now->plan.name + "”, version " + std::to_string(now->number)
            + (stamp.why.empty() ? "" : ": " + stamp.why);
        if (const auto entry = tx.audit(noteOf(stamp, verb, plan, what)); !entry)
            return entry.error();
        return load(tx, plan, {});
    });
}

/// Why nothing can be said of a version now.
Error inState(const PlanVersion& version, const char* wayOut)
{
    const std::string number = "Version " + std::to_string(version.number);
    std::string words;
    switch (version.state) {
    case PlanState::Draft:
        words = " is a draft. ";
        break;
    case PlanState::Requested:
        return {ErrorKind::Refused, number + " waits for its approval already.", {}};
    case PlanState::Approved:
        words = " is approved already. ";
        break;
    case PlanState::Rejected:
        words = " was refused. ";
        break;
    case PlanState::Superseded:
        words = " is superseded. ";
        break;
    }
    return {ErrorKind::Refused, number + words + wayOut, {}};
}

} // namespace

Result<std::vector<PlanVersion>> listPlans(const Store& store, std::optional<Instant> at)
{
    return store.read([at](ReadConnection& db) -> Result<std::vector<PlanVersion>> {
        const auto records = newestPlanVersions(db, at);
        if (!records)
            return records.error();
        const auto events = planEvents(db, {}, at);
        if (!events)
            return events.error();
        std::vector<PlanVersion> versions;
        for (const PlanVersionRecord& record : *records) {
            auto version = versionOf(record, *events, true);
            if (!version)
                return version.error();
            versions.push_back(std::move(*version));
        }
        return versions;
    });
}

Result<PlanVersion> loadPlan(const Store& store, PlanId plan, std::optional<int> number)
{
    return store.read([&](ReadConnection& db) { return load(db, plan, number); });
}

Result<PlanVersion> findPlan(const Store& store, const std::string& nameOrId)
{
    return store.read([&](ReadConnection& db) -> Result<PlanVersion> {
        const auto records = newestPlanVersions(db);
        if (!records)
            return records.error();
        const QString wanted = QString::fromStdString(nameOrId);
        for (const PlanVersionRecord& record : *records) {
            if (QString::fromStdString(record.name).compare(wanted, Qt::CaseInsensitive) == 0)
                return load(db, record.plan, {});
        }
        PlanId id = 0;
        const auto read = std::from_chars(nameOrId.data(), nameOrId.data() + nameOrId.size(), id);
        if (read.ec != std::errc() || read.ptr != nameOrId.data() + nameOrId.size())
            return Error{ErrorKind::NotFound, "plan “" + nameOrId + "”", {}};
        return load(db, id, {});
    });
}

Result<std::vector<PlanVersion>> planVersions(const Store& store, PlanId plan)
{
    return store.read([&](ReadConnection& db) -> Result<std::vector<PlanVersion>> {
        const auto records = bw::planVersions(db, plan);
        if (!records)
            return records.error();
        const auto events = planEvents(db, plan);
        if (!events)
            return events.error();
        std::vector<PlanVersion> versions;
        for (const PlanVersionRecord& record : *records) {
            auto version = versionOf(record, *events, &record == &records->back());
            if (!version)
                return version.error();
            versions.push_back(std::move(*version));
        }
        return versions;
    });
}

Result<WavesByPatch> wavesOfCurrentPlan(const Store& store, std::optional<Instant> at)
{
    return store.read([at](ReadConnection& db) -> Result<WavesByPatch> {
        const auto records = newestPlanVersions(db, at);
        if (!records)
            return records.error();
        WavesByPatch waves;
        if (records->empty())
            return waves;
        const auto plan = planFromJson(records->front().body);
        if (!plan)
            return Error{ErrorKind::Damaged, "plan " + std::to_string(records->front().plan), {}};
        for (const Wave& wave : plan->waves) {
            for (const std::string& patch : wave.patches)
                waves.try_emplace(patch, wave.name);
        }
        return waves;
    });
}

Result<PlanVersion> savePlan(Store& store, const Plan& plan, const Stamp& stamp, std::optional<int> basedOn)
{
    if (plan.name.empty())
        return Error{ErrorKind::MissingField, "the name of the plan", {{}, 0, 0, "name"}};
    return store.write([&](WriteTransaction& tx) -> Result<PlanVersion> {
        PlanId id = plan.id;
        if (id == 0) {
            const auto fresh = addPlan(tx, stamp);
            if (!fresh)
                return fresh.error();
            id = *fresh;
        }
        const auto number = addPlanVersion(tx, id, plan.name, planToJson(plan), stamp, basedOn);
        if (!number)
            return number.error();
        const std::string summary = *number == 1
            ? "Plan “" + plan.name + "” made" + (stamp.why.empty() ? "" : ": " + stamp.why)
            : "Plan “" + plan.name + "” version " + std::to_string(*number)
                + (stamp.why.empty() ? "" : ": " + stamp.why);
        if (const auto entry = tx.audit(noteOf(stamp, *number == 1 ? "plan.add" : "plan.change", id, summary)); !entry)
            return entry.error();
        return load(tx, id, {});
    });
}

Result<PlanVersion> requestApproval(Store& store, PlanId plan, const Stamp& stamp, const PlanGround* ground)
{
    return eventOn(store, plan, PlanEventKind::Request, stamp, "plan.request", "Approval asked for",
                   [&](const PlanVersion& version, ReadConnection&) -> Result<void> {
                       if (version.state != PlanState::Draft) {
                           return inState(version, "Change the plan first: that makes a new version.");
                       }
                       if (!ground)
                           return {};
                       for (const RuleBreak& rule : brokenRules(version.plan, *ground)) {
                           if (blocks(rule))
                               return Error{ErrorKind::Refused, rule.sentence + ' ' + rule.wayOut, {}};
                       }
                       return {};
                   });
}

Result<PlanVersion> decidePlan(Store& store, PlanId plan, bool granted, const Stamp& stamp)
{
    return eventOn(
        store, plan, granted ? PlanEventKind::Grant : PlanEventKind::Refuse, stamp,
        granted ? "plan.approve" : "plan.refuse", granted ? "Approval" : "Approval refused",
        [&](const PlanVersion& version, ReadConnection& db) -> Result<void> {
            if (version.state != PlanState::Requested) {
                return inState(version, "Approval has to be asked for first.");
            }
            if (!granted && stamp.why.empty())
                return Error{ErrorKind::MissingField, "the reason of the refusal", {{}, 0, 0, "why"}};
            const auto policy = policyOf(db);
            if (!policy)
                return policy.error();
            if (!policy->approvers.empty() && !contains(policy->approvers, stamp.who))
                return Error{ErrorKind::Refused, stamp.who + " is not one of the approvers.", {}};
            if (granted && policy->approvers.size() >= 2 && stamp.who == version.requestedBy)
                return Error{ErrorKind::Refused, stamp.who + " asked for the approval and cannot give it.", {}};
            return {};
        });
}

Result<void> closePlan(Store& store, PlanId plan, const Stamp& stamp)
{
    const auto closed = eventOn(store, plan, PlanEventKind::Close, stamp, "plan.close", "Closing",
                                [](const PlanVersion&, ReadConnection&) -> Result<void> { return {}; });
    return closed ? Result<void>() : Result<void>(closed.error());
}

Result<PlanningPolicy> planningPolicy(const Store& store)
{
    return store.read([](ReadConnection& db) { return policyOf(db); });
}

Result<void> setPlanningPolicy(Store& store, const PlanningPolicy& policy, const Stamp& stamp)
{
    if (auto checked = checkPolicy(policy); !checked)
        return checked;
    return store.write([&](WriteTransaction& tx) -> Result<void> {
        const auto former = setting(tx, PolicyKey);
        if (!former)
            return former.error();
        const std::string json = policyToJson(policy);
        if (auto set = setSetting(tx, PolicyKey, json, stamp); !set)
            return set;
        AuditNote note = noteOf(stamp, "policy.planning", 0,
                                "Planning policy: " + std::to_string(policy.windows.size()) + " windows, "
                                    + std::to_string(policy.freezes.size()) + " freezes");
        note.objectKind = "policy";
        note.objectId = PolicyKey;
        note.before = former->value_or("");
        note.after = json;
        const auto entry = tx.audit(note);
        return entry ? Result<void>() : Result<void>(entry.error());
    });
}

Result<PlanningInputs> planningInputs(const Store& store)
{
    auto policy = planningPolicy(store);
    if (!policy)
        return policy.error();
    auto tests = testRecords(store);
    if (!tests)
        return tests.error();
    auto measured = measuredFigures(store);
    if (!measured)
        return measured.error();
    return PlanningInputs{std::move(*policy), std::move(tests->verdicts), std::move(tests->notes),
                          std::move(tests->apps), std::move(*measured)};
}

PlanContext planContext(PlanningInputs inputs, std::shared_ptr<const Assessment> assessment, Instant now)
{
    return {std::move(assessment),
            std::move(inputs.policy),
            std::move(inputs.verdicts),
            std::move(inputs.notes),
            std::move(inputs.apps),
            std::move(inputs.measured),
            now};
}

} // namespace bw
