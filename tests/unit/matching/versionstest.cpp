// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/matching/versions.h"

#include <QtTest>

#include <algorithm>
#include <rapidcheck.h>
#include <string>
#include <vector>

using namespace bw;

namespace {

struct Vector {
    VersionScheme scheme;
    const char* a;
    char order; ///< '<' or '='
    const char* b;
};

constexpr Vector Vectors[] = {
    {VersionScheme::Deb, "1.9", '<', "1.10"},
    {VersionScheme::Deb, "590-2.1~deb12u1", '<', "590-2.1"},
    {VersionScheme::Deb, "1.0~~", '<', "1.0~"},
    {VersionScheme::Deb, "1.0~", '<', "1.0"},
    {VersionScheme::Deb, "1.0", '<', "1.0a"},
    {VersionScheme::Deb, "1.0a", '<', "1.0+"},
    {VersionScheme::Deb, "1.0Z", '<', "1.0a"},
    {VersionScheme::Deb, "9.9-1", '<', "1:0.1-1"},
    {VersionScheme::Deb, "1.0", '=', "0:1.0-0"},
    {VersionScheme::Deb, "1.001", '=', "1.1"},
    {VersionScheme::Deb, "1.99999999999999999998", '<', "1.99999999999999999999"},
    {VersionScheme::Deb, "1-2-3", '<', "1-10-1"},
    {VersionScheme::Rpm, "3.0.7-27.el9", '<', "1:3.0.7-27.el9"},
    {VersionScheme::Rpm, "1.0~rc1", '<', "1.0"},
    {VersionScheme::Rpm, "1.0", '<', "1.0^git1"},
    {VersionScheme::Rpm, "1.0^git1", '<', "1.0.1"},
    {VersionScheme::Rpm, "1.0a", '<', "1.0.1"},
    {VersionScheme::Rpm, "1.0.a", '<', "1.0.1"},
    {VersionScheme::Rpm, "2_0", '=', "2.0"},
    {VersionScheme::Rpm, "1.0", '<', "1.0-1"},
    {VersionScheme::Rpm, "5.26.3-423.el8_10", '<', "5.26.3-1000.el8"},
    {VersionScheme::Apk, "1.2", '<', "1.2-r0"},
    {VersionScheme::Apk, "1.2-r9", '<', "1.2-r10"},
    {VersionScheme::Apk, "1.2_alpha", '<', "1.2_beta1"},
    {VersionScheme::Apk, "1.2_rc9", '<', "1.2"},
    {VersionScheme::Apk, "1.2", '<', "1.2_p1"},
    {VersionScheme::Apk, "1.2_git20200101", '<', "1.2_p1"},
    {VersionScheme::Apk, "1.2", '<', "1.2a"},
    {VersionScheme::Apk, "1.2a", '<', "1.2.1"},
    {VersionScheme::Apk, "8.2.0015", '<', "8.2.002"},
    {VersionScheme::Apk, "6.6.2p1-r0", '<', "6.6.2p2-r0"},
    {VersionScheme::Apk, "10.2.22.r0", '=', "10.2.22-r0"},
    {VersionScheme::Apk, "1.0~1ab", '<', "1.0~2ab"},
    {VersionScheme::Pacman, "1.0alpha", '<', "1.0"},
    {VersionScheme::Pacman, "1.0", '<', "1.0.a"},
    {VersionScheme::Pacman, "1.0.a", '<', "1.0.1"},
    {VersionScheme::Pacman, "1.0-1", '=', "1.0"},
    {VersionScheme::Pacman, "1.0-1", '<', "1.0-2"},
    {VersionScheme::Pacman, "2.0-1", '<', "1:1.0-1"},
    {VersionScheme::Pacman, "1.1", '<', "1..0"},
    {VersionScheme::Semver, "1.0.0-rc.1", '<', "1.0.0"},
    {VersionScheme::Semver, "1.0.0-2", '<', "1.0.0-10"},
    {VersionScheme::Semver, "1.0.0-10", '<', "1.0.0-a"},
    {VersionScheme::Semver, "1.0.0-a", '<', "1.0.0-a.0"},
    {VersionScheme::Semver, "v1.2", '=', "1.2.0+build.7"},
    {VersionScheme::Semver, "1.2.3.4", '<', "1.2.3.5"},
    {VersionScheme::Windows, "10.0.26100.8037", '<', "10.0.26100.32522"},
    {VersionScheme::Windows, "10.0", '=', "10.0.0.0"},
    {VersionScheme::Windows, "15.1.1913.1", '<', "15.1.1913.10"},
    {VersionScheme::Windows, "6.3", '<', "10"},
    {VersionScheme::Macos, "26.3.2", '<', "26.3.2 (a)"},
    {VersionScheme::Macos, "26.3.2 (a)", '<', "26.3.2(b)"},
    {VersionScheme::Macos, "26.3.2 (c)", '<', "26.4"},
    {VersionScheme::Macos, "14.0", '=', "14"},
    {VersionScheme::Generic, "1.9", '<', "1.10"},
    {VersionScheme::Generic, "1.0", '=', "1.0.0"},
    {VersionScheme::Generic, "8u341", '<', "8u351"},
    {VersionScheme::Generic, "8", '<', "8u351"},
    {VersionScheme::Generic, "8 Update 351", '=', "8u351"},
    {VersionScheme::Generic, "2.0-alpha", '<', "2.0-beta"},
    {VersionScheme::Generic, "2.0 beta 2", '<', "2.0 Beta 10"},
    {VersionScheme::Generic, "2.0b10", '<', "2.0rc1"},
    {VersionScheme::Generic, "2.0.0-rc1", '<', "2.0"},
    {VersionScheme::Generic, "2.0-preview.3", '<', "2.0-rc.1"},
    {VersionScheme::Generic, "7.0-nightly", '<', "7.0-prealpha"},
    {VersionScheme::Generic, "7.0-prealpha", '<', "7.0a1"},
    {VersionScheme::Generic, "7.0-M9", '<', "7.0-M10"},
    {VersionScheme::Generic, "7.0-M10", '<', "7.0"},
    {VersionScheme::Generic, "1.0.2k", '<', "1.0.2m"},
    {VersionScheme::Generic, "1.0.2", '<', "1.0.2a"},
    {VersionScheme::Generic, "1.0.2zh", '<', "1.0.3"},
    {VersionScheme::Generic, "115.9.0esr", '=', "115.9"},
    {VersionScheme::Generic, "v7.1.5.43453", '=', "7.1.5 (43453)"},
    {VersionScheme::Generic, "1.99999999999999999998", '<', "1.99999999999999999999"},
};

struct Text {
    VersionScheme scheme;
    const char* text;
};

constexpr Text Invalid[] = {
    {VersionScheme::Deb, ""},
    {VersionScheme::Deb, "  "},
    {VersionScheme::Deb, "a:1"},
    {VersionScheme::Deb, ":1"},
    {VersionScheme::Deb, "1:"},
    {VersionScheme::Deb, "1-"},
    {VersionScheme::Deb, "2147483648:1"},
    {VersionScheme::Deb, "v1"},
    {VersionScheme::Deb, "1_2"},
    {VersionScheme::Deb, "1 2"},
    {VersionScheme::Rpm, ""},
    {VersionScheme::Rpm, "1:"},
    {VersionScheme::Rpm, "1:-1"},
    {VersionScheme::Rpm, "1 2"},
    {VersionScheme::Rpm, "1\n"},
    {VersionScheme::Apk, ""},
    {VersionScheme::Apk, "1.18.-r2"},
    {VersionScheme::Apk, "57-1-r2"},
    {VersionScheme::Apk, "1.0_x"},
    {VersionScheme::Apk, "1.0-r"},
    {VersionScheme::Apk, "1.0-r1-r2"},
    {VersionScheme::Apk, "a1"},
    {VersionScheme::Pacman, ""},
    {VersionScheme::Pacman, "1.0-"},
    {VersionScheme::Pacman, "1:2:3-1"},
    {VersionScheme::Semver, ""},
    {VersionScheme::Semver, "1..2"},
    {VersionScheme::Semver, "1.x"},
    {VersionScheme::Semver, "1.0.0-"},
    {VersionScheme::Semver, "1.0.0-a..b"},
    {VersionScheme::Semver, "1.0.0+"},
    {VersionScheme::Windows, ""},
    {VersionScheme::Windows, "10.0."},
    {VersionScheme::Windows, "10.0.26100.1 & 10.0.26200.1"},
    {VersionScheme::Windows, "https://example.org/release"},
    {VersionScheme::Windows, "9.0.0-beta.17"},
    {VersionScheme::Macos, "(a)"},
    {VersionScheme::Macos, "14.x"},
    {VersionScheme::Generic, ""},
    {VersionScheme::Generic, "unknown"},
};

/// What versions of a scheme are put together from, chosen so that near and equal pairs are common.
struct Grammar {
    VersionScheme scheme;
    std::vector<std::string> heads;
    std::vector<std::string> middles;
    std::vector<std::string> tails;
};

const Grammar Grammars[] = {
    {VersionScheme::Deb,
     {"0", "1", "0:1", "1:1", "01", "10"},
     {".", "0", "1", "00", "9", "10", "a", "b", "~", "+", "-", "Z"},
     {"", "-0", "-1", "-1~a", "-01+b"}},
    {VersionScheme::Rpm,
     {"0", "1", "0:1", "1:1", "01", "a", "_"},
     {".", "_", "+", "0", "1", "00", "9", "10", "a", "b", "~", "^", "Z"},
     {"", "-0", "-1", "-1~a", "-01^b", "-"}},
    {VersionScheme::Apk,
     {"0", "1", "01", "10"},
     {".0", ".1", ".01", ".010", ".10", "a", "b", "_alpha", "_rc1", "_p", "_p0", "_p1", "_git2", "~1a", "~2"},
     {"", "-r0", "-r1", "-r10", ".r1"}},
    // Only what makepkg packages look like: always a release, no doubled or trailing separator.
    {VersionScheme::Pacman,
     {"0", "1", "0:1", "1:1", "01", "a"},
     {".0", ".1", ".10", "_1", "+a", ".b", "a", "b", "rc", "1", "0"},
     {"-1", "-2", "-1.1", "-01"}},
    {VersionScheme::Semver,
     {"0", "1", "v1", "01", "10"},
     {".0", ".1", ".10", "-a", "-0", "-1", "-10", "-rc.1", ".a", ".2"},
     {"", "+1", "+b"}},
    {VersionScheme::Windows, {"0", "1", "01", "10", " 1"}, {".0", ".1", ".00", ".10", ".2"}, {"", " "}},
    {VersionScheme::Macos, {"0", "1", "10", "26"}, {".0", ".1", ".10", ".2"}, {"", " (a)", "(a)", " (b)"}},
    {VersionScheme::Generic,
     {"0", "1", "v1", "a1", "beta"},
     {".", "-", " ", "0", "1", "10", "a", "b", "u", "update", "rc", "alpha", "final", "x", "~"},
     {"", "0", "1", "esr", "\xc3\xa4"}},
};

rc::Gen<std::string> versionOf(const Grammar& grammar)
{
    const auto text =
        rc::gen::map(rc::gen::tuple(rc::gen::elementOf(grammar.heads),
                                    rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(grammar.middles)),
                                    rc::gen::elementOf(grammar.tails)),
                     [](const std::tuple<std::string, std::vector<std::string>, std::string>& parts) {
                         std::string version = std::get<0>(parts);
                         const auto& middles = std::get<1>(parts);
                         for (std::size_t i = 0; i < std::min<std::size_t>(middles.size(), 4); ++i)
                             version += middles[i];
                         return version + std::get<2>(parts);
                     });
    return rc::gen::suchThat(
        text, [scheme = grammar.scheme](const std::string& version) { return isValidVersion(scheme, version); });
}

