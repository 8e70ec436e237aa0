// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/findingsmodel.h"
#include "models/items/texts.h"
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
    void plansHaveTheWord();
    void closedRowsNeedAProof();
    void closedRowsFilterAndSort();
    void facetsCountTheScope();
    void rowsSayWhatProvesThem();
};

namespace {

std::shared_ptr<const FindingTable> tableOf(std::shared_ptr<const Assessment> assessment)
{
    return FindingTable::make({std::move(assessment)});
}

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

/// A plan "November round" with a wave "Pilot" over findings of an assessment and over fixes that are closed.
class SampleProof {
public:
    explicit SampleProof(std::shared_ptr<const Assessment> assessment)
        : m_assessment(std::move(assessment))
    {
        m_names.plans[7] = "November round";
        m_names.waves[{7, 1}] = "Pilot";
    }

    /// `run`: an engine has had it.
    void add(HostId host, const std::string& patch, Verdict verdict, TargetState state, bool run = true,
             PlanId plan = 7)
    {
        Expectation wanted;
        wanted.host = host;
        wanted.patch = patch;
        wanted.fixed = patch.substr(patch.rfind('/') + 1);
        wanted.plan = plan;
        wanted.wave = 1;
        wanted.state = state;
        if (run)
            wanted.run = 3;
        Verification found;
        found.host = host;
        found.patch = patch;
        found.verdict = verdict;
        found.wanted = wanted.fixed;
        if (verdict == Verdict::Verified || verdict == Verdict::Contradicted) {
            found.snapshot = 4711;
            found.takenAt = m_assessment->at;
            found.installed = verdict == Verdict::Verified ? wanted.fixed : "0.9";
        }
        m_expectations.push_back(std::move(wanted));
        m_verdicts.push_back(std::move(found));
    }

    void addFinding(std::uint32_t finding, Verdict verdict, TargetState state, bool run = true)
    {
        const Finding& f = m_assessment->findings[finding];
        add(m_assessment->fleet->hosts[f.host].id, m_assessment->patches[f.patch].id, verdict, state, run);
    }

    FindingSource source() const
    {
        return {m_assessment, std::make_shared<const Overlay>(overlayOf(*m_assessment, m_expectations, m_verdicts)),
                std::make_shared<const std::vector<Expectation>>(m_expectations),
                std::make_shared<const std::vector<Verification>>(m_verdicts),
                std::make_shared<const PlanNames>(m_names)};
    }

private:
    std::shared_ptr<const Assessment> m_assessment;
    std::vector<Expectation> m_expectations;
    std::vector<Verification> m_verdicts;
    PlanNames m_names;
};

/// Findings that are open and have a fix, as the overlay wants them; each of another host x patch.
std::vector<std::uint32_t> openOnes(const Assessment& assessment, std::size_t count)
{
    std::vector<std::uint32_t> found;
    for (std::uint32_t i = 0; i < assessment.findings.size() && found.size() < count; ++i) {
        if (assessment.findings[i].state == FindingState::Open
            && !assessment.patches[assessment.findings[i].patch].fixed.empty())
            found.push_back(i);
    }
    return found;
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
        const auto table = tableOf(test::sampleAssessment(seed));
        const auto parsed = FindingFilter::parse(filter.toStdString());
        QVERIFY2(parsed.ok(), parsed.ok() ? "" : parsed.error().subject.c_str());
        FindingQuery query;
        query.filter = *parsed;
        QCOMPARE(listed(table->select(query, nullptr)), naive(*table, *parsed));
    }
}

