// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/rollout/datacheck.h"
#include "models/rollout/freeze.h"
#include "models/rollout/freshinventory.h"
#include "models/rollout/handoffengine.h"
#include "models/rollout/handoffresults.h"
#include "models/rollout/orderscripts.h"
#include "models/rollout/printedinventory.h"
#include "models/rollout/rehearsalinventory.h"
#include "runs.h"
#include "tests/support/fleetbuilder.h"

#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QtTest>

#include <rapidcheck.h>

using namespace bw;
using namespace bw::test;
using K = RolloutEventKind;

namespace {

const std::vector<std::string> Hostile = {"{{ lookup('pipe','id') }}",
                                          "ansible_connection=local",
                                          ";rm -rf /",
                                          "-oProxyCommand=touch /tmp/x",
                                          "a b",
                                          "a'b",
                                          "a\"b",
                                          "a\nb",
                                          "$(id)",
                                          "`id`",
                                          "a|b",
                                          "a&b",
                                          "../../etc",
                                          "",
                                          "-",
                                          "--force",
                                          "{%",
                                          "a\\b",
                                          "a\tb",
                                          std::string("a\0b", 3),
                                          "ｗｅｂ",
                                          "!unsafe",
                                          "a#b",
                                          "@@end",
                                          "<b>",
                                          "%{lua:os.execute()}"};

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// What a POSIX shell makes of one quoted word.
std::string throughShell(const std::string& quoted)
{
    QProcess shell;
    shell.start(QStandardPaths::findExecutable(QStringLiteral("sh")),
                {QStringLiteral("-c"), QStringLiteral("printf %s ") + QString::fromStdString(quoted)});
    shell.waitForFinished();
    return shell.readAllStandardOutput().toStdString();
}

EngineBatch batchOf(const RolloutRun& run)
{
    EngineBatch batch;
    batch.run = &run;
    for (const TargetOrder& target : run.targets) {
        batch.targets.push_back(&target);
        batch.attempts.push_back(1);
    }
    return batch;
}

} // namespace

/// What comes from inventories stays data; what goes out to other tools and comes back is what was meant.
class DataTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void hostileTextsAreRefused();
    void plainTextsAreNot();
    void shellWordsSurvive();
    void powerShellStrings();
    void scriptsShareAndQuote();
    void orderIsCompleteOrNotThere();
    void resultsComeBack();
    void badResultsAreIssues();
    void printedInventories();
    void freezingTakesWhatIsOpen();
    void rehearsedInventoryHoldsTheFix();
};

void DataTest::hostileTextsAreRefused()
{
    for (const std::string& text : Hostile) {
        QVERIFY2(!isAddress(text), text.c_str());
        for (const Ecosystem ecosystem : {Ecosystem::Deb, Ecosystem::Rpm, Ecosystem::Hotfix, Ecosystem::Language}) {
            QVERIFY2(!isPackageName(ecosystem, text), text.c_str());
            if (text != "a b")
                QVERIFY2(!isVersion(ecosystem, text), text.c_str());
        }
        RolloutRun run = runOf(1);
        run.targets[0].lines[0].binaries = {text};
        QVERIFY(!refusalOf(run.targets[0], "web-1").empty());
        run.targets[0].lines[0] = debLine("openssl", text);
        QVERIFY(!refusalOf(run.targets[0], "web-1").empty());
        const std::string refusal = refusalOf(runOf(1).targets[0], text);
        QVERIFY(!refusal.empty());
        QVERIFY(std::all_of(refusal.begin(), refusal.end(), [](char c) { return c >= 0x20 && c < 0x7f; }));
    }
}

void DataTest::plainTextsAreNot()
{
    for (const char* address : {"web-01", "web-01.example.org", "10.0.0.7", "fe80::1", "::1", "db_3"})
        QVERIFY2(isAddress(address), address);
    for (const char* package : {"libc6", "g++-12", "linux-image-6.1.0-53-amd64", "libstdc++6", "7zip"})
        QVERIFY2(isPackageName(Ecosystem::Deb, package), package);
    QVERIFY(isPackageName(Ecosystem::Rpm, "NetworkManager-libnm"));
    QVERIFY(isPackageName(Ecosystem::Hotfix, "KB5044284"));
    QVERIFY(isPackageName(Ecosystem::Program, "7-Zip 22.01 (x64)"));
    for (const char* version : {"1:9.2p1-2+deb12u3", "6.1.192-1", "2.0~rc1-1", "0.9.8^20240101-1.el9"})
        QVERIFY2(isVersion(Ecosystem::Rpm, version), version);
    QVERIFY(refusalOf(runOf(1).targets[0], "web-1").empty());
}

