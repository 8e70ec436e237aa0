// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/charts/chartplot.h"
#include "views/charts/charttable.h"

#include <QFrame>

QT_BEGIN_NAMESPACE
class QHBoxLayout;
class QLabel;
class QStackedWidget;
class QToolButton;
QT_END_NAMESPACE

namespace bw {

class ElidedLabel;
class TableView;

/// A chart on a page: title, what it counts, the picture or its table, and how to save both. Owns plot and table.
class ChartCard final : public QFrame {
    Q_OBJECT

public:
    enum class Kind { Plot, Bars };

    explicit ChartCard(Kind kind, QWidget* parent = nullptr);
    ~ChartCard() override;

    void setData(const ChartData& data);
    const ChartData& data() const { return m_table.chart(); }
    ChartPlot& plot() { return *m_plot; }
    const ChartTable& table() const { return m_table; }
    /// A choice that belongs to the chart, before "Table".
    void addToHead(QWidget* widget);
    void showTable(bool on);
    bool showsTable() const;
    /// Keyboard to the picture or the table.
    void focusChart();

Q_SIGNALS:
    /// Of a bar that has an id.
    void followed(const QString& id);
    /// A file could not be written, or was: one sentence.
    void saved(const QString& sentence, bool good);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void setupHead();
    void setupBody(Kind kind);
    void showPage();
    void save(const QString& suffix);

    ChartTable m_table;
    ChartPlot* m_plot = nullptr;
    QLabel* m_title = nullptr;
    ElidedLabel* m_basis = nullptr;
    QHBoxLayout* m_head = nullptr;
    QToolButton* m_twin = nullptr;
    QToolButton* m_save = nullptr;
    QStackedWidget* m_stack = nullptr;
    TableView* m_view = nullptr;
    QLabel* m_empty = nullptr;
};

} // namespace bw
