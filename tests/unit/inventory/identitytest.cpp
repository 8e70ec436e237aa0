// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/identity.h"

#include "models/inventory/purl.h"
#include "models/inventory/readers/producertext.h"
#include "models/inventory/readers/purlcomponent.h"

#include <QtTest>

#include <rapidcheck.h>

namespace bw::test {

class IdentityTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void junk_data();
    void junk();
    void junkUuidsAndMacs();
    void spellings();
    void names_data();
    void names();
    void uuidByteOrder();
    void cleaningTwiceChangesNothing();
    void purls_data();
    void purls();
    void purlRefused_data();
    void purlRefused();
    void purlQualifiers();
    void purlNeverFails();
    void purlComponents();
    void purlDistros();
    void hotfixes();
};

void IdentityTest::junk_data()
{
    QTest::addColumn<QString>("serial");
    for (const char* serial :
         {"N/A", "NA", "0", "1", "0000000000", "xxxxxxxxxxx", "NNNNNNN", "To Be Filled By O.E.M.", "Default string",
          "System Serial Number", "Not Specified", "0123456789", "123456789000", "None", " ", "Serial Number xxxxxx"})
        QTest::newRow(serial) << QString::fromLatin1(serial);
}

void IdentityTest::junk()
{
    QFETCH(QString, serial);
    QCOMPARE(cleanSerial(serial.toStdString()), std::string());
    QCOMPARE(cleanSerial(serial.toUpper().toStdString()), std::string());
}

void IdentityTest::junkUuidsAndMacs()
{
    for (const char* uuid : {"FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF", "00000000-0000-0000-0000-000000000000",
                             "03000200-0400-0500-0006-000700080009", "6AB5B300-538D-1014-9FB5-B0684D007B53",
                             "01010101-0101-0101-0101-010101010101", "NA", "4BDRGGFE-0046-4710-8047-B2C04F503732", ""})
        QCOMPARE(cleanUuid(uuid), std::string());
    for (const char* mac : {"00:50:56:C0:00:01", "00:50:56:c0:00:08", "0a:00:27:00:00:00", "00:00:00:00:00:00",
                            "33:50:6f:45:30:30", "02:42:ac:11:00:02", "00:11:22:33:44", "hello"})
        QCOMPARE(cleanMac(mac), std::string());
}

void IdentityTest::spellings()
{
    QCOMPARE(cleanUuid("{4C4C4544-0034-3010-8048-B6C04F503732}"), std::string("4c4c4544-0034-3010-8048-b6c04f503732"));
    QCOMPARE(cleanUuid("4c4c454400343010 8048"), std::string());
    QCOMPARE(cleanUuid("4C4C4544003430108048B6C04F503732"), std::string("4c4c4544-0034-3010-8048-b6c04f503732"));
    for (const char* mac : {"52-54-00-AA-BB-CC", "525400AABBCC", "5254.00aa.bbcc", " 52:54:00:aa:bb:cc "})
        QCOMPARE(cleanMac(mac), std::string("52:54:00:aa:bb:cc"));
}

void IdentityTest::names_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("fqdn");
    QTest::addColumn<QString>("shortName");
    QTest::addColumn<QString>("fullName");
    const auto row = [](const char* name, const char* fqdn, const char* shortName, const char* fullName) {
        QTest::addRow("%s+%s", name, fqdn) << QString::fromLatin1(name) << QString::fromLatin1(fqdn)
                                           << QString::fromLatin1(shortName) << QString::fromLatin1(fullName);
    };
    row("WEB1", "", "WEB1", "");
    row("web1.example.org", "", "web1", "web1.example.org");
    row("", "Web1.Example.ORG.", "web1", "web1.example.org");
    row("WEB1", "web1.example.org", "WEB1", "web1.example.org");
    row("localhost", "localhost.localdomain", "", "");
    row("(none)", "web1.example.org", "web1", "web1.example.org");
    row("vm", "vm", "vm", "");
    row("vm.localdomain", "", "vm", "");
    row("192.0.2.7", "", "192.0.2.7", "");
    row("web1", "localhost", "web1", "");
    row("localhost.example.org", "", "", "localhost.example.org");
    row("list-1.4", "", "list-1.4", ""); // a version in a name is no domain
}

