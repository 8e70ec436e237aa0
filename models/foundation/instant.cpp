// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/foundation/instant.h"

#include <cstdio>

namespace bw {

namespace {

using namespace std::chrono;

class Scanner {
public:
    explicit Scanner(std::string_view text)
        : m_text(text)
    {
    }

    bool atEnd() const { return m_pos == m_text.size(); }
    char peek() const { return atEnd() ? '\0' : m_text[m_pos]; }
    bool take(char c)
    {
        if (peek() != c || atEnd())
            return false;
        ++m_pos;
        return true;
    }
    std::optional<int> digits(int count)
    {
        if (m_pos + std::size_t(count) > m_text.size())
            return {};
        int value = 0;
        for (int i = 0; i < count; ++i) {
            const char c = m_text[m_pos + std::size_t(i)];
            if (c < '0' || c > '9')
                return {};
            value = value * 10 + (c - '0');
        }
        m_pos += std::size_t(count);
        return value;
    }
    void skipDigits()
    {
        while (peek() >= '0' && peek() <= '9')
            ++m_pos;
    }

private:
    std::string_view m_text;
    std::size_t m_pos = 0;
};

std::optional<Day> takeDay(Scanner& in)
{
    const auto y = in.digits(4);
    if (!y || !in.take('-'))
        return {};
    const auto m = in.digits(2);
    if (!m || !in.take('-'))
        return {};
    const auto d = in.digits(2);
    if (!d)
        return {};
    const year_month_day ymd{year(*y), month(unsigned(*m)), day(unsigned(*d))};
    if (!ymd.ok())
        return {};
    return sys_days(ymd);
}

std::optional<seconds> takeOffset(Scanner& in)
{
    const bool minus = in.peek() == '-';
    if (!in.take('+') && !in.take('-'))
        return {};
    const auto h = in.digits(2);
    if (!h || *h > 23)
        return {};
    in.take(':');
    const int m = in.digits(2).value_or(0);
    if (m > 59)
        return {};
    const seconds offset = hours(*h) + minutes(m);
    return minus ? -offset : offset;
}

} // namespace

std::string toIso(Day d)
{
    const year_month_day ymd{d};
    char buffer[40];
    std::snprintf(buffer, sizeof buffer, "%04d-%02u-%02u", int(ymd.year()), unsigned(ymd.month()), unsigned(ymd.day()));
    return buffer;
}

std::string toIso(Instant t)
{
    const Day d = dayOf(t);
    const hh_mm_ss time{t - d};
    char buffer[40];
    std::snprintf(buffer, sizeof buffer, "T%02d:%02d:%02dZ", int(time.hours().count()), int(time.minutes().count()),
                  int(time.seconds().count()));
    return toIso(d) + buffer;
}

std::optional<Day> parseDay(std::string_view text)
{
    Scanner in(text);
    const auto d = takeDay(in);
    return d && in.atEnd() ? d : std::nullopt;
}

std::optional<Instant> parseIso(std::string_view text)
{
    Scanner in(text);
    const auto d = takeDay(in);
    if (!d)
        return {};
    if (in.atEnd())
        return Instant(*d);
    if (!in.take('T') && !in.take(' ') && !in.take('t'))
        return {};
    const auto h = in.digits(2);
    if (!h || !in.take(':'))
        return {};
    const auto m = in.digits(2);
    if (!m)
        return {};
    int s = 0;
    if (in.take(':')) {
        const auto read = in.digits(2);
        if (!read)
            return {};
        s = *read;
        if (in.take('.') || in.take(','))
            in.skipDigits();
    }
    if (*h > 24 || *m > 59 || s > 60 || (*h == 24 && (*m || s)))
        return {};
    seconds offset{0};
    if (in.peek() == '+' || in.peek() == '-') {
        const auto read = takeOffset(in);
        if (!read)
            return {};
        offset = *read;
    }
    in.take('Z') || in.take('z');
    if (!in.atEnd())
        return {};
    return Instant(*d) + hours(*h) + minutes(*m) + seconds(s) - offset;
}

bool hasZone(std::string_view isoText)
{
    const auto time = isoText.find_first_of("Tt ");
    return time != std::string_view::npos && isoText.find_first_of("Zz+-", time) != std::string_view::npos;
}

bool isZeroTime(Instant t)
{
    const year_month_day ymd{dayOf(t)};
    return ymd.year() <= year(1601) || dayOf(t) == Day{};
}

} // namespace bw