QByteArray title(VersionScheme scheme)
{
    const auto text = name(scheme);
    return QByteArray(text.data(), int(text.size()));
}

void schemes()
{
    QTest::addColumn<int>("index");
    for (int i = 0; i < int(std::size(Grammars)); ++i)
        QTest::newRow(title(Grammars[i].scheme).constData()) << i;
}

} // namespace

class VersionsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void comparesVectors();
    void refusesInvalid();
    void saysWhatIsWrong();
    void isATotalOrder_data() { schemes(); }
    void isATotalOrder();
    void survivesAnyBytes_data() { schemes(); }
    void survivesAnyBytes();
};

void VersionsTest::comparesVectors()
{
    for (const Vector& v : Vectors) {
        const auto there = compareVersions(v.scheme, v.a, v.b);
        const auto back = compareVersions(v.scheme, v.b, v.a);
        const QByteArray what = title(v.scheme) + ": " + v.a + ' ' + v.order + ' ' + v.b;
        QVERIFY2(there && back, what.constData());
        QVERIFY2(*there == (v.order == '<' ? Order::Less : Order::Equal), what.constData());
        QVERIFY2(*back == (v.order == '<' ? Order::Greater : Order::Equal), what.constData());
    }
}

void VersionsTest::refusesInvalid()
{
    for (const Text& t : Invalid) {
        const QByteArray what = title(t.scheme) + ": " + t.text;
        QVERIFY2(!isValidVersion(t.scheme, t.text), what.constData());
        const auto right = compareVersions(t.scheme, "1", t.text);
        const auto left = compareVersions(t.scheme, t.text, "1");
        QVERIFY2(!right && !left, what.constData());
        QCOMPARE(right.error().kind, ErrorKind::BadValue);
        QCOMPARE(left.error(), right.error());
    }
    QVERIFY(!isValidVersion(VersionScheme::Deb, std::string(5000, '1')));
    QVERIFY(isValidVersion(VersionScheme::Deb, std::string(500, '1')));
}

