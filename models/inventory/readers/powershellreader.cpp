// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/readers/csvlayout.h"
#include "models/inventory/readers/powershellforms.h"
#include "models/inventory/readers/producertext.h"
#include "models/inventory/readers/readers.h"
#include "models/inventory/readers/textlines.h"

#include <algorithm>

namespace bw {

namespace {

constexpr std::string_view StreamMark = "#< CLIXML";

/// Objects of PowerShell in a file: Uninstall keys, Get-HotFix, Get-Package, Win32 classes and Get-ComputerInfo, as
/// CSV, JSON or CliXml, of one host or of many.
class PowerShellReader final : public InventoryReader {
public:
    std::string_view id() const override { return "powershell"; }
    std::string_view name() const override { return "PowerShell objects (Export-Csv, ConvertTo-Json, Export-Clixml)"; }
    std::vector<std::string_view> extensions() const override { return {"csv", "json", "xml", "clixml"}; }
    Match sniff(const Probe& probe) const override;
    Result<void> read(ByteSource& bytes, const ReadOptions& options, SnapshotBuilder& out,
                      ProgressSink& progress) const override;
};

/// Tables with further columns about hosts are for the reader of tables, which takes all of them.
bool isObjectTable(const CsvLayout& layout)
{
    const auto kind = windowsRecord(std::span(layout.headings));
    if (kind == WindowsRecord::Unknown)
        return false;
    if (!tellsSoftware(kind))
        return kind == WindowsRecord::ComputerInfo || kind == WindowsRecord::OperatingSystem
            || kind == WindowsRecord::Update;
    for (std::size_t i = 0; i < layout.fields.size(); ++i) {
        const CsvField field = layout.fields[i];
        if (!isHostField(field))
            continue;
        const std::string heading = asciiLower(layout.headings[i]);
        if (field != CsvField::HostName
            || (heading != "pscomputername" && heading != "csname" && heading != "computername" && heading != "source"))
            return false;
    }
    return true;
}

/// A record, or an object that names a host and holds lists of records.
bool isObject(const Probe& probe)
{
    if (windowsRecord(std::span(probe.jsonKeys)) != WindowsRecord::Unknown)
        return true;
    const auto holds = [&](std::string_view property) { return probe.text.find(property) != std::string_view::npos; };
    return (probe.hasKey("PSComputerName") || probe.hasKey("ComputerName") || probe.hasKey("CSName"))
        && (holds("\"HotFixID\"") || holds("\"DisplayVersion\"") || holds("\"CurrentBuild") || holds("\"BuildNumber\"")
            || holds("\"KBArticleIDs\""));
}

Match PowerShellReader::sniff(const Probe& probe) const
{
    if (probe.rootElement == "Objs")
        return probe.rootNamespace.find("powershell") != std::string::npos ? Match::Certain : Match::Likely;
    if (probe.text.substr(0, StreamMark.size()) == StreamMark)
        return Match::Certain;
    const auto first = probe.text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos || probe.text[first] == '<')
        return Match::No;
    if (probe.text[first] == '{' || probe.text[first] == '[')
        return isObject(probe) ? Match::Likely : Match::No;
    return isObjectTable(csvLayoutOf(probe.text)) ? Match::Likely : Match::No;
}

Result<void> PowerShellReader::read(ByteSource& bytes, const ReadOptions& options, SnapshotBuilder& out,
                                    ProgressSink& progress) const
{
    const auto peek = peekAt(bytes);
    ProbeStorage storage;
    const auto looked = probe(bytes.name(), *peek, storage);
    if (!looked)
        return looked.error();
    const auto text = trimAscii(looked->text);
    WindowsImport import(out, options);
    const bool xml = text.substr(0, 1) == "<" || text.substr(0, StreamMark.size()) == StreamMark;
    const bool json = text.substr(0, 1) == "{" || text.substr(0, 1) == "[";
    const auto read = xml ? readCliXml(*peek, import, out, progress)
        : json            ? readPowerShellJson(*peek, import, out, progress)
                          : readPowerShellCsv(*peek, import, out, progress);
    return read ? import.finish() : read;
}

} // namespace

std::unique_ptr<InventoryReader> makePowerShellReader()
{
    return std::make_unique<PowerShellReader>();
}

} // namespace bw
