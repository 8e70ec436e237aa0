// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/priority/duedates.h"
#include "models/priority/duepolicyfile.h"
#include "models/priority/ssvc.h"
#include "tests/support/realdata.h"

#include <QFile>

using namespace bw;

namespace {

/// The lines of a table without its header, split at commas.
QList<QStringList> rows(const QString& name)
{
    QFile file(test::realData(QStringLiteral("feeds/ssvc/oracle/") + name));
    QList<QStringList> rows;
    if (!file.open(QIODevice::ReadOnly))
        return rows;
    auto lines = QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts);
    lines.removeFirst();
    for (const QString& line : lines)
        rows.append(line.trimmed().split(u','));
    return rows;
}

HumanImpact impactFrom(const QString& word)
{
    return HumanImpact(QStringList{QStringLiteral("low"), QStringLiteral("medium"), QStringLiteral("high"),
                                   QStringLiteral("very high")}
                           .indexOf(word));
}

Mission missionOf(const QString& word)
{
    return Mission(QStringList{QStringLiteral("degraded"), QStringLiteral("mef support crippled"),
                               QStringLiteral("mef failure"), QStringLiteral("mission failure")}
                       .indexOf(word));
}

bool isYes(const QString& word)
{
    return word == QLatin1String("yes");
}

} // namespace

class SsvcTablesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void deployerTable();
    void humanImpactTables();
    void bodTable();
};

void SsvcTablesTest::deployerTable()
{
    const auto table = rows(QStringLiteral("deployer_72.csv"));
    QCOMPARE(table.size(), 72);
    for (const QStringList& row : table) {
        const auto exploitation = exploitationFrom(row[0].toStdString());
        const auto exposure = exposureFrom(row[1].toStdString());
        const auto automatable = automatableFrom(row[2].toStdString());
        QVERIFY(exploitation && exposure && automatable);
        const auto decision = deployerDecision(*exploitation, *exposure, *automatable, impactFrom(row[3]));
        QVERIFY2(decision == decisionFrom(row[4].toStdString()), qPrintable(row.join(u',')));
    }
}

void SsvcTablesTest::humanImpactTables()
{
    const auto table = rows(QStringLiteral("human_impact_both.csv"));
    QCOMPARE(table.size(), 16);
    for (const QStringList& row : table) {
        const auto safety = safetyFrom(row[0].toStdString());
        QVERIFY(safety);
        const Mission mission = missionOf(row[1]);
        QVERIFY2(humanImpact(*safety, mission, HumanImpactTable::Published) == impactFrom(row[2]),
                 qPrintable(row.join(u',')));
        QVERIFY2(humanImpact(*safety, mission, HumanImpactTable::Definition) == impactFrom(row[3]),
                 qPrintable(row.join(u',')));
    }
}

void SsvcTablesTest::bodTable()
{
    const auto table = rows(QStringLiteral("bod_26_04_16.csv"));
    QCOMPARE(table.size(), 16);
    const auto policy = bundledDuePolicy("bod-26-04");
    QVERIFY(policy);
    for (const QStringList& row : table) {
        const DueInputs inputs{.kev = isYes(row[0]),
                               .publiclyExposed = isYes(row[1]),
                               .automatable = isYes(row[2]) ? Automatable::Yes : Automatable::No,
                               .impactTotal = row[3] == QLatin1String("total")};
        const auto answer = dueTerms(*policy, inputs);
        const auto words = row[4].split(u' ');
        const auto days = words[0] == QLatin1String("fix") ? std::nullopt : std::optional(words[0].toInt());
        QVERIFY2(answer.days == days, qPrintable(row.join(u',')));
        QVERIFY2(answer.forensics == row[4].contains(QLatin1String("forensic")), qPrintable(row.join(u',')));
        QVERIFY(!answer.assumed());
    }
}

BREAKWATER_REALDATA_MAIN(SsvcTablesTest)
#include "ssvctablestest.moc"
