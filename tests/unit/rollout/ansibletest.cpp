// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/rollout/ansibleengine.h"
#include "models/rollout/ansibleevents.h"
#include "models/rollout/ansibleproject.h"
#include "runs.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QtTest>

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace bw;
using namespace bw::test;
using K = RolloutEventKind;

namespace {

QJsonObject runnerEvent(const char* kind, const char* host, const char* task, const QJsonObject& result = {})
{
    return {{QStringLiteral("event"), QString::fromLatin1(kind)},
            {QStringLiteral("event_data"),
             QJsonObject{{QStringLiteral("host"), QString::fromLatin1(host)},
                         {QStringLiteral("task"), QString::fromLatin1(task)},
                         {QStringLiteral("res"), result}}}};
}

std::vector<K> kindsOf(const std::vector<EngineReport>& reports)
{
    std::vector<K> kinds;
    for (const EngineReport& report : reports)
        kinds.push_back(report.kind);
    return kinds;
}

bool haveAnsible()
{
    return !QStandardPaths::findExecutable(QStringLiteral("ansible-runner")).isEmpty();
}

/// A port of the loopback that nobody uses.
int freePort()
{
    const int probe = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* plain = reinterpret_cast<sockaddr*>(&address);
    const bool good = ::bind(probe, plain, size) == 0 && ::getsockname(probe, plain, &size) == 0;
    ::close(probe);
    return good ? ntohs(address.sin_port) : 0;
}

/// Every text in a JSON value that does not stand behind the mark for unsafe texts.
void bareTexts(const QJsonValue& value, QStringList& out)
{
    if (value.isString())
        out << value.toString();
    for (const QJsonValue& item : value.toArray())
        bareTexts(item, out);
    const QJsonObject object = value.toObject();
    if (object.contains(QStringLiteral("__ansible_unsafe")))
        return;
    for (auto it = object.begin(); it != object.end(); ++it)
        bareTexts(it.value(), out);
}

std::vector<EngineReport> driveToEnd(Engine& engine)
{
    std::vector<EngineReport> all;
    while (engine.busy()) {
        auto more = engine.take(std::chrono::milliseconds(200));
        all.insert(all.end(), more.begin(), more.end());
    }
    return all;
}

} // namespace

/// The Ansible engine, with the real ansible-runner where it is installed. No host is reached and nothing is changed.
class AnsibleTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aliasesAreMadeHere();
    void everyForeignTextIsUnsafe();
    void eventsBecomeReports();
    void hostileOrdersAreRefused();
    void missingProgramIsSaid();
    void hostileTextsNeverRunInAnsible();
    void unreachableHostsAreReported();
    void unknownHostKeysAreRefused();
    void brokenOperatorFileFailsBeforeAnything();
};

void AnsibleTest::aliasesAreMadeHere()
{
    QCOMPARE(ansibleAlias(42), std::string("h00042"));
    QCOMPARE(hostOfAlias("h00042"), HostId(42));
    QCOMPARE(hostOfAlias("h1234567"), HostId(1234567));
    for (const char* text : {"", "h", "localhost", "h12x", "42"})
        QCOMPARE(hostOfAlias(text), HostId(0));
}

void AnsibleTest::everyForeignTextIsUnsafe()
{
    RolloutRun run = runOf(2);
    run.targets[0].address = "{{ lookup('pipe','id') }}";
    run.targets[0].lines[0].binaries = {"{{ 7*7 }}"};
    EngineSettings settings;
    settings.user = "deploy";
    settings.keyFile = "/home/a b/.ssh/key";
    std::vector<const TargetOrder*> targets{&run.targets[0], &run.targets[1]};
    const auto json = QJsonDocument::fromJson(ansibleInventory(targets, settings, {{"web-2", "10.0.0.2"}})).object();
    QStringList bare;
    bareTexts(json, bare);
    QCOMPARE(bare, QStringList());
    const auto hosts =
        json[QStringLiteral("all")][QStringLiteral("children")][QStringLiteral("bw_linux")][QStringLiteral("hosts")]
            .toObject();
    QCOMPARE(hosts.keys(), (QStringList{QStringLiteral("h00001"), QStringLiteral("h00002")}));
    QCOMPARE(
        hosts[QStringLiteral("h00002")][QStringLiteral("ansible_host")][QStringLiteral("__ansible_unsafe")].toString(),
        QStringLiteral("10.0.0.2"));
}

