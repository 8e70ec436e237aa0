// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

#include <cstdio>
#include <cstdlib>
#include <fstream>

namespace {

struct Answer {
    int exitCode = -1;
    QByteArray out;
    QByteArray error;

    QJsonDocument json() const { return QJsonDocument::fromJson(out); }
};

const QString Data = QStringLiteral(BREAKWATER_TEST_DATA "/flows/");

} // namespace

/// The real program, run as a cron job runs it: no display, no home, words in, words and exit codes out.
class CommandLineTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aWorkspaceIsNeverOverwritten();
    void wrongWordsAreTwo();
    void filesBecomeAnExplainedQueue();
    void importingTwiceChangesNothing();
    void aDryRunStoresNothing();
    void refusedRecordsAreThree();
    void anUnreadableFileIsOneAndChangesNothing();
    void feedsAndInventoriesAreNotConfused();
    void aForcedFormatThatIsWrongIsRefused();
    void namesAreBytesAndNeverSteerTheTerminal();
    void aResultThatCannotBeWrittenIsOne();
    void aStateOfThePast();
    void hostsAreSetByFilter();
    void aControlLowersAndEnds();
    void theAuditChainHolds();
    void decisionsNeedNoWorkspace();
    void versionsFromStandardInput();
    void inventoryFromStandardInput();
    void aFileNameIsAHostNameAsItIs();
    void formatsAreListed();
    void aLaterInventoryClosesAFinding();
    void figuresCarryTheirCoverage();
    void withoutAPlanThereIsNothingToVerify();
    void aPatchIsTestedAgainstAnApplication();

private:
    Answer run(const QStringList& arguments, const QByteArray& input = {}) const;
    /// A workspace with two hosts and the feeds.
    void fill() const;
    QString workspace() const { return m_folder->filePath(QStringLiteral("t.bw")); }
    QString data(const char* path) const { return Data + QString::fromLatin1(path); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

Answer CommandLineTest::run(const QStringList& arguments, const QByteArray& input) const
{
    QProcess process;
    QProcessEnvironment environment;
    environment.insert(QStringLiteral("PATH"), QString::fromLocal8Bit(qgetenv("PATH")));
    environment.insert(QStringLiteral("LD_LIBRARY_PATH"), QString::fromLocal8Bit(qgetenv("LD_LIBRARY_PATH")));
    environment.insert(QStringLiteral("HOME"), m_folder->path());
    environment.insert(QStringLiteral("USER"), QStringLiteral("tester"));
    environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C.UTF-8"));
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral(BREAKWATER_PROGRAM), arguments);
    process.write(input);
    process.closeWriteChannel();
    process.waitForFinished(60'000);
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1, process.readAllStandardOutput(),
            process.readAllStandardError()};
}

void CommandLineTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QCOMPARE(run({QStringLiteral("init"), workspace()}).exitCode, 0);
    QVERIFY(QFile::exists(workspace()));
    fill();
}

void CommandLineTest::fill() const
{
    const Answer feeds =
        run({QStringLiteral("feeds"), QStringLiteral("import"), QStringLiteral("-w"), workspace(), data("feeds")});
    QCOMPARE(feeds.exitCode, 0);
    const Answer hosts = run({QStringLiteral("import"), QStringLiteral("-w"), workspace(), QStringLiteral("--taken-at"),
                              QStringLiteral("2026-10-10T06:00:00Z"), QStringLiteral("--json"), data("inventory")});
    QVERIFY2(hosts.exitCode == 0, hosts.error + hosts.out);
}

void CommandLineTest::aWorkspaceIsNeverOverwritten()
{
    const Answer again = run({QStringLiteral("init"), workspace()});
    QCOMPARE(again.exitCode, 1);
    QVERIFY(again.error.contains("exists already"));
}

void CommandLineTest::wrongWordsAreTwo()
{
    QCOMPARE(run({QStringLiteral("frobnicate")}).exitCode, 2);
    QCOMPARE(run({QStringLiteral("import"), QStringLiteral("-w"), workspace()}).exitCode, 2);
    QCOMPARE(run({QStringLiteral("import"), QStringLiteral("--no-such-option")}).exitCode, 2);
    QCOMPARE(run({QStringLiteral("hosts"), QStringLiteral("--as-of"), QStringLiteral("yesterday"), QStringLiteral("-w"),
                  workspace()})
                 .exitCode,
             2);
    QCOMPARE(run({QStringLiteral("queue")}).exitCode, 2); // no workspace named
    QCOMPARE(run({QStringLiteral("--no-such-option")}).exitCode, 2);
    QCOMPARE(run({QStringLiteral("findings"), QStringLiteral("-w"), workspace(), QStringLiteral("--state"),
                  QStringLiteral("lost")})
                 .exitCode,
             2);
    QCOMPARE(run({QStringLiteral("audit"), QStringLiteral("list"), QStringLiteral("-w"), workspace(),
                  QStringLiteral("--limit"), QStringLiteral("few")})
                 .exitCode,
             2);
}