void DataTest::shellWordsSurvive()
{
    for (std::string text : Hostile) {
        const std::string quoted = shellQuoted(text);
        std::erase(text, '\0');
        QCOMPARE(throughShell(quoted), text);
    }
    QVERIFY(rc::check("a quoted word is one word", [] {
        const auto text =
            *rc::gen::container<std::string>(rc::gen::element('\'', '"', '$', '`', '\\', ' ', '\n', 'a', ';'));
        RC_ASSERT(throughShell(shellQuoted(text)) == text);
    }));
}

void DataTest::powerShellStrings()
{
    QCOMPARE(powerShellQuoted("a'b"), std::string("'a''b'"));
    QCOMPARE(powerShellQuoted("$(x)`"), std::string("'$(x)`'"));
    QCOMPARE(powerShellQuoted("a\u2019b"), std::string("'a\u2019\u2019b'"));
}

void DataTest::scriptsShareAndQuote()
{
    RolloutRun run = runOf(6); // every third restarts
    run.targets[1].lines = {{"p", Ecosystem::Rpm, "bash", {"bash", "bash-doc"}, "5.2-1.el9", "5.1-1.el9", false}};
    run.targets[3].lines = {{"k", Ecosystem::Hotfix, "KB5044284", {}, "", "", false},
                            {"z", Ecosystem::Program, "7-Zip", {}, "24.08", "22.01", false}};
    run.targets[4].lines = {{"s", Ecosystem::Snap, "core", {}, "2", "1", false}};
    const auto batch = batchOf(run);
    const OrderScripts scripts = orderScripts(batch.targets);
    QCOMPARE(scripts.scripts.size(), std::size_t(4)); // apt, apt with restart, rpm, Windows
    QVERIFY(scripts.scriptOf[4].empty());
    QCOMPARE(scripts.scriptOf[2], scripts.scriptOf[5]);
    for (const OrderScript& script : scripts.scripts) {
        if (script.name.ends_with(".ps1")) {
            QVERIFY(script.body.find("@('KB5044284')") != std::string::npos);
            QVERIFY(script.body.find("@('7-Zip')") != std::string::npos);
            continue;
        }
        QProcess shell;
        shell.start(QStringLiteral("sh"), {QStringLiteral("-n"), QStringLiteral("/dev/stdin")});
        shell.write(QByteArray::fromStdString(script.body));
        shell.closeWriteChannel();
        QVERIFY(shell.waitForFinished());
        QVERIFY2(shell.exitCode() == 0, script.body.c_str());
    }
}

void DataTest::orderIsCompleteOrNotThere()
{
    const QTemporaryDir folder;
    EngineSettings settings;
    QVERIFY(!HandOffEngine(settings).check());
    settings.workFolder = folder.path().toStdString();
    HandOffEngine engine(settings);
    RolloutRun run = runOf(3);
    run.targets[0].name = "=cmd|' /C calc'!A0"; // would be refused; in the file it is a text all the same
    QVERIFY(engine.check());
    QVERIFY(engine.start(batchOf(run)));
    QCOMPARE(engine.take({}).size(), std::size_t(1));
    QVERIFY(!engine.busy());
    const QString order = folder.filePath(QStringLiteral("roll-out-1"));
    const auto json = QJsonDocument::fromJson(contentOf(order + QStringLiteral("/order.json"))).object();
    QCOMPARE(json.value(QStringLiteral("hosts")).toArray().size(), 3);
    QVERIFY(contentOf(order + QStringLiteral("/orders.csv")).contains("\"'=cmd|"));
    QVERIFY(QFileInfo(order + QStringLiteral("/scripts/apt-0001.sh")).isExecutable());
    QVERIFY(engine.start(batchOf(run))); // never over an order that is there
    QVERIFY(QFileInfo::exists(order + QStringLiteral("-2/order.json")));
    settings.workFolder = "/proc/nowhere";
    HandOffEngine nowhere(settings);
    QVERIFY(!nowhere.start(batchOf(run)));
}

