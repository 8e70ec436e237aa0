// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/files/jsonkey.h"
#include "models/files/jsonwalker.h"
#include "tests/support/chunkedsource.h"
#include "tests/support/jsonreading.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

#include <rapidcheck.h>

using namespace bw;
using bw::test::childrenOf;
using bw::test::ChunkedSource;
using bw::test::readAll;

namespace {

struct Seen {
    std::string key;
    std::string parentKey;
    std::string raw;
    std::uint64_t document = 0;
    std::uint64_t line = 0;
    std::uint64_t offset = 0;
};

struct Run {
    std::vector<Seen> seen;
    std::vector<Issue> issues;
    std::optional<Error> error;
    JsonWalker::Outcome outcome;
};

struct Setting {
    std::vector<std::string> paths;
    std::vector<std::size_t> blocks = {};
    std::size_t maxValue = 64u << 20;
    int maxDepth = 256;
    bool fails = false;
};

Run walk(const std::string& text, const Setting& setting)
{
    Run run;
    JsonWalker walker("f.json");
    walker.maxValue = setting.maxValue;
    walker.maxDepth = setting.maxDepth;
    for (const std::string& path : setting.paths) {
        walker.on(path, [&](simdjson::ondemand::value value, const JsonWalker::At& at) {
            run.seen.push_back(
                {std::string(at.key), std::string(at.parentKey), std::string(at.raw), at.document, at.line, at.offset});
            readAll(value);
        });
    }
    ChunkedSource bytes(text, setting.blocks, setting.fails);
    const auto outcome = walker.run(bytes, run.issues, ProgressSink::none());
    if (outcome)
        run.outcome = *outcome;
    else
        run.error = outcome.error();
    return run;
}

std::vector<std::string> raws(const Run& run)
{
    std::vector<std::string> out;
    for (const Seen& seen : run.seen)
        out.push_back(seen.raw);
    return out;
}

using Strings = std::vector<std::string>;

QString anyText()
{
    static const QString parts[] = {QStringLiteral("a"),   QStringLiteral("b"),   QStringLiteral("\""),
                                    QStringLiteral("\\"),  QStringLiteral("{"),   QStringLiteral("]"),
                                    QStringLiteral("[ :"), QStringLiteral("ü"),   QStringLiteral("🔒"),
                                    QStringLiteral("\n"),  QStringLiteral("\\\"")};
    QString text;
    for (int i = *rc::gen::inRange(0, 6); i > 0; --i)
        text += parts[*rc::gen::inRange(0, int(std::size(parts)))];
    return text;
}

QJsonValue anyValue(int depth)
{
    switch (*rc::gen::inRange(0, depth > 0 ? 8 : 4)) {
    case 0:
        return QJsonValue::Null;
    case 1:
        return *rc::gen::arbitrary<bool>();
    case 2:
        return *rc::gen::inRange(-5000, 5000) / 8.0;
    case 3:
        return anyText();
    case 4:
    case 5: {
        QJsonArray array;
        for (int i = *rc::gen::inRange(0, 5); i > 0; --i)
            array.append(anyValue(depth - 1));
        return array;
    }
    default: {
        QJsonObject object;
        for (int i = *rc::gen::inRange(0, 5); i > 0; --i)
            object.insert(anyText(), anyValue(depth - 1));
        return object;
    }
    }
}

QJsonValue parsed(const std::string& raw)
{
    return QJsonDocument::fromJson("[" + QByteArray::fromStdString(raw) + "]").array().at(0);
}

const std::string sample = "{\"name\": \"h\\u00f6st\", \"list\": [1, {\"a\": [true, null, \"x\\\\\\\"y\"]},"
                           " -2.5e3], \"o\": {\"k\": {}}}";

} // namespace

class JsonTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void findsPaths_data();
    void findsPaths();
    void tellsKeys();
    void tellsPlaces();
    void scalarsAreHandedOut();
    void severalDocuments();
    void sayingNothingIsNoError();
    void refuses_data();
    void refuses();
    void errorsHaveAPlace();
    void handlerErrorsBecomeIssues();
    void capsHold();
    void depthBomb();
    void everyCutIsAnErrorOfItsKind();
    void sourceErrorIsPassedOn();
    void cancels();
    void keysAreUnescaped();
    void agreesWithQtOnRandomDocuments();
    void neverCrashesOnNoise();
};

