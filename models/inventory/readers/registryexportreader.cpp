// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/readers/drafting.h"
#include "models/inventory/readers/packagetext.h"
#include "models/inventory/readers/producertext.h"
#include "models/inventory/readers/readers.h"
#include "models/inventory/readers/textlines.h"
#include "models/inventory/readers/windowsrecords.h"

#include <algorithm>
#include <charconv>
#include <deque>

namespace bw {

namespace {

constexpr std::string_view Version5 = "Windows Registry Editor Version 5.00";
constexpr std::string_view Version4 = "REGEDIT4";
constexpr std::size_t ValueCap = 64 * 1024; ///< of one value, which may be folded over many lines
constexpr std::size_t FieldCap = 1024;

bool endsWith(std::string_view text, std::string_view end)
{
    return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

/// Which keys are of interest: an entry directly below an Uninstall key, and those that tell the machine.
bool isWanted(std::string_view key)
{
    const std::string low = asciiLower(key);
    const auto slash = low.rfind('\\');
    if (slash == std::string::npos)
        return false;
    return endsWith(std::string_view(low).substr(0, slash), "\\currentversion\\uninstall")
        || endsWith(low, "\\windows nt\\currentversion") || endsWith(low, "\\control\\computername\\computername")
        || endsWith(low, "\\tcpip\\parameters");
}

/// Bytes of "68,00,74,..." as text: UTF-16LE, or the machine's own page where the file is of the old version.
std::string textOfHex(std::string_view hex, bool wide)
{
    std::string bytes;
    for (const auto part : splitAt(hex, ',')) {
        unsigned byte = 0;
        const auto digits = trimAscii(part);
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), byte, 16);
        if (error != std::errc() || end != digits.data() + digits.size() || byte > 0xFF)
            return {};
        bytes += char(byte);
    }
    const auto source = utf8Source(memorySource(std::move(bytes)), wide ? Encoding::Utf16Le : Encoding::Windows1252);
    std::string text(ValueCap, '\0');
    const auto got = source->read(text.data(), text.size());
    text.resize(got ? *got : 0);
    return text;
}

/// The text between the quotes at the beginning, with \\ and \" undone; `length` is what it took, 0: it does not end.
std::string quoted(std::string_view text, std::size_t& length)
{
    std::string out;
    length = 0;
    for (std::size_t i = 1; i < text.size(); ++i) {
        if (text[i] == '"') {
            length = i + 1;
            return out;
        }
        if (text[i] == '\\' && i + 1 < text.size())
            ++i;
        out += text[i];
    }
    return out;
}

/// Walks the lines of an export; one per file.
class RegistryWalk {
public:
    RegistryWalk(TextLines& lines, WindowsImport& import, SnapshotBuilder& out)
        : m_lines(lines)
        , m_import(import)
        , m_out(out)
    {
    }
    /// False: the file is no export.
    bool run();

private:
    void beginKey(std::string_view line);
    void endKey();
    void value(std::string_view line);
    bool join(std::string& text, std::string_view& line, bool (*ended)(const std::string&));

