// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/component.h"
#include "models/domain/fleet.h"
#include "models/domain/host.h"

#include <QtTest>

using namespace bw;

class DomainTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void operatingSystems_data();
    void operatingSystems();
    void componentsAreInternedOnce();
    void timelineAnswersForAnyMoment();
};

void DomainTest::operatingSystems_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("version");
    QTest::addColumn<QString>("build");
    QTest::addColumn<QString>("codename");
    QTest::addColumn<QString>("stream");
    QTest::addColumn<QString>("family");
    const auto row = [](const char* name, const char* version, const char* build, const char* codename,
                        const char* stream, const char* family) {
        QTest::newRow((std::string(name) + ' ' + version).c_str())
            << QString::fromLatin1(name) << QString::fromLatin1(version) << QString::fromLatin1(build)
            << QString::fromLatin1(codename) << QString::fromLatin1(stream) << QString::fromLatin1(family);
    };
    row("Debian GNU/Linux", "12.11", "", "", "Debian:12", "linux");
    row("Debian GNU/Linux 12", "", "", "", "Debian:12", "linux");
    row("Debian", "bookworm/sid", "", "", "Debian:12", "linux");
    row("Debian", "", "", "trixie", "Debian:13", "linux");
    row("Ubuntu 22.04.4 LTS", "", "", "", "Ubuntu:22.04", "linux");
    row("Ubuntu", "24.04", "", "noble", "Ubuntu:24.04", "linux");
    row("AlmaLinux", "9.4 (Seafoam Ocelot)", "", "", "AlmaLinux:9", "linux");
    row("Rocky Linux", "8.9", "", "", "Rocky Linux:8", "linux");
    row("CentOS Linux release 7.7.1908 (Core)", "", "", "", "CentOS:7", "linux");
    row("Red Hat Enterprise Linux", "9.2", "", "", "Red Hat:9", "linux");
    row("Alpine Linux", "3.18.4", "", "", "Alpine:v3.18", "linux");
    row("openSUSE Leap", "15.5", "", "", "openSUSE:Leap 15.5", "linux");
    row("SLES", "15.5", "", "", "SUSE:Linux Enterprise Server 15 SP5", "linux");
    row("Microsoft Windows 11 Pro", "10.0.26100", "10.0.26100.8037", "", "Windows 11:24H2", "windows");
    row("Microsoft Windows 10 Enterprise", "", "19045", "", "Windows 10:22H2", "windows");
    row("Microsoft Windows Server 2022 Standard", "", "20348.1", "", "Windows Server:2022", "windows");
    row("macOS Sonoma", "14.5", "", "", "macOS:14", "macos");
    row("Something else", "1", "", "", "", "");
}

void DomainTest::operatingSystems()
{
    QFETCH(QString, name);
    QFETCH(QString, version);
    QFETCH(QString, build);
    QFETCH(QString, codename);
    QFETCH(QString, stream);
    QFETCH(QString, family);
    const OsIdentity os =
        canonicalOs(name.toStdString(), version.toStdString(), "x86_64", build.toStdString(), codename.toStdString());
    QCOMPARE(QString::fromStdString(streamOf(os)), stream);
    QCOMPARE(QString::fromStdString(os.family), family);
}

void DomainTest::componentsAreInternedOnce()
{
    ComponentPool pool;
    const ComponentView openssl{Ecosystem::Deb, "libssl3", "3.0.15-1~deb12u1", "amd64", "openssl", "", "", ""};
    const auto id = pool.intern(openssl);
    for (int i = 0; i < 1000; ++i)
        pool.intern({Ecosystem::Deb, "p" + std::to_string(i), "1", "", "", "", "", ""});
    QCOMPARE(pool.intern(openssl), id);
    QCOMPARE(pool.size(), ComponentId(1001));
    QVERIFY(pool.view(id) == openssl);
    QCOMPARE(pool.strings().text(pool.sourceId(id)), std::string_view("openssl"));
    QCOMPARE(pool.strings().text(pool.sourceId(1)), std::string_view("p0"));
    ComponentView other = openssl;
    other.arch = "arm64";
    QVERIFY(pool.intern(other) != id);
}

void DomainTest::timelineAnswersForAnyMoment()
{
    Host host;
    const auto at = [](const char* iso) { return *parseIso(iso); };
    for (const char* iso : {"2026-01-01", "2026-01-08", "2026-01-15"}) {
        SnapshotEntry entry;
        entry.takenAt = at(iso);
        host.timeline.push_back(entry);
    }
    host.timeline.back().hasPackages = false;
    QVERIFY(!host.at(at("2025-12-31")));
    QCOMPARE(host.at(at("2026-01-01")), &host.timeline[0]);
    QCOMPARE(host.at(at("2026-01-10")), &host.timeline[1]);
    QCOMPARE(host.at(at("2027-01-01")), &host.timeline[1]);
    QCOMPARE(host.lastSeen(at("2027-01-01")), &host.timeline[2]);
}

QTEST_APPLESS_MAIN(DomainTest)
#include "domaintest.moc"
