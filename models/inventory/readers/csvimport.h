// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/inventory/inventoryreader.h"
#include "models/inventory/readers/csvcomponents.h"
#include "models/inventory/readers/csvlayout.h"
#include "models/inventory/readers/datecolumn.h"
#include "models/inventory/readers/hostparts.h"
#include "models/inventory/readers/slicetable.h"

#include <array>

namespace bw {

/// Turns the records of a table into hosts and components. A row is read once per distinct text: the bytes of its host
/// columns and of its software columns are remembered with what they stood for, and only new ones are split, cleaned
/// and interned.
class CsvImport {
public:
    /// So many records are looked at together, so that the memory they need is on its way before it is used.
    static constexpr std::size_t Batch = 32;

    CsvImport(SnapshotBuilder& out, const ReadOptions& options, const CsvLayout& layout);
    void records(std::span<const CsvRecord> records);
    Result<void> finish(const CsvRecords& records);

private:
    static constexpr std::uint32_t NoHost = 0xfffffffeu; ///< the row names none
    static constexpr std::uint32_t NoComponent = 0xfffffffeu; ///< the row has an empty software part

    /// Neighbouring columns that are read together.
    struct Run {
        std::size_t first = 0, last = 0;
    };
    static std::vector<Run> runsOf(const CsvLayout& layout, bool (*wanted)(CsvField));
    std::string_view keyOf(const CsvRecord& record, const std::vector<Run>& runs, std::string& scratch) const;
    std::string_view cell(const CsvRecord& record, CsvField field);

    void row(const CsvRecord& record, std::string_view softwareKey, std::uint64_t hash);
    bool isData(const CsvRecord& record);
    bool isBlank(std::string_view raw) const;
    bool changeHost(const CsvRecord& record);
    SnapshotBuilder::HostSlot hostOf(const CsvRecord& record);
    void tellHost(HostDraft& host, SnapshotBuilder::HostSlot slot, const CsvRecord& record);
    void tellAttributes(HostAttributes& attributes, const CsvRecord& record);
    void addNewComponent(const CsvRecord& record, std::uint32_t& remembered);
    void finishHost(SnapshotBuilder::HostSlot slot, OsInference& inference);
    std::string hostLabel() const;

    SnapshotBuilder& m_out;
    const ReadOptions& m_options;
    const CsvLayout& m_layout;
    std::array<int, 40> m_column{}; ///< by field; -1: none
    std::vector<Run> m_hostRuns, m_softwareRuns;
    bool m_single = false; ///< no column names a host: the file is one
    SliceTable m_hosts;
    std::array<std::unique_ptr<SliceTable>, 16> m_components; ///< by the host's assumed ecosystem
    SliceTable* m_table = nullptr;
    Ecosystem m_assumed = Ecosystem::Program;
    std::string m_lastHostKey, m_hostScratch, m_softwareScratch;
    bool m_haveHost = false;
    std::uint32_t m_slot = NoHost;
    std::vector<ComponentId>* m_list = nullptr;
    std::array<std::string, 40> m_cellScratch;
    RowComponent m_component;
    DateColumn m_dates;
    bool m_cut = false;
    std::uint64_t m_rows = 0;
};

} // namespace bw