void VersionsTest::saysWhatIsWrong()
{
    const auto order = compareVersions(VersionScheme::Deb, "1.0", "x:1.0");
    QVERIFY(!order);
    QCOMPARE(order.error().subject, std::string("\"x:1.0\" is not a version of scheme deb: epoch is not a number"));

    // A long text is cut between characters, never inside one.
    const std::string start = '1' + std::string(78, 'z');
    const auto cut = compareVersions(VersionScheme::Apk, start + "\xc3\xa4\xc3\xa4", "1");
    QVERIFY(!cut);
    QVERIFY(cut.error().subject.starts_with('"' + start + '"'));
}

void VersionsTest::isATotalOrder()
{
    QFETCH(int, index);
    const Grammar& grammar = Grammars[index];
    const auto compare = [&](const std::string& a, const std::string& b) {
        return compareAccepted(grammar.scheme, a, b);
    };
    QVERIFY(rc::check("total order", [&] {
        const auto versions = *rc::gen::container<std::vector<std::string>>(8, versionOf(grammar));
        for (const auto& a : versions) {
            RC_ASSERT(compare(a, a) == 0);
            for (const auto& b : versions) {
                RC_ASSERT(compare(a, b) == -compare(b, a));
                for (const auto& c : versions) {
                    if (compare(a, b) <= 0 && compare(b, c) <= 0)
                        RC_ASSERT(compare(a, c) <= 0);
                }
            }
        }
    }));
}

void VersionsTest::survivesAnyBytes()
{
    QFETCH(int, index);
    const VersionScheme scheme = Grammars[index].scheme;
    QVERIFY(rc::check("any bytes", [scheme](const std::string& a, const std::string& b) {
        const int order = compareAccepted(scheme, a, b);
        RC_ASSERT((order >= -1 && order <= 1));
        RC_ASSERT(compareVersions(scheme, a, b).ok() == (isValidVersion(scheme, a) && isValidVersion(scheme, b)));
    }));
}

QTEST_APPLESS_MAIN(VersionsTest)
#include "versionstest.moc"
