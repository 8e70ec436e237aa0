// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/readers/packagetext.h"
#include "models/inventory/readers/printedlist.h"
#include "models/inventory/readers/readers.h"

#include <algorithm>

namespace bw {

namespace {

bool isPacmanName(std::string_view text)
{
    // PKGBUILD(5): alphanumerics and any of @ . _ + -
    return !text.empty() && text[0] != '-' && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
            || std::string_view("@._+-").find(c) != std::string_view::npos;
    });
}

/// "bash 5.2.037-1", "bash 5.2.037-1 -> 5.3.3-1 [ignored]"
struct PacmanLine {
    std::string_view name, installed, offered;
};

std::optional<PacmanLine> pacmanLine(std::string_view line)
{
    const auto words = blankWords(line);
    if (words.size() < 2 || words.size() == 3 || words.size() > 5 || !isPacmanName(words[0])
        || !isPacmanVersion(words[1]))
        return std::nullopt;
    if (words.size() == 2)
        return PacmanLine{words[0], words[1], {}};
    if (words[2] != "->" || !isPacmanVersion(words[3]))
        return std::nullopt;
    return PacmanLine{words[0], words[1], words[3]};
}

/// "Name            : bash": the names of the fields are translated, their order is not.
struct PacmanField {
    std::string_view key, value;
};

std::optional<PacmanField> pacmanField(std::string_view line)
{
    const auto colon = line.find(" : ");
    if (line.empty() || line[0] == ' ' || colon == std::string_view::npos)
        return std::nullopt;
    return PacmanField{trimmed(line.substr(0, colon)), trimmed(line.substr(colon + 3))};
}

bool isMessage(std::string_view line)
{
    return line.substr(0, 9) == "warning: " || line.substr(0, 3) == ":: ";
}

class PacmanLines {
public:
    explicit PacmanLines(PrintedList& list)
        : m_list(list)
    {
    }
    Printed take(std::string_view line)
    {
        if (line.empty())
            return finishBlock();
        if (isMessage(line))
            return Printed::Other;
        if (m_fields > 0 && line[0] == ' ')
            return Printed::Other; // a long value goes on
        if (const auto found = pacmanLine(line))
            return takeLine(*found);
        if (const auto field = pacmanField(line))
            return takeField(*field);
        return m_fields > 0 ? Printed::Other : Printed::Unknown;
    }
    /// Name, version, description and architecture head each block, in this order.
    Printed finishBlock()
    {
        const std::size_t fields = m_fields;
        m_fields = 0;
        if (fields == 0)
            return Printed::Other;
        if (fields < 4 || !isPacmanName(m_name) || !isPacmanVersion(m_version))
            return Printed::Unknown;
        m_list.add({Ecosystem::Pacman, m_name, m_version, m_arch, {}, {}, {}, {}});
        return Printed::Record;
    }

private:
    Printed takeLine(const PacmanLine& found)
    {
        const ComponentView installed{Ecosystem::Pacman, found.name, found.installed, {}, {}, {}, {}, {}};
        if (found.offered.empty()) {
            m_list.addAtEnd(installed);
            return Printed::Record;
        }
        m_list.host().partial = true; // a list of updates
        m_list.add(installed);
        if (!m_list.cutHere())
            m_list.offer({Ecosystem::Pacman, found.name, found.offered, {}, {}, {}, {}, {}}, found.installed, {});
        return Printed::Record;
    }
    Printed takeField(const PacmanField& field)
    {
        std::string* const places[] = {&m_name, &m_version, nullptr, &m_arch};
        if (m_fields < std::size(places) && places[m_fields])
            *places[m_fields] = std::string(field.value.substr(0, 512));
        ++m_fields;
        return Printed::Other;
    }

    PrintedList& m_list;
    std::size_t m_fields = 0; ///< of the block that is being read
    std::string m_name, m_version, m_arch;
};

bool isPacmanArch(std::string_view text)
{
    static constexpr std::string_view arches[] = {"any", "x86_64", "i686", "aarch64", "armv7h", "riscv64", "loong64"};
    return std::find(std::begin(arches), std::end(arches), text) != std::end(arches);
}

/// The fourth field of the first block is an architecture; the description before it may take several lines.
bool beginsBlock(std::string_view text)
{
    std::vector<std::string_view> values;
    for (const auto line : splitAt(text.substr(0, 8192), '\n')) {
        if (trimmed(line).empty() && !values.empty())
            break;
        if (const auto field = pacmanField(line))
            values.push_back(field->value);
    }
    return values.size() >= 4 && isPacmanName(values[0]) && isPacmanVersion(values[1]) && isPacmanArch(values[3]);
}

class PacmanReader final : public InventoryReader {
public:
    std::string_view id() const override { return "pacman"; }
    std::string_view name() const override { return "pacman -Q, -Qi and -Qu (Arch Linux)"; }
    Match sniff(const Probe& probe) const override;
    Result<void> read(ByteSource& bytes, const ReadOptions& options, SnapshotBuilder& out,
                      ProgressSink& progress) const override;
};

Match PacmanReader::sniff(const Probe& probe) const
{
    if (beginsBlock(probe.text))
        return Match::Certain;
    std::size_t builds = 0;
    const auto share = shareOfLines(probe.text, [&](std::string_view line) {
        const bool build = pacmanLine(line).has_value();
        builds += build;
        return build || isMessage(line);
    });
    return builds > 0 && share.own * 10 >= share.lines * 9 ? Match::Likely : Match::No;
}

Result<void> PacmanReader::read(ByteSource& bytes, const ReadOptions& options, SnapshotBuilder& out,
                                ProgressSink& progress) const
{
    PrintedList list(out, options);
    PacmanLines lines(list);
    const auto read = list.readLines(bytes, progress, [&](std::string_view line) { return lines.take(line); });
    if (!read)
        return read;
    list.count(lines.finishBlock());
    return list.finish();
}

} // namespace

std::unique_ptr<InventoryReader> makePacmanReader()
{
    return std::make_unique<PacmanReader>();
}

} // namespace bw
