// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/jsonpeek.h"
#include "tests/unit/inventory/readerharness.h"

#include <QtTest>

using namespace bw;
using namespace bw::test;

namespace {

const std::string StatusFile =
    "Package: zeta-tools\n"
    "Status: install ok installed\n"
    "Architecture: amd64\n"
    "Source: zeta (1:3.2-1)\n"
    "Version: 1:3.2-1+b2\n"
    "Description: first line\n"
    " Version: of a continuation\n"
    "\n"
    "Package: held\nStatus: hold ok installed\nArchitecture: all\nVersion: 2.0\n\n"
    "Package: pending\nStatus: install ok triggers-pending\nArchitecture: all\nVersion: 3\n\n"
    "Package: half\nStatus: install ok half-configured\nArchitecture: all\nVersion: 4\n\n"
    "Package: gone\nStatus: deinstall ok config-files\nArchitecture: all\nVersion: 5\n\n"
    "Package: never\nStatus: purge ok not-installed\nArchitecture: all\n\n";

const std::string NarrowList = "Desired=Unknown/Install/Remove/Purge/Hold\n"
                               "||/ Name           Version      Architecture Description\n"
                               "+++-==============-============-============-=================================\n"
                               "ii  libexample-wid 1.2.3-4+deb1 amd64        library of widgets for a long exa\n"
                               "ii  short          1.0          amd64        short one\n"
                               "rc  removed        1.0          amd64        configuration files only remain h\n"
                               "hi  held           2.0          all          held\n"
                               "iU  unpacked       3.0          all          unpacked\n";

} // namespace

class TextReadersTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void peeksJsonKeys();
    void probesXmlRootBehindWrongDeclaration();
    void registryKnowsItsReaders();
    void dpkgStatus();
    void dpkgStatusCutEverywhere();
    void repositoryIndexIsRefused();
    void textsOfAnotherKindAreNoPackages();
    void dpkgListCutToNarrowColumns();
    void dpkgListOfOldAndWide();
    void dpkgQueryColumns_data();
    void dpkgQueryColumns();
    void unfinishedInstallationsHaveNoVersion();
    void aptList();
    void rpmNames_data();
    void rpmNames();
    void rpmList();
    void rpmTables_data();
    void rpmTables();
    void infersOs_data();
    void infersOs();
    void tablesOfSeveralHostsAreNotOne();
    void anyCutIsRead();
    void hintsNameTheHost();
    void emptyTextsAreErrors();
};

