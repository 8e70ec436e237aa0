// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/advisories/readers/cveadvisories.h"

#include "models/advisories/readers/feedtext.h"
#include "models/files/textsource.h"

namespace bw {

std::uint32_t CveAdvisories::indexOf(std::string_view id, std::string_view title)
{
    const StringId text = m_batch.strings.intern(id);
    if (text >= m_index.size())
        m_index.resize(std::size_t(text) + 1 + m_index.size() / 2, None);
    std::uint32_t& index = m_index[text];
    if (index == None) {
        index = std::uint32_t(m_batch.advisories.size());
        AdvisoryRecord& record = m_batch.advisories.emplace_back();
        record.id = text;
        record.cves.push_back(text);
    }
    AdvisoryRecord& record = m_batch.advisories[index];
    if (record.title == StringPool::npos && !title.empty())
        record.title = internText(m_batch.strings, cutText(withoutBlanks(cleanText(title)), TitleBytes));
    return index;
}

} // namespace bw
