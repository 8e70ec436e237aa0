// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/advisories/cvss.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace bw {

namespace {

constexpr std::array<std::string_view, 8> BaseMetrics{"AV", "AC", "PR", "UI", "S", "C", "I", "A"};
enum Metric : std::size_t {
    AttackVector,
    Complexity,
    Privileges,
    Interaction,
    Scope,
    Confidentiality,
    Integrity,
    Availability
};

/// The letter of each base metric; false where one is missing or told twice.
bool letters(std::string_view vector, std::array<char, BaseMetrics.size()>& out)
{
    out.fill('\0');
    while (!vector.empty()) {
        const auto slash = vector.find('/');
        const std::string_view part = vector.substr(0, slash);
        vector = slash == std::string_view::npos ? std::string_view() : vector.substr(slash + 1);
        const auto colon = part.find(':');
        const auto it = std::find(BaseMetrics.begin(), BaseMetrics.end(), part.substr(0, colon));
        if (it == BaseMetrics.end())
            continue;
        char& letter = out[std::size_t(it - BaseMetrics.begin())];
        if (colon == std::string_view::npos || part.size() != colon + 2 || letter)
            return false;
        letter = part[colon + 1];
    }
    return std::find(out.begin(), out.end(), '\0') == out.end();
}

struct Weight {
    char letter;
    double weight;
};

template <std::size_t N>
std::optional<double> weightOf(char letter, const std::array<Weight, N>& weights)
{
    for (const Weight& weight : weights) {
        if (weight.letter == letter)
            return weight.weight;
    }
    return {};
}

constexpr std::array<Weight, 4> AttackVectors{{{'N', 0.85}, {'A', 0.62}, {'L', 0.55}, {'P', 0.2}}};
constexpr std::array<Weight, 2> Complexities{{{'L', 0.77}, {'H', 0.44}}};
constexpr std::array<Weight, 3> PrivilegesUnchanged{{{'N', 0.85}, {'L', 0.62}, {'H', 0.27}}};
constexpr std::array<Weight, 3> PrivilegesChanged{{{'N', 0.85}, {'L', 0.68}, {'H', 0.5}}};
constexpr std::array<Weight, 2> Interactions{{{'N', 0.85}, {'R', 0.62}}};
constexpr std::array<Weight, 3> Impacts{{{'H', 0.56}, {'L', 0.22}, {'N', 0}}};

/// Smallest tenth that is not below `value`, computed in integers so that every machine says the same.
double roundUp(double value)
{
    const long scaled = std::lround(value * 100'000);
    return scaled % 10'000 == 0 ? double(scaled) / 100'000 : double(scaled / 10'000 + 1) / 10;
}

} // namespace

std::optional<float> cvss3Base(std::string_view vector)
{
    if (!vector.starts_with("CVSS:3.0/") && !vector.starts_with("CVSS:3.1/"))
        return {};
    std::array<char, BaseMetrics.size()> letter{};
    if (!letters(vector.substr(9), letter) || (letter[Scope] != 'U' && letter[Scope] != 'C'))
        return {};
    const bool changed = letter[Scope] == 'C';
    const auto av = weightOf(letter[AttackVector], AttackVectors);
    const auto ac = weightOf(letter[Complexity], Complexities);
    const auto pr = weightOf(letter[Privileges], changed ? PrivilegesChanged : PrivilegesUnchanged);
    const auto ui = weightOf(letter[Interaction], Interactions);
    const auto c = weightOf(letter[Confidentiality], Impacts);
    const auto i = weightOf(letter[Integrity], Impacts);
    const auto a = weightOf(letter[Availability], Impacts);
    if (!av || !ac || !pr || !ui || !c || !i || !a)
        return {};
    const double iss = 1 - (1 - *c) * (1 - *i) * (1 - *a);
    const double impact = changed ? 7.52 * (iss - 0.029) - 3.25 * std::pow(iss - 0.02, 15) : 6.42 * iss;
    if (impact <= 0)
        return 0.0f;
    const double exploitability = 8.22 * *av * *ac * *pr * *ui;
    const double base = (changed ? 1.08 : 1.0) * (impact + exploitability);
    return float(roundUp(std::min(base, 10.0)));
}

} // namespace bw
