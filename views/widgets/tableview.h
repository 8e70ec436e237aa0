// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/widgets/columnstate.h"

#include <QTableView>

#include <functional>

class QMenu;

namespace bw {

/// The table of every list: whole rows, fixed row height, hairlines, columns remembered by name, Ctrl+C as
/// tab-separated text with headers, tool tips for what is cut short, and the selection kept over a reset of the model.
///
/// A column's name is `headerData(column, Qt::Horizontal, ColumnIdRole)`, the header text where there is none. Sorting
/// goes to the model's `sort`, which ignores column -1 (no sorting). A row's identity is `index(row, 0).data(idRole)`,
/// a string or a number.
class TableView : public QTableView {
    Q_OBJECT
public:
    static constexpr int ColumnIdRole = Qt::UserRole + 1;
    /// Above this many rows there is no type-ahead, and no search by id without a lookup.
    static constexpr int scanLimit = 50'000;

    explicit TableView(QWidget* parent = nullptr);

    void setModel(QAbstractItemModel* model) override;
    void setIdRole(int role) { m_idRole = role; }
    /// Where a row is found by its id in a long list: row or -1.
    void setRowLookup(std::function<int(const QVariant& id)> lookup) { m_lookup = std::move(lookup); }

    TableState columnState() const;
    /// Columns that the state does not name keep width and visibility and stand where they stood; names the model does
    /// not have are skipped; at least one column stays visible.
    void setColumnState(const TableState& state);
    /// Fills `menu` with one check box a column, "Fit widths" and "Reset columns".
    void fillColumnMenu(QMenu& menu);

    /// The selected rows, visible columns only, in the order shown, headers first.
    QString selectedText() const;
    void keyboardSearch(const QString& search) override;

public Q_SLOTS:
    void copySelection();

Q_SIGNALS:
    void columnStateChanged();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    struct Place {
        std::vector<QVariant> selected;
        QVariant current;
        QVariant first;
        int currentColumn = 0;
    };

    void setupHeaders();
    void updateRowHeight();
    void rememberPlace();
    void restorePlace();
    int rowOf(const QVariant& id) const;
    std::vector<int> rowsOf(const std::vector<QVariant>& ids) const;
    QString columnId(int column) const;
    int columnOf(const QString& id) const;
    void showToolTip(const QPoint& at, const QPoint& global);

    int m_idRole = -1;
    std::function<int(const QVariant&)> m_lookup;
    std::vector<QMetaObject::Connection> m_modelConnections;
    Place m_place;
    TableState m_defaults;
};

} // namespace bw
