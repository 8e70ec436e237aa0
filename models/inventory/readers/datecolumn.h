// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/foundation/instant.h"
#include "models/inventory/csvprofile.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <unordered_map>

namespace bw {

/// A date as a table writes it. Where day and month cannot be told apart by the text, both readings are kept.
struct DateText {
    std::optional<Instant> dayFirst, monthFirst; ///< equal where the text leaves no choice
    bool zoned = false; ///< carries its own zone; else a local time
    bool ambiguous() const { return dayFirst != monthFirst; }
};

/// Reads ISO 8601 (also with '/' and with a blank), 1/23/2026, 23.1.2026, 23-01-26, with or without a time and AM/PM,
/// "23 Jan 2026 7:00", "Jan 23, 2026 07:00 AM", Unix seconds and milliseconds. nullopt: no date. A reading that is no
/// real day is left out; dots always put the day first.
std::optional<DateText> parseDateText(std::string_view text);

/// The newest date of each host in one column. Day and month order is decided once for the whole column: by the
/// operator, else by the texts that allow only one order; where all of them allow both, no date is told.
class DateColumn {
public:
    explicit DateColumn(DateOrder order)
        : m_order(order)
    {
    }
    bool add(std::uint32_t host, std::string_view text); ///< false: no date
    /// After the last row. Auto: the column does not say.
    DateOrder order() const;
    bool anyAmbiguous() const { return m_anyAmbiguous; }
    bool contradictory() const { return m_order == DateOrder::Auto && m_onlyDayFirst && m_onlyMonthFirst; }
    struct Told {
        std::optional<Instant> at; ///< local time unless zoned
        bool zoned = false;
    };
    Told told(std::uint32_t host) const;

private:
    DateOrder m_order;
    std::unordered_map<std::uint32_t, DateText> m_newest; ///< per host, each reading for itself
    bool m_onlyDayFirst = false, m_onlyMonthFirst = false, m_anyAmbiguous = false;
};

} // namespace bw
