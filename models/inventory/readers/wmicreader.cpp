// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/readers/packagetext.h"
#include "models/inventory/readers/producertext.h"
#include "models/inventory/readers/readers.h"
#include "models/inventory/readers/textcolumns.h"
#include "models/inventory/readers/textlines.h"
#include "models/inventory/readers/windowsrecords.h"

#include <algorithm>
#include <functional>

namespace bw {

namespace {

constexpr std::size_t MixedHead = 512; ///< an ASCII line may stand before the BOM: XP says there that it installs WMIC
constexpr std::size_t FieldCap = 1024;
constexpr std::size_t ValueCap = 64 * 1024;

/// Where UTF-16 text begins inside the head of a file that begins otherwise; 0: it does not.
std::size_t lateBom(std::string_view head)
{
    const auto at = head.substr(0, MixedHead).find("\xFF\xFE");
    return at == std::string_view::npos ? 0 : at;
}

std::vector<std::string> wordsOf(std::string_view line, char separator)
{
    std::vector<std::string> words;
    for (const auto part : splitAt(line, separator)) {
        if (const auto word = trimmed(part); !word.empty() || separator == ',')
            words.emplace_back(word);
    }
    return words;
}

/// Names of WMI properties are words of ASCII letters in every language.
bool areNames(const std::vector<std::string>& words)
{
    return std::all_of(words.begin(), words.end(), [](const std::string& word) {
        return !word.empty() && std::all_of(word.begin(), word.end(), [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
        });
    });
}

/// The printed forms of WMIC and of PowerShell's own console, told apart line by line: "/format:csv" (Node,...), lists
/// (Name=value, Name : value) and tables with fixed columns.
class WmicForm {
public:
    using Use = std::function<bool(const Fields&, std::uint64_t line)>;
    WmicForm(Use use, SnapshotBuilder* issues)
        : m_use(std::move(use))
        , m_issues(issues)
    {
    }

    void line(std::string_view text, std::uint64_t number)
    {
        if (trimmed(text).empty())
            return flush();
        if (text.substr(0, 5) == "Node,") {
            m_names = wordsOf(text, ',');
            m_starts.clear();
            return;
        }
        if (takePair(text, number) || takeHeadings(text))
            return;
        if (!m_starts.empty())
            tableRow(text, number);
        else if (!m_names.empty())
            csvRow(text, number);
    }
    void flush()
    {
        if (!m_pairs.empty()) {
            Fields fields;
            for (const auto& [name, value] : m_pairs)
                fields.add(name, value);
            m_use(fields, m_pairsLine);
        }
        m_pairs.clear();
    }

private:
    /// "Name=value" of WMIC, "Name : value" of Format-List, whose long values go on in indented lines.
    bool takePair(std::string_view text, std::uint64_t number)
    {
        if (!m_starts.empty() || !m_names.empty())
            return false;
        if (text.front() == ' ' && !m_pairs.empty()) {
            if (std::string& value = m_pairs.back().second; value.size() < ValueCap)
                value += trimmed(text);
            return true;
        }
        const auto equals = text.find('='), colon = text.find(" : ");
        const auto at = std::min(equals, colon);
        if (at == std::string_view::npos)
            return false;
        const std::string name(trimmed(text.substr(0, at)));
        if (!areNames({name}))
            return false;
        if (std::any_of(m_pairs.begin(), m_pairs.end(), [&](const auto& pair) { return pair.first == name; }))
            flush();
        if (m_pairs.empty())
            m_pairsLine = number;
        if (m_pairs.size() < FieldCap)
            m_pairs.emplace_back(name, text.substr(at + (at == equals ? 1 : 3)));
        return true;
    }
    bool takeHeadings(std::string_view text)
    {
        if (text.find("  ") == std::string_view::npos)
            return false;
        auto names = wordsOf(text, ' ');
        if (!areNames(names) || windowsRecord(names) == WindowsRecord::Unknown)
            return false;
        m_names = std::move(names);
        m_starts = columnStarts(text, ColumnUnit::Characters);
        return m_starts.size() == m_names.size();
    }
    void tableRow(std::string_view text, std::uint64_t number)
    {
        if (text.find_first_not_of(" -") == std::string_view::npos)
            return; // what Format-Table rules its headings off with
        const auto row = cellsOf(text, m_starts, ColumnUnit::Characters);
        use(row.cells, row.aligned, text, number);
    }
    void csvRow(std::string_view text, std::uint64_t number)
    {
        auto cells = splitAt(text, ',');
        const bool fits = cells.size() == m_names.size();
        const auto column = std::find(m_names.begin(), m_names.end(), "HotFixID");
        if (!fits && column != m_names.end() && cells.size() > m_names.size()) {
            // WMIC quotes nothing: a comma in a description moves what follows. The number gives itself away.
            const auto found = std::find_if(cells.begin(), cells.end(), [](std::string_view cell) {
                return hotfixIn(cell) == cell && !cell.empty();
            });
            if (found != cells.end()) {
                const auto id = *found;
                cells.resize(m_names.size());
                cells[std::size_t(column - m_names.begin())] = id;
                return use(cells, true, text, number);
            }
        }
        use(cells, fits, text, number);
    }
    void use(const std::vector<std::string_view>& cells, bool fits, std::string_view text, std::uint64_t number)
    {
        if (!fits) {
            if (m_issues)
                m_issues->issue(ErrorKind::Malformed, "row does not fit the headings", number, {}, text);
            return;
        }
        Fields fields;
        for (std::size_t i = 0; i < std::min(cells.size(), m_names.size()); ++i)
            fields.add(m_names[i], cells[i]);
        if (isCutText(property(fields, "Name")) || isCutText(property(fields, "DisplayName"))) {
            if (m_issues)
                m_issues->issue(ErrorKind::Truncated, "the console cut the name", number, "name", text);
            return;
        }
        m_use(fields, number);
    }