void DataTest::resultsComeBack()
{
    const RolloutRun run = runOf(4);
    const auto csv =
        readHandOffResults("\xEF\xBB\xBFhost;name;state;text\r\n1;web-1;done;\"all \"\"well\"\"\r\nyes\"\r\n"
                           "2;web-2; FAILED ;no space\r\n;WEB-3;unreachable;\r\n4;web-4;;\r\n",
                           run);
    QVERIFY(csv);
    QVERIFY(csv->issues.empty());
    QCOMPARE(csv->results,
             (std::vector<HandOffResult>{{1, K::HostDone, "all \"well\"\r\nyes", {}},
                                         {2, K::HostFailed, "no space", {}},
                                         {3, K::HostUnreachable, "", {}}}));
    const auto json = readHandOffResults(
        R"({"run": 1, "results": [{"host": 1, "state": "done", "at": "2026-11-24T22:10:00Z"}, {"name": "web-2", "state": "skipped"}]})",
        run);
    QVERIFY(json);
    QCOMPARE(json->run, std::optional<RunId>(1));
    QCOMPARE(json->results[0].at, parseIso("2026-11-24T22:10:00Z"));
    QCOMPARE(json->results[1].kind, K::HostSkipped);
}

void DataTest::badResultsAreIssues()
{
    RolloutRun run = runOf(2);
    run.targets[1].name = "web-1"; // two of one name
    const auto read = readHandOffResults("host,name,state\n9,x,done\n,web-1,done\n1,,perhaps\n1,,done\n", run);
    QVERIFY(read);
    QCOMPARE(read->issues.size(), std::size_t(3));
    QCOMPARE(read->issues[0].place.line, std::uint64_t(2));
    QCOMPARE(read->results.size(), std::size_t(1));
    QVERIFY(!readHandOffResults("", run));
    QVERIFY(!readHandOffResults("a,b\n1,2\n", run));
    QVERIFY(!readHandOffResults("{\"results\": 3}", run));
    QVERIFY(!readHandOffResults("{", run));
}

void DataTest::printedInventories()
{
    const std::string text =
        "motd of the host\n@@breakwater-inventory 1\n@@time\n2026-11-24T22:00:00Z\n@@os-release\nNAME=\"Debian "
        "GNU/Linux\"\n"
        "VERSION_ID=\"12\"\nVERSION_CODENAME=bookworm\nID=debian\n@@debian-version\n12.11\n@@hostname\nweb-1\n"
        "@@fqdn\nweb-1.example.org\n@@machine-id\n0123456789abcdef0123456789abcdef\n@@kernel\n6.1.0-53-amd64\n"
        "@@machine\nx86_64\n@@reboot\nyes\n@@dpkg\nii \topenssl\tamd64\t3.0.17-1+b1\topenssl\t3.0.17-1\n"
        "rc \told\tamd64\t1\told\t1\niF "
        "\thalf\tamd64\t2\thalf\t2\n@@rpm\nbash\t(none)\t5.2\t1.el9\tx86_64\tbash-5.2-1.el9.src.rpm\t(none)\n"
        "gpg-pubkey\t(none)\t1\t1\t(none)\t(none)\t(none)\n@@end\n";
    const auto inventory = readPrintedInventory(text, Began);
    QVERIFY(inventory);
    QCOMPARE(inventory->identity.fqdn, std::string("web-1.example.org"));
    QCOMPARE(inventory->osVersion, std::string("12.11"));
    QCOMPARE(inventory->rebootPending, std::optional(true));
    QCOMPARE(inventory->packages.size(), std::size_t(3));
    QCOMPARE(inventory->packages[1].name, std::string("half"));
    QVERIFY(inventory->packages[1].version.empty()); // of an attempt: proves nothing
    QCOMPARE(inventory->packages[0].sourceVersion, std::string("3.0.17-1"));
    QCOMPARE(inventory->packages[2].version, std::string("5.2-1.el9"));
    QCOMPARE(inventory->packages[2].source, std::string("bash"));
    QVERIFY(!readPrintedInventory(text.substr(0, text.find("@@end")), Began)); // cut: nothing is concluded
    QVERIFY(!readPrintedInventory("anything", Began));
    const auto windows = readPrintedInventory(
        R"({"breakwater_inventory":1,"hostname":"PC1","caption":"Microsoft Windows 11 Pro","version":"10.0.26100.2033","reboot":false,)"
        R"("hotfixes":["KB5044284"],"programs":[{"name":"7-Zip","version":"22.01","publisher":"Igor Pavlov"}]})",
        Began);
    QVERIFY(windows);
    QCOMPARE(windows->packages.size(), std::size_t(2));
    QCOMPARE(windows->rebootPending, std::optional(false));
}

