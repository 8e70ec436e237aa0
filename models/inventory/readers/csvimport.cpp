// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/readers/csvimport.h"

#include "models/files/textsource.h"
#include "models/inventory/readers/packagetext.h"

#include <algorithm>

namespace bw {

namespace {

using F = CsvField;

/// Cells that mean "nothing" in whatever column they stand.
bool isNothing(std::string_view text)
{
    return text.empty() || text == "-" || text == "'-" || text == "N/A" || text == "n/a" || text == "NULL"
        || text == "null" || text == "(null)";
}

std::string lower(std::string_view text)
{
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? char(c | 0x20) : c; });
    return out;
}

void fillEmpty(std::string& target, std::string_view text)
{
    if (target.empty() && !text.empty())
        target = cleanText(text);
}

std::string macOf(std::string_view text)
{
    std::string mac = lower(trimmed(text));
    std::replace(mac.begin(), mac.end(), '-', ':');
    return mac;
}

/// Calls `use` with each part of a list in one cell.
template <typename Use>
void eachPart(std::string_view list, Use use)
{
    while (!list.empty()) {
        const auto end = list.find_first_of(",;|\n");
        if (const auto part = trimmed(list.substr(0, end)); !part.empty())
            use(part);
        if (end == std::string_view::npos)
            return;
        list.remove_prefix(end + 1);
    }
}

std::string stemOf(std::string_view path)
{
    const auto slash = path.find_last_of("/\\!");
    if (slash != std::string_view::npos)
        path.remove_prefix(slash + 1);
    return std::string(path.substr(0, path.find('.', 1)));
}

} // namespace

CsvImport::CsvImport(SnapshotBuilder& out, const ReadOptions& options, const CsvLayout& layout)
    : m_out(out)
    , m_options(options)
    , m_layout(layout)
    , m_hostRuns(runsOf(layout, isHostField))
    , m_softwareRuns(runsOf(layout, isSoftwareField))
    , m_single(!layout.namesHosts())
    , m_dates(options.profile ? options.profile->dateOrder : DateOrder::Auto)
{
    for (std::size_t field = 0; field < m_column.size(); ++field)
        m_column[field] = layout.column(F(field));
}

std::vector<CsvImport::Run> CsvImport::runsOf(const CsvLayout& layout, bool (*wanted)(CsvField))
{
    std::vector<Run> runs;
    for (std::size_t column = 0; column < layout.fields.size(); ++column) {
        if (!wanted(layout.fields[column]))
            continue;
        if (!runs.empty() && runs.back().last + 1 == column)
            runs.back().last = column;
        else
            runs.push_back({column, column});
    }
    return runs;
}

/// The bytes of all runs; with their lengths in between where there are several, so that no two rows look alike that
/// are not.
std::string_view CsvImport::keyOf(const CsvRecord& record, const std::vector<Run>& runs, std::string& scratch) const
{
    const std::size_t kept = record.kept();
    const auto slice = [&](Run run) {
        return run.first < kept ? record.rawFields(run.first, std::min(run.last, kept - 1)) : std::string_view();
    };
    if (runs.size() == 1)
        return slice(runs.front());
    scratch.clear();
    for (const Run run : runs) {
        const auto bytes = slice(run);
        const auto size = std::uint32_t(bytes.size());
        scratch.append(reinterpret_cast<const char*>(&size), sizeof size);
        scratch.append(bytes);
    }
    return scratch;
}

std::string_view CsvImport::cell(const CsvRecord& record, CsvField field)
{
    const int column = m_column[std::size_t(field)];
    if (column < 0 || std::size_t(column) >= record.kept())
        return {};
    const auto text =
        csvText(record.rawField(std::size_t(column)), m_layout.dialect, m_cellScratch[std::size_t(field)]);
    return isNothing(text) ? std::string_view() : text;
}

bool CsvImport::isBlank(std::string_view raw) const
{
    return std::all_of(raw.begin(), raw.end(),
                       [&](char c) { return c == m_layout.dialect.delimiter || c == ' ' || c == '"' || c == '\t'; });
}

