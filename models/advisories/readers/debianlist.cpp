// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/advisories/readers/debianline.h"
#include "models/advisories/readers/debianstream.h"
#include "models/advisories/readers/feedtext.h"
#include "models/advisories/readers/readers.h"
#include "models/files/textsource.h"

#include <algorithm>

namespace bw {

namespace {

constexpr std::size_t TitleBytes = 200;

/// data/{CVE,DSA,DLA,DTSA}/list of the Debian security tracker. The CVE list says a release's state only where it
/// differs from what follows from unstable; such derived rows are not made here, the tracker's JSON has them.
class DebianListReader final : public FeedReader {
public:
    std::string_view id() const override { return "debian-list"; }
    std::string_view name() const override { return "Debian security tracker list (CVE, DSA, DLA, DTSA)"; }
    std::string_view feed() const override { return "debian-list"; }
    bool sniff(const FeedProbe& probe) const override;
    Result<void> read(ByteSource& bytes, FeedSink& out, ProgressSink& progress) const override;
};

bool isContinued(std::string_view line)
{
    return line.starts_with('\t') || line.starts_with(' ');
}

bool DebianListReader::sniff(const FeedProbe& probe) const
{
    const std::string_view head = withoutBom(probe.head);
    const auto end = head.find('\n');
    return end != std::string_view::npos && debianHeader(head.substr(0, end)).has_value()
        && head.substr(end + 1).starts_with('\t'); // reports that only look alike are indented by spaces
}

class Parser {
public:
    explicit Parser(FeedSink& out)
        : m_out(out)
        , m_batch(out.batch)
    {
    }
    void add(std::string_view line, std::uint64_t number)
    {
        m_line = number;
        if (isContinued(line))
            return continued(withoutBlanks(line));
        if (withoutBlanks(line).empty() || line.starts_with("begin claimed by") || line.starts_with("end claimed by"))
            return;
        finish();
        const auto header = debianHeader(line);
        if (!header)
            return m_out.addIssue(ErrorKind::Malformed, "neither a record nor part of one", number, {}, line);
        begin(*header);
    }
    void finish();

private:
    void begin(const DebianHeader& header);
    void continued(std::string_view line);
    void addReferences(std::string_view list);
    void addItem(const DebianItem& item);
    bool setStatus(const DebianItem& item, AffectedRow& row);

