// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/readers/textcolumns.h"
#include "models/inventory/readers/windowsrecords.h"
#include "models/inventory/reconcile.h"
#include "tests/unit/inventory/readerharness.h"

#include <QDir>
#include <QFile>
#include <QtTest>

#include <algorithm>

namespace bw::test {

namespace {

std::unique_ptr<Reading> readFixture(const char* name, const ReadOptions& options = {})
{
    return readPath(std::string(BREAKWATER_TEST_DATA "/inventory/windows/") + name, options);
}

/// "ecosystem name version vendor" of each component, sorted.
QStringList lines(Reading& reading, std::size_t hostIndex = 0)
{
    QStringList out;
    for (const auto id : reading.host(hostIndex).components) {
        const auto c = reading.pool.view(id);
        QStringList parts;
        for (const auto part : {name(c.ecosystem), c.name, c.version, c.vendor}) {
            if (!part.empty())
                parts << QString::fromUtf8(part.data(), qsizetype(part.size()));
        }
        out << parts.join(u' ');
    }
    out.sort();
    return out;
}

bool hasIssue(Reading& reading, ErrorKind kind, std::string_view field = {})
{
    const auto& issues = reading.builder.issues();
    return std::any_of(issues.begin(), issues.end(), [&](const Issue& issue) {
        return issue.kind == kind && (field.empty() || issue.place.field == field);
    });
}

ReadOptions hinted(const char* host)
{
    ReadOptions options;
    options.hostHint = host;
    return options;
}

const QStringList TwoUpdates{QStringLiteral("hotfix KB5034467"), QStringLiteral("hotfix KB5034765")};

} // namespace

class WindowsReadersTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void systemInfoInAnyLanguage_data();
    void systemInfoInAnyLanguage();
    void systemInfoTable();
    void systemInfoListsFewerThanItCounts();
    void systemInfoNameInUnknownCodePage();
    void systemInfoOfTwoHosts();
    void wmicForms_data();
    void wmicForms();
    void wmicBehindAnAsciiLine();
    void wmicProducts();
    void consoleTablesAndLists();
    void registryExport();
    void registryExportOfOneView();
    void registryExportsJoined();
    void registryExportOldVersion();
    void uninstallCsv();
    void csvTables_data();
    void csvTables();
    void csvOfOtherColumnsIsATable();
    void computerInfo();
    void jsonForms();
    void nestedListsBelongToTheirHost();
    void everythingOfOneHost();
    void packagesByProvider();
    void cliXml();
    void cliXmlRefusesDocumentTypes();
    void currentVersionTellsTheRevision();
    void moments();
    void wingetList();
    void wingetListMojibake();
    void wingetExport();
    void columnsByCells();
    void updatesNotListedStay();
    void cutFiles_data();
    void cutFiles();
    void zeroBytes_data();
    void zeroBytes();
};

void WindowsReadersTest::systemInfoInAnyLanguage_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("os");
    QTest::addColumn<QString>("build");
    QTest::addColumn<QStringList>("updates");
    const QStringList german{QStringLiteral("hotfix KB5034225"), QStringLiteral("hotfix KB5034467"),
                             QStringLiteral("hotfix KB5034765")};
    const QStringList japanese{QStringLiteral("hotfix KB5034439"), QStringLiteral("hotfix KB5034770")};
    QTest::newRow("systeminfo_de.txt") << u"KRAN-07"_qs << u"Windows 11"_qs << u"22631"_qs << german;
    for (const char* file : {"systeminfo_ja.txt", "systeminfo_ja_utf16.txt"})
        QTest::newRow(file) << u"PORT-KOBE"_qs << u"Windows Server"_qs << u"20348"_qs << japanese;
}

void WindowsReadersTest::systemInfoInAnyLanguage()
{
    QFETCH(QString, host);
    QFETCH(QString, os);
    QFETCH(QString, build);
    QFETCH(QStringList, updates);
    const auto reading = readFixture(QTest::currentDataTag());
    QVERIFY(reading->result.ok());
    QCOMPARE(reading->reader, std::string("systeminfo"));
    QCOMPARE(QString::fromStdString(reading->host().identity.name), host);
    QCOMPARE(QString::fromStdString(reading->host().os.name), os);
    QCOMPARE(QString::fromStdString(reading->host().os.build), build); // no revision: the update level is not known
    QCOMPARE(reading->host().os.arch, std::string("x86_64"));
    QCOMPARE(lines(*reading), updates);
    QVERIFY(reading->host().toldPackages && reading->host().partialHotfixes && !reading->host().truncated);
    QCOMPARE(reading->builder.issueCount(), std::uint64_t(0));
}

