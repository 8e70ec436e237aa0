// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/hostfilter.h"

#include <QtTest>

#include <rapidcheck.h>

using namespace bw;

namespace {

Host webHost()
{
    Host host;
    host.identity.name = "Web-01";
    host.identity.fqdn = "web-01.north.example";
    host.attributes.exposure = Exposure::Open;
    host.attributes.importance = Mission::Mef;
    host.attributes.owner = "Ann Lee";
    host.attributes.site = "North wing";
    host.attributes.tags = {"pci", "shop"};
    return host;
}

OsIdentity debian()
{
    OsIdentity os;
    os.family = "linux";
    os.name = "Debian";
    os.release = "12";
    return os;
}

} // namespace

class HostFilterTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void matches_data();
    void matches();
    void errors_data();
    void errors();
    void neverFailsOnAnyText();
};

void HostFilterTest::matches_data()
{
    QTest::addColumn<bool>("yes");
    const std::pair<const char*, bool> cases[] = {
        {"", true},
        {"   ", true},
        {"name:web*", true},
        {"name:WEB-0?", true},
        {"name:web", false},
        {"name:*.example", true},
        {"tag:pci", true},
        {"tag:pc", false},
        {"tag:lab,shop", true},
        {"tag:none", false},
        {"-tag:lab", true},
        {"os:debian", true},
        {"os:linux", true},
        {"os:ubuntu", false},
        {"release:12", true},
        {"exposure:open", true},
        {"exposure:small,controlled", false},
        {"exposure:none", false},
        {"importance:high", true},
        {"importance:mef", true},
        {"importance:low", false},
        {"safety:none", true},
        {"owner:\"ann lee\"", true},
        {"owner:ann", false},
        {"owner:ann*", true},
        {"site:north*", true},
        {"role:none", true},
        {"state:stale", true},
        {"state:current", false},
        {"north", true},
        {"\"debian 12\"", true},
        {"\"debian 11\"", false},
        {"web -state:stale", false},
        {"tag:lab OR tag:pci", true},
        {"tag:lab OR tag:pci state:current", false},
        {"(tag:lab OR tag:pci) state:stale", true},
        {"-(tag:lab OR tag:pci)", false},
        {"ORacle", false},
    };
    for (const auto& [text, yes] : cases)
        QTest::newRow(text) << yes;
}

void HostFilterTest::matches()
{
    QFETCH(bool, yes);
    const auto filter = HostFilter::parse(QTest::currentDataTag());
    QVERIFY(filter.ok());
    const Host host = webHost();
    const OsIdentity os = debian();
    QCOMPARE(filter->matches({host, &os, HostState::Stale}), yes);
}

void HostFilterTest::errors_data()
{
    QTest::addColumn<int>("column");
    QTest::addColumn<QString>("part");
    QTest::newRow("colour:red") << 1 << QStringLiteral("name, tag, os");
    QTest::newRow("tag:pci exposure:wide") << 18 << QStringLiteral("small, controlled, open");
    QTest::newRow("state:fresh") << 7 << QStringLiteral("current, stale");
    QTest::newRow("name:") << 6 << QStringLiteral("expected a value");
    QTest::newRow("(tag:pci") << 9 << QStringLiteral("expected \")\"");
    QTest::newRow("tag:pci)") << 8 << QStringLiteral("without");
    QTest::newRow("owner:\"ann") << 7 << QStringLiteral("quote");
    QTest::newRow("tag:pci OR") << 11 << QStringLiteral("expected a term");
    QTest::newRow("-") << 2 << QStringLiteral("expected a term");
}

void HostFilterTest::errors()
{
    QFETCH(int, column);
    QFETCH(QString, part);
    const auto filter = HostFilter::parse(QTest::currentDataTag());
    QVERIFY(!filter.ok());
    QCOMPARE(filter.error().kind, ErrorKind::Usage);
    QCOMPARE(int(filter.error().place.column), column);
    QVERIFY2(filter.error().subject.find(part.toStdString()) != std::string::npos, filter.error().subject.c_str());
}

void HostFilterTest::neverFailsOnAnyText()
{
    const Host host = webHost();
    const bool ok = rc::check("negation turns every answer round", [&] {
        const auto letters = rc::gen::container<std::string>(rc::gen::elementOf(std::string("ab:*-( )\",ORtagname")));
        const std::string text = *letters;
        const auto filter = HostFilter::parse(text);
        const auto negated = HostFilter::parse("-(" + text + ")");
        if (!filter.ok() || filter->empty())
            return;
        RC_ASSERT(negated.ok());
        RC_ASSERT(filter->matches({host, nullptr, HostState::Current})
                  != negated->matches({host, nullptr, HostState::Current}));
    });
    QVERIFY(ok);
}

QTEST_APPLESS_MAIN(HostFilterTest)
#include "hostfiltertest.moc"
