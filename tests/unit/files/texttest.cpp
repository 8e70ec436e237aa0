// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/files/textsource.h"
#include "models/files/xmlsource.h"
#include "tests/support/chunkedsource.h"

#include <QTemporaryDir>
#include <QtTest>
#include <QXmlStreamReader>

#include <rapidcheck.h>

using namespace bw;
using bw::test::ChunkedSource;
using bw::test::drain;

namespace {

/// The rule of LineReader, said the slow way.
std::vector<std::string> splitNaively(const std::string& text)
{
    std::vector<std::string> lines;
    std::string line;
    bool open = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        open = true;
        const bool end = text[i] == '\n' || text[i] == '\r';
        if (!end) {
            line += text[i];
            continue;
        }
        for (const std::string_view longer : {"\r\r\n", "\r\n"}) {
            if (std::string_view(text).substr(i).starts_with(longer)) {
                i += longer.size() - 1;
                break;
            }
        }
        lines.push_back(std::exchange(line, {}));
        open = false;
    }
    if (open)
        lines.push_back(line);
    return lines;
}

std::vector<std::string> readLines(LineReader& reader)
{
    std::vector<std::string> lines;
    std::string_view line;
    while (reader.next(line))
        lines.emplace_back(line);
    return lines;
}

std::string decoded(std::string text, Encoding encoding, std::vector<std::size_t> blocks = {}, std::size_t skip = 0)
{
    ChunkedSource bytes(std::move(text), std::move(blocks));
    const auto source = utf8Source(bytes, encoding, skip);
    return drain(*source, 7);
}

rc::Gen<std::vector<std::size_t>> anyBlocks()
{
    return rc::gen::nonEmpty(rc::gen::container<std::vector<std::size_t>>(rc::gen::inRange<std::size_t>(1, 9)));
}

} // namespace

class TextTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sourcesHandOutWhatTheyHold();
    void missingFileIsNotFound();
    void peekReplays();
    void peekKeepsAFailureForLater();
    void linesEqualNaiveSplitting();
    void manyLinesOverBlockBorders();
    void longLineIsTooLarge();
    void cutLastLineShows();
    void sourceErrorComesAfterWholeLines();
    void guesses_data();
    void guesses();
    void decodes_data();
    void decodes();
    void decodingIsBlindToBlocks();
    void utf8OutputIsAlwaysValid();
    void namesRoundTrip();
    void cleansTexts();
    void xmlOverSource();
    void xmlErrorsHaveAPlace();
};

void TextTest::sourcesHandOutWhatTheyHold()
{
    QTemporaryDir dir;
    const std::string path = dir.filePath(QStringLiteral("ä b.txt")).toStdString();
    QFile file(QString::fromStdString(path));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("0123456789");
    file.close();
    auto source = fileSource(path);
    QVERIFY(source.ok());
    QCOMPARE((*source)->size(), std::optional<std::uint64_t>(10));
    char three[3];
    QCOMPARE(*(*source)->read(three, 3), std::size_t(3));
    QCOMPARE((*source)->position(), std::uint64_t(3));
    QCOMPARE(drain(**source), std::string("3456789"));
    const auto memory = memorySource("abc", "name");
    QCOMPARE(drain(*memory, 2), std::string("abc"));
    QCOMPARE(memory->position(), std::uint64_t(3));
}

void TextTest::missingFileIsNotFound()
{
    QTemporaryDir dir;
    QCOMPARE(fileSource(dir.filePath(QStringLiteral("none")).toStdString()).error().kind, ErrorKind::NotFound);
    QCOMPARE(fileSource(dir.path().toStdString()).error().kind, ErrorKind::NotReadable);
}