void TextReadersTest::peeksJsonKeys()
{
    const auto object = peekJson(" {\"a\": {\"x\": 1, \"y\": [\"b\", {\"c\": 2}]}, \"q\\\"\": \"z\", \"d\": 3}");
    QVERIFY(object.json && object.ended && !object.array);
    QVERIFY((object.keys == std::vector<std::string>{"a", "q\\\"", "d"}));
    const auto array = peekJson("[1, [2], {\"first\": 1, \"second\": {}}, {\"third\": 1}]");
    QVERIFY(array.array && array.ended);
    QVERIFY((array.keys == std::vector<std::string>{"first", "second"}));
    QVERIFY(!peekJson("{\"a\": [1, 2").ended);
    QVERIFY(peekJson("[]").ended);
    QVERIFY(!peekJson("name,version").json);
    QVERIFY(!peekJson(std::string(100'000, '[')).ended);
}

void TextReadersTest::probesXmlRootBehindWrongDeclaration()
{
    PeekSource bytes(
        memorySource("<?xml version=\"1.0\" encoding=\"UTF-16\"?><!-- note --><a:bom xmlns:a=\"urn:x\"/>"));
    ProbeStorage storage;
    const auto probed = probe("x.xml", bytes, storage);
    QVERIFY(probed.ok());
    QCOMPARE(probed->rootElement, std::string("a:bom"));
    QCOMPARE(probed->rootNamespace, std::string("urn:x"));
}

void TextReadersTest::registryKnowsItsReaders()
{
    std::set<std::string_view> ids;
    for (const auto& reader : inventoryReaders()) {
        QVERIFY(!reader->name().empty());
        QVERIFY(ids.insert(reader->id()).second);
        QCOMPARE(inventoryReader(reader->id()), reader.get());
    }
    QVERIFY(!inventoryReader("nothing"));
    PeekSource bytes(memorySource("Some prose that no format knows.\nIt has two lines.\n"));
    ProbeStorage storage;
    const auto probed = probe("note.txt", bytes, storage);
    QVERIFY(probed.ok());
    QVERIFY(!recognise(*probed));
}

void TextReadersTest::dpkgStatus()
{
    const auto reading = readText(StatusFile);
    QCOMPARE(reading->reader, std::string("dpkg-status"));
    QVERIFY(reading->result.ok());
    QCOMPARE(reading->builder.issueCount(), std::uint64_t(0));
    const std::set<std::pair<std::string, std::string>> expected{
        {"zeta-tools", "1:3.2-1+b2"}, {"held", "2.0"}, {"pending", "3"}, {"half", ""}};
    QVERIFY(reading->nameVersions() == expected);
    const auto first = reading->component(0);
    QCOMPARE(first.source, std::string_view("zeta"));
    QCOMPARE(first.sourceVersion, std::string_view("1:3.2-1"));
    QCOMPARE(first.arch, std::string_view("amd64"));
    QCOMPARE(reading->component(1).source, std::string_view("held"));
    QVERIFY(reading->component(1).sourceVersion.empty());
}

void TextReadersTest::dpkgStatusCutEverywhere()
{
    const auto whole = readText(StatusFile)->nameVersions();
    for (std::size_t size = 0; size < StatusFile.size(); ++size) {
        Reading reading("status");
        const auto bytes = memorySource(StatusFile.substr(0, size));
        reading.result = inventoryReader("dpkg-status")->read(*bytes, {}, reading.builder, ProgressSink::none());
        for (const auto& one : reading.nameVersions())
            QVERIFY2(whole.count(one), one.second.c_str()); // never a version that is only the beginning of one
        if (!reading.result.ok() && reading.result.error().kind == ErrorKind::Truncated)
            QVERIFY(reading.host().truncated);
    }
}

void TextReadersTest::repositoryIndexIsRefused()
{
    const auto reading =
        readText("Package: a-tool\nArchitecture: all\nVersion: 1\nFilename: pool/a/a-tool_1_all.deb\n\n");
    QVERIFY(!reading->result.ok());
    QCOMPARE(reading->result.error().kind, ErrorKind::Unsupported);
    const auto sources = readText("Package: a-tool\nBinary: a-tool, a-tool-doc\nVersion: 1\nArchitecture: all\n"
                                  "Directory: pool/a\nFiles:\n 0 1 a-tool_1.dsc\n\n");
    QVERIFY(!sources->result.ok());
    QCOMPARE(sources->result.error().kind, ErrorKind::Unsupported);
}

void TextReadersTest::textsOfAnotherKindAreNoPackages()
{
    const std::string prose = "<?xml version=\"1.0\"?>\n<a>\n  <b>note-1.0-2.x86_64</b>\n</a>\nsome-words-here\n";
    for (const char* format : {"dpkg-status", "rpm-qa"}) {
        const auto reading = readText(prose, {}, format);
        QVERIFY2(!reading->result.ok(), format);
        QCOMPARE(reading->result.error().kind, ErrorKind::Malformed);
    }
}

void TextReadersTest::dpkgListCutToNarrowColumns()
{
    const auto reading = readText(NarrowList);
    QCOMPARE(reading->reader, std::string("dpkg-list"));
    QVERIFY(reading->result.ok());
    const std::set<std::pair<std::string, std::string>> expected{{"short", "1.0"}, {"held", "2.0"}, {"unpacked", ""}};
    QVERIFY(reading->nameVersions() == expected);
    QVERIFY(reading->host().truncated);
    QCOMPARE(reading->builder.issueCount(), std::uint64_t(1));
    QCOMPARE(reading->builder.issues().front().kind, ErrorKind::Truncated);
    QCOMPARE(reading->builder.issues().front().place.line, std::uint64_t(4));
}

void TextReadersTest::dpkgListOfOldAndWide()
{
    const auto old = readText("||/ Name                 Version        Description\n"
                              "+++-====================-==============-==================\n"
                              "ii  libexample-widgets-1 1.2.3-4        first\n"
                              "ii  short                1.0            second thing\n");
    QVERIFY(old->result.ok());
    QCOMPARE(old->nameVersions().size(), std::size_t(2)); // one name fills the column, but nothing was cut
    QVERIFY(old->component(0).arch.empty());
    QVERIFY(!old->host().truncated);
    const auto pushed = readText("||/ Name           Version      Architecture Description\n"
                                 "+++-==============-============-============-===========\n"
                                 "ii  a-name-that-pushes-the-others 1.2.3-4 amd64 something\n");
    QCOMPARE(pushed->component(0).name, std::string_view("a-name-that-pushes-the-others"));
    QCOMPARE(pushed->component(0).version, std::string_view("1.2.3-4"));
    QCOMPARE(pushed->component(0).arch, std::string_view("amd64"));
}

void TextReadersTest::dpkgQueryColumns_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("arch");
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QByteArray>("sourceVersion");
    QTest::newRow("default") << QByteArray("libone:amd64\t1.2-3+b1\nplain\t2.0\n") << QByteArray("amd64")
                             << QByteArray() << QByteArray();
    QTest::newRow("recommended") << QByteArray("libone:amd64\t1.2-3+b1\tamd64\tone\t1.2-3\tAnn <a@x.org>\tii \n"
                                               "plain\t2.0\tall\tplain\t2.0\tBob <b@x.org>\tii \n"
                                               "gone\t2.0\tall\tgone\t2.0\tBob <b@x.org>\trc \n")
                                 << QByteArray("amd64") << QByteArray("one") << QByteArray("1.2-3");
    QTest::newRow("status first") << QByteArray(
        "ii \tlibone\t1.2-3+b1\tamd64\nii \tplain\t2.0\tall\nrc \tgone\t1\tall\n")
                                  << QByteArray("amd64") << QByteArray() << QByteArray();
    QTest::newRow("status words, section, size")
        << QByteArray("libone\tamd64\t1.2-3+b1\t1234\tlibs\tinstall ok installed\none (1.2-3)\n")
                .replace("\none", "\tone")
            + QByteArray("plain\tall\t2.0\t88\tadmin\thold ok installed\t\n"
                         "gone\tall\t2.0\t88\tadmin\tdeinstall ok config-files\t\n")
        << QByteArray("amd64") << QByteArray("one") << QByteArray("1.2-3");
}

void TextReadersTest::dpkgQueryColumns()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, arch);
    QFETCH(QByteArray, source);
    QFETCH(QByteArray, sourceVersion);
    const auto reading = readText(text.toStdString());
    QCOMPARE(reading->reader, std::string("dpkg-query"));
    QVERIFY(reading->result.ok());
    QCOMPARE(reading->builder.issueCount(), std::uint64_t(0));
    const std::set<std::pair<std::string, std::string>> expected{{"libone", "1.2-3+b1"}, {"plain", "2.0"}};
    QVERIFY(reading->nameVersions() == expected);
    QCOMPARE(reading->component(0).arch, std::string_view(arch));
    QCOMPARE(reading->component(0).source, std::string_view(source));
    QCOMPARE(reading->component(0).sourceVersion, std::string_view(sourceVersion));
}

/// What was not configured to its end proves no version: the files may be new and what runs may be old.
void TextReadersTest::unfinishedInstallationsHaveNoVersion()
{
    const auto reading = readText("portal\t1.1-1\tall\tportal\t1.1-1\tAnn <a@x.org>\tiF \n"
                                  "common\t1.1-1\tall\tportal\t1.1-1\tAnn <a@x.org>\tii \n"
                                  "other\t2.0\tall\tother\t2.0\tAnn <a@x.org>\tit \n"
                                  "gone\t2.0\tall\tgone\t2.0\tAnn <a@x.org>\trc \n");
    QVERIFY(reading->result.ok());
    const std::set<std::pair<std::string, std::string>> expected{{"portal", ""}, {"common", "1.1-1"}, {"other", "2.0"}};
    QVERIFY(reading->nameVersions() == expected);
    QCOMPARE(reading->component(0).source, std::string_view("portal"));
}

void TextReadersTest::aptList()
{
    const auto installed = readText("Auflistung…\n"
                                    "alpha/stable,now 1.0 all [installiert,automatisch]\n"
                                    "beta/now 2.0-1 amd64 [installed,local]\n"
                                    "gamma/stable-security,now 3.0 amd64 [installed,upgradable to: 3.1]\n"
                                    "delta/now 4.0 amd64 [residual-config]\n"
                                    "\n"
                                    "epsilon/stable 5.0 amd64\n");
    QCOMPARE(installed->reader, std::string("apt-list"));
    const std::set<std::pair<std::string, std::string>> expected{{"alpha", "1.0"}, {"beta", "2.0-1"}, {"gamma", "3.0"}};
    QVERIFY(installed->nameVersions() == expected);
    QVERIFY(!installed->host().partial);

    const auto pending = readText("Listing...\nalpha/stable 1.1 all [upgradable from: 1.0]\n"
                                  "beta/stable 2.0-2 amd64 [aktualisierbar von: 2.0-1]\n");
    const std::set<std::pair<std::string, std::string>> old{{"alpha", "1.0"}, {"beta", "2.0-1"}};
    QVERIFY(pending->nameVersions() == old);
    QVERIFY(pending->host().partial);
}

void TextReadersTest::rpmNames_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("version");
    QTest::addColumn<QString>("arch");
    QTest::newRow("plain") << "glibc-2.34-60.el9.x86_64"
                           << "glibc"
                           << "2.34-60.el9"
                           << "x86_64";
    QTest::newRow("dashes") << "python3-dnf-plugins-core-4.3.0-5.el9.noarch"
                            << "python3-dnf-plugins-core"
                            << "4.3.0-5.el9"
                            << "noarch";
    QTest::newRow("epoch") << "shadow-utils-2:4.9-6.el9.x86_64"
                           << "shadow-utils"
                           << "2:4.9-6.el9"
                           << "x86_64";
    QTest::newRow("epoch 0") << "bash-0:5.1.8-6.el9.x86_64"
                             << "bash"
                             << "5.1.8-6.el9"
                             << "x86_64";
    QTest::newRow("epoch in front") << "1:openssl-3.0.7-24.el9.x86_64"
                                    << "openssl"
                                    << "1:3.0.7-24.el9"
                                    << "x86_64";
    QTest::newRow("last") << "kernel-5.14.0-362.el9.x86_64      Wed 01 Mar 2023 10:00:00 AM CET"
                          << "kernel"
                          << "5.14.0-362.el9"
                          << "x86_64";
    QTest::newRow("module") << "perl-App-cpanminus-1.7044-14.module_el8.5.0+3+abc.noarch"
                            << "perl-App-cpanminus"
                            << "1.7044-14.module_el8.5.0+3+abc"
                            << "noarch";
}