void CommandLineTest::filesBecomeAnExplainedQueue()
{
    const QStringList at{QStringLiteral("-w"), workspace(), QStringLiteral("--as-of"),
                         QStringLiteral("2026-10-12T00:00:00Z"), QStringLiteral("--json")};
    const QJsonArray queue = run(QStringList{QStringLiteral("queue")} + at).json().array();
    QCOMPARE(queue.size(), 2);
    const QJsonObject first = queue[0].toObject();
    QCOMPARE(first[QLatin1String("patch")].toString(), QStringLiteral("Debian:12/openssl/3.0.17-1~deb12u2"));
    QCOMPARE(first[QLatin1String("fixed")].toString(), QStringLiteral("3.0.17-1~deb12u2"));
    QCOMPARE(first[QLatin1String("rank")].toInt(), 1);
    QCOMPARE(first[QLatin1String("hosts_open")].toInt(), 1);
    QCOMPARE(first[QLatin1String("kev")].toBool(), true);
    QCOMPARE(first[QLatin1String("cves")].toArray().size(), 2);
    QCOMPARE(first[QLatin1String("epss_max")].toDouble(), 0.91);
    QVERIFY(!first[QLatin1String("why")].toArray().isEmpty());
    QVERIFY(first[QLatin1String("decision")].toString() != QLatin1String("defer"));
    QCOMPARE(queue[1].toObject()[QLatin1String("hosts_open")].toInt(), 2);

    const QJsonArray findings =
        run(QStringList{QStringLiteral("findings"), QStringLiteral("--host"), QStringLiteral("web-01")} + at)
            .json()
            .array();
    QCOMPARE(findings.size(), 2);
    for (const auto& value : findings) {
        const QJsonObject finding = value.toObject();
        QCOMPARE(finding[QLatin1String("host")].toString(), QStringLiteral("web-01"));
        QCOMPARE(finding[QLatin1String("state")].toString(), QStringLiteral("open"));
        QVERIFY(!finding[QLatin1String("cves")].toArray().isEmpty());
        QVERIFY(!finding[QLatin1String("source_package")].toString().isEmpty());
    }
    const QJsonObject yes =
        run(QStringList{QStringLiteral("explain"), QStringLiteral("--host"), QStringLiteral("web-01"),
                        QStringLiteral("--cve"), QStringLiteral("CVE-2026-90001")}
            + at)
            .json()
            .object();
    QCOMPARE(yes[QLatin1String("verdict")].toString(), QStringLiteral("affected"));
    QVERIFY(!yes[QLatin1String("trace")].toArray().isEmpty());
    QCOMPARE(yes[QLatin1String("decision")].toObject()[QLatin1String("exploitation")].toString(),
             QStringLiteral("active"));
    const QJsonObject no = run(QStringList{QStringLiteral("explain"), QStringLiteral("--host"), QStringLiteral("db-01"),
                                           QStringLiteral("--cve"), QStringLiteral("CVE-2026-90001")}
                               + at)
                               .json()
                               .object();
    QCOMPARE(no[QLatin1String("verdict")].toString(), QStringLiteral("not-affected"));
    const QJsonObject never =
        run(QStringList{QStringLiteral("explain"), QStringLiteral("--host"), QStringLiteral("db-01"),
                        QStringLiteral("--cve"), QStringLiteral("CVE-2026-99999")}
            + at)
            .json()
            .object();
    QCOMPARE(never[QLatin1String("verdict")].toString(), QStringLiteral("never-named"));
}

void CommandLineTest::importingTwiceChangesNothing()
{
    const QStringList again{QStringLiteral("import"),
                            QStringLiteral("-w"),
                            workspace(),
                            QStringLiteral("--taken-at"),
                            QStringLiteral("2026-10-10T06:00:00Z"),
                            QStringLiteral("--json"),
                            data("inventory")};
    const QByteArray before =
        run({QStringLiteral("hosts"), QStringLiteral("-w"), workspace(), QStringLiteral("--json")}).out;
    const QJsonObject report = run(again).json().object();
    QCOMPARE(report[QLatin1String("hosts_unchanged")].toInt(), 2);
    QCOMPARE(report[QLatin1String("hosts_added")].toInt(), 0);
    QCOMPARE(report[QLatin1String("hosts_updated")].toInt(), 0);
    QCOMPARE(run({QStringLiteral("hosts"), QStringLiteral("-w"), workspace(), QStringLiteral("--json")}).out, before);
}