void JsonTest::findsPaths_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QStringList>("paths");
    QTest::addColumn<QStringList>("values");
    const auto row = [](const char* title, const char* text, const QStringList& paths, const QStringList& values) {
        QTest::newRow(title) << QByteArray(text) << paths << values;
    };
    row("whole", R"( {"a":1} )", {QString()}, {QStringLiteral(R"({"a":1})")});
    row("elements", R"([{"a":1}, {"a":2} ,{}])", {QStringLiteral("*")},
        {QStringLiteral(R"({"a":1})"), QStringLiteral(R"({"a":2})"), QStringLiteral("{}")});
    row("member", R"({"x":[1],"a":{"b":[2]},"b":3})", {QStringLiteral("a/b")}, {QStringLiteral("[2]")});
    row("any key", R"({"x":{"v":[1]},"y":{"w":2,"v":[3]}})", {QStringLiteral("*/v")},
        {QStringLiteral("[1]"), QStringLiteral("[3]")});
    row("below elements", R"({"m":[{"v":[1]},5,[],{"v":[{}]}]})", {QStringLiteral("m/*/v/*")},
        {QStringLiteral("1"), QStringLiteral("{}")});
    row("several paths", R"({"a":[1],"b":{"c":[2,3]},"d":[4]})", {QStringLiteral("b/c/*"), QStringLiteral("a")},
        {QStringLiteral("[1]"), QStringLiteral("2"), QStringLiteral("3")});
    row("key beside any key", R"({"a":{"v":1},"b":{"v":2}})", {QStringLiteral("*/v"), QStringLiteral("a")},
        {QStringLiteral(R"({"v":1})"), QStringLiteral("2")});
    row("brackets in strings", R"([{"a":"]}\"]"},{"\\":"[{\\"}])", {QStringLiteral("*")},
        {QStringLiteral(R"({"a":"]}\"]"})"), QStringLiteral(R"({"\\":"[{\\"})")});
    row("not there", R"({"a":[1,{"b":2}]})", {QStringLiteral("b")}, {});
}

void JsonTest::findsPaths()
{
    QFETCH(QByteArray, text);
    QFETCH(QStringList, paths);
    QFETCH(QStringList, values);
    Setting setting;
    for (const QString& path : paths)
        setting.paths.push_back(path.toStdString());
    for (const std::size_t block : {1, 2, 5, 1000}) {
        setting.blocks = {block};
        const Run run = walk(text.toStdString(), setting);
        QVERIFY(!run.error);
        QCOMPARE(run.issues.size(), std::size_t(0));
        QStringList seen;
        for (const std::string& raw : raws(run))
            seen << QString::fromStdString(raw);
        QCOMPARE(seen, values);
        QCOMPARE(run.outcome.values, std::uint64_t(values.size()));
    }
}

void JsonTest::tellsKeys()
{
    const std::string text = R"({"bash":{"CVE-1":{"s":1},"CVE-2":{"s":2}},"curl":{"CVE-3":{"s":3}}})";
    const Run two = walk(text, {{"*/*"}});
    QCOMPARE(two.seen.size(), std::size_t(3));
    QCOMPARE(two.seen[1].key, std::string("CVE-2"));
    QCOMPARE(two.seen[1].parentKey, std::string("bash"));
    QCOMPARE(two.seen[2].parentKey, std::string("curl"));
    const Run fixed = walk(R"({"hosts":{"web1":{"packages":[1]}}})", {{"hosts/*/packages"}});
    QCOMPARE(fixed.seen.at(0).key, std::string("web1"));
    QCOMPARE(fixed.seen.at(0).parentKey, std::string());
    QCOMPARE(walk(R"({"a":{"b":1}})", {{"a/b"}}).seen.at(0).key, std::string("b"));
    const Run element = walk(R"({"web1":[{"n":1}]})", {{"*/*"}});
    QCOMPARE(element.seen.at(0).key, std::string());
    QCOMPARE(element.seen.at(0).parentKey, std::string("web1"));
}

void JsonTest::tellsPlaces()
{
    const std::string text = "\xEF\xBB\xBF[\n  {\n},\n\n  7]\n";
    for (const std::size_t block : {1, 3, 100}) {
        const Run run = walk(text, {{"*"}, {block}});
        QCOMPARE(run.seen.size(), std::size_t(2));
        QCOMPARE(run.seen[0].line, std::uint64_t(2));
        QCOMPARE(run.seen[0].offset, std::uint64_t(text.find('{')));
        QCOMPARE(run.seen[1].line, std::uint64_t(5));
        QCOMPARE(run.seen[1].offset, std::uint64_t(text.find('7')));
    }
}