void TextReadersTest::rpmNames()
{
    QFETCH(QString, line);
    QFETCH(QString, name);
    QFETCH(QString, version);
    QFETCH(QString, arch);
    const auto reading = readText(line.toStdString() + "\n", {}, "rpm-qa");
    QVERIFY(reading->result.ok());
    const auto component = reading->component(0);
    QCOMPARE(component.name, std::string_view(name.toStdString()));
    QCOMPARE(component.version, std::string_view(version.toStdString()));
    QCOMPARE(component.arch, std::string_view(arch.toStdString()));
}

void TextReadersTest::rpmList()
{
    const auto reading = readText("kernel-5.14.0-362.el9.x86_64\n"
                                  "kernel-5.14.0-427.el9.x86_64\n"
                                  "gpg-pubkey-fd431d51-4ae0493b\n"
                                  "rocky-release-9.4-1.7.el9.noarch\n"
                                  "bash-5.1.8-6.el9.x86_64\n"
                                  "libxyz-1.0-1.el9.x8");
    QCOMPARE(reading->reader, std::string("rpm-qa"));
    QCOMPARE(reading->host().components.size(), std::size_t(4));
    QVERIFY(reading->host().truncated);
    QCOMPARE(streamOf(reading->host().os), std::string("Rocky Linux:9"));
    QCOMPARE(reading->host().os.version, std::string("9.4"));
}

