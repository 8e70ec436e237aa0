// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/decisionrepository.h"

#include "models/store/connection.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <unordered_map>

namespace bw {

namespace {

constexpr std::string_view ControlKind = "control";
constexpr std::string_view ExceptionKind = "exception";

std::string toJson(const std::vector<std::string>& texts)
{
    QJsonArray array;
    for (const std::string& text : texts)
        array.append(QString::fromStdString(text));
    return QJsonDocument(array).toJson(QJsonDocument::Compact).toStdString();
}

std::vector<std::string> fromJson(const std::string& json)
{
    std::vector<std::string> texts;
    const QJsonArray array = QJsonDocument::fromJson(QByteArray::fromStdString(json)).array();
    for (const auto& value : array)
        texts.push_back(value.toString().toStdString());
    return texts;
}

std::int64_t limitOf(std::optional<Instant> at)
{
    return at ? at->time_since_epoch().count() : INT64_MAX;
}

/// Where a decision stands; `kind` names its table too.
Result<void> checkStanding(Connection& c, std::string_view kind, std::int64_t id)
{
    Statement row = c.query("SELECT ended_at FROM " + std::string(kind) + " WHERE id = ?", id);
    const bool found = row.next();
    if (!row.status().ok())
        return row.status();
    if (!found || !row.isNull(0))
        return Error{
            found ? ErrorKind::Conflict : ErrorKind::NotFound, std::string(kind) + ' ' + std::to_string(id), {}};
    return {};
}

Result<void> addTerm(Connection& c, std::string_view kind, std::int64_t id, Day until, const Stamp& stamp)
{
    return c.run("INSERT INTO decision_term (kind, decision_id, until_day, who, at, why) VALUES (?, ?, ?, ?, ?, ?)",
                 kind, id, until, stamp.who, stamp.at, stamp.why);
}

Result<void> extend(Connection& c, std::string_view kind, std::int64_t id, Day until, const Stamp& stamp)
{
    if (const auto standing = checkStanding(c, kind, id); !standing.ok())
        return standing;
    return addTerm(c, kind, id, until, stamp);
}

Result<void> end(Connection& c, std::string_view kind, std::int64_t id, const Stamp& stamp)
{
    if (const auto standing = checkStanding(c, kind, id); !standing.ok())
        return standing;
    return c.run("UPDATE " + std::string(kind) + " SET ended_at = ?, ended_by = ?, ended_why = ? WHERE id = ?",
                 stamp.at, stamp.who, stamp.why, id);
}

Result<std::vector<Term>> terms(Connection& c, std::string_view kind, std::int64_t id)
{
    std::vector<Term> all;
    Statement row = c.query("SELECT until_day, who, at, why FROM decision_term "
                            "WHERE kind = ? AND decision_id = ? ORDER BY id",
                            kind, id);
    while (row.next())
        all.push_back({row.day(0), row.stamp(1, 2, 3)});
    if (!row.status().ok())
        return row.status().error();
    return all;
}

/// The last day of each decision of a kind as it stood at `limit`.
Result<std::unordered_map<std::int64_t, Day>> lastDays(Connection& c, std::string_view kind, std::int64_t limit)
{
    std::unordered_map<std::int64_t, Day> days;
    Statement row = c.query("SELECT decision_id, until_day FROM decision_term WHERE kind = ? AND at <= ? "
                            "ORDER BY id",
                            kind, limit);
    while (row.next())
        days[row.integer(0)] = row.day(1);
    if (!row.status().ok())
        return row.status().error();
    return days;
}

/// The columns ended_by, ended_at, ended_why from `column` on.
std::optional<Stamp> endedOf(const Statement& row, int column, std::int64_t limit)
{
    if (row.isNull(column + 1) || row.integer(column + 1) > limit)
        return {};
    return row.stamp(column, column + 1, column + 2);
}

} // namespace

Result<std::int64_t> addControl(WriteTransaction& tx, const Control& control)
{
    if (control.until < control.from)
        return Error{ErrorKind::BadValue, toIso(control.until), {{}, 0, 0, "until"}};
    Connection& c = tx.connection();
    const auto id = c.number("SELECT MAX(id) + 1 FROM control", 1);
    if (!id.ok())
        return id;
    const auto added = c.run("INSERT INTO control (id, name, host_filter, patches, cves, exposure, evidence, owner, "
                             "from_day, created_by, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                             *id, control.name, control.hostFilter, toJson(control.patches), toJson(control.cves),
                             name(control.exposure), control.evidence, control.owner, control.from, control.createdBy,
                             control.createdAt);
    if (!added.ok())
        return added.error();
    const auto term = addTerm(c, ControlKind, *id, control.until, {control.createdBy, control.createdAt, {}});
    if (!term.ok())
        return term.error();
    return *id;
}

Result<void> extendControl(WriteTransaction& tx, std::int64_t id, Day until, const Stamp& stamp)
{
    return extend(tx.connection(), ControlKind, id, until, stamp);
}

Result<void> endControl(WriteTransaction& tx, std::int64_t id, const Stamp& stamp)
{
    return end(tx.connection(), ControlKind, id, stamp);
}

Result<std::vector<StoredControl>> controls(ReadConnection& db, std::optional<Instant> at)
{
    Connection& c = db.connection();
    const std::int64_t limit = limitOf(at);
    const auto days = lastDays(c, ControlKind, limit);
    if (!days.ok())
        return days.error();
    std::vector<StoredControl> all;
    Statement row = c.query("SELECT id, name, host_filter, patches, cves, exposure, evidence, owner, from_day, "
                            "created_by, created_at, ended_by, ended_at, ended_why FROM control "
                            "WHERE created_at <= ? ORDER BY id",
                            limit);
    while (row.next()) {
        const auto until = days->find(row.integer(0));
        const auto exposure = exposureFrom(row.text(5));
        if (until == days->end() || !exposure)
            return Error{ErrorKind::Damaged, "control " + std::to_string(row.integer(0)), {}};
        all.push_back({{row.integer(0), row.text(1), row.text(2), fromJson(row.text(3)), fromJson(row.text(4)),
                        *exposure, row.text(6), row.text(7), row.day(8), until->second, row.text(9), row.instant(10)},
                       endedOf(row, 11, limit)});
    }
    if (!row.status().ok())
        return row.status().error();
    return all;
}

Result<std::vector<Term>> controlTerms(ReadConnection& db, std::int64_t id)
{
    return terms(db.connection(), ControlKind, id);
}

Result<std::int64_t> addException(WriteTransaction& tx, const Exception& exception)
{
    Connection& c = tx.connection();
    const auto id = c.number("SELECT MAX(id) + 1 FROM exception", 1);
    if (!id.ok())
        return id;
    const auto added = c.run("INSERT INTO exception (id, host_filter, patches, cves, reason, owner, created_by, "
                             "created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                             *id, exception.hostFilter, toJson(exception.patches), toJson(exception.cves),
                             exception.reason, exception.owner, exception.createdBy, exception.createdAt);
    if (!added.ok())
        return added.error();
    const auto term =
        addTerm(c, ExceptionKind, *id, exception.until, {exception.createdBy, exception.createdAt, exception.reason});
    if (!term.ok())
        return term.error();
    return *id;
}

Result<void> extendException(WriteTransaction& tx, std::int64_t id, Day until, const Stamp& stamp)
{
    return extend(tx.connection(), ExceptionKind, id, until, stamp);
}

Result<void> endException(WriteTransaction& tx, std::int64_t id, const Stamp& stamp)
{
    return end(tx.connection(), ExceptionKind, id, stamp);
}

Result<std::vector<StoredException>> exceptions(ReadConnection& db, std::optional<Instant> at)
{
    Connection& c = db.connection();
    const std::int64_t limit = limitOf(at);
    const auto days = lastDays(c, ExceptionKind, limit);
    if (!days.ok())
        return days.error();
    std::vector<StoredException> all;
    Statement row = c.query("SELECT id, host_filter, patches, cves, reason, owner, created_by, created_at, ended_by, "
                            "ended_at, ended_why FROM exception WHERE created_at <= ? ORDER BY id",
                            limit);
    while (row.next()) {
        const auto until = days->find(row.integer(0));
        if (until == days->end())
            return Error{ErrorKind::Damaged, "exception " + std::to_string(row.integer(0)), {}};
        all.push_back({{row.integer(0), row.text(1), fromJson(row.text(2)), fromJson(row.text(3)), row.text(4),
                        row.text(5), until->second, row.text(6), row.instant(7)},
                       endedOf(row, 8, limit)});
    }
    if (!row.status().ok())
        return row.status().error();
    return all;
}

Result<std::vector<Term>> exceptionTerms(ReadConnection& db, std::int64_t id)
{
    return terms(db.connection(), ExceptionKind, id);
}

} // namespace bw
