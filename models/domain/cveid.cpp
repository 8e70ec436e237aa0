// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/cveid.h"

namespace bw {

namespace {

constexpr std::string_view Prefix = "CVE-";
constexpr std::size_t YearDigits = 4;
constexpr std::size_t LeastDigits = 4;
constexpr std::size_t MostDigits = 9;
constexpr CveKey MostNumber = 999'999'999;

} // namespace

CveKey cveKey(std::string_view id)
{
    const std::size_t numberAt = Prefix.size() + YearDigits + 1;
    if (id.size() < numberAt + LeastDigits || id.size() > numberAt + MostDigits || !id.starts_with(Prefix)
        || id[numberAt - 1] != '-')
        return 0;
    CveKey year = 0;
    for (std::size_t i = Prefix.size(); i < numberAt - 1; ++i) {
        if (id[i] < '0' || id[i] > '9')
            return 0;
        year = year * 10 + CveKey(id[i] - '0');
    }
    CveKey number = 0;
    for (std::size_t i = numberAt; i < id.size(); ++i) {
        if (id[i] < '0' || id[i] > '9')
            return 0;
        number = number * 10 + CveKey(id[i] - '0');
    }
    if (year == 0 || (id.size() > numberAt + LeastDigits && id[numberAt] == '0'))
        return 0;
    return year << 32 | number;
}

std::string cveIdOf(CveKey key)
{
    const CveKey year = key >> 32;
    const CveKey number = key & 0xffffffffu;
    if (year == 0 || year > 9999 || number > MostNumber)
        return {};
    char digits[MostDigits];
    std::size_t count = 0;
    for (CveKey rest = number; rest > 0 || count < LeastDigits; rest /= 10)
        digits[count++] = char('0' + rest % 10);
    std::string id(Prefix);
    for (CveKey unit = 1000; unit > 0; unit /= 10)
        id += char('0' + year / unit % 10);
    id += '-';
    while (count > 0)
        id += digits[--count];
    return id;
}

bool cveIdLess(std::string_view a, std::string_view b)
{
    const CveKey x = cveKey(a);
    const CveKey y = cveKey(b);
    if (x && y)
        return x < y;
    if (x || y)
        return x != 0;
    return a < b;
}

} // namespace bw