void CommandLineTest::aDryRunStoresNothing()
{
    const QByteArray other = "host,package,version,ecosystem\nnew-01,openssl,3.0.15-1~deb12u1,deb\n";
    const Answer dry = run({QStringLiteral("import"), QStringLiteral("-w"), workspace(), QStringLiteral("--dry-run"),
                            QStringLiteral("--json"), QStringLiteral("-")},
                           other);
    QVERIFY2(dry.exitCode == 0, dry.error);
    QCOMPARE(dry.json().object()[QLatin1String("hosts_added")].toInt(), 1);
    QCOMPARE(run({QStringLiteral("hosts"), QStringLiteral("-w"), workspace(), QStringLiteral("--json")})
                 .json()
                 .array()
                 .size(),
             2);
}

void CommandLineTest::refusedRecordsAreThree()
{
    QTemporaryDir folder;
    QFile good(folder.filePath(QStringLiteral("app-09.txt")));
    QVERIFY(good.open(QIODevice::WriteOnly));
    good.write("bash\t5.2.15-2+b2\nthis line is none\n");
    for (int i = 0; i < 20; ++i)
        good.write(QByteArray("package-") + QByteArray::number(i) + "\t1.2.3-1+deb12u1\n");
    good.close();
    const Answer answer =
        run({QStringLiteral("import"), QStringLiteral("-w"), workspace(), QStringLiteral("--format"),
             QStringLiteral("dpkg-query"), QStringLiteral("--dry-run"), QStringLiteral("--json"), folder.path()});
    QCOMPARE(answer.exitCode, 3);
    const QJsonObject file = answer.json().object()[QLatin1String("files")].toArray()[0].toObject();
    const QJsonObject issue = file[QLatin1String("issues")].toArray()[0].toObject();
    QCOMPARE(issue[QLatin1String("line")].toInt(), 2);
    QVERIFY(!issue[QLatin1String("reason")].toString().isEmpty());
}