void WindowsReadersTest::systemInfoTable()
{
    const auto reading = readFixture("systeminfo_fo.csv");
    QVERIFY(reading->result.ok());
    QCOMPARE(reading->reader, std::string("systeminfo"));
    QCOMPARE(reading->host().identity.name, std::string("KRAN-07"));
    QCOMPARE(reading->host().os.build, std::string("22631"));
    QCOMPARE(reading->host().components.size(), std::size_t(3));
    const auto headless = readText("\"A\",\"Microsoft Windows 10 Pro\",\"10.0.19045 N/A Build 19045\",\"x\"\r\n");
    QCOMPARE(headless->reader, std::string("systeminfo"));
    QCOMPARE(headless->host().os.name, std::string("Windows 10"));
    QVERIFY(!headless->host().toldPackages);
}

void WindowsReadersTest::systemInfoListsFewerThanItCounts()
{
    const auto reading = readText("Host:  A\nOS:    Microsoft Windows 10 Pro\nV:     10.0.19045 N/A\n"
                                  "Fixes: 9 installed.\n       [01]: KB5034467\nNIC:   1\n");
    QVERIFY(reading->result.ok());
    QVERIFY(hasIssue(*reading, ErrorKind::Truncated, "hotfix"));
    QVERIFY(reading->host().truncated);
}

void WindowsReadersTest::systemInfoNameInUnknownCodePage()
{
    const auto reading =
        readText("Host:  M\x9aLLER\nOS:    Microsoft Windows 10 Pro\nV:     10.0.19045 N/A\n", hinted("mueller"));
    QVERIFY(reading->result.ok());
    QVERIFY(hasIssue(*reading, ErrorKind::Ambiguous, "host"));
    QCOMPARE(reading->host().identity.name, std::string("mueller"));
}

void WindowsReadersTest::systemInfoOfTwoHosts()
{
    const std::string one =
        "Host:  A\nOS:    Microsoft Windows 10 Pro\nV:     10.0.19045 N/A\nFix: 1 x\n  [01]: KB5034467\n\n";
    const std::string two =
        "Host:  B\nOS:    Microsoft Windows 10 Pro\nV:     10.0.19044 N/A\nFix: 1 x\n  [01]: KB5034765\n";
    const auto reading = readText(one + two);
    QCOMPARE(reading->builder.hosts().size(), std::size_t(2));
    QCOMPARE(lines(*reading, 0), QStringList{TwoUpdates[0]});
    QCOMPARE(lines(*reading, 1), QStringList{TwoUpdates[1]});
    QCOMPARE(reading->host(1).os.build, std::string("19044"));
}

void WindowsReadersTest::wmicForms_data()
{
    QTest::addColumn<QString>("host");
    QTest::newRow("qfe_table.txt") << u"hint"_qs;
    QTest::newRow("qfe_csv.txt") << u"KRAN-07"_qs;
    QTest::newRow("qfe_list.txt") << u"KRAN-07"_qs;
}

void WindowsReadersTest::wmicForms()
{
    QFETCH(QString, host);
    const auto reading = readFixture(QTest::currentDataTag(), hinted("hint"));
    QVERIFY(reading->result.ok());
    QCOMPARE(reading->reader, std::string("wmic"));
    QCOMPARE(QString::fromStdString(reading->host().identity.name), host);
    QCOMPARE(lines(*reading), TwoUpdates);
    QVERIFY(reading->host().partialHotfixes);
    QCOMPARE(reading->builder.issueCount(), std::uint64_t(0));
}

