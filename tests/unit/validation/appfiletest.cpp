// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/validation/appfile.h"

#include <QtTest>

#include <rapidcheck.h>

using namespace bw;

namespace {

std::string anyText(std::size_t least = 0)
{
    // What inventories and people come up with: quotes, newlines, templates, other scripts.
    static const std::vector<std::string> parts{"a",  "Z",       "7", " ",  "\"", "\\",   "\n",
                                                "\t", "{{ x }}", "é", "漢", "-",  "$(id)"};
    std::string text;
    const auto count = *rc::gen::inRange<std::size_t>(least, 6);
    for (std::size_t i = 0; i < count; ++i)
        text += *rc::gen::elementOf(parts);
    return text;
}

CriticalApp anyApp(std::size_t number)
{
    CriticalApp app;
    app.id = "app" + std::to_string(number);
    app.name = anyText(1);
    app.owner = anyText(1);
    app.hostFilter = *rc::gen::elementOf(std::vector<std::string>{"tag:shop", "name:a* OR name:b*", "\"north wing\""});
    const auto checks = *rc::gen::inRange(0, 4);
    for (int c = 0; c < checks; ++c) {
        AppCheck check;
        check.id = "c" + std::to_string(c);
        check.name = anyText(1);
        check.kind = CheckKind(*rc::gen::inRange(0, 2));
        if (check.kind == CheckKind::Manual) {
            check.steps = anyText(1);
        } else {
            check.command = {anyText(1), anyText(), anyText()};
            check.expectedExit = *rc::gen::inRange(0, 256);
            check.expectedOutput = anyText();
        }
        app.checks.push_back(std::move(check));
    }
    return app;
}

} // namespace

class AppFileTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void writtenAndReadBackIsTheSame()
    {
        QVERIFY(rc::check("round trip", [] {
            std::vector<CriticalApp> apps;
            const auto count = *rc::gen::inRange<std::size_t>(0, 4);
            for (std::size_t i = 0; i < count; ++i)
                apps.push_back(anyApp(i));
            const auto back = criticalAppsFromJson(toJson(apps));
            RC_ASSERT(back.ok());
            RC_ASSERT(*back == apps);
        }));
    }

    void noTextBringsItDown()
    {
        QVERIFY(rc::check("any bytes", [](const std::string& bytes) {
            const auto outcome = criticalAppsFromJson(bytes);
            const bool harmless = !outcome.ok() || outcome->empty();
            RC_ASSERT(harmless);
        }));
    }

    void idsAreMadeOfNames()
    {
        const auto apps = criticalAppsFromJson(
            R"({"critical_apps":[{"name":"Web Shop!","owner":"A","hosts":"tag:a","checks":[
               {"name":"Ping","command":["ping","-c1","::1"]},{"name":"ping","steps":"look"}]},
               {"name":"web shop","owner":"B","hosts":"tag:b"},{"name":"漢","owner":"C","hosts":"tag:c"}]})");
        QVERIFY(apps.ok());
        QCOMPARE((*apps)[0].id, std::string("web-shop"));
        QCOMPARE((*apps)[1].id, std::string("web-shop-2"));
        QCOMPARE((*apps)[2].id, std::string("app"));
        QVERIFY((*apps)[0].checks[0].kind == CheckKind::Command); // a command says what it is
        QVERIFY((*apps)[0].checks[1].kind == CheckKind::Manual);
        QCOMPARE((*apps)[0].checks[1].id, std::string("ping-2"));
    }

    void whatIsWrongIsSaidWithItsPlace_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<int>("kind");
        QTest::addColumn<QByteArray>("field");
        const auto app = [](const char* members) {
            return QByteArray(R"({"critical_apps":[{"name":"A","owner":"O","hosts":"tag:a",)") + members + "}]}";
        };
        QTest::newRow("no JSON") << QByteArray("x") << int(ErrorKind::Malformed) << QByteArray();
        QTest::newRow("a list") << QByteArray("[]") << int(ErrorKind::Malformed) << QByteArray();
        QTest::newRow("no list") << QByteArray("{}") << int(ErrorKind::MissingField) << QByteArray("critical_apps");
        QTest::newRow("no owner") << QByteArray(R"({"critical_apps":[{"name":"A","hosts":"tag:a"}]})")
                                  << int(ErrorKind::MissingField) << QByteArray("critical_apps[0].owner");
        QTest::newRow("no filter") << QByteArray(
            R"({"critical_apps":[{"name":"A","owner":"O","hosts":"exposure:huge"}]})")
                                   << int(ErrorKind::Usage) << QByteArray("critical_apps[0].hosts");
        QTest::newRow("no program") << app(R"("checks":[{"name":"x","kind":"command"}])")
                                    << int(ErrorKind::MissingField) << QByteArray("critical_apps[0].checks[0].command");
        QTest::newRow("no steps") << app(R"("checks":[{"name":"x"}])") << int(ErrorKind::MissingField)
                                  << QByteArray("critical_apps[0].checks[0].steps");
        QTest::newRow("kind") << app(R"("checks":[{"name":"x","kind":"magic"}])") << int(ErrorKind::BadValue)
                              << QByteArray("critical_apps[0].checks[0].kind");
        QTest::newRow("word") << app(R"("checks":[{"name":"x","command":["a",1]}])") << int(ErrorKind::BadValue)
                              << QByteArray("critical_apps[0].checks[0].command");
        QTest::newRow("twice") << app(
            R"("checks":[{"id":"x","name":"x","steps":"s"},{"id":"x","name":"y","steps":"s"}])")
                               << int(ErrorKind::BadValue) << QByteArray("critical_apps[0].checks[1].id");
        QTest::newRow("long") << app(
            ("\"checks\":[{\"name\":\"x\",\"steps\":\"" + std::string(5000, 's') + "\"}]").c_str())
                              << int(ErrorKind::TooLarge) << QByteArray("critical_apps[0].checks[0]");
    }

    void whatIsWrongIsSaidWithItsPlace()
    {
        QFETCH(QByteArray, json);
        QFETCH(int, kind);
        QFETCH(QByteArray, field);
        const auto apps = criticalAppsFromJson(json.toStdString());
        QVERIFY(!apps.ok());
        QCOMPARE(int(apps.error().kind), kind);
        QCOMPARE(QByteArray::fromStdString(apps.error().place.field), field);
    }
};

QTEST_GUILESS_MAIN(AppFileTest)
#include "appfiletest.moc"
