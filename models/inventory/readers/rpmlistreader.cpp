// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/readers/hostparts.h"
#include "models/inventory/readers/packagetext.h"
#include "models/inventory/readers/readers.h"
#include "models/inventory/readers/textlines.h"

namespace bw {

namespace {

/// The package of a line of `rpm -qa`, also with the install time behind it that `--last` writes.
std::string_view firstWord(std::string_view line)
{
    line = trimmed(line);
    return line.substr(0, line.find_first_of(" \t"));
}

class RpmListReader final : public InventoryReader {
public:
    std::string_view id() const override { return "rpm-qa"; }
    std::string_view name() const override { return "rpm -qa listing"; }
    Match sniff(const Probe& probe) const override;
    Result<void> read(ByteSource& bytes, const ReadOptions& options, SnapshotBuilder& out,
                      ProgressSink& progress) const override;
};

Match RpmListReader::sniff(const Probe& probe) const
{
    std::size_t known = 0, withArch = 0, lines = 0;
    for (const auto line : splitAt(probe.text.substr(0, 8192), '\n')) {
        const auto word = firstWord(line);
        if (word.empty())
            continue;
        ++lines;
        const auto parts = splitNevra(word);
        known += parts.has_value() && word.find_first_of(",;|\"{<") == std::string_view::npos;
        withArch += parts && !parts->arch.empty();
    }
    if (lines == 0 || known * 10 < lines * 8)
        return Match::No;
    return withArch * 10 >= lines * 8 ? Match::Certain : withArch > 0 ? Match::Likely : Match::No;
}

Result<void> RpmListReader::read(ByteSource& bytes, const ReadOptions& options, SnapshotBuilder& out,
                                 ProgressSink& progress) const
{
    TextLines lines(bytes, progress);
    const auto slot = addHintedHost(out, options);
    std::string_view text;
    std::uint64_t known = 0, refused = 0, withArch = 0;
    bool lastUsed = true;
    while (lines.next(text)) {
        const auto word = firstWord(text);
        if (word.empty())
            continue;
        const auto parts = splitNevra(word);
        lastUsed = parts.has_value();
        if (!parts) {
            ++refused;
            out.issue(ErrorKind::Malformed, "line is no package", lines.number(), {}, cleanText(text));
            continue;
        }
        ++known;
        withArch += !parts->arch.empty();
        // A cut last line of a list whose packages all have an arch has lost a part of its name.
        if (lines.cut() && parts->arch.empty() && withArch + 3 > known && withArch > 3)
            lastUsed = false;
        else if (parts->name != "gpg-pubkey")
            out.add(slot,
                    {Ecosystem::Rpm,
                     parts->name,
                     evrOf(parts->epoch, parts->version, parts->release),
                     parts->arch,
                     {},
                     {},
                     {},
                     {}});
    }
    if (const auto failure = lines.failure())
        return *failure;
    if (known == 0 && refused == 0)
        return Error{ErrorKind::Empty, out.file(), {}};
    if (refused > known) // words of another text may look like a package now and then
        return Error{ErrorKind::Malformed, "most lines are no packages", {out.file(), 0, 0, {}}};
    HostDraft& host = out.host(slot);
    host.toldPackages = true;
    host.truncated = lines.cut() && !lastUsed;
    if (host.os.name.empty())
        host.os = inferOs(out.pool(), host.components);
    return {};
}

} // namespace

std::unique_ptr<InventoryReader> makeRpmListReader()
{
    return std::make_unique<RpmListReader>();
}

} // namespace bw
