// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/findingfilter.h"
#include "models/domain/patchfilter.h"

#include <QtTest>

using namespace bw;

class FiltersTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void patches_data();
    void patches();
    void errorsNameThePlace_data();
    void errorsNameThePlace();
    void nestingIsCapped();
    void termsAreChips();
    void withoutLeavesAKeyOut();
    void toggling_data();
    void toggling();
    void findingsBorrowBothLanguages();
};

namespace {

Assessment frame()
{
    Assessment all;
    all.at = parseIso("2026-11-24T08:00:00Z").value();
    auto catalog = std::make_shared<Catalog>();
    catalog->cves.resize(1);
    catalog->cves[0].id = "CVE-2026-1234";
    all.catalog = catalog;
    return all;
}

Patch openssl()
{
    Patch patch;
    patch.id = "Debian:12/openssl/3.0.17-1";
    patch.package = "openssl";
    patch.fixed = "3.0.17-1";
    patch.stream = "Debian:12";
    patch.advisories = {"DSA-5980-1"};
    patch.cves = {0};
    patch.decision = Decision::OutOfCycle;
    patch.due = parseDay("2026-11-27");
    patch.hostsOpen = 12;
    patch.epssMax = 0.1F;
    patch.controls = {"Behind the WAF"};
    return patch;
}

} // namespace

void FiltersTest::patches_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("passes");
    const auto row = [](const char* text, bool passes) { QTest::newRow(text) << QString::fromLatin1(text) << passes; };
    row("", true);
    row("openssl", true);
    row("OpenSSL dsa-5980", true);
    row("2026-1234", true);
    row("gnutls", false);
    row("decision:out-of-cycle", true);
    row("decision:>=out-of-cycle", true);
    row("decision:>out-of-cycle", false);
    row("decision:<immediate", true);
    row("decision:immediate,out-of-cycle", true);
    row("kev:yes", false);
    row("-kev:yes", true);
    row("due:<7d", true);
    row("due:<3d", false);
    row("due:<=3d", true);
    row("due:<1w", true);
    row("due:overdue", false);
    row("due:2026-11-27", true);
    row("due:<2026-11-27", false);
    row("due:none", false);
    row("hosts:>5", true);
    row("hosts:12", true);
    row("hosts:>=13", false);
    row("cve:CVE-2026-1234", true);
    row("cve:cve-2025*", false);
    row("epss:>=0.1", true); // a float score equals the number that was typed
    row("epss:10%", true);
    row("epss:>0.1", false);
    row("cvss:none", true);
    row("cvss:>1", false);
    row("advisory:dsa-*", true);
    row("fix:yes", true);
    row("for:debian", true);
    row("for:Debian:12", true);
    row("for:deb", false);
    row("patch:open*", true);
    row("control:\"behind the waf\"", true);
    row("gnutls OR openssl", true);
    row("(gnutls OR openssl) kev:yes", false);
}

void FiltersTest::patches()
{
    QFETCH(QString, text);
    QFETCH(bool, passes);
    const auto filter = PatchFilter::parse(text.toStdString());
    QVERIFY2(filter.ok(), filter.ok() ? "" : filter.error().subject.c_str());
    QCOMPARE(filter->matches(openssl(), frame()), passes);
}

void FiltersTest::errorsNameThePlace_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("column");
    QTest::addColumn<QString>("part");
    const auto row = [](const char* text, int column, const char* part) {
        QTest::newRow(text) << QString::fromLatin1(text) << column << QString::fromLatin1(part);
    };
    row("kev:maybe", 5, "yes, no");
    row("openssl due:soon", 13, "7d");
    row("hosts:many", 7, "a number");
    row("decision:>=high", 12, "out-of-cycle");
    row("sev:high", 1, "decision");
    row("kev:>yes", 5, "yes, no");
    row("due:<overdue", 6, "7d");
    row("hosts:>", 8, "value");
    row("(openssl", 9, ")");
}

