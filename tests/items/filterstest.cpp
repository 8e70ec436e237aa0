// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/filtermodels.h"
#include "models/items/issuesmodel.h"
#include "tests/support/assessmentsample.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QtTest>

using namespace bw;

class FiltersTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void hostsByName();
    void hostsByFigures_data();
    void hostsByFigures();
    void wrongTextKeepsTheFilter();
    void queueByRankAndScore();
    void facetsCountTheResultWithoutThemselves();
    void facetTermsSelectWhatTheyCount();
    void wordsInAnyColumn();
};

namespace {

QStringList column(const QAbstractItemModel& model, int column)
{
    QStringList texts;
    for (int row = 0; row < model.rowCount(); ++row)
        texts << model.index(row, column).data().toString();
    return texts;
}

const Facet* facet(const std::vector<Facet>& facets, const char* id)
{
    const auto it =
        std::find_if(facets.begin(), facets.end(), [&](const Facet& f) { return f.id == QLatin1String(id); });
    return it == facets.end() ? nullptr : &*it;
}

} // namespace

void FiltersTest::hostsByName()
{
    HostsModel hosts;
    HostFilterModel filter(hosts);
    QAbstractItemModelTester tester(&filter, QAbstractItemModelTester::FailureReportingMode::QtTest);
    hosts.setAssessment(test::sampleAssessment(1, {25, 5, 1, 0.3}));
    filter.sort(HostsModel::Name);
    QStringList wanted;
    for (int i = 0; i < 25; ++i)
        wanted << QStringLiteral("Web%1").arg(i);
    QCOMPARE(column(filter, HostsModel::Name), wanted);
    QVERIFY(filter.setFilterText(QStringLiteral("name:web1*")).ok());
    QCOMPARE(column(filter, HostsModel::Name), wanted.filter(QStringLiteral("Web1")));
    QCOMPARE(filter.filterText(), QStringLiteral("name:web1*"));
    // The filter stays in force when a new value comes.
    hosts.setAssessment(test::sampleAssessment(2, {12, 5, 1, 0.3}));
    QCOMPARE(column(filter, HostsModel::Name), wanted.mid(0, 12).filter(QStringLiteral("Web1")));
}

void FiltersTest::hostsByFigures_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("decision") << "decision:>=out-of-cycle";
    QTest::newRow("open") << "open:>2";
    QTest::newRow("overdue") << "due:overdue";
    QTest::newRow("seen") << "seen:>7d";
    QTest::newRow("not seen") << "seen:none";
    QTest::newRow("both languages") << "owner:ann -decision:immediate";
}

void FiltersTest::hostsByFigures()
{
    QFETCH(QString, text);
    HostsModel hosts;
    HostFilterModel filter(hosts);
    hosts.setAssessment(test::sampleAssessment(1, {60, 6, 1, 0.3}));
    QVERIFY(filter.setFilterText(text).ok());
    QVERIFY(filter.rowCount() > 0 && filter.rowCount() < 60);
    const Instant now = hosts.assessment()->at;
    int expected = 0;
    for (int row = 0; row < hosts.rowCount(); ++row) {
        const HostRow& host = hosts.at(row);
        const QString key = QString::fromLatin1(QTest::currentDataTag());
        expected += key == QLatin1String("decision") ? host.worst >= Decision::OutOfCycle
            : key == QLatin1String("open")           ? host.open > 2
            : key == QLatin1String("overdue")        ? host.due && *host.due < dayOf(now)
            : key == QLatin1String("seen")           ? host.seen && (dayOf(now) - dayOf(*host.seen)).count() > 7
            : key == QLatin1String("not seen")
            ? !host.seen
            : hosts.host(row).attributes.owner == "Ann" && host.worst != Decision::Immediate;
    }
    QCOMPARE(filter.rowCount(), expected);
}

void FiltersTest::wrongTextKeepsTheFilter()
{
    HostsModel hosts;
    HostFilterModel filter(hosts);
    hosts.setAssessment(test::sampleAssessment(1));
    QVERIFY(filter.setFilterText(QStringLiteral("owner:ann")).ok());
    const int rows = filter.rowCount();
    QSignalSpy changed(&filter, &ItemFilterModel::filterTextChanged);
    const auto wrong = filter.setFilterText(QStringLiteral("owner:ann ownr:bob"));
    QVERIFY(!wrong.ok());
    QCOMPARE(wrong.error().kind, ErrorKind::Usage);
    QCOMPARE(wrong.error().place.column, std::uint64_t(11));
    QVERIFY(wrong.error().subject.find("owner") != std::string::npos);
    QCOMPARE(filter.rowCount(), rows);
    QCOMPARE(filter.filterText(), QStringLiteral("owner:ann"));
    QCOMPARE(changed.count(), 0);
}

