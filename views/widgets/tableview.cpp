// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/tableview.h"

#include "views/theme/theme.h"
#include "views/widgets/celldelegates.h"
#include "views/widgets/plaintext.h"
#include "views/widgets/tableheader.h"
#include "views/widgets/tabseparated.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QScrollBar>
#include <QSet>
#include <QToolTip>

#include <algorithm>

namespace bw {

TableView::TableView(QWidget* parent)
    : QTableView(parent)
{
    setItemDelegate(new RowDelegate(TextLook::Plain, Qt::ElideRight, this));
    setShowGrid(false);
    setFrameShape(QFrame::NoFrame);
    setWordWrap(false);
    setTabKeyNavigation(false); // else Tab never leaves the table
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setMouseTracking(true);
    setupHeaders();
}

void TableView::setupHeaders()
{
    setHorizontalHeader(new TableHeader(this));
    setSortingEnabled(true);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    updateRowHeight();
    QHeaderView* header = horizontalHeader();
    connect(header, &QHeaderView::customContextMenuRequested, this, [this, header](const QPoint& at) {
        QMenu menu(this);
        fillColumnMenu(menu);
        menu.exec(header->mapToGlobal(at));
    });
    connect(header, &QHeaderView::sectionResized, this, &TableView::columnStateChanged);
    connect(header, &QHeaderView::sectionMoved, this, &TableView::columnStateChanged);
    connect(header, &QHeaderView::sortIndicatorChanged, this, &TableView::columnStateChanged);
}

void TableView::updateRowHeight()
{
    const int height = Theme::rowHeightOf(this);
    verticalHeader()->setMinimumSectionSize(height);
    verticalHeader()->setDefaultSectionSize(height);
}

void TableView::setModel(QAbstractItemModel* model)
{
    for (const auto& connection : m_modelConnections) {
        disconnect(connection);
    }
    m_modelConnections.clear();
    QTableView::setModel(model);
    m_defaults = columnState();
    if (model) {
        m_modelConnections = {
            connect(model, &QAbstractItemModel::modelAboutToBeReset, this, &TableView::rememberPlace),
            connect(model, &QAbstractItemModel::modelReset, this, &TableView::restorePlace),
        };
    }
}

void TableView::rememberPlace()
{
    m_place = {};
    if (m_idRole < 0 || !selectionModel()) {
        return;
    }
    const auto idAt = [this](int row) { return model()->index(row, 0).data(m_idRole); };
    for (const QItemSelectionRange& range : selectionModel()->selection()) {
        for (int row = range.top(); row <= range.bottom() && std::ssize(m_place.selected) < scanLimit; ++row) {
            m_place.selected.push_back(idAt(row));
        }
    }
    if (currentIndex().isValid()) {
        m_place.current = idAt(currentIndex().row());
        m_place.currentColumn = currentIndex().column();
    }
    if (const int first = rowAt(0); first >= 0 && verticalScrollBar()->value() > 0) {
        m_place.first = idAt(first);
    }
}

void TableView::restorePlace()
{
    const Place place = std::exchange(m_place, {});
    if (m_idRole < 0 || !selectionModel()) {
        return;
    }
    const int lastColumn = model()->columnCount() - 1;
    QItemSelection selection;
    for (const int row : rowsOf(place.selected)) {
        selection.append(QItemSelectionRange(model()->index(row, 0), model()->index(row, lastColumn)));
    }
    if (const int row = rowOf(place.current); row >= 0) {
        const QModelIndex index = model()->index(row, std::min(place.currentColumn, lastColumn));
        selectionModel()->setCurrentIndex(index, QItemSelectionModel::NoUpdate);
    }
    selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
    if (const int row = rowOf(place.first); row >= 0) {
        scrollTo(model()->index(row, 0), QAbstractItemView::PositionAtTop);
    }
}

int TableView::rowOf(const QVariant& id) const
{
    const std::vector<int> rows = id.isValid() ? rowsOf({id}) : std::vector<int>();
    return rows.empty() ? -1 : rows.front();
}

std::vector<int> TableView::rowsOf(const std::vector<QVariant>& ids) const
{
    std::vector<int> rows;
    if (m_lookup) {
        for (const QVariant& id : ids) {
            if (const int row = m_lookup(id); row >= 0 && row < model()->rowCount()) {
                rows.push_back(row);
            }
        }
        return rows;
    }
    if (ids.empty() || model()->rowCount() > scanLimit) {
        return rows;
    }
    QSet<QString> wanted;
    for (const QVariant& id : ids) {
        wanted.insert(id.toString());
    }
    for (int row = 0; row < model()->rowCount(); ++row) {
        if (wanted.contains(model()->index(row, 0).data(m_idRole).toString())) {
            rows.push_back(row);
        }
    }
    return rows;
}

QString TableView::columnId(int column) const
{
    const QString id = model()->headerData(column, Qt::Horizontal, ColumnIdRole).toString();
    return id.isEmpty() ? model()->headerData(column, Qt::Horizontal).toString() : id;
}

int TableView::columnOf(const QString& id) const
{
    for (int column = 0; column < model()->columnCount(); ++column) {
        if (columnId(column) == id) {
            return column;
        }
    }
    return -1;
}

TableState TableView::columnState() const
{
    TableState state;
    const QHeaderView* header = horizontalHeader();
    if (!model()) {
        return state;
    }
    for (int visual = 0; visual < header->count(); ++visual) {
        const int column = header->logicalIndex(visual);
        const bool hidden = header->isSectionHidden(column);
        state.columns.push_back({columnId(column), hidden ? 0 : header->sectionSize(column), !hidden});
    }
    const int sorted = header->sortIndicatorSection();
    if (sorted >= 0 && sorted < header->count()) {
        state.sortId = columnId(sorted);
        state.descending = header->sortIndicatorOrder() == Qt::DescendingOrder;
    }
    return state;
}

void TableView::setColumnState(const TableState& state)
{
    if (!model()) {
        return;
    }
    QHeaderView* header = horizontalHeader();
    int position = 0;
    for (const ColumnState& wanted : state.columns) {
        const int column = columnOf(wanted.id);
        if (column < 0) {
            continue;
        }
        header->moveSection(header->visualIndex(column), position++);
        header->setSectionHidden(column, !wanted.visible);
        if (wanted.width > 0) {
            header->resizeSection(column, wanted.width);
        }
    }
    if (header->count() > 0 && header->hiddenSectionCount() == header->count()) {
        header->showSection(header->logicalIndex(0));
    }
    const int sorted = state.sortId.isEmpty() ? -1 : columnOf(state.sortId);
    header->setSortIndicator(sorted, state.descending ? Qt::DescendingOrder : Qt::AscendingOrder);
    Q_EMIT columnStateChanged();
}

void TableView::fillColumnMenu(QMenu& menu)
{
    if (!model()) {
        return;
    }
    QHeaderView* header = horizontalHeader();
    for (int visual = 0; visual < header->count(); ++visual) {
        const int column = header->logicalIndex(visual);
        QAction* action = menu.addAction(plainCaption(model()->headerData(column, Qt::Horizontal).toString()));
        action->setCheckable(true);
        action->setChecked(!header->isSectionHidden(column));
        const bool last = action->isChecked() && header->count() - header->hiddenSectionCount() == 1;
        action->setEnabled(!last);
        connect(action, &QAction::toggled, this, [this, header, column](bool on) {
            header->setSectionHidden(column, !on);
            Q_EMIT columnStateChanged();
        });
    }
    menu.addSeparator();
    connect(menu.addAction(tr("Fit widths")), &QAction::triggered, this, &QTableView::resizeColumnsToContents);
    connect(menu.addAction(tr("Reset columns")), &QAction::triggered, this, [this] { setColumnState(m_defaults); });
}

QString TableView::selectedText() const
{
    if (!model() || !selectionModel()) {
        return {};
    }
    std::vector<int> columns;
    QStringList header;
    for (int visual = 0; visual < horizontalHeader()->count(); ++visual) {
        const int column = horizontalHeader()->logicalIndex(visual);
        if (!isColumnHidden(column)) {
            columns.push_back(column);
            header.append(model()->headerData(column, Qt::Horizontal).toString());
        }
    }
    std::vector<int> rows;
    for (const QItemSelectionRange& range : selectionModel()->selection()) {
        for (int row = range.top(); row <= range.bottom(); ++row) {
            rows.push_back(row);
        }
    }
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    if (rows.empty()) {
        return {};
    }
    QString text = tabSeparated(header);
    for (const int row : rows) {
        QStringList cells;
        for (const int column : columns) {
            cells.append(model()->index(row, column).data().toString());
        }
        text += tabSeparated(cells);
    }
    return text;
}

void TableView::copySelection()
{
    if (const QString text = selectedText(); !text.isEmpty()) {
        QGuiApplication::clipboard()->setText(text);
    }
}

void TableView::keyboardSearch(const QString& search)
{
    // Type-ahead asks the model for every row, which freezes the window on a long list.
    if (model() && model()->rowCount() <= scanLimit) {
        QTableView::keyboardSearch(search);
    }
}

void TableView::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Copy)) {
        copySelection();
        return;
    }
    QTableView::keyPressEvent(event);
}

