// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/ordering.h"

#include <QCollator>
#include <QLocale>

#include <algorithm>

namespace bw {

std::vector<std::uint32_t> naturalRanks(const std::vector<QString>& texts)
{
    // The C locale knows no numeric order: host10 would come before host2.
    const QLocale own;
    QCollator collator(own.language() == QLocale::C ? QLocale(QLocale::English) : own);
    collator.setNumericMode(true);
    collator.setCaseSensitivity(Qt::CaseInsensitive);
    std::vector<std::pair<QCollatorSortKey, std::uint32_t>> keys;
    keys.reserve(texts.size());
    for (std::uint32_t i = 0; i < texts.size(); ++i)
        keys.emplace_back(collator.sortKey(texts[i]), i);
    std::sort(keys.begin(), keys.end(), [&](const auto& a, const auto& b) {
        const int order = a.first.compare(b.first);
        return order != 0 ? order < 0 : texts[a.second] < texts[b.second];
    });
    std::vector<std::uint32_t> ranks(texts.size());
    std::uint32_t rank = 0;
    for (std::size_t i = 0; i < keys.size(); ++i) {
        if (i > 0 && texts[keys[i].second] != texts[keys[i - 1].second])
            ++rank;
        ranks[keys[i].second] = rank;
    }
    return ranks;
}

QString filterTerm(QLatin1String key, const QString& value)
{
    if (value.contains(u'"'))
        return {};
    const bool plain = std::none_of(value.begin(), value.end(), [](QChar c) {
        return c == u' ' || c == u'\t' || c == u'(' || c == u')' || c == u',' || c == u'<' || c == u'>';
    });
    const QString quoted = plain && !value.isEmpty() ? value : u'"' + value + u'"';
    return key.isEmpty() ? quoted : key + u':' + quoted;
}

} // namespace bw
