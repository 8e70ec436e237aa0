// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/fleet.h"
#include "models/items/tablemodel.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace bw {

/// What became of one file of an import.
struct FileRow {
    std::string path;
    std::string format; ///< id of the reader; empty: not recognised
    std::optional<Instant> takenAt;
    TimeSource timeSource = TimeSource::ImportTime;
    std::uint32_t hosts = 0;
    std::uint64_t components = 0;
    std::uint64_t issues = 0;
    bool failed = false; ///< nothing of it is used
};

/// The files of an import, in the order in which they were read.
class FilesModel final : public TableModel {
    Q_OBJECT

public:
    enum Column { Path, Format, Taken, How, Hosts, Components, Issues, ColumnTotal };

    explicit FilesModel(QObject* parent = nullptr);

    /// Relative times are told as seen from `now`.
    void setFiles(std::vector<FileRow> files, Instant now);

    int rowCount(const QModelIndex& parent = {}) const override;
    const FileRow& file(int row) const { return m_files[std::size_t(row)]; }

protected:
    QVariant cell(int row, int column, int role) const override;
    QString sentence(int row) const override;

private:
    QVariant display(const FileRow& file, int column) const;
    QVariant tip(const FileRow& file, int column) const;
    QVariant sortValue(const FileRow& file, int column) const;

    std::vector<FileRow> m_files;
    Instant m_now;
};

} // namespace bw