void CommandLineTest::anUnreadableFileIsOneAndChangesNothing()
{
    QTemporaryDir folder;
    QFile bad(folder.filePath(QStringLiteral("picture.png")));
    QVERIFY(bad.open(QIODevice::WriteOnly));
    bad.write("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16);
    bad.close();
    QCOMPARE(run({QStringLiteral("import"), QStringLiteral("-w"), workspace(), bad.fileName()}).exitCode, 1);
    QCOMPARE(run({QStringLiteral("import"), QStringLiteral("-w"), workspace(),
                  folder.filePath(QStringLiteral("nothing.here"))})
                 .exitCode,
             1);
    QCOMPARE(run({QStringLiteral("feeds"), QStringLiteral("import"), QStringLiteral("-w"), workspace(), bad.fileName()})
                 .exitCode,
             1);
    QCOMPARE(run({QStringLiteral("hosts"), QStringLiteral("-w"), bad.fileName()}).exitCode, 1);
    QCOMPARE(run({QStringLiteral("hosts"), QStringLiteral("-w"), workspace(), QStringLiteral("--json")})
                 .json()
                 .array()
                 .size(),
             2);
}

void CommandLineTest::feedsAndInventoriesAreNotConfused()
{
    const auto reasons = [](const Answer& answer) {
        QString all;
        for (const QJsonValue& file : answer.json().object()[QLatin1String("files")].toArray()) {
            for (const QJsonValue& issue : file.toObject()[QLatin1String("issues")].toArray())
                all += issue.toObject()[QLatin1String("reason")].toString() + u'\n';
        }
        return all;
    };
    const Answer feeds =
        run({QStringLiteral("import"), QStringLiteral("-w"), workspace(), QStringLiteral("--json"), data("feeds")});
    QCOMPARE(feeds.exitCode, 1);
    QCOMPARE(reasons(feeds).count(QStringLiteral("this is a feed")), 4);
    QCOMPARE(feeds.json().object()[QLatin1String("hosts_added")].toInt(), 0);
    const Answer inventory = run({QStringLiteral("feeds"), QStringLiteral("import"), QStringLiteral("-w"), workspace(),
                                  QStringLiteral("--json"), data("inventory")});
    QCOMPARE(inventory.exitCode, 1);
    QCOMPARE(reasons(inventory).count(QStringLiteral("this is an inventory")), 2);
}

void CommandLineTest::aForcedFormatThatIsWrongIsRefused()
{
    const QString inventory = data("inventory/web-01.tsv");
    const auto import = [&](const char* format, const QString& path) {
        return run({QStringLiteral("import"), QStringLiteral("-w"), workspace(), QStringLiteral("--format"),
                    QString::fromLatin1(format), path})
            .exitCode;
    };
    const auto feed = [&](const char* format, const QString& path) {
        return run({QStringLiteral("feeds"), QStringLiteral("import"), QStringLiteral("-w"), workspace(),
                    QStringLiteral("--format"), QString::fromLatin1(format), path})
            .exitCode;
    };
    for (const char* format : {"dpkg-status", "rpm-qa", "glpi-json", "fusion-xml", "cyclonedx-json", "osquery"})
        QVERIFY2(import(format, inventory) == 1, format);
    QCOMPARE(import("kev-json", data("feeds/kev.json")), 2); // that is a feed
    const QByteArray before =
        run({QStringLiteral("feeds"), QStringLiteral("list"), QStringLiteral("-w"), workspace()}).out;
    for (const char* format : {"kev-json", "kev-csv", "epss-csv", "cve5", "osv", "debian-tracker", "debsecan"})
        QVERIFY2(feed(format, inventory) == 1, format);
    QCOMPARE(feed("dpkg-query", inventory), 2); // that is an inventory
    QCOMPARE(run({QStringLiteral("feeds"), QStringLiteral("list"), QStringLiteral("-w"), workspace()}).out, before);
}

void CommandLineTest::namesAreBytesAndNeverSteerTheTerminal()
{
    QTemporaryDir folder;
    QCOMPARE(run({QStringLiteral("import"), QStringLiteral("-w"), workspace(), folder.path()}).exitCode, 1);
    const std::string name = folder.path().toStdString() + "/app\xff \x1b[31m.tsv";
    std::ofstream(name) << "bash\t5.2.15-2+b2\tamd64\tbash\t5.2.15-2\n";
    const Answer inFolder =
        run({QStringLiteral("import"), QStringLiteral("-w"), workspace(), QStringLiteral("--dry-run"),
             QStringLiteral("--format"), QStringLiteral("dpkg-query"), folder.path()});
    QCOMPARE(inFolder.exitCode, 0);
    QVERIFY(inFolder.out.contains("app"));
    QVERIFY(!inFolder.out.contains('\x1b'));
    // QProcess cannot pass such a name on.
    const std::string command = std::string(BREAKWATER_PROGRAM) + " import --dry-run --quiet --format dpkg-query -w '"
        + workspace().toStdString() + "' '" + name + "'";
    const int status = std::system(command.c_str());
    std::remove(name.c_str()); // QTemporaryDir cannot name it
    QCOMPARE(status, 0);
}

void CommandLineTest::aResultThatCannotBeWrittenIsOne()
{
    if (!QFile::exists(QStringLiteral("/dev/full")))
        QSKIP("needs /dev/full");
    QProcess process;
    process.setStandardOutputFile(QStringLiteral("/dev/full"));
    process.start(QStringLiteral(BREAKWATER_PROGRAM), {QStringLiteral("formats"), QStringLiteral("--json")});
    QVERIFY(process.waitForFinished(60'000));
    QCOMPARE(process.exitCode(), 1);
    QVERIFY(!process.readAllStandardError().isEmpty());
}

void CommandLineTest::aStateOfThePast()
{
    const QJsonArray before = run({QStringLiteral("queue"), QStringLiteral("-w"), workspace(),
                                   QStringLiteral("--as-of"), QStringLiteral("2026-10-01"), QStringLiteral("--json")})
                                  .json()
                                  .array();
    QCOMPARE(before.size(), 0);
    // Two weeks and more without an inventory: nothing is open any more, and nothing is good either.
    const QJsonArray later = run({QStringLiteral("queue"), QStringLiteral("-w"), workspace(), QStringLiteral("--as-of"),
                                  QStringLiteral("2026-11-20"), QStringLiteral("--json")})
                                 .json()
                                 .array();
    QCOMPARE(later.size(), 2);
    QCOMPARE(later[0].toObject()[QLatin1String("hosts_open")].toInt(), 0);
    QVERIFY(later[0].toObject()[QLatin1String("hosts_unknown")].toInt() > 0);
}

void CommandLineTest::hostsAreSetByFilter()
{
    QCOMPARE(
        run({QStringLiteral("hosts"), QStringLiteral("set"), QStringLiteral("-w"), workspace(),
             QStringLiteral("--filter"), QStringLiteral("name:web*"), QStringLiteral("--exposure"),
             QStringLiteral("open"), QStringLiteral("--importance"), QStringLiteral("high"), QStringLiteral("--owner"),
             QStringLiteral("Ann"), QStringLiteral("--tags"), QStringLiteral("shop,pci")})
            .exitCode,
        0);
    const QJsonArray hosts = run({QStringLiteral("hosts"), QStringLiteral("-w"), workspace(),
                                  QStringLiteral("--filter"), QStringLiteral("tag:pci"), QStringLiteral("--json")})
                                 .json()
                                 .array();
    QCOMPARE(hosts.size(), 1);
    const QJsonObject host = hosts[0].toObject();
    QCOMPARE(host[QLatin1String("name")].toString(), QStringLiteral("web-01"));
    QCOMPARE(host[QLatin1String("exposure")].toString(), QStringLiteral("open"));
    QCOMPARE(host[QLatin1String("importance")].toString(), QStringLiteral("high"));
    QCOMPARE(host[QLatin1String("owner")].toString(), QStringLiteral("Ann"));
    QCOMPARE(host[QLatin1String("os")].toObject()[QLatin1String("release")].toString(), QStringLiteral("12"));
    QCOMPARE(run({QStringLiteral("hosts"), QStringLiteral("set"), QStringLiteral("-w"), workspace(),
                  QStringLiteral("--exposure"), QStringLiteral("wide")})
                 .exitCode,
             2);
}

void CommandLineTest::aControlLowersAndEnds()
{
    const auto exposureOf = [&](const QString& at) {
        return run({QStringLiteral("explain"), QStringLiteral("-w"), workspace(), QStringLiteral("--as-of"), at,
                    QStringLiteral("--host"), QStringLiteral("web-01"), QStringLiteral("--cve"),
                    QStringLiteral("CVE-2026-90001"), QStringLiteral("--json")})
            .json()
            .object()[QLatin1String("decision")]
            .toObject()[QLatin1String("exposure")]
            .toString();
    };
    // Tagged and looked at just now, so that its findings are open and not stale.
    QCOMPARE(run({QStringLiteral("hosts"), QStringLiteral("set"), QStringLiteral("-w"), workspace(),
                  QStringLiteral("--filter"), QStringLiteral("name:web-01"), QStringLiteral("--tags"),
                  QStringLiteral("shop")})
                 .exitCode,
             0);
    QCOMPARE(run({QStringLiteral("import"), QStringLiteral("-w"), workspace(), QStringLiteral("--taken-at"),
                  QDateTime::currentDateTimeUtc().addDays(-1).toString(Qt::ISODate), data("inventory")})
                 .exitCode,
             0);
    const QString today = QDateTime::currentDateTimeUtc().toString(Qt::ISODate);
    QCOMPARE(exposureOf(today), QStringLiteral("open"));
    const QString until = QDate::currentDate().addDays(30).toString(Qt::ISODate);
    QCOMPARE(run({QStringLiteral("controls"), QStringLiteral("add"), QStringLiteral("-w"), workspace(),
                  QStringLiteral("--name"), QStringLiteral("WAF"), QStringLiteral("--filter"),
                  QStringLiteral("tag:shop"), QStringLiteral("--evidence"), QStringLiteral("rule 12"),
                  QStringLiteral("--owner"), QStringLiteral("Ann"), QStringLiteral("--until"), until})
                 .exitCode,
             0);
    QCOMPARE(exposureOf(QDateTime::currentDateTimeUtc().addSecs(2).toString(Qt::ISODate)),
             QStringLiteral("controlled"));
    QCOMPARE(exposureOf(QDateTime::currentDateTimeUtc().addDays(40).toString(Qt::ISODate)), QStringLiteral("open"));
    QCOMPARE(run({QStringLiteral("controls"), QStringLiteral("add"), QStringLiteral("-w"), workspace(),
                  QStringLiteral("--name"), QStringLiteral("none")})
                 .exitCode,
             2);
}

void CommandLineTest::theAuditChainHolds()
{
    const QJsonObject verdict = run({QStringLiteral("audit"), QStringLiteral("verify"), QStringLiteral("-w"),
                                     workspace(), QStringLiteral("--json")})
                                    .json()
                                    .object();
    QCOMPARE(verdict[QLatin1String("ok")].toBool(), true);
    QVERIFY(verdict[QLatin1String("checked")].toInt() >= 4);
}

void CommandLineTest::decisionsNeedNoWorkspace()
{
    const Answer one = run({QStringLiteral("decide"), QStringLiteral("--exploitation"), QStringLiteral("active"),
                            QStringLiteral("--exposure"), QStringLiteral("open"), QStringLiteral("--automatable"),
                            QStringLiteral("yes"), QStringLiteral("--safety"), QStringLiteral("catastrophic"),
                            QStringLiteral("--mission"), QStringLiteral("mission")});
    QCOMPARE(one.out, QByteArray("immediate\n"));
    const Answer lines = run({QStringLiteral("decide"), QStringLiteral("--stdin")},
                             "none\tsmall\tno\tnegligible\tdegraded\nactive\topen\tyes\tcatastrophic\tmission\nperhaps"
                             "\topen\tyes\tmarginal\tmsc\n");
    QCOMPARE(lines.exitCode, 3);
    const auto rows = lines.out.split('\n');
    QCOMPARE(rows[0], QByteArray("defer"));
    QCOMPARE(rows[1], QByteArray("immediate"));
    QVERIFY(rows[2].startsWith('!'));
}

void CommandLineTest::versionsFromStandardInput()
{
    const Answer answer = run({QStringLiteral("version-compare"), QStringLiteral("--stdin")},
                              "deb\t1.0~rc1\t1.0\nrpm\t1:1.0-1\t2.0-1\nsemver\t1.0.0\t1.0.0\nnone\t1\t2\n");
    const auto rows = answer.out.split('\n');
    QCOMPARE(rows[0], QByteArray("<"));
    QCOMPARE(rows[1], QByteArray(">"));
    QCOMPARE(rows[2], QByteArray("="));
    QVERIFY(rows[3].startsWith('!'));
}

void CommandLineTest::inventoryFromStandardInput()
{
    const Answer answer = run({QStringLiteral("import"), QStringLiteral("-w"), workspace(), QStringLiteral("--host"),
                               QStringLiteral("stdin-01"), QStringLiteral("--os"), QStringLiteral("Debian:12"),
                               QStringLiteral("--json"), QStringLiteral("-")},
                              "openssl\t3.0.15-1~deb12u1\nbash\t5.2.15-2+b2\ncoreutils\t9.1-1\n");
    QVERIFY2(answer.exitCode == 0, answer.error + answer.out);
    QCOMPARE(answer.json().object()[QLatin1String("hosts_added")].toInt(), 1);
    const QJsonArray hosts =
        run({QStringLiteral("hosts"), QStringLiteral("-w"), workspace(), QStringLiteral("--filter"),
             QStringLiteral("name:stdin-01"), QStringLiteral("--json")})
            .json()
            .array();
    QCOMPARE(hosts.size(), 1);
    QCOMPARE(hosts[0].toObject()[QLatin1String("components")].toInt(), 3);
    QVERIFY(hosts[0].toObject()[QLatin1String("findings_open")].toInt() > 0);
}

void CommandLineTest::aFileNameIsAHostNameAsItIs()
{
    QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("exc!mark.tsv"));
    QVERIFY(QFile::copy(data("inventory/web-01.tsv"), file));
    QCOMPARE(run({QStringLiteral("import"), QStringLiteral("-w"), workspace(), file}).exitCode, 0);
    const QJsonArray hosts = run({QStringLiteral("hosts"), QStringLiteral("-w"), workspace(),
                                  QStringLiteral("--filter"), QStringLiteral("name:exc*"), QStringLiteral("--json")})
                                 .json()
                                 .array();
    QCOMPARE(hosts.size(), 1);
    QCOMPARE(hosts[0].toObject()[QLatin1String("name")].toString(), QStringLiteral("exc!mark"));
}

void CommandLineTest::aPatchIsTestedAgainstAnApplication()
{
    const auto test = [&](const QStringList& words, const QByteArray& input = {}) {
        return run(QStringList{QStringLiteral("test")} + words + QStringList{QStringLiteral("-w"), workspace()}, input);
    };
    const auto state = [&] {
        return test({QStringLiteral("status"), QStringLiteral("openssl"), QStringLiteral("--json")}).json().object();
    };
    const QStringList import{QStringLiteral("apps"), QStringLiteral("import"), QStringLiteral("-")};
    const QByteArray apps = R"({"critical_apps": [{"name": "Shop", "owner": "Ann", "hosts": "name:web*",
        "checks": [{"name": "Order", "steps": "Order an article."}, {"name": "Up", "command": ["curl", "::1"]}]}]})";
    QCOMPARE(test(import, "{}").exitCode, 1);
    QCOMPARE(test(import, apps).exitCode, 0);
    const Answer exported = test({QStringLiteral("apps"), QStringLiteral("export")});
    QCOMPARE(test(import, exported.out).exitCode, 0); // what it writes it reads
    QCOMPARE(test({QStringLiteral("apps"), QStringLiteral("export")}).out, exported.out);
    QCOMPARE(state()[QLatin1String("state")].toString(), QStringLiteral("not-tested"));
    QVERIFY(!state()[QLatin1String("lets_pass")].toBool(true));
    const auto record = [&](const QStringList& words) {
        return test(QStringList{QStringLiteral("record"), QStringLiteral("openssl"), QStringLiteral("--app"),
                                QStringLiteral("shop"), QStringLiteral("--outcome")}
                    + words)
            .exitCode;
    };
    QCOMPARE(record({QStringLiteral("perhaps")}), 2);
    QCOMPARE(record({QStringLiteral("failed")}), 1); // without words
    QCOMPARE(record({QStringLiteral("passed"), QStringLiteral("--check"), QStringLiteral("order"),
                     QStringLiteral("--evidence-file"), data("feeds/kev.json")}),
             0);
    QCOMPARE(state()[QLatin1String("state")].toString(), QStringLiteral("not-tested")); // one check of two
    const QString until = QDate::currentDate().addDays(30).toString(Qt::ISODate);
    QCOMPARE(test({QStringLiteral("waive"), QStringLiteral("openssl"), QStringLiteral("--app"), QStringLiteral("shop"),
                   QStringLiteral("--check"), QStringLiteral("up"), QStringLiteral("--until"), until,
                   QStringLiteral("--reason"), QStringLiteral("no curl there")})
                 .exitCode,
             0);
    QCOMPARE(state()[QLatin1String("state")].toString(), QStringLiteral("waived"));
    QVERIFY(state()[QLatin1String("lets_pass")].toBool());
    const QJsonArray checks = state()[QLatin1String("apps")].toArray()[0].toObject()[QLatin1String("checks")].toArray();
    QCOMPARE(checks[0].toObject()[QLatin1String("evidence_file")].toString(), QStringLiteral("kev.json"));
    QCOMPARE(checks[0].toObject()[QLatin1String("evidence_sha256")].toString().size(), 64);
    QCOMPARE(test({QStringLiteral("withdraw"), QStringLiteral("openssl"), QStringLiteral("--text"),
                   QStringLiteral("taken back")})
                 .exitCode,
             0);
    QVERIFY(state()[QLatin1String("blocked")].toBool());
    const qint64 note = state()[QLatin1String("notes")].toArray()[0].toObject()[QLatin1String("id")].toInteger();
    QCOMPARE(test({QStringLiteral("end"), QString::number(note)}).exitCode, 1); // why?
    QCOMPARE(
        test({QStringLiteral("end"), QString::number(note), QStringLiteral("--why"), QStringLiteral("fixed")}).exitCode,
        0);
    QVERIFY(!state()[QLatin1String("blocked")].toBool(true));
    QCOMPARE(test({QStringLiteral("status"), QStringLiteral("no-such-thing")}).exitCode, 1);
}