void AnsibleTest::eventsBecomeReports()
{
    AnsibleEvents events;
    QVERIFY(events.take(runnerEvent("playbook_on_start", "", "")).empty());
    QVERIFY(!events.playBegan());
    events.take(runnerEvent("playbook_on_play_start", "", ""));
    QVERIFY(events.playBegan());
    QCOMPARE(kindsOf(events.take(runnerEvent("runner_on_start", "h00001", "check: x"))), (std::vector{K::HostStarted}));
    QVERIFY(events.take(runnerEvent("runner_on_start", "h00001", "install: apt")).empty());
    const auto ok = events.take(runnerEvent("runner_on_ok", "h00001", "install: apt",
                                            {{QStringLiteral("stdout"), QStringLiteral("a\n2 upgraded")}}));
    QCOMPARE(ok.at(0).step, std::string("install"));
    QCOMPARE(ok.at(0).text, std::string("2 upgraded"));
    QCOMPARE(kindsOf(events.take(runnerEvent("runner_on_start", "h00001", "reboot: restart and wait"))),
             (std::vector{K::Rebooting}));
    QCOMPARE(kindsOf(events.take(runnerEvent("runner_on_ok", "h00001", "breakwater-done"))),
             (std::vector{K::HostDone}));
    QVERIFY(events.take(runnerEvent("runner_on_failed", "h00001", "late")).empty()); // the last word is said
    const auto failed = events.take(runnerEvent("runner_on_failed", "h00002", "install: apt",
                                                {{QStringLiteral("msg"), QStringLiteral("non-zero return code")},
                                                 {QStringLiteral("stderr"), QStringLiteral("E: broken")},
                                                 {QStringLiteral("rc"), 100}}));
    QCOMPARE(kindsOf(failed), (std::vector{K::HostFailed}));
    QCOMPARE(failed[0].text, std::string("Ended with code 100. E: broken"));
    QCOMPARE(kindsOf(events.take(runnerEvent("runner_on_unreachable", "h00003", "check: x"))),
             (std::vector{K::HostUnreachable}));
    QVERIFY(events.take(runnerEvent("runner_on_ok", "localhost", "breakwater-done")).empty());
    QVERIFY(events.take({}).empty());
}

void AnsibleTest::hostileOrdersAreRefused()
{
    AnsibleEngine engine({});
    RolloutRun run = runOf(1);
    QVERIFY(engine.refusal(run.targets[0]).empty());
    run.targets[0].address = "-oProxyCommand=touch /tmp/x";
    QVERIFY(!engine.refusal(run.targets[0]).empty());
    run = runOf(1);
    run.targets[0].lines[0].ecosystem = Ecosystem::Apk;
    QVERIFY(engine.refusal(run.targets[0]).find("apk") != std::string::npos);
    run = runOf(1);
    run.targets[0].lines.push_back({"k", Ecosystem::Hotfix, "KB5044284", {}, "", "", false});
    QVERIFY(!engine.refusal(run.targets[0]).empty());
}

void AnsibleTest::missingProgramIsSaid()
{
    const QByteArray path = qgetenv("PATH");
    qputenv("PATH", "/nonexistent");
    const auto ready = AnsibleEngine({}).check();
    qputenv("PATH", path);
    QVERIFY(!ready);
    QVERIFY(ready.error().subject.find("apt install ansible-core python3-ansible-runner") != std::string::npos);
}

