// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/files/textsource.h"
#include "models/inventory/inventoryreader.h"
#include "models/inventory/jsonpeek.h"
#include "models/inventory/readers/readers.h"

#include <QXmlStreamReader>

#include <algorithm>

namespace bw {

namespace {

constexpr std::size_t HeadSize = 64 * 1024;
constexpr std::size_t JsonHeadSize = 4 * 1024 * 1024;

// Asked in this order; the first among equally sure ones wins, so narrow formats stand before wide ones.
std::vector<std::unique_ptr<InventoryReader>> makeReaders()
{
    std::vector<std::unique_ptr<InventoryReader>> readers;
    readers.push_back(makeDpkgStatusReader());
    readers.push_back(makeDpkgListReader());
    readers.push_back(makeDpkgQueryReader());
    readers.push_back(makeAptListReader());
    readers.push_back(makeAptSimulateReader());
    readers.push_back(makeNeedRestartReader());
    readers.push_back(makeNeedsRestartingReader());
    readers.push_back(makeApkDatabaseReader());
    readers.push_back(makeApkListReader());
    readers.push_back(makeZypperReader());
    readers.push_back(makeUpdateInfoReader());
    readers.push_back(makeDnfListReader());
    readers.push_back(makeSnapListReader());
    readers.push_back(makeFlatpakListReader());
    readers.push_back(makeRpmTableReader());
    readers.push_back(makeRpmListReader());
    readers.push_back(makePacmanReader());
    readers.push_back(makeOsqueryLogReader());
    readers.push_back(makeAnsibleReader());
    readers.push_back(makeGlpiJsonReader());
    readers.push_back(makeFusionXmlReader());
    readers.push_back(makeCycloneDxReader());
    readers.push_back(makeOsqueryReader());
    readers.push_back(makeSystemInfoReader());
    readers.push_back(makeWindowsUpdatesReader());
    readers.push_back(makeWmicReader());
    readers.push_back(makeRegistryExportReader());
    readers.push_back(makeWingetExportReader());
    readers.push_back(makeWingetListReader());
    readers.push_back(makePowerShellReader());
    readers.push_back(makeCsvReader());
    return readers;
}

Result<std::string> decode(std::string_view raw)
{
    const auto guess = guessEncoding(raw);
    const auto source = utf8Source(memorySource(std::string(raw)), guess.encoding, guess.bomBytes);
    std::string text;
    for (;;) {
        const std::size_t used = text.size();
        text.resize(used + HeadSize);
        const auto got = source->read(text.data() + used, HeadSize);
        text.resize(used + (got ? *got : 0));
        if (!got)
            return got.error();
        if (*got == 0)
            return text;
    }
}

void lookAtXml(std::string_view text, Probe& probe)
{
    // As UTF-16: the text is decoded already, a declaration of another encoding must not be believed again.
    QXmlStreamReader xml(QString::fromUtf8(text.data(), qsizetype(text.size())));
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        probe.rootElement = xml.qualifiedName().toString().toStdString();
        probe.rootNamespace = xml.namespaceUri().toString().toStdString();
        return;
    }
}

} // namespace

bool Probe::hasKey(std::string_view key) const
{
    return std::find(jsonKeys.begin(), jsonKeys.end(), key) != jsonKeys.end();
}

std::span<const std::unique_ptr<InventoryReader>> inventoryReaders()
{
    static const auto readers = makeReaders();
    return readers;
}

const InventoryReader* inventoryReader(std::string_view id)
{
    for (const auto& reader : inventoryReaders()) {
        if (reader->id() == id)
            return reader.get();
    }
    return nullptr;
}

const InventoryReader* recognise(const Probe& probe)
{
    const InventoryReader* best = nullptr;
    Match bestMatch = Match::No;
    for (const auto& reader : inventoryReaders()) {
        const Match match = reader->sniff(probe);
        if (match > bestMatch) {
            best = reader.get();
            bestMatch = match;
        }
        if (bestMatch == Match::Certain)
            break;
    }
    return best;
}

Result<Probe> probe(std::string_view path, PeekSource& bytes, ProbeStorage& storage)
{
    auto head = bytes.peek(HeadSize);
    if (!head)
        return head.error();
    auto text = decode(*head);
    if (!text)
        return text.error();
    Probe probe;
    probe.path = path;
    JsonPeek json = peekJson(*text);
    if (json.json && !json.ended && head->size() >= HeadSize) {
        const auto more = bytes.peek(JsonHeadSize);
        if (!more)
            return more.error();
        const auto longer = decode(*more);
        if (!longer)
            return longer.error();
        json = peekJson(*longer);
        head = more->substr(0, HeadSize); // the longer look may have moved the bytes
    }
    probe.head = *head;
    storage.text = std::move(*text);
    probe.text = storage.text;
    probe.jsonArray = json.array;
    probe.jsonKeys = std::move(json.keys);
    const auto first = probe.text.find_first_not_of(" \t\r\n");
    if (first != std::string_view::npos && probe.text[first] == '<')
        lookAtXml(probe.text.substr(first), probe);
    return probe;
}

} // namespace bw
