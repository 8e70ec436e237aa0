// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QSet>
#include <QTemporaryDir>
#include <QtTest>

namespace {

struct Answer {
    int exitCode = -1;
    QByteArray out;
    QByteArray error;

    QJsonObject object() const { return QJsonDocument::fromJson(out).object(); }
    QJsonArray array() const { return QJsonDocument::fromJson(out).array(); }
};

} // namespace

/// Plans on the sample fleet, by the real program.
class PlanVerbsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        const Answer made = run({QStringLiteral("demo"), m_first});
        QVERIFY2(made.exitCode == 0, made.error);
    }
    void init()
    {
        QFile::remove(m_workspace);
        QVERIFY(QFile::copy(m_first, m_workspace));
    }

    void theSampleFleetHasAPlan()
    {
        const QJsonArray plans = json("plan list").array();
        QCOMPARE(plans.size(), 1);
        QCOMPARE(plans[0][QLatin1String("name")].toString(), QStringLiteral("November round"));
        QCOMPARE(plans[0][QLatin1String("state")].toString(), QStringLiteral("draft"));
        const QJsonObject plan = json("plan show").object();
        const QJsonArray waves = plan[QLatin1String("waves")].toArray();
        QCOMPARE(waves.size(), 3);
        QVERIFY(waves[0][QLatin1String("test_ring")].toBool());
        QSet<QString> hosts;
        qsizetype count = 0;
        for (const auto& wave : waves) {
            const QJsonArray members = wave[QLatin1String("hosts")].toArray();
            count += members.size();
            for (const auto& host : members)
                hosts.insert(host.toString());
            QVERIFY(!wave[QLatin1String("next")].isNull());
            QCOMPARE(wave[QLatin1String("zone")].toString(), QStringLiteral("Europe/Berlin"));
        }
        QCOMPARE(hosts.size(), count); // no host twice
        QVERIFY(count > 50);
        const Answer check = json("plan check");
        QVERIFY(check.exitCode == 0); // warnings at most: it can be approved
        for (const auto& rule : check.array()) {
            QCOMPARE(rule[QLatin1String("weight")].toString(), QStringLiteral("warns"));
            QVERIFY(!rule[QLatin1String("way_out")].toString().isEmpty());
        }
        const Answer text = at("plan show November\\ round");
        QCOMPARE(text.exitCode, 0);
        QVERIFY(text.out.contains("Test ring (test ring)"));
    }

    void theQueueNamesTheWave()
    {
        int planned = 0;
        for (const auto& row : json("queue").array())
            planned += row[QLatin1String("wave")].toString() == QLatin1String("Test ring");
        QVERIFY(planned > 5);
    }

    void aPlanFromATemplate()
    {
        const Answer made =
            json("plan new Linux\\ only --template 10/rest --patches fix:yes --hosts os:Debian* --seed 5");
        QVERIFY2(made.exitCode == 0, made.error);
        QCOMPARE(made.object()[QLatin1String("id")].toInt(), 2);
        const QJsonObject plan = json("plan show 2").object();
        QCOMPARE(plan[QLatin1String("waves")].toArray().size(), 2);
        QCOMPARE(json("plan list").array()[0][QLatin1String("name")].toString(), QStringLiteral("Linux only"));
        QCOMPARE(at("plan show").exitCode, 2); // which of the two?
        QCOMPARE(at("plan show other").exitCode, 1);
        QCOMPARE(at("plan new X --template 60/60").exitCode, 2);
        QCOMPARE(at("plan new X --hosts nonsense:((").exitCode, 2);
        QCOMPARE(at("plan new").exitCode, 2);
        QCOMPARE(at("plan frobnicate").exitCode, 2);
        QCOMPARE(at("plan close 2 --why done").exitCode, 0);
        QCOMPARE(json("plan list").array().size(), 1);
    }

    void theSimulationHasIntervalsAndIsRepeatable()
    {
        const Answer first = json(QStringLiteral("plan simulate --runs 50 --as-of ") + today());
        QVERIFY2(first.exitCode == 0, first.error);
        const QJsonObject days = first.object()[QLatin1String("exposed_host_days")].toObject();
        QVERIFY(days[QLatin1String("low")].toDouble() <= days[QLatin1String("middle")].toDouble());
        QVERIFY(days[QLatin1String("middle")].toDouble() <= days[QLatin1String("high")].toDouble());
        QVERIFY(first.object()[QLatin1String("planned")].toInt() > 0);
        QCOMPARE(json(QStringLiteral("plan simulate --runs 50 --as-of ") + today()).out, first.out);
        QCOMPARE(at("plan simulate --runs none").exitCode, 2);
        QCOMPARE(at("plan simulate --against 7").exitCode, 1);
    }

    void approvalFreezesAVersion()
    {
        QCOMPARE(at("plan approve").exitCode, 1); // nobody asked
        const Answer asked = json("plan request --why 'ready'");
        QVERIFY2(asked.exitCode == 0, asked.error);
        QCOMPARE(asked.object()[QLatin1String("state")].toString(), QStringLiteral("requested"));
        const Answer given = json("plan approve --why fine");
        QCOMPARE(given.object()[QLatin1String("state")].toString(), QStringLiteral("approved"));
        QCOMPARE(given.object()[QLatin1String("approvals")].toArray().size(), 1);
        QCOMPARE(at("audit verify").exitCode, 0);
    }

    void twoPeopleWhereTwoAreNamed()
    {
        QJsonObject policy = QJsonDocument::fromJson(at("plan policy export").out).object();
        policy[QStringLiteral("approvers")] = QJsonArray{QStringLiteral("tester"), QStringLiteral("other")};
        const QString file = write("policy.json", QJsonDocument(policy).toJson());
        QCOMPARE(at(QStringLiteral("plan policy import ") + file + QStringLiteral(" --why two")).exitCode, 0);
        QCOMPARE(at("plan request").exitCode, 0);
        const Answer refused = at("plan approve");
        QCOMPARE(refused.exitCode, 1);
        QVERIFY(refused.error.contains("cannot give it"));
        QCOMPARE(run({QStringLiteral("plan"), QStringLiteral("approve"), QStringLiteral("-w"), m_workspace}, "other")
                     .exitCode,
                 0);
    }

    void exportsForOtherTools()
    {
        const Answer csv = at("plan export --as csv");
        QVERIFY(csv.exitCode == 0 || csv.exitCode == 3);
        QVERIFY(csv.out.startsWith("wave,wave_name,window_start,"));
        QVERIFY(csv.out.count('\n') > 100);
        const Answer ics = at(QStringLiteral("plan export --as ics -o ") + m_folder.filePath(QStringLiteral("p.ics")));
        QCOMPARE(ics.exitCode, 0);
        QCOMPARE(read("p.ics").count("BEGIN:VEVENT"), 3);
        const QString folder = m_folder.filePath(QStringLiteral("ansible"));
        const Answer ansible = at(QStringLiteral("plan export --as ansible -o ") + folder);
        QVERIFY2(ansible.exitCode == 0 || ansible.exitCode == 3, ansible.error);
        const QJsonObject groups = QJsonDocument::fromJson(read("ansible/inventory.json"))
                                       .object()[QLatin1String("all")][QLatin1String("children")]
                                       .toObject();
        QCOMPARE(groups.size(), 3);
        QVERIFY(!groups[QLatin1String("wave_1")][QLatin1String("hosts")].toObject().isEmpty());
        QVERIFY(read("ansible/group_vars/wave_1.json").contains("breakwater_window_start"));
        QCOMPARE(at(QStringLiteral("plan export --as ansible -o ") + folder).exitCode, 1); // never written over
        QCOMPARE(at("plan export --as ansible").exitCode, 2);
        QCOMPARE(at("plan export --as pdf").exitCode, 2);
        const Answer scripts =
            at(QStringLiteral("plan export --as scripts -o ") + m_folder.filePath(QStringLiteral("scripts")));
        QVERIFY(scripts.exitCode == 0 || scripts.exitCode == 3);
        const QStringList names = QDir(m_folder.filePath(QStringLiteral("scripts/wave-1"))).entryList(QDir::Files);
        QVERIFY(names.contains(QStringLiteral("orders.csv")) && names.size() > 1);
    }

    void windowsComeFromCalendars()
    {
        const QString file = write("m.ics",
                                   "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:monday\r\nSUMMARY:Monday\r\n"
                                   "DTSTART;TZID=Europe/Berlin:20261102T210000\r\nDURATION:PT2H\r\n"
                                   "RRULE:FREQ=WEEKLY;BYDAY=MO\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
        const qsizetype before = json("windows list").array().size();
        const Answer imported = json(QStringLiteral("windows import ") + file);
        QVERIFY2(imported.exitCode == 0, imported.error);
        QCOMPARE(imported.object()[QLatin1String("windows")].toInt(), 1);
        QCOMPARE(json(QStringLiteral("windows import ") + file).exitCode,
                 0); // again: the same window, not a second one
        QCOMPARE(json("windows list").array().size(), before + 1);
        QVERIFY(at("windows export").out.contains("RRULE:FREQ=WEEKLY;BYDAY=MO"));
        QCOMPARE(at(QStringLiteral("windows import ") + write("bad.ics", "hello")).exitCode, 1);
        const QString half =
            write("half.ics", "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:x\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
        QCOMPARE(at(QStringLiteral("windows import ") + half).exitCode, 3);
        QCOMPARE(
            at(QStringLiteral("plan policy import ") + write("bad.json", "{\"windows\": [{\"id\": \"\"}]}")).exitCode,
            1);
    }

    void theDifferenceIsReadable()
    {
        const Answer first = json("plan diff");
        QCOMPARE(first.object()[QLatin1String("from")].toInt(), 0);
        QVERIFY(!first.object()[QLatin1String("lines")].toArray().isEmpty());
    }

private:
    Answer run(const QStringList& arguments, const char* user = "tester") const
    {
        QProcess process;
        QProcessEnvironment environment;
        environment.insert(QStringLiteral("PATH"), QString::fromLocal8Bit(qgetenv("PATH")));
        environment.insert(QStringLiteral("LD_LIBRARY_PATH"), QString::fromLocal8Bit(qgetenv("LD_LIBRARY_PATH")));
        environment.insert(QStringLiteral("HOME"), m_folder.path());
        environment.insert(QStringLiteral("USER"), QString::fromLatin1(user));
        environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C.UTF-8"));
        process.setProcessEnvironment(environment);
        process.start(QStringLiteral(BREAKWATER_PROGRAM), arguments);
        process.closeWriteChannel();
        process.waitForFinished(120'000);
        return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1, process.readAllStandardOutput(),
                process.readAllStandardError()};
    }
    /// Words separated by blanks; "\\ " is a blank within one.
    Answer at(const QString& line) const
    {
        QString text = line;
        text.replace(QStringLiteral("\\ "), QString(QChar(1)));
        QStringList words = text.split(u' ');
        words.replaceInStrings(QString(QChar(1)), QStringLiteral(" "));
        return run(words << QStringLiteral("-w") << m_workspace);
    }
    Answer json(const QString& line) const { return at(line + QStringLiteral(" --json")); }
    Answer at(const char* line) const { return at(QString::fromLatin1(line)); }
    Answer json(const char* line) const { return json(QString::fromLatin1(line)); }
    static QString today() { return QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyy-MM-ddT23:59:59Z")); }
    QString write(const char* name, const QByteArray& bytes) const
    {
        QFile file(m_folder.filePath(QString::fromLatin1(name)));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write");
        return file.fileName();
    }
    QByteArray read(const char* name) const
    {
        QFile file(m_folder.filePath(QString::fromLatin1(name)));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    QTemporaryDir m_folder;
    QString m_first = m_folder.filePath(QStringLiteral("first.bw"));
    QString m_workspace = m_folder.filePath(QStringLiteral("t.bw"));
};

QTEST_GUILESS_MAIN(PlanVerbsTest)
#include "planverbstest.moc"