void WindowsReadersTest::wmicBehindAnAsciiLine()
{
    QFile file(QStringLiteral(BREAKWATER_TEST_DATA "/inventory/windows/qfe_table.txt"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto reading = readText("Please wait while WMIC is being installed.\r\n" + file.readAll().toStdString());
    QVERIFY(reading->result.ok());
    QCOMPARE(reading->reader, std::string("wmic"));
    QCOMPARE(lines(*reading), TwoUpdates);
}

void WindowsReadersTest::wmicProducts()
{
    const auto reading = readText("IdentifyingNumber  Name      Vendor          Version  \r\r\n"
                                  "{1}                Seekarte  Büro & Söhne    7.1      \r\r\n");
    QCOMPARE(reading->reader, std::string("wmic"));
    QCOMPARE(lines(*reading), QStringList{u"program Seekarte 7.1 Büro & Söhne"_qs});
    QVERIFY(reading->host().partial); // MSI packages only
}

void WindowsReadersTest::consoleTablesAndLists()
{
    const auto table = readText("\nSource  Description      HotFixID   InstalledBy  InstalledOn\n"
                                "------  -----------      --------   -----------  -----------\n"
                                "KRAN-07 Update           KB5034467  KW\\Ann       2/13/2024\n"
                                "KRAN-07 Security Update  KB5034765               2/13/2024\n\n");
    QVERIFY(table->result.ok());
    QCOMPARE(table->reader, std::string("wmic"));
    QCOMPARE(table->host().identity.name, std::string("KRAN-07"));
    QCOMPARE(lines(*table), TwoUpdates);
    QCOMPARE(table->builder.issueCount(), std::uint64_t(0));
    const auto list = readText("\nWindowsUBR    : 3161\nCsName        : KRAN-07\nOsName        : Microsoft Windows 11 "
                               "Pro\nOsBuildNumber : 22631\nOsHotFixes    : {KB5034467, \n                "
                               "KB5034765...}\n\n");
    QVERIFY(list->result.ok());
    QCOMPARE(list->reader, std::string("wmic"));
    QCOMPARE(list->host().os.build, std::string("22631.3161"));
    QCOMPARE(lines(*list), TwoUpdates);
    const auto packages =
        readText("Name               Version  Source  ProviderName\n----               -------  ------  "
                 "------------\nSeekarte           7.1      C:\\S    Programs\nA very long nam... 1    "
                 "    C:\\L    Programs\n");
    QCOMPARE(lines(*packages), QStringList{u"program Seekarte 7.1"_qs});
    QVERIFY(hasIssue(*packages, ErrorKind::Truncated, "name"));
}

void WindowsReadersTest::registryExport()
{
    const auto reading = readFixture("uninstall.reg");
    QVERIFY(reading->result.ok());
    QCOMPARE(reading->reader, std::string("registry-export"));
    QCOMPARE(reading->builder.hosts().size(), std::size_t(1));
    QCOMPARE(reading->host().identity.name, std::string("KRAN-07"));
    QCOMPARE(reading->host().os.build, std::string("22631.3161"));
    QCOMPARE(reading->host().os.name, std::string("Windows 11")); // by the build, not by the stale product name
    QCOMPARE(lines(*reading),
             (QStringList{u"hotfix KB2565063"_qs, u"program Lotse 2.0 Kaiwerk"_qs,
                          u"program Seekarte \"Süd\" 7 7.1.2 Kaiwerk"_qs}));
    QVERIFY(!reading->host().partial && reading->host().partialHotfixes);
    QCOMPARE(reading->builder.issueCount(), std::uint64_t(0));
}

void WindowsReadersTest::registryExportOfOneView()
{
    const auto reading = readText("Windows Registry Editor Version 5.00\r\n\r\n[HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft"
                                  "\\Windows\\CurrentVersion\\Uninstall\\A]\r\n\"DisplayName\"=\"A\"\r\n\r\n",
                                  hinted("h"));
    QVERIFY(reading->result.ok());
    QVERIFY(reading->host().partial); // 32-bit programs were not looked at
    QCOMPARE(lines(*reading), QStringList{u"program A"_qs});
    QCOMPARE(reading->host().identity.name, std::string("h"));
    const auto removal =
        readText("Windows Registry Editor Version 5.00\r\n\r\n[-HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft"
                 "\\Windows\\CurrentVersion\\Uninstall\\A]\r\n\"DisplayName\"=\"A\"\r\n\r\n");
    QVERIFY(!removal->result.ok());
    QVERIFY(removal->result.error().kind == ErrorKind::Empty);
}

/// copy /b of two exports: each has its own mark and first line; the name may come last.
void WindowsReadersTest::registryExportsJoined()
{
    const std::string bom = "\xEF\xBB\xBF", head = "Windows Registry Editor Version 5.00\r\n\r\n";
    const std::string uninstall = "[HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\A]\r\n"
                                  "\"DisplayName\"=\"A\"\r\n\r\n";
    const std::string name = "[HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\ComputerName\\ComputerName]\r\n"
                             "\"ComputerName\"=\"KRAN-07\"\r\n\r\n";
    const auto reading = readText(bom + head + uninstall + bom + head + name, hinted("h"));
    QVERIFY(reading->result.ok());
    QCOMPARE(reading->builder.hosts().size(), std::size_t(1));
    QCOMPARE(reading->host().identity.name, std::string("KRAN-07"));
    QCOMPARE(lines(*reading), QStringList{u"program A"_qs});
}

void WindowsReadersTest::registryExportOldVersion()
{
    const auto reading =
        readText("REGEDIT4\r\n\r\n[HKEY_LOCAL_MACHINE\\Software\\Microsoft\\Windows\\CurrentVersion"
                 "\\Uninstall\\A]\r\n\"DisplayName\"=hex(2):53,fc,64,00\r\n\"DisplayVersion\"=\"1\"\r\n\r\n");
    QVERIFY(reading->result.ok());
    QCOMPARE(lines(*reading), QStringList{u"program Süd 1"_qs});
}

void WindowsReadersTest::uninstallCsv()
{
    const auto reading = readFixture("uninstall_typed.csv");
    QVERIFY(reading->result.ok());
    QCOMPARE(reading->reader, std::string("powershell"));
    QCOMPARE(reading->builder.hosts().size(), std::size_t(2));
    QCOMPARE(lines(*reading, 0),
             (QStringList{u"program Lotse 2.0 Kaiwerk"_qs, u"program Seekarte \"Süd\" 7 7.1.2 Kaiwerk"_qs}));
    QVERIFY(!reading->host(0).partial); // both views are proven
    QCOMPARE(lines(*reading, 1), QStringList{u"program Seekarte \"Süd\" 7 7.0 Kaiwerk"_qs});
    QVERIFY(reading->host(1).partial);
    QCOMPARE(reading->builder.issueCount(), std::uint64_t(0));
}

void WindowsReadersTest::csvTables_data()
{
    QTest::addColumn<QString>("csv");
    QTest::addColumn<QStringList>("expected");
    QTest::newRow("updates")
        << u"\"Source\",\"HotFixID\",\"InstalledOn\"\n\"B\",\"KB5034467\",\"07-05-2025 00:00:00\"\n"_qs
        << QStringList{TwoUpdates[0]};
    QTest::newRow("types between") << u"#TYPE a\n\"DisplayName\",\"DisplayVersion\"\n\"A\",\"1\"\n#TYPE b\n"
                                      "\"HotFixID\",\"InstalledOn\"\n\"KB5034467\",\"\"\n"_qs
                                   << QStringList{TwoUpdates[0], u"program A 1"_qs};
    QTest::newRow("headings again") << u"\"DisplayName\",\"DisplayVersion\"\n\"A\",\"1\"\n\"DisplayName\","
                                       "\"DisplayVersion\"\n\"B\",\"2\"\n"_qs
                                    << QStringList{u"program A 1"_qs, u"program B 2"_qs};
    QTest::newRow("products") << u"IdentifyingNumber,Name,Vendor,Version\n{1},A,V,1\n"_qs
                              << QStringList{u"program A 1 V"_qs};
    QTest::newRow("old file patch") << u"HotFixID,InstalledOn\nFile 1,\nKB5034467,\n"_qs << QStringList{TwoUpdates[0]};
    QTest::newRow("update entries") << u"DisplayName,DisplayVersion\nSecurity Update for A (KB5034467),1\n"_qs
                                    << QStringList{TwoUpdates[0]};
}

void WindowsReadersTest::csvTables()
{
    QFETCH(QString, csv);
    QFETCH(QStringList, expected);
    const auto reading = readText(csv.toStdString());
    QVERIFY(reading->result.ok());
    QCOMPARE(reading->reader, std::string("powershell"));
    QCOMPARE(lines(*reading), expected);
}

void WindowsReadersTest::csvOfOtherColumnsIsATable()
{
    const auto owned = readText("ComputerName,DisplayName,DisplayVersion,Owner\nA,B,1,ann\n");
    QCOMPARE(owned->reader, std::string("csv"));
    QCOMPARE(owned->host().attributes.owner, std::string("ann"));
    const auto assets = readText("AssetName,Serialnumber,OSName,OSVersion\nA,1,Windows,10\n");
    QCOMPARE(assets->reader, std::string("csv"));
}

void WindowsReadersTest::computerInfo()
{
    const auto reading = readFixture("computerinfo.json");
    QVERIFY(reading->result.ok());
    QCOMPARE(reading->reader, std::string("powershell"));
    const auto& host = reading->host();
    QCOMPARE(host.identity.name, std::string("KRAN-07"));
    QCOMPARE(host.identity.fqdn, std::string("kran-07.hafen.example"));
    QCOMPARE(host.identity.serial, std::string("KW-0042"));
    QCOMPARE(host.os.name, std::string("Windows 11"));
    QCOMPARE(host.os.release, std::string("23H2"));
    QCOMPARE(host.os.build, std::string("22631.3161"));
    QCOMPARE(host.os.arch, std::string("x86_64"));
    QCOMPARE(toIso(*host.takenAt), std::string("2026-03-02T08:00:00Z"));
    QVERIFY(host.timeSource == TimeSource::Told);
    QCOMPARE(lines(*reading), TwoUpdates);
    QCOMPARE(reading->builder.hosts().size(), std::size_t(1));
}

void WindowsReadersTest::jsonForms()
{
    const auto one = readText(R"({"HotFixID": "KB5034467", "PSComputerName": "localhost"})", hinted("h"));
    QCOMPARE(one->reader, std::string("powershell"));
    QCOMPARE(lines(*one), QStringList{TwoUpdates[0]});
    QCOMPARE(one->host().identity.name, std::string("h"));
    const auto array = readText(R"([{"DisplayName":"A","DisplayVersion":"1.10"},{"DisplayName":null,"PSPath":"x"},
        {"Other":1},{"DisplayName":"B","DisplayVersion":2}])");
    QCOMPARE(lines(*array), (QStringList{u"program A 1.10"_qs, u"program B 2"_qs}));
    QVERIFY(hasIssue(*array, ErrorKind::Unsupported));
    const auto nothing = readText(R"([{"Name":"A","Size":1}])", {}, "powershell");
    QVERIFY(!nothing->result.ok());
}

void WindowsReadersTest::nestedListsBelongToTheirHost()
{
    const auto reading = readText(R"([{"PSComputerName":"A","Software":[{"DisplayName":"X","DisplayVersion":"1"}]},
        {"PSComputerName":"B","Fixes":{"value":[{"HotFixID":"KB5034467"}],"Count":1}}])",
                                  {}, "powershell");
    QVERIFY(reading->result.ok());
    QCOMPARE(reading->builder.hosts().size(), std::size_t(2));
    QCOMPARE(reading->host(0).identity.name, std::string("A"));
    QCOMPARE(lines(*reading, 0), QStringList{u"program X 1"_qs});
    QCOMPARE(lines(*reading, 1), QStringList{TwoUpdates[0]});
    const auto stray = readText(R"([{"CSName":"A","HotFixID":"KB5034467"},{"CSName":"B","HotFixID":"KB5034467"},
        {"HotFixID":"KB5034765"}])");
    QVERIFY(hasIssue(*stray, ErrorKind::MissingField));
    QCOMPARE(lines(*stray, 0), QStringList{TwoUpdates[0]});
    QCOMPARE(lines(*stray, 1), QStringList{TwoUpdates[0]});
}

