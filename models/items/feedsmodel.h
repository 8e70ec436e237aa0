// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/catalog.h"
#include "models/items/tablemodel.h"

#include <span>
#include <vector>

namespace bw {

/// Feed revisions, newest first. Ages are said relative to `now`.
class FeedsModel final : public TableModel {
    Q_OBJECT

public:
    enum Column { Feed, Scope, AsOf, Age, Records, Issues, Imported, File, Digest, State, ColumnTotal };

    explicit FeedsModel(QObject* parent = nullptr);

    /// `inForce`: the revisions that the catalog of the assessment was made from (Catalog::revisions).
    void setFeeds(std::vector<FeedRevision> revisions, std::span<const FeedRevision> inForce, Instant now);

    int rowCount(const QModelIndex& parent = {}) const override;
    const FeedRevision& revision(int row) const { return m_rows[std::size_t(row)].revision; }
    bool inForce(int row) const { return m_rows[std::size_t(row)].inForce; }

protected:
    QVariant cell(int row, int column, int role) const override;
    QString sentence(int row) const override;

private:
    struct Row {
        FeedRevision revision;
        bool inForce = false;

        friend bool operator==(const Row&, const Row&) = default;
    };
    QVariant display(const Row& row, int column) const;
    QVariant sortValue(const Row& row, int column) const;

    std::vector<Row> m_rows;
    Instant m_now;
};

} // namespace bw
