// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/settingrepository.h"

#include "models/store/connection.h"

namespace bw {

static std::int64_t limitOf(std::optional<Instant> at)
{
    return at ? at->time_since_epoch().count() : INT64_MAX;
}

Result<void> setSetting(WriteTransaction& tx, std::string_view key, std::string_view value, const Stamp& stamp)
{
    return tx.connection().run("INSERT INTO setting (name, value, who, at, why) VALUES (?, ?, ?, ?, ?)", key, value,
                               stamp.who, stamp.at, stamp.why);
}

Result<std::map<std::string, std::string>> settings(ReadConnection& db, std::optional<Instant> at)
{
    std::map<std::string, std::string> values;
    Statement row = db.connection().query("SELECT name, value FROM setting WHERE at <= ? ORDER BY id", limitOf(at));
    while (row.next())
        values[row.text(0)] = row.text(1);
    if (!row.status().ok())
        return row.status().error();
    return values;
}

Result<std::optional<std::string>> setting(ReadConnection& db, std::string_view key, std::optional<Instant> at)
{
    std::optional<std::string> value;
    Statement row = db.connection().query(
        "SELECT value FROM setting WHERE name = ? AND at <= ? ORDER BY id DESC LIMIT 1", key, limitOf(at));
    if (row.next())
        value = row.text(0);
    if (!row.status().ok())
        return row.status().error();
    return value;
}

Result<std::vector<SettingRecord>> settingHistory(ReadConnection& db, std::string_view key)
{
    std::vector<SettingRecord> records;
    Statement row = db.connection().query("SELECT value, who, at, why FROM setting WHERE name = ? ORDER BY id", key);
    while (row.next())
        records.push_back({row.text(0), row.stamp(1, 2, 3)});
    if (!row.status().ok())
        return row.status().error();
    return records;
}

} // namespace bw
