// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/rolloutrepository.h"

#include "models/store/connection.h"
#include "models/store/frozenrun.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QJsonObject>

#include <cmath>

namespace bw {

namespace {

constexpr std::size_t TextCap = 4'000;

/// Cut between characters.
std::string cut(std::string_view text)
{
    if (text.size() > TextCap) {
        std::size_t end = TextCap;
        while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80)
            --end;
        text = text.substr(0, end);
    }
    return storedText(text);
}

std::optional<std::int64_t> milliseconds(const std::optional<double>& seconds)
{
    if (!seconds || !std::isfinite(*seconds))
        return std::nullopt;
    return std::llround(std::clamp(*seconds, 0.0, 1e9) * 1000);
}

RolloutEvent asStored(const RolloutEvent& event)
{
    RolloutEvent stored = event;
    stored.who = cut(event.who);
    stored.step = cut(event.step);
    stored.text = cut(event.text);
    if (const auto ms = milliseconds(event.seconds))
        stored.seconds = double(*ms) / 1000;
    else
        stored.seconds.reset();
    return stored;
}

RolloutRun headOf(const Statement& row)
{
    RolloutRun run;
    run.id = row.integer(0);
    run.plan = row.integer(1);
    run.planVersion = int(row.integer(2));
    run.wave = WaveId(row.integer(3));
    run.engine = engineFrom(row.text(4)).value_or(EngineKind::Rehearsal);
    run.startedBy = row.text(5);
    run.startedAt = row.instant(6);
    return run;
}

constexpr std::string_view Columns = "SELECT id, plan_id, plan_version, wave, engine, started_by, started_at, frozen "
                                     "FROM rollout_run ";

Result<RolloutRun> runOf(const Statement& row, bool withTargets)
{
    RolloutRun run = headOf(row);
    if (!engineFrom(row.text(4)) || !readFrozen(row.bytes(7), withTargets, run))
        return Error{ErrorKind::Damaged, "roll-out " + std::to_string(run.id), {}};
    return run;
}

std::string noteSummary(std::span<const RolloutEvent> events)
{
    std::string summary = std::to_string(events.size()) + (events.size() == 1 ? " event" : " events") + " of roll-out "
        + std::to_string(events.front().run);
    if (events.size() == 1) {
        summary += ": ";
        summary += name(events.front().kind);
        if (events.front().host == 0 && !events.front().text.empty())
            summary += ". " + events.front().text.substr(0, 300);
    }
    return summary;
}

} // namespace

Result<RunId> addRun(WriteTransaction& tx, const RolloutRun& run)
{
    Connection& c = tx.connection();
    const auto last = c.number("SELECT MAX(id) FROM rollout_run");
    if (!last.ok())
        return last.error();
    const RunId id = *last + 1;
    const std::string frozen = frozenText(run);
    const auto added =
        c.run("INSERT INTO rollout_run (id, plan_id, plan_version, wave, engine, started_by, "
              "started_at, frozen) VALUES (?, ?, ?, ?, ?, ?, ?, {{text?}})",
              id, run.plan, run.planVersion, run.wave, name(run.engine), run.startedBy, run.startedAt, Bytes{frozen});
    if (!added.ok())
        return added.error();
    return id;
}

Result<RolloutRun> rolloutRun(ReadConnection& db, RunId id)
{
    Statement row = db.connection().query(std::string(Columns) + "WHERE id = ?", id);
    if (row.next())
        return runOf(row, true);
    if (!row.status().ok())
        return row.status().error();
    return Error{ErrorKind::NotFound, "roll-out " + std::to_string(id), {}};
}

Result<std::vector<RolloutRun>> rolloutRuns(ReadConnection& db, const RunQuery& query)
{
    std::vector<RolloutRun> runs;
    Statement row = db.connection().query(
        std::string(Columns) + "WHERE (? = 0 OR plan_id = ?) AND (? = 0 OR wave = ?) AND started_at <= ? ORDER BY id",
        query.plan ? 1 : 0, query.plan.value_or(0), query.wave ? 1 : 0, query.wave.value_or(0),
        query.startedBy ? query.startedBy->time_since_epoch().count() : INT64_MAX);
    while (row.next()) {
        auto run = runOf(row, query.withTargets);
        if (!run)
            return run.error();
        runs.push_back(std::move(*run));
    }
    if (!row.status().ok())
        return row.status().error();
    return runs;
}

Result<std::vector<RolloutEvent>> rolloutEvents(ReadConnection& db, const EventQuery& query)
{
    std::vector<RolloutEvent> events;
    // Each asks by an index of its own, so the condition on the run is not left to an OR.
    const std::string where = query.run ? "WHERE run_id = ? AND id > ?" : "WHERE ? = 0 AND id > ?";
    Statement row = db.connection().query(
        "SELECT id, run_id, at, kind, host_id, attempt, who, step, text, milliseconds FROM rollout_event " + where
            + " AND (? = 0 OR host_id = ?) AND at <= ? ORDER BY id LIMIT ?",
        query.run.value_or(0), query.after, query.host ? 1 : 0, query.host.value_or(0),
        query.until ? query.until->time_since_epoch().count() : INT64_MAX,
        query.limit ? std::int64_t(*query.limit) : -1);
    while (row.next()) {
        RolloutEvent event;
        event.id = row.integer(0);
        event.run = row.integer(1);
        event.at = row.instant(2);
        const auto kind = rolloutEventFrom(row.text(3));
        if (!kind)
            return Error{ErrorKind::Damaged, "roll-out event " + std::to_string(event.id), {}};
        event.kind = *kind;
        event.host = row.integer(4);
        event.attempt = int(row.integer(5));
        event.who = row.text(6);
        event.step = row.text(7);
        event.text = row.text(8);
        if (!row.isNull(9))
            event.seconds = double(row.integer(9)) / 1000;
        events.push_back(std::move(event));
    }
    if (!row.status().ok())
        return row.status().error();
    return events;
}

