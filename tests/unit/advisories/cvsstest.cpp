// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/advisories/cvss.h"

#include <QtTest>

using namespace bw;

class CvssTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void baseScores_data();
    void baseScores();
    void notAVector_data();
    void notAVector();
    void scoreNeverFallsWithImpact();
};

void CvssTest::baseScores_data()
{
    QTest::addColumn<QString>("vector");
    QTest::addColumn<float>("score");
    const auto row = [](const char* vector, float score) {
        QTest::newRow(vector) << QString::fromLatin1(vector) << score;
    };
    // Scores as the calculator of FIRST shows them.
    row("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", 9.8f);
    row("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H", 10.0f);
    row("CVSS:3.1/AV:N/AC:H/PR:N/UI:N/S:U/C:H/I:H/A:H", 8.1f);
    row("CVSS:3.1/AV:L/AC:L/PR:L/UI:N/S:U/C:H/I:H/A:H", 7.8f);
    row("CVSS:3.0/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N", 6.1f);
    row("CVSS:3.1/AV:N/AC:L/PR:L/UI:R/S:C/C:L/I:L/A:N", 5.4f);
    row("CVSS:3.1/AV:P/AC:H/PR:H/UI:R/S:U/C:L/I:N/A:N", 1.6f);
    row("CVSS:3.1/AV:A/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H", 6.5f);
    row("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:N", 0.0f);
    row("CVSS:3.1/AV:N/AC:L/PR:H/UI:N/S:C/C:H/I:H/A:H", 9.1f);
    row("CVSS:3.1/A:H/I:H/C:H/S:U/UI:N/PR:N/AC:L/AV:N", 9.8f);
    row("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/E:P/RL:O/MAV:L", 9.8f);
}

void CvssTest::baseScores()
{
    QFETCH(QString, vector);
    QFETCH(float, score);
    const auto base = cvss3Base(vector.toStdString());
    QVERIFY(base.has_value());
    QCOMPARE(*base, score);
}

void CvssTest::notAVector_data()
{
    QTest::addColumn<QString>("vector");
    for (const char* text :
         {"", "AV:N/AC:M/Au:N/C:C/I:C/A:C", "CVSS:3.1/", "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H",
          "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:X", "CVSS:3.1/AV:N/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H",
          "CVSS:3.1/AV:NN/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", "CVSS:3.1/AV:/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H",
          "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N"})
        QTest::newRow(text) << QString::fromLatin1(text);
}

void CvssTest::notAVector()
{
    QFETCH(QString, vector);
    QVERIFY(!cvss3Base(vector.toStdString()));
}

void CvssTest::scoreNeverFallsWithImpact()
{
    for (const char scope : {'U', 'C'}) {
        float last = -1;
        for (const char impact : {'N', 'L', 'H'}) {
            const std::string vector =
                std::string("CVSS:3.1/AV:L/AC:H/PR:L/UI:R/S:") + scope + "/C:" + impact + "/I:N/A:N";
            const auto base = cvss3Base(vector);
            QVERIFY(base && *base > last);
            last = *base;
        }
    }
}

QTEST_APPLESS_MAIN(CvssTest)
#include "cvsstest.moc"
