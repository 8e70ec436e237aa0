// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A version is read as runs of numbers with words between them; separators only separate. Runs compare by value and the
// shorter one is filled up with zeros; then words by rank: pre-release words, the end, all other words.
#include "models/matching/versions.h"
#include "models/matching/versions/text.h"

#include <algorithm>
#include <array>

namespace bw {

using namespace versions;

namespace {

constexpr int DevelopmentRank = -7;
constexpr int PreAlphaRank = -6;
constexpr int AlphaRank = -5;
constexpr int BetaRank = -4;
constexpr int MilestoneRank = -3;
constexpr int PreviewRank = -2;
constexpr int CandidateRank = -1;
constexpr int EndRank = 0;
constexpr int OtherRank = 1;
constexpr int SilentRank = 2;

struct Word {
    std::string_view spelling;
    int rank;
    std::string_view meaning; ///< what other words of rank OtherRank compare with
};

constexpr std::array<Word, 27> Words = {{
    {"dev", DevelopmentRank, {}},
    {"nightly", DevelopmentRank, {}},
    {"snapshot", DevelopmentRank, {}},
    {"canary", DevelopmentRank, {}},
    {"prealpha", PreAlphaRank, {}},
    {"alpha", AlphaRank, {}},
    {"beta", BetaRank, {}},
    {"milestone", MilestoneRank, {}},
    {"pre", PreviewRank, {}},
    {"preview", PreviewRank, {}},
    {"rc", CandidateRank, {}},
    {"cr", CandidateRank, {}},
    {"candidate", CandidateRank, {}},
    {"update", OtherRank, "u"},
    {"upd", OtherRank, "u"},
    {"patch", OtherRank, "p"},
    {"v", SilentRank, {}},
    {"ver", SilentRank, {}},
    {"version", SilentRank, {}},
    {"build", SilentRank, {}},
    {"release", SilentRank, {}},
    {"rel", SilentRank, {}},
    {"final", SilentRank, {}},
    {"stable", SilentRank, {}},
    {"ga", SilentRank, {}},
    {"esr", SilentRank, {}},
    {"lts", SilentRank, {}},
}};

constexpr bool isOfWord(char c)
{
    return isAlpha(c) || static_cast<unsigned char>(c) >= 0x80;
}

int compareFolded(std::string_view a, std::string_view b) noexcept
{
    const auto n = std::min(a.size(), b.size());
    for (std::size_t i = 0; i < n; ++i) {
        const int order =
            int(static_cast<unsigned char>(toLower(a[i]))) - int(static_cast<unsigned char>(toLower(b[i])));
        if (order != 0)
            return signOf(order);
    }
    return int(a.size() > n) - int(b.size() > n);
}

struct Token {
    std::string_view text; ///< digits, or the word
    int rank = EndRank; ///< of a word or the end
    bool isNumber = false;
};

// 3.11a4, 60.0b3 and 7.0-M2 are pre-releases; 1.0.2k is not, nor is the letter alone.
int letterRank(char letter)
{
    switch (toLower(letter)) {
    case 'a':
        return AlphaRank;
    case 'b':
        return BetaRank;
    case 'm':
        return MilestoneRank;
    default:
        return OtherRank;
    }
}

Token wordToken(std::string_view text, bool beforeDigit)
{
    if (text.size() == 1 && beforeDigit && letterRank(text.front()) != OtherRank)
        return {text, letterRank(text.front())};
    for (const Word& word : Words) {
        if (word.spelling.size() == text.size() && compareFolded(word.spelling, text) == 0)
            return {word.meaning.empty() ? text : word.meaning, word.rank};
    }
    return {text, OtherRank};
}

Token take(std::string_view& rest)
{
    while (true) {
        takeWhile(rest, [](char c) { return !isDigit(c) && !isOfWord(c); });
        if (rest.empty())
            return {};
        if (isDigit(rest.front()))
            return {takeDigits(rest), EndRank, true};
        const auto text = takeWhile(rest, isOfWord);
        const bool beforeDigit = !rest.empty() && isDigit(rest.front());
        if (const Token word = wordToken(text, beforeDigit); word.rank != SilentRank)
            return word;
    }
}

bool isZero(const Token& number)
{
    return withoutZeros(number.text).empty();
}

} // namespace

int compareGeneric(std::string_view a, std::string_view b) noexcept
{
    Token x = take(a);
    Token y = take(b);
    while (true) {
        if (x.isNumber && y.isNumber) {
            if (const int order = compareNumbers(x.text, y.text); order != 0)
                return order;
            x = take(a);
            y = take(b);
        } else if (x.isNumber) {
            if (!isZero(x))
                return 1;
            x = take(a);
        } else if (y.isNumber) {
            if (!isZero(y))
                return -1;
            y = take(b);
        } else {
            if (x.rank != y.rank)
                return x.rank < y.rank ? -1 : 1;
            if (x.rank == EndRank)
                return 0;
            if (const int order = x.rank == OtherRank ? compareFolded(x.text, y.text) : 0; order != 0)
                return order;
            x = take(a);
            y = take(b);
        }
    }
}

std::string_view versions::flawGeneric(std::string_view text)
{
    if (trimmed(text).empty())
        return "version is empty";
    return std::any_of(text.begin(), text.end(), isDigit) ? std::string_view() : "version has no number";
}

} // namespace bw