void JsonTest::scalarsAreHandedOut()
{
    JsonWalker walker("f");
    std::string name;
    double number = 0;
    bool flag = false;
    bool null = false;
    walker.on("s", [&](simdjson::ondemand::value v, const auto&) { name = v.get_string().value(); });
    walker.on("n", [&](simdjson::ondemand::value v, const auto&) { number = v.get_double(); });
    walker.on("b", [&](simdjson::ondemand::value v, const auto&) { flag = v.get_bool(); });
    walker.on("z", [&](simdjson::ondemand::value v, const auto&) { null = v.is_null(); });
    const auto bytes = memorySource(R"({"s":"a\"\u00e4","n":-2.5,"b":true,"z":null})");
    std::vector<Issue> issues;
    QVERIFY(walker.run(*bytes, issues, ProgressSink::none()).ok());
    QCOMPARE(issues.size(), std::size_t(0));
    QCOMPARE(name, std::string("a\"\xC3\xA4"));
    QCOMPARE(number, -2.5);
    QVERIFY(flag);
    QVERIFY(null);
}

void JsonTest::severalDocuments()
{
    std::vector<std::uint64_t> marks;
    JsonWalker walker("f");
    walker.onDocument([&](std::uint64_t d) { marks.push_back(10 + d); },
                      [&](std::uint64_t d) { marks.push_back(20 + d); });
    walker.on("a", [&](simdjson::ondemand::value, const JsonWalker::At& at) { marks.push_back(at.document); });
    const auto bytes = memorySource("{\"a\":1}\n{\"a\":2}{}\r\n3 \"four\"[]");
    std::vector<Issue> issues;
    const auto outcome = walker.run(*bytes, issues, ProgressSink::none());
    QVERIFY(outcome.ok());
    QCOMPARE(outcome->documents, std::uint64_t(6));
    QCOMPARE(outcome->values, std::uint64_t(2));
    QCOMPARE(marks, (std::vector<std::uint64_t>{10, 0, 20, 11, 1, 21, 12, 22, 13, 23, 14, 24, 15, 25}));
}

void JsonTest::sayingNothingIsNoError()
{
    for (const std::string text : {"", " \n", "\xEF\xBB\xBF", "null", "null\n"}) {
        const Run run = walk(text, {{"", "*"}, {1}});
        QVERIFY(!run.error);
        QCOMPARE(run.outcome.documents, std::uint64_t(text.find("null") != std::string::npos));
        QCOMPARE(run.outcome.values, std::uint64_t(0));
    }
}

void JsonTest::refuses_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("kind");
    for (const char* text :
         {"}",       "]",         "[1]]",        "{}}",    "[1],",     "abc",          "[1 2]",
          "[1,]",    "{\"a\" 1}", "{\"a\":1,}",  "{a:1}",  "{\"a\":}", "[{]}",         "[[}",
          "{'a':1}", "nulll",     "+1",          "01",     "1.",       ".5",           "-",
          "1e",      "[,1]",      "{\"b\":[}]}", "<html>", "@{a=1}",   "[\"a\"\"b\"]", "{\"a\":1 \"b\":2}",
          "{,}",     "[1:2]"})
        QTest::newRow(text) << QByteArray(text) << int(ErrorKind::Malformed);
    for (const char* text : {"[", "{", "[1", "[1,", "{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\":1,", "\"abc", "\"abc\\",
                             "[[1],[", "{\"b\":[1,{", "{\"b\":\"x", "tru", "[\"\\\\\\\""})
        QTest::newRow(text) << QByteArray(text) << int(ErrorKind::Truncated);
}

void JsonTest::refuses()
{
    QFETCH(QByteArray, text);
    QFETCH(int, kind);
    for (const std::string path : {"*", "q/*", "q"}) {
        for (const std::size_t block : {1, 100}) {
            const Run run = walk(text.toStdString(), {{path}, {block}});
            // Inside what is handed out, the handler's own reading finds the fault.
            if (path == "*" && !run.error)
                QVERIFY(!run.issues.empty());
            else
                QCOMPARE(int(run.error.value_or(Error{}).kind), kind);
        }
    }
}

