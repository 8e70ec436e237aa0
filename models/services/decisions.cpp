// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/decisions.h"

#include "models/domain/hostfilter.h"
#include "models/store/auditrepository.h"
#include "models/store/store.h"

namespace bw {

namespace {

Error missing(const char* what)
{
    return Error{ErrorKind::MissingField, what, {}};
}

AuditNote noteOf(const Stamp& stamp, const char* verb, const char* kind, std::int64_t id, std::string summary)
{
    AuditNote note;
    note.at = stamp.at;
    note.who = stamp.who;
    note.verb = verb;
    note.objectKind = kind;
    note.objectId = std::to_string(id);
    note.summary = std::move(summary);
    return note;
}

/// Runs a change of something stored and its audit entry as one verb.
template <typename Change>
Result<void> change(Store& store, const AuditNote& note, Change&& apply)
{
    return store.write([&](WriteTransaction& tx) -> Result<void> {
        if (auto applied = apply(tx); !applied)
            return applied;
        const auto entry = tx.audit(note);
        return entry ? Result<void>() : Result<void>(entry.error());
    });
}

/// Stores something new and its audit entry as one verb.
template <typename Add>
Result<std::int64_t> add(Store& store, const Stamp& stamp, const char* verb, const char* kind,
                         const std::string& summary, Add&& apply)
{
    return store.write([&](WriteTransaction& tx) -> Result<std::int64_t> {
        auto id = apply(tx);
        if (!id)
            return id;
        const auto entry = tx.audit(noteOf(stamp, verb, kind, *id, summary));
        return entry ? id : Result<std::int64_t>(entry.error());
    });
}

} // namespace

Result<std::int64_t> addControl(Store& store, const Control& control)
{
    if (control.name.empty())
        return missing("the name of the control");
    if (control.evidence.empty())
        return missing("the evidence that the control works");
    if (control.owner.empty())
        return missing("the owner of the control");
    if (auto filter = HostFilter::parse(control.hostFilter); !filter)
        return filter.error();
    return add(store, Stamp{control.createdBy, control.createdAt, control.evidence}, "control.add", "control",
               "Control “" + control.name + "”: exposure counts as " + std::string(name(control.exposure)) + " until "
                   + toIso(control.until),
               [&](WriteTransaction& tx) { return addControl(tx, control); });
}

Result<void> extendControl(Store& store, std::int64_t id, Day until, const Stamp& stamp)
{
    return change(store, noteOf(stamp, "control.extend", "control", id, "Control extended to " + toIso(until)),
                  [&](WriteTransaction& tx) { return extendControl(tx, id, until, stamp); });
}

Result<void> endControl(Store& store, std::int64_t id, const Stamp& stamp)
{
    return change(store, noteOf(stamp, "control.end", "control", id, "Control ended: " + stamp.why),
                  [&](WriteTransaction& tx) { return endControl(tx, id, stamp); });
}

Result<std::vector<StoredControl>> listControls(const Store& store)
{
    return store.read([](ReadConnection& db) { return controls(db); });
}

Result<std::int64_t> addException(Store& store, const Exception& exception)
{
    if (exception.reason.empty())
        return missing("the reason of the exception");
    if (exception.owner.empty())
        return missing("the owner of the exception");
    if (exception.hostFilter.empty() && exception.patches.empty() && exception.cves.empty())
        return missing("the scope of the exception: a filter, patches or CVEs");
    if (auto filter = HostFilter::parse(exception.hostFilter); !filter)
        return filter.error();
    return add(store, Stamp{exception.createdBy, exception.createdAt, exception.reason}, "exception.add", "exception",
               "Exception until " + toIso(exception.until) + ": " + exception.reason,
               [&](WriteTransaction& tx) { return addException(tx, exception); });
}

Result<void> extendException(Store& store, std::int64_t id, Day until, const Stamp& stamp)
{
    return change(store, noteOf(stamp, "exception.extend", "exception", id, "Exception extended to " + toIso(until)),
                  [&](WriteTransaction& tx) { return extendException(tx, id, until, stamp); });
}

Result<void> endException(Store& store, std::int64_t id, const Stamp& stamp)
{
    return change(store, noteOf(stamp, "exception.end", "exception", id, "Exception ended: " + stamp.why),
                  [&](WriteTransaction& tx) { return endException(tx, id, stamp); });
}

Result<std::vector<StoredException>> listExceptions(const Store& store)
{
    return store.read([](ReadConnection& db) { return exceptions(db); });
}

} // namespace bw
