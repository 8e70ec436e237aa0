// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/findingsmodel.h"
#include "tests/support/assessmentsample.h"

#include <QAbstractItemModelTester>
#include <QItemSelectionModel>
#include <QSignalSpy>
#include <QtTest>

#include <numeric>
#include <set>

using namespace bw;

class FindingsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void orderByRankIsAStableSort();
    void selectKeepsTheOrder();
    void filtersAnswerAsOneByOne_data();
    void filtersAnswerAsOneByOne();
    void manyTestsAnswerAsOneByOne();
    void ordersGoByValue();
    void scopes();
    void findsRows();
    void cancelledSelectIsNoAnswer();
    void modelFollowsWishes();
    void wrongFilterChangesNothing();
    void indexesStayWithTheirFindings();
    void selectionSurvivesFilterAndSort();
};

namespace {

std::vector<std::uint32_t> naive(const FindingTable& table, const FindingFilter& filter)
{
    std::vector<std::uint32_t> rows;
    for (std::uint32_t row = 0; row < table.size(); ++row) {
        if (filter.matches(table.at(row), *table.assessment()))
            rows.push_back(row);
    }
    return rows;
}

std::vector<std::uint32_t> listed(const RowIndex& index)
{
    return {index.rows().begin(), index.rows().end()};
}

QString idAt(const QModelIndex& index)
{
    return index.data(IdRole).toString();
}

} // namespace

void FindingsTest::orderByRankIsAStableSort()
{
    std::mt19937 random(11);
    for (int round = 0; round < 50; ++round) {
        const std::uint32_t keysCount = 1 + random() % 40;
        std::vector<std::uint32_t> ranks(keysCount), keys(random() % 300);
        for (auto& rank : ranks)
            rank = random() % 20;
        for (auto& key : keys)
            key = random() % keysCount;
        for (const bool descending : {false, true}) {
            std::vector<std::uint32_t> wanted(keys.size());
            std::iota(wanted.begin(), wanted.end(), 0u);
            std::stable_sort(wanted.begin(), wanted.end(), [&](auto a, auto b) {
                return descending ? ranks[keys[a]] > ranks[keys[b]] : ranks[keys[a]] < ranks[keys[b]];
            });
            QCOMPARE(orderByRank(keys, ranks, descending), wanted);
            std::vector<std::uint32_t> direct;
            for (const auto key : keys)
                direct.push_back(ranks[key]);
            QCOMPARE(orderByRank(direct, 20, descending), wanted);
        }
    }
}

void FindingsTest::selectKeepsTheOrder()
{
    const std::vector<std::uint8_t> passes = {1, 0, 1, 1, 0};
    const std::vector<std::uint32_t> order = {4, 3, 2, 1, 0};
    QCOMPARE(listed(selectRows(passes)), (std::vector<std::uint32_t>{0, 2, 3}));
    QCOMPARE(listed(selectRows(passes, order)), (std::vector<std::uint32_t>{3, 2, 0}));
    QVERIFY(selectRows({}).empty());
    QCOMPARE(listed(RowIndex::all(3)), (std::vector<std::uint32_t>{0, 1, 2}));
}

void FindingsTest::filtersAnswerAsOneByOne_data()
{
    QTest::addColumn<QString>("filter");
    for (const char* text : {"web1",
                             "WEB",
                             "\"north wing\"",
                             "cve-2026-1000",
                             "src1 web2",
                             "src1 OR web2",
                             "-src1",
                             "dsa-501",
                             "2.0-1",
                             "1.0-10",
                             "host:web*",
                             "host:web1? tag:pci",
                             "owner:none -tag:lab",
                             "os:debian",
                             "release:22.04",
                             "exposure:open,none",
                             "state:open",
                             "-state:open,unknown",
                             "decision:>=out-of-cycle",
                             "decision:defer",
                             "due:overdue",
                             "due:none",
                             "due:<7d",
                             "due:>=2w",
                             "due:2026-11-24",
                             "since:>90d",
                             "since:none",
                             "version:1.0*",
                             "kev:yes",
                             "for:debian",
                             "fix:none",
                             "epss:>0.5",
                             "epss:none",
                             "cvss:>=7.5",
                             "cve:CVE-2026-10003",
                             "(host:web1 OR kev:yes) state:open -due:none",
                             "patch:src1* (web2 OR web3) -owner:ann",
                             "nothing-has-this"})
        QTest::newRow(text) << QString::fromLatin1(text);
}

void FindingsTest::filtersAnswerAsOneByOne()
{
    QFETCH(QString, filter);
    for (const std::uint32_t seed : {5u, 6u}) {
        const auto table = FindingTable::make(test::sampleAssessment(seed));
        const auto parsed = FindingFilter::parse(filter.toStdString());
        QVERIFY2(parsed.ok(), parsed.ok() ? "" : parsed.error().subject.c_str());
        FindingQuery query;
        query.filter = *parsed;
        QCOMPARE(listed(table->select(query, nullptr)), naive(*table, *parsed));
    }
}

