// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/readers/hostparts.h"
#include "models/inventory/readers/packagetext.h"
#include "models/inventory/readers/readers.h"
#include "models/inventory/readers/textlines.h"

namespace bw {

namespace {

/// The fields of one deb822 stanza that matter here.
struct Stanza {
    std::string package, status, version, architecture, source;
    std::uint64_t line = 0;
    bool indexEntry = false; ///< of a repository's Packages or Sources file, which say nothing about a host
    bool any = false;
};

std::string* fieldOf(Stanza& stanza, std::string_view key)
{
    if (key == "Package")
        return &stanza.package;
    if (key == "Status")
        return &stanza.status;
    if (key == "Version")
        return &stanza.version;
    if (key == "Architecture")
        return &stanza.architecture;
    if (key == "Source")
        return &stanza.source;
    return nullptr;
}

class StatusImport {
public:
    StatusImport(SnapshotBuilder& out, const ReadOptions& options)
        : m_out(out)
        , m_slot(addHintedHost(out, options))
    {
    }

    void line(std::string_view text, std::uint64_t number);
    void finishStanza();
    Result<void> finish(bool cut);

private:
    SnapshotBuilder& m_out;
    SnapshotBuilder::HostSlot m_slot;
    Stanza m_stanza;
    bool m_lastLineMatters = false;
    std::uint64_t m_stanzas = 0;
    std::uint64_t m_indexEntries = 0;
};

void StatusImport::line(std::string_view text, std::uint64_t number)
{
    if (trimmed(text).empty()) {
        finishStanza();
        return;
    }
    m_lastLineMatters = false;
    if (text[0] == ' ' || text[0] == '\t')
        return; // continuation of a field that is not needed
    if (!m_stanza.any)
        m_stanza.line = number;
    m_stanza.any = true;
    const auto colon = text.find(':');
    if (colon == std::string_view::npos) {
        m_out.issue(ErrorKind::Malformed, "line is no field", number, {}, cleanText(text));
        return;
    }
    const auto key = text.substr(0, colon);
    if (key == "Filename" || key == "Directory" || key == "Binary")
        m_stanza.indexEntry = true;
    if (std::string* field = fieldOf(m_stanza, key)) {
        *field = cleanText(trimmed(text.substr(colon + 1)));
        m_lastLineMatters = true;
    }
}

void StatusImport::finishStanza()
{
    if (!m_stanza.any)
        return;
    const Stanza stanza = std::move(m_stanza);
    m_stanza = {};
    ++m_stanzas;
    if (stanza.indexEntry && stanza.status.empty()) {
        ++m_indexEntries;
        return;
    }
    if (!stanza.status.empty() && !isInstalledStatus(stanza.status))
        return;
    if (!isDebName(stanza.package)) {
        m_out.issue(ErrorKind::BadValue, "package name is empty or impossible", stanza.line, "Package", stanza.package);
        return;
    }
    if (!isDebVersion(stanza.version)) {
        m_out.issue(stanza.version.empty() ? ErrorKind::MissingField : ErrorKind::BadValue,
                    "version is empty or impossible", stanza.line, "Version", stanza.version);
        return;
    }
    const auto source = splitSource(stanza.source);
    ComponentView component{
        Ecosystem::Deb, stanza.package, stanza.version, stanza.architecture, stanza.package, {}, {}, {}};
    if (!source.name.empty())
        component.source = source.name;
    if (source.version != stanza.version)
        component.sourceVersion = source.version;
    if (isUnfinished(stanza.status))
        component.version = component.sourceVersion = {};
    m_out.add(m_slot, component);
}

Result<void> StatusImport::finish(bool cut)
{
    const Place place{m_out.file(), m_stanza.line, 0, {}};
    const bool lost = cut && m_stanza.any && (m_lastLineMatters || m_stanza.version.empty());
    if (lost) {
        m_out.issue(ErrorKind::Truncated, "the text ends inside a record", m_stanza.line, {}, m_stanza.package);
        m_stanza = {};
    }
    finishStanza();
    HostDraft& host = m_out.host(m_slot);
    if (m_indexEntries > 0 && host.components.empty())
        return Error{ErrorKind::Unsupported, "index of a package repository, not the packages of a host", place};
    if (host.components.empty() && m_out.issueCount() > 0 && !lost)
        return Error{ErrorKind::Malformed, "not one package stands in it", place};
    if (m_stanzas == 0 && !lost)
        return Error{ErrorKind::Empty, m_out.file(), {}};
    host.toldPackages = true;
    host.truncated = lost;
    if (host.os.name.empty())
        host.os = inferOs(m_out.pool(), host.components);
    if (lost)
        return Error{ErrorKind::Truncated, m_out.file(), place};
    return {};
}

class DpkgStatusReader final : public InventoryReader {
public:
    std::string_view id() const override { return "dpkg-status"; }
    std::string_view name() const override { return "dpkg status file"; }
    Match sniff(const Probe& probe) const override;
    Result<void> read(ByteSource& bytes, const ReadOptions& options, SnapshotBuilder& out,
                      ProgressSink& progress) const override;
};

Match DpkgStatusReader::sniff(const Probe& probe) const
{
    const auto text = probe.text.substr(std::min(probe.text.find_first_not_of(" \t\r\n"), probe.text.size()));
    if (text.substr(0, 9) != "Package: ")
        return Match::No;
    const auto stanza = text.substr(0, text.find("\n\n"));
    if (stanza.find("\nStatus: ") != std::string_view::npos)
        return Match::Certain;
    return stanza.find("\nVersion: ") != std::string_view::npos ? Match::Likely : Match::Weak;
}

Result<void> DpkgStatusReader::read(ByteSource& bytes, const ReadOptions& options, SnapshotBuilder& out,
                                    ProgressSink& progress) const
{
    TextLines lines(bytes, progress);
    StatusImport import(out, options);
    std::string_view line;
    while (lines.next(line))
        import.line(line, lines.number());
    if (const auto failure = lines.failure())
        return *failure;
    return import.finish(lines.cut());
}

} // namespace

std::unique_ptr<InventoryReader> makeDpkgStatusReader()
{
    return std::make_unique<DpkgStatusReader>();
}

} // namespace bw