void CommandLineTest::formatsAreListed()
{
    const QJsonArray formats = run({QStringLiteral("formats"), QStringLiteral("--json")}).json().array();
    QStringList ids;
    for (const auto& format : formats)
        ids << format.toObject()[QLatin1String("id")].toString();
    for (const char* id : {"dpkg-status", "dpkg-query", "rpm-qa", "osquery", "ansible", "glpi-json", "fusion-xml",
                           "cyclonedx-json", "csv", "kev-json", "epss-csv", "osv"})
        QVERIFY2(ids.contains(QLatin1String(id)), id);
}

void CommandLineTest::aLaterInventoryClosesAFinding()
{
    QFile old(data("inventory/web-01.tsv"));
    QVERIFY(old.open(QIODevice::ReadOnly));
    const QString file = m_folder->filePath(QStringLiteral("web-01.tsv"));
    QFile fresh(file);
    QVERIFY(fresh.open(QIODevice::WriteOnly));
    fresh.write(old.readAll().replace("3.0.15-1~deb12u1", "3.0.17-1~deb12u2"));
    fresh.close();
    QCOMPARE(run({QStringLiteral("import"), QStringLiteral("-w"), workspace(), QStringLiteral("--taken-at"),
                  QStringLiteral("2026-10-20T06:00:00Z"), file})
                 .exitCode,
             0);
    const QStringList at{QStringLiteral("-w"), workspace(), QStringLiteral("--as-of"),
                         QStringLiteral("2026-10-22T00:00:00Z"), QStringLiteral("--json")};
    const QJsonArray closed =
        run(QStringList{QStringLiteral("findings"), QStringLiteral("--state"), QStringLiteral("verified")} + at)
            .json()
            .array();
    QCOMPARE(closed.size(), 1);
    const QJsonObject finding = closed[0].toObject();
    QCOMPARE(finding[QLatin1String("host")].toString(), QStringLiteral("web-01"));
    QCOMPARE(finding[QLatin1String("patch")].toString(), QStringLiteral("Debian:12/openssl/3.0.17-1~deb12u2"));
    QCOMPARE(finding[QLatin1String("closed_at")].toString(), QStringLiteral("2026-10-20T06:00:00Z"));
    QCOMPARE(finding[QLatin1String("installed")].toString(), QStringLiteral("3.0.15-1~deb12u1"));
    QCOMPARE(finding[QLatin1String("closed_how")].toString(), QStringLiteral("fixed"));
    QVERIFY(!finding[QLatin1String("cves")].toArray().isEmpty());
    // What is open comes first, what is closed after it; a list for people shows what is open.
    const QJsonArray all = run(QStringList{QStringLiteral("findings")} + at).json().array();
    QCOMPARE(all.size(), 3);
    QVERIFY(all[0].toObject()[QLatin1String("closed_at")].isNull());
    QCOMPARE(all[2].toObject()[QLatin1String("state")].toString(), QStringLiteral("verified"));
    // The day before it was still open.
    const QJsonArray before = run({QStringLiteral("findings"), QStringLiteral("-w"), workspace(),
                                   QStringLiteral("--as-of"), QStringLiteral("2026-10-19"), QStringLiteral("--state"),
                                   QStringLiteral("verified"), QStringLiteral("--json")})
                                  .json()
                                  .array();
    QCOMPARE(before.size(), 0);
}