Result<std::int64_t> appendRolloutEvents(WriteTransaction& tx, std::span<const RolloutEvent> events)
{
    Connection& c = tx.connection();
    const auto last = c.number("SELECT MAX(id) FROM rollout_event");
    if (!last.ok())
        return last.error();
    std::int64_t id = *last;
    if (events.empty())
        return id;
    std::vector<RolloutEvent> stored;
    stored.reserve(events.size());
    Statement insert =
        c.statement("INSERT INTO rollout_event (id, run_id, at, kind, host_id, attempt, who, step, text, milliseconds) "
                    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    for (const RolloutEvent& event : events) {
        stored.push_back(asStored(event));
        RolloutEvent& e = stored.back();
        e.id = ++id;
        if (const auto added = insert.run(e.id, e.run, e.at, name(e.kind), e.host, e.attempt, e.who, e.step, e.text,
                                          milliseconds(e.seconds));
            !added.ok())
            return added.error();
    }
    AuditNote note;
    note.at = stored.back().at;
    note.who = stored.front().who;
    note.verb = "rollout.events";
    note.objectKind = "rollout";
    note.objectId = std::to_string(stored.front().run);
    note.summary = noteSummary(stored);
    note.after = "{\"first\":" + std::to_string(stored.front().id) + ",\"last\":" + std::to_string(id)
        + ",\"sha256\":\"" + eventsDigest(stored) + "\"}";
    const auto entry = tx.audit(note);
    if (!entry.ok())
        return entry.error();
    return id;
}

Result<void> dispatchHosts(WriteTransaction& tx, std::span<const RolloutEvent> events, std::int64_t seen)
{
    if (events.empty())
        return {};
    Connection& c = tx.connection();
    Statement newest = c.query("SELECT COALESCE(MAX(id), 0) FROM rollout_event WHERE run_id = ?", events.front().run);
    if (newest.next() && newest.integer(0) > seen)
        return Error{ErrorKind::Conflict, "roll-out " + std::to_string(events.front().run) + " has newer events", {}};
    if (!newest.status().ok())
        return newest.status();
    Statement known = c.statement("SELECT 1 FROM rollout_dispatch WHERE run_id = ? AND host_id = ? AND attempt = ?");
    Statement stamp = c.statement("INSERT INTO rollout_dispatch (run_id, host_id, attempt, at) VALUES (?, ?, ?, ?)");
    for (const RolloutEvent& event : events) {
        if (event.kind != RolloutEventKind::Dispatched || event.host == 0)
            return Error{ErrorKind::BadValue, "not the dispatch of a host", {}};
        known.open(event.run, event.host, event.attempt);
        if (known.next())
            return Error{ErrorKind::Conflict, "host " + std::to_string(event.host) + " was dispatched before", {}};
        if (!known.status().ok())
            return known.status();
        if (const auto stamped = stamp.run(event.run, event.host, event.attempt, event.at); !stamped.ok())
            return stamped; // the index refuses a second stamp, too
    }
    const auto appended = appendRolloutEvents(tx, events);
    return appended.ok() ? Result<void>() : Result<void>(appended.error());
}

std::string eventsDigest(std::span<const RolloutEvent> events)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    const auto add = [&](std::string_view text) {
        const std::string length = std::to_string(text.size()) + ':';
        hash.addData(QByteArrayView(length.data(), qsizetype(length.size())));
        hash.addData(QByteArrayView(text.data(), qsizetype(text.size())));
    };
    for (const RolloutEvent& e : events) {
        const auto ms = milliseconds(e.seconds);
        for (const std::int64_t number : {e.id, e.run, std::int64_t(e.at.time_since_epoch().count()), e.host,
                                          std::int64_t(e.attempt), ms.value_or(-1)})
            add(std::to_string(number));
        add(name(e.kind));
        add(e.who);
        add(e.step);
        add(e.text);
    }
    return hash.result().toHex().toStdString();
}

Result<AuditVerdict> verifyRolloutEvents(ReadConnection& db, AuditVerdict verdict)
{
    if (!verdict.ok())
        return verdict;
    auto events = rolloutEvents(db);
    if (!events)
        return events.error();
    std::size_t next = 0; // events come in the order in which the chain speaks of them
    Statement row = db.connection().query("SELECT id, after_json FROM audit WHERE verb = 'rollout.events' ORDER BY id");
    while (row.next()) {
        const QJsonObject told = QJsonDocument::fromJson(row.bytes(1)).object();
        const qint64 last = told.value(QStringLiteral("last")).toInteger();
        const std::size_t first = next;
        while (next < events->size() && (*events)[next].id <= last)
            ++next;
        const auto part = std::span<const RolloutEvent>(*events).subspan(first, next - first);
        if (eventsDigest(part) == told.value(QStringLiteral("sha256")).toString().toStdString())
            continue;
        verdict.broken = row.integer(0);
        verdict.reason = "roll-out events up to " + std::to_string(last) + " do not match their digest";
        return verdict;
    }
    if (!row.status().ok())
        return row.status().error();
    if (next < events->size()) {
        verdict.broken = verdict.checked;
        verdict.reason = "roll-out events from " + std::to_string((*events)[next].id) + " on are in no entry";
    }
    return verdict;
}

} // namespace bw