bool CsvImport::isData(const CsvRecord& record)
{
    if (record.raw.empty() || record.raw.front() == '#' || record.line <= m_layout.headingLine)
        return false;
    const std::size_t columns = m_layout.fields.size();
    if (record.fields == columns)
        return true;
    if (isBlank(record.raw))
        return false;
    if (record.fields < columns) {
        m_cut |= !record.ended;
        if (m_cut && !record.ended) {
            m_out.issue(ErrorKind::Truncated, "the last row is cut", record.line, {},
                        cleanText(record.raw.substr(0, 200)));
            return false;
        }
        return true; // what is missing at its end counts as empty
    }
    for (std::size_t i = columns; i < record.kept(); ++i) {
        if (trimmed(record.rawField(i)).empty())
            continue;
        m_out.issue(ErrorKind::Malformed, "row has more fields than there are headings", record.line, {},
                    cleanText(record.raw.substr(0, 200)));
        return false;
    }
    return true;
}

void CsvImport::records(std::span<const CsvRecord> records)
{
    std::array<std::uint64_t, Batch> hashes;
    const bool ahead = m_softwareRuns.size() == 1 && m_table && records.size() <= Batch;
    if (ahead) {
        for (std::size_t i = 0; i < records.size(); ++i) {
            hashes[i] = SliceTable::hash(keyOf(records[i], m_softwareRuns, m_softwareScratch));
            m_table->prefetchPlace(hashes[i]);
        }
        for (std::size_t i = 0; i < records.size(); ++i)
            m_table->prefetchText(hashes[i]);
    }
    for (std::size_t i = 0; i < records.size(); ++i) {
        const auto key = keyOf(records[i], m_softwareRuns, m_softwareScratch);
        row(records[i], key, ahead ? hashes[i] : SliceTable::hash(key));
    }
}

void CsvImport::row(const CsvRecord& record, std::string_view softwareKey, std::uint64_t hash)
{
    if (!isData(record))
        return;
    ++m_rows;
    if (!changeHost(record) || m_softwareRuns.empty())
        return;
    std::uint32_t& number = m_table->at(softwareKey, hash);
    if (number < NoComponent)
        m_list->push_back(number);
    else if (number == SliceTable::None)
        addNewComponent(record, number);
}

/// Makes the row's host the current one. False where the row has none.
bool CsvImport::changeHost(const CsvRecord& record)
{
    if (m_single && m_haveHost)
        return true;
    const auto key = m_single ? std::string_view() : keyOf(record, m_hostRuns, m_hostScratch);
    if (!m_haveHost || key != m_lastHostKey) {
        std::uint32_t& number = m_hosts.at(key);
        if (number == SliceTable::None)
            number = hostOf(record);
        m_slot = number;
        m_lastHostKey = key;
        m_haveHost = true;
        if (m_slot != NoHost) {
            HostDraft& host = m_out.host(m_slot);
            m_list = &host.components;
            m_assumed = ecosystemOf(host.os);
            auto& table = m_components[std::size_t(m_assumed)];
            if (!table)
                table = std::make_unique<SliceTable>();
            m_table = table.get();
        }
    }
    if (m_slot != NoHost)
        return true;
    if (!isBlank(record.raw))
        m_out.issue(ErrorKind::MissingField, "row names no host", record.line, {},
                    cleanText(record.raw.substr(0, 200)));
    return false;
}

std::string CsvImport::hostLabel() const
{
    return m_options.hostHint.empty() ? stemOf(m_out.file()) : m_options.hostHint;
}