/// The check before a dispatch is not asked here: what would get past it must still be data to Ansible. Every task of
/// the playbook runs, on a connection that answers by itself (an "ssh" of the test's own, and "apt-get" beside it,
/// which write down the words they were called with).
void AnsibleTest::hostileTextsNeverRunInAnsible()
{
    if (!haveAnsible())
        QSKIP("ansible-runner is not installed");
    const QTemporaryDir folder;
    const QString canary = folder.filePath(QStringLiteral("canary"));
    const std::string touch = "touch " + canary.toStdString();
    const std::vector<std::string> hostile = {"{{ lookup('pipe','" + touch + "') }}",
                                              "{% if lookup('pipe','" + touch + "') %}x{% endif %}",
                                              "x; " + touch,
                                              "$(" + touch + ")",
                                              "`" + touch + "`",
                                              "a'\"b\nc ansible_connection=local",
                                              "['{{ lookup(\"pipe\",\"" + touch + "\") }}']",
                                              "ansible_connection=local"};
    // The tools that the playbook calls, as shims that note their words one by one.
    const QString bin = folder.filePath(QStringLiteral("bin"));
    QVERIFY(QDir().mkpath(bin));
    const QString words = folder.filePath(QStringLiteral("words"));
    QFile shim(bin + QStringLiteral("/apt-get"));
    QVERIFY(shim.open(QIODevice::WriteOnly));
    shim.write("#!/bin/sh\nfor word in \"$@\"; do printf '%s\\0' \"$word\" >> '" + words.toUtf8() + "'; done\n");
    shim.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner);
    shim.close();
    QFile extra(folder.filePath(QStringLiteral("extra.yml")));
    QVERIFY(extra.open(QIODevice::WriteOnly));
    extra.write("all:\n  vars:\n    ansible_connection: local\n    ansible_python_interpreter: /usr/bin/python3\n");
    extra.close();
    RolloutRun run = runOf(int(hostile.size()));
    for (std::size_t i = 0; i < hostile.size(); ++i) {
        TargetOrder& target = run.targets[i];
        target.name = target.address = hostile[i];
        target.lines = {{hostile[i], Ecosystem::Deb, hostile[i], {hostile[i]}, hostile[i], hostile[i], false}};
    }
    EngineSettings settings;
    settings.extraInventory = extra.fileName().toStdString();
    AnsibleEngine engine(settings);
    EngineBatch batch;
    batch.run = &run;
    for (const TargetOrder& target : run.targets) {
        QVERIFY(!engine.refusal(target).empty()); // it would never come to this
        batch.targets.push_back(&target);
        batch.attempts.push_back(1);
    }
    const QByteArray path = qgetenv("PATH");
    qputenv("PATH", bin.toUtf8() + ':' + path);
    const auto started = engine.start(batch);
    const auto reports = driveToEnd(engine);
    qputenv("PATH", path);
    QVERIFY(started);
    QVERIFY2(!QFile::exists(canary), "a text of an inventory was carried out");
    QFile noted(words);
    QVERIFY2(noted.open(QIODevice::ReadOnly), reports.empty() ? "no report" : reports.back().text.c_str());
    const QList<QByteArray> called = noted.readAll().split('\0');
    for (const std::string& text : hostile)
        QVERIFY2(called.contains(QByteArray::fromStdString(text)), text.c_str()); // as one word, untouched
    // dpkg knows no such packages, so nothing is old and the hosts end well; what matters is that they end.
    QCOMPARE(std::size_t(std::count_if(reports.begin(), reports.end(),
                                       [](const EngineReport& report) {
                                           return report.kind == K::HostDone || report.kind == K::HostFailed;
                                       })),
             hostile.size());
}

void AnsibleTest::unreachableHostsAreReported()
{
    if (!haveAnsible())
        QSKIP("ansible-runner is not installed");
    RolloutRun run = runOf(2, 2);
    run.targets[0].address = run.targets[1].address = "127.0.0.1";
    const QTemporaryDir folder;
    QFile extra(folder.filePath(QStringLiteral("extra.yml")));
    QVERIFY(extra.open(QIODevice::WriteOnly));
    extra.write("all:\n  vars:\n    ansible_port: 1\n"); // nobody listens there
    extra.close();
    EngineSettings settings;
    settings.extraInventory = extra.fileName().toStdString();
    AnsibleEngine engine(settings);
    MemoryLog log;
    HandClock clock;
    WaveRunner runner(run, engine, log, clock, by("ann"));
    const auto end = runner.run(ProgressSink::none(), [](const RunProgress&) {});
    QVERIFY(end);
    QCOMPARE(*end, RunEnd::Finished);
    QCOMPARE(runner.progress().count(TargetState::Unreachable), 2u);
    QCOMPARE(runner.progress().ignoredCount, 0u);
    const auto collected = engine.collect(run, std::vector<const TargetOrder*>{&run.targets[0]},
                                          folder.path().toStdString(), ProgressSink::none());
    QVERIFY(collected);
    QCOMPARE(collected->size(), std::size_t(1));
    QVERIFY(collected->front().path.empty());
    QVERIFY(!collected->front().text.empty());
}