void FindingsTest::manyTestsAnswerAsOneByOne()
{
    const auto table = FindingTable::make(test::sampleAssessment(7));
    // Below 12 tests there is a table of all answers, up to 32 masks, beyond it is one by one.
    for (const int count : {11, 12, 13, 32, 33, 40}) {
        std::string text;
        for (int i = 0; i < count; ++i)
            text += (i > 0 ? " OR " : "") + ("host:web" + std::to_string(i) + (i % 2 ? " -due:overdue" : ""));
        const auto parsed = FindingFilter::parse(text);
        QVERIFY(parsed.ok());
        FindingQuery query;
        query.filter = *parsed;
        QCOMPARE(listed(table->select(query, nullptr)), naive(*table, *parsed));
    }
}

void FindingsTest::ordersGoByValue()
{
    const auto table = FindingTable::make(test::sampleAssessment(8));
    const Assessment& all = *table->assessment();
    using Column = FindingTable::Column;
    const auto check = [&](Column column, auto valueOf) {
        for (const bool descending : {false, true}) {
            const auto order = table->ordered(column, descending);
            QCOMPARE(order->size(), std::size_t(table->size()));
            for (std::size_t i = 1; i < order->size(); ++i) {
                const auto before = valueOf(table->at((*order)[i - 1]));
                const auto after = valueOf(table->at((*order)[i]));
                QVERIFY(descending ? before >= after : before <= after);
                QVERIFY(before != after || (*order)[i - 1] < (*order)[i]);
            }
        }
    };
    // Web2 comes before Web10: by number, not by text.
    check(Column::Host, [&](const Finding& f) { return std::stoi(all.fleet->hosts[f.host].identity.name.substr(3)); });
    check(Column::Patch, [](const Finding& f) { return f.patch; });
    check(Column::State, [](const Finding& f) { return int(f.state); });
    check(Column::Decision, [](const Finding& f) { return int(f.decision); });
    const auto due = table->ordered(Column::Due, true);
    bool untold = false;
    for (const std::uint32_t row : *due) {
        untold = untold || table->at(row).due == Finding::NoDay;
        QVERIFY(!untold || table->at(row).due == Finding::NoDay); // not told is last, also downwards
    }
    const auto installed = table->ordered(Column::Installed, false);
    const auto version = [&](std::uint32_t row) { return all.fleet->components->view(table->at(row).component); };
    for (std::size_t i = 1; i < installed->size(); ++i) {
        const auto a = version((*installed)[i - 1]);
        const auto b = version((*installed)[i]);
        QVERIFY(a.name <= b.name);
        QVERIFY(!(a.name == b.name && a.version == "1.0-10" && b.version == "1.0-9"));
    }
}

void FindingsTest::scopes()
{
    const auto table = FindingTable::make(test::sampleAssessment(9));
    const Assessment& all = *table->assessment();
    FindingQuery query;
    query.host = all.fleet->hosts[4].id;
    auto rows = listed(table->select(query, nullptr));
    QCOMPARE(rows.size(), std::size_t(table->count(query)));
    QVERIFY(std::all_of(rows.begin(), rows.end(), [&](auto row) { return table->at(row).host == 4; }));
    query.patch = all.patches[2].id;
    QVERIFY(table->count(query) <= 1);
    query.host.reset();
    rows = listed(table->select(query, table->ordered(FindingTable::Column::Host, true)));
    QCOMPARE(rows.size(), std::size_t(all.patches[2].findingCount));
    QVERIFY(std::is_sorted(rows.rbegin(), rows.rend()));
    query.patch = "no such patch";
    QVERIFY(table->select(query, nullptr).empty());
    query.patch.clear();
    query.host = 99999;
    QVERIFY(table->select(query, nullptr).empty());
    QCOMPARE(table->count(query), 0u);
}

void FindingsTest::findsRows()
{
    const auto table = FindingTable::make(test::sampleAssessment(10));
    const Assessment& all = *table->assessment();
    for (std::uint32_t row = 0; row < table->size(); ++row) {
        const Finding& finding = table->at(row);
        QCOMPARE(table->find(all.fleet->hosts[finding.host].id, all.patches[finding.patch].id), std::optional(row));
    }
    QVERIFY(!table->find(12345, all.patches[0].id));
}

void FindingsTest::cancelledSelectIsNoAnswer()
{
    struct Stopped final : ProgressSink {
        void report(std::uint64_t, std::uint64_t, std::string_view) override { }
        bool cancelled() const override { return true; }
    } stopped;
    const auto table = FindingTable::make(test::sampleAssessment(9));
    FindingQuery query;
    query.filter = *FindingFilter::parse("web");
    QVERIFY(table->select(query, nullptr, stopped).empty());
}

