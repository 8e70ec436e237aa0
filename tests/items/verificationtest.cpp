// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/foundation/jobrunner.h"
#include "models/items/verdicttable.h"
#include "models/items/verificationmodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QtTest>

#include <algorithm>
#include <random>

using namespace bw;

namespace {

const Instant Now = *parseIso("2026-11-24T12:00:00Z");
constexpr PlanId ThePlan = 7;

struct Row {
    HostId host = 0;
    std::string patch;
    WaveId wave = 1;
    Verdict verdict = Verdict::Open;
    bool planned = false;
};

/// Hosts 1, 2, 3 ... are web-1, web-2, web-3 ...
VerdictSource sourceOf(const std::vector<Row>& rows, HostId hosts = 12)
{
    auto fleet = std::make_shared<Fleet>();
    for (HostId id = 1; id <= hosts; ++id) {
        Host host;
        host.id = id;
        host.identity.name = "web-" + std::to_string(id);
        fleet->hosts.push_back(host);
    }
    auto assessment = std::make_shared<Assessment>();
    assessment->at = Now;
    assessment->fleet = std::move(fleet);
    auto expectations = std::make_shared<std::vector<Expectation>>();
    auto verdicts = std::make_shared<std::vector<Verification>>();
    const auto add = [&](PlanId plan, const Row& row) {
        Expectation wanted;
        wanted.plan = plan;
        wanted.host = row.host;
        wanted.patch = row.patch;
        wanted.wave = row.wave;
        if (!row.planned)
            wanted.run = RunId(1);
        wanted.state = row.planned         ? TargetState::Waiting
            : row.verdict == Verdict::Open ? TargetState::Failed
                                           : TargetState::Claimed;
        Verification found;
        found.host = row.host;
        found.patch = row.patch;
        found.wave = row.wave;
        found.verdict = row.verdict;
        found.wanted = "1.9-2";
        found.reason = "because of " + row.patch;
        if (row.verdict == Verdict::Verified || row.verdict == Verdict::Contradicted)
            found.takenAt = Now - std::chrono::hours(row.host);
        expectations->push_back(std::move(wanted));
        verdicts->push_back(std::move(found));
    };
    add(ThePlan + 1, {1, "Debian:12/other/1", 1, Verdict::Verified}); // of another plan: never shown
    for (const Row& row : rows)
        add(ThePlan, row);
    return {assessment, expectations, verdicts, ThePlan, {{1, "Test ring"}, {2, "Early"}}};
}

std::vector<Row> sample()
{
    const std::string sudo = "Debian:12/sudo/1.9-2";
    return {{1, sudo, 1, Verdict::Verified},
            {2, sudo, 1, Verdict::Contradicted},
            {3, sudo, 2, Verdict::Open},
            {4, sudo, 2, Verdict::NotReinventoried},
            {5, sudo, 2, Verdict::Verified}};
}

FilterExpression filterOf(const char* text)
{
    const auto filter = FilterExpression::parse(text, VerdictTable::keys());
    return filter ? *filter : FilterExpression();
}

QStringList hostsOf(const QAbstractItemModel& model)
{
    QStringList hosts;
    for (int row = 0; row < model.rowCount(); ++row)
        hosts << model.index(row, VerificationModel::Host).data().toString();
    return hosts;
}

void settle(VerificationModel& model, JobRunner& jobs)
{
    QSignalSpy updated(&model, &VerificationModel::updated);
    QTRY_VERIFY(!updated.isEmpty() && !jobs.busy());
}

} // namespace

class VerificationItemsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatNeedsAPersonComesFirst()
    {
        const auto table = VerdictTable::make(sourceOf(sample()));
        const auto order = table->ordered(VerdictTable::Column::Verdict, false);
        QStringList hosts;
        for (const std::uint32_t row : *order)
            hosts << QString::fromStdString(table->hostName(row));
        QCOMPARE(hosts, QStringLiteral("web-2 web-3 web-4 web-1 web-5").split(u' '));
    }

    void rowsStandByWaveHostAndPatch()
    {
        std::vector<Row> rows;
        for (HostId host = 12; host >= 1; --host) {
            for (const char* patch : {"Debian:12/b/2", "Debian:12/a/1"})
                rows.push_back({host, patch, WaveId(host % 3 == 0 ? 2 : 1), Verdict::Open});
        }
        std::shuffle(rows.begin(), rows.end(), std::mt19937(7));
        const auto table = VerdictTable::make(sourceOf(rows));
        QCOMPARE(table->size(), 24U);
        QCOMPARE(table->hostName(0), std::string("web-1"));
        QCOMPARE(table->package(0), std::string_view("a"));
        QCOMPARE(table->hostName(4), std::string("web-4")); // 3 is in the second wave, 10 behind 8
        QCOMPARE(table->waveName(16), std::string("Early"));
        for (const Row& row : rows) {
            const auto found = table->find(row.host, row.patch);
            QVERIFY(found);
            QCOMPARE(table->expectation(*found).host, row.host);
            QCOMPARE(table->expectation(*found).patch, row.patch);
        }
        QVERIFY(!table->find(1, "Debian:12/other/1"));
        QVERIFY(!table->find(99, "Debian:12/a/1"));
    }

    void whatIsNotToldIsLast()
    {
        const auto table = VerdictTable::make(sourceOf(sample()));
        for (const bool descending : {false, true}) {
            const auto order = table->ordered(VerdictTable::Column::Evidence, descending);
            QCOMPARE(order->size(), std::size_t(5));
            QVERIFY(!table->verification(order->at(3)).takenAt);
            QVERIFY(!table->verification(order->at(4)).takenAt);
            const bool older = table->verification(order->at(0)).takenAt < table->verification(order->at(2)).takenAt;
            QCOMPARE(older, !descending);
        }
    }

    void theFilterSpeaksOfVerdicts()
    {
        auto rows = sample();
        rows.push_back({6, "Debian:12/curl/8-1", 2, Verdict::Open, true});
        const auto table = VerdictTable::make(sourceOf(rows));
        const auto count = [&](const char* text) { return table->select(filterOf(text), nullptr).size(); };
        QCOMPARE(count("-verdict:verified"), 4U);
        QCOMPARE(count("verdict:contradicted,open"), 3U);
        QCOMPARE(count("wave:early -verdict:verified"), 3U);
        QCOMPARE(count("host:web-?"), 6U);
        QCOMPARE(count("reported:failed OR reported:planned"), 2U);
        QCOMPARE(count("package:curl"), 1U);
        QCOMPARE(count("patch:*sudo*"), 5U);
        QCOMPARE(count("because"), 6U);
        QCOMPARE(count("-(because web-2)"), 5U);
        QVERIFY(!FilterExpression::parse("verdict:nonsense", VerdictTable::keys()).ok());
    }

    void aVerdictIsWordAndTone()
    {
        JobRunner jobs;
        VerificationModel model(jobs);
        auto rows = sample();
        rows[0].planned = true;
        model.setSource(sourceOf(rows));
        settle(model, jobs);
        const QModelIndex verdict = model.index(1, VerificationModel::VerdictColumn);
        QCOMPARE(verdict.data().toString(), QStringLiteral("Contradicted"));
        QCOMPARE(verdict.data(ToneRole).toInt(), int(ItemTone::Immediate));
        QCOMPARE(model.index(3, VerificationModel::Evidence).data().toString(), QStringLiteral("–"));
        QVERIFY(model.index(1, 0).data(Qt::AccessibleTextRole).toString().contains(QStringLiteral("because")));
        QCOMPARE(model.index(0, VerificationModel::Reported).data().toString(), QStringLiteral("planned"));
        QCOMPARE(model.at(1).hostName, std::string("web-2"));
        QCOMPARE(model.at(1).package, std::string("sudo"));
    }

    void theCurrentRowStaysWithItsHostAndPatch()
    {
        JobRunner jobs;
        VerificationModel model(jobs);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setSource(sourceOf(sample()));
        settle(model, jobs);
        const QPersistentModelIndex current(model.index(2, 0)); // web-3
        const QPersistentModelIndex gone(model.index(4, 0));
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        auto next = sample();
        next.pop_back();
        next[2].verdict = Verdict::Regressed;
        next.insert(next.begin(), {9, "Debian:12/curl/8-1", 1, Verdict::Open});
        model.setSource(sourceOf(next));
        settle(model, jobs);
        QCOMPARE(model.rowCount(), 5);
        QVERIFY(!gone.isValid());
        QCOMPARE(current.data().toString(), QStringLiteral("web-3"));
        QCOMPARE(current.sibling(current.row(), VerificationModel::VerdictColumn).data().toString(),
                 QStringLiteral("Regressed"));
        model.sort(VerificationModel::VerdictColumn, Qt::AscendingOrder);
        settle(model, jobs);
        QCOMPARE(current.row(), 0);
        QVERIFY(model.setFilterText(QStringLiteral("verdict:open,regressed")).ok());
        settle(model, jobs);
        QCOMPARE(hostsOf(model), QStringLiteral("web-3 web-9").split(u' '));
        QVERIFY(!model.setFilterText(QStringLiteral("verdict:nonsense")).ok());
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(model.total(), 5);
        QCOMPARE(reset.size(), 0);
        model.setSource({});
        QCOMPARE(model.rowCount(), 0);
        QCOMPARE(model.total(), 0);
    }

    void facetsCountWithoutTheirOwnTerm()
    {
        JobRunner jobs;
        VerificationModel model(jobs);
        model.setSource(sourceOf(sample()));
        QVERIFY(model.setFilterText(QStringLiteral("wave:Early")).ok());
        settle(model, jobs);
        const auto facets = model.facets();
        QCOMPARE(facets.size(), std::size_t(2));
        QCOMPARE(facets[0].values.size(), std::size_t(3)); // of the wave's rows
        QCOMPARE(facets[1].values.size(), std::size_t(2)); // both waves
        QCOMPARE(facets[1].values[0].label, QStringLiteral("Test ring"));
        QCOMPARE(facets[1].values[1].count, 3U);
    }
};

QTEST_GUILESS_MAIN(VerificationItemsTest)
#include "verificationtest.moc"