SnapshotBuilder::HostSlot CsvImport::hostOf(const CsvRecord& record)
{
    std::string key;
    if (!m_single) {
        // Everything by which the row names its host: a name, a serial number or a column "ID" alone may be shared by
        // several machines, and what one row of them lacks is for reconcile to see.
        for (const F field : {F::AgentId, F::HostName, F::Fqdn, F::Serial, F::Uuid, F::MachineId})
            key += lower(cell(record, field)) + '\x1f';
        if (key.find_first_not_of('\x1f') == std::string::npos) {
            key += lower(cell(record, F::Mac));
            if (key.back() == '\x1f')
                return NoHost;
        }
    }
    bool isNew = false;
    const auto slot = m_out.hostFor(key, &isNew);
    HostDraft& host = m_out.host(slot);
    if (isNew) {
        host.firstLine = record.line;
        if (m_slot < NoHost)
            host.components.reserve(m_out.host(m_slot).components.size());
        if (m_single)
            tellHostName(host.identity, hostLabel());
    }
    tellHost(host, slot, record);
    return slot;
}

void CsvImport::tellHost(HostDraft& host, SnapshotBuilder::HostSlot slot, const CsvRecord& record)
{
    HostIdentity& identity = host.identity;
    fillEmpty(identity.fqdn, cell(record, F::Fqdn));
    tellHostName(identity, cell(record, F::HostName));
    if (identity.name.empty() && !identity.fqdn.empty())
        tellHostName(identity, std::string(identity.fqdn));
    fillEmpty(identity.serial, cell(record, F::Serial));
    fillEmpty(identity.uuid, lower(cell(record, F::Uuid)));
    fillEmpty(identity.agentId, cell(record, F::AgentId));
    if (const auto id = cell(record, F::MachineId); id.size() == 32)
        fillEmpty(identity.machineId, lower(id));
    else
        fillEmpty(identity.agentId, id);
    eachPart(cell(record, F::Mac), [&](std::string_view mac) {
        auto text = cleanText(macOf(mac));
        if (std::find(identity.macs.begin(), identity.macs.end(), text) == identity.macs.end())
            identity.macs.push_back(std::move(text));
    });
    fillEmpty(host.runningKernel, cell(record, F::Kernel));
    if (host.os.name.empty()) {
        const auto os = cell(record, F::Os), version = cell(record, F::OsVersion);
        if (!os.empty() || !version.empty())
            host.os = canonicalOs(cleanText(os), cleanText(version), cleanText(cell(record, F::OsArch)),
                                  cleanText(cell(record, F::OsBuild)));
        else if (!m_options.osHint.empty())
            host.os = osFromStream(m_options.osHint);
    }
    if (const auto seen = cell(record, F::LastSeen); !seen.empty()) {
        if (!m_dates.add(slot, seen))
            m_out.issue(ErrorKind::BadValue, "date is not readable", record.line, std::string(name(F::LastSeen)),
                        cleanText(seen));
    }
    tellAttributes(host.attributes, record);
}

void CsvImport::tellAttributes(HostAttributes& attributes, const CsvRecord& record)
{
    const auto rank = [&](auto& target, F field, auto parse) {
        const auto text = cell(record, field);
        if (text.empty() || target)
            return;
        target = parse(text);
        if (!target)
            m_out.issue(ErrorKind::BadValue, "value is not one of the known ones", record.line,
                        std::string(name(field)), cleanText(text));
    };
    rank(attributes.exposure, F::Exposure, exposureFrom);
    rank(attributes.importance, F::Importance, missionFrom);
    rank(attributes.safety, F::Safety, safetyFrom);
    fillEmpty(attributes.owner, cell(record, F::Owner));
    fillEmpty(attributes.site, cell(record, F::Site));
    fillEmpty(attributes.role, cell(record, F::Role));
    eachPart(cell(record, F::Tags), [&](std::string_view tag) {
        const auto text = cleanText(tag);
        const auto at = std::lower_bound(attributes.tags.begin(), attributes.tags.end(), text);
        if (at == attributes.tags.end() || *at != text)
            attributes.tags.insert(at, text);
    });
}