void TextTest::peekReplays()
{
    PeekSource source(std::make_unique<ChunkedSource>("hello world", std::vector<std::size_t>{2}));
    QCOMPARE(*source.peek(3), std::string_view("hel"));
    QCOMPARE(*source.peek(7), std::string_view("hello w"));
    QCOMPARE(source.position(), std::uint64_t(0));
    char four[4];
    QCOMPARE(*source.read(four, 4), std::size_t(4));
    QCOMPARE(*source.peek(100), std::string_view("o world"));
    QCOMPARE(drain(source), std::string("o world"));
    QCOMPARE(source.position(), std::uint64_t(11));
    QCOMPARE(*source.peek(5), std::string_view());
}

void TextTest::peekKeepsAFailureForLater()
{
    PeekSource source(std::make_unique<ChunkedSource>("abc", std::vector<std::size_t>{2}, true));
    QCOMPARE(*source.peek(10), std::string_view("abc"));
    std::optional<ErrorKind> kind;
    QCOMPARE(drain(source, 4096, &kind), std::string("abc"));
    QCOMPARE(kind, std::optional(ErrorKind::NotReadable));
    PeekSource empty(std::make_unique<ChunkedSource>("", std::vector<std::size_t>{}, true));
    QVERIFY(!empty.peek(10).ok());
}

void TextTest::linesEqualNaiveSplitting()
{
    QVERIFY(rc::check("lines do not depend on blocks", [] {
        const auto text = *rc::gen::container<std::string>(rc::gen::element('a', 'b', '\r', '\n', '\r', '\n'));
        ChunkedSource bytes(text, *anyBlocks());
        LineReader reader(bytes);
        RC_ASSERT(readLines(reader) == splitNaively(text));
        RC_ASSERT(!reader.error());
        RC_ASSERT(reader.lineNumber() == splitNaively(text).size());
    }));
}

