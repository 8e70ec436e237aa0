// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/metrics/survival.h"

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <rapidcheck.h>

using namespace bw;

class SurvivalTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// Remission times of 21 patients on 6-MP, in weeks (Freireich and others, Blood 21, 1963): the sample by which the
    /// textbooks show the estimator. S(6) = 0.857 with Greenwood's standard error 0.0764, S(23) = 0.448, median 23.
    void theTextbookSample()
    {
        std::vector<Duration> sample;
        for (const int week : {6, 6, 6, 7, 10, 13, 16, 22, 23})
            sample.push_back({week, true});
        for (const int week : {6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35})
            sample.push_back({week, false});
        const Survival survival = survivalOf(sample);
        QCOMPARE(survival.cases, 21U);
        QCOMPARE(survival.ended, 9U);
        const auto at = [&](int day) {
            return *std::find_if(survival.steps.begin(), survival.steps.end(),
                                 [&](const SurvivalStep& s) { return s.days == day; });
        };
        const auto near = [](double value, double wanted) { return std::abs(value - wanted) < 0.0005; };
        QCOMPARE(at(6).atRisk, 21U);
        QVERIFY(near(at(6).share, 0.8571));
        QVERIFY(near(at(7).share, 0.8067));
        QVERIFY(near(at(10).share, 0.7529));
        QVERIFY(near(at(13).share, 0.6902));
        QVERIFY(near(at(16).share, 0.6275));
        QVERIFY(near(at(22).share, 0.5378));
        QVERIFY(near(at(23).share, 0.4482));
        // Log-log bounds at 6: exp(log S * exp(+-1.96 * 0.0764 / (S * |log S|))).
        QVERIFY(near(at(6).low, 0.6197));
        QVERIFY(near(at(6).high, 0.9516));
        QCOMPARE(survival.median.days, std::optional<std::int32_t>(23));
        QCOMPARE(survival.median.low, std::optional<std::int32_t>(13));
        QVERIFY(!survival.median.high); // the upper bound never comes down to a half
    }

    void nothingIsNoCurve()
    {
        const Survival survival = survivalOf({});
        QCOMPARE(survival.cases, 0U);
        QVERIFY(!survival.median.days);
        QCOMPARE(shareAfter(survival, 10), 1.0);
    }

    void onTheFirstDay()
    {
        const std::vector<Duration> sample = {{0, true}, {0, true}, {5, true}, {5, false}};
        const Survival survival = survivalOf(sample);
        QCOMPARE(shareAfter(survival, 0), 0.5);
        QCOMPARE(shareAfter(survival, 5), 0.25);
        QCOMPARE(survival.median.days, std::optional<std::int32_t>(0));
    }

    void invariants()
    {
        const auto any = [] {
            std::vector<Duration> sample;
            const int n = *rc::gen::inRange(1, 40);
            for (int i = 0; i < n; ++i)
                sample.push_back({*rc::gen::inRange(0, 30), *rc::gen::arbitrary<bool>()});
            return sample;
        };
        QVERIFY(rc::check("falls, stays between its bounds, does not depend on the order", [&] {
            auto sample = any();
            const Survival survival = survivalOf(sample);
            double last = 1;
            for (const SurvivalStep& step : survival.steps) {
                RC_ASSERT(step.share <= last);
                RC_ASSERT((step.low <= step.share + 1e-12 && step.share <= step.high + 1e-12));
                RC_ASSERT((step.low >= 0 && step.high <= 1));
                last = step.share;
            }
            std::reverse(sample.begin(), sample.end());
            RC_ASSERT(survivalOf(sample) == survival);
        }));
        QVERIFY(rc::check("without censoring it is the plain share", [&] {
            auto sample = any();
            for (Duration& duration : sample)
                duration.ended = true;
            const Survival survival = survivalOf(sample);
            const int day = *rc::gen::inRange(0, 30);
            const auto longer =
                std::count_if(sample.begin(), sample.end(), [&](const Duration& d) { return d.days > day; });
            RC_ASSERT(std::abs(shareAfter(survival, day) - double(longer) / double(sample.size())) < 1e-9);
        }));
    }
};

QTEST_APPLESS_MAIN(SurvivalTest)
#include "survivaltest.moc"