/// What the command of the help page makes.
void WindowsReadersTest::everythingOfOneHost()
{
    const auto reading = readText(R"json({"PSComputerName":"KRAN-07",
        "System":{"Caption":"Microsoft Windows 11 Pro","Version":"10.0.22631","BuildNumber":"22631",
            "OSArchitecture":"64-bit","LocalDateTime":"\/Date(1772438400000)\/"},
        "Build":{"ProductName":"Windows 10 Pro","CurrentBuild":"22631","UBR":3161},
        "Machine":{"UUID":"4C4C4544-0034-3010-8048-B6C04F503799","IdentifyingNumber":"KW-0042"},
        "Updates":[{"HotFixID":"KB5034467","Description":"Update"}],
        "Software":[{"PSPath":"Microsoft.PowerShell.Core\\Registry::HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\A",
            "DisplayName":"A","DisplayVersion":"1"},{"PSPath":"Microsoft.PowerShell.Core\\Registry::HKEY_LOCAL_MACHINE\\SOFTWARE\\WOW6432Node\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\B",
            "DisplayName":"B","DisplayVersion":"2"}]})json");
    QVERIFY(reading->result.ok());
    QCOMPARE(reading->reader, std::string("powershell"));
    QCOMPARE(reading->builder.hosts().size(), std::size_t(1));
    const auto& host = reading->host();
    QCOMPARE(host.identity.name, std::string("KRAN-07"));
    QCOMPARE(host.identity.serial, std::string("KW-0042"));
    QCOMPARE(host.identity.uuid, std::string("4c4c4544-0034-3010-8048-b6c04f503799"));
    QCOMPARE(host.os.build, std::string("22631.3161"));
    QCOMPARE(toIso(*host.takenAt), std::string("2026-03-02T08:00:00Z"));
    QCOMPARE(lines(*reading), (QStringList{TwoUpdates[0], u"program A 1"_qs, u"program B 2"_qs}));
    QVERIFY(!host.partial && host.partialHotfixes);
}