void CsvImport::addNewComponent(const CsvRecord& record, std::uint32_t& remembered)
{
    const auto text = [&](F field) { return cell(record, field); };
    SoftwareCells cells{text(F::SoftwareName), text(F::Version), text(F::Release), text(F::Epoch),
                        text(F::Vendor),       text(F::Arch),    text(F::Source),  text(F::SourceVersion),
                        text(F::Ecosystem),    text(F::HotfixId)};
    if (cells.name.empty() && cells.hotfix.empty()) {
        remembered = NoComponent;
        return;
    }
    // Texts are cleaned here, once per distinct row part, instead of validating every byte of the file.
    const bool clean = std::all_of(record.raw.begin(), record.raw.end(), [](char c) {
        return static_cast<unsigned char>(c) >= 0x20 && static_cast<unsigned char>(c) < 0x7f;
    });
    std::array<std::string, 10> cleaned;
    if (!clean) {
        std::size_t i = 0;
        for (std::string_view* part :
             {&cells.name, &cells.version, &cells.release, &cells.epoch, &cells.vendor, &cells.arch, &cells.source,
              &cells.sourceVersion, &cells.ecosystem, &cells.hotfix}) {
            cleaned[i] = cleanText(*part);
            *part = trimmed(cleaned[i++]);
        }
    }
    componentOf(cells, m_assumed, m_component);
    if (m_component.problem) {
        m_out.issue(cells.version.empty() ? ErrorKind::MissingField : ErrorKind::BadValue, m_component.problem,
                    record.line, {}, cleanText(record.raw.substr(0, 200)));
        return; // not remembered: each such row is an issue of its own
    }
    if (m_component.view.name.empty()) {
        remembered = NoComponent;
        return;
    }
    remembered = m_out.intern(m_component.view);
    m_list->push_back(remembered);
}

void CsvImport::finishHost(SnapshotBuilder::HostSlot slot, OsInference& inference)
{
    HostDraft& host = m_out.host(slot);
    host.toldPackages = !host.components.empty();
    host.partialHotfixes = m_layout.column(F::HotfixId) >= 0;
    host.truncated |= m_cut;
    if (host.os.name.empty())
        host.os = inference.of(host.components);
    const auto told = m_dates.told(slot);
    if (told.at && !isZeroTime(*told.at)) {
        host.takenAt = told.zoned ? *told.at : *told.at - std::chrono::minutes(m_options.assumedUtcOffsetMinutes);
        host.timeSource = told.zoned ? TimeSource::Told : TimeSource::LocalAssumedZone;
        const auto now = m_options.takenAt ? m_options.takenAt : m_options.fileTime;
        if (now && *host.takenAt > *now + std::chrono::hours(24))
            m_out.issue(ErrorKind::BadValue, "date is later than the file itself", host.firstLine,
                        std::string(name(F::LastSeen)), toIso(*host.takenAt));
    }
    tellTime(host, m_options);
}

Result<void> CsvImport::finish(const CsvRecords& records)
{
    m_cut |= records.cutInQuotes();
    if (records.cutInQuotes())
        m_out.issue(ErrorKind::Truncated, "the text ends inside quotes");
    if (records.strayQuotes() > 0)
        m_out.issue(ErrorKind::Malformed, "a quote is never closed; it was read as text");
    if (records.skippedLines() > 0)
        m_out.issue(ErrorKind::TooLarge, "a line is longer than any row may be; it was skipped");
    if (m_dates.anyAmbiguous() && m_dates.order() == DateOrder::Auto)
        m_out.issue(m_dates.contradictory() ? ErrorKind::BadValue : ErrorKind::Ambiguous,
                    "day and month cannot be told apart; choose their order", m_layout.headingLine,
                    std::string(name(F::LastSeen)));
    OsInference inference(m_out.pool());
    for (SnapshotBuilder::HostSlot slot = 0; slot < m_out.hosts().size(); ++slot)
        finishHost(slot, inference);
    if (m_cut)
        return Error{ErrorKind::Truncated, m_out.file(), {}};
    if (m_rows == 0)
        return Error{ErrorKind::Empty, m_out.file(), {}};
    return {};
}

} // namespace bw
