// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/readers/datecolumn.h"

#include "models/inventory/readers/packagetext.h"

#include <algorithm>
#include <array>

namespace bw {

namespace {

using namespace std::chrono;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// The next run of digits or of letters; separators are skipped and the last one is kept in `before`.
struct Token {
    std::string_view text;
    char before = 0;
    bool number = false;
};

class Tokens {
public:
    explicit Tokens(std::string_view text)
        : m_text(text)
    {
    }
    Token next()
    {
        Token token;
        while (!m_text.empty() && !isDigit(m_text.front()) && !isLetter(m_text.front())) {
            token.before = m_text.front();
            m_text.remove_prefix(1);
        }
        if (m_text.empty())
            return token;
        token.number = isDigit(m_text.front());
        std::size_t size = 0;
        while (size < m_text.size() && (token.number ? isDigit(m_text[size]) : isLetter(m_text[size])))
            ++size;
        token.text = m_text.substr(0, size);
        m_text.remove_prefix(size);
        return token;
    }

private:
    static bool isLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
    std::string_view m_text;
};

int toInt(std::string_view digits)
{
    int value = 0;
    for (const char c : digits.substr(0, 9))
        value = value * 10 + (c - '0');
    return value;
}

int monthOf(std::string_view word)
{
    static constexpr std::array<std::string_view, 12> months = {"jan", "feb", "mar", "apr", "may", "jun",
                                                                "jul", "aug", "sep", "oct", "nov", "dec"};
    std::string lower;
    for (const char c : word.substr(0, 3))
        lower += char(c | 0x20);
    const auto it = std::find(months.begin(), months.end(), lower);
    return it == months.end() || word.size() < 3 ? 0 : int(it - months.begin()) + 1;
}

std::optional<Instant> instantOf(int y, int m, int d, seconds time)
{
    const year_month_day date{year(y), month(unsigned(m)), day(unsigned(d))};
    if (!date.ok() || m < 1 || d < 1 || y < 1601 || y > 9999)
        return std::nullopt;
    return Instant(sys_days(date)) + time;
}

/// "14:05", "2:05:09 PM"; midnight where there is no time.
std::optional<seconds> timeOf(std::string_view text)
{
    text = trimmed(text);
    if (text.empty())
        return seconds(0);
    Tokens tokens(text);
    std::array<int, 3> parts{};
    std::size_t count = 0;
    bool pm = false, am = false;
    for (Token token = tokens.next(); !token.text.empty(); token = tokens.next()) {
        if (token.number) {
            if (token.before == '.' && count >= 2) // fraction
                continue;
            if (count == 3)
                break;
            parts[count++] = toInt(token.text);
        } else if (token.text.size() == 2 && (token.text[1] | 0x20) == 'm') {
            pm = (token.text[0] | 0x20) == 'p';
            am = (token.text[0] | 0x20) == 'a';
        }
    }
    if (count == 0)
        return seconds(0);
    if ((pm || am) && (parts[0] < 1 || parts[0] > 12))
        return std::nullopt;
    if (pm && parts[0] < 12)
        parts[0] += 12;
    if (am && parts[0] == 12)
        parts[0] = 0;
    if (parts[0] > 23 || parts[1] > 59 || parts[2] > 60)
        return std::nullopt;
    return hours(parts[0]) + minutes(parts[1]) + seconds(parts[2]);
}

std::optional<DateText> epochOf(std::string_view text)
{
    const auto dot = text.find('.');
    if (dot != std::string_view::npos)
        text = text.substr(0, dot);
    if ((text.size() != 10 && text.size() != 13) || !std::all_of(text.begin(), text.end(), isDigit))
        return std::nullopt;
    std::int64_t value = 0;
    for (const char c : text.substr(0, 10))
        value = value * 10 + (c - '0');
    const Instant at{seconds(value)};
    return DateText{at, at, true};
}

std::optional<DateText> isoOf(std::string_view text)
{
    std::string iso(text);
    if (iso.size() >= 10 && iso[4] == '/' && iso[7] == '/')
        iso[4] = iso[7] = '-';
    const auto at = parseIso(iso);
    if (!at)
        return std::nullopt;
    return DateText{*at, *at, hasZone(iso)};
}

} // namespace

std::optional<DateText> parseDateText(std::string_view text)
{
    text = trimmed(text);
    if (text.size() < 6 || text.size() > 64)
        return std::nullopt;
    if (const auto iso = isoOf(text))
        return iso;
    if (const auto epoch = epochOf(text))
        return epoch;
    Tokens tokens(text);
    std::array<Token, 3> part = {tokens.next(), tokens.next(), tokens.next()};
    if (!part[0].number && monthOf(part[0].text) == 0) // a weekday in front
        part = {part[1], part[2], tokens.next()};
    if (part[2].text.empty() || !part[2].number)
        return std::nullopt;
    const auto time = timeOf(text.substr(std::size_t(part[2].text.data() - text.data()) + part[2].text.size()));
    if (!time || (part[2].text.size() != 4 && part[2].text.size() != 2))
        return std::nullopt;
    const int y = toInt(part[2].text) + (part[2].text.size() == 2 ? 2000 : 0);
    DateText date;
    if (part[0].number && !part[1].number) {
        date.dayFirst = date.monthFirst = instantOf(y, monthOf(part[1].text), toInt(part[0].text), *time);
    } else if (!part[0].number && part[1].number) {
        date.dayFirst = date.monthFirst = instantOf(y, monthOf(part[0].text), toInt(part[1].text), *time);
    } else if (part[0].number && part[1].number && part[0].text.size() <= 2 && part[1].text.size() <= 2) {
        const int a = toInt(part[0].text), b = toInt(part[1].text);
        date.dayFirst = instantOf(y, b, a, *time);
        date.monthFirst = part[1].before == '.' ? date.dayFirst : instantOf(y, a, b, *time);
    }
    if (!date.dayFirst && !date.monthFirst)
        return std::nullopt;
    return date;
}

bool DateColumn::add(std::uint32_t host, std::string_view text)
{
    const auto date = parseDateText(text);
    if (!date)
        return false;
    if (date->ambiguous()) {
        m_onlyDayFirst |= !date->monthFirst;
        m_onlyMonthFirst |= !date->dayFirst;
        m_anyAmbiguous |= date->dayFirst && date->monthFirst;
    }
    auto [it, inserted] = m_newest.try_emplace(host, *date);
    if (!inserted) {
        it->second.dayFirst = std::max(it->second.dayFirst, date->dayFirst);
        it->second.monthFirst = std::max(it->second.monthFirst, date->monthFirst);
        it->second.zoned &= date->zoned;
    }
    return true;
}

DateOrder DateColumn::order() const
{
    if (m_order != DateOrder::Auto || m_onlyDayFirst == m_onlyMonthFirst)
        return m_order;
    return m_onlyDayFirst ? DateOrder::DayFirst : DateOrder::MonthFirst;
}

DateColumn::Told DateColumn::told(std::uint32_t host) const
{
    const auto it = m_newest.find(host);
    if (it == m_newest.end())
        return {};
    const DateText& date = it->second;
    if (!date.ambiguous())
        return {date.dayFirst, date.zoned};
    switch (order()) {
    case DateOrder::DayFirst:
        return {date.dayFirst, date.zoned};
    case DateOrder::MonthFirst:
        return {date.monthFirst, date.zoned};
    case DateOrder::Auto:
        break;
    }
    return {};
}

} // namespace bw