void FindingsTest::manyTestsAnswerAsOneByOne()
{
    const auto table = tableOf(test::sampleAssessment(7));
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
    const auto table = tableOf(test::sampleAssessment(8));
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
    check(Column::State, [](const Finding& f) { return urgency(f.state); });
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
    const auto table = tableOf(test::sampleAssessment(9));
    const Assessment& all = *table->assessment();
    FindingQuery query;
    query.host = all.fleet->hosts[4].id;
    auto rows = listed(table->select(query, nullptr));
    QCOMPARE(rows.size(), std::size_t(table->total(query)));
    QVERIFY(std::all_of(rows.begin(), rows.end(), [&](auto row) { return table->at(row).host == 4; }));
    query.patch = all.patches[2].id;
    QVERIFY(table->total(query) <= 1);
    query.host.reset();
    rows = listed(table->select(query, table->ordered(FindingTable::Column::Host, true)));
    QCOMPARE(rows.size(), std::size_t(all.patches[2].findingCount));
    QVERIFY(std::is_sorted(rows.rbegin(), rows.rend()));
    query.patch = "no such patch";
    QVERIFY(table->select(query, nullptr).empty());
    query.patch.clear();
    query.host = 99999;
    QVERIFY(table->select(query, nullptr).empty());
    QCOMPARE(table->total(query), 0u);
}