void JsonTest::errorsHaveAPlace()
{
    const Run run = walk("{\"a\": 1,\n \"b\" 2}", {{"a"}, {2}});
    QVERIFY(run.error.has_value());
    QCOMPARE(run.error->place, (Place{"f.json", 2, 6, {}}));
    QCOMPARE(run.seen.size(), std::size_t(1));
    const Run deep = walk("{\"a\":\n[1,\n{\"x\": ]}}", {{"b"}, {3}});
    QCOMPARE(deep.error->place, (Place{"f.json", 3, 7, {}}));
}

void JsonTest::handlerErrorsBecomeIssues()
{
    JsonWalker walker("f");
    int good = 0;
    walker.on("*", [&](simdjson::ondemand::value v, const auto&) {
        (void)v["name"].get_string().value();
        ++good;
    });
    const auto bytes = memorySource("[{\"name\":\"a\"},\n{\"nme\":1},\n{\"name\":5},\n7,\n{\"name\":\"\\q\"},\n"
                                    "{\"name\":\"\xFF\"},\n{\"name\":\"z\"}]");
    std::vector<Issue> issues;
    QVERIFY(walker.run(*bytes, issues, ProgressSink::none()).ok());
    QCOMPARE(good, 2);
    QCOMPARE(issues.size(), std::size_t(5));
    const ErrorKind kinds[] = {ErrorKind::MissingField, ErrorKind::BadValue, ErrorKind::BadValue, ErrorKind::Malformed,
                               ErrorKind::Malformed};
    for (std::size_t i = 0; i < 5; ++i) {
        QCOMPARE(issues[i].kind, kinds[i]);
        QCOMPARE(issues[i].place.line, std::uint64_t(i + 2));
        QCOMPARE(issues[i].place.file, std::string("f"));
        QVERIFY(!issues[i].reason.empty());
    }
    QCOMPARE(issues[0].raw, std::string("{\"nme\":1}"));
    QCOMPARE(issues[4].raw, std::string("{\"name\":\"\xEF\xBF\xBD\"}"));
}

void JsonTest::capsHold()
{
    const std::string big(1000, 'x');
    const Run fits = walk("[\"" + big + "\"]", {{"*"}, {64}, 1002});
    QVERIFY(!fits.error);
    QCOMPARE(walk("[\"" + big + "\"]", {{"*"}, {64}, 1001}).error.value_or(Error{}).kind, ErrorKind::TooLarge);
    QCOMPARE(walk("[[\"" + big + "\"]]", {{"*"}, {64}, 1001}).error.value_or(Error{}).kind, ErrorKind::TooLarge);
    QCOMPARE(walk("{\"" + big + "\":1}", {{"*"}, {64}, 1001}).error.value_or(Error{}).kind, ErrorKind::TooLarge);
    // Skipped strings need no memory and have no cap.
    QVERIFY(!walk("{\"a\":\"" + big + "\"}", {{"b"}, {64}, 100}).error);
    const std::string huge = "[\"" + std::string(3'000'000, 'x') + "\"";
    QCOMPARE(walk(huge, {{""}, {}, 1'000'000}).error.value_or(Error{}).kind, ErrorKind::TooLarge);
}

void JsonTest::depthBomb()
{
    for (const std::string& unit : {std::string("["), std::string("{\"a\":")}) {
        std::string text;
        for (int i = 0; i < 1'000'000; ++i)
            text += unit;
        for (const std::string path : {"", "*", "x", "a/*/a/b", "*/*/*/*"})
            QCOMPARE(walk(text, {{path}}).error.value_or(Error{}).kind, ErrorKind::TooLarge);
    }
    const std::string nested = std::string(256, '[') + std::string(256, ']');
    for (const std::string path : {"", "*", "x", "*/*/*/*"}) {
        QVERIFY(!walk(nested, {{path}}).error);
        QCOMPARE(walk(nested, {{path}, {}, 1000, 255}).error.value_or(Error{}).kind, ErrorKind::TooLarge);
    }
}

void JsonTest::everyCutIsAnErrorOfItsKind()
{
    for (const std::string path : {"", "*", "list/*", "none", "o/k"}) {
        for (std::size_t length = 1; length < sample.size(); ++length) {
            const Run run = walk(sample.substr(0, length), {{path}, {3}});
            QVERIFY(run.error.has_value());
            // A number may be cut to "-2." or "-2.5e", which is not one.
            if (run.error->kind != ErrorKind::Truncated)
                QVERIFY2(sample[length] == '5' || sample[length] == '2' || sample[length] == '3',
                         std::to_string(length).c_str());
        }
    }
}

