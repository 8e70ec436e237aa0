// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/charts/chartdata.h"

#include <QAbstractTableModel>

namespace bw {

/// The numbers of a chart as a table: its twin on screen, and what is copied and saved. GUI thread.
class ChartTable final : public QAbstractTableModel {
    Q_OBJECT

public:
    using QAbstractTableModel::QAbstractTableModel;

    void setData(const ChartData& data);
    const ChartData& chart() const { return m_data; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    /// RFC 4180 with a header; numbers and dates in the C locale, so that a spreadsheet of any language reads them.
    QString csv() const;

private:
    using QAbstractTableModel::setData;

    bool hasNotes() const;

    ChartData m_data;
};

} // namespace bw
