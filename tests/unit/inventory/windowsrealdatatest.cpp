// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/realdata.h"
#include "tests/unit/inventory/readerharness.h"

#include <QFile>

using namespace bw;
using namespace bw::test;

class WindowsRealDataTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void files_data();
    void files();
    void cutFiles_data();
    void cutFiles();
    void systemInfo();
    void operatingSystemTellsItsTime();
    void uninstallKeysOfTwoForms();
};

static QString pathOf(const char* path)
{
    return realData(QLatin1String("inventory/") + QLatin1String(path));
}

static std::unique_ptr<Reading> readReal(const char* path)
{
    return readPath(pathOf(path).toStdString());
}

void WindowsRealDataTest::files_data()
{
    QTest::addColumn<QString>("reader");
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("build");
    QTest::addColumn<int>("programs");
    QTest::addColumn<int>("updates");
    const auto row = [](const char* path, const char* reader, const char* host, const char* build, int programs,
                        int updates) {
        QTest::newRow(path) << QString::fromLatin1(reader) << QString::fromLatin1(host) << QString::fromLatin1(build)
                            << programs << updates;
    };
    row("powershell_clixml/css_E19_OS_GetHotFix.xml", "powershell", "SOLO-E19A", "", 0, 2);
    row("powershell_clixml/css_E19_OS_Win32_OperatingSystem.xml", "powershell", "SOLO-E19A", "17763", 0, 0);
    row("powershell_csv_json/khushalj_InstalledSoftware.csv", "powershell", "", "", -1, 0);
    row("powershell_csv_json/lakaczu_InstalledUpdates.csv", "powershell", "", "", 0, 7);
    row("windows_systeminfo/readme_win81_systeminfo_fo_csv.csv", "systeminfo", "WINDOWS8-VM", "9600", 0, 8);
    row("windows_systeminfo/wesng_10_22H2_x64_enterprise_en-us_systeminfo.txt", "systeminfo", "DESKTOP-92B51CV",
        "19045", 0, 1);
    row("windows_systeminfo/wesng_srv_2022_systeminfo.txt", "systeminfo", "WIN-RIBN7SM07BK", "20348", 0, 3);
    row("windows_hotfix_qfe/wesng_10_1809_x64_education_en-us_20190306_qfe.txt", "wmic", "", "", 0, 9);
    row("windows_registry_export/glpiagent_mssql-Uninstall.reg", "registry-export", "", "", -1, 0);
    row("winget/blusa_winget-export.json", "winget-export", "", "", -1, 0);
    row("winget/wingetcli_ImportFile-Good.2.0.json", "winget-export", "", "", 1, 0);
}

void WindowsRealDataTest::files()
{
    QFETCH(QString, reader);
    QFETCH(QString, host);
    QFETCH(QString, build);
    QFETCH(int, programs);
    QFETCH(int, updates);
    const auto reading = readReal(QTest::currentDataTag());
    QVERIFY(reading->result.ok());
    QCOMPARE(QString::fromStdString(reading->reader), reader);
    QCOMPARE(reading->builder.hosts().size(), std::size_t(1));
    const HostDraft& draft = reading->host();
    QCOMPARE(QString::fromStdString(draft.identity.name), host);
    QCOMPARE(QString::fromStdString(draft.os.build), build);
    int counts[2] = {0, 0};
    for (const auto id : draft.components)
        ++counts[reading->pool.ecosystem(id) == Ecosystem::Hotfix];
    qInfo("%d programs, %d updates, %d issues, %s", counts[0], counts[1], int(reading->builder.issueCount()),
          draft.partial ? "partial" : "whole");
    for (const auto& issue : reading->builder.issues())
        qInfo("  line %d: %s [%s]", int(issue.place.line), issue.reason.c_str(), issue.raw.substr(0, 80).c_str());
    QVERIFY(programs < 0 ? counts[0] > 5 : counts[0] == programs);
    QCOMPARE(counts[1], updates);
    QCOMPARE(draft.partial, counts[0] > 0); // none of these files proves that it lists every program
    QCOMPARE(draft.partialHotfixes, counts[1] > 0);
    QVERIFY(!draft.truncated);
    QCOMPARE(reading->builder.issueCount(), std::uint64_t(0));
}

void WindowsRealDataTest::cutFiles_data()
{
    files_data();
}

void WindowsRealDataTest::cutFiles()
{
    QFile file(pathOf(QTest::currentDataTag()));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const std::string text = file.readAll().toStdString();
    const auto whole = readText(text);
    for (const std::size_t percent : {25, 50, 75, 99}) {
        const auto cut = readText(text.substr(0, text.size() * percent / 100), {}, whole->reader);
        QVERIFY(cut->builder.hosts().size() <= 1);
        if (!cut->builder.hosts().empty())
            QVERIFY(cut->host().components.size() <= whole->host().components.size());
    }
}

void WindowsRealDataTest::systemInfo()
{
    const auto client = readReal("windows_systeminfo/wesng_10_22H2_x64_enterprise_en-us_systeminfo.txt");
    QCOMPARE(client->host().os.name, std::string("Windows 10"));
    QCOMPARE(client->host().os.release, std::string("22H2"));
    QCOMPARE(client->host().os.arch, std::string("x86_64"));
    const auto server = readReal("windows_systeminfo/wesng_srv_2022_systeminfo.txt");
    QCOMPARE(server->host().os.name, std::string("Windows Server"));
    QCOMPARE(server->host().os.release, std::string("2022"));
    QCOMPARE(server->nameVersions(),
             (std::set<std::pair<std::string, std::string>>{{"KB5004330", ""}, {"KB5005039", ""}, {"KB5005552", ""}}));
}

void WindowsRealDataTest::operatingSystemTellsItsTime()
{
    const auto reading = readReal("powershell_clixml/css_E19_OS_Win32_OperatingSystem.xml");
    QVERIFY(reading->host().takenAt.has_value());
    QVERIFY(reading->host().timeSource == TimeSource::ToldWithOffset);
    QCOMPARE(dayOf(*reading->host().takenAt), *parseDay("2021-09-29"));
    QCOMPARE(reading->host().os.release, std::string("2019"));
    QVERIFY(!reading->host().toldPackages);
}

void WindowsRealDataTest::uninstallKeysOfTwoForms()
{
    const auto exported = readReal("windows_registry_export/glpiagent_mssql-Uninstall.reg");
    const auto all = exported->nameVersions();
    QVERIFY(all.count({"Git version 2.12.2.2", "2.12.2.2"}) == 1);
    QVERIFY(all.count({"Strawberry Perl (64-bit)", "5.24.1"}) == 1);
    const auto csv = readReal("powershell_csv_json/khushalj_InstalledSoftware.csv");
    QVERIFY(csv->nameVersions().count({"Git", "2.38.1"}) == 1);
    QVERIFY(csv->nameVersions().count({"Sublime Text 3", ""}) == 1);
}

BREAKWATER_REALDATA_MAIN(WindowsRealDataTest)
#include "windowsrealdatatest.moc"