void WindowsReadersTest::packagesByProvider()
{
    const auto reading = readText(R"json([{"Name":"A","Version":"1","ProviderName":"Programs"},
        {"Name":"B","Version":"2","ProviderName":"msi"},{"Name":"Pester","Version":"5","ProviderName":"PowerShellGet"},
        {"Name":"2024-02 Cumulative Update (KB5034765)","Version":"","ProviderName":"msu"},
        {"Name":"Kaiwerk - net - 12.1","Version":"","ProviderName":"msu"}])json");
    QCOMPARE(reading->reader, std::string("powershell"));
    QCOMPARE(lines(*reading), (QStringList{TwoUpdates[1], u"program A 1"_qs, u"program B 2"_qs}));
    QVERIFY(!reading->host().partial && reading->host().partialHotfixes);
    QVERIFY(hasIssue(*reading, ErrorKind::Unsupported));
}

void WindowsReadersTest::cliXml()
{
    const auto reading = readFixture("hotfix.clixml");
    QVERIFY(reading->result.ok());
    QCOMPARE(reading->reader, std::string("powershell"));
    QCOMPARE(reading->builder.hosts().size(), std::size_t(2));
    QCOMPARE(reading->host(0).identity.name, std::string("KRAN-07"));
    QCOMPARE(reading->host(0).identity.fqdn, std::string("kran-07.hafen.example"));
    QCOMPARE(lines(*reading, 0), TwoUpdates);
    QCOMPARE(lines(*reading, 1), (QStringList{u"program Lotse 2.0"_qs, u"program Seekarte 7 7.1"_qs}));
    QCOMPARE(reading->host(1).os.build, std::string("17763"));
    QCOMPARE(toIso(*reading->host(1).takenAt), std::string("2026-03-02T09:00:00Z"));
    QVERIFY(reading->host(1).timeSource == TimeSource::ToldWithOffset);
}

