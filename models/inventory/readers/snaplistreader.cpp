// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/readers/packagetext.h"
#include "models/inventory/readers/printedlist.h"
#include "models/inventory/readers/readers.h"

#include <algorithm>

namespace bw {

namespace {

bool isRevision(std::string_view text)
{
    if (!text.empty() && text[0] == 'x')
        text.remove_prefix(1);
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool isSize(std::string_view text)
{
    const auto unit = text.find_first_not_of("0123456789.");
    return unit > 0 && unit != std::string_view::npos && text.back() == 'B' && text.size() - unit <= 2;
}

/// "Name Version Rev Tracking Publisher Notes", of older snapd "Name Version Rev Developer Notes"; a list of updates
/// tells the size in the place of the channel. No cell holds blanks.
struct SnapLine {
    std::string_view name, version, revision, fourth, publisher, notes;
};

std::optional<SnapLine> snapLine(std::string_view line)
{
    const auto words = blankWords(line);
    if (words.size() < 5 || words.size() > 6 || !isRevision(words[2]))
        return std::nullopt;
    const auto fourth = words.size() == 6 ? words[3] : std::string_view();
    return SnapLine{words[0], words[1], words[2], fourth, words[words.size() - 2], words.back()};
}

bool isHeading(std::string_view line)
{
    const auto words = blankWords(line);
    return words.size() >= 5 && words.size() <= 6 && words[0] == "Name" && words[1] == "Version" && words[2] == "Rev";
}

std::string_view plainPublisher(std::string_view text)
{
    // "canonical" with a tick, or with stars where the terminal has none
    const auto end = std::min(text.find("\xE2\x9C"), text.find('*'));
    text = text.substr(0, end);
    return text == "-" ? std::string_view() : text;
}

class SnapLines {
public:
    explicit SnapLines(PrintedList& list)
        : m_list(list)
    {
    }
    Printed take(std::string_view line)
    {
        if (m_list.dropped(line))
            return Printed::Other;
        const auto found = snapLine(line);
        if (!found)
            return line.empty() || isHeading(line) || m_first++ == 0 ? Printed::Other : Printed::Unknown;
        ++m_first;
        if (found->notes.find("disabled") != std::string_view::npos)
            return Printed::Record; // an older revision that is kept to go back to
        ComponentView c{Ecosystem::Snap, found->name, found->version, {}, {}, {}, {}, plainPublisher(found->publisher)};
        if (c.version == "-")
            c.version = {};
        if (isSize(found->fourth))
            m_list.offer(c, {}, {"snap store", {}, {}, {}, false});
        else
            m_list.add(c);
        return Printed::Record;
    }

private:
    PrintedList& m_list;
    std::size_t m_first = 0;
};

class SnapListReader final : public InventoryReader {
public:
    std::string_view id() const override { return "snap-list"; }
    std::string_view name() const override { return "snap list, snap refresh --list"; }
    Match sniff(const Probe& probe) const override;
    Result<void> read(ByteSource& bytes, const ReadOptions& options, SnapshotBuilder& out,
                      ProgressSink& progress) const override;
};

Match SnapListReader::sniff(const Probe& probe) const
{
    const auto first = probe.text.substr(std::min(probe.text.find_first_not_of("\r\n"), probe.text.size()));
    const bool heading = isHeading(first.substr(0, first.find('\n')));
    const auto share = shareOfLines(probe.text, [](std::string_view line) { return snapLine(line).has_value(); });
    if (heading && share.own > 0)
        return Match::Certain;
    const auto tracked = shareOfLines(probe.text, [](std::string_view line) {
        const auto found = snapLine(line);
        return found && (isSize(found->fourth) || found->fourth.find('/') != std::string_view::npos);
    });
    return tracked.most() ? Match::Likely : Match::No;
}

Result<void> SnapListReader::read(ByteSource& bytes, const ReadOptions& options, SnapshotBuilder& out,
                                  ProgressSink& progress) const
{
    PrintedList list(out, options);
    SnapLines lines(list);
    return list.read(bytes, progress, [&](std::string_view line) { return lines.take(line); });
}

} // namespace

std::unique_ptr<InventoryReader> makeSnapListReader()
{
    return std::make_unique<SnapListReader>();
}

} // namespace bw
