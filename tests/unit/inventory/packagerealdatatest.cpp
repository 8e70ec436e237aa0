// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/realdata.h"
#include "tests/unit/inventory/readerharness.h"

#include <QDirIterator>

using namespace bw;
using namespace bw::test;

class PackageRealDataTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void alpineDatabase();
    void aptOffers();
    void needRestart();
    void windowsUpdates();
    void nothingElseIsTaken();
};

static std::unique_ptr<Reading> readReal(const char* path)
{
    return readPath(realData(QLatin1String("inventory/") + QLatin1String(path)).toStdString());
}

void PackageRealDataTest::alpineDatabase()
{
    const auto apk = readReal("pacman_apk_nix_snap_flatpak/trivy_apk_installed");
    QCOMPARE(apk->reader, std::string("apk-db"));
    QVERIFY(apk->result.ok());
    for (const auto& issue : apk->builder.issues())
        QCOMPARE(issue.kind, ErrorKind::MissingField); // one stanza there has no version
    QCOMPARE(apk->builder.issueCount(), std::uint64_t(1));
    QVERIFY(apk->nameVersions().contains({"musl", "1.1.14-r10"}));
    QVERIFY(apk->host().components.size() > 10);
    QVERIFY(!apk->host().truncated && !apk->host().partial);
}

void PackageRealDataTest::aptOffers()
{
    const auto apt = readReal("dpkg/live_apt-list-upgradable_debian12.txt");
    QVERIFY(apt->result.ok());
    QCOMPARE(apt->host().offers.size(), std::size_t(112));
    QCOMPARE(apt->builder.issueCount(), std::uint64_t(0));
    std::size_t security = 0;
    for (const auto id : apt->host().offers)
        security += apt->pool.offers().view(id).security;
    QVERIFY(security > 10 && security < 112);
}

void PackageRealDataTest::needRestart()
{
    const auto restart = readReal("dpkg/live_needrestart-b_debian12.txt");
    QCOMPARE(restart->reader, std::string("needrestart"));
    QVERIFY(restart->result.ok());
    QVERIFY(!restart->host().runningKernel.empty());
    QVERIFY(!restart->host().rebootPending); // its state is "not known"
    QVERIFY(!restart->host().toldPackages);
    QCOMPARE(restart->builder.issueCount(), std::uint64_t(0));
}

void PackageRealDataTest::windowsUpdates()
{
    const auto updates = readReal("windows_hotfix_qfe/wesng_10_1809_x64_education_en-us_20190306_updates.txt");
    QCOMPARE(updates->reader, std::string("windows-updates"));
    QVERIFY(updates->result.ok());
    QCOMPARE(updates->host().offers.size(), std::size_t(1));
    QVERIFY(!updates->host().toldPackages);
}

/// The new lists are narrow: every other sample still goes to the reader that it went to, and none to these.
void PackageRealDataTest::nothingElseIsTaken()
{
    const std::set<std::string> own{"apk-db",       "apk-list",         "pacman",          "snap-list",
                                    "flatpak-list", "dnf-list",         "zypper",          "dnf-updateinfo",
                                    "needrestart",  "needs-restarting", "windows-updates", "apt-get-simulate"};
    const std::set<QString> ofTheirs{QStringLiteral("trivy_apk_installed"),
                                     QStringLiteral("live_needrestart-b_debian12.txt"),
                                     QStringLiteral("wesng_10_1809_x64_education_en-us_20190306_updates.txt")};
    QDirIterator files(realData(QStringLiteral("inventory")), QDir::Files, QDirIterator::Subdirectories);
    int looked = 0;
    while (files.hasNext()) {
        const QString path = files.next();
        auto source = fileSource(path.toStdString());
        QVERIFY(source.ok());
        PeekSource bytes(std::move(*source));
        ProbeStorage storage;
        const auto probed = probe(bytes.name(), bytes, storage);
        if (!probed)
            continue;
        ++looked;
        const InventoryReader* reader = recognise(*probed);
        if (reader && own.contains(std::string(reader->id())))
            QVERIFY2(ofTheirs.contains(files.fileName()), qPrintable(path));
    }
    QVERIFY(looked > 60);
}

BREAKWATER_REALDATA_MAIN(PackageRealDataTest)
#include "packagerealdatatest.moc"
