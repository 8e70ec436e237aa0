// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/planrepository.h"

#include "models/store/connection.h"

#include <array>

namespace bw {

namespace {

constexpr std::array<std::string_view, 4> Kinds = {"request", "grant", "refuse", "close"};

std::int64_t limitOf(std::optional<Instant> at)
{
    return at ? at->time_since_epoch().count() : INT64_MAX;
}

Error notFound(PlanId plan)
{
    return {ErrorKind::NotFound, "plan " + std::to_string(plan), {}};
}

/// The columns plan_id, number, name, body, who, at, why.
PlanVersionRecord recordOf(const Statement& row)
{
    return {row.integer(0), int(row.integer(1)), row.text(2), row.text(3), row.stamp(4, 5, 6)};
}

constexpr std::string_view Columns =
    "SELECT v.plan_id, v.number, v.name, v.body, v.who, v.at, v.why FROM plan_version v ";

Result<std::vector<PlanVersionRecord>> collect(Statement&& row)
{
    std::vector<PlanVersionRecord> all;
    while (row.next())
        all.push_back(recordOf(row));
    if (!row.status().ok())
        return row.status().error();
    return all;
}

} // namespace

std::string_view name(PlanEventKind kind)
{
    return Kinds[std::size_t(kind)];
}

Result<PlanId> addPlan(WriteTransaction& tx, const Stamp& stamp)
{
    Connection& c = tx.connection();
    const auto id = c.number("SELECT MAX(id) + 1 FROM plan", 1);
    if (!id.ok())
        return id;
    const auto added =
        c.run("INSERT INTO plan (id, created_by, created_at) VALUES (?, ?, ?)", *id, stamp.who, stamp.at);
    return added.ok() ? id : Result<PlanId>(added.error());
}

Result<int> addPlanVersion(WriteTransaction& tx, PlanId plan, std::string_view name, std::string_view body,
                           const Stamp& stamp, std::optional<int> basedOn)
{
    Connection& c = tx.connection();
    const std::string id = std::to_string(plan);
    const auto known = c.number("SELECT COUNT(*) FROM plan WHERE id = " + id);
    if (!known.ok())
        return known.error();
    if (*known == 0)
        return notFound(plan);
    const auto newest = c.number("SELECT MAX(number) FROM plan_version WHERE plan_id = " + id, 0);
    if (!newest.ok())
        return newest.error();
    if (basedOn && *basedOn != *newest)
        return Error{ErrorKind::Conflict, "plan " + id + " has version " + std::to_string(*newest) + " meanwhile", {}};
    const int number = int(*newest) + 1;
    const auto added = c.run("INSERT INTO plan_version (plan_id, number, name, body, who, at, why) "
                             "VALUES (?, ?, ?, ?, ?, ?, ?)",
                             plan, number, name, body, stamp.who, stamp.at, stamp.why);
    return added.ok() ? Result<int>(number) : Result<int>(added.error());
}

Result<void> addPlanEvent(WriteTransaction& tx, const PlanEvent& event)
{
    return tx.connection().run("INSERT INTO plan_event (plan_id, number, kind, who, at, why) VALUES (?, ?, ?, ?, ?, ?)",
                               event.plan, event.number, name(event.kind), event.stamp.who, event.stamp.at,
                               event.stamp.why);
}

Result<std::vector<PlanVersionRecord>> newestPlanVersions(ReadConnection& db, std::optional<Instant> at)
{
    const std::int64_t limit = limitOf(at);
    return collect(db.connection().query(
        std::string(Columns)
            + "WHERE v.number = (SELECT MAX(n.number) FROM plan_version n WHERE n.plan_id = v.plan_id AND n.at <= ?) "
              "AND NOT EXISTS (SELECT 1 FROM plan_event e WHERE e.plan_id = v.plan_id AND e.kind = 'close' AND e.at <= "
              "?) "
              "ORDER BY v.at DESC, v.plan_id DESC",
        limit, limit));
}

Result<PlanVersionRecord> planVersion(ReadConnection& db, PlanId plan, std::optional<int> number)
{
    auto found = collect(
        number
            ? db.connection().query(std::string(Columns) + "WHERE v.plan_id = ? AND v.number = ?", plan, *number)
            : db.connection().query(std::string(Columns) + "WHERE v.plan_id = ? ORDER BY v.number DESC LIMIT 1", plan));
    if (!found.ok())
        return found.error();
    if (found->empty())
        return notFound(plan);
    return std::move(found->front());
}

Result<std::vector<PlanVersionRecord>> planVersions(ReadConnection& db, PlanId plan)
{
    return collect(db.connection().query(std::string(Columns) + "WHERE v.plan_id = ? ORDER BY v.number", plan));
}

Result<std::vector<PlanEvent>> planEvents(ReadConnection& db, std::optional<PlanId> plan, std::optional<Instant> at)
{
    std::vector<PlanEvent> events;
    const std::string of = plan ? " AND plan_id = " + std::to_string(*plan) : std::string();
    Statement row = db.connection().query(
        "SELECT plan_id, number, kind, who, at, why FROM plan_event WHERE at <= ?" + of + " ORDER BY id", limitOf(at));
    while (row.next()) {
        const std::string kind = row.text(2);
        for (std::size_t k = 0; k < Kinds.size(); ++k) {
            if (kind == Kinds[k])
                events.push_back({row.integer(0), int(row.integer(1)), PlanEventKind(k), row.stamp(3, 4, 5)});
        }
    }
    if (!row.status().ok())
        return row.status().error();
    return events;
}

} // namespace bw