void FindingsTest::modelFollowsWishes()
{
    JobRunner jobs;
    FindingsModel model(jobs);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const auto all = test::sampleAssessment(2, {20, 12, 1, 0.4});
    model.setAssessment(all);
    QVERIFY(model.isBusy());
    QTRY_VERIFY(!model.isBusy());
    QCOMPARE(model.rowCount(), int(all->findings.size()));
    QCOMPARE(model.total(), std::uint32_t(all->findings.size()));
    QVERIFY(model.setFilterText(QStringLiteral("host:web1*")).ok());
    model.sort(FindingsModel::HostColumn, Qt::DescendingOrder);
    QTRY_VERIFY(!model.isBusy());
    QVERIFY(model.rowCount() > 0 && model.rowCount() < int(all->findings.size()));
    QCOMPARE(model.total(), std::uint32_t(all->findings.size()));
    QCOMPARE(model.index(0, 0).data().toString(), QStringLiteral("Web19"));
    QVERIFY(!model.index(0, 0).data(Qt::AccessibleTextRole).toString().isEmpty());
    const QString patch = QString::fromStdString(all->patches[model.finding(0).patch].id);
    QCOMPARE(model.rowOf(20, patch), 0);
    model.setPatch(patch);
    QTRY_VERIFY(!model.isBusy());
    QCOMPARE(model.total(), all->patches[model.finding(0).patch].findingCount);
    model.setAssessment(nullptr);
    QCOMPARE(model.rowCount(), 0);
    QTRY_VERIFY(!jobs.busy());
    QCOMPARE(model.rowCount(), 0);
}

void FindingsTest::wrongFilterChangesNothing()
{
    JobRunner jobs;
    FindingsModel model(jobs);
    model.setAssessment(test::sampleAssessment(2));
    QVERIFY(model.setFilterText(QStringLiteral("kev:yes")).ok());
    const auto wrong = model.setFilterText(QStringLiteral("kev:yes state:opne"));
    QVERIFY(!wrong.ok());
    QCOMPARE(wrong.error().place.column, std::uint64_t(15));
    QCOMPARE(model.filterText(), QStringLiteral("kev:yes"));
    QTRY_VERIFY(!model.isBusy());
    for (int row = 0; row < model.rowCount(); ++row)
        QVERIFY(model.assessment()->patches[model.finding(row).patch].kev);
}

void FindingsTest::indexesStayWithTheirFindings()
{
    JobRunner jobs;
    FindingsModel model(jobs);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    std::mt19937 random(3);
    std::vector<std::shared_ptr<const FindingTable>> tables;
    for (std::uint32_t seed = 1; seed <= 3; ++seed)
        tables.push_back(FindingTable::make(test::sampleAssessment(seed, {15, 10, 0.8, 0.5})));
    for (int round = 0; round < 60; ++round) {
        std::vector<std::pair<QPersistentModelIndex, QString>> kept;
        for (int row = 0; row < model.rowCount(); ++row) {
            if (random() % 3 == 0)
                kept.emplace_back(model.index(row, int(random() % 7)), idAt(model.index(row, 0)));
        }
        const auto& table = tables[random() % tables.size()];
        std::vector<std::uint32_t> rows;
        for (std::uint32_t row = 0; row < table->size(); ++row) {
            if (random() % 4 < unsigned(round % 5))
                rows.push_back(row);
        }
        std::shuffle(rows.begin(), rows.end(), random);
        model.swap(table, RowIndex(rows));
        QCOMPARE(model.rowCount(), int(rows.size()));
        std::set<QString> ids;
        for (int row = 0; row < model.rowCount(); ++row)
            ids.insert(idAt(model.index(row, 0)));
        for (const auto& [index, id] : kept) {
            if (index.isValid())
                QCOMPARE(idAt(index), id);
            else
                QVERIFY(ids.count(id) == 0 || rows.empty());
        }
    }
}

void FindingsTest::selectionSurvivesFilterAndSort()
{
    JobRunner jobs;
    FindingsModel model(jobs);
    const auto all = test::sampleAssessment(2, {20, 12, 1, 0.4});
    model.setAssessment(all);
    QTRY_VERIFY(!model.isBusy());
    QItemSelectionModel selection(&model);
    std::set<QString> ids;
    for (const int row : {0, 5, 6, 7, 20}) {
        selection.select(model.index(row, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
        ids.insert(idAt(model.index(row, 0)));
    }
    selection.setCurrentIndex(model.index(5, 0), QItemSelectionModel::NoUpdate);
    const QString current = idAt(model.index(5, 0));
    const auto selected = [&] {
        std::set<QString> now;
        for (const QModelIndex& index : selection.selectedRows())
            now.insert(idAt(index));
        return now;
    };
    model.sort(FindingsModel::HostColumn, Qt::DescendingOrder);
    QTRY_VERIFY(!model.isBusy());
    QCOMPARE(selected(), ids);
    QCOMPARE(idAt(selection.currentIndex()), current);
    const QString host = selection.currentIndex().data().toString();
    QVERIFY(model.setFilterText(QStringLiteral("host:") + host).ok());
    QTRY_VERIFY(!model.isBusy());
    QCOMPARE(idAt(selection.currentIndex()), current);
    for (const QString& id : selected())
        QVERIFY(ids.count(id) == 1);
    QVERIFY(selected().count(current) == 1);
    QVERIFY(model.setFilterText(QString()).ok());
    QTRY_VERIFY(!model.isBusy());
    QCOMPARE(model.rowCount(), int(all->findings.size()));
    QCOMPARE(idAt(selection.currentIndex()), current);
}

QTEST_GUILESS_MAIN(FindingsTest)
#include "findingstest.moc"
