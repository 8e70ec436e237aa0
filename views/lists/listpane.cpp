// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/lists/listpane.h"

#include "models/items/listfilter.h"
#include "models/items/roles.h"
#include "models/items/tablemodel.h"
#include "models/items/texts.h"
#include "views/lists/filtertext.h"
#include "views/widgets/celldelegates.h"
#include "views/widgets/columnstate.h"
#include "views/widgets/emptystate.h"
#include "views/widgets/filterbar.h"
#include "views/widgets/inspector.h"
#include "views/widgets/tableview.h"

#include <QApplication>
#include <QHeaderView>
#include <QMenu>
#include <QPushButton>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <climits>
#include <cmath>

namespace bw {

namespace {

Tone toneOf(const QVariant& value)
{
    return static_cast<Tone>(value.toInt());
}

constexpr int MostFacets = 9;

/// How the current text divides into facets: the decision-like ones first, then the rest, at most nine chips. A facet
/// with one value that says nothing of urgency leaves nothing to choose.
std::vector<FacetView> facetViews(const std::vector<Facet>& facets, const QString& filter)
{
    std::vector<FacetView> views;
    for (const Facet& facet : facets) {
        int shown = 0;
        const bool choice = facet.values.size() > 1 || facet.id == QLatin1String("decision")
            || facet.id == QLatin1String("due") || facet.id == QLatin1String("kev");
        for (const FacetValue& value : facet.values) {
            const bool checked = hasFilterTerm(filter, value.term);
            if (!checked && (!choice || value.count == 0 || int(views.size()) >= MostFacets || ++shown > 4))
                continue;
            views.push_back({value.term, value.label, static_cast<Tone>(value.tone), qint64(value.count), checked});
        }
    }
    return views;
}

QAbstractItemDelegate* delegateFor(ColumnKind kind, int column, QObject* parent)
{
    switch (kind) {
    case ColumnKind::State:
        return new ChipDelegate(ToneRole, toneOf, parent);
    case ColumnKind::Number:
        return new NumberDelegate(-1, column == 0 ? TextLook::Muted : TextLook::Plain, parent);
    case ColumnKind::Count:
        return new NumberDelegate(UnknownRole, TextLook::Plain, parent);
    case ColumnKind::Path:
        return new RowDelegate(TextLook::Muted, Qt::ElideMiddle, parent);
    case ColumnKind::Date:
        return new RowDelegate(TextLook::Plain, Qt::ElideRight, parent);
    case ColumnKind::Name:
        return new StrongTextDelegate(SecondaryRole, Qt::ElideMiddle, parent);
    case ColumnKind::Text:
        break;
    }
    return new RowDelegate(column == 0 ? TextLook::Plain : TextLook::Muted, Qt::ElideRight, parent);
}

} // namespace

ListPane::ListPane(TableModel& source, ListFilter& filter, const QString& stateKey, QWidget* parent)
    : QWidget(parent)
    , m_source(source)
    , m_filter(filter)
    , m_stateKey(QStringLiteral("lists/") + stateKey)
    , m_bar(new FilterBar(this))
    , m_table(new TableView(this))
    , m_inspector(new Inspector(this))
    , m_empty(new EmptyState(this))
    , m_stack(new QStackedWidget(this))
    , m_splitter(new QSplitter(Qt::Horizontal, this))
{
    setupLayout();
    m_table->setIdRole(IdRole);
    m_table->setModel(&m_filter.shown());
    setupColumns();
    connectParts();
    refresh();
}

ListPane::~ListPane()
{
    saveState();
}

void ListPane::setupLayout()
{
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_empty);
    m_splitter->addWidget(m_stack);
    m_splitter->addWidget(m_inspector);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setStretchFactor(1, 0);
    m_splitter->setCollapsible(0, false);
    m_splitter->setHandleWidth(1);
    m_inspector->setMinimumWidth(260);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_bar);
    layout->addWidget(m_splitter, 1);
    m_table->setSortingEnabled(true);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    const QByteArray state = QSettings().value(m_stateKey + QStringLiteral("/splitter")).toByteArray();
    if (!m_splitter->restoreState(state))
        m_splitter->setSizes({900, 340});
}

QStringList ListPane::columnIds() const
{
    QStringList ids;
    for (int column = 0; column < m_source.columnCount(); ++column)
        ids << m_source.headerData(column, Qt::Horizontal, ColumnIdRole).toString()
            << m_source.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
    return ids;
}

