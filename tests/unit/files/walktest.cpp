// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/files/filewalk.h"
#include "tests/support/chunkedsource.h"

#include <QDir>
#include <QTemporaryDir>
#include <QtTest>

#include <archive.h>
#include <archive_entry.h>
#include <random>
#include <zlib.h>

using namespace bw;

namespace {

struct Packed {
    std::string name;
    std::string text;
};

struct Pack {
    int format = ARCHIVE_FORMAT_ZIP;
    int filter = ARCHIVE_FILTER_NONE;
    const char* passphrase = nullptr;
};

std::string packed(const std::vector<Packed>& members, const Pack& pack)
{
    std::string out(1u << 20, '\0');
    for (const Packed& member : members)
        out.resize(out.size() + member.text.size() + 4096);
    std::size_t used = 0;
    archive* a = archive_write_new();
    archive_write_set_format(a, pack.format);
    archive_write_add_filter(a, pack.filter);
    archive_write_set_bytes_in_last_block(a, 1);
    if (pack.passphrase) {
        archive_write_set_options(a, "zip:encryption=traditional");
        archive_write_set_passphrase(a, pack.passphrase);
    }
    if (archive_write_open_memory(a, out.data(), out.size(), &used) != ARCHIVE_OK)
        qFatal("%s", archive_error_string(a));
    for (const Packed& member : members) {
        archive_entry* entry = archive_entry_new();
        archive_entry_set_pathname(entry, member.name.c_str());
        archive_entry_set_size(entry, la_int64_t(member.text.size()));
        archive_entry_set_filetype(entry, AE_IFREG);
        archive_entry_set_perm(entry, 0644);
        archive_entry_set_mtime(entry, 1'700'000'000, 0);
        if (archive_write_header(a, entry) != ARCHIVE_OK)
            qFatal("%s", archive_error_string(a));
        archive_write_data(a, member.text.data(), member.text.size());
        archive_entry_free(entry);
    }
    archive_write_close(a);
    archive_write_free(a);
    out.resize(used);
    return out;
}

std::string zlibbed(const std::string& text, int level)
{
    uLongf size = compressBound(uLong(text.size()));
    std::string out(size, '\0');
    compress2(reinterpret_cast<Bytef*>(out.data()), &size, reinterpret_cast<const Bytef*>(text.data()),
              uLong(text.size()), level);
    out.resize(size);
    return out;
}

struct Met {
    std::string path;
    std::string text;
    bool inArchive = false;
    std::optional<Instant> modified;
    std::optional<ErrorKind> failed;
};

struct Walked {
    std::vector<Met> met;
    std::vector<Issue> issues;
    std::optional<ErrorKind> error;

    std::vector<std::string> paths() const
    {
        std::vector<std::string> out;
        for (const Met& m : met)
            out.push_back(m.path);
        return out;
    }
};

using Strings = std::vector<std::string>;

} // namespace

class WalkTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void folderIsSortedAndQuiet();
    void missingPathIsNotFound();
    void archivesAreRead_data();
    void archivesAreRead();
    void singlesAreUnpacked_data();
    void singlesAreUnpacked();
    void emptyGzipIsAnEmptyFile();
    void documentsStayWhole();
    void archiveInArchive();
    void hiddenAndWanderingNames();
    void passwordIsAnIssue();
    void cutArchivesKeepWhatWasRead();
    void zipWithoutDirectoryIsRead();
    void noiseIsNoCrash();
    void bombsAreCapped();
    void unreadMembersCountToo();
    void visitorStops();
    void cancels();
    void progressCountsOuterBytes();

private:
    std::string put(const QString& name, const std::string& bytes) const;
    Walked walk(const std::string& path, const WalkLimits& limits = {}) const;

    std::unique_ptr<QTemporaryDir> m_dir;
    std::string m_root;
};

void WalkTest::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_root = m_dir->path().toStdString();
}

std::string WalkTest::put(const QString& name, const std::string& bytes) const
{
    const QString path = m_dir->filePath(name);
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes.data(), qint64(bytes.size())) != qint64(bytes.size()))
        qFatal("cannot write %s", qPrintable(path));
    return path.toStdString();
}