void TextReadersTest::rpmTables_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("sample order") << QByteArray(
        "foo-libs\t1\t2.0\t3.el9\tx86_64\tfoo-2.0-3.el9.src.rpm\tACME Inc\t1700000000\t(none)\n"
        "bar\t(none)\t7\t1.el9\tnoarch\tbar-7-1.el9.src.rpm\tACME Inc\t1700000001\t(none)\n"
        "gpg-pubkey\t(none)\tfd431d51\t4ae0493b\t(none)\t(none)\t(none)\t1700000001\t(none)\n");
    QTest::newRow("no source") << QByteArray("foo-libs\t1\t2.0\t3.el9\tx86_64\nbar\t(none)\t7\t1.el9\tnoarch\n");
    QTest::newRow("combined") << QByteArray("foo-libs\t1:2.0-3.el9\tx86_64\nbar\t(none):7-1.el9\tnoarch\n");
    QTest::newRow("other order") << QByteArray("x86_64\tfoo-2.0-3.el9.src.rpm\t3.el9\t2.0\t1\tfoo-libs\n"
                                               "noarch\tbar-7-1.el9.src.rpm\t1.el9\t7\t(none)\tbar\n");
    QTest::newRow("whole names") << QByteArray(
        "foo-libs-1:2.0-3.el9.x86_64\t1700000000\nbar-7-1.el9.noarch\t1700000000\n");
}

