// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/readers/packagetext.h"
#include "models/inventory/readers/printedlist.h"
#include "models/inventory/readers/readers.h"

namespace bw {

namespace {

/// "Inst curl [7.88.1-10+deb12u14] (7.88.1-10+deb12u15 Debian:12.12/oldstable, Debian-Security:12/... [amd64]) []":
/// the installed version stands in brackets where there is one.
struct InstLine {
    std::string_view name, installed, offered, origin, arch;
};

std::optional<InstLine> instLine(std::string_view line)
{
    if (line.substr(0, 5) != "Inst ")
        return std::nullopt;
    line.remove_prefix(5);
    const auto space = line.find(' ');
    const auto open = line.find('('), close = line.find(')', open);
    if (space == std::string_view::npos || close == std::string_view::npos || space > open)
        return std::nullopt;
    InstLine out{line.substr(0, space), {}, {}, {}, {}};
    const auto before = trimmed(line.substr(space, open - space));
    if (before.size() > 2 && before.front() == '[' && before.back() == ']')
        out.installed = before.substr(1, before.size() - 2);
    auto inside = line.substr(open + 1, close - open - 1);
    const auto blank = inside.find(' ');
    out.offered = inside.substr(0, blank);
    if (blank != std::string_view::npos) {
        inside = trimmed(inside.substr(blank));
        const auto bracket = inside.rfind('[');
        if (bracket != std::string_view::npos && inside.back() == ']') {
            out.arch = inside.substr(bracket + 1, inside.size() - bracket - 2);
            inside = trimmed(inside.substr(0, bracket));
        }
        out.origin = inside;
    }
    if (!isDebName(out.name) || !isDebVersion(out.offered) || (!out.installed.empty() && !isDebVersion(out.installed)))
        return std::nullopt;
    return out;
}

/// apt-get numbers what it would do with a word per line; everything else is prose in the user's language.
bool isStep(std::string_view line)
{
    return line.substr(0, 5) == "Conf " || line.substr(0, 5) == "Remv " || line.substr(0, 5) == "Purg ";
}

class InstLines {
public:
    explicit InstLines(PrintedList& list)
        : m_list(list)
    {
        list.host().partial = true;
        list.host().toldPackages = false;
    }
    Printed take(std::string_view line)
    {
        const auto found = instLine(line);
        if (!found) {
            if (line.substr(0, 5) != "Inst ")
                return Printed::Other;
            return Printed::Unknown;
        }
        const auto name = splitDebName(found->name);
        const auto arch = found->arch.empty() ? name.arch : found->arch;
        if (found->installed.empty())
            return Printed::Record; // new with another one; nothing of the host would be replaced by it
        m_list.add({Ecosystem::Deb, name.name, found->installed, arch, {}, {}, {}, {}});
        const bool security = found->origin.find("ecurity") != std::string_view::npos;
        m_list.offer({Ecosystem::Deb, name.name, found->offered, arch, {}, {}, {}, {}}, found->installed,
                     {found->origin, {}, {}, {}, security});
        return Printed::Record;
    }

private:
    PrintedList& m_list;
};

class AptSimulateReader final : public InventoryReader {
public:
    std::string_view id() const override { return "apt-get-simulate"; }
    std::string_view name() const override { return "apt-get -s dist-upgrade"; }
    Match sniff(const Probe& probe) const override;
    Result<void> read(ByteSource& bytes, const ReadOptions& options, SnapshotBuilder& out,
                      ProgressSink& progress) const override;
};

Match AptSimulateReader::sniff(const Probe& probe) const
{
    std::size_t inst = 0;
    shareOfLines(probe.text, [&](std::string_view line) {
        inst += instLine(line).has_value();
        return isStep(line);
    });
    // Long lists of names stand above; a look at the whole head is cheap.
    if (inst == 0)
        inst = probe.text.find("\nInst ") != std::string_view::npos
            && probe.text.find("\nConf ") != std::string_view::npos;
    return inst > 0 ? Match::Certain : Match::No;
}

Result<void> AptSimulateReader::read(ByteSource& bytes, const ReadOptions& options, SnapshotBuilder& out,
                                     ProgressSink& progress) const
{
    PrintedList list(out, options);
    InstLines lines(list);
    return list.read(bytes, progress, [&](std::string_view line) { return lines.take(line); });
}

} // namespace

std::unique_ptr<InventoryReader> makeAptSimulateReader()
{
    return std::make_unique<AptSimulateReader>();
}

} // namespace bw
