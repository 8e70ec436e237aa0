// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/inventory/readerharness.h"

#include <QtTest>

using namespace bw;
using namespace bw::test;

namespace {

using Set = std::set<std::pair<std::string, std::string>>;

const std::string ApkDatabase =
    "C:Q1abcdefghijklmnopqrstuvwxyz0=\nP:alpine-release\nV:3.19.4-r0\nA:x86_64\no:alpine-base\n"
    "t:1700000000\nF:etc\nR:alpine-release\na:0:0:644\nZ:Q1zzz=\n\n"
    "C:Q1abcdefghijklmnopqrstuvwxyz1=\nP:tool-libs\nV:1.2.4_git20230717-r10\nA:x86_64\no:tool\n"
    "T:a tool: of things\nF:lib\n\n"
    "P:broken\nA:x86_64\n\n";
const std::string ApkInfo =
    "WARNING: opening from cache https://mirror.example/APKINDEX.tar.gz: No such file or directory\n"
    "alpine-release-3.19.4-r0\ntool-libs-1.2.4-r12\n.build-deps-20240101.120000\n";
const std::string ApkInfoWords =
    "alpine-release-3.19.4-r0 - Alpine release data\ntool-libs-1.2.4-r12 - libraries of it\n";
const std::string ApkList = "alpine-release-3.19.4-r0 x86_64 {alpine-base} (MIT) [installed]\n"
                            "tool-libs-1.2.4-r12 x86_64 {tool} (GPL-2.0-only AND MIT) [installed]\n";
const std::string ApkUpgradable =
    "tool-libs-1.2.4-r13 x86_64 {tool} (GPL-2.0-only) [upgradable from: tool-libs-1.2.4-r12]\n";
const std::string ApkVersion = "Installed:                                Available:\n"
                               "tool-libs-1.2.4-r12                     < 1.2.4-r13\n"
                               "other-2.0-r0                            = 2.0-r0\n";
const std::string ApkSimulated = "(1/2) Upgrading tool-libs (1.2.4-r12 -> 1.2.4-r13)\n"
                                 "(2/2) Installing newcomer (1.0-r0)\nOK: 9 MiB in 20 packages\n";

const std::string PacmanQuery = "alpha 5.2.037-1\nbeta-libs 1:4.5.r6.g7abc-12.1\n";
const std::string PacmanInfo = "Name                     : alpha\n"
                               "Version                  : 5.2.037-1\n"
                               "Beschreibung             : Ein Ding : mit Doppelpunkt\n"
                               "Architektur              : x86_64\n"
                               "Hängt ab von             : beta-libs  gamma\n"
                               "                           delta : nothing\n"
                               "\n"
                               "Name                     : beta-libs\n"
                               "Version                  : 1:4.5.r6.g7abc-12.1\n"
                               "Beschreibung             : libraries\n"
                               "Architektur              : any\n"
                               "URL                      : https://example.org/\n"
                               "\n";
const std::string PacmanUpdates = ":: Synchronizing package databases...\nalpha 5.2.037-1 -> 5.3.3-1\n"
                                  "beta-libs 1:4.5-1 -> 1:4.6-1 [ignored]\n";

const std::string SnapList = "Name      Version        Rev    Tracking         Publisher   Notes\n"
                             "base22    20240904       1621   latest/stable    acme✓       base\n"
                             "base22    20240801       1600   latest/stable    acme✓       disabled\n"
                             "viewer    1.2+git3       x1     -                -           classic\n";
const std::string SnapRefresh = "Name    Version   Rev   Size   Publisher  Notes\n"
                                "base22  20241119  1663  77MB   acme**     base\n";
const std::string Flatpak = "Viewer\torg.example.Viewer\t4.1\tstable\tflathub\tsystem\n"
                            "Platform\torg.example.Platform\t\t23.08\tflathub\tsystem\n";
const std::string FlatpakColumns = "Application ID\tBranch\tArch\tVersion\norg.example.Viewer\tstable\tx86_64\t4.1\n"
                                   "org.example.Platform\t23.08\tx86_64\t\n";

const std::string DnfInstalled = "Installed Packages\n"
                                 "alpha.x86_64                     5.1.8-9.el9             @baseos\n"
                                 "a-package-with-a-very-long-name-and-more.noarch\n"
                                 "                                 1:2.0-3.el9             @appstream\n"
                                 "gamma.x86_64                     0:7.1.20240101.abcdef-15.module+el9.1.0\n"
                                 "                                                         @System\n"
                                 "Available Packages\n"
                                 "omega.x86_64                     9.9-1.el9               appstream\n";
const std::string Dnf5Installed =
    "Installierte Pakete\nalpha.x86_64 5.1.8-9.fc40 fedora\ngamma.noarch 7.1-15.fc40 <unknown>\n";
const std::string YumInstalled =
    "Loaded plugins: fastestmirror\nLoading mirror speeds from cached hostfile\n"
    " * base: mirror.example\nInstalled Packages\nalpha.x86_64  4.2.46-35.el7_9  @updates\n"
    "gamma.noarch  1.0-1.el7  installed\n";
const std::string DnfCheck = "Last metadata expiration check: 0:12:34 ago on Tue 05 Nov 2024 10:00:00 AM UTC.\n"
                             "\n"
                             "alpha.x86_64                     5.1.9-1.el9             baseos\n"
                             "kernel.x86_64                    5.14.0-503.15.1.el9_5   baseos\n"
                             "Obsoleting Packages\n"
                             "newer.x86_64                     2.0-1.el9               appstream\n"
                             "    older.x86_64                 1.0-1.el9               @appstream\n"
                             "Security: kernel-core-5.14.0-503.14.1.el9_5.x86_64 is an installed security update\n"
                             "Security: kernel-core-5.14.0-427.el9.x86_64 is the currently running version\n";
const std::string UpdateInfo = "Last metadata expiration check: 0:12:34 ago on Tue 05 Nov 2024 10:00:00 AM UTC.\n"
                               "RLSA-2024:8117  Important/Sec. alpha-libs-1:5.1.9-1.el9.x86_64\n"
                               "RLBA-2024:9001  bugfix         gamma-7.2-1.el9.noarch\n"
                               "i RLSA-2024:1000 Moderate/Sec. delta-1.0-1.el9.x86_64\n";
const std::string UpdateInfo5 =
    "Name                   Type        Severity  Package                        Issued\n"
    "FEDORA-2024-1a2b3c4d5e security    Important alpha-libs-5.1.9-1.fc40.x86_64 2024-11-02 01:06:30\n"
    "FEDORA-2024-0f0f0f0f0f enhancement None      gamma-7.2-1.fc40.noarch        2024-11-03 01:06:30\n";

const std::string ZypperSearch = "Loading repository data...\nReading installed packages...\n\n"
                                 "S  | Name       | Type    | Version             | Arch   | Repository\n"
                                 "---+------------+---------+---------------------+--------+-----------\n"
                                 "i+ | alpha      | package | 5.1-150500.3.3.1    | x86_64 | Main\n"
                                 "i  | gamma-libs | package | 1:2.0-1.1           | noarch | (System Packages)\n"
                                 "v  | gamma-libs | package | 1:2.0-2.1           | noarch | Updates\n"
                                 "i  | base       | pattern | 20180302-11.1       | x86_64 | Main\n";
const std::string ZypperPackages = "S  | Repository | Name       | Version          | Arch\n"
                                   "---+------------+------------+------------------+-------\n"
                                   "i+ | Main       | alpha      | 5.1-150500.3.3.1 | x86_64\n"
                                   "i  | @System    | gamma-libs | 1:2.0-1.1        | noarch\n";
const std::string ZypperUpdates = "Lade Daten des Repositorys...\n"
                                  "S | Repository | Name  | Aktuelle Version | Verfügbare Version | Arch\n"
                                  "--+------------+-------+------------------+--------------------+-------\n"
                                  "v | Updates    | alpha | 5.1-150500.3.3.1 | 5.1-150500.3.6.1   | x86_64\n";
const std::string ZypperPatches =
    "Repository | Name              | Category    | Severity  | Interactive | Status     | Summary\n"
    "-----------+-------------------+-------------+-----------+-------------+------------+---------\n"
    "Updates    | Example-2024-1221 | security    | moderate  | reboot      | needed     | Security update for alpha\n"
    "Updates    | Example-2024-1229 | recommended | low       | ---         | not needed | Recommended update\n\n"
    "Found 2 applicable patches:\n";
const std::string ZypperByIssue =
    "Issue | No.           | Patch             | Category | Severity | Interactive | Status | Summary\n"
    "------+---------------+-------------------+----------+----------+-------------+--------+--------\n"
    "cve   | CVE-2024-1234 | Example-2024-1221 | security | moderate | ---         | needed | Security update for "
    "alpha\n";

const std::string AptSimulated =
    "NOTE: This is only a simulation!\n"
    "Reading package lists...\nThe following packages will be upgraded:\n  alpha libbeta1\n"
    "Inst alpha [1.0-1] (1.0-1+deb12u1 Debian:12.12/oldstable, "
    "Debian-Security:12/oldstable-security [amd64])\n"
    "Inst linux-image-6.1.0-40-amd64 (6.1.153-1 Debian:12.12/oldstable [amd64])\n"
    "Inst libbeta1 [2:3.0-1] (2:3.0-2 Debian:12.12/oldstable [amd64]) [alpha:amd64 ]\n"
    "Conf alpha (1.0-1+deb12u1 Debian:12.12/oldstable [amd64])\n";
const std::string AptUpgradable =
    "Listing...\nalpha/oldstable,oldstable-security 1.0-1+deb12u1 amd64 [upgradable from: 1.0-1]\n"
    "libbeta1/oldstable 2:3.0-2 amd64 [aktualisierbar von: 2:3.0-1]\n";
const std::string NeedRestart =
    "NEEDRESTART-VER: 3.6\nNEEDRESTART-KCUR: 6.1.0-20-amd64\nNEEDRESTART-KEXP: 6.1.0-40-amd64\n"
    "NEEDRESTART-KSTA: 3\nNEEDRESTART-SVC: cron.service\nNEEDRESTART-SVC: ssh.service\n"
    "NEEDRESTART-SVC: ssh.service\n";
const std::string NeedsReboot =
    "Core libraries or services have been updated since boot-up:\n  * kernel\n  * glibc\n\n"
    "Reboot is required to fully utilize these updates.\nMore information: https://example.org\n";
const std::string NeedsServices = "sshd.service\nchronyd.service\n";

const std::string WindowsText =
    "\n"
    "ComputerName Status     KB          Size Title\n"
    "------------ ------     --          ---- -----\n"
    "PC-17        -------    KB5044284  648MB 2024-10 Cumulative Update for Windows 11 Version 24H2 (KB5044284)\n"
    "PC-17        -------                13MB ACME - Firmware - 1.2.3\n"
    "PC-17        -I-----    KB890830    70MB Tool for the removal of bad things\n";
const std::string WindowsLines = "KB5044284: 2024-10 Cumulative Update (KB5044284)\n";
const std::string WindowsCsv =
    "\"ComputerName\",\"Status\",\"KB\",\"Size\",\"Title\"\r\n"
    "\"PC-17\",\"-------\",\"KB5044284\",\"648MB\",\"2024-10 Cumulative Update (KB5044284)\"\r\n";
const std::string WindowsJson = "[{\"Title\":\"2024-10 Cumulative Update (KB5044284)\",\"IsInstalled\":false,"
                                "\"MsrcSeverity\":\"Critical\",\"KBArticleIDs\":[\"5044284\"]},"
                                "{\"Title\":\"Definition Update (KB2267602)\",\"IsInstalled\":true,"
                                "\"MsrcSeverity\":null,\"KBArticleIDs\":[\"2267602\"]}]";

/// Name and version of what a host is offered.
Set offersOf(const Reading& reading)
{
    Set out;
    for (const auto id : reading.builder.hosts().at(0).offers) {
        const auto build = reading.pool.view(reading.pool.offers().view(id).build);
        out.emplace(build.name, build.version);
    }
    return out;
}

OfferView firstOffer(const Reading& reading)
{
    return reading.pool.offers().view(reading.builder.hosts().at(0).offers.at(0));
}

} // namespace

class PackageReadersTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void texts_data();
    void texts();
    void apkDatabase();
    void noCutMakesAVersion_data() { texts_data(); }
    void noCutMakesAVersion();
    void sourcesAndArchitectures();
    void offersSayWhatTheyAre();
    void whatRunsAndMustBeRestarted();
    void advisoriesOfOffers();
    void anotherTextIsMalformed();
};

void PackageReadersTest::texts_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("reader");
    QTest::addColumn<QStringList>("installed"); // "name version"
    QTest::addColumn<QStringList>("offered");
    QTest::addColumn<bool>("whole");
    QTest::addColumn<int>("issues");
    const auto row = [](const char* name, const std::string& text, const char* reader, const QStringList& installed,
                        const QStringList& offered, bool whole, int issues = 0) {
        QTest::newRow(name) << QByteArray::fromStdString(text) << QString::fromLatin1(reader) << installed << offered
                            << whole << issues;
    };
    const auto list = [](std::initializer_list<const char*> words) {
        QStringList out;
        for (const char* word : words)
            out << QString::fromLatin1(word);
        return out;
    };
    row("apk db", ApkDatabase, "apk-db", list({"alpine-release 3.19.4-r0", "tool-libs 1.2.4_git20230717-r10"}), {},
        true, 1);
    row("apk info -v", ApkInfo, "apk-list", list({"alpine-release 3.19.4-r0", "tool-libs 1.2.4-r12"}), {}, true);
    row("apk info -vv", ApkInfoWords, "apk-list", list({"alpine-release 3.19.4-r0", "tool-libs 1.2.4-r12"}), {}, true);
    row("apk list -I", ApkList, "apk-list", list({"alpine-release 3.19.4-r0", "tool-libs 1.2.4-r12"}), {}, true);
    row("apk list -u", ApkUpgradable, "apk-list", list({"tool-libs 1.2.4-r12"}), list({"tool-libs 1.2.4-r13"}), false);
    row("apk version", ApkVersion, "apk-list", list({"tool-libs 1.2.4-r12", "other 2.0-r0"}),
        list({"tool-libs 1.2.4-r13"}), false);
    row("apk -s upgrade", ApkSimulated, "apk-list", list({"tool-libs 1.2.4-r12"}), list({"tool-libs 1.2.4-r13"}),
        false);
    row("pacman -Q", PacmanQuery, "pacman", list({"alpha 5.2.037-1", "beta-libs 1:4.5.r6.g7abc-12.1"}), {}, true);
    row("pacman -Qi", PacmanInfo, "pacman", list({"alpha 5.2.037-1", "beta-libs 1:4.5.r6.g7abc-12.1"}), {}, true);
    row("pacman -Qu", PacmanUpdates, "pacman", list({"alpha 5.2.037-1", "beta-libs 1:4.5-1"}),
        list({"alpha 5.3.3-1", "beta-libs 1:4.6-1"}), false);
    row("snap list", SnapList, "snap-list", list({"base22 20240904", "viewer 1.2+git3"}), {}, true);
    row("snap refresh --list", SnapRefresh, "snap-list", {}, list({"base22 20241119"}), true);
    row("flatpak list", Flatpak, "flatpak-list", list({"org.example.Viewer 4.1", "org.example.Platform "}), {}, true);
    row("flatpak columns", FlatpakColumns, "flatpak-list", list({"org.example.Viewer 4.1", "org.example.Platform "}),
        {}, true);
    row("dnf list", DnfInstalled, "dnf-list",
        list({"alpha 5.1.8-9.el9", "a-package-with-a-very-long-name-and-more 1:2.0-3.el9",
              "gamma 7.1.20240101.abcdef-15.module+el9.1.0"}),
        {}, true);
    row("dnf5 list", Dnf5Installed, "dnf-list", list({"alpha 5.1.8-9.fc40", "gamma 7.1-15.fc40"}), {}, true);
    row("yum list", YumInstalled, "dnf-list", list({"alpha 4.2.46-35.el7_9", "gamma 1.0-1.el7"}), {}, true);
    row("dnf check-update", DnfCheck, "dnf-list", {}, list({"alpha 5.1.9-1.el9", "kernel 5.14.0-503.15.1.el9_5"}),
        true);
    row("updateinfo", UpdateInfo, "dnf-updateinfo", {}, list({"alpha-libs 1:5.1.9-1.el9", "gamma 7.2-1.el9"}), true);
    row("updateinfo 5", UpdateInfo5, "dnf-updateinfo", {}, list({"alpha-libs 5.1.9-1.fc40", "gamma 7.2-1.fc40"}), true);
    row("zypper se", ZypperSearch, "zypper", list({"alpha 5.1-150500.3.3.1", "gamma-libs 1:2.0-1.1"}), {}, true);
    row("zypper pa", ZypperPackages, "zypper", list({"alpha 5.1-150500.3.3.1", "gamma-libs 1:2.0-1.1"}), {}, true);
    row("zypper lu", ZypperUpdates, "zypper", list({"alpha 5.1-150500.3.3.1"}), list({"alpha 5.1-150500.3.6.1"}),
        false);
    row("zypper lp", ZypperPatches, "zypper", {}, list({"Example-2024-1221 "}), false);
    row("zypper lp --cve", ZypperByIssue, "zypper", {}, list({"Example-2024-1221 "}), false);
    row("apt-get -s", AptSimulated, "apt-get-simulate", list({"alpha 1.0-1", "libbeta1 2:3.0-1"}),
        list({"alpha 1.0-1+deb12u1", "libbeta1 2:3.0-2"}), false);
    row("apt list", AptUpgradable, "apt-list", list({"alpha 1.0-1", "libbeta1 2:3.0-1"}),
        list({"alpha 1.0-1+deb12u1", "libbeta1 2:3.0-2"}), false);
    row("needrestart", NeedRestart, "needrestart", {}, {}, true);
    row("needs-restarting -r", NeedsReboot, "needs-restarting", {}, {}, true);
    row("needs-restarting -s", NeedsServices, "needs-restarting", {}, {}, true);
    row("Get-WindowsUpdate", WindowsText, "windows-updates", list({"KB890830 "}),
        list({"KB5044284 ", "ACME - Firmware - 1.2.3 "}), true);
    row("KB lines", WindowsLines, "windows-updates", {}, list({"KB5044284 "}), true);
    row("update objects as CSV", WindowsCsv, "powershell", {}, list({"KB5044284 "}), true);
    row("update objects as JSON", WindowsJson, "powershell", list({"KB2267602 "}), list({"KB5044284 "}), true);
}