    TextLines& m_lines;
    WindowsImport& m_import;
    SnapshotBuilder& m_out;
    bool m_wide = true;
    bool m_wanted = false;
    bool m_broken = false; ///< the last value did not end
    std::string m_key;
    std::uint64_t m_keyLine = 0;
    std::deque<std::pair<std::string, std::string>> m_values;
};

/// Adds lines until `ended` says so; false: the text ended before.
bool RegistryWalk::join(std::string& text, std::string_view& line, bool (*ended)(const std::string&))
{
    while (!ended(text)) {
        if (!m_lines.next(line))
            return false;
        if (text.size() + line.size() <= ValueCap)
            text += line;
        else if (ended(std::string(line)))
            return true;
    }
    return true;
}

void RegistryWalk::beginKey(std::string_view line)
{
    endKey();
    const auto close = line.rfind(']');
    m_broken = close == std::string_view::npos;
    if (m_broken)
        return;
    m_key = std::string(line.substr(1, close - 1));
    m_keyLine = m_lines.number();
    m_wanted = m_key.size() <= ValueCap && m_key.substr(0, 1) != "-" && isWanted(m_key);
}

void RegistryWalk::endKey()
{
    if (!m_wanted)
        return;
    m_wanted = false;
    const std::string low = asciiLower(m_key);
    const auto slash = m_key.rfind('\\');
    Fields fields;
    for (const auto& [name, text] : m_values)
        fields.add(name, text);
    const bool computer = endsWith(low, "\\computername\\computername");
    if (computer || endsWith(low, "\\tcpip\\parameters")) {
        Fields system; // as Win32_ComputerSystem
        system.add("Name", property(fields, computer ? "ComputerName" : "Hostname"));
        system.add("Domain", property(fields, "Domain"));
        system.add("PartOfDomain", "true");
        if (!property(system, "Name").empty())
            m_import.record(system, m_keyLine);
    } else {
        fields.add("PSPath", m_key);
        fields.add("PSChildName", std::string_view(m_key).substr(slash + 1));
        m_import.record(fields, m_keyLine);
    }
    m_values.clear();
}

void RegistryWalk::value(std::string_view line)
{
    std::size_t length = 0;
    const std::string name = quoted(line, length);
    if (length == 0 || line.substr(length, 1) != "=") {
        m_broken = true;
        return;
    }
    std::string text(line.substr(length + 1));
    std::string_view more;
    if (text.substr(0, 1) == "\"") {
        const auto ended = [](const std::string& so) {
            std::size_t used = 0;
            quoted(so, used);
            return used > 0;
        };
        m_broken = !join(text, more, ended);
        text = quoted(text, length);
    } else if (text.substr(0, 6) == "dword:") {
        std::uint32_t number = 0;
        const auto [end, error] = std::from_chars(text.data() + 6, text.data() + text.size(), number, 16);
        m_broken = error != std::errc() || end - text.data() < 14;
        text = std::to_string(number);
    } else if (text.substr(0, 3) == "hex") {
        m_broken = !join(text, more, [](const std::string& so) { return so.empty() || so.back() != '\\'; });
        std::erase(text, '\\');
        const bool isText = text.substr(0, 7) == "hex(1):" || text.substr(0, 7) == "hex(2):";
        text = isText ? textOfHex(std::string_view(text).substr(7), m_wide) : std::string();
    } else {
        text.clear();
    }
    if (m_wanted && !m_broken && m_values.size() < FieldCap)
        m_values.emplace_back(name, std::move(text));
}

bool RegistryWalk::run()
{
    std::string_view line;
    bool headed = false, blank = false;
    while (m_lines.next(line)) {
        blank = trimmed(line).empty();
        if (blank)
            continue;
        if (!headed) {
            m_wide = line.find(Version5) != std::string_view::npos;
            if (!m_wide && line.find(Version4) == std::string_view::npos)
                return false;
            headed = true;
        } else if (line.front() == '[') {
            beginKey(line);
        } else if (line.front() == '"') {
            value(line);
        } else if (line.substr(0, 6) == "@=hex(" || line.substr(0, 2) == "  ") {
            // the default value of a key and what is left of one that was skipped
        }
    }
    // The registry editor ends each key with a blank line: a file without it was cut.
    const bool cut = m_broken || m_lines.cut() || (headed && !blank);
    if (cut) {
        if (m_wanted)
            m_out.issue(ErrorKind::Truncated, "the last key is cut", m_keyLine, {}, m_key);
        m_wanted = false;
        m_import.cut();
    }
    endKey();
    return headed;
}

/// Export of the registry: the Uninstall keys, and the key that tells build and update revision.
class RegistryExportReader final : public InventoryReader {
public:
    std::string_view id() const override { return "registry-export"; }
    std::string_view name() const override { return "registry export (.reg) of the Uninstall keys"; }
    std::vector<std::string_view> extensions() const override { return {"reg"}; }
    Match sniff(const Probe& probe) const override
    {
        const auto text = trimAscii(probe.text.substr(0, 256));
        return text.substr(0, Version5.size()) == Version5 || text.substr(0, Version4.size()) == Version4
            ? Match::Certain
            : Match::No;
    }
    Result<void> read(ByteSource& bytes, const ReadOptions& options, SnapshotBuilder& out,
                      ProgressSink& progress) const override
    {
        WindowsImport import(out, options);
        TextLines lines(bytes, progress);
        const bool isExport = RegistryWalk(lines, import, out).run();
        if (const auto failure = lines.failure())
            return *failure;
        if (!isExport)
            return fileError(ErrorKind::NotRecognised, "no registry export", bytes.name());
        return import.finish();
    }
};

} // namespace

std::unique_ptr<InventoryReader> makeRegistryExportReader()
{
    return std::make_unique<RegistryExportReader>();
}

} // namespace bw
