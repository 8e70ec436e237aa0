// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/testmatrixmodel.h"

#include "models/items/testfilter.h"
#include "tests/support/assessmentsample.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QtTest>

using namespace bw;

namespace {

CriticalApp app(const char* id, const char* name, const char* filter)
{
    AppCheck first, second;
    first.id = "a";
    second.id = "b";
    CriticalApp app;
    app.id = id;
    app.name = name;
    app.owner = "Ann";
    app.hostFilter = filter;
    app.checks = {first, second};
    return app;
}

TestVerdict verdict(const std::string& patch, const char* app, const char* check, TestOutcome outcome, Instant at)
{
    TestVerdict v;
    v.patch = patch;
    v.app = app;
    v.check = check;
    v.outcome = outcome;
    v.at = at;
    return v;
}

} // namespace

class TestMatrixModelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_assessment = test::sampleAssessment(4, {30, 20, 1, 0.5});
        m_records = {};
        m_records.apps = {app("erp", "ERP", "tag:lab"), app("all", "Everything & more", "name:*")};
    }

    void cellsSayWordsAndTones()
    {
        const std::string patch = m_assessment->patches.front().id;
        m_records.verdicts = {verdict(patch, "all", "a", TestOutcome::Passed, m_assessment->at)};
        TestMatrixModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        show(model);
        QCOMPARE(model.columnCount(), TestMatrixModel::FirstApp + 2);
        QCOMPARE(model.headerData(TestMatrixModel::FirstApp + 1, Qt::Horizontal).toString(),
                 QStringLiteral("Everything & more"));
        const int row = model.rowOf(QString::fromStdString(patch));
        const QModelIndex cell = model.index(row, TestMatrixModel::FirstApp + 1);
        QCOMPARE(cell.data().toString(), QStringLiteral("1 of 2"));
        QCOMPARE(cell.data(ToneRole).toInt(), int(ItemTone::CannotTell)); // half a test is no test
        m_records.verdicts.push_back(verdict(patch, "all", "b", TestOutcome::Passed, m_assessment->at));
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        show(model);
        QCOMPARE(reset.count(), 0);
        QCOMPARE(cell.data().toString(), QStringLiteral("Passed"));
        m_records.verdicts.push_back(
            verdict(patch, "all", "b", TestOutcome::Failed, m_assessment->at + std::chrono::seconds(0)));
        m_records.verdicts.back().id = 9;
        show(model);
        QCOMPARE(cell.data(ToneRole).toInt(), int(ItemTone::Immediate));
        QCOMPARE(model.index(row, TestMatrixModel::State).data().toString(), QStringLiteral("Failed"));
        QVERIFY(model.index(row, 0).data(Qt::AccessibleTextRole).toString().contains(QLatin1String("Failed")));
    }

    void otherApplicationsAreOtherColumns()
    {
        TestMatrixModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        show(model);
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        m_records.apps.erase(m_records.apps.begin());
        show(model);
        QCOMPARE(reset.count(), 1);
        QCOMPARE(model.columnCount(), TestMatrixModel::FirstApp + 1);
        QCOMPARE(model.headerData(TestMatrixModel::FirstApp, Qt::Horizontal, ColumnIdRole).toString(),
                 QStringLiteral("app:all"));
        m_records.apps.clear();
        show(model);
        QCOMPARE(model.rowCount(), 0);
    }

    void filterAndFacets()
    {
        const std::string patch = m_assessment->patches[2].id;
        PatchNote note;
        note.patch = patch;
        note.kind = PatchNoteKind::Withdrawn;
        note.text = "taken back";
        note.at = m_assessment->at;
        m_records.notes = {note};
        TestMatrixModel model;
        TestFilterModel filter(model);
        show(model);
        QVERIFY(filter.setFilterText(QStringLiteral("note:withdrawn")).ok());
        QCOMPARE(filter.rowCount(), 1);
        QCOMPARE(filter.index(0, 0).data(IdRole).toString(), QString::fromStdString(patch));
        QVERIFY(filter.setFilterText(QStringLiteral("app:erp state:not-tested -note:withdrawn")).ok());
        QVERIFY(filter.rowCount() > 0 && filter.rowCount() < model.rowCount());
        QVERIFY(!filter.setFilterText(QStringLiteral("state:good")).ok());
        QVERIFY(filter.setFilterText(QString()).ok());
        std::uint32_t states = 0;
        const std::vector<Facet> facets = filter.facets();
        for (const FacetValue& value : facets.front().values)
            states += value.count;
        QCOMPARE(int(states), model.rowCount());
    }

private:
    void show(TestMatrixModel& model)
    {
        model.setMatrix(testMatrix(*m_assessment, m_records, m_assessment->at), *m_assessment);
    }

    std::shared_ptr<const Assessment> m_assessment;
    TestRecords m_records;
};

QTEST_GUILESS_MAIN(TestMatrixModelTest)
#include "testmatrixmodeltest.moc"
