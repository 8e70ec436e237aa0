// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/cveid.h"

#include <cstdio>

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
    char buffer[32];
    const int size = std::snprintf(buffer, sizeof buffer, "CVE-%04u-%04u", unsigned(year), unsigned(number));
    return std::string(buffer, std::size_t(size));
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