void ListPane::setupColumns()
{
    m_columnIds = columnIds();
    const int letter = m_table->fontMetrics().averageCharWidth();
    for (int column = 0; column < m_source.columnCount(); ++column) {
        const auto header = [&](int role) { return m_source.headerData(column, Qt::Horizontal, role); };
        const auto kind = static_cast<ColumnKind>(header(ColumnKindRole).toInt());
        m_table->setItemDelegateForColumn(column, delegateFor(kind, column, m_table));
        m_table->setColumnWidth(column, header(ColumnWidthRole).toInt() * letter + 2 * RowDelegate::padding);
        m_table->setColumnHidden(column, !header(ColumnShownRole).toBool());
    }
    const auto state = tableStateFromJson(QSettings().value(m_stateKey + QStringLiteral("/columns")).toByteArray());
    m_restored = state.has_value();
    if (state)
        m_table->setColumnState(*state);
}

void ListPane::sortFirst(const char* column, Qt::SortOrder order)
{
    if (!m_restored)
        m_table->sortByColumn(m_source.columnOf(QLatin1String(column)), order);
}

void ListPane::showFirst(const char* column, bool on)
{
    if (!m_restored)
        m_table->setColumnHidden(m_source.columnOf(QLatin1String(column)), !on);
}

void ListPane::saveState() const
{
    QSettings settings;
    settings.setValue(m_stateKey + QStringLiteral("/columns"), toJson(m_table->columnState()));
    settings.setValue(m_stateKey + QStringLiteral("/splitter"), m_splitter->saveState());
    if (m_column)
        settings.setValue(m_stateKey + QStringLiteral("/below"), m_column->saveState());
}

void ListPane::connectParts()
{
    m_table->viewport()->installEventFilter(this);
    connect(&m_filter.shown(), &QAbstractItemModel::modelReset, this, [this] {
        if (columnIds() == m_columnIds)
            return; // other rows only: whoever has chosen widths keeps them
        setupColumns();
        fitColumns();
    });
    connect(m_bar, &FilterBar::filterChanged, this, &ListPane::applyFilter);
    connect(m_bar, &FilterBar::facetToggled, this, &ListPane::toggleFacet);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &ListPane::currentRowChanged);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &ListPane::selectionChanged);
    connect(m_table, &QWidget::customContextMenuRequested, this,
            [this](const QPoint& at) { Q_EMIT contextMenuWanted(m_table->viewport()->mapToGlobal(at)); });
    connect(m_table, &QAbstractItemView::activated, this, [this] { showInspector(true); });
    connect(m_table->horizontalHeader(), &QHeaderView::sectionResized, this, [this] {
        // Only a person drags; whoever has chosen widths keeps them.
        m_ownWidths = m_ownWidths || (QGuiApplication::mouseButtons() & Qt::LeftButton);
    });
    connect(m_empty, &EmptyState::primaryChosen, this, [this] {
        if (m_filter.total() > 0)
            setFilter({});
        else
            Q_EMIT emptyPrimaryChosen();
    });
    connect(m_empty, &EmptyState::secondChosen, this, &ListPane::emptySecondChosen);
}

void ListPane::applyFilter(const QString& text)
{
    const auto applied = m_filter.setFilterText(text);
    if (applied) {
        m_bar->setInvalid({});
    } else {
        const Error& error = applied.error();
        m_bar->setInvalid(tr("At letter %1: %2").arg(error.place.column).arg(Texts::of(error.subject)));
    }
    refresh();
}

void ListPane::toggleFacet(const QString& term, bool on)
{
    setFilter(withFilterTerm(m_bar->filter(), term, on));
}

void ListPane::setFilter(const QString& text)
{
    m_bar->setFilter(text);
    applyFilter(text);
}

void ListPane::toggleInspector()
{
    showInspector(m_inspector->isHidden());
}

void ListPane::showInspector(bool on)
{
    if (!m_hasInspector)
        return;
    m_inspectorWish = on;
    m_inspector->setVisible(on);
}

void ListPane::setBelow(QWidget* pane)
{
    m_column = new QSplitter(Qt::Vertical, this);
    m_splitter->replaceWidget(m_splitter->indexOf(m_stack), m_column);
    m_column->addWidget(m_stack);
    m_column->addWidget(pane);
    pane->raise(); // children stand in reading order
    m_column->setCollapsible(0, false);
    m_column->setHandleWidth(1);
    m_column->setStretchFactor(0, 3);
    m_column->setStretchFactor(1, 2);
    m_splitter->setCollapsible(0, false);
    m_splitter->setStretchFactor(0, 1);
    m_stack->show();
    m_column->restoreState(QSettings().value(m_stateKey + QStringLiteral("/below")).toByteArray());
}

void ListPane::addColumnsButton()
{
    auto* button = new QPushButton(themeIcon(Icon::Columns), tr("Columns"), this);
    auto* menu = new QMenu(button);
    connect(menu, &QMenu::aboutToShow, this, [this, menu] {
        menu->clear();
        m_table->fillColumnMenu(*menu);
    });
    button->setMenu(menu);
    m_bar->addButton(button);
}