    FeedSink& m_out;
    FeedBatch& m_batch;
    std::uint64_t m_line = 0;
    bool m_open = false;
    bool m_isNotice = false;
    std::string m_id; ///< of a flaw with a working title: as in the file, until the bug number is known
    std::string m_title;
    std::string m_bug;
    AdvisoryRecord m_record;
    std::vector<AffectedRow> m_rows;
};

void Parser::begin(const DebianHeader& header)
{
    m_open = true;
    m_id = header.id;
    m_title = header.title;
    m_bug.clear();
    m_record = {};
    m_rows.clear();
    m_isNotice = !header.id.starts_with("CVE-") && !header.id.starts_with("TEMP-");
    if (header.date) {
        m_record.published = Instant(*header.date);
        m_batch.asOf = std::max(m_batch.asOf.value_or(*m_record.published), *m_record.published);
    }
    if (m_batch.scope.empty())
        m_batch.scope = m_isNotice ? m_id.substr(0, m_id.find('-')) : "CVE";
}

void Parser::finish()
{
    if (!m_open)
        return;
    m_open = false;
    ++m_batch.records;
    if (m_id.ends_with("-XXXX"))
        m_id = temporaryId(m_bug, m_title);
    m_record.id = m_batch.strings.intern(m_id);
    m_record.title = internText(m_batch.strings, cutText(withoutBlanks(cleanText(m_title)), TitleBytes));
    if (!m_isNotice)
        addOnce(m_record.cves, m_record.id);
    // Thousands of ids are only reserved or not about Debian's packages.
    if (m_rows.empty() && !m_isNotice && !m_record.withdrawn)
        return;
    for (AffectedRow& row : m_rows) {
        row.advisory = std::uint32_t(m_batch.advisories.size());
        m_batch.affected.push_back(std::move(row));
    }
    m_batch.advisories.push_back(std::move(m_record));
}

void Parser::continued(std::string_view line)
{
    if (!m_open || line.empty())
        return;
    if (line.starts_with('{'))
        return addReferences(line.substr(1, line.find('}') - 1));
    if (line.starts_with("REJECTED")) {
        m_record.withdrawn = true;
        return;
    }
    for (const std::string_view word : {"NOTE:", "TODO:", "NOT-FOR-US:", "RESERVED", "NOTE", "TODO", "NFU:"}) {
        if (line.starts_with(word))
            return;
    }
    if (const auto item = debianItem(line))
        return addItem(*item);
    m_out.addIssue(ErrorKind::Malformed, "not a line of a record", m_line, m_id, line);
}

void Parser::addReferences(std::string_view list)
{
    while (!list.empty()) {
        const auto blank = list.find(' ');
        const std::string_view id = withoutBlanks(list.substr(0, blank));
        list = blank == std::string_view::npos ? std::string_view() : list.substr(blank + 1);
        if (id.empty())
            continue;
        const bool flaw = cveIn(id) == id || id.starts_with("TEMP-");
        addOnce(flaw && m_isNotice ? m_record.cves : m_record.aliases, m_batch.strings.intern(id));
    }
}

bool Parser::setStatus(const DebianItem& item, AffectedRow& row)
{
    const std::string_view tag = item.tag;
    StringPool& pool = m_batch.strings;
    if (tag.empty()) {
        row.status = item.version == "0" ? AffectedStatus::NotAffected : AffectedStatus::Fixed;
        row.fixed = pool.intern(item.version);
    } else if (tag == "unfixed") {
        row.status = AffectedStatus::NoFixYet;
    } else if (tag == "not-affected") {
        row.status = AffectedStatus::NotAffected;
        row.fixed = pool.intern("0");
    } else if (tag == "undetermined") {
        row.status = AffectedStatus::Undetermined;
    } else if (tag == "no-dsa" || tag == "postponed" || tag == "ignored") {
        row.status = AffectedStatus::WillNotFix;
        row.note = pool.intern(tag == "no-dsa" ? std::string(tag) : "no-dsa: " + std::string(tag));
    } else if (tag == "end-of-life" || tag == "removed" || tag == "unsupported") {
        row.status = AffectedStatus::WillNotFix;
        row.urgency = tag == "end-of-life" ? pool.intern(tag) : row.urgency;
        row.note = tag == "end-of-life" ? row.note : pool.intern(tag);
    } else {
        return false;
    }
    return true;
}

void Parser::addItem(const DebianItem& item)
{
    if (m_bug.empty())
        m_bug = item.bug;
    // An intended package is none yet; experimental is no release.
    if (item.tag == "itp" || item.release == "experimental")
        return;
    const std::string stream = debianStream(item.release.empty() ? "sid" : item.release);
    if (stream.empty())
        return m_out.addIssue(ErrorKind::BadValue, "not a Debian release", m_line, m_id, item.release);
    AffectedRow row;
    row.stream = m_batch.strings.intern(stream);
    row.package = m_batch.strings.intern(item.package);
    row.scheme = VersionScheme::Deb;
    if (item.urgency != "not yet assigned")
        row.urgency = internText(m_batch.strings, item.urgency);
    if (!setStatus(item, row))
        return m_out.addIssue(ErrorKind::BadValue, "unknown tag", m_line, m_id, item.tag);
    m_rows.push_back(std::move(row));
}

Result<void> readLines(ByteSource& bytes, FeedSink& out, ProgressSink& progress)
{
    constexpr std::uint64_t LinesBetweenLooks = 16'384;
    const auto error = [&](ErrorKind kind, std::uint64_t line) {
        return Error{kind, out.file, {out.file, line, 0, {}}};
    };
    LineReader lines(bytes);
    Parser parser(out);
    std::string_view line;
    while (lines.next(line)) {
        parser.add(lines.lineNumber() == 1 ? withoutBom(line) : line, lines.lineNumber());
        if (lines.lineNumber() % LinesBetweenLooks == 0 && progress.cancelled())
            return error(ErrorKind::Cancelled, 0);
    }
    if (lines.error())
        return *lines.error();
    if (!lines.endedWithNewline())
        return error(ErrorKind::Truncated, lines.lineNumber());
    parser.finish();
    if (out.batch.records == 0)
        return error(out.issueCount > 0 ? ErrorKind::Malformed : ErrorKind::Empty, 0);
    return {};
}

Result<void> DebianListReader::read(ByteSource& bytes, FeedSink& out, ProgressSink& progress) const
{
    out.batch = {};
    out.batch.feed = feed();
    auto result = readLines(bytes, out, progress);
    if (!result)
        out.batch = {};
    return result;
}

} // namespace

std::unique_ptr<FeedReader> debianListReader()
{
    return std::make_unique<DebianListReader>();
}

} // namespace bw
