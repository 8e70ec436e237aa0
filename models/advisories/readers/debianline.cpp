// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/advisories/readers/debianline.h"

#include "models/advisories/readers/feedtext.h"

#include <QCryptographicHash>

#include <algorithm>
#include <array>

namespace bw {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// Cuts the first word off; `line` keeps what follows it.
std::string_view takeWord(std::string_view& line)
{
    line = withoutBlanks(line);
    const auto end = std::min(line.find_first_of(" \t"), line.size());
    const std::string_view word = line.substr(0, end);
    line.remove_prefix(end);
    return word;
}

std::string_view withoutBrackets(std::string_view text)
{
    text = withoutBlanks(text);
    const bool round = text.starts_with('(') && text.ends_with(')');
    const bool square = text.starts_with('[') && text.ends_with(']');
    return round || square ? text.substr(1, text.size() - 2) : text;
}

int numberOf(std::string_view text)
{
    int value = 0;
    for (const char c : text.substr(0, 4)) {
        if (!isDigit(c))
            break;
        value = value * 10 + (c - '0');
    }
    return value;
}

/// "29 Mar 2023" and "August 26th, 2005".
std::optional<Day> dayOfHeader(std::string_view text)
{
    constexpr std::array<std::string_view, 12> Months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    std::string_view day = takeWord(text);
    std::string_view month = takeWord(text);
    if (!day.empty() && !isDigit(day.front()))
        std::swap(day, month);
    const auto it = std::find(Months.begin(), Months.end(), month.substr(0, 3));
    const std::chrono::year_month_day date{std::chrono::year(numberOf(takeWord(text))),
                                           std::chrono::month(unsigned(it - Months.begin()) + 1),
                                           std::chrono::day(unsigned(numberOf(day)))};
    return it != Months.end() && date.ok() ? std::optional(Day(date)) : std::nullopt;
}

bool isNotice(std::string_view id)
{
    for (const std::string_view prefix : {"DSA-", "DLA-", "DTSA-", "ELA-"}) {
        if (id.starts_with(prefix) && id.size() > prefix.size() && isDigit(id[prefix.size()]))
            return true;
    }
    return false;
}

bool isFlaw(std::string_view id)
{
    constexpr std::string_view Unknown = "-XXXX";
    return !cveIn(id).empty() || id.starts_with("TEMP-") || (id.starts_with("CVE-") && id.ends_with(Unknown));
}

constexpr std::array<std::string_view, 6> Urgencies{"unimportant", "low",         "medium",
                                                    "high",        "end-of-life", "not yet assigned"};

/// "(unimportant; bug #123)"
void readRemark(std::string_view remark, DebianItem& item)
{
    remark = withoutBrackets(remark);
    while (!remark.empty()) {
        const auto end = remark.find_first_of(";,");
        const std::string_view part = withoutBlanks(remark.substr(0, end));
        remark = end == std::string_view::npos ? std::string_view() : remark.substr(end + 1);
        constexpr std::string_view Bug = "bug #";
        if (part.starts_with(Bug) && item.bug.empty()) {
            const std::string_view number = part.substr(Bug.size());
            item.bug = number.substr(0, number.find_first_not_of("0123456789"));
        } else if (std::find(Urgencies.begin(), Urgencies.end(), part) != Urgencies.end()) {
            item.urgency = part;
        }
    }
}

} // namespace

std::optional<DebianHeader> debianHeader(std::string_view line)
{
    DebianHeader header;
    if (line.starts_with('[')) {
        const auto end = line.find(']');
        if (end == std::string_view::npos)
            return {};
        header.date = dayOfHeader(line.substr(1, end - 1));
        line.remove_prefix(end + 1);
        header.id = takeWord(line);
        header.title = withoutBlanks(line);
        return isNotice(header.id) ? std::optional(header) : std::nullopt;
    }
    header.id = takeWord(line);
    header.title = withoutBrackets(line);
    return isFlaw(header.id) ? std::optional(header) : std::nullopt;
}

std::optional<DebianItem> debianItem(std::string_view line)
{
    DebianItem item;
    line = withoutBlanks(line);
    if (line.starts_with('[')) {
        const auto end = line.find(']');
        if (end == std::string_view::npos)
            return {};
        item.release = withoutBlanks(line.substr(1, end - 1));
        line.remove_prefix(end + 1);
    }
    if (takeWord(line) != "-")
        return {};
    item.package = takeWord(line);
    const std::string_view what = takeWord(line);
    if (item.package.empty() || what.empty())
        return {};
    if (what.starts_with('<') && what.ends_with('>'))
        item.tag = what.substr(1, what.size() - 2);
    else if (what.starts_with('<') || what.starts_with('('))
        return {};
    else
        item.version = what;
    readRemark(line, item);
    return item;
}

std::string temporaryId(std::string_view bug, std::string_view title)
{
    std::string number(bug);
    constexpr std::size_t Digits = 7;
    if (number.size() < Digits)
        number.insert(0, Digits - number.size(), '0');
    const QByteArray hash =
        QCryptographicHash::hash(QByteArray(title.data(), qsizetype(title.size())), QCryptographicHash::Md5)
            .toHex()
            .toUpper();
    return "TEMP-" + number + '-' + hash.left(6).toStdString();
}

} // namespace bw