void IdentityTest::names()
{
    QFETCH(QString, name);
    QFETCH(QString, fqdn);
    HostIdentity identity;
    identity.name = name.toStdString();
    identity.fqdn = fqdn.toStdString();
    cleanIdentity(identity);
    QTEST(QString::fromStdString(identity.name), "shortName");
    QTEST(QString::fromStdString(identity.fqdn), "fullName");
}

void IdentityTest::uuidByteOrder()
{
    const char* a = "ec2157de-05a8-243c-454e-9cea9de32a7e";
    QVERIFY(sameUuid(a, "DE5721EC-A805-3C24-454E-9CEA9DE32A7E"));
    QVERIFY(sameUuid("DE5721EC-A805-3C24-454E-9CEA9DE32A7E", a));
    QVERIFY(sameUuid(a, "EC2157DE-05A8-243C-454E-9CEA9DE32A7E"));
    QVERIFY(!sameUuid(a, "DE5721EC-A805-3C24-454E-9CEA9DE32A7F"));
    QVERIFY(!sameUuid("", ""));
    QVERIFY(!sameUuid("NA", "NA"));
}

void IdentityTest::cleaningTwiceChangesNothing()
{
    const bool held =
        rc::check("cleanIdentity is idempotent",
                  [](std::string name, std::string fqdn, std::string serial, std::vector<std::string> macs) {
                      HostIdentity once;
                      once.name = name;
                      once.fqdn = fqdn;
                      once.serial = serial;
                      once.uuid = serial;
                      once.machineId = name;
                      once.macs = std::move(macs);
                      cleanIdentity(once);
                      HostIdentity twice = once;
                      cleanIdentity(twice);
                      RC_ASSERT(once == twice);
                  });
    QVERIFY(held);
}

void IdentityTest::purls_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("parts"); // type|namespace|name|version|subpath
    const auto row = [](const char* text, const char* parts) {
        QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(parts);
    };
    row("pkg:deb/debian/curl@7.50.3-1?arch=i386&distro=jessie", "deb|debian|curl|7.50.3-1|");
    row("pkg:deb/debian/attr@1:2.4.47-2%2Bb1?arch=amd64", "deb|debian|attr|1:2.4.47-2+b1|");
    row("pkg:deb/adduser@3.134#/var/lib/dpkg", "deb||adduser|3.134|var/lib/dpkg");
    row("PKG:RPM/fedora/curl@7.50.3-1.fc25?arch=i386", "rpm|fedora|curl|7.50.3-1.fc25|");
    row("pkg://npm/%40angular/animation@12.3.1", "npm|@angular|animation|12.3.1|");
    row("pkg:npm/@angular/animation@12.3.1", "npm|@angular|animation|12.3.1|");
    row("pkg:npm/@angular/animation", "npm|@angular|animation||");
    row("pkg:golang/google.golang.org/genproto@abcdedf#googleapis/./api/../annotations",
        "golang|google.golang.org|genproto|abcdedf|googleapis/api/annotations");
    row("pkg:maven/org.apache.xmlgraphics//batik-anim@1.9.1", "maven|org.apache.xmlgraphics|batik-anim|1.9.1|");
    row("pkg:generic/openssl", "generic||openssl||");
    row("pkg:generic/a%20b@1%2F2", "generic||a b|1/2|");
}

void IdentityTest::purls()
{
    QFETCH(QString, text);
    const auto purl = parsePurl(text.toStdString());
    QVERIFY(purl);
    QTEST(QString::fromStdString(purl->type + '|' + purl->space + '|' + purl->name + '|' + purl->version + '|'
                                 + purl->subpath),
          "parts");
}

void IdentityTest::purlRefused_data()
{
    QTest::addColumn<QString>("text");
    for (const char* text : {"", "pkg:", "pkg:deb", "pkg:deb/", "deb/curl@1", "http:deb/curl", "pkg:deb/%zz@1",
                             "pkg:deb/curl@%4", "pkg:3d/x", "pkg:d?b/x", "pkg:/x", "pkg:deb/x?a=%g0"})
        QTest::addRow("'%s'", text) << QString::fromLatin1(text);
}