Walked WalkTest::walk(const std::string& path, const WalkLimits& limits) const
{
    Walked walked;
    const auto done = walkFiles(path, limits, ProgressSink::none(), walked.issues, [&](WalkedFile& file) {
        Met met{file.path, {}, file.inArchive, file.modified, {}};
        met.text = test::drain(*file.bytes, 4096, &met.failed);
        walked.met.push_back(met);
        return true;
    });
    if (!done)
        walked.error = done.error().kind;
    return walked;
}

void WalkTest::folderIsSortedAndQuiet()
{
    put(QStringLiteral("b.txt"), "b");
    put(QStringLiteral("a/2.txt"), "2");
    put(QStringLiteral("a/1.txt"), "1");
    put(QStringLiteral(".hidden"), "h");
    put(QStringLiteral(".git/x"), "h");
    QVERIFY(QFile::link(m_dir->path(), m_dir->filePath(QStringLiteral("a/loop"))));
    QVERIFY(QFile::link(QStringLiteral("/etc/passwd"), m_dir->filePath(QStringLiteral("out"))));
    const Walked walked = walk(m_root + "/");
    QCOMPARE(walked.paths(), (Strings{m_root + "/a/1.txt", m_root + "/a/2.txt", m_root + "/b.txt"}));
    QVERIFY(walked.issues.empty());
    QVERIFY(!walked.met[0].inArchive);
    QVERIFY(walked.met[0].modified.has_value());
    QCOMPARE(walk(m_root + "/b.txt").met.at(0).text, std::string("b"));
}

void WalkTest::missingPathIsNotFound()
{
    QCOMPARE(walk(m_root + "/none").error, std::optional(ErrorKind::NotFound));
}

void WalkTest::archivesAreRead_data()
{
    QTest::addColumn<int>("format");
    QTest::addColumn<int>("filter");
    QTest::newRow("zip") << ARCHIVE_FORMAT_ZIP << ARCHIVE_FILTER_NONE;
    QTest::newRow("7z") << ARCHIVE_FORMAT_7ZIP << ARCHIVE_FILTER_NONE;
    QTest::newRow("tar") << ARCHIVE_FORMAT_TAR_PAX_RESTRICTED << ARCHIVE_FILTER_NONE;
    QTest::newRow("tar.gz") << ARCHIVE_FORMAT_TAR_USTAR << ARCHIVE_FILTER_GZIP;
    QTest::newRow("tar.xz") << ARCHIVE_FORMAT_TAR_GNUTAR << ARCHIVE_FILTER_XZ;
    QTest::newRow("tar.zst") << ARCHIVE_FORMAT_TAR_USTAR << ARCHIVE_FILTER_ZSTD;
    QTest::newRow("tar.bz2") << ARCHIVE_FORMAT_TAR_USTAR << ARCHIVE_FILTER_BZIP2;
}