void ListPane::withoutInspector()
{
    m_hasInspector = false;
    m_inspector->hide();
}

void ListPane::focusList()
{
    if (m_table->isVisibleTo(this))
        m_table->setFocus(Qt::OtherFocusReason);
    else if (!m_empty->focusPrimary())
        m_stack->setFocus(Qt::OtherFocusReason);
}

void ListPane::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    constexpr int roomForBoth = 900;
    if (m_hasInspector)
        m_inspector->setVisible(m_inspectorWish.value_or(width() >= roomForBoth));
}

bool ListPane::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_table->viewport() && event->type() == QEvent::Resize)
        fitColumns();
    return QWidget::eventFilter(watched, event);
}

void ListPane::fitColumns()
{
    if (m_restored || m_ownWidths)
        return;
    constexpr int wordsInLast = 18;
    const int letter = m_table->fontMetrics().averageCharWidth();
    const auto usual = [&](int column) {
        return m_source.headerData(column, Qt::Horizontal, ColumnWidthRole).toInt() * letter + 2 * RowDelegate::padding;
    };
    // Names keep more than other texts; figures and states keep all.
    const auto spare = [&](int column) {
        const auto kind = static_cast<ColumnKind>(m_source.headerData(column, Qt::Horizontal, ColumnKindRole).toInt());
        const bool text = kind == ColumnKind::Text || kind == ColumnKind::Path;
        const int least = kind == ColumnKind::Name ? 15 : text ? 10 : INT_MAX / letter - 4;
        return std::max(0, usual(column) - least * letter - 2 * RowDelegate::padding);
    };
    QHeaderView* header = m_table->horizontalHeader();
    std::vector<int> columns;
    for (int visual = 0; visual < header->count(); ++visual) {
        if (!header->isSectionHidden(header->logicalIndex(visual)))
            columns.push_back(header->logicalIndex(visual));
    }
    if (columns.empty())
        return;
    const int last = columns.back();
    columns.pop_back();
    const int least = std::min(usual(last), wordsInLast * letter);
    const int room = m_table->viewport()->width();
    int taken = 0, elastic = 0;
    for (const int column : columns) {
        taken += usual(column);
        elastic += spare(column);
    }
    // Where even the narrowest would not fit, the table scrolls and nothing is cut.
    const int missing = taken + least - room;
    const double share = missing > 0 && missing <= elastic ? double(missing) / elastic : 0;
    int left = room;
    for (const int column : columns) {
        const int width = usual(column) - int(std::ceil(share * spare(column)));
        m_table->setColumnWidth(column, width);
        left -= width;
    }
    m_table->setColumnWidth(last, std::max(least, left));
}

void ListPane::setEmpty(Icon icon, const QString& sentence, const QString& primary, const QString& second)
{
    m_emptySource = {icon, sentence, primary, second};
    refresh();
}

void ListPane::refresh()
{
    const int all = m_filter.total();
    const int shown = m_filter.shown().rowCount();
    m_bar->setFacets(facetViews(m_filter.facets(), m_bar->filter()));
    if (all == 0)
        m_empty->setContent(m_emptySource.icon, m_emptySource.sentence, m_emptySource.primary, m_emptySource.second);
    else if (shown == 0)
        m_empty->setContent(
            Icon::Filter,
            tr("Nothing matches the filter. %1 rows are there without it.").arg(Texts::number(std::uint64_t(all))),
            tr("Clear the filter"));
    if (shown > 0 && !m_table->currentIndex().isValid())
        m_table->setCurrentIndex(
            m_filter.shown().index(0, std::max(0, m_table->horizontalHeader()->logicalIndexAt(0))));
    QWidget* wanted = shown == 0 ? static_cast<QWidget*>(m_empty) : m_table;
    if (m_stack->currentWidget() == wanted)
        return;
    const QWidget* focus = QApplication::focusWidget();
    const bool inside = focus && (focus == m_stack || m_stack->isAncestorOf(focus));
    m_stack->setCurrentWidget(wanted);
    if (inside)
        focusList();
}

int ListPane::currentRow() const
{
    const QModelIndex current = m_table->currentIndex();
    return current.isValid() ? m_filter.sourceRow(current.row()) : -1;
}

QList<int> ListPane::selectedRows() const
{
    QList<int> rows;
    for (const QItemSelectionRange& range : m_table->selectionModel()->selection()) {
        for (int row = range.top(); row <= range.bottom(); ++row)
            rows << m_filter.sourceRow(row);
    }
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    return rows;
}

int ListPane::selectedCount() const
{
    int count = 0;
    for (const QItemSelectionRange& range : m_table->selectionModel()->selection())
        count += range.height();
    return count;
}

} // namespace bw