void PackageReadersTest::texts()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, reader);
    QFETCH(QStringList, installed);
    QFETCH(QStringList, offered);
    QFETCH(bool, whole);
    QFETCH(int, issues);
    const auto reading = readText(text.toStdString());
    QCOMPARE(reading->reader, reader.toStdString());
    QVERIFY2(reading->result.ok(), reading->result.ok() ? "" : reading->result.error().subject.c_str());
    for (const auto& issue : reading->builder.issues())
        qInfo("line %d: %s [%s]", int(issue.place.line), issue.reason.c_str(), issue.raw.c_str());
    QCOMPARE(int(reading->builder.issueCount()), issues);
    const auto wanted = [](const QStringList& words) {
        Set out;
        for (const auto& word : words) {
            const auto space = word.lastIndexOf(QLatin1Char(' '));
            out.emplace(word.left(space).toStdString(), word.mid(space + 1).toStdString());
        }
        return out;
    };
    QCOMPARE(reading->builder.hosts().size(), std::size_t(1));
    QVERIFY(reading->nameVersions() == wanted(installed));
    QVERIFY(offersOf(*reading) == wanted(offered));
    QCOMPARE(reading->host().toldPackages, !installed.isEmpty()); // offers alone say nothing of what is installed
    QCOMPARE(reading->host().toldOffers, !offered.isEmpty());
    QCOMPARE(!reading->host().partial, whole);
    QVERIFY(!reading->host().truncated);
}