void CommandLineTest::figuresCarryTheirCoverage()
{
    const Answer answer = run({QStringLiteral("metrics"), QStringLiteral("-w"), workspace(), QStringLiteral("--as-of"),
                               QStringLiteral("2026-10-12T00:00:00Z"), QStringLiteral("--json")});
    QCOMPARE(answer.exitCode, 0);
    const QJsonObject metrics = answer.json().object();
    const QJsonObject coverage = metrics[QLatin1String("coverage")].toObject();
    QCOMPARE(coverage[QLatin1String("hosts")].toInt(), 2);
    QCOMPARE(coverage[QLatin1String("current")].toInt(), 2);
    QCOMPARE(metrics[QLatin1String("key")].toObject()[QLatin1String("findings_open")].toInt(), 3);
    QCOMPARE(metrics[QLatin1String("weeks")].toArray().size(), 1);
    QVERIFY(metrics[QLatin1String("compliance")].toObject()[QLatin1String("owner")].toArray().size() == 1);
    QCOMPARE(run({QStringLiteral("metrics"), QStringLiteral("-w"), workspace(), QStringLiteral("--filter"),
                  QStringLiteral("nonsense:1")})
                 .exitCode,
             2);
}

void CommandLineTest::withoutAPlanThereIsNothingToVerify()
{
    const Answer answer = run({QStringLiteral("verify"), QStringLiteral("-w"), workspace(), QStringLiteral("--json")});
    QCOMPARE(answer.exitCode, 0);
    QCOMPARE(answer.json().object()[QLatin1String("targets")].toArray().size(), 0);
    QCOMPARE(run({QStringLiteral("verify"), QStringLiteral("-w"), workspace(), QStringLiteral("--verdict"),
                  QStringLiteral("lovely")})
                 .exitCode,
             2);
    QCOMPARE(
        run({QStringLiteral("verify"), QStringLiteral("-w"), workspace(), QStringLiteral("no such plan")}).exitCode, 1);
}

QTEST_GUILESS_MAIN(CommandLineTest)
#include "commandlinetest.moc"