void FindingsTest::findsRows()
{
    const auto table = tableOf(test::sampleAssessment(10));
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
    const auto table = tableOf(test::sampleAssessment(9));
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
    QCOMPARE(model.total(), int(all->findings.size()));
    QVERIFY(model.setFilterText(QStringLiteral("host:web1*")).ok());
    model.sort(FindingsModel::HostColumn, Qt::DescendingOrder);
    QTRY_VERIFY(!model.isBusy());
    QVERIFY(model.rowCount() > 0 && model.rowCount() < int(all->findings.size()));
    QCOMPARE(model.total(), int(all->findings.size()));
    QCOMPARE(model.index(0, 0).data().toString(), QStringLiteral("Web19"));
    QVERIFY(!model.index(0, 0).data(Qt::AccessibleTextRole).toString().isEmpty());
    const QString patch = QString::fromStdString(all->patches[model.finding(0).patch].id);
    QCOMPARE(model.rowOf(20, patch), 0);
    model.setPatch(patch);
    QTRY_VERIFY(!model.isBusy());
    QCOMPARE(model.total(), int(all->patches[model.finding(0).patch].findingCount));
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
        tables.push_back(tableOf(test::sampleAssessment(seed, {15, 10, 0.8, 0.5})));
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

void FindingsTest::plansHaveTheWord()
{
    const auto all = test::sampleAssessment(4);
    const auto open = openOnes(*all, 5);
    SampleProof proof(all);
    proof.addFinding(open[0], Verdict::Open, TargetState::Waiting, false);
    proof.addFinding(open[1], Verdict::Open, TargetState::Running);
    proof.addFinding(open[2], Verdict::NotReinventoried, TargetState::Claimed);
    proof.addFinding(open[3], Verdict::Contradicted, TargetState::Claimed);
    proof.addFinding(open[4], Verdict::Open, TargetState::Failed);
    const auto table = FindingTable::make(proof.source());
    QCOMPARE(table->size(), std::uint32_t(all->findings.size()));
    QCOMPARE(table->state(open[0]), FindingState::Planned);
    QCOMPARE(table->state(open[1]), FindingState::Deploying);
    QCOMPARE(table->state(open[2]), FindingState::Claimed);
    QCOMPARE(table->state(open[3]), FindingState::Contradicted);
    QCOMPARE(table->state(open[4]), FindingState::Open); // and yet the row tells that it failed
    QCOMPARE(table->expectation(open[4])->state, TargetState::Failed);
    QVERIFY(!table->expectation(openOnes(*all, 6)[5]));
    FindingQuery query;
    query.filter = *FindingFilter::parse("state:planned,deploying,claimed,contradicted");
    QCOMPARE(table->select(query, nullptr).size(), tableOf(all)->select(query, nullptr).size() + 4);
    const auto byRollout = table->ordered(FindingTable::Column::Rollout, true);
    QVERIFY(!table->expectation(byRollout->back())); // what no plan has is last, whichever way round
    QVERIFY(table->expectation(byRollout->front()));
}

void FindingsTest::closedRowsNeedAProof()
{
    const auto all = test::sampleAssessment(4);
    SampleProof proof(all);
    proof.add(all->fleet->hosts[2].id, "Debian:12/gone/2.0-1", Verdict::Verified, TargetState::Claimed);
    proof.add(all->fleet->hosts[2].id, "Debian:12/gone/2.0-1", Verdict::Verified, TargetState::Claimed, true, 8);
    proof.add(all->fleet->hosts[1].id, "Debian:12/gone/2.0-1", Verdict::NotReinventoried, TargetState::Claimed);
    proof.add(999'999, "Debian:12/gone/2.0-1", Verdict::Verified, TargetState::Claimed); // no host any more
    const auto open = openOnes(*all, 1);
    proof.addFinding(open[0], Verdict::Verified, TargetState::Claimed); // still found: open, whatever anybody says
    const auto table = FindingTable::make(proof.source());
    const auto findings = std::uint32_t(all->findings.size());
    QCOMPARE(table->size(), findings + 1);
    QVERIFY(table->closed(findings));
    QCOMPARE(table->state(findings), FindingState::Verified);
    QCOMPARE(table->host(findings).id, all->fleet->hosts[2].id);
    QCOMPARE(table->patch(findings).package, std::string("gone"));
    QCOMPARE(table->verification(findings)->snapshot, std::int64_t(4711));
    QCOMPARE(table->expectation(findings)->plan, PlanId(7));
    QCOMPARE(table->state(open[0]), FindingState::Open);
    QVERIFY(!table->expectation(open[0]));
    QCOMPARE(table->find(all->fleet->hosts[2].id, "Debian:12/gone/2.0-1"), std::optional(findings));
    QVERIFY(!table->find(all->fleet->hosts[1].id, "Debian:12/gone/2.0-1"));
    FindingSource plain = proof.source();
    plain.overlay = nullptr;
    QCOMPARE(FindingTable::make(plain)->size(), findings);
}

void FindingsTest::closedRowsFilterAndSort()
{
    const auto all = test::sampleAssessment(4);
    SampleProof proof(all);
    for (const std::size_t host : {3U, 1U, 2U}) {
        for (const char* patch : {"Debian:12/zz/2.0-1", "Debian:12/aa/2.0-1"})
            proof.add(all->fleet->hosts[host].id, patch, Verdict::Verified, TargetState::Claimed);
    }
    const auto table = FindingTable::make(proof.source());
    const auto count = [&](FindingQuery query, const char* filter) {
        query.filter = *FindingFilter::parse(filter);
        return table->select(query, nullptr).size();
    };
    QCOMPARE(count({}, "state:verified patch:zz,aa"), 6U);
    QCOMPARE(count({}, "patch:zz"), 3U);
    QCOMPARE(count({}, "aa"), 3U);
    QCOMPARE(count({}, "patch:zz,aa decision:defer"), 0U); // no decision is due of what is closed
    QCOMPARE(count({}, "patch:zz,aa due:overdue"), 0U);
    std::string many = "patch:zz,aa";
    for (int i = 0; i < 40; ++i)
        many += " -nothing" + std::to_string(i);
    QCOMPARE(count({}, many.c_str()), 6U);
    FindingQuery query;
    query.host = all->fleet->hosts[2].id;
    QCOMPARE(count(query, "patch:zz,aa"), 2U);
    query = {};
    query.patch = "Debian:12/aa/2.0-1";
    QCOMPARE(table->total(query), 3U);
    query.host = all->fleet->hosts[3].id;
    QCOMPARE(table->total(query), 1U);
    using Column = FindingTable::Column;
    for (const auto column : {Column::Host, Column::Patch, Column::Fix, Column::State, Column::Decision, Column::Due,
                              Column::ExposedSince, Column::Rollout, Column::Installed, Column::Cve, Column::Feed}) {
        for (const bool descending : {false, true}) {
            auto rows = *table->ordered(column, descending);
            QCOMPARE(rows.size(), std::size_t(table->size()));
            if (column == Column::Decision || column == Column::Due || column == Column::ExposedSince)
                QVERIFY(table->closed(rows.back()));
            std::sort(rows.begin(), rows.end());
            for (std::uint32_t i = 0; i < rows.size(); ++i)
                QCOMPARE(rows[i], i);
        }
    }
}

void FindingsTest::facetsCountTheScope()
{
    JobRunner jobs;
    FindingsModel model(jobs);
    const auto all = test::sampleAssessment(4);
    SampleProof proof(all);
    proof.add(all->fleet->hosts[4].id, "Debian:12/gone/2.0-1", Verdict::Verified, TargetState::Claimed);
    model.setSource(proof.source());
    model.setHost(all->fleet->hosts[4].id);
    QVERIFY(model.setFilterText(QStringLiteral("state:verified patch:gone")).ok());
    QTRY_VERIFY(!model.isBusy());
    QCOMPARE(model.rowCount(), 1);
    std::uint32_t states = 0, decisions = 0;
    for (const Facet& facet : model.facets()) {
        for (const FacetValue& value : facet.values) {
            QVERIFY(FindingFilter::parse(value.term.toStdString()).ok());
            states += facet.id == QLatin1String("state") ? value.count : 0;
            decisions += facet.id == QLatin1String("decision") ? value.count : 0;
        }
    }
    QCOMPARE(states, 1U);
    QCOMPARE(decisions, 0U);
    QVERIFY(model.setFilterText(QStringLiteral("state:excepted")).ok());
    QTRY_VERIFY(!model.isBusy());
    states = 0;
    const std::vector<Facet> facets = model.facets();
    for (const FacetValue& value : facets[0].values)
        states += value.count;
    QCOMPARE(states, std::uint32_t(model.total())); // of all states, not of the chosen one
}

void FindingsTest::rowsSayWhatProvesThem()
{
    JobRunner jobs;
    FindingsModel model(jobs);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const auto all = test::sampleAssessment(4);
    const auto open = openOnes(*all, 1);
    SampleProof proof(all);
    proof.addFinding(open[0], Verdict::NotReinventoried, TargetState::Claimed);
    const HostId host = all->fleet->hosts[all->findings[open[0]].host].id;
    proof.add(host, "Debian:12/gone/2.0-1", Verdict::Verified, TargetState::Claimed);
    model.setAssessment(all);
    model.setHost(host);
    QTRY_VERIFY(!model.isBusy());
    const int before = model.rowCount();
    const QPersistentModelIndex kept =
        model.index(model.rowOf(host, Texts::of(all->patches[all->findings[open[0]].patch].id)), 0);
    model.setSource(proof.source());
    QTRY_VERIFY(!model.isBusy());
    QCOMPARE(model.rowCount(), before + 1);
    const auto text = [&](int row, int column) { return model.index(row, column).data().toString(); };
    QCOMPARE(text(kept.row(), FindingsModel::State), QStringLiteral("Claimed"));
    QVERIFY(text(kept.row(), FindingsModel::Rollout).contains(QStringLiteral("not proved: Pilot, November round")));
    const int closed = model.rowOf(host, QStringLiteral("Debian:12/gone/2.0-1"));
    QVERIFY(closed >= 0);
    QCOMPARE(text(closed, FindingsModel::State), QStringLiteral("Verified"));
    QVERIFY(text(closed, FindingsModel::Rollout).contains(QStringLiteral("proved by inventory 4711, 2026-11-2")));
    QCOMPARE(text(closed, FindingsModel::DecisionColumn), QStringLiteral("–"));
    QCOMPARE(text(closed, FindingsModel::Installed), QStringLiteral("2.0-1"));
    const auto tip = model.index(closed, FindingsModel::Rollout).data(Qt::ToolTipRole).toString();
    QVERIFY(tip.contains(QStringLiteral("Run 3")) && tip.contains(QStringLiteral("UTC")));
    QVERIFY(model.index(closed, 0).data(Qt::AccessibleTextRole).toString().contains(QStringLiteral("4711")));
    for (int row = 0; row < model.rowCount(); ++row) {
        for (int column = 0; column < model.columnCount(); ++column)
            QVERIFY(!text(row, column).isEmpty());
    }
}

QTEST_GUILESS_MAIN(FindingsTest)
#include "findingstest.moc"