void WindowsReadersTest::cliXmlRefusesDocumentTypes()
{
    const auto reading = readText("<!DOCTYPE Objs [<!ENTITY a \"b\">]><Objs "
                                  "xmlns=\"http://schemas.microsoft.com/powershell/2004/04\"><S>&a;</S></Objs>");
    QVERIFY(!reading->result.ok());
    QVERIFY(reading->result.error().kind == ErrorKind::Unsupported);
    std::string deep = "<Objs xmlns=\"http://schemas.microsoft.com/powershell/2004/04\">";
    for (int i = 0; i < 400; ++i)
        deep += "<Obj><LST>";
    const auto nested = readText(deep);
    QVERIFY(!nested->result.ok());
    QVERIFY(nested->result.error().kind == ErrorKind::TooLarge);
}

void WindowsReadersTest::currentVersionTellsTheRevision()
{
    const auto reading = readText(R"({"ProductName":"Windows 10 Pro","CurrentBuild":"19045","UBR":4291,
        "DisplayVersion":"22H2","CurrentMajorVersionNumber":10,"PSPath":"x"})",
                                  hinted("h"));
    QVERIFY(reading->result.ok());
    QCOMPARE(reading->host().os.build, std::string("19045.4291"));
    QCOMPARE(reading->host().os.name, std::string("Windows 10"));
    QVERIFY(!reading->host().toldPackages);
}