void TextReadersTest::rpmTables()
{
    QFETCH(QByteArray, text);
    const auto reading = readText(text.toStdString());
    QCOMPARE(reading->reader, std::string("rpm-qa-tsv"));
    QVERIFY(reading->result.ok());
    QCOMPARE(reading->builder.issueCount(), std::uint64_t(0));
    const std::set<std::pair<std::string, std::string>> expected{{"foo-libs", "1:2.0-3.el9"}, {"bar", "7-1.el9"}};
    QVERIFY(reading->nameVersions() == expected);
    QCOMPARE(reading->component(0).arch, std::string_view("x86_64"));
    if (text.contains(".src.rpm"))
        QCOMPARE(reading->component(0).source, std::string_view("foo"));
}

void TextReadersTest::infersOs_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("stream");
    QTest::newRow("debian") << QByteArray("base-files\t12.4+deb12u5\n") << "Debian:12";
    QTest::newRow("debian by marks") << QByteArray("aa\t1~deb11u1\nbb\t2+deb11u2\ncc\t3+deb11u3\n") << "Debian:11";
    QTest::newRow("mixed marks") << QByteArray("aa\t1~deb11u1\nbb\t2+deb12u2\ncc\t3+deb11u3\ndd\t3+deb11u3\n") << "";
    QTest::newRow("ubuntu") << QByteArray(
        "base-files\t12ubuntu4.6\naa\t1-0ubuntu0.22.04.1\nbb\t2+22.04.3\ncc\t3~22.04\n")
                            << "Ubuntu:22.04";
    QTest::newRow("derivative") << QByteArray(
        "base-files\t2023.4.0kali1\naa\t1+deb12u1\nbb\t2+deb12u1\ncc\t3+deb12u1\n")
                                << "";
    QTest::newRow("el9 alone") << QByteArray("aa-1-1.el9.x86_64\nbb-1-1.el9.x86_64\ncc-1-1.el9.x86_64\n") << "";
    QTest::newRow("alma") << QByteArray("almalinux-release-8.9-1.el8.x86_64\naa-1-1.el8.x86_64\n") << "AlmaLinux:8";
    QTest::newRow("centos 7") << QByteArray("centos-release-7-9.2009.1.el7.centos.x86_64\naa-1-1.el7.x86_64\n")
                              << "CentOS:7";
}