void DataTest::freezingTakesWhatIsOpen()
{
    FleetBuilder builder;
    const std::vector<ComponentView> packages = {deb("openssl", "3.0.15-1", "openssl"),
                                                 deb("libssl3", "3.0.15-1", "openssl"), deb("bash", "5.2-1")};
    for (const char* host : {"web-1", "web-2", "web-3", "web-4"})
        builder.look(builder.host(host), packages);
    Assessment assessment;
    assessment.at = at("2026-11-24T12:00:00Z");
    assessment.fleet = builder.build();
    assessment.policy = "default";
    Catalog catalog;
    catalog.revisions.emplace_back();
    catalog.revisions.back().id = 5;
    assessment.catalog = std::make_shared<const Catalog>(std::move(catalog));
    Patch patch;
    patch.id = "Debian:12/openssl/3.0.17-1";
    patch.ecosystem = Ecosystem::Deb;
    patch.package = "openssl";
    patch.fixed = "3.0.17-1";
    patch.findingCount = 4;
    assessment.patches = {patch};
    const auto& pool = *assessment.fleet->components;
    for (std::uint32_t host = 0; host < 4; ++host) {
        Finding finding;
        finding.host = host;
        for (ComponentId id = 0; id < pool.size(); ++id) {
            if (pool.view(id).name == "libssl3")
                finding.component = id;
        }
        finding.state = host == 1 ? FindingState::Excepted
            : host == 2           ? FindingState::Contradicted
                                  : FindingState::Open;
        assessment.findings.push_back(finding);
    }
    PlanVersion version;
    version.plan.id = 3;
    version.number = 2;
    Wave wave;
    wave.id = 1;
    wave.patches = {patch.id, "Debian:12/gone/1"};
    wave.hosts = {1, 2, 3, 99}; // the fourth host is not in the wave
    const FrozenWave frozen = freezeWave(version, wave, assessment);
    QCOMPARE(frozen.run.targets.size(), std::size_t(2));
    QCOMPARE(frozen.run.targets[1].name, std::string("web-3"));
    const OrderLine& line = frozen.run.targets[0].lines.at(0);
    QCOMPARE(line.binaries, (std::vector<std::string>{"libssl3", "openssl"}));
    QCOMPARE(line.installed, std::string("3.0.15-1"));
    QCOMPARE(frozen.run.feedRevisions, (std::vector<std::int64_t>{5}));
    QCOMPARE(frozen.run.planVersion, 2);
    QVERIFY(frozen.run.targets[0].snapshot > 0);
    QCOMPARE(frozen.leftOut.size(), std::size_t(3)); // the patch that is gone, the excepted host, the unknown host
}

void DataTest::rehearsedInventoryHoldsTheFix()
{
    FleetBuilder builder;
    const auto host = builder.host("web-1");
    builder.look(host,
                 {deb("openssl", "3.0.15-1", "openssl"),
                  deb("linux-image-6.1.0-52-amd64", "6.1.180-1", "linux-signed-amd64", "6.1.180+1")},
                 {.kernel = "6.1.0-52-amd64"});
    const auto fleet = builder.build();
    TargetOrder order;
    order.host = 1;
    order.lines = {debLine("openssl", "3.0.17-1"), debLine("linux", "6.1.192-1", true)};
    order.lines[1].binaries = {"linux-image-6.1.0-52-amd64"};
    RehearsedHost rehearsed{&order, {}, true};
    rehearsed.fate.rebootSeconds = 100;
    const auto inventory = rehearsedInventory(*fleet, rehearsed, Began);
    QVERIFY(inventory);
    QCOMPARE(inventory->packages.size(), std::size_t(3)); // the old kernel stays beside the new one
    QCOMPARE(inventory->packages[0].version, std::string("3.0.17-1"));
    QCOMPARE(inventory->packages[2].name, std::string("linux-image-6.1.0-53-amd64"));
    QCOMPARE(inventory->packages[2].sourceVersion, std::string("6.1.192+1"));
    QCOMPARE(inventory->kernel, std::string("6.1.0-53-amd64"));
    rehearsed.fate.bootsOld = true;
    QCOMPARE(rehearsedInventory(*fleet, rehearsed, Began)->kernel, std::string("6.1.0-52-amd64"));
    rehearsed.fate = {RehearsalFate::Kind::Lies, 0, {}, 0, false};
    QCOMPARE(rehearsedInventory(*fleet, rehearsed, Began)->packages[0].version, std::string("3.0.15-1"));
    rehearsed.fate = {RehearsalFate::Kind::Fails, 1, {}, 0, false};
    QCOMPARE(rehearsedInventory(*fleet, rehearsed, Began)->packages.size(), std::size_t(2));
    QCOMPARE(rehearsedInventory(*fleet, rehearsed, Began)->packages[0].version, std::string("3.0.17-1"));
}

QTEST_GUILESS_MAIN(DataTest)
#include "datatest.moc"