void IdentityTest::purlRefused()
{
    QFETCH(QString, text);
    QVERIFY(!parsePurl(text.toStdString()));
}

void IdentityTest::purlQualifiers()
{
    const auto purl = parsePurl("pkg:rpm/x@1?Arch=x86_64&empty=&upstream=a%26b%3D1%401&&novalue");
    QVERIFY(purl);
    QCOMPARE(purl->qualifiers.size(), std::size_t(2));
    QCOMPARE(std::string(purl->qualifier("arch")), std::string("x86_64"));
    QCOMPARE(std::string(purl->qualifier("upstream")), std::string("a&b=1@1"));
    QCOMPARE(std::string(purl->qualifier("distro")), std::string());
}

void IdentityTest::purlNeverFails()
{
    const bool held = rc::check("what is parsed has type and name", [] {
        const auto text = "pkg:" + *rc::gen::container<std::string>(rc::gen::elementOf(std::string("ab/@?#=&%41:. ")));
        const auto purl = parsePurl(text);
        if (purl)
            RC_ASSERT((!purl->type.empty() && !purl->name.empty()));
    });
    QVERIFY(held);
}

void IdentityTest::purlComponents()
{
    const auto of = [](const char* text) { return purlComponent(*parsePurl(text)); };
    QCOMPARE(of("pkg:deb/debian/bash@5.0-4?epoch=1").version, std::string("1:5.0-4"));
    QCOMPARE(of("pkg:deb/debian/bash@1:5.0-4?epoch=1").version, std::string("1:5.0-4"));
    QCOMPARE(of("pkg:rpm/a/b@0:1-2").version, std::string("1-2"));
    QCOMPARE(of("pkg:rpm/a/b@1-2?epoch=0").version, std::string("1-2"));
    QCOMPARE(of("pkg:apk/alpine/busybox-binsh@1.36.1-r2?upstream=busybox").source, std::string("busybox"));
    QVERIFY(of("pkg:alpm/arch/pacman@6.0.1-1").ecosystem == Ecosystem::Pacman);
    QVERIFY(of("pkg:oci/debian@sha256%3A1").ecosystem == Ecosystem::Unknown);
    QCOMPARE(of("pkg:golang/example.org/x/net@v0.1").name, std::string("example.org/x/net"));
}

void IdentityTest::purlDistros()
{
    const auto of = [](const char* text) { return streamOf(purlOs(*parsePurl(text))); };
    QCOMPARE(of("pkg:deb/debian/a@1?distro=debian-12"), std::string("Debian:12"));
    QCOMPARE(of("pkg:deb/debian/a@1?distro=bookworm"), std::string("Debian:12"));
    QCOMPARE(of("pkg:deb/ubuntu/a@1?distro=ubuntu-22.04"), std::string("Ubuntu:22.04"));
    QCOMPARE(of("pkg:deb/ubuntu/a@1?distro=jammy"), std::string("Ubuntu:22.04"));
    QCOMPARE(of("pkg:rpm/redhat/a@1?distro=rhel-9.4"), std::string("Red Hat:9"));
    QCOMPARE(of("pkg:apk/alpine/a@1?distro=alpine-3.18.4"), std::string("Alpine:v3.18"));
    QCOMPARE(of("pkg:deb/debian/a@1"), std::string());
}

void IdentityTest::hotfixes()
{
    QCOMPARE(hotfixIn("Update for X (kb5044284)"), std::string("KB5044284"));
    QCOMPARE(hotfixIn("KB123"), std::string());
    QCOMPARE(hotfixIn("SKB5044284"), std::string());
    QCOMPARE(hotfixIn("KB50442841234"), std::string());
    QVERIFY(isHotfixEntry("KB5044284"));
    QVERIFY(isHotfixEntry("Security Update for X (KB5044284)"));
    QVERIFY(!isHotfixEntry("Runtime 2010 - KB5044284"));
    QVERIFY(isHotfixEntry("Runtime 2010 - KB5044284", "Hotfix"));
    QVERIFY(!isHotfixEntry("Keyboard Tool"));
}

} // namespace bw::test

QTEST_APPLESS_MAIN(bw::test::IdentityTest)
#include "identitytest.moc"