/// A text that ends anywhere never makes an installed or an offered version of the beginning of one.
void PackageReadersTest::noCutMakesAVersion()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, reader);
    const auto whole = readText(text.toStdString(), {}, reader.toStdString());
    const auto installed = whole->nameVersions();
    const auto offered = offersOf(*whole);
    for (int size = 0; size < text.size(); ++size) {
        Reading reading("cut");
        const auto bytes = memorySource(text.left(size).toStdString());
        reading.result = inventoryReader(reader.toStdString())->read(*bytes, {}, reading.builder, ProgressSink::none());
        if (reading.builder.hosts().empty())
            continue;
        for (const auto& one : reading.nameVersions())
            QVERIFY2(installed.contains(one),
                     qPrintable(QString::number(size) + QLatin1Char(' ')
                                + QString::fromStdString(one.first + ' ' + one.second)));
        for (const auto& one : offersOf(reading)) {
            const bool title = one.second.empty() && reader.startsWith(QLatin1String("windows")); // may be cut
            QVERIFY2(title || offered.contains(one),
                     qPrintable(QString::number(size) + QLatin1Char(' ')
                                + QString::fromStdString(one.first + ' ' + one.second)));
        }
    }
}

void PackageReadersTest::apkDatabase()
{
    const auto reading = readText(ApkDatabase);
    QCOMPARE(streamOf(reading->host().os), std::string("Alpine:v3.19"));
    QCOMPARE(reading->component(1).source, std::string_view("tool"));
    QCOMPARE(reading->builder.issues().front().kind, ErrorKind::MissingField);
    const auto cut = readText(ApkDatabase.substr(0, ApkDatabase.find("o:tool") + 3));
    QVERIFY(cut->host().truncated);
    QCOMPARE(cut->host().components.size(), std::size_t(1));
}

