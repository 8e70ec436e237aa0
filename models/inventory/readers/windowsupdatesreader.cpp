// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/readers/drafting.h"
#include "models/inventory/readers/packagetext.h"
#include "models/inventory/readers/printedlist.h"
#include "models/inventory/readers/producertext.h"
#include "models/inventory/readers/readers.h"

#include <algorithm>

namespace bw {

namespace {

bool isSize(std::string_view word)
{
    const auto unit = word.find_first_not_of("0123456789.,");
    return unit > 0 && unit != std::string_view::npos && word.back() == 'B' && word.size() - unit <= 2;
}

/// Seven flags, "-" where one is not set: downloaded, installed, mandatory, hidden, uninstallable, reboot, beta.
bool isFlags(std::string_view word)
{
    return word.size() >= 6 && word.size() <= 8 && word.find_first_not_of("-ADIMHUR B") == std::string_view::npos;
}

struct UpdateText {
    std::string host, number;
    std::string_view title;
    bool installed = false;
};

/// "PC-17  -------  KB5044284  648MB  2024-10 Cumulative ..." of Get-WindowsUpdate, "KB5044284: 2024-10 Cumulative ..."
std::optional<UpdateText> updateText(std::string_view line)
{
    const auto words = blankWords(line);
    if (words.size() < 2)
        return std::nullopt;
    UpdateText out;
    if (words[0].back() == ':' && hotfixIn(words[0]) == words[0].substr(0, words[0].size() - 1)) {
        out.number = hotfixIn(words[0]);
        out.title = trimmed(line.substr(std::size_t(words[0].data() - line.data()) + words[0].size()));
        return out;
    }
    const auto size = std::find_if(words.begin(), words.end(), isSize);
    const auto place = size - words.begin();
    if (size == words.end() || size + 1 == words.end() || place < 1 || place > 3)
        return std::nullopt;
    const auto flags = std::find_if(words.begin(), size, isFlags);
    if (flags == size || flags > words.begin() + 1)
        return std::nullopt;
    if (flags != words.begin())
        out.host = std::string(words[0]);
    out.installed = flags->size() > 1 && (*flags)[1] == 'I';
    out.title = line.substr(std::size_t((size + 1)->data() - line.data()));
    out.number = hotfixIn(*(size - 1));
    if (out.number.empty())
        out.number = hotfixIn(out.title);
    return out;
}

/// Updates that Windows offers, as text; of one host.
class WindowsUpdateLines {
public:
    explicit WindowsUpdateLines(PrintedList& list)
        : m_list(list)
    {
        list.host().partialHotfixes = true;
    }
    Printed take(std::string_view line)
    {
        const auto found = updateText(line);
        if (!found)
            return line.empty() || m_rows == 0 || line[0] == ' ' ? Printed::Other : Printed::Unknown;
        ++m_rows;
        if (m_list.host().identity.name.empty())
            m_list.host().identity.name = found->host;
        offerWindowsUpdate(m_list, *found);
        return Printed::Record;
    }

private:
    static void offerWindowsUpdate(PrintedList& list, const UpdateText& found)
    {
        const bool numbered = !found.number.empty();
        const ComponentView c{numbered ? Ecosystem::Hotfix : Ecosystem::Program,
                              numbered ? std::string_view(found.number) : found.title,
                              {},
                              {},
                              {},
                              {},
                              {},
                              {}};
        if (found.installed && numbered)
            list.add(c);
        else if (!found.installed)
            list.offer(c, {},
                       {"Windows Update",
                        numbered ? std::string_view(found.number) : std::string_view(),
                        found.title,
                        {},
                        isSecurityTitle(found.title)});
    }

    PrintedList& m_list;
    std::uint64_t m_rows = 0;
};

class WindowsUpdatesReader final : public InventoryReader {
public:
    std::string_view id() const override { return "windows-updates"; }
    std::string_view name() const override { return "Get-WindowsUpdate as text (pending updates)"; }
    Match sniff(const Probe& probe) const override;
    Result<void> read(ByteSource& bytes, const ReadOptions& options, SnapshotBuilder& out,
                      ProgressSink& progress) const override;
};

Match WindowsUpdatesReader::sniff(const Probe& probe) const
{
    const auto share = shareOfLines(probe.text, [](std::string_view line) { return updateText(line).has_value(); });
    // A heading, its rule, and what long titles go on with.
    return share.own > 0 && share.own + 3 >= share.lines ? Match::Certain : Match::No;
}

Result<void> WindowsUpdatesReader::read(ByteSource& bytes, const ReadOptions& options, SnapshotBuilder& out,
                                        ProgressSink& progress) const
{
    PrintedList list(out, options);
    WindowsUpdateLines lines(list);
    return list.read(bytes, progress, [&](std::string_view line) { return lines.take(line); });
}

} // namespace

std::unique_ptr<InventoryReader> makeWindowsUpdatesReader()
{
    return std::make_unique<WindowsUpdatesReader>();
}

} // namespace bw