void WindowsReadersTest::moments()
{
    const auto iso = [](std::string_view text, std::string_view zone = {}) {
        const auto told = windowsTime(text, zone, 60);
        return told.at ? toIso(*told.at) : std::string();
    };
    QCOMPARE(iso("/Date(1772438400000)/"), std::string("2026-03-02T08:00:00Z"));
    QCOMPARE(iso("20260302100000.000000+120"), std::string("2026-03-02T08:00:00Z"));
    QCOMPARE(iso("20260302003000.000000-420"), std::string("2026-03-02T07:30:00Z"));
    QCOMPARE(iso("2026-03-02T09:00:00+01:00"), std::string("2026-03-02T08:00:00Z"));
    QCOMPARE(iso("2026-03-02T09:00:00"), std::string("2026-03-02T08:00:00Z"));
    QCOMPARE(iso("2026-03-02T01:00:00", "-420"), std::string("2026-03-02T08:00:00Z"));
    QCOMPARE(iso("3/2/2026 9:00:00 AM"), std::string()); // either order
    QCOMPARE(iso("3/23/2026 9:00:00 AM"), std::string("2026-03-23T08:00:00Z"));
    QCOMPARE(iso("/Date(99999999999999999)/"), std::string());
    QCOMPARE(iso("20261302003000.000000-420"), std::string());
    QCOMPARE(windowsArch("ARM64-based PC"), std::string_view("aarch64"));
    QCOMPARE(windowsArch("64 ビット"), std::string_view("x86_64"));
    QCOMPARE(windowsArch("X86-based PC"), std::string_view("x86"));
}

void WindowsReadersTest::wingetList()
{
    const auto reading = readFixture("winget_list_ja.txt", hinted("h"));
    QVERIFY(reading->result.ok());
    QCOMPARE(reading->reader, std::string("winget-list"));
    QCOMPARE(lines(*reading),
             (QStringList{u"program Anker"_qs, u"program Boje 1.4.0.0"_qs, u"program Lotse 2.0"_qs,
                          u"program 海図ビューアー 7.1.2"_qs}));
    QVERIFY(hasIssue(*reading, ErrorKind::Truncated, "name"));
    QCOMPARE(reading->builder.issueCount(), std::uint64_t(1));
    QVERIFY(reading->host().partial);
    QCOMPARE(reading->host().identity.name, std::string("h"));
}

void WindowsReadersTest::wingetListMojibake()
{
    const auto reading =
        readText("Name       Id           Version\n" + std::string(40, '-')
                     + "\n"
                       "Seekarte   Kai.Seekarte 7.1\nLang Lan\xC3\x94\xC3\x87\xC2\xAA Kai.Lang     1.0\n",
                 hinted("h"));
    QCOMPARE(reading->reader, std::string("winget-list"));
    QCOMPARE(lines(*reading), QStringList{u"program Seekarte 7.1"_qs});
    QVERIFY(reading->builder.issueCount() == 1);
}

void WindowsReadersTest::wingetExport()
{
    const auto reading = readFixture("winget_export.json", hinted("h"));
    QVERIFY(reading->result.ok());
    QCOMPARE(reading->reader, std::string("winget-export"));
    QCOMPARE(lines(*reading), (QStringList{u"program Kaiwerk.Anker"_qs, u"program Kaiwerk.Seekarte 7.1.2"_qs}));
    QCOMPARE(toIso(*reading->host().takenAt), std::string("2026-03-02T08:00:00Z"));
    QVERIFY(reading->host().partial);
    const auto first = readText(R"({"$schema":"https://aka.ms/winget-packages.schema.1.0.json",
        "Sources":[{"Packages":[{"Id":"A.B","Version":"1"}]}]})");
    QCOMPARE(lines(*first), QStringList{u"program A.B 1"_qs});
    const auto empty = readText(R"({"Sources":[],"WinGetVersion":"1.6"})");
    QVERIFY(!empty->result.ok());
    QVERIFY(empty->result.error().kind == ErrorKind::Empty);
}

void WindowsReadersTest::columnsByCells()
{
    const auto starts = columnStarts("名前  Id", ColumnUnit::Cells);
    QCOMPARE(starts, (std::vector<std::size_t>{0, 6}));
    QCOMPARE(columnStarts("名前  Id", ColumnUnit::Characters), (std::vector<std::size_t>{0, 4}));
    const auto row = cellsOf("海図  K.S", starts, ColumnUnit::Cells);
    QVERIFY(row.aligned);
    QCOMPARE(row.cells[1], std::string_view("K.S"));
    QVERIFY(!cellsOf("a long name K.S", starts, ColumnUnit::Cells).aligned);
    QVERIFY(cellsOf("a", starts, ColumnUnit::Cells).aligned);
    QVERIFY(cellsOf("a", starts, ColumnUnit::Cells).cells[1].empty());
}

