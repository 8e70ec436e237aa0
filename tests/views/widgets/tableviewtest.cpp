// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/tableview.h"

#include "views/theme/shape.h"
#include "views/theme/theme.h"
#include "views/widgets/celldelegates.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QMenu>
#include <QScrollBar>
#include <QStandardItemModel>
#include <QTest>
#include <QToolTip>

#include <memory>

namespace {

constexpr int IdRole = Qt::UserRole + 5;
constexpr int UnknownRole = Qt::UserRole + 6;

/// Resets as a whole, as a model fed with a new value may.
class ListModel : public QAbstractTableModel {
public:
    explicit ListModel(QStringList rows)
        : m_rows(std::move(rows))
    {
    }
    void replace(QStringList rows)
    {
        beginResetModel();
        m_rows = std::move(rows);
        endResetModel();
    }
    int rowCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : int(m_rows.size()); }
    int columnCount(const QModelIndex& = {}) const override { return 3; }
    QVariant data(const QModelIndex& index, int role) const override
    {
        const QString& row = m_rows.at(index.row());
        if (role == IdRole) {
            return row;
        }
        if (role == Qt::DisplayRole) {
            return index.column() == 0 ? row : QStringLiteral("%1.%2").arg(row).arg(index.column());
        }
        return role == UnknownRole ? QVariant(2) : QVariant();
    }
    QVariant headerData(int section, Qt::Orientation, int role) const override
    {
        static const QStringList names{QStringLiteral("host"), QStringLiteral("os"), QStringLiteral("seen")};
        if (role == bw::TableView::ColumnIdRole) {
            return names.at(section);
        }
        return role == Qt::DisplayRole ? QVariant(names.at(section).toUpper()) : QVariant();
    }

private:
    QStringList m_rows;
};

QStringList manyRows(int count)
{
    QStringList rows;
    for (int i = 0; i < count; ++i) {
        rows.append(QStringLiteral("host%1").arg(i, 3, 10, QLatin1Char('0')));
    }
    return rows;
}

/// As a click does; QTableView::selectRow also looks at the keys held.
void selectRow(bw::TableView& table, int row)
{
    table.selectionModel()->setCurrentIndex(table.model()->index(row, 1),
                                            QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
}

} // namespace

class TableViewTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme = std::make_unique<bw::Theme>(bw::Scheme::Light); }

    void holdsToTheHouse()
    {
        bw::TableView table;
        QVERIFY(!table.tabKeyNavigation());
        QVERIFY(table.verticalHeader()->isHidden());
        QCOMPARE(table.verticalHeader()->sectionResizeMode(0), QHeaderView::Fixed);
        QCOMPARE(table.editTriggers(), QAbstractItemView::NoEditTriggers);
        ListModel model(manyRows(3));
        table.setModel(&model);
        QCOMPARE(table.rowHeight(0), bw::Theme::rowHeightOf(&table));
        m_theme->setDensity(bw::Density::Compact);
        QCOMPARE(table.rowHeight(0), bw::Theme::rowHeightOf(&table));
        m_theme->setDensity(bw::Density::Normal);
    }

    void copiesWhatIsShown()
    {
        bw::TableView table;
        ListModel model({QStringLiteral("a"), QStringLiteral("=b"), QStringLiteral("c")});
        table.setModel(&model);
        table.hideColumn(1);
        table.horizontalHeader()->moveSection(2, 0);
        table.selectRow(2);
        table.selectionModel()->select(model.index(1, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
        QTest::keyClick(&table, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("SEEN\tHOST\n'=b.2\t'=b\nc.2\tc\n"));
        table.clearSelection();
        QCOMPARE(table.selectedText(), QString());
    }

    void columnStateGoesRound()
    {
        ListModel model(manyRows(3));
        bw::TableView table;
        table.setModel(&model);
        table.setColumnWidth(0, 210);
        table.hideColumn(1);
        table.horizontalHeader()->moveSection(2, 0);
        table.horizontalHeader()->setSortIndicator(2, Qt::DescendingOrder);
        const QByteArray saved = bw::toJson(table.columnState());
        const auto read = bw::tableStateFromJson(saved);
        QVERIFY(read);
        QCOMPARE(*read, table.columnState());

        bw::TableView other;
        other.setModel(&model);
        other.setColumnState(*read);
        QCOMPARE(other.columnState(), table.columnState());
        QVERIFY(other.isColumnHidden(1));
        QCOMPARE(other.columnWidth(0), 210);
    }

    void stateOfAnotherVersionIsUsedAsFarAsItGoes()
    {
        ListModel model(manyRows(3));
        bw::TableView table;
        table.setModel(&model);
        const int seen = table.columnWidth(2);
        const auto state = bw::tableStateFromJson(
            R"({"columns":[{"id":"os","width":90,"visible":true},{"id":"gone","width":80},{"id":"host","width":999999}],
                "sort":"gone","descending":true,"later":[1]})");
        QVERIFY(state);
        table.setColumnState(*state);
        QCOMPARE(table.horizontalHeader()->count(), 3);
        QCOMPARE(table.horizontalHeader()->visualIndex(1), 0);
        QCOMPARE(table.columnWidth(1), 90);
        QCOMPARE(table.columnWidth(0), 4000);
        QVERIFY(!table.isColumnHidden(2)); // not named: stays, at its own width
        QCOMPARE(table.columnWidth(2), seen);
    }

    void brokenStateIsNoState_data()
    {
        QTest::addColumn<QByteArray>("json");
        for (const char* json : {"", "null", "[]", "{", "{\"columns\":3}", "\xff\xfe"}) {
            QTest::newRow(json) << QByteArray(json);
        }
    }
    void brokenStateIsNoState()
    {
        QFETCH(QByteArray, json);
        QVERIFY(!bw::tableStateFromJson(json));
    }

    void oneColumnAlwaysStays()
    {
        ListModel model(manyRows(1));
        bw::TableView table;
        table.setModel(&model);
        table.setColumnState(
            {{{QStringLiteral("host"), 0, false}, {QStringLiteral("os"), 0, false}, {QStringLiteral("seen"), 0, false}},
             {},
             false});
        QCOMPARE(table.horizontalHeader()->hiddenSectionCount(), 2);
        QMenu menu;
        table.fillColumnMenu(menu);
        QVERIFY(!menu.actions().at(0)->isEnabled());
        menu.actions().at(1)->toggle();
        QCOMPARE(table.horizontalHeader()->hiddenSectionCount(), 1);
    }

    void placeIsKeptOverAReset()
    {
        ListModel model(manyRows(200));
        bw::TableView table;
        table.setIdRole(IdRole);
        table.setModel(&model);
        table.resize(400, 300);
        table.show();
        selectRow(table, 60);
        table.scrollTo(model.index(50, 0), QAbstractItemView::PositionAtTop);
        QStringList rows = manyRows(200);
        rows.prepend(QStringLiteral("new"));
        model.replace(rows);
        QCOMPARE(table.currentIndex().row(), 61);
        QCOMPARE(table.selectionModel()->selectedRows().size(), 1);
        QCOMPARE(table.selectionModel()->selectedRows().at(0).row(), 61);
        QCOMPARE(table.rowAt(0), 51);
        rows.removeAll(QStringLiteral("host060"));
        model.replace(rows);
        QVERIFY(!table.selectionModel()->hasSelection());
    }

    void focusShowsOnTheCurrentRow()
    {
        ListModel model(manyRows(4));
        bw::TableView table;
        table.setModel(&model);
        table.resize(300, 220);
        table.show();
        table.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&table));
        table.setFocus();
        table.setCurrentIndex(model.index(2, 0));
        const int middle = table.visualRect(model.index(2, 0)).center().y();
        const QColor accent = bw::lightTokens().accent;
        QCOMPARE(table.viewport()->grab().toImage().pixelColor(1, middle), accent);
        table.clearFocus();
        QVERIFY(table.viewport()->grab().toImage().pixelColor(1, middle) != accent);
    }

    void longListIsNotWalked()
    {
        ListModel model(manyRows(bw::TableView::scanLimit + 1));
        bw::TableView table;
        table.setModel(&model);
        table.setCurrentIndex(model.index(0, 0));
        table.keyboardSearch(QStringLiteral("host9"));
        QCOMPARE(table.currentIndex().row(), 0);
        table.setIdRole(IdRole);
        table.setRowLookup([](const QVariant&) { return 7; });
        selectRow(table, 3);
        model.replace(manyRows(bw::TableView::scanLimit + 1));
        QCOMPARE(table.selectionModel()->selectedRows().value(0).row(), 7);
    }

    void delegatesHaveTheRowHeightAndEnoughWidth()
    {
        ListModel model({QStringLiteral("Immediate")});
        bw::TableView table;
        table.setModel(&model);
        QStyleOptionViewItem option;
        option.initFrom(&table);
        option.widget = &table;
        const QModelIndex index = model.index(0, 0);
        const bw::ChipDelegate chip(UnknownRole);
        const bw::NumberDelegate number(UnknownRole);
        const bw::NumberDelegate bare;
        const bw::StrongTextDelegate strong(IdRole);
        const bw::StrongTextDelegate alone;
        for (const bw::RowDelegate* delegate :
             {static_cast<const bw::RowDelegate*>(&chip), static_cast<const bw::RowDelegate*>(&number),
              static_cast<const bw::RowDelegate*>(&strong)}) {
            QCOMPARE(delegate->sizeHint(option, index).height(), bw::Theme::rowHeightOf(&table));
        }
        QVERIFY(chip.sizeHint(option, index).width()
                > bw::chipSize(table.font(), bw::Tone::OutOfCycle, QStringLiteral("Immediate")).width());
        QVERIFY(number.sizeHint(option, index).width() > bare.sizeHint(option, index).width());
        QVERIFY(strong.sizeHint(option, index).width() > alone.sizeHint(option, index).width());
    }

    void chipShowsItsTone()
    {
        QStandardItemModel model(1, 1);
        model.setData(model.index(0, 0), QStringLiteral("word"));
        model.setData(model.index(0, 0), QStringLiteral("due"), IdRole);
        bw::TableView table;
        table.setModel(&model);
        table.setItemDelegate(new bw::ChipDelegate(
            IdRole,
            [](const QVariant& value) {
                return value.toString() == QStringLiteral("due") ? bw::Tone::Immediate : bw::Tone::Defer;
            },
            &table));
        table.resize(200, 100);
        const QImage image = table.grab().toImage();
        const QColor ground = bw::lightTokens().ground(bw::Tone::Immediate);
        int seen = 0;
        for (int x = 0; x < image.width(); ++x) {
            for (int y = 0; y < image.height(); ++y) {
                seen += image.pixelColor(x, y) == ground ? 1 : 0;
            }
        }
        QVERIFY(seen > 50);
    }

    void cleanupTestCase() { m_theme.reset(); }

private:
    std::unique_ptr<bw::Theme> m_theme;
};

QTEST_MAIN(TableViewTest)
#include "tableviewtest.moc"
