// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/readers/packagetext.h"
#include "models/inventory/readers/printedlist.h"
#include "models/inventory/readers/producertext.h"
#include "models/inventory/readers/readers.h"

#include <algorithm>

namespace bw {

namespace {

/// "RHSA-2024:1234", "FEDORA-2024-9f2e1b", "ALAS2023-2024-512", "CVE-2024-1234"
bool isAdvisoryId(std::string_view text)
{
    const auto dash = text.find('-');
    return dash != std::string_view::npos && dash >= 3 && text[0] >= 'A' && text[0] <= 'Z'
        && std::any_of(text.begin() + std::ptrdiff_t(dash), text.end(), [](char c) { return c >= '0' && c <= '9'; })
        && text.find_first_of("/@.,;") == std::string_view::npos;
}

/// dnf: "[i ]RHSA-2024:1234 Important/Sec. bash-5.1.8-9.el9.x86_64"; dnf 5: name, type, severity, package, date.
struct UpdateLine {
    std::string_view advisory, severity, package;
    bool security = false;
    bool installed = false; ///< what `--all` and `--installed` mark with an "i"
};

std::optional<UpdateLine> updateLine(std::string_view line)
{
    auto words = blankWords(line);
    UpdateLine out;
    if (!words.empty() && words[0] == "i") {
        out.installed = true;
        words.erase(words.begin());
    }
    if (words.size() < 3 || !isAdvisoryId(words[0]))
        return std::nullopt;
    const auto package = std::find_if(words.begin() + 2, words.end(), [](std::string_view word) {
        const auto build = splitNevra(word);
        return build && !build->arch.empty();
    });
    if (package == words.end() || package > words.begin() + 4)
        return std::nullopt;
    out.advisory = words[0];
    out.package = *package;
    const auto kind = words[1];
    const auto slash = kind.find('/');
    out.security = slash != std::string_view::npos || equalsIgnoringCase(kind, "security");
    if (slash != std::string_view::npos)
        out.severity = kind.substr(0, slash);
    else if (package > words.begin() + 2)
        out.severity = words[2];
    return out;
}

class UpdateLines {
public:
    explicit UpdateLines(PrintedList& list)
        : m_list(list)
    {
    }
    Printed take(std::string_view line)
    {
        const auto found = updateLine(line);
        if (!found) // messages end with a point or hold a colon and a blank
            return line.empty() || line.find(": ") != std::string_view::npos
                    || line.find("  ") != std::string_view::npos || line.back() == '.'
                ? Printed::Other
                : Printed::Unknown;
        const auto build = splitNevra(found->package);
        if (!found->installed)
            m_list.offer({Ecosystem::Rpm,
                          build->name,
                          evrOf(build->epoch, build->version, build->release),
                          build->arch,
                          {},
                          {},
                          {},
                          {}},
                         {}, {{}, found->advisory, {}, found->severity, found->security});
        return Printed::Record;
    }

private:
    PrintedList& m_list;
};

class UpdateInfoReader final : public InventoryReader {
public:
    std::string_view id() const override { return "dnf-updateinfo"; }
    std::string_view name() const override { return "dnf updateinfo list, yum updateinfo list"; }
    Match sniff(const Probe& probe) const override;
    Result<void> read(ByteSource& bytes, const ReadOptions& options, SnapshotBuilder& out,
                      ProgressSink& progress) const override;
};

Match UpdateInfoReader::sniff(const Probe& probe) const
{
    const auto share = shareOfLines(probe.text, [](std::string_view line) { return updateLine(line).has_value(); });
    return share.own > 0 && share.own + 6 >= share.lines && share.own * 3 >= share.lines ? Match::Certain : Match::No;
}

Result<void> UpdateInfoReader::read(ByteSource& bytes, const ReadOptions& options, SnapshotBuilder& out,
                                    ProgressSink& progress) const
{
    PrintedList list(out, options);
    UpdateLines lines(list);
    return list.read(bytes, progress, [&](std::string_view line) { return lines.take(line); });
}

} // namespace

std::unique_ptr<InventoryReader> makeUpdateInfoReader()
{
    return std::make_unique<UpdateInfoReader>();
}

} // namespace bw