void PackageReadersTest::sourcesAndArchitectures()
{
    QCOMPARE(readText(ApkList)->component(1).source, std::string_view("tool"));
    QCOMPARE(readText(PacmanInfo)->component(0).arch, std::string_view("x86_64"));
    QCOMPARE(readText(DnfInstalled)->component(1).arch, std::string_view("noarch"));
    QCOMPARE(readText(FlatpakColumns)->component(0).arch, std::string_view("x86_64"));
    QCOMPARE(readText(SnapList)->component(0).vendor, std::string_view("acme"));
    QCOMPARE(readText(AptSimulated)->component(0).arch, std::string_view("amd64"));
    QCOMPARE(readText(WindowsText)->host().identity.name, std::string("PC-17"));
}

void PackageReadersTest::offersSayWhatTheyAre()
{
    const auto apt = readText(AptUpgradable);
    const auto pending = firstOffer(*apt);
    QCOMPARE(pending.origin, std::string_view("oldstable,oldstable-security"));
    QVERIFY(pending.security);
    QVERIFY(!apt->pool.offers().view(apt->host().offers.at(1)).security);
    const auto simulated = readText(AptSimulated);
    QVERIFY(firstOffer(*simulated).security);
    const auto dnf = readText(DnfCheck);
    QCOMPARE(firstOffer(*dnf).origin, std::string_view("baseos"));
    const auto windows = readText(WindowsJson);
    const auto update = firstOffer(*windows);
    QCOMPARE(update.severity, std::string_view("Critical"));
    QCOMPARE(update.advisory, std::string_view("KB5044284"));
    QCOMPARE(windows->pool.view(update.build).ecosystem, Ecosystem::Hotfix);
}

