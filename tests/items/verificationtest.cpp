// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/verificationfilter.h"
#include "models/items/verificationmodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QtTest>

using namespace bw;

namespace {

const Instant Now = *parseIso("2026-11-24T12:00:00Z");

VerificationRow row(HostId host, std::string wave, std::uint32_t order, Verdict verdict)
{
    VerificationRow made;
    made.plan = 1;
    made.host = host;
    made.hostName = "web-" + std::to_string(host);
    made.patch = "Debian:12/sudo/1.9-2";
    made.package = "sudo";
    made.wave = std::move(wave);
    made.waveOrder = order;
    made.reported = verdict == Verdict::Open ? TargetState::Failed : TargetState::Claimed;
    made.verdict.verdict = verdict;
    made.verdict.wanted = "1.9-2";
    made.verdict.reason = "because";
    if (verdict == Verdict::Verified || verdict == Verdict::Contradicted)
        made.verdict.takenAt = Now - std::chrono::hours(host);
    return made;
}

std::vector<VerificationRow> sample()
{
    return {row(1, "Test ring", 0, Verdict::Verified), row(2, "Test ring", 0, Verdict::Contradicted),
            row(3, "Early", 1, Verdict::Open), row(4, "Early", 1, Verdict::NotReinventoried),
            row(5, "Early", 1, Verdict::Verified)};
}

} // namespace

class VerificationItemsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void rowsComeAndGoById()
    {
        VerificationModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setRows(sample(), Now);
        QCOMPARE(model.rowCount(), 5);
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        auto next = sample();
        next[2].verdict.verdict = Verdict::Verified;
        next.pop_back();
        model.setRows(next, Now);
        QCOMPARE(model.rowCount(), 4);
        QCOMPARE(reset.size(), 0);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(changed[0][0].toModelIndex().row(), 2);
    }

    void aVerdictIsWordAndTone()
    {
        VerificationModel model;
        model.setRows(sample(), Now);
        const QModelIndex verdict = model.index(1, VerificationModel::VerdictColumn);
        QCOMPARE(verdict.data().toString(), QStringLiteral("Contradicted"));
        QCOMPARE(verdict.data(ToneRole).toInt(), int(ItemTone::Immediate));
        QCOMPARE(model.index(3, VerificationModel::Evidence).data().toString(), QStringLiteral("–"));
        QVERIFY(model.index(1, 0).data(Qt::AccessibleTextRole).toString().contains(QStringLiteral("because")));
        auto planned = sample();
        planned[0].planned = true;
        model.setRows(planned, Now);
        QCOMPARE(model.index(0, VerificationModel::Reported).data().toString(), QStringLiteral("planned"));
    }

    void whatNeedsAPersonComesFirst()
    {
        VerificationModel model;
        VerificationFilterModel filter(model);
        model.setRows(sample(), Now);
        filter.sort(VerificationModel::VerdictColumn, Qt::AscendingOrder);
        QStringList order;
        for (int i = 0; i < filter.rowCount(); ++i)
            order << filter.index(i, VerificationModel::Host).data().toString();
        QCOMPARE(order,
                 (QStringList{QStringLiteral("web-2"), QStringLiteral("web-3"), QStringLiteral("web-4"),
                              QStringLiteral("web-1"), QStringLiteral("web-5")}));
    }

    void theFilterSpeaksOfVerdicts()
    {
        VerificationModel model;
        VerificationFilterModel filter(model);
        model.setRows(sample(), Now);
        const auto rows = [&](const char* text) {
            const bool good = filter.setFilterText(QLatin1String(text)).ok();
            return good ? filter.rowCount() : -1;
        };
        QCOMPARE(rows("-verdict:verified"), 3);
        QCOMPARE(rows("verdict:contradicted,open"), 2);
        QCOMPARE(rows("wave:early -verdict:verified"), 2);
        QCOMPARE(rows("host:web-?"), 5);
        QCOMPARE(rows("reported:failed"), 1);
        QCOMPARE(rows("verdict:nonsense"), -1);
        QCOMPARE(rows("because"), 5);
    }

    void facetsCountWithoutTheirOwnTerm()
    {
        VerificationModel model;
        VerificationFilterModel filter(model);
        model.setRows(sample(), Now);
        QVERIFY(filter.setFilterText(QStringLiteral("wave:Early")).ok());
        const auto facets = filter.facets();
        QCOMPARE(facets.size(), std::size_t(2));
        QCOMPARE(facets[0].values.size(), std::size_t(3)); // of the wave's rows
        QCOMPARE(facets[1].values.size(), std::size_t(2)); // both waves
        QCOMPARE(facets[1].values[0].label, QStringLiteral("Test ring"));
        QCOMPARE(facets[1].values[1].count, 3U);
    }
};

QTEST_APPLESS_MAIN(VerificationItemsTest)
#include "verificationtest.moc"
