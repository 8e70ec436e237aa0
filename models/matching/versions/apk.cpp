// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// digit{.digit}{letter}{_suffix{number}}{~hash}{-rN}, ordered as apk-tools 3 does. Two older spellings that stand in
// real feeds are read as well: a number after the letter (6.6.2p1) and ".rN" for "-rN".
#include "models/matching/versions.h"
#include "models/matching/versions/text.h"

#include <array>

namespace bw {

using namespace versions;

namespace {

// In this order: of two versions alike so far, the one whose next piece stands earlier here is the greater.
enum class Piece { FirstNumber, Number, Letter, Suffix, SuffixNumber, Hash, Revision, End, Invalid };

// Pre-releases stand before the empty one.
constexpr std::array<std::string_view, 10> Suffixes = {"alpha", "beta", "pre", "rc", "",
                                                       "cvs",   "svn",  "git", "hg", "p"};
constexpr int Unsuffixed = 4;

constexpr bool isHex(char c)
{
    return isDigit(c) || (c >= 'a' && c <= 'f');
}

int suffixRank(std::string_view word)
{
    for (std::size_t i = 0; i < Suffixes.size(); ++i) {
        if (!word.empty() && Suffixes[i] == word)
            return int(i);
    }
    return -1;
}

bool isDottedRevision(std::string_view text)
{
    return text.size() > 2 && text[0] == '.' && text[1] == 'r' && isDigit(text[2]);
}

class Cursor {
public:
    explicit Cursor(std::string_view text)
        : m_rest(text)
    {
        number(Piece::FirstNumber);
    }

    Piece piece() const { return m_piece; }
    std::string_view value() const { return m_value; }
    int suffix() const { return m_suffix; }
    bool isPreRelease() const { return m_piece == Piece::Suffix && m_suffix < Unsuffixed; }

    void next()
    {
        if (m_rest.empty()) {
            m_piece = Piece::End;
            return;
        }
        const char c = m_rest.front();
        if (isDigit(c))
            numberAfter();
        else if (isLower(c) && m_piece <= Piece::Number)
            take(Piece::Letter, 1);
        else if (c == '.' && !isDottedRevision(m_rest) && m_piece <= Piece::Number)
            skipThenNumber(1, Piece::Number);
        else if (c == '_' && m_piece <= Piece::SuffixNumber)
            suffixWord();
        else if (c == '~' && m_piece < Piece::Hash)
            hash();
        else if ((m_rest.starts_with("-r") || isDottedRevision(m_rest)) && m_piece < Piece::Revision)
            skipThenNumber(2, Piece::Revision);
        else
            m_piece = Piece::Invalid;
    }

private:
    void take(Piece piece, std::size_t count)
    {
        m_piece = piece;
        m_value = m_rest.substr(0, count);
        m_rest.remove_prefix(count);
    }
    void number(Piece piece)
    {
        m_value = takeDigits(m_rest);
        m_piece = m_value.empty() ? Piece::Invalid : piece;
    }
    void skipThenNumber(std::size_t count, Piece piece)
    {
        m_rest.remove_prefix(count);
        number(piece);
    }
    void numberAfter()
    {
        if (m_piece == Piece::Suffix)
            number(Piece::SuffixNumber);
        else if (m_piece == Piece::Letter)
            number(Piece::Number);
        else
            m_piece = Piece::Invalid;
    }
    void suffixWord()
    {
        m_rest.remove_prefix(1);
        m_value = takeWhile(m_rest, isLower);
        m_suffix = suffixRank(m_value);
        m_piece = m_suffix < 0 ? Piece::Invalid : Piece::Suffix;
    }
    void hash()
    {
        m_rest.remove_prefix(1);
        m_value = takeWhile(m_rest, isHex);
        m_piece = m_value.empty() ? Piece::Invalid : Piece::Hash;
    }

    std::string_view m_rest;
    std::string_view m_value;
    Piece m_piece = Piece::FirstNumber;
    int m_suffix = 0;
};

int compareValues(const Cursor& a, const Cursor& b) noexcept
{
    switch (a.piece()) {
    case Piece::Number:
        // A leading zero makes it a decimal fraction: 8.2.0015 < 8.2.002
        if (a.value().front() == '0' || b.value().front() == '0')
            return compareBytes(a.value(), b.value());
        return compareNumbers(a.value(), b.value());
    case Piece::FirstNumber:
    case Piece::SuffixNumber:
    case Piece::Revision:
        return compareNumbers(a.value(), b.value());
    case Piece::Suffix:
        return signOf(a.suffix() - b.suffix());
    default:
        return compareBytes(a.value(), b.value());
    }
}

} // namespace

int compareApk(std::string_view a, std::string_view b) noexcept
{
    if (a == b)
        return 0;
    Cursor x(a);
    Cursor y(b);
    while (x.piece() == y.piece() && x.piece() < Piece::End) {
        if (const int order = compareValues(x, y); order != 0)
            return order;
        x.next();
        y.next();
    }
    if (x.piece() == y.piece())
        return 0;
    if (x.isPreRelease())
        return -1;
    if (y.isPreRelease())
        return 1;
    return x.piece() > y.piece() ? -1 : 1;
}

std::string_view versions::flawApk(std::string_view text)
{
    if (text.empty())
        return "version is empty";
    Cursor cursor(text);
    if (cursor.piece() == Piece::Invalid)
        return "version does not start with a digit";
    Piece last = cursor.piece();
    while (cursor.piece() < Piece::End) {
        last = cursor.piece();
        cursor.next();
    }
    if (cursor.piece() == Piece::End)
        return {};
    return last == Piece::Revision ? "something follows the revision" : "a part breaks the grammar of apk versions";
}

} // namespace bw
