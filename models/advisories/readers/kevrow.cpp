// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/advisories/readers/kevrow.h"

#include "models/advisories/readers/feedtext.h"
#include "models/files/textsource.h"

namespace bw {

namespace {

std::optional<Day> dayOrIssue(std::string_view text, std::string_view field, const KevTexts& texts, FeedSink& out,
                              std::uint64_t line)
{
    const auto day = parseDay(withoutBlanks(text));
    if (!day)
        out.addIssue(text.empty() ? ErrorKind::MissingField : ErrorKind::BadValue,
                     std::string(withoutBlanks(texts.cve)) + " has no usable date", line, std::string(field), text);
    return day;
}

} // namespace

void addKevEntry(const KevTexts& texts, FeedSink& out, std::uint64_t line)
{
    const std::string_view cve = withoutBlanks(texts.cve);
    if (cve.empty()) {
        out.addIssue(ErrorKind::MissingField, "an entry names no CVE", line, "cveID", texts.name);
        return;
    }
    if (cveIn(cve) != cve) {
        out.addIssue(ErrorKind::BadValue, "not a CVE id", line, "cveID", cve);
        return;
    }
    StringPool& pool = out.batch.strings;
    const auto shown = [&](std::string_view text) { return internText(pool, withoutBlanks(cleanText(text))); };
    KevEntry entry;
    entry.cve = pool.intern(cve);
    entry.vendor = shown(texts.vendor);
    entry.product = shown(texts.product);
    entry.name = shown(texts.name);
    entry.action = shown(texts.action);
    entry.added = dayOrIssue(texts.added, "dateAdded", texts, out, line);
    entry.due = dayOrIssue(texts.due, "dueDate", texts, out, line);
    entry.ransomware = withoutBlanks(texts.ransomware) == "Known";
    out.batch.kev.push_back(entry);
}

} // namespace bw
