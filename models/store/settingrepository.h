// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/store/stamp.h"
#include "models/store/transaction.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bw {

// Settings that change results ("policy", "human-impact", "stale-days" ...), as texts. Values are never overwritten:
// the newest counts, and `at` asks for the one that stood at a moment.

Result<void> setSetting(WriteTransaction& tx, std::string_view key, std::string_view value, const Stamp& stamp);
/// Empty optional: never set.
Result<std::optional<std::string>> setting(ReadConnection& db, std::string_view key, std::optional<Instant> at = {});
Result<std::map<std::string, std::string>> settings(ReadConnection& db, std::optional<Instant> at = {});

struct SettingRecord {
    std::string value;
    Stamp stamp;

    friend bool operator==(const SettingRecord&, const SettingRecord&) = default;
};
/// Oldest first.
Result<std::vector<SettingRecord>> settingHistory(ReadConnection& db, std::string_view key);

} // namespace bw
