// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/readers/packagetext.h"
#include "models/inventory/readers/printedlist.h"
#include "models/inventory/readers/readers.h"

namespace bw {

namespace {

/// One package of Alpine's database: lines of a letter, a colon and a text (apk-tools, apk_pkg_write_index_entry).
struct ApkStanza {
    std::string name, version, arch, origin;
    bool any = false;
    bool lastMatters = false; ///< the last line holds one of these
};

class ApkDatabase {
public:
    explicit ApkDatabase(PrintedList& list)
        : m_list(list)
    {
    }
    Printed take(std::string_view line)
    {
        if (line.empty())
            return finishStanza();
        if (line.size() < 2 || line[1] != ':')
            return Printed::Unknown;
        m_stanza.any = true;
        std::string* const field = fieldOf(line[0]);
        m_stanza.lastMatters = field != nullptr;
        if (field)
            *field = std::string(line.substr(2, 512));
        if (m_list.cutHere()) {
            const bool lost = m_stanza.lastMatters || m_stanza.origin.empty();
            if (lost) {
                m_list.truncate(m_stanza.name);
                m_stanza = {};
                return Printed::Other;
            }
            return finishStanza();
        }
        return Printed::Other;
    }
    Printed finishStanza()
    {
        if (!m_stanza.any)
            return Printed::Other;
        const ApkStanza stanza = std::move(m_stanza);
        m_stanza = {};
        m_list.add({Ecosystem::Apk, stanza.name, stanza.version, stanza.arch, stanza.origin, {}, {}, {}});
        return Printed::Record;
    }

private:
    std::string* fieldOf(char key)
    {
        switch (key) {
        case 'P':
            return &m_stanza.name;
        case 'V':
            return &m_stanza.version;
        case 'A':
            return &m_stanza.arch;
        case 'o':
            return &m_stanza.origin;
        default:
            return nullptr;
        }
    }

    PrintedList& m_list;
    ApkStanza m_stanza;
};

class ApkDatabaseReader final : public InventoryReader {
public:
    std::string_view id() const override { return "apk-db"; }
    std::string_view name() const override { return "Alpine package database (lib/apk/db/installed)"; }
    Match sniff(const Probe& probe) const override;
    Result<void> read(ByteSource& bytes, const ReadOptions& options, SnapshotBuilder& out,
                      ProgressSink& progress) const override;
};

Match ApkDatabaseReader::sniff(const Probe& probe) const
{
    const auto text = probe.text.substr(std::min(probe.text.find_first_not_of(" \t\r\n"), probe.text.size()));
    const auto first = text.substr(0, 2);
    if (first != "C:" && first != "P:")
        return Match::No;
    const auto share = shareOfLines(text, [](std::string_view line) { return line.size() >= 2 && line[1] == ':'; });
    const bool named = first == "P:" || text.find("\nP:") != std::string_view::npos;
    if (!named || text.find("\nV:") == std::string_view::npos || share.own < share.lines)
        return Match::No;
    return Match::Certain;
}

Result<void> ApkDatabaseReader::read(ByteSource& bytes, const ReadOptions& options, SnapshotBuilder& out,
                                     ProgressSink& progress) const
{
    PrintedList list(out, options);
    ApkDatabase database(list);
    // A text that ends after its last field has no blank line to say that the package is whole.
    const auto read = list.readLines(bytes, progress, [&](std::string_view line) { return database.take(line); });
    if (!read)
        return read;
    list.count(database.finishStanza());
    return list.finish();
}

} // namespace

std::unique_ptr<InventoryReader> makeApkDatabaseReader()
{
    return std::make_unique<ApkDatabaseReader>();
}

} // namespace bw
