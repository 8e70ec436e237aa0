// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/advisories/readers/feedtext.h"
#include "models/advisories/readers/kevrow.h"
#include "models/advisories/readers/readers.h"
#include "models/files/textsource.h"

#include <algorithm>
#include <array>

namespace bw {

namespace {

/// The catalogue as CSV. The file carries no date of its own, so the newest dateAdded stands for it.
class KevCsvReader final : public FeedReader {
public:
    std::string_view id() const override { return "kev-csv"; }
    std::string_view name() const override { return "CISA KEV catalogue (CSV)"; }
    std::string_view feed() const override { return "kev"; }
    std::vector<std::string_view> extensions() const override { return {"csv"}; }
    bool sniff(const FeedProbe& probe) const override;
    Result<void> read(ByteSource& bytes, FeedSink& out, ProgressSink& progress) const override;
};

struct Column {
    std::string_view word; ///< header without case and punctuation
    std::string_view KevTexts::*text;
};

// "cveID,vendorProject,..." and "CVE,Vendor/Project,Date Added,..." come to the same words.
constexpr std::array<Column, 11> Columns{{{"cveid", &KevTexts::cve},
                                          {"cve", &KevTexts::cve},
                                          {"vendorproject", &KevTexts::vendor},
                                          {"vendor", &KevTexts::vendor},
                                          {"product", &KevTexts::product},
                                          {"vulnerabilityname", &KevTexts::name},
                                          {"dateadded", &KevTexts::added},
                                          {"dateaddedtocatalog", &KevTexts::added},
                                          {"requiredaction", &KevTexts::action},
                                          {"duedate", &KevTexts::due},
                                          {"knownransomwarecampaignuse", &KevTexts::ransomware}}};

std::string word(std::string_view header)
{
    std::string out;
    for (const char c : header) {
        if (c >= 'A' && c <= 'Z')
            out += char(c - 'A' + 'a');
        else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            out += c;
    }
    return out;
}

using Fields = std::vector<std::string_view KevTexts::*>; ///< per column; null: a field that is not kept

Fields fieldsOf(const std::vector<std::string>& header)
{
    Fields fields;
    for (const std::string& cell : header) {
        const auto it =
            std::find_if(Columns.begin(), Columns.end(), [w = word(cell)](const Column& c) { return c.word == w; });
        fields.push_back(it == Columns.end() ? nullptr : it->text);
    }
    return fields;
}

bool isKevHeader(const Fields& fields)
{
    const auto has = [&](std::string_view KevTexts::*field) {
        return std::find(fields.begin(), fields.end(), field) != fields.end();
    };
    return has(&KevTexts::cve) && has(&KevTexts::vendor) && has(&KevTexts::added) && has(&KevTexts::due);
}

bool KevCsvReader::sniff(const FeedProbe& probe) const
{
    const std::string_view head = withoutBom(probe.head);
    std::vector<std::string> header;
    return splitCsv(withoutBlanks(head.substr(0, head.find_first_of("\r\n"))), header) && isKevHeader(fieldsOf(header));
}

/// Reads records that may go over several lines.
class Records {
public:
    explicit Records(ByteSource& bytes)
        : m_lines(bytes)
    {
    }
    bool next(std::vector<std::string>& cells)
    {
        std::string_view line;
        m_text.clear();
        while (m_lines.next(line)) {
            if (m_text.empty()) {
                m_line = m_lines.lineNumber();
                m_text = m_line == 1 ? withoutBom(line) : line;
            } else {
                m_text += '\n';
                m_text += line;
            }
            if (m_text.size() > MaxRecord)
                break;
            if (m_text.empty() || !splitCsv(m_text, cells))
                continue;
            return true;
        }
        m_open = !m_text.empty();
        return false;
    }
    std::uint64_t line() const { return m_line; }
    /// What ended the file, if not its end.
    std::optional<Error> error(const std::string& file) const
    {
        if (m_lines.error())
            return m_lines.error();
        if (m_open || !m_lines.endedWithNewline())
            return Error{ErrorKind::Truncated, file, {file, m_line, 0, {}}};
        return {};
    }

private:
    static constexpr std::size_t MaxRecord = 4u << 20;
    LineReader m_lines;
    std::string m_text;
    std::uint64_t m_line = 0;
    bool m_open = false;
};

Result<void> readRows(ByteSource& bytes, FeedSink& out, ProgressSink& progress)
{
    Records records(bytes);
    std::vector<std::string> cells;
    if (!records.next(cells))
        return records.error(out.file).value_or(Error{ErrorKind::Empty, out.file, {out.file, 0, 0, {}}});
    const Fields fields = fieldsOf(cells);
    if (!isKevHeader(fields))
        return Error{ErrorKind::Malformed, out.file, {out.file, 1, 0, "header"}};
    while (records.next(cells)) {
        if (progress.cancelled())
            return Error{ErrorKind::Cancelled, out.file, {}};
        ++out.batch.records;
        if (cells.size() != fields.size()) {
            out.addIssue(ErrorKind::Malformed, "the row has another number of cells than the header", records.line(),
                         {}, cells.front());
            continue;
        }
        KevTexts texts;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            if (fields[i])
                texts.*fields[i] = cells[i];
        }
        addKevEntry(texts, out, records.line());
    }
    if (const auto error = records.error(out.file))
        return *error;
    if (out.batch.kev.empty())
        return Error{ErrorKind::Empty, out.file, {out.file, 0, 0, {}}};
    return {};
}

Result<void> KevCsvReader::read(ByteSource& bytes, FeedSink& out, ProgressSink& progress) const
{
    out.batch = {};
    out.batch.feed = feed();
    auto result = readRows(bytes, out, progress);
    if (!result) {
        out.batch = {};
        return result;
    }
    for (const KevEntry& entry : out.batch.kev) {
        if (entry.added)
            out.batch.asOf = std::max(out.batch.asOf.value_or(Instant(*entry.added)), Instant(*entry.added));
    }
    return {};
}

} // namespace

std::unique_ptr<FeedReader> kevCsvReader()
{
    return std::make_unique<KevCsvReader>();
}

} // namespace bw
