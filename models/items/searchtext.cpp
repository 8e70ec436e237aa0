// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/searchtext.h"

namespace bw {

// A byte that no typed word holds keeps fields and entries apart.
static constexpr char Separator = '\0';

void SearchText::reserve(std::size_t entries, std::size_t bytes)
{
    m_ends.reserve(entries);
    m_text.reserve(bytes);
}

void SearchText::add(std::string_view field)
{
    if (field.empty())
        return;
    for (const char c : field)
        m_text += c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c;
    m_text += Separator;
}

void SearchText::endEntry()
{
    // An entry without any text still takes a byte, so that a hit belongs to exactly one entry.
    m_text += Separator;
    m_ends.push_back(m_text.size());
}

} // namespace bw
