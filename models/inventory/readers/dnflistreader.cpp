// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/readers/packagetext.h"
#include "models/inventory/readers/printedlist.h"
#include "models/inventory/readers/producertext.h"
#include "models/inventory/readers/readers.h"

#include <algorithm>

namespace bw {

namespace {

/// What the packages under a heading are; headings are translated.
enum class DnfSection : std::uint8_t {
    None, ///< no heading came yet: of check-update, which prints none, or told by the repository's "@"
    Installed,
    Upgrades,
    Other ///< available, obsoleting, extra ...: says nothing of what is installed or what would be updated
};

bool holdsAny(std::string_view text, std::initializer_list<std::string_view> parts)
{
    return std::any_of(parts.begin(), parts.end(),
                       [&](std::string_view part) { return text.find(part) != std::string_view::npos; });
}

DnfSection sectionOf(std::string_view heading)
{
    const std::string text = asciiLower(heading);
    // "Installed Packages" in English and the Romance and Germanic languages, Russian, Chinese, Japanese
    if (holdsAny(text,
                 {"nstal", "\xD1\x81\xD1\x82\xD0\xB0\xD0\xBD\xD0\xBE\xD0\xB2\xD0\xBB\xD0\xB5\xD0\xBD",
                  "\xE5\xB7\xB2\xE5\xAE\x89\xE8\xA3\x85", "\xE3\x82\xA4\xE3\x83\xB3\xE3\x82\xB9\xE3\x83\x88"}))
        return DnfSection::Installed;
    if (holdsAny(text, {"upgrade", "update", "ktualisier", "jour", "ctualiz", "ggiorn"}))
        return DnfSection::Upgrades;
    return DnfSection::Other;
}

/// "name.arch": an architecture of rpm behind the last dot.
std::optional<NameAndArch> dnfName(std::string_view word)
{
    const auto dot = word.rfind('.');
    if (dot == std::string_view::npos || dot == 0 || !isRpmArch(word.substr(dot + 1)))
        return std::nullopt;
    return NameAndArch{word.substr(0, dot), word.substr(dot + 1)};
}

bool isDnfEvr(std::string_view word)
{
    const auto evr = cleanEvr(word);
    const auto dash = evr.find('-');
    return dash != std::string_view::npos && dash > 0 && dash + 1 < evr.size()
        && evr.find_first_of("@/()") == std::string_view::npos;
}

/// Messages of the tool, which may stand between the sections too.
bool isDnfMessage(std::string_view line)
{
    return line.find(':') != std::string_view::npos || line.substr(0, 3) == " * " || line.substr(0, 8) == "Updating"
        || line.substr(0, 12) == "This system ";
}

/// Three cells a package: name.arch, version and repository. On a narrow terminal they wrap to indented lines.
class DnfLines {
public:
    explicit DnfLines(PrintedList& list)
        : m_list(list)
    {
    }
    Printed take(std::string_view line)
    {
        if (line.empty()) {
            const bool lost = !m_pending.empty();
            m_pending.clear();
            return lost ? Printed::Unknown : Printed::Other;
        }
        if (line.substr(0, 9) == "Security:")
            return securityNote(line);
        const auto words = blankWords(line);
        if (line[0] == ' ' && !m_pending.empty())
            return goOn(words, line);
        const bool lost = !m_pending.empty();
        m_pending.clear();
        if (line[0] == ' ')
            return Printed::Other; // below "Obsoleting Packages": what is replaced
        const auto name = dnfName(words[0]);
        if (!name && !isDnfMessage(line) && words.size() <= 5) {
            m_section = sectionOf(line);
            return Printed::Other;
        }
        if (!name)
            return Printed::Other;
        for (const auto word : words)
            m_pending.emplace_back(word);
        const Printed made = complete();
        return lost ? Printed::Unknown : made;
    }

private:
    Printed goOn(const std::vector<std::string_view>& words, std::string_view)
    {
        for (const auto word : words)
            m_pending.emplace_back(word);
        return complete();
    }
    Printed complete()
    {
        if (m_pending.size() < 3) {
            if (!m_list.cutHere())
                return Printed::Other; // goes on in the next line
            m_list.truncate(m_pending[0]);
            return Printed::Other;
        }
        const auto words = std::move(m_pending);
        m_pending.clear();
        const auto name = dnfName(words[0]);
        if (words.size() > 3 || !name || !isDnfEvr(words[1]))
            return m_section == DnfSection::Other ? Printed::Other : Printed::Unknown;
        const bool at = words[2][0] == '@' || words[2] == "installed";
        const auto section = m_section == DnfSection::None && at ? DnfSection::Installed
            : m_section == DnfSection::None                      ? DnfSection::Upgrades
            : m_section == DnfSection::Other && at               ? DnfSection::Installed
                                                                 : m_section;
        const ComponentView c{Ecosystem::Rpm, name->name, cleanEvr(words[1]), name->arch, {}, {}, {}, {}};
        if (section == DnfSection::Installed && !isRpmPseudoPackage(c.name))
            m_list.add(c);
        else if (section == DnfSection::Upgrades)
            m_list.offer(c, {}, {words[2], {}, {}, {}, false});
        return Printed::Record;
    }
    /// "Security: kernel-core-5.14.0-503.el9.x86_64 is an installed security update", then "... is the currently
    /// running version": dnf says so where the kernel that runs is not the newest one that is installed.
    Printed securityNote(std::string_view line)
    {
        const auto words = blankWords(line);
        const auto build = words.size() > 1 ? splitNevra(words[1]) : std::nullopt;
        if (!build || line.find("currently running version") == std::string_view::npos)
            return Printed::Other;
        m_list.host().runningKernel =
            std::string(build->version) + '-' + std::string(build->release) + '.' + std::string(build->arch);
        m_list.host().rebootPending = true;
        return Printed::Other;
    }

    PrintedList& m_list;
    DnfSection m_section = DnfSection::None;
    std::vector<std::string> m_pending; ///< cells of a package that is not whole yet
};

bool isDnfRow(std::string_view line)
{
    const auto words = blankWords(line);
    return line[0] != ' ' && dnfName(words[0]) && (words.size() == 1 || isDnfEvr(words[1])) && words.size() <= 3;
}

class DnfListReader final : public InventoryReader {
public:
    std::string_view id() const override { return "dnf-list"; }
    std::string_view name() const override { return "dnf or yum list --installed, check-update"; }
    Match sniff(const Probe& probe) const override;
    Result<void> read(ByteSource& bytes, const ReadOptions& options, SnapshotBuilder& out,
                      ProgressSink& progress) const override;
};

Match DnfListReader::sniff(const Probe& probe) const
{
    std::size_t whole = 0;
    const auto share = shareOfLines(probe.text, [&](std::string_view line) {
        whole += isDnfRow(line) && blankWords(line).size() >= 2;
        return isDnfRow(line) || line[0] == ' ';
    });
    // Up to six messages and headings stand above a list.
    return whole > 0 && share.own + 6 >= share.lines && share.own * 3 >= share.lines ? Match::Certain : Match::No;
}

Result<void> DnfListReader::read(ByteSource& bytes, const ReadOptions& options, SnapshotBuilder& out,
                                 ProgressSink& progress) const
{
    PrintedList list(out, options);
    DnfLines lines(list);
    return list.read(bytes, progress, [&](std::string_view line) { return lines.take(line); });
}

} // namespace

std::unique_ptr<InventoryReader> makeDnfListReader()
{
    return std::make_unique<DnfListReader>();
}

} // namespace bw
