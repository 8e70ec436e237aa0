// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/charts/barsview.h"
#include "views/charts/chartcard.h"
#include "views/charts/chartexport.h"
#include "views/charts/charttable.h"
#include "views/charts/plotscale.h"
#include "views/charts/plotview.h"
#include "views/theme/theme.h"
#include "views/widgets/accessibilityguard.h"

#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QAreaSeries>
#include <QTemporaryDir>
#include <QToolButton>
#include <QtTest>

using namespace bw;

namespace {

ChartSeries series(const QString& title, ChartSeries::Form form, Tone tone = Tone::Neutral)
{
    ChartSeries made;
    made.title = title;
    made.form = form;
    made.tone = tone;
    return made;
}

/// Three weeks, the second not known.
ChartData weeks()
{
    ChartData chart;
    chart.title = QStringLiteral("Open findings");
    chart.basis = QStringLiteral("62 hosts");
    chart.rowTitle = QStringLiteral("Week until");
    chart.summary = QStringLiteral("From 3 to 5.");
    chart.empty = QStringLiteral("Nothing yet.");
    chart.series = {series(QStringLiteral("Immediate"), ChartSeries::Form::Area, Tone::Immediate),
                    series(QStringLiteral("Defer"), ChartSeries::Form::Area, Tone::Defer),
                    series(QStringLiteral("hosts"), ChartSeries::Form::TableOnly)};
    chart.rows = {{20'000, QStringLiteral("2024-10-04"), {}, {1, 2, 60}, {}},
                  {20'007, QStringLiteral("2024-10-11"), {}, {std::nullopt, std::nullopt, 0}, {}},
                  {20'014, QStringLiteral("2024-10-18"), {}, {2, 3, 61}, {}}};
    return chart;
}

ChartData bars()
{
    ChartData chart;
    chart.title = QStringLiteral("Waves");
    chart.rowTitle = QStringLiteral("Wave");
    chart.eachWhole = true;
    chart.series = {series(QStringLiteral("verified"), ChartSeries::Form::Part, Tone::Verified),
                    series(QStringLiteral("waiting"), ChartSeries::Form::Part)};
    chart.rows = {{0, QStringLiteral("Test ring"), QStringLiteral("9999 of 10000"), {9999, 1}, QStringLiteral("a")},
                  {0, QStringLiteral("Broad"), QStringLiteral("no targets"), {0, 0}, {}}};
    return chart;
}

} // namespace

class ChartsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_theme = std::make_unique<Theme>(Scheme::Light);
        installAccessibilityGuard();
    }

    void ticksAreRound()
    {
        QCOMPARE(roundTicks(7, 4, true), (std::vector<double>{0, 2, 4, 6, 8}));
        QCOMPARE(roundTicks(0, 4, true), (std::vector<double>{0, 1}));
        QCOMPARE(roundTicks(400, 4, true), (std::vector<double>{0, 100, 200, 300, 400}));
        QCOMPARE(roundTicks(0.7, 4, false).back(), 0.8);
    }

    void monthsCarryTheYearInJanuary()
    {
        QLocale::setDefault(QLocale::c());
        const auto ticks = monthTicks(20'400, 20'500, 12); // 2025-11-08 to 2026-02-16
        QCOMPARE(ticks.size(), std::size_t(3));
        QCOMPARE(ticks[0].label, QStringLiteral("Dec"));
        QCOMPARE(ticks[1].label, QStringLiteral("2026"));
        QVERIFY(monthTicks(20'000, 20'365, 4).size() <= 4);
        QVERIFY(monthTicks(20'000, 20'001, 4).empty());
    }

    void theTableIsTheChart()
    {
        ChartTable table;
        QAbstractItemModelTester tester(&table, QAbstractItemModelTester::FailureReportingMode::QtTest);
        table.setData(weeks());
        QCOMPARE(table.rowCount(), 3);
        QCOMPARE(table.columnCount(), 4);
        QCOMPARE(table.index(1, 1).data().toString(), QStringLiteral("–")); // not known is not zero
        QCOMPARE(table.index(2, 0).data(Qt::AccessibleTextRole).toString(),
                 QStringLiteral("2024-10-18: Immediate 2, Defer 3"));
        table.setData(bars());
        QCOMPARE(table.columnCount(), 4); // with the notes
        QCOMPARE(table.headerData(3, Qt::Horizontal).toString(), QStringLiteral("Note"));
        table.setData({});
        QCOMPARE(table.rowCount(), 0);
    }

    void csvIsDataAndNoFormula()
    {
        ChartData chart = weeks();
        chart.rows[0].label = QStringLiteral("=HYPERLINK(\"x\",\"y\")");
        ChartTable table;
        table.setData(chart);
        const QStringList lines = table.csv().split(QStringLiteral("\r\n"));
        QCOMPARE(lines[0], QStringLiteral("Week until,Immediate,Defer,hosts"));
        QVERIFY(lines[1].startsWith(QStringLiteral("\"'=HYPERLINK")));
        QCOMPARE(lines[2], QStringLiteral("2024-10-11,,,0"));
    }

    void aGapIsAGap()
    {
        PlotView plot;
        plot.setData(weeks());
        // Two areas, each in two pieces.
        QCOMPARE(plot.chart()->series().size(), 4);
        for (QAbstractSeries* one : plot.chart()->series())
            QVERIFY(qobject_cast<QAreaSeries*>(one)->pen().style() == Qt::NoPen);
    }

    void keysWalkThePoints()
    {
        PlotView plot;
        plot.setData(weeks());
        plot.resize(400, 240);
        plot.show();
        QCOMPARE(plot.accessibleDescription(), QStringLiteral("From 3 to 5."));
        QTest::keyClick(&plot, Qt::Key_Right);
        QCOMPARE(plot.cursor(), std::optional<std::size_t>(0));
        QCOMPARE(plot.accessibleDescription(), QStringLiteral("2024-10-04: Immediate 1, Defer 2"));
        QTest::keyClick(&plot, Qt::Key_Left);
        QCOMPARE(plot.cursor(), std::optional<std::size_t>(0));
        QTest::keyClick(&plot, Qt::Key_End);
        QTest::keyClick(&plot, Qt::Key_Left);
        QCOMPARE(plot.accessibleDescription(), QStringLiteral("2024-10-11: not known"));
        QTest::keyClick(&plot, Qt::Key_Escape);
        QVERIFY(!plot.cursor());
    }

    void thePointerReadsTheNearestPoint()
    {
        PlotView plot;
        plot.setData(weeks());
        plot.resize(400, 240);
        plot.show();
        QVERIFY(QTest::qWaitForWindowExposed(&plot));
        QTest::mouseMove(plot.viewport(), QPoint(280, 100));
        QTRY_VERIFY(plot.cursor());
        QTest::mouseMove(plot.viewport(), QPoint(2, 2));
        QTRY_VERIFY(!plot.cursor());
    }

    void askingForChildrenThatAreNotThereIsSafe()
    {
        PlotView plot;
        plot.setData(weeks());
        QAccessibleInterface* interface = QAccessible::queryAccessibleInterface(&plot);
        QVERIFY(interface);
        for (const int child : {-1, 0, 1, 7, 99})
            interface->child(child);
        QVERIFY(interface->text(QAccessible::Name).startsWith(QStringLiteral("Open findings")));
    }

    void barsAreWalkedAndFollowed()
    {
        BarsView view;
        view.setData(bars());
        view.resize(500, view.usefulHeight());
        QSignalSpy followed(&view, &BarsView::followed);
        QTest::keyClick(&view, Qt::Key_Down);
        QTest::keyClick(&view, Qt::Key_Return);
        QCOMPARE(followed.size(), 1);
        QTest::keyClick(&view, Qt::Key_Down);
        QTest::keyClick(&view, Qt::Key_Return); // the second has nowhere to go
        QCOMPARE(followed.size(), 1);
        QCOMPARE(view.accessibleDescription(), QStringLiteral("Broad: verified 0, waiting 0 (no targets)"));
    }

    void oneInTenThousandIsSeen()
    {
        ChartData chart = bars();
        chart.rows[0].note.clear();
        chart.rows[1].note.clear();
        BarsView view;
        view.setData(chart);
        view.resize(500, view.usefulHeight());
        const auto inks = [&](int from, int to) {
            const QImage picture = view.grab().toImage();
            QSet<QRgb> found;
            for (int x = from; x < to; ++x)
                found.insert(picture.pixel(x * picture.width() / 500, 12 * picture.width() / 500));
            return found.size();
        };
        QCOMPARE(inks(150, 400), 1); // the great part
        QVERIFY(inks(150, 500) >= 3); // the thin one, and the ground behind the bar
        chart.rows[0].values = {10000, 0};
        view.setData(chart);
        QVERIFY(inks(150, 485) == 1);
    }

    void aCardShowsItsTwin()
    {
        ChartCard card(ChartCard::Kind::Plot);
        card.setData(weeks());
        QVERIFY(!card.showsTable());
        card.showTable(true);
        QVERIFY(card.showsTable());
        card.setData({});
        QVERIFY(!card.showsTable());
        for (const auto* button : card.findChildren<QToolButton*>())
            QVERIFY(!button->isEnabled());
    }

    void savedAsPictureDrawingAndTable()
    {
        QTemporaryDir folder;
        ChartCard card(ChartCard::Kind::Plot);
        card.setData(weeks());
        card.resize(500, 300);
        card.show();
        for (const char* ending : {"png", "svg", "csv"})
            QVERIFY(saveChart(folder.filePath(QStringLiteral("chart.") + QLatin1String(ending)), card.plot(),
                              card.table()));
        QVERIFY(QImage(folder.filePath(QStringLiteral("chart.png"))).width() > 600);
        QFile svg(folder.filePath(QStringLiteral("chart.svg")));
        QVERIFY(svg.open(QIODevice::ReadOnly));
        QVERIFY(svg.readAll().contains("<title>Open findings</title>"));
        QVERIFY(!saveChart(folder.filePath(QStringLiteral("none/chart.png")), card.plot(), card.table()));
    }

private:
    std::unique_ptr<Theme> m_theme;
};

QTEST_MAIN(ChartsTest)
#include "chartstest.moc"