void FiltersTest::errorsNameThePlace()
{
    QFETCH(QString, text);
    QFETCH(int, column);
    QFETCH(QString, part);
    const auto filter = PatchFilter::parse(text.toStdString());
    QVERIFY(!filter.ok());
    QCOMPARE(filter.error().kind, ErrorKind::Usage);
    QCOMPARE(int(filter.error().place.column), column);
    QVERIFY2(filter.error().subject.find(part.toStdString()) != std::string::npos, filter.error().subject.c_str());
}

void FiltersTest::nestingIsCapped()
{
    QVERIFY(PatchFilter::parse(std::string(30, '(') + "a" + std::string(30, ')')).ok());
    QVERIFY(!PatchFilter::parse(std::string(2000, '(')).ok());
    QCOMPARE(PatchFilter::parse(std::string(5000, 'a')).error().kind, ErrorKind::TooLarge);
}

void FiltersTest::termsAreChips()
{
    const std::string text = "openssl -kev:yes (fix:yes OR fix:none) due:<7d";
    const auto filter = PatchFilter::parse(text);
    QVERIFY(filter.ok());
    const auto terms = filter->expression().terms();
    QStringList chips;
    for (const auto& term : terms)
        chips << QString::fromStdString(text.substr(term.begin, term.end - term.begin));
    QCOMPARE(chips,
             QStringList({QStringLiteral("openssl"), QStringLiteral("-kev:yes"),
                          QStringLiteral("(fix:yes OR fix:none)"), QStringLiteral("due:<7d")}));
    QVERIFY(terms[1].negated);
    QVERIFY(PatchFilter::parse("a OR b")->expression().terms().empty());
}

void FiltersTest::withoutLeavesAKeyOut()
{
    const std::size_t kev = 3;
    QCOMPARE(PatchFilter::keys()[kev].name, std::string_view("kev"));
    const auto filter = PatchFilter::parse("kev:yes openssl");
    QVERIFY(!filter->matches(openssl(), frame()));
    QVERIFY(PatchFilter(filter->expression().without(kev)).matches(openssl(), frame()));
    QVERIFY(PatchFilter(PatchFilter::parse("kev:yes")->expression().without(kev)).empty());
    QVERIFY(!PatchFilter(PatchFilter::parse("kev:yes gnutls")->expression().without(kev)).matches(openssl(), frame()));
}

void FiltersTest::toggling_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("term");
    QTest::addColumn<QString>("after");
    const auto row = [](const char* text, const char* term, const char* after) {
        QTest::addRow("%s + %s", text, term)
            << QString::fromLatin1(text) << QString::fromLatin1(term) << QString::fromLatin1(after);
    };
    row("", "kev:yes", "kev:yes");
    row("openssl", "kev:yes", "openssl kev:yes");
    row("openssl kev:yes due:<7d", "kev:yes", "openssl due:<7d");
    row("kev:YES", "kev:yes", "");
    row("a OR b", "kev:yes", "(a OR b) kev:yes");
    row("-kev:yes", "kev:yes", "-kev:yes kev:yes");
}

void FiltersTest::toggling()
{
    QFETCH(QString, text);
    QFETCH(QString, term);
    QFETCH(QString, after);
    QCOMPARE(QString::fromStdString(filterToggled(text.toStdString(), term.toStdString(), PatchFilter::keys())), after);
}

void FiltersTest::findingsBorrowBothLanguages()
{
    for (const char* text : {"tag:pci kev:yes state:open", "host:web*", "owner:ann for:debian since:>30d version:1*"})
        QVERIFY(FindingFilter::parse(text).ok());
    for (const char* text : {"name:web", "hosts:>3", "state:stale"})
        QVERIFY(!FindingFilter::parse(text).ok());
    // No two keys share a name, so that none hides another.
    std::vector<std::string_view> names;
    for (const FilterKey& key : FindingFilter::keys())
        names.push_back(key.name);
    std::sort(names.begin(), names.end());
    QVERIFY(std::adjacent_find(names.begin(), names.end()) == names.end());
}

QTEST_APPLESS_MAIN(FiltersTest)
#include "filterstest.moc"
