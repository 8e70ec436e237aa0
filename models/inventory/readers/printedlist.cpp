// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/readers/printedlist.h"

#include "models/inventory/readers/drafting.h"
#include "models/inventory/readers/packagetext.h"
#include "models/inventory/readers/textlines.h"

#include <algorithm>

namespace bw {

PrintedList::PrintedList(SnapshotBuilder& out, const ReadOptions& options)
    : m_out(out)
    , m_options(options)
{
    m_host.firstLine = 1;
}

bool PrintedList::add(const ComponentView& component)
{
    m_host.toldPackages = true;
    return addComponent(m_out, m_host, component, m_line);
}

bool PrintedList::addAtEnd(const ComponentView& component)
{
    if (!m_cut)
        return add(component);
    m_host.toldPackages = true;
    truncate(component.name);
    return false;
}

void PrintedList::offer(const ComponentView& build, std::string_view installed, const OfferNote& note)
{
    m_host.toldOffers = true;
    addOffer(m_out, m_host, build, installed,
             {0, 0, note.origin, note.advisory, note.title, note.severity, note.security}, m_line);
}

void PrintedList::truncate(std::string_view raw)
{
    m_host.truncated = true;
    m_out.issue(ErrorKind::Truncated, "the last line has no end and may be cut: it is not taken", m_line, {},
                cleanText(raw));
}

bool PrintedList::dropped(std::string_view line)
{
    if (m_cut && !line.empty())
        truncate(line);
    return m_cut;
}

void PrintedList::count(Printed printed)
{
    m_records += printed == Printed::Record;
    m_unknown += printed == Printed::Unknown;
}

Result<void> PrintedList::readLines(ByteSource& bytes, ProgressSink& progress, const Take& take)
{
    TextLines lines(bytes, progress);
    std::string_view text;
    while (lines.next(text)) {
        m_line = lines.number();
        m_cut = lines.cut();
        text = text.substr(0, text.find_last_not_of(" \t\r") + 1);
        const Printed printed = take(text);
        count(printed);
        if (printed != Printed::Unknown)
            continue;
        if (m_cut)
            truncate(text);
        else if (m_records > 0)
            m_out.issue(ErrorKind::Malformed, "line is no record of this list", m_line, {}, cleanText(text));
    }
    if (const auto failure = lines.failure())
        return *failure;
    return {};
}

Result<void> PrintedList::read(ByteSource& bytes, ProgressSink& progress, const Take& take)
{
    const auto read = readLines(bytes, progress, take);
    return read ? finish() : read;
}

Result<void> PrintedList::finish()
{
    if (m_records == 0 && m_unknown == 0)
        return fileError(ErrorKind::Empty, m_out.file(), m_out.file());
    if (m_unknown > m_records)
        return fileError(ErrorKind::Malformed, "most lines are no records of this list", m_out.file());
    finishDraft(m_out, m_host, m_options);
    m_out.hosts().push_back(std::move(m_host));
    return {};
}

LineShare shareOfLines(std::string_view text, const std::function<bool(std::string_view)>& isOwn)
{
    constexpr std::size_t Head = 8 * 1024;
    auto head = text.substr(0, Head);
    if (text.size() > Head)
        head = head.substr(0, head.rfind('\n') + 1);
    LineShare share;
    for (auto line : splitAt(head, '\n')) {
        line = line.substr(0, line.find_last_not_of(" \t\r") + 1);
        if (line.empty())
            continue;
        ++share.lines;
        share.own += isOwn(line);
    }
    return share;
}

void tellStaleService(HostDraft& host, std::string_view service)
{
    constexpr std::size_t Cap = 500;
    std::string name = cleanText(service.substr(0, 256));
    auto& all = host.staleServices;
    if (all.size() < Cap && std::find(all.begin(), all.end(), name) == all.end())
        all.push_back(std::move(name));
}

std::vector<std::string_view> blankWords(std::string_view line)
{
    std::vector<std::string_view> words;
    for (std::size_t at = line.find_first_not_of(" \t"); at != std::string_view::npos;
         at = line.find_first_not_of(" \t", at)) {
        const auto end = std::min(line.find_first_of(" \t", at), line.size());
        words.push_back(line.substr(at, end - at));
        at = end;
    }
    return words;
}

} // namespace bw