/// A later list of updates, and a complete list of programs with an update among them, take no other update away.
void WindowsReadersTest::updatesNotListedStay()
{
    ComponentPool pool;
    const auto component = [&](Ecosystem ecosystem, std::string_view name) {
        ComponentView view;
        view.ecosystem = ecosystem;
        view.name = name;
        return pool.intern(view);
    };
    const auto kb1 = component(Ecosystem::Hotfix, "KB5034467"), kb2 = component(Ecosystem::Hotfix, "KB5034765");
    const auto gone = component(Ecosystem::Program, "Seekarte 6"), now = component(Ecosystem::Program, "Seekarte 7");
    const auto draft = [](const char* at, std::vector<ComponentId> components) {
        HostDraft made;
        made.identity.name = "kran-07";
        made.toldPackages = true;
        made.partialHotfixes = true;
        made.takenAt = parseIso(at);
        made.timeSource = TimeSource::Told;
        made.components = std::move(components);
        return made;
    };
    std::vector<HostDraft> drafts{draft("2026-03-01T00:00:00Z", {kb1, gone}), draft("2026-03-03T00:00:00Z", {kb2, now}),
                                  draft("2026-03-05T00:00:00Z", {kb2})};
    std::vector<Issue> issues;
    ReconcileOptions options;
    options.importedAt = *parseIso("2026-03-06T00:00:00Z");
    const auto set = reconcile({}, pool, drafts, options, issues);
    QCOMPARE(set.hosts.size(), std::size_t(3));
    auto expected = std::vector<ComponentId>{kb1, kb2, now};
    std::sort(expected.begin(), expected.end());
    QCOMPARE(set.hosts[1].components, expected); // the program is gone, the update is not
    QVERIFY(!set.hosts[1].partial);
    QCOMPARE(set.hosts[2].components, expected);
    QVERIFY(set.hosts[2].partial);
}

void WindowsReadersTest::cutFiles_data()
{
    QTest::addColumn<QString>("path");
    const QDir folder(QStringLiteral(BREAKWATER_TEST_DATA "/inventory/windows"));
    for (const auto& file : folder.entryList(QDir::Files))
        QTest::newRow(qPrintable(file)) << folder.filePath(file);
}

/// Whatever is missing, a cut file never passes for a complete list, and never tells what the whole did not.
void WindowsReadersTest::cutFiles()
{
    QFETCH(QString, path);
    const auto whole = readPath(path.toStdString());
    QVERIFY(whole->result.ok());
    std::set<std::pair<std::string, std::string>> all;
    for (std::size_t i = 0; i < whole->builder.hosts().size(); ++i)
        all.merge(whole->nameVersions(i));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const std::string text = file.readAll().toStdString();
    std::vector<std::size_t> sizes{text.size() / 4, text.size() / 2, text.size() * 3 / 4, text.size() * 99 / 100};
    for (std::size_t size = 1; size + 4 < text.size(); size += text.size() / 61 + 1)
        sizes.push_back(size);
    for (const std::size_t size : sizes) {
        const auto reading = readText(text.substr(0, size), {}, whole->reader);
        for (std::size_t i = 0; i < reading->builder.hosts().size(); ++i) {
            const HostDraft& host = reading->host(i);
            const bool listsPrograms = std::any_of(host.components.begin(), host.components.end(), [&](auto id) {
                return reading->pool.ecosystem(id) == Ecosystem::Program;
            });
            QVERIFY2(!listsPrograms || host.partial || host.truncated, qPrintable(QString::number(size)));
            if (!host.truncated) {
                for (const auto& one : reading->nameVersions(i))
                    QVERIFY2(all.contains(one), one.first.c_str());
            }
        }
    }
}

void WindowsReadersTest::zeroBytes_data()
{
    cutFiles_data();
}

void WindowsReadersTest::zeroBytes()
{
    QFETCH(QString, path);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    std::string text = file.readAll().toStdString();
    for (std::size_t at = 7; at < text.size(); at += 53)
        text[at] = '\0';
    for (const auto& reader : inventoryReaders()) {
        const auto reading = readText(text, {}, reader->id());
        for (const auto& host : reading->builder.hosts()) {
            for (const auto id : host.components) {
                const auto name = reading->pool.view(id).name;
                QVERIFY(!name.empty() && name.find('\0') == std::string_view::npos);
            }
        }
    }
}

} // namespace bw::test

QTEST_GUILESS_MAIN(bw::test::WindowsReadersTest)
#include "windowsreaderstest.moc"