/// An sshd of the test's own, on a port of the loopback. What is asked of it is only read.
void AnsibleTest::unknownHostKeysAreRefused()
{
    const QString server = QStandardPaths::findExecutable(QStringLiteral("sshd"), {QStringLiteral("/usr/sbin")});
    if (!haveAnsible() || server.isEmpty())
        QSKIP("ansible-runner or sshd is not installed");
    if (!QDir().mkpath(QStringLiteral("/run/sshd")))
        QSKIP("sshd has no folder to work in");
    const QTemporaryDir folder;
    const auto path = [&](const char* name) { return folder.filePath(QLatin1String(name)); };
    for (const char* key : {"host", "user"}) {
        QCOMPARE(QProcess::execute(QStringLiteral("ssh-keygen"),
                                   {QStringLiteral("-q"), QStringLiteral("-t"), QStringLiteral("ed25519"),
                                    QStringLiteral("-N"), QString(), QStringLiteral("-f"), path(key)}),
                 0);
    }
    QVERIFY(QFile::copy(path("user.pub"), path("authorized")));
    const QString port = QString::number(freePort());
    QProcess sshd;
    sshd.start(server,
               {QStringLiteral("-D"), QStringLiteral("-e"), QStringLiteral("-f"), QStringLiteral("/dev/null"),
                QStringLiteral("-p"), port, QStringLiteral("-h"), path("host"), QStringLiteral("-o"),
                QStringLiteral("ListenAddress=127.0.0.1"), QStringLiteral("-o"),
                QStringLiteral("AuthorizedKeysFile=") + path("authorized"), QStringLiteral("-o"),
                QStringLiteral("StrictModes=no"), QStringLiteral("-o"), QStringLiteral("PidFile=none"),
                QStringLiteral("-o"), QStringLiteral("PermitRootLogin=yes")});
    QVERIFY(sshd.waitForStarted());
    const auto write = [&](const char* name, const QByteArray& bytes) {
        QFile file(path(name));
        return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
    };
    QVERIFY(write("extra.yml", "all:\n  vars:\n    ansible_port: " + port.toUtf8() + '\n'));
    QVERIFY(write("none", {}));
    QFile hostKey(path("host.pub"));
    QVERIFY(hostKey.open(QIODevice::ReadOnly));
    QVERIFY(write("known", "[127.0.0.1]:" + port.toUtf8() + ' ' + hostKey.readAll()));
    RolloutRun run = runOf(1);
    run.targets[0].address = "127.0.0.1";
    const std::vector<const TargetOrder*> targets{&run.targets[0]};
    EngineSettings settings;
    settings.keyFile = path("user").toStdString();
    settings.extraInventory = path("extra.yml").toStdString();
    settings.knownHosts = path("none").toStdString();
    const auto unknown =
        AnsibleEngine(settings).collect(run, targets, folder.path().toStdString(), ProgressSink::none());
    QVERIFY(unknown);
    QVERIFY(unknown->front().path.empty());
    QVERIFY2(unknown->front().text.find("ost key verification failed") != std::string::npos,
             unknown->front().text.c_str());
    settings.knownHosts = path("known").toStdString();
    const auto known = AnsibleEngine(settings).collect(run, targets, folder.path().toStdString(), ProgressSink::none());
    QVERIFY(known);
    QVERIFY2(!known->front().path.empty(), known->front().text.c_str());
    QFile inventory(QString::fromStdString(known->front().path));
    QVERIFY(inventory.open(QIODevice::ReadOnly));
    QVERIFY(inventory.readAll().contains("\"ansible_kernel\""));
    sshd.terminate();
    QVERIFY(sshd.waitForFinished());
}

void AnsibleTest::brokenOperatorFileFailsBeforeAnything()
{
    if (!haveAnsible())
        QSKIP("ansible-runner is not installed");
    EngineSettings settings;
    settings.extraInventory = "/nonexistent/file.yml";
    QCOMPARE(AnsibleEngine(settings).check().error().kind, ErrorKind::NotFound);
    settings = {};
    settings.addressFile = "/dev/null";
    QCOMPARE(AnsibleEngine(settings).check().error().kind, ErrorKind::Malformed);
}

QTEST_GUILESS_MAIN(AnsibleTest)
#include "ansibletest.moc"
