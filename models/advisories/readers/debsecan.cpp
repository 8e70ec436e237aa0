// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/advisories/readers/cveadvisories.h"
#include "models/advisories/readers/debianstream.h"
#include "models/advisories/readers/feedtext.h"
#include "models/advisories/readers/readers.h"
#include "models/files/textsource.h"

#include <array>
#include <charconv>

namespace bw {

namespace {

/// The feed of debsecan, format 1 (the text inside its zlib stream): flaws, then package entries, then source packages
/// with their binaries. The release is told by the path alone; the feed carries no date.
class DebsecanReader final : public FeedReader {
public:
    std::string_view id() const override { return "debsecan"; }
    std::string_view name() const override { return "debsecan feed"; }
    std::string_view feed() const override { return "debsecan"; }
    bool sniff(const FeedProbe& probe) const override
    {
        return probe.head.starts_with("VERSION 1\n") || probe.head.starts_with("VERSION 1\r\n");
    }
    Result<void> read(ByteSource& bytes, FeedSink& out, ProgressSink& progress) const override;
};

/// The last word of the path that is a code name: ".../release/1/bookworm" -> "bookworm". "GENERIC" is one as well.
std::string_view suiteIn(std::string_view path)
{
    const auto isWord = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    std::string_view suite;
    for (std::size_t at = 0; at < path.size();) {
        std::size_t end = at;
        while (end < path.size() && isWord(path[end]))
            ++end;
        const std::string_view word = path.substr(at, end - at);
        if (word == "GENERIC" || !debianStream(word).empty())
            suite = word;
        at = end + 1;
    }
    return suite;
}

/// Cuts the next part off at a comma; the rest where there is none.
std::string_view takePart(std::string_view& line)
{
    const auto comma = line.find(',');
    const std::string_view part = line.substr(0, comma);
    line = comma == std::string_view::npos ? std::string_view() : line.substr(comma + 1);
    return part;
}

class Parser {
public:
    Parser(FeedSink& out, std::string_view suite)
        : m_out(out)
        , m_batch(out.batch)
        , m_advisories(out.batch)
        , m_stream(out.batch.strings.intern(suite == "GENERIC" ? std::string() : debianStream(suite)))
    {
    }
    /// False for a line that breaks the format.
    bool add(std::string_view line)
    {
        if (line.empty()) {
            ++m_section;
            return m_section <= Sources + 1;
        }
        switch (m_section) {
        case Flaws:
            return addFlaw(line);
        case Packages:
            return addPackage(line);
        case Sources:
            return line.find(',') != std::string_view::npos;
        default:
            return false;
        }
    }
    /// True where the text may end: after the first source package, or after the empty line that closes their list.
    bool complete() const { return m_section >= Sources; }

private:
    enum Section { Flaws, Packages, Sources };

    bool addFlaw(std::string_view line)
    {
        const std::string_view name = takePart(line);
        takePart(line); // flags of the flaw, without meaning in this version
        if (name.empty())
            return false;
        m_flaws.push_back(m_advisories.indexOf(name, line));
        return true;
    }

    bool addPackage(std::string_view line)
    {
        const std::string_view package = takePart(line);
        const std::string_view number = takePart(line);
        const std::string_view flags = takePart(line);
        const std::string_view unstable = takePart(line);
        std::size_t flaw = 0;
        const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), flaw);
        if (package.empty() || flags.size() != 4 || error != std::errc() || end != number.data() + number.size()
            || flaw >= m_flaws.size())
            return false;
        AffectedRow row;
        row.advisory = m_flaws[flaw];
        row.stream = m_stream;
        row.package = m_batch.strings.intern(package);
        row.kind = flags[0] == 'B' ? PackageKind::Binary : PackageKind::Source;
        row.scheme = VersionScheme::Deb;
        row.status = flags[3] == 'F' ? AffectedStatus::Fixed : AffectedStatus::NoFixYet;
        row.urgency = urgency(flags[1]);
        row.upstreamRange = true;
        row.fixed = internText(m_batch.strings, unstable);
        if (row.kind == PackageKind::Source)
            addFixed(line, row);
        m_batch.affected.push_back(std::move(row));
        ++m_batch.records;
        return true;
    }

    void addFixed(std::string_view versions, AffectedRow& row)
    {
        while (!versions.empty()) {
            const auto blank = versions.find(' ');
            const std::string_view version = versions.substr(0, blank);
            versions = blank == std::string_view::npos ? std::string_view() : versions.substr(blank + 1);
            if (!version.empty())
                row.exactFixed.push_back(m_batch.strings.intern(version));
        }
    }

    StringId urgency(char flag)
    {
        return internText(m_batch.strings, flag == 'L' ? "low" : flag == 'M' ? "medium" : flag == 'H' ? "high" : "");
    }

    FeedSink& m_out;
    FeedBatch& m_batch;
    CveAdvisories m_advisories;
    StringId m_stream;
    int m_section = Flaws;
    std::vector<std::uint32_t> m_flaws;
};

Result<void> readLines(ByteSource& bytes, FeedSink& out, ProgressSink& progress, std::string_view suite)
{
    constexpr std::uint64_t LinesBetweenLooks = 16'384;
    const auto error = [&](ErrorKind kind, std::uint64_t line) {
        return Error{kind, out.file, {out.file, line, 0, {}}};
    };
    LineReader lines(bytes);
    std::string_view line;
    if (!lines.next(line))
        return lines.error().value_or(error(ErrorKind::Truncated, 1));
    if (line != "VERSION 1")
        return error(ErrorKind::Unsupported, 1);
    Parser parser(out, suite);
    while (lines.next(line)) {
        if (!parser.add(line))
            return error(lines.endedWithNewline() ? ErrorKind::Malformed : ErrorKind::Truncated, lines.lineNumber());
        if (lines.lineNumber() % LinesBetweenLooks == 0 && progress.cancelled())
            return error(ErrorKind::Cancelled, 0);
    }
    if (lines.error())
        return *lines.error();
    if (!parser.complete() || !lines.endedWithNewline())
        return error(ErrorKind::Truncated, lines.lineNumber());
    return {};
}

Result<void> DebsecanReader::read(ByteSource& bytes, FeedSink& out, ProgressSink& progress) const
{
    out.batch = {};
    const std::string_view suite = suiteIn(out.file);
    if (suite.empty())
        return Error{ErrorKind::MissingField, out.file, {out.file, 0, 0, "suite"}};
    out.batch.feed = feed();
    out.batch.scope = suite;
    auto result = readLines(bytes, out, progress, suite);
    if (!result)
        out.batch = {};
    return result;
}

} // namespace

std::unique_ptr<FeedReader> debsecanReader()
{
    return std::make_unique<DebsecanReader>();
}

} // namespace bw