void TextReadersTest::infersOs()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, stream);
    const auto reading = readText(text.toStdString(), {}, text.contains('\t') ? "dpkg-query" : "rpm-qa");
    QVERIFY(reading->result.ok());
    QCOMPARE(streamOf(reading->host().os), stream.toStdString());
}

void TextReadersTest::tablesOfSeveralHostsAreNotOne()
{
    std::string deb, rpm;
    for (int i = 0; i < 30; ++i) {
        deb += "web01\tpackage-" + std::to_string(i) + "\t1.0-1\tamd64\n";
        rpm += "web01\tpackage-" + std::to_string(i) + "\t1.0\t1.el9\tx86_64\n";
    }
    QVERIFY(!readText(deb)->result.ok());
    QVERIFY(!readText(rpm)->result.ok());
    const auto named = readText("hostname\tpackage\tversion\tarch\n" + deb);
    QCOMPARE(named->reader, std::string("csv"));
    QCOMPARE(named->host().components.size(), std::size_t(30));
}

void TextReadersTest::anyCutIsRead()
{
    const std::pair<const char*, std::string> texts[] = {
        {"dpkg-list", NarrowList},
        {"dpkg-query",
         "libone:amd64\t1.2-3+b1\tamd64\tone\t1.2-3\tAnn <a@x.org>\tii \nplain\t2.0\tall\tplain\t2.0\tB\trc \n"},
        {"apt-list",
         "Listing...\nalpha/stable 1.1 all [upgradable from: 1.0]\nbeta/now 2.0-1 amd64 [installed,local]\n"},
        {"rpm-qa", "kernel-5.14.0-362.el9.x86_64\nshadow-utils-2:4.9-6.el9.x86_64\n"},
        {"rpm-qa-tsv",
         "foo-libs\t1\t2.0\t3.el9\tx86_64\tfoo-2.0-3.el9.src.rpm\nbar\t(none)\t7\t1.el9\tnoarch\t(none)\n"}};
    for (const auto& [id, text] : texts) {
        for (std::size_t size = 0; size < text.size(); ++size) {
            Reading reading("cut");
            const auto bytes = memorySource(text.substr(0, size));
            reading.result = inventoryReader(id)->read(*bytes, {}, reading.builder, ProgressSink::none());
            QVERIFY(reading.builder.hosts().size() <= 1);
            for (const auto& host : reading.builder.hosts())
                QVERIFY(host.components.size() <= 3);
        }
    }
}

void TextReadersTest::hintsNameTheHost()
{
    ReadOptions options;
    options.hostHint = "web01.example.org";
    options.osHint = "Alpine:v3.18";
    options.fileTime = parseIso("2026-03-01T10:00:00Z");
    const auto byFile = readText("aa\t1\nbb\t2\n", options, "dpkg-query");
    QCOMPARE(byFile->host().identity.name, std::string("web01"));
    QCOMPARE(byFile->host().identity.fqdn, std::string("web01.example.org"));
    QCOMPARE(streamOf(byFile->host().os), std::string("Alpine:v3.18"));
    QCOMPARE(byFile->host().timeSource, TimeSource::FileTime);
    options.takenAt = parseIso("2026-02-01T10:00:00Z");
    options.osHint = "SUSE:Linux Enterprise Server 15 SP5";
    const auto byWord = readText("aa\t1\nbb\t2\n", options, "dpkg-query");
    QCOMPARE(byWord->host().timeSource, TimeSource::Operator);
    QCOMPARE(byWord->host().takenAt, options.takenAt);
    QCOMPARE(streamOf(byWord->host().os), options.osHint);
}

void TextReadersTest::emptyTextsAreErrors()
{
    for (const auto& reader : inventoryReaders()) {
        const auto reading = readText("", {}, reader->id());
        QVERIFY2(!reading->result.ok(), std::string(reader->id()).c_str());
    }
}

QTEST_APPLESS_MAIN(TextReadersTest)
#include "textreaderstest.moc"
