// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/files/textsource.h"
#include "models/foundation/result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bw {

/// What a column of a table of hosts or software holds.
enum class CsvField : std::uint8_t {
    Ignore,
    HostName, ///< short or qualified
    Fqdn,
    Serial,
    Uuid,
    MachineId, ///< /etc/machine-id; other spellings count as AgentId
    Mac,
    AgentId, ///< the producer's own id of the host
    Os,
    OsVersion,
    OsBuild,
    OsArch,
    Kernel, ///< the running one
    LastSeen,
    SoftwareName,
    Version,
    Release, ///< rpm: joined to the version
    Epoch,
    Vendor,
    Arch,
    Source,
    SourceVersion,
    Ecosystem,
    HotfixId, ///< "KB5044284"
    Exposure,
    Importance,
    Safety,
    Owner,
    Site,
    Role,
    Tags, ///< separated by comma, semicolon or bar
};

std::string_view name(CsvField field); ///< "host-name", "last-seen" ..., for profiles
std::optional<CsvField> csvFieldFrom(std::string_view name);
bool isHostField(CsvField field); ///< says something about the host, not about a piece of software
bool isSoftwareField(CsvField field);

/// Order of day and month in dates such as 07/05/2025.
enum class DateOrder : std::uint8_t { Auto, DayFirst, MonthFirst };

/// How a certain producer's tables are to be read, kept by the operator under a name. What is not set is found out from
/// the file. If any column is given, no heading is interpreted beyond the given ones.
struct CsvProfile {
    struct Column {
        std::string heading; ///< compared without case, blanks, '_', '.' and '-'; empty: by index
        int index = -1; ///< from 0, where there is no heading
        CsvField field = CsvField::Ignore;
        friend bool operator==(const Column&, const Column&) = default;
    };
    std::string name;
    std::vector<Column> columns;
    std::optional<char> delimiter;
    std::optional<Encoding> encoding;
    DateOrder dateOrder = DateOrder::Auto;
    std::optional<std::uint32_t> headingRow; ///< row of the headings from 1; 0: the table has none

    friend bool operator==(const CsvProfile&, const CsvProfile&) = default;
};

/// JSON text of a profile, indented, with the keys "name", "columns" [{"heading" | "index", "field"}], "delimiter",
/// "encoding", "dateOrder" (auto | day-first | month-first) and "headingRow". Errors on reading: Malformed, BadValue
/// (place.field names the key).
std::string toJson(const CsvProfile& profile);
Result<CsvProfile> csvProfileFrom(std::string_view json);

} // namespace bw