void JsonTest::sourceErrorIsPassedOn()
{
    const Run run = walk("[1,2,", {{"*"}, {2}, 1000, 100, true});
    QCOMPARE(run.error.value_or(Error{}).kind, ErrorKind::NotReadable);
    QCOMPARE(raws(run), (Strings{"1", "2"}));
}

void JsonTest::cancels()
{
    class Canceller final : public ProgressSink {
    public:
        void report(std::uint64_t done, std::uint64_t, std::string_view) override { m_done = done; }
        bool cancelled() const override { return m_done > 5'000'000; }
        std::uint64_t m_done = 0;
    };
    std::string text = "[";
    for (int i = 0; i < 2'000'000; ++i)
        text += "1234567,";
    Canceller sink;
    JsonWalker walker("f");
    const auto bytes = memorySource(text);
    std::vector<Issue> issues;
    QCOMPARE(walker.run(*bytes, issues, sink).error().kind, ErrorKind::Cancelled);
    QVERIFY(bytes->position() < text.size());
}

void JsonTest::keysAreUnescaped()
{
    const auto key = [](std::string_view raw) {
        std::string out;
        assignJsonKey(out, raw);
        return out;
    };
    QCOMPARE(key("plain"), std::string("plain"));
    QCOMPARE(key("a\\/b\\n\\\\\\\"c"), std::string("a/b\n\\\"c"));
    QCOMPARE(key("\\u00e4\\u20AC\\ud83d\\udd12"), std::string("ä€🔒"));
    QCOMPARE(key("\\ud83dx\\udd12"), std::string("\uFFFDx\uFFFD"));
    QCOMPARE(key("\\u12"), std::string("\uFFFD12"));
    QCOMPARE(key("x\\"), std::string("x\uFFFD"));
    QCOMPARE(walk(R"({"n\u00e4me":5})", {{"näme"}}).seen.size(), std::size_t(1));
}

void JsonTest::agreesWithQtOnRandomDocuments()
{
    QVERIFY(rc::check("the walker finds what Qt finds", [] {
        const QJsonValue top = anyValue(4);
        const bool indented = *rc::gen::arbitrary<bool>();
        QByteArray text =
            QJsonDocument(QJsonArray{top}).toJson(indented ? QJsonDocument::Indented : QJsonDocument::Compact);
        text = text.trimmed().mid(1).chopped(1);
        const auto blocks =
            *rc::gen::nonEmpty(rc::gen::container<std::vector<std::size_t>>(rc::gen::inRange<std::size_t>(1, 100)));

        std::vector<std::pair<QString, QJsonValue>> expected[3];
        expected[0] = {{QString(), top}};
        for (int level = 0; level < 2; ++level) {
            for (const auto& parent : expected[level]) {
                for (auto& child : childrenOf(parent.second))
                    expected[level + 1].push_back(child);
            }
        }
        const char* paths[] = {"", "*", "*/*"};
        for (int level = top.isNull() ? 1 : 0; level < 3; ++level) {
            const Run run = walk(text.toStdString(), {{paths[level]}, blocks});
            RC_ASSERT(!run.error);
            RC_ASSERT(run.issues.empty());
            RC_ASSERT(run.seen.size() == expected[level].size());
            for (std::size_t i = 0; i < run.seen.size(); ++i) {
                RC_ASSERT(parsed(run.seen[i].raw) == expected[level][i].second);
                RC_ASSERT(QString::fromStdString(run.seen[i].key) == expected[level][i].first);
            }
        }
    }));
}

void JsonTest::neverCrashesOnNoise()
{
    QVERIFY(rc::check("noise gives the same whatever the blocks", [] {
        const auto text = *rc::gen::container<std::string>(
            rc::gen::element('{', '}', '[', ']', '"', '\\', ',', ':', '1', 'a', ' ', '\n', '-', 'n'));
        const std::string path = *rc::gen::element<std::string>("", "*", "a", "*/*", "a/*");
        const Run whole = walk(text, {{path}});
        const Run parts = walk(text, {{path}, {*rc::gen::inRange<std::size_t>(1, 70), 1}});
        RC_ASSERT(raws(whole) == raws(parts));
        RC_ASSERT(whole.error == parts.error);
        RC_ASSERT(whole.issues == parts.issues);
    }));
}

QTEST_APPLESS_MAIN(JsonTest)
#include "jsontest.moc"