void TableView::paintEvent(QPaintEvent* event)
{
    QTableView::paintEvent(event);
    if (!model() || model()->rowCount() == 0) {
        return;
    }
    const Tokens& tokens = Theme::tokensOf(this);
    QPainter painter(viewport());
    const int first = std::max(0, rowAt(0));
    for (int row = first; row < model()->rowCount(); ++row) {
        const int bottom = rowViewportPosition(row) + rowHeight(row) - 1;
        painter.fillRect(QRect(0, bottom, viewport()->width(), 1), tokens.line);
        if (bottom > viewport()->height()) {
            break;
        }
    }
    if (hasFocus() && currentIndex().isValid()) {
        const int top = rowViewportPosition(currentIndex().row());
        painter.fillRect(QRect(0, top, 3, rowHeight(currentIndex().row()) - 1), tokens.accent);
    }
}

void TableView::changeEvent(QEvent* event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::FontChange) {
        updateRowHeight();
    }
}

void TableView::focusInEvent(QFocusEvent* event)
{
    QTableView::focusInEvent(event);
    viewport()->update();
}

void TableView::focusOutEvent(QFocusEvent* event)
{
    QTableView::focusOutEvent(event);
    viewport()->update();
}

bool TableView::viewportEvent(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        showToolTip(help->pos(), help->globalPos());
        return true;
    }
    return QTableView::viewportEvent(event);
}

void TableView::showToolTip(const QPoint& at, const QPoint& global)
{
    const QModelIndex index = indexAt(at);
    QString text = index.data(Qt::ToolTipRole).toString();
    if (index.isValid() && text.isEmpty()) {
        const int wanted = sizeHintForIndex(index).width();
        text = wanted > visualRect(index).width() ? index.data().toString() : QString();
    }
    text.isEmpty() ? QToolTip::hideText() : QToolTip::showText(global, plainToolTip(text), this, visualRect(index));
}

} // namespace bw
