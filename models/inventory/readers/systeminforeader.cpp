// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/readers/csvrecords.h"
#include "models/inventory/readers/drafting.h"
#include "models/inventory/readers/hostparts.h"
#include "models/inventory/readers/producertext.h"
#include "models/inventory/readers/readers.h"
#include "models/inventory/readers/textlines.h"
#include "models/inventory/readers/windowsrecords.h"

#include <algorithm>
#include <charconv>

namespace bw {

namespace {

// systeminfo translates its labels and prints in the console's code page, so nothing is read by its label: a value
// "10.0.19045 ..." right after one that says "Windows" is the version, the values before it are the product and the
// host; updates are list items "[01]: KB...", whatever stands around them. All of that is ASCII in every language.

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isAscii(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

/// "10.0.19045" at the beginning of a value; empty: it is none.
std::string_view versionIn(std::string_view value)
{
    const auto end = std::find_if_not(value.begin(), value.end(), [](char c) { return isDigit(c) || c == '.'; });
    const std::string_view version(value.begin(), end);
    const auto build = windowsBuildIn(version);
    const bool whole = build.size() >= 4 && build.size() <= 5 && std::all_of(build.begin(), build.end(), isDigit);
    return whole && version.find('.') <= 2 ? version : std::string_view();
}

/// The value of "Label:   value"; the colon may be a full-width one.
std::string_view valueOf(std::string_view line)
{
    const auto wide = line.find("\xEF\xBC\x9A");
    const auto colon = std::min(line.find(':'), wide);
    if (colon == std::string_view::npos || colon == 0)
        return {};
    return trimAscii(line.substr(colon + (colon == wide ? 3 : 1)));
}

/// The text of a list item "[01]: text"; empty: it is none.
std::string_view itemOf(std::string_view text)
{
    text = trimAscii(text);
    if (text.empty() || text.front() != '[')
        return {};
    std::size_t at = 1;
    while (at < text.size() && isDigit(text[at]))
        ++at;
    if (at == 1 || text.substr(at, 2) != "]:")
        return {};
    return trimAscii(text.substr(at + 2));
}

std::optional<unsigned> leadingNumber(std::string_view text)
{
    unsigned number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end != text.data() + text.size() ? std::optional(number) : std::nullopt;
}

bool namesArch(std::string_view value)
{
    const std::string low = asciiLower(value);
    return low.find("x64-") == 0 || low.find("x64 ") != std::string::npos || low.find("arm64") != std::string::npos
        || low.find("x86-") == 0 || low.find("x64") != std::string::npos || low.find("x86") != std::string::npos;
}

/// One host from its values in order.
class SystemInfo {
public:
    SystemInfo(SnapshotBuilder& out, const ReadOptions& options, bool codePageAssumed)
        : m_out(out)
        , m_options(options)
        , m_assumed(codePageAssumed)
    {
    }
    bool open() const { return m_open; }

    void begin(std::string_view name, std::string_view os, std::string_view version, std::uint64_t line)
    {
        end();
        m_host = {};
        m_host.firstLine = line;
        m_arch.clear();
        m_os = os;
        m_version = version;
        m_open = true;
        if (m_assumed && !isAscii(name))
            m_out.issue(ErrorKind::Ambiguous, "the file does not tell its code page; the host name is not taken", line,
                        "host", name);
        else
            tellHostName(m_host.identity, name);
    }

    void value(std::string_view value)
    {
        if (m_arch.empty() && namesArch(value))
            m_arch = windowsArch(value);
    }

    /// `counted`: the number that the line before the list begins with.
    void item(std::string_view text, std::uint64_t line)
    {
        const std::string id = hotfixIn(text);
        if (id.empty())
            return;
        ComponentView c;
        c.ecosystem = Ecosystem::Hotfix;
        c.name = id;
        addComponent(m_out, m_host, c, line);
        m_host.toldPackages = m_host.partialHotfixes = true;
    }

    void checkCount(std::size_t listed, std::optional<unsigned> counted, std::uint64_t line)
    {
        if (counted && listed < *counted) {
            m_host.truncated = true;
            m_out.issue(ErrorKind::Truncated, "fewer updates are listed than counted", line, "hotfix");
        }
    }

    void end()
    {
        if (!m_open)
            return;
        m_open = false;
        // No producer version tells the update revision here: the build alone says nothing of the patch level.
        tellOs(m_host, m_os, m_version, m_arch, windowsBuildIn(m_version));
        finishDraft(m_out, m_host, m_options);
        m_out.hosts().push_back(std::move(m_host));
    }

private:
    SnapshotBuilder& m_out;
    const ReadOptions& m_options;
    bool m_assumed;
    bool m_open = false;
    HostDraft m_host;
    std::string m_os, m_version, m_arch;
};

class ListForm {
public:
    explicit ListForm(SystemInfo& info)
        : m_info(info)
    {
    }

    void line(std::string_view text, std::uint64_t number)
    {
        if (const auto item = itemOf(text); !item.empty()) {
            if (!m_inList)
                m_counted = m_lastCount;
            m_inList = true;
            m_hotfixes += hotfixIn(item).empty() ? 0 : 1;
            ++m_items;
            m_info.item(item, number);
            return;
        }
        if (text.empty() || text.front() == ' ') // belongs to the item or value above
            return;
        endList(number);
        const auto value = valueOf(text);
        if (const auto version = versionIn(value);
            !version.empty() && m_before.find("Windows") != std::string::npos && !m_beforeThat.empty())
            m_info.begin(m_beforeThat, m_before, version, number);
        else if (m_info.open())
            m_info.value(value);
        m_lastCount = leadingNumber(value);
        m_beforeThat = std::move(m_before);
        m_before = std::string(value);
    }
    void endList(std::uint64_t number)
    {
        // Only a list of updates: others are counted alike.
        if (m_inList && m_hotfixes > 0 && m_info.open())
            m_info.checkCount(m_items, m_counted, number);
        m_inList = false;
        m_items = m_hotfixes = 0;
    }

private:
    SystemInfo& m_info;
    std::string m_before, m_beforeThat; ///< the last two values
    std::optional<unsigned> m_lastCount, m_counted;
    std::size_t m_items = 0, m_hotfixes = 0;
    bool m_inList = false;
};

/// A row of "systeminfo /fo csv": the same values in the same order; lists lie in one cell, joined by commas.
bool takeRow(SystemInfo& info, const std::vector<std::string>& cells, std::uint64_t line)
{
    if (cells.size() < 4 || versionIn(cells[2]).empty() || cells[1].find("Windows") == std::string::npos)
        return false;
    info.begin(cells[0], cells[1], versionIn(cells[2]), line);
    for (std::size_t i = 3; i < cells.size(); ++i) {
        std::string_view rest = cells[i];
        if (rest.find("[01]:") == std::string_view::npos) {
            info.value(rest);
            continue;
        }
        const auto counted = leadingNumber(rest);
        std::size_t items = 0, hotfixes = 0;
        while (!rest.empty()) {
            const auto comma = rest.find(',');
            const auto item = itemOf(rest.substr(0, comma));
            items += item.empty() ? 0 : 1;
            hotfixes += hotfixIn(item).empty() ? 0 : 1;
            info.item(item, line);
            rest = comma == std::string_view::npos ? std::string_view() : rest.substr(comma + 1);
        }
        if (hotfixes > 0)
            info.checkCount(items, counted, line);
    }
    info.end();
    return true;
}

/// Calls `row` with the cells of each row; false from it ends the look.
template <typename Row>
std::optional<Error> eachRow(ByteSource& text, ProgressSink& progress, bool& cutInQuotes, const Row& row)
{
    const CsvDialect dialect;
    CsvRecords records(text, dialect);
    CsvRecord record;
    std::vector<std::string> cells;
    std::string scratch;
    while (records.next(record)) {
        if (progress.cancelled())
            return Error{ErrorKind::Cancelled, text.name(), {}};
        cells.clear();
        for (std::size_t i = 0; i < std::min<std::size_t>(record.kept(), 256); ++i)
            cells.emplace_back(csvText(record.rawField(i), dialect, scratch));
        if (!row(cells, record.line))
            break;
    }
    cutInQuotes = records.cutInQuotes();
    return records.error();
}

class SystemInfoReader final : public InventoryReader {
public:
    std::string_view id() const override { return "systeminfo"; }
    std::string_view name() const override { return "systeminfo (Windows), list or CSV, any language"; }
    std::vector<std::string_view> extensions() const override { return {"txt", "csv"}; }
    Match sniff(const Probe& probe) const override;
    Result<void> read(ByteSource& bytes, const ReadOptions& options, SnapshotBuilder& out,
                      ProgressSink& progress) const override;
};

Match SystemInfoReader::sniff(const Probe& probe) const
{
    ComponentPool pool;
    SnapshotBuilder out(pool, {});
    const ReadOptions options;
    SystemInfo info(out, options, false);
    const auto text = trimAscii(probe.text.substr(0, 8192));
    if (text.substr(0, 1) == "\"") {
        const auto source = memorySource(std::string(text));
        bool cut = false, found = false;
        int rows = 0;
        eachRow(*source, ProgressSink::none(), cut, [&](const std::vector<std::string>& cells, std::uint64_t line) {
            found = takeRow(info, cells, line);
            return !found && ++rows < 3;
        });
        return found ? Match::Certain : Match::No;
    }
    const auto source = memorySource(std::string(text));
    LineReader lines(*source);
    ListForm form(info);
    std::string_view line;
    for (int count = 0; count < 20 && lines.next(line) && !info.open(); ++count)
        form.line(line, lines.lineNumber());
    return info.open() ? Match::Certain : Match::No;
}

Result<void> SystemInfoReader::read(ByteSource& bytes, const ReadOptions& options, SnapshotBuilder& out,
                                    ProgressSink& progress) const
{
    const auto peek = peekAt(bytes);
    const auto head = peek->peek(64 * 1024);
    if (!head)
        return head.error();
    const auto encoding = guessEncoding(*head);
    ProbeStorage storage;
    const auto looked = probe(bytes.name(), *peek, storage);
    if (!looked)
        return looked.error();
    const bool table = trimAscii(looked->text).substr(0, 1) == "\"";
    SystemInfo info(out, options, encoding.assumed);
    bool cut = false;
    std::optional<Error> failure;
    if (table) {
        const auto text = utf8Source(*peek, encoding.encoding, encoding.bomBytes);
        failure = eachRow(*text, progress, cut, [&](const std::vector<std::string>& cells, std::uint64_t line) {
            takeRow(info, cells, line);
            return true;
        });
    } else {
        TextLines lines(*peek, progress);
        ListForm form(info);
        std::string_view line;
        while (lines.next(line))
            form.line(line, lines.number());
        form.endList(lines.number());
        failure = lines.failure();
        info.end();
    }
    if (failure)
        return *failure;
    if (cut)
        return fileError(ErrorKind::Truncated, "the text ends inside quotes", bytes.name());
    if (out.hosts().empty())
        return fileError(ErrorKind::Empty, "no Windows version after a Windows product", bytes.name());
    return {};
}

} // namespace

std::unique_ptr<InventoryReader> makeSystemInfoReader()
{
    return std::make_unique<SystemInfoReader>();
}

} // namespace bw
