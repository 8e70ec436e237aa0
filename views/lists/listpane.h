// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/theme/icons.h"

#include <QWidget>

#include <optional>

QT_BEGIN_NAMESPACE
class QSplitter;
class QStackedWidget;
QT_END_NAMESPACE

namespace bw {

class EmptyState;
class FilterBar;
class Inspector;
class ListFilter;
class TableModel;
class TableView;

/// A list as every page has it: filter bar on top, table at the left, inspector at the right, and a sentence with an
/// act where the list is empty. Puts delegates, widths and visibility by what the model's headers say, and remembers
/// columns and the inspector's width under `stateKey` in the user's settings.
class ListPane : public QWidget {
    Q_OBJECT

public:
    /// `source` and `filter` must outlive the pane.
    ListPane(TableModel& source, ListFilter& filter, const QString& stateKey, QWidget* parent = nullptr);
    ~ListPane() override;

    FilterBar& bar() { return *m_bar; }
    TableView& table() { return *m_table; }
    Inspector& inspector() { return *m_inspector; }
    EmptyState& emptyState() { return *m_empty; }
    /// Source row of the current row, -1: none.
    int currentRow() const;
    /// Source rows of the selection, ascending.
    QList<int> selectedRows() const;
    /// How many those are, without a walk over them.
    int selectedCount() const;
    void setFilter(const QString& text);
    void toggleInspector();
    void showInspector(bool on);
    /// A second list under this one, about its current row, both left of the inspector; `pane` goes to the splitter.
    void setBelow(QWidget* pane);
    /// A button in the filter bar that shows and hides columns, behind the buttons added before.
    void addColumnsButton();
    /// For lists whose rows have nothing more to say.
    void withoutInspector();
    /// The keyboard goes to the table, or to the act that an empty list offers.
    void focusList();
    /// What to show when the source has no rows at all.
    void setEmpty(Icon icon, const QString& sentence, const QString& primary = {}, const QString& second = {});
    /// Recounts facets and results and chooses between table and empty state: after the source changed.
    void refresh();
    /// Puts `columns` first by name where no state was remembered, e.g. to sort by rank.
    void sortFirst(const char* column, Qt::SortOrder order);
    /// Shows or hides a column by name where no state was remembered.
    void showFirst(const char* column, bool on);

Q_SIGNALS:
    void currentRowChanged();
    void selectionChanged();
    void emptyPrimaryChosen();
    void emptySecondChosen();
    /// Right click on a row.
    void contextMenuWanted(const QPoint& global);

protected:
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void setupLayout();
    void setupColumns();
    QStringList columnIds() const;
    void connectParts();
    void applyFilter(const QString& text);
    void toggleFacet(const QString& term, bool on);
    void saveState() const;
    void fitColumns();

    TableModel& m_source;
    ListFilter& m_filter;
    QString m_stateKey;
    QStringList m_columnIds;
    FilterBar* m_bar;
    TableView* m_table;
    Inspector* m_inspector;
    EmptyState* m_empty;
    QStackedWidget* m_stack;
    QSplitter* m_splitter;
    QSplitter* m_column = nullptr; ///< of the list and what is below it, if anything is
    struct Empty {
        Icon icon = Icon::Info;
        QString sentence, primary, second;
    } m_emptySource;
    bool m_restored = false;
    bool m_ownWidths = false;
    bool m_hasInspector = true;
    std::optional<bool> m_inspectorWish; ///< empty: shown where there is room for both
};

} // namespace bw