void FiltersTest::queueByRankAndScore()
{
    QueueModel queue;
    QueueFilterModel filter(queue);
    QAbstractItemModelTester tester(&filter, QAbstractItemModelTester::FailureReportingMode::QtTest);
    queue.setAssessment(test::sampleAssessment(4));
    filter.sort(QueueModel::Rank);
    for (int row = 0; row < filter.rowCount(); ++row)
        QCOMPARE(filter.index(row, QueueModel::Rank).data(SortRole).toInt(), row + 1);
    QVERIFY(filter.setFilterText(QStringLiteral("kev:yes decision:>=scheduled")).ok());
    QVERIFY(filter.rowCount() > 0);
    filter.sort(QueueModel::Epss, Qt::AscendingOrder);
    for (int row = 0; row < filter.rowCount(); ++row) {
        const Patch& patch = queue.patch(filter.mapToSource(filter.index(row, 0)).row());
        QVERIFY(patch.kev && patch.decision >= Decision::Scheduled);
        if (row > 0) {
            const Patch& before = queue.patch(filter.mapToSource(filter.index(row - 1, 0)).row());
            QVERIFY(!patch.epssMax || (before.epssMax && *before.epssMax <= *patch.epssMax));
        }
    }
}

void FiltersTest::facetsCountTheResultWithoutThemselves()
{
    HostsModel hosts;
    HostFilterModel filter(hosts);
    hosts.setAssessment(test::sampleAssessment(1, {100, 6, 1, 0.3}));
    QVERIFY(filter.setFilterText(QStringLiteral("owner:ann exposure:open")).ok());
    const auto facets = filter.facets();
    const Facet* owners = facet(facets, "owner");
    const Facet* decisions = facet(facets, "decision");
    QVERIFY(owners && decisions);
    std::uint32_t all = 0;
    for (const FacetValue& value : decisions->values)
        all += value.count;
    QCOMPARE(int(all), filter.rowCount());
    QVERIFY(owners->values.size() > 1); // the other owners stay there to choose
    std::uint32_t open = 0;
    for (int row = 0; row < hosts.rowCount(); ++row)
        open += hosts.host(row).attributes.exposure == Exposure::Open;
    std::uint32_t counted = 0;
    for (const FacetValue& value : owners->values)
        counted += value.count;
    QCOMPARE(counted, open);
    for (std::size_t i = 1; i < owners->values.size(); ++i)
        QVERIFY(owners->values[i - 1].count >= owners->values[i].count);
}

void FiltersTest::facetTermsSelectWhatTheyCount()
{
    const auto all = test::sampleAssessment(6, {80, 40, 1, 0.2});
    HostsModel hosts;
    QueueModel queue;
    hosts.setAssessment(all);
    queue.setAssessment(all);
    HostFilterModel hostFilter(hosts);
    QueueFilterModel queueFilter(queue);
    for (ItemFilterModel* filter :
         {static_cast<ItemFilterModel*>(&hostFilter), static_cast<ItemFilterModel*>(&queueFilter)}) {
        QVERIFY(filter->setFilterText({}).ok());
        const auto facets = filter->facets();
        QVERIFY(facets.size() >= 5);
        for (const Facet& f : facets) {
            for (const FacetValue& value : f.values) {
                QVERIFY2(filter->setFilterText(value.term).ok(), qPrintable(value.term));
                QVERIFY2(filter->rowCount() == int(value.count), qPrintable(value.term));
            }
        }
    }
}

void FiltersTest::wordsInAnyColumn()
{
    IssuesModel issues;
    WordFilterModel filter(issues);
    issues.setIssues({{ErrorKind::BadValue, {"a.csv", 1, 0, "version"}, "version is empty", {}},
                      {ErrorKind::BadValue, {"b.csv", 2, 0, "name"}, "name is empty", {}}});
    QVERIFY(filter.setFilterText(QStringLiteral(" EMPTY  b.csv ")).ok());
    QCOMPARE(filter.rowCount(), 1);
    QCOMPARE(filter.index(0, IssuesModel::Field).data().toString(), QStringLiteral("name"));
}

QTEST_GUILESS_MAIN(FiltersTest)
#include "filterstest.moc"