    Use m_use;
    SnapshotBuilder* m_issues;
    std::vector<std::string> m_names;
    std::vector<std::size_t> m_starts; ///< of the table form
    std::vector<std::pair<std::string, std::string>> m_pairs; ///< of the list form
    std::uint64_t m_pairsLine = 0;
};

/// What WMIC and PowerShell print of Windows updates, installed products and the system.
class WmicReader final : public InventoryReader {
public:
    std::string_view id() const override { return "wmic"; }
    std::string_view name() const override { return "wmic, Get-HotFix and Get-ComputerInfo as text (Windows)"; }
    std::vector<std::string_view> extensions() const override { return {"txt", "csv"}; }
    Match sniff(const Probe& probe) const override;
    Result<void> read(ByteSource& bytes, const ReadOptions& options, SnapshotBuilder& out,
                      ProgressSink& progress) const override;
};

Match WmicReader::sniff(const Probe& probe) const
{
    const auto first = probe.text.find_first_not_of(" \t\r\n");
    if (first != std::string_view::npos && std::string_view("{[<\"").find(probe.text[first]) != std::string_view::npos)
        return Match::No;
    std::string text(probe.text.substr(0, 16 * 1024));
    if (const auto bom = lateBom(probe.head); bom > 0) {
        text = std::string(probe.head.substr(bom + 2, 16 * 1024));
        std::erase(text, '\0');
    }
    const auto source = memorySource(text);
    LineReader lines(*source);
    Match match = Match::No;
    WmicForm form(
        [&](const Fields& fields, std::uint64_t) {
            const auto kind = windowsRecord(fields);
            // Tables with commas are PowerShell's unless WMIC's own first column heads them.
            if (kind != WindowsRecord::Unknown)
                match = std::max(match, Match::Certain);
            return true;
        },
        nullptr);
    std::string_view line;
    for (int count = 0; count < 400 && match == Match::No && lines.next(line); ++count)
        form.line(line, lines.lineNumber());
    form.flush();
    return match;
}

Result<void> WmicReader::read(ByteSource& bytes, const ReadOptions& options, SnapshotBuilder& out,
                              ProgressSink& progress) const
{
    const auto peek = peekAt(bytes);
    const auto head = peek->peek(MixedHead);
    if (!head)
        return head.error();
    if (const auto skipped = skipBytes(*peek, lateBom(*head)); !skipped)
        return skipped;
    WindowsImport import(out, options);
    TextLines lines(*peek, progress);
    WmicForm form([&](const Fields& fields, std::uint64_t line) { return import.record(fields, line); }, &out);
    std::string_view line;
    while (lines.next(line))
        form.line(line, lines.number());
    form.flush();
    if (const auto failure = lines.failure())
        return *failure;
    if (lines.cut())
        import.cut();
    return import.finish();
}

} // namespace

std::unique_ptr<InventoryReader> makeWmicReader()
{
    return std::make_unique<WmicReader>();
}

} // namespace bw
