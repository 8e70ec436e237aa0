// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/readers/drafting.h"
#include "models/inventory/readers/hostparts.h"
#include "models/inventory/readers/packagetext.h"
#include "models/inventory/readers/readers.h"
#include "models/inventory/readers/textlines.h"

namespace bw {

namespace {

/// "name/suite[,suite] version arch [words]"; the words are localised, the rest is not.
struct AptLine {
    std::string_view name, suites, version, arch, words;
};

std::optional<AptLine> parseAptLine(std::string_view text)
{
    AptLine out;
    const auto slash = text.find('/');
    const auto space = text.find(' ');
    if (slash == std::string_view::npos || space == std::string_view::npos || slash > space)
        return std::nullopt;
    out.name = text.substr(0, slash);
    out.suites = text.substr(slash + 1, space - slash - 1);
    text.remove_prefix(space + 1);
    const auto second = text.find(' ');
    if (second == std::string_view::npos)
        return std::nullopt;
    out.version = text.substr(0, second);
    text.remove_prefix(second + 1);
    const auto third = text.find(' ');
    out.arch = trimmed(text.substr(0, third));
    if (third != std::string_view::npos) {
        out.words = trimmed(text.substr(third + 1));
        if (out.words.size() >= 2 && out.words.front() == '[' && out.words.back() == ']')
            out.words = out.words.substr(1, out.words.size() - 2);
        else
            return std::nullopt;
    }
    if (!isDebName(out.name) || !isDebVersion(out.version) || !isDebArch(out.arch))
        return std::nullopt;
    return out;
}

bool isNow(std::string_view suites)
{
    for (const auto suite : splitAt(suites, ',')) {
        if (suite == "now")
            return true;
    }
    return false;
}

/// OLD of "upgradable from: OLD", in whatever language.
std::string_view versionAfterColon(std::string_view words)
{
    const auto at = words.rfind(": ");
    const auto version = at == std::string_view::npos ? std::string_view() : trimmed(words.substr(at + 2));
    return isDebVersion(version) ? version : std::string_view();
}

/// apt marks the installed version with the suite "now". A line without it offers a version that is not installed; in
/// a list of pending updates its brackets name the version that is.
class AptListReader final : public InventoryReader {
public:
    std::string_view id() const override { return "apt-list"; }
    std::string_view name() const override { return "apt list output"; }
    Match sniff(const Probe& probe) const override;
    Result<void> read(ByteSource& bytes, const ReadOptions& options, SnapshotBuilder& out,
                      ProgressSink& progress) const override;
};

Match AptListReader::sniff(const Probe& probe) const
{
    int known = 0, other = 0;
    for (const auto line : splitAt(probe.text.substr(0, 8192), '\n')) {
        if (trimmed(line).empty())
            continue;
        ++(parseAptLine(trimmed(line)) ? known : other);
    }
    // Up to four others: the localised "Listing...", two lines of a warning, and the line that the look has cut.
    return known >= 1 && other <= 4 ? Match::Certain : Match::No;
}

Result<void> AptListReader::read(ByteSource& bytes, const ReadOptions& options, SnapshotBuilder& out,
                                 ProgressSink& progress) const
{
    TextLines lines(bytes, progress);
    const auto slot = addHintedHost(out, options);
    std::string_view text;
    std::uint64_t known = 0, now = 0;
    bool lastKnown = true;
    while (lines.next(text)) {
        text = trimmed(text);
        if (text.empty())
            continue;
        const auto line = parseAptLine(text);
        lastKnown = line.has_value();
        if (!line) {
            if (known > 0) // before: "Listing..." in some language, warnings
                out.issue(ErrorKind::Malformed, "line is no package row", lines.number(), {}, cleanText(text));
            continue;
        }
        ++known;
        std::string_view version = line->version;
        if (isNow(line->suites)) {
            ++now;
            if (line->words.find("residual-config") != std::string_view::npos)
                continue;
        } else {
            version = versionAfterColon(line->words);
            if (version.empty())
                continue; // in the repository, not installed
            out.host(slot).toldOffers = true;
            addOffer(out, out.host(slot), {Ecosystem::Deb, line->name, line->version, line->arch, {}, {}, {}, {}},
                     version,
                     {0, 0, line->suites, {}, {}, {}, line->suites.find("-security") != std::string_view::npos},
                     lines.number());
        }
        out.add(slot, {Ecosystem::Deb, line->name, version, line->arch, {}, {}, {}, {}});
    }
    if (const auto failure = lines.failure())
        return *failure;
    if (known == 0)
        return Error{ErrorKind::Empty, out.file(), {}};
    HostDraft& host = out.host(slot);
    host.toldPackages = true;
    host.partial = now == 0;
    host.truncated = lines.cut() && !lastKnown;
    if (host.os.name.empty())
        host.os = inferOs(out.pool(), host.components);
    return {};
}

} // namespace

std::unique_ptr<InventoryReader> makeAptListReader()
{
    return std::make_unique<AptListReader>();
}

} // namespace bw