void WalkTest::archivesAreRead()
{
    QFETCH(int, format);
    QFETCH(int, filter);
    const std::string big(300'000, 'y');
    // The name says nothing: content decides.
    const std::string path = put(QStringLiteral("data.bin"),
                                 packed({{"web1.json", "{}"}, {"sub/h\xC3\xB4te.csv", big}}, {format, filter, {}}));
    const Walked walked = walk(path);
    QCOMPARE(walked.paths(), (Strings{path + "!web1.json", path + "!sub/h\xC3\xB4te.csv"}));
    QCOMPARE(walked.met[0].text, std::string("{}"));
    QVERIFY(walked.met[1].text == big);
    QVERIFY(walked.met[0].inArchive);
    QCOMPARE(walked.met[0].modified, std::optional(Instant(std::chrono::seconds(1'700'000'000))));
    QCOMPARE(walked.issues, std::vector<Issue>());
}

void WalkTest::singlesAreUnpacked_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const std::string text = "Package: bash\n";
    const auto raw = [&](int filter) {
        return QByteArray::fromStdString(packed({{"x", text}}, {ARCHIVE_FORMAT_RAW, filter, {}}));
    };
    QTest::newRow("gz") << raw(ARCHIVE_FILTER_GZIP);
    QTest::newRow("xz") << raw(ARCHIVE_FILTER_XZ);
    QTest::newRow("zst") << raw(ARCHIVE_FILTER_ZSTD);
    QTest::newRow("bz2") << raw(ARCHIVE_FILTER_BZIP2);
    QTest::newRow("zlib 1") << QByteArray::fromStdString(zlibbed(text, 1));
    QTest::newRow("zlib 6") << QByteArray::fromStdString(zlibbed(text, 6));
    QTest::newRow("zlib 9") << QByteArray::fromStdString(zlibbed(text, 9));
    QTest::newRow("plain") << QByteArray::fromStdString(text);
}

void WalkTest::singlesAreUnpacked()
{
    QFETCH(QByteArray, bytes);
    const std::string path = put(QStringLiteral("status"), bytes.toStdString());
    const Walked walked = walk(path);
    QCOMPARE(walked.paths(), (Strings{path}));
    QCOMPARE(walked.met[0].text, std::string("Package: bash\n"));
    QVERIFY(!walked.met[0].inArchive);
    QVERIFY(walked.met[0].modified.has_value());
    QCOMPARE(walked.issues, std::vector<Issue>());
}

void WalkTest::emptyGzipIsAnEmptyFile()
{
    const std::string path =
        put(QStringLiteral("e.gz"), packed({{"x", ""}}, {ARCHIVE_FORMAT_RAW, ARCHIVE_FILTER_GZIP, {}}));
    const Walked walked = walk(path);
    QCOMPARE(walked.paths(), (Strings{path}));
    QCOMPARE(walked.met[0].text, std::string());
    QCOMPARE(walk(put(QStringLiteral("empty"), "")).met.size(), std::size_t(1));
}

void WalkTest::documentsStayWhole()
{
    const std::string book = packed({{"[Content_Types].xml", "<Types/>"}, {"xl/workbook.xml", "<workbook/>"}}, {});
    const std::string first = put(QStringLiteral("no-ending"), book);
    const std::string second = put(QStringLiteral("B.XLSX"), packed({{"a", "b"}}, {}));
    QCOMPARE(walk(first).paths(), (Strings{first}));
    QVERIFY(walk(first).met[0].text == book);
    QCOMPARE(walk(second).paths(), (Strings{second}));
    const std::string around = put(QStringLiteral("all.zip"), packed({{"in/book.xlsx", book}}, {}));
    QCOMPARE(walk(around).paths(), (Strings{around + "!in/book.xlsx"}));
    QVERIFY(walk(around).met[0].text == book);
}

void WalkTest::archiveInArchive()
{
    const std::string gz = packed({{"x", "text"}}, {ARCHIVE_FORMAT_RAW, ARCHIVE_FILTER_GZIP, {}});
    const std::string seven =
        packed({{"deep.json.gz", gz}, {"flat.json", "{}"}}, {ARCHIVE_FORMAT_7ZIP, ARCHIVE_FILTER_NONE, {}});
    const std::string outer = put(
        QStringLiteral("o.tar.gz"),
        packed({{"a.gz", gz}, {"b.7z", seven}, {"c.txt", "c"}}, {ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_GZIP, {}}));
    const Walked walked = walk(outer);
    QCOMPARE(walked.paths(), (Strings{outer + "!a.gz", outer + "!b.7z!flat.json", outer + "!c.txt"}));
    QCOMPARE(walked.met[0].text, std::string("text"));
    QVERIFY(walked.met[0].inArchive);
    QCOMPARE(walked.issues.size(), std::size_t(1));
    QCOMPARE(walked.issues[0].kind, ErrorKind::TooLarge);
    QCOMPARE(walked.issues[0].place.file, outer + "!b.7z!deep.json.gz");
    WalkLimits deeper;
    deeper.archiveDepth = 3;
    QCOMPARE(walk(outer, deeper).met.size(), std::size_t(4));
}

void WalkTest::hiddenAndWanderingNames()
{
    const std::string path = put(QStringLiteral("n.tar"),
                                 packed({{"./ok.txt", "1"},
                                         {".secret", "2"},
                                         {"__MACOSX/._ok.txt", "3"},
                                         {"a/.b/c", "4"},
                                         {"../../etc/evil\x1B[2J", "5"},
                                         {"/abs", "6"}},
                                        {ARCHIVE_FORMAT_TAR_PAX_RESTRICTED, ARCHIVE_FILTER_NONE, {}}));
    QCOMPARE(walk(path).paths(), (Strings{path + "!./ok.txt", path + "!../../etc/evil[2J", path + "!/abs"}));
    QCOMPARE(QDir(m_dir->path()).entryList(QDir::Files).size(), 1);
}

void WalkTest::passwordIsAnIssue()
{
    const std::string path =
        put(QStringLiteral("p.zip"), packed({{"a.json", "{}"}}, {ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE, "pw"}));
    const Walked walked = walk(path);
    QCOMPARE(walked.met.size(), std::size_t(0));
    QCOMPARE(walked.issues.size(), std::size_t(1));
    QCOMPARE(walked.issues[0].kind, ErrorKind::Unsupported);
    QCOMPARE(walked.issues[0].place.file, path + "!a.json");
}

void WalkTest::cutArchivesKeepWhatWasRead()
{
    std::string noise(400'000, '\0');
    std::minstd_rand random(7);
    std::generate(noise.begin(), noise.end(), [&] { return char(random() >> 8); });
    const std::vector<Packed> members{{"first", "one"}, {"second", noise}, {"third", "three"}};
    for (const Pack pack : {Pack{ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_GZIP, {}},
                            Pack{ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_XZ, {}},
                            Pack{ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_NONE, {}}, Pack{}}) {
        const std::string whole = packed(members, pack);
        const Walked walked = walk(put(QStringLiteral("cut"), whole.substr(0, whole.size() / 2)));
        QVERIFY(!walked.error);
        QVERIFY(!walked.met.empty());
        QCOMPARE(walked.met[0].text, std::string("one"));
        QCOMPARE(walked.issues.size(), std::size_t(1));
        QCOMPARE(walked.issues[0].kind, ErrorKind::Truncated);
        QVERIFY(walked.met.size() < 2 || walked.met[1].failed.has_value());
    }
    const std::string gz = packed({{"x", noise}}, {ARCHIVE_FORMAT_RAW, ARCHIVE_FILTER_GZIP, {}});
    const Walked single = walk(put(QStringLiteral("cut.gz"), gz.substr(0, gz.size() / 2)));
    QCOMPARE(single.met.at(0).failed, std::optional(ErrorKind::Truncated));
    const std::string zlib = zlibbed(noise, 6);
    const Walked stream = walk(put(QStringLiteral("cut.zlib"), zlib.substr(0, zlib.size() / 2)));
    QCOMPARE(stream.met.at(0).failed, std::optional(ErrorKind::Truncated));
}

void WalkTest::zipWithoutDirectoryIsRead()
{
    constexpr std::size_t part = 20; // of the directory is left
    const std::string whole = packed({{"a.json", "[1]"}, {"b.json", "[2]"}}, {});
    const std::string path = put(QStringLiteral("z.zip"), whole.substr(0, whole.find("PK\1\2") + part));
    const Walked walked = walk(path);
    QCOMPARE(walked.paths(), (Strings{path + "!a.json", path + "!b.json"}));
    QCOMPARE(walked.met[1].text, std::string("[2]"));
}

void WalkTest::noiseIsNoCrash()
{
    const std::string good[] = {packed({{"a.json", "[1]"}, {"b.json", std::string(3000, 'b')}}, {}),
                                packed({{"a.json", "[1]"}}, {ARCHIVE_FORMAT_7ZIP, ARCHIVE_FILTER_NONE, {}}),
                                packed({{"a.json", "[1]"}}, {ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_ZSTD, {}}),
                                zlibbed(std::string(3000, 'z'), 6)};
    for (const std::string& bytes : good) {
        for (std::size_t i = 0; i < bytes.size(); i += 1 + bytes.size() / 60) {
            std::string bad = bytes;
            bad[i] = char(~bad[i]);
            const Walked walked = walk(put(QStringLiteral("noise"), bad));
            QVERIFY(!walked.error);
        }
    }
}

void WalkTest::bombsAreCapped()
{
    const std::string letters(3u << 20, 'a');
    WalkLimits limits;
    limits.ratio = 100;
    limits.ratioFrom = 1u << 20;
    for (const std::string& bytes : {packed({{"x", letters}}, {ARCHIVE_FORMAT_RAW, ARCHIVE_FILTER_GZIP, {}}),
                                     packed({{"x", letters}, {"y", "y"}}, {}), zlibbed(letters, 1)}) {
        const std::string path = put(QStringLiteral("bomb"), bytes);
        const Walked walked = walk(path, limits);
        QCOMPARE(walked.met.size(), std::size_t(1));
        QCOMPARE(walked.met[0].failed, std::optional(ErrorKind::TooLarge));
        QVERIFY(walked.met[0].text.size() < (2u << 20));
        QCOMPARE(walked.issues.size(), std::size_t(1));
        QCOMPARE(walked.issues[0].kind, ErrorKind::TooLarge);
        QVERIFY(walk(path).issues.empty());
    }
    WalkLimits total;
    total.totalBytes = 5;
    const std::string two = put(QStringLiteral("two.zip"), packed({{"a", "123"}, {"b", "456"}, {"c", "7"}}, {}));
    QCOMPARE(walk(two, total).met.size(), std::size_t(1));
    QCOMPARE(walk(two, total).issues.size(), std::size_t(1));
    WalkLimits few;
    few.members = 2;
    QCOMPARE(walk(two, few).met.size(), std::size_t(2));
    QCOMPARE(walk(two, few).issues.at(0).kind, ErrorKind::TooLarge);
}

void WalkTest::unreadMembersCountToo()
{
    const std::string letters(3u << 20, 'a');
    const std::string path =
        put(QStringLiteral("b.tar.gz"),
            packed({{"x", letters}, {"y", "y"}}, {ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_GZIP, {}}));
    WalkLimits limits;
    limits.ratio = 100;
    limits.ratioFrom = 1u << 20;
    std::vector<Issue> issues;
    int met = 0;
    QVERIFY(walkFiles(path, limits, ProgressSink::none(), issues, [&](WalkedFile&) { return ++met > 0; }).ok());
    QCOMPARE(met, 1);
    QCOMPARE(issues.size(), std::size_t(1));
}

void WalkTest::visitorStops()
{
    put(QStringLiteral("a.zip"), packed({{"1", "1"}, {"2", "2"}}, {}));
    put(QStringLiteral("b.txt"), "b");
    std::vector<Issue> issues;
    int met = 0;
    QVERIFY(walkFiles(m_root, {}, ProgressSink::none(), issues, [&](WalkedFile&) { return ++met < 1; }).ok());
    QCOMPARE(met, 1);
}

void WalkTest::cancels()
{
    class Canceller final : public ProgressSink {
    public:
        void report(std::uint64_t, std::uint64_t, std::string_view) override { ++m_reports; }
        bool cancelled() const override { return m_reports > 1; }
        int m_reports = 0;
    };
    for (int i = 0; i < 4; ++i)
        put(QString::number(i), "text");
    Canceller sink;
    std::vector<Issue> issues;
    int met = 0;
    const auto done = walkFiles(m_root, {}, sink, issues, [&](WalkedFile&) { return ++met > 0; });
    QVERIFY(!done.ok());
    QCOMPARE(done.error().kind, ErrorKind::Cancelled);
    QVERIFY(met < 2);
    QVERIFY(issues.empty());
}

void WalkTest::progressCountsOuterBytes()
{
    class Recorder final : public ProgressSink {
    public:
        void report(std::uint64_t done, std::uint64_t total, std::string_view) override
        {
            m_done = done;
            m_total = total;
        }
        bool cancelled() const override { return false; }
        std::uint64_t m_done = 0;
        std::uint64_t m_total = 0;
    };
    const std::string gz = packed({{"x", std::string(20'000'000, 'x')}}, {ARCHIVE_FORMAT_RAW, ARCHIVE_FILTER_GZIP, {}});
    Recorder sink;
    std::vector<Issue> issues;
    QVERIFY(walkFiles(put(QStringLiteral("x.gz"), gz), {}, sink, issues, [&](WalkedFile& file) {
                return test::drain(*file.bytes, 1u << 20).size() == 20'000'000;
            }).ok());
    QCOMPARE(sink.m_total, std::uint64_t(gz.size()));
    QCOMPARE(sink.m_done, std::uint64_t(gz.size()));
}

QTEST_GUILESS_MAIN(WalkTest)
#include "walktest.moc"
