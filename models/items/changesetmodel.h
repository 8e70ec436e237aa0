// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/fleet.h"
#include "models/inventory/reconcile.h"
#include "models/items/tablemodel.h"

#include <functional>
#include <string>
#include <vector>

namespace bw {

/// What an import would do to one host, with all that a preview says of it.
struct ChangeRow {
    std::size_t change = 0; ///< index into ChangeSet::hosts
    HostOutcome outcome = HostOutcome::Added;
    MatchedBy matchedBy = MatchedBy::Nothing;
    std::string host; ///< as the file names it
    std::string knownAs; ///< name of the known host it was taken for; empty: new
    std::uint32_t components = 0, added = 0, removed = 0, changed = 0;
    bool hasPackages = false;
    bool partial = false;
    Instant takenAt;
    TimeSource timeSource = TimeSource::ImportTime;
    std::string file;
    std::string reason;

    friend bool operator==(const ChangeRow&, const ChangeRow&) = default;
};

/// Any thread. `fileOf` answers the path a draft came from.
std::vector<ChangeRow> changeRows(const ChangeSet& changes, const std::vector<HostDraft>& drafts, const Fleet& fleet,
                                  const std::function<std::string(std::size_t draft)>& fileOf);

/// The preview of an import. What a person must decide (ambiguous) and what is refused comes first.
class ChangeSetModel final : public TableModel {
    Q_OBJECT

public:
    enum Column { Outcome, Host, Match, Added, Removed, Changed, Components, Taken, File, Reason, ColumnTotal };

    explicit ChangeSetModel(QObject* parent = nullptr);

    /// `now` is the moment of the import: times are said relative to it.
    void setChanges(std::vector<ChangeRow> rows, Instant now);

    int rowCount(const QModelIndex& parent = {}) const override;
    const ChangeRow& at(int row) const { return m_rows[std::size_t(row)]; }

protected:
    QVariant cell(int row, int column, int role) const override;
    QString sentence(int row) const override;

private:
    QVariant display(const ChangeRow& row, int column) const;
    QVariant tip(const ChangeRow& row, int column) const;
    QVariant sortValue(const ChangeRow& row, int column) const;

    std::vector<ChangeRow> m_rows;
    Instant m_now;
};

} // namespace bw
