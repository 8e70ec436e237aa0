// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/foundation/instant.h"
#include "models/foundation/result.h"
#include "models/foundation/stringpool.h"

#include <QtTest>

#include <string>

using namespace bw;

class FoundationTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isoRoundTrip_data();
    void isoRoundTrip();
    void rejectsImpossibleTimes();
    void knowsZeroTimes();
    void poolInternsEachTextOnce();
    void resultHoldsOneSide();
};

void FoundationTest::isoRoundTrip_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("iso");
    QTest::newRow("date") << "2026-11-23"
                          << "2026-11-23T00:00:00Z";
    QTest::newRow("zulu") << "2026-11-23T14:02:00Z"
                          << "2026-11-23T14:02:00Z";
    QTest::newRow("offset") << "2026-11-23T14:02:00+02:00"
                            << "2026-11-23T12:02:00Z";
    QTest::newRow("offset without colon") << "2022-02-04T00:00:00+0000"
                                          << "2022-02-04T00:00:00Z";
    QTest::newRow("offset and Z") << "2026-03-01T10:00:00+00:00Z"
                                  << "2026-03-01T10:00:00Z";
    QTest::newRow("negative zero") << "2023-10-29T17:58:57.580-00:00"
                                   << "2023-10-29T17:58:57Z";
    QTest::newRow("space") << "2026-11-23 14:02:05"
                           << "2026-11-23T14:02:05Z";
    QTest::newRow("fraction") << "2026-08-21T14:00:57.8846Z"
                              << "2026-08-21T14:00:57Z";
    QTest::newRow("before the epoch") << "1969-12-31T23:59:59Z"
                                      << "1969-12-31T23:59:59Z";
}

void FoundationTest::isoRoundTrip()
{
    QFETCH(QString, text);
    QFETCH(QString, iso);
    const auto t = parseIso(text.toStdString());
    QVERIFY(t.has_value());
    QCOMPARE(QString::fromStdString(toIso(*t)), iso);
    QCOMPARE(parseIso(toIso(*t)), t);
}

void FoundationTest::rejectsImpossibleTimes()
{
    for (const char* text : {"", "2021-30-10", "2021-02-29", "1970-00-01", "2026-11-23T25:00:00", "2026-11-23x",
                             "23.11.2026", "2026-11-23T14:02:00 and more", "2026-1-2", "2026-11-23T14"})
        QVERIFY2(!parseIso(text), text);
}

void FoundationTest::knowsZeroTimes()
{
    QVERIFY(isZeroTime(*parseIso("0001-01-01T00:00:00Z")));
    QVERIFY(isZeroTime(*parseIso("1601-01-01")));
    QVERIFY(isZeroTime(*parseIso("1970-01-01T00:00:00Z")));
    QVERIFY(!isZeroTime(*parseIso("1999-01-01")));
}

void FoundationTest::poolInternsEachTextOnce()
{
    StringPool pool;
    for (int round = 0; round < 2; ++round) {
        for (int i = 0; i < 10'000; ++i)
            QCOMPARE(pool.intern("name-" + std::to_string(i)), StringPool::Id(i));
    }
    QCOMPARE(pool.size(), StringPool::Id(10'000));
    QCOMPARE(pool.text(4711), std::string_view("name-4711"));
    QCOMPARE(pool.find("nobody"), StringPool::npos);
    const auto big = pool.intern(std::string(1'000'000, 'x'));
    QCOMPARE(pool.text(big).size(), std::size_t(1'000'000));
    QCOMPARE(pool.text(pool.intern("")), std::string_view());
}

void FoundationTest::resultHoldsOneSide()
{
    const Result<int> good = 5;
    QVERIFY(good.ok());
    QCOMPARE(*good, 5);
    const Result<int> bad = Error{ErrorKind::NotFound, "x", {}};
    QVERIFY(!bad);
    QCOMPARE(bad.error().kind, ErrorKind::NotFound);
    QCOMPARE(bad.valueOr(3), 3);
    QVERIFY(Result<void>().ok());
}

QTEST_APPLESS_MAIN(FoundationTest)
#include "foundationtest.moc"