void TextTest::manyLinesOverBlockBorders()
{
    for (const std::string end : {"\n", "\r\n", "\r\r\n", "\r"}) {
        std::string text;
        for (int i = 0; i < 60'000; ++i)
            text += std::to_string(i) + std::string(std::size_t(i % 37), 'x') + end;
        ChunkedSource bytes(text, {});
        LineReader reader(bytes);
        QCOMPARE(readLines(reader).size(), std::size_t(60'000));
        QVERIFY(reader.endedWithNewline());
        ChunkedSource again(text, {65'537});
        LineReader other(again);
        QVERIFY(readLines(other) == splitNaively(text));
    }
}

void TextTest::longLineIsTooLarge()
{
    ChunkedSource fits("head\n" + std::string(1000, 'x') + "\n", {100});
    LineReader good(fits, 1000);
    QCOMPARE(readLines(good).size(), std::size_t(2));
    QVERIFY(!good.error());
    for (const std::string tail : {"\n", ""}) {
        ChunkedSource bytes("head\n" + std::string(1001, 'x') + tail, {100});
        LineReader reader(bytes, 1000);
        QCOMPARE(readLines(reader).size(), std::size_t(1));
        QVERIFY(reader.error().has_value());
        QCOMPARE(reader.error()->kind, ErrorKind::TooLarge);
        QCOMPARE(reader.error()->place.line, std::uint64_t(2));
    }
}

void TextTest::cutLastLineShows()
{
    ChunkedSource bytes("one\ntwo", {1});
    LineReader reader(bytes);
    std::string_view line;
    QVERIFY(reader.next(line));
    QVERIFY(reader.endedWithNewline());
    QVERIFY(reader.next(line));
    QCOMPARE(line, std::string_view("two"));
    QVERIFY(!reader.endedWithNewline());
    QVERIFY(!reader.next(line));
}

void TextTest::sourceErrorComesAfterWholeLines()
{
    ChunkedSource bytes("one\ntwo\nthr", {3}, true);
    LineReader reader(bytes);
    QCOMPARE(readLines(reader), (std::vector<std::string>{"one", "two"}));
    QVERIFY(reader.error().has_value());
    QCOMPARE(reader.error()->kind, ErrorKind::NotReadable);
}

void TextTest::guesses_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<int>("encoding");
    QTest::addColumn<bool>("assumed");
    QTest::addColumn<int>("bom");
    const auto row = [](const char* title, const QByteArray& head, Encoding e, bool assumed, int bom) {
        QTest::newRow(title) << head << int(e) << assumed << bom;
    };
    row("empty", "", Encoding::Utf8, false, 0);
    row("ascii", "Name,Version", Encoding::Utf8, false, 0);
    row("utf-8 bom", "\xEF\xBB\xBFName", Encoding::Utf8, false, 3);
    row("utf-8 cut within a letter", "C\xC3\x89LINE \xE6\x97", Encoding::Utf8, false, 0);
    row("utf-16le bom", QByteArray("\xFF\xFEN\0a\0", 6), Encoding::Utf16Le, false, 2);
    row("utf-16be bom", QByteArray("\xFE\xFF\0N\0a", 6), Encoding::Utf16Be, false, 2);
    row("utf-16le", QByteArray("N\0a\0m\0e\0", 8), Encoding::Utf16Le, false, 0);
    row("utf-16be", QByteArray("\0N\0a\0m\0e", 8), Encoding::Utf16Be, false, 0);
    row("cp1252", "C\xC9LINE", Encoding::Windows1252, true, 0);
    row("cyrillic is not guessed", "\xC8\xEC\xFF \xF3\xE7\xEB\xE0", Encoding::Windows1252, true, 0);
}

void TextTest::guesses()
{
    QFETCH(QByteArray, head);
    const EncodingGuess guess = guessEncoding(head.toStdString());
    QTEST(int(guess.encoding), "encoding");
    QTEST(guess.assumed, "assumed");
    QTEST(int(guess.bomBytes), "bom");
}

void TextTest::decodes_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("encoding");
    QTest::addColumn<QString>("text");
    const auto row = [](const char* title, const QByteArray& bytes, Encoding e, const QString& text) {
        QTest::newRow(title) << bytes << int(e) << text;
    };
    row("utf-8", "h\xC3\xB4te \xF0\x9F\x94\x92", Encoding::Utf8, QStringLiteral("hôte 🔒"));
    row("broken utf-8", "a\xC3(b\xFF\xE2\x82", Encoding::Utf8, QStringLiteral("a\uFFFD(b\uFFFD\uFFFD"));
    row("nul", QByteArray("a\0b", 3), Encoding::Utf8, QStringLiteral("ab"));
    row("cp1252", "\x80 \xC9", Encoding::Windows1252, QStringLiteral("€ É"));
    row("hole in cp1252", "a\x81z", Encoding::Windows1252, QStringLiteral("a\uFFFDz"));
    row("cp850", "h\x93te \xD5", Encoding::Cp850, QStringLiteral("hôte ı"));
    row("cp437", "\xE1 \x9B", Encoding::Cp437, QStringLiteral("ß ¢"));
    row("latin1", "\xE9", Encoding::Latin1, QStringLiteral("é"));
    row("cyrillic", "\xC8\xEC\xFF", Encoding::Windows1251, QStringLiteral("Имя"));
    row("greek", "\xC1\xE2\xE3", Encoding::Greek, QStringLiteral("Αβγ"));
    row("gbk", "\xD6\xF7\xBB\xFA", Encoding::Gbk, QStringLiteral("主机"));
    row("utf-16le", QByteArray("h\0\xF4\0=\xD8\x12\xDD", 8), Encoding::Utf16Le, QStringLiteral("hô🔒").left(4));
    row("lone surrogate", QByteArray("a\0=\xD8z\0", 6), Encoding::Utf16Le, QStringLiteral("a\uFFFDz"));
    row("odd utf-16be", QByteArray("\0a\0", 3), Encoding::Utf16Be, QStringLiteral("a\uFFFD"));
}

void TextTest::decodes()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, encoding);
    QFETCH(QString, text);
    for (const std::size_t block : {1, 2, 3, 100})
        QCOMPARE(QString::fromStdString(decoded(bytes.toStdString(), Encoding(encoding), {block})), text);
    QCOMPARE(QString::fromStdString(decoded("\xEF\xBB\xBF" + bytes.toStdString(), Encoding(encoding), {2}, 3)), text);
}

void TextTest::decodingIsBlindToBlocks()
{
    QVERIFY(rc::check("decoding does not depend on blocks", [] {
        const auto text = *rc::gen::container<std::string>(rc::gen::arbitrary<char>());
        const auto encoding = Encoding(*rc::gen::inRange(0, int(Encoding::Gbk) + 1));
        RC_ASSERT(decoded(text, encoding, *anyBlocks()) == decoded(text, encoding));
    }));
}

void TextTest::utf8OutputIsAlwaysValid()
{
    QVERIFY(rc::check("utf-8 out", [] {
        const auto text = *rc::gen::container<std::string>(
            rc::gen::element('a', '\xC3', '\xA9', '\xE2', '\x82', '\xAC', '\xED', '\xA0', '\xF0', '\x90', '\xF4'));
        for (const std::string& out : {decoded(text, Encoding::Utf8), cleanText(text)}) {
            const QString there = QString::fromStdString(out);
            RC_ASSERT(there.toStdString() == out);
        }
    }));
}

void TextTest::namesRoundTrip()
{
    for (int i = 0; i <= int(Encoding::Gbk); ++i)
        QCOMPARE(encodingFrom(name(Encoding(i))), std::optional(Encoding(i)));
    QCOMPARE(encodingFrom("utf8"), std::optional(Encoding::Utf8));
    QCOMPARE(encodingFrom("cp1252"), std::optional(Encoding::Windows1252));
    QVERIFY(!encodingFrom("klingon"));
}

void TextTest::cleansTexts()
{
    QCOMPARE(cleanText("plain"), std::string("plain"));
    QCOMPARE(cleanText("a\x1B[31mb\tc\nd\re\x7F"), std::string("a[31mb\tc\nde"));
    QCOMPARE(cleanText("h\xC3\xB4te\xC2\x85"), std::string("h\xC3\xB4te"));
    QCOMPARE(cleanText("x\xFFy"), std::string("x\xEF\xBF\xBDy"));
}

void TextTest::xmlOverSource()
{
    std::string text = "<?xml version=\"1.0\"?><a>";
    for (int i = 0; i < 5000; ++i)
        text += "<b>" + std::to_string(i) + "</b>\n";
    text += "</a>";
    ChunkedSource bytes(text, {1, 700, 3});
    SourceDevice device(bytes);
    QXmlStreamReader xml(&device);
    int sum = 0;
    while (!xml.atEnd()) {
        if (xml.readNext() == QXmlStreamReader::StartElement && xml.name() == QLatin1String("b"))
            sum += xml.readElementText().toInt();
    }
    QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
    QCOMPARE(sum, 4999 * 5000 / 2);
}

void TextTest::xmlErrorsHaveAPlace()
{
    const auto errorOf = [](const std::string& text, bool fails) {
        ChunkedSource bytes(text, {5}, fails);
        SourceDevice device(bytes);
        QXmlStreamReader xml(&device);
        while (!xml.atEnd())
            xml.readNext();
        if (device.failure())
            return *device.failure();
        return xmlError(xml, "f.xml");
    };
    QCOMPARE(errorOf("<a>\n<b>", false).kind, ErrorKind::Truncated);
    const Error broken = errorOf("<a>\n  <b></c></a>", false);
    QCOMPARE(broken.kind, ErrorKind::Malformed);
    QCOMPARE(broken.place.line, std::uint64_t(2));
    QCOMPARE(broken.place.file, std::string("f.xml"));
    QCOMPARE(errorOf("<a>", true).kind, ErrorKind::NotReadable);
}

QTEST_APPLESS_MAIN(TextTest)
#include "texttest.moc"