void PackageReadersTest::advisoriesOfOffers()
{
    const auto dnf = readText(UpdateInfo);
    const auto first = firstOffer(*dnf);
    QCOMPARE(first.advisory, std::string_view("RLSA-2024:8117"));
    QCOMPARE(first.severity, std::string_view("Important"));
    QVERIFY(first.security);
    const auto five = readText(UpdateInfo5);
    const auto second = firstOffer(*five);
    QCOMPARE(second.severity, std::string_view("Important"));
    QVERIFY(second.security);
    const auto patches = readText(ZypperPatches);
    const auto patch = firstOffer(*patches);
    QCOMPARE(patch.advisory, std::string_view("Example-2024-1221"));
    QCOMPARE(patch.title, std::string_view("Security update for alpha"));
    const auto byIssue = readText(ZypperByIssue);
    QCOMPARE(firstOffer(*byIssue).advisory, std::string_view("CVE-2024-1234"));
}

void PackageReadersTest::whatRunsAndMustBeRestarted()
{
    const auto debian = readText(NeedRestart);
    QCOMPARE(debian->host().runningKernel, std::string("6.1.0-20-amd64"));
    QCOMPARE(debian->host().rebootPending, std::optional(true));
    QVERIFY((debian->host().staleServices == std::vector<std::string>{"cron.service", "ssh.service"}));
    const auto unknown = readText("NEEDRESTART-VER: 3.6\nNEEDRESTART-KCUR: 6.1.0\nNEEDRESTART-KSTA: 0\n");
    QVERIFY(!unknown->host().rebootPending);
    QCOMPARE(readText("NEEDRESTART-VER: 3.6\nNEEDRESTART-KSTA: 1\n")->host().rebootPending, std::optional(false));
    QCOMPARE(readText(NeedsReboot)->host().rebootPending, std::optional(true));
    QCOMPARE(
        readText("No core libraries or services have been updated since boot-up.\nReboot should not be necessary.\n")
            ->host()
            .rebootPending,
        std::optional(false));
    QCOMPARE(readText(NeedsServices)->host().staleServices.size(), std::size_t(2));
    const auto dnf = readText(DnfCheck);
    QCOMPARE(dnf->host().runningKernel, std::string("5.14.0-427.el9.x86_64"));
    QCOMPARE(dnf->host().rebootPending, std::optional(true));
}

void PackageReadersTest::anotherTextIsMalformed()
{
    const std::string prose = "Lorem ipsum dolor\nsit amet, consetetur\nsadipscing elitr sed\n<b>diam</b>\n";
    for (const char* id : {"apk-db", "apk-list", "pacman", "snap-list", "flatpak-list", "needrestart"}) {
        const auto reading = readText(prose, {}, id);
        QVERIFY2(!reading->result.ok(), id);
        QCOMPARE(reading->result.error().kind, ErrorKind::Malformed);
    }
    for (const char* id : {"zypper", "dnf-list", "apt-get-simulate", "needs-restarting", "dnf-updateinfo"})
        QVERIFY2(!readText(prose, {}, id)->result.ok(), id);
    QVERIFY(readText(prose)->reader.empty());
}

QTEST_APPLESS_MAIN(PackageReadersTest)
#include "packagereaderstest.moc"
