// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/files/textsource.h"
#include "models/inventory/readers/ansiblefacts.h"
#include "models/inventory/readers/drafting.h"
#include "models/inventory/readers/producertext.h"
#include "models/inventory/readers/readers.h"

#include <algorithm>
#include <array>

namespace bw {

namespace {

/// Results of `ansible -m setup` and `-m package_facts`: a file of --tree, a file of the jsonfile fact cache, or what
/// the command prints ("host | SUCCESS => {...}", several hosts in a row).
class AnsibleReader final : public InventoryReader {
public:
    std::string_view id() const override { return "ansible"; }
    std::string_view name() const override { return "Ansible facts"; }
    std::vector<std::string_view> extensions() const override { return {"json", "txt", ""}; }
    Match sniff(const Probe& probe) const override;
    Result<void> read(ByteSource& bytes, const ReadOptions& options, SnapshotBuilder& out,
                      ProgressSink& progress) const override;
};

constexpr std::size_t BlockCap = 64u << 20; ///< of one host's printed result
constexpr std::array<std::string_view, 5> Verdicts = {"SUCCESS", "CHANGED", "UNREACHABLE!", "FAILED!", "FAILED"};

struct Header {
    std::string_view host;
    std::string_view json; ///< the rest of the line, from '{' on
};

/// Takes "host | SUCCESS => {" apart.
std::optional<Header> headerOf(std::string_view line)
{
    if (const auto escape = line.find("\x1b["); escape == 0) // colour
        line.remove_prefix(std::min(line.find('m') + 1, line.size()));
    const auto bar = line.find(" | ");
    const auto arrow = line.find(" => {");
    if (bar == std::string_view::npos || bar == 0 || arrow == std::string_view::npos || arrow < bar)
        return {};
    const auto verdict = line.substr(bar + 3, arrow - bar - 3);
    const auto word = verdict.substr(0, verdict.find(' '));
    if (std::find(Verdicts.begin(), Verdicts.end(), word) == Verdicts.end())
        return {};
    return Header{trimAscii(line.substr(0, bar)), line.substr(arrow + 4)};
}

/// Follows braces outside strings until the outermost one closes.
class Balance {
public:
    /// How many characters of the text belong to the value; npos: all of it and more is to come.
    std::size_t feed(std::string_view text)
    {
        for (std::size_t i = 0; i < text.size(); ++i) {
            const char c = text[i];
            if (m_inString) {
                if (m_escaped)
                    m_escaped = false;
                else if (c == '\\')
                    m_escaped = true;
                else if (c == '"')
                    m_inString = false;
            } else if (c == '"') {
                m_inString = true;
            } else if (c == '{' || c == '[') {
                ++m_depth;
            } else if ((c == '}' || c == ']') && --m_depth <= 0) {
                return i + 1;
            }
        }
        return std::string_view::npos;
    }

private:
    int m_depth = 0;
    bool m_inString = false;
    bool m_escaped = false;
};

/// Collects the printed results host by host and reads each on its own.
class PrintedResults {
public:
    PrintedResults(AnsibleFacts& facts, std::string file, ProgressSink& progress)
        : m_facts(facts)
        , m_file(std::move(file))
        , m_progress(progress)
    {
    }
    Result<void> line(std::string_view line, std::uint64_t number);
    Result<void> finish();

private:
    Result<void> readBlock();

    AnsibleFacts& m_facts;
    std::string m_file;
    ProgressSink& m_progress;
    std::string m_host;
    std::string m_block;
    Balance m_balance;
    std::uint64_t m_firstLine = 0;
    bool m_open = false;
};

Result<void> PrintedResults::line(std::string_view line, std::uint64_t number)
{
    if (!m_open) {
        const auto header = headerOf(line);
        if (!header)
            return {};
        m_host = header->host;
        m_firstLine = number;
        m_balance = {};
        m_open = true;
        line = header->json;
    }
    const auto end = m_balance.feed(line);
    m_block += line.substr(0, end);
    m_block += '\n';
    if (m_block.size() > BlockCap)
        return fileError(ErrorKind::TooLarge, m_host, m_file, number);
    return end == std::string_view::npos ? Result<void>() : readBlock();
}

Result<void> PrintedResults::readBlock()
{
    m_open = false;
    const auto source = memorySource(std::move(m_block), m_file);
    m_block.clear();
    auto result = m_facts.read(*source, m_host, m_firstLine, m_progress);
    if (!result && result.error().place.line > 0) {
        Error error = result.error();
        error.place.line += m_firstLine - 1;
        return error;
    }
    return result;
}

Result<void> PrintedResults::finish()
{
    if (!m_open)
        return {};
    auto result = readBlock();
    if (result || result.error().kind != ErrorKind::Malformed)
        return result;
    // Its braces are open still: whatever word is misspelt at the end was cut.
    Error error = result.error();
    error.kind = ErrorKind::Truncated;
    return error;
}

Match AnsibleReader::sniff(const Probe& probe) const
{
    if (probe.hasKey("ansible_facts"))
        return Match::Certain;
    if (!probe.jsonKeys.empty()) {
        const auto prefixed = std::count_if(probe.jsonKeys.begin(), probe.jsonKeys.end(),
                                            [](const std::string& key) { return key.compare(0, 8, "ansible_") == 0; });
        const bool failure = probe.hasKey("unreachable") && probe.hasKey("msg") && probe.hasKey("changed");
        return probe.jsonArray ? Match::No : prefixed >= 3 || failure ? Match::Certain : Match::No;
    }
    auto text = probe.text;
    for (int lines = 0; lines < 200 && !text.empty(); ++lines) {
        const auto end = text.find('\n');
        if (headerOf(text.substr(0, end)))
            return Match::Certain;
        text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    }
    return Match::No;
}

Result<void> readPrinted(ByteSource& text, AnsibleFacts& facts, SnapshotBuilder& out, ProgressSink& progress)
{
    PrintedResults results(facts, text.name(), progress);
    LineReader lines(text, BlockCap);
    std::string_view line;
    while (lines.next(line)) {
        const auto result = results.line(line, lines.lineNumber());
        if (result)
            continue;
        if (result.error().kind == ErrorKind::Cancelled || result.error().kind == ErrorKind::TooLarge)
            return result.error();
        // One host's broken result does not speak for the others.
        out.issue(result.error().kind, "result cannot be read", result.error().place.line, {}, result.error().subject);
    }
    if (lines.error())
        return *lines.error();
    return results.finish();
}

Result<void> AnsibleReader::read(ByteSource& bytes, const ReadOptions& options, SnapshotBuilder& out,
                                 ProgressSink& progress) const
{
    AnsibleFacts facts(out, options);
    PeekSource source(decodedSource(bytes));
    const auto head = source.peek(4096);
    if (!head)
        return head.error();
    const auto significant = trimAscii(*head);
    // A '[' heads a warning that was printed before the results.
    const bool json = !significant.empty() && significant.front() == '{';
    const auto result = json ? facts.read(source, {}, 1, progress) : readPrinted(source, facts, out, progress);
    if (!result)
        return result.error();
    if (!facts.said())
        return fileError(ErrorKind::Empty, "Ansible facts", bytes.name());
    return {};
}

} // namespace

std::unique_ptr<InventoryReader> makeAnsibleReader()
{
    return std::make_unique<AnsibleReader>();
}

} // namespace bw
