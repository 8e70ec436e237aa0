// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/advisories/bytecoder.h"
#include "models/advisories/feedcodec.h"
#include "tests/unit/advisories/samplebatch.h"

#include <QtTest>

using namespace bw;
using namespace bw::test;

class CodecTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void numbersRoundTrip();
    void batchesRoundTrip();
    void emptyBatchRoundTrips();
    void randomBytesAreDamaged();
    void changedBytesAreDamaged();
    void changedPayloadNeverCrashes();
    void newerFormatIsTooNew();
    void lengthThatLiesIsDamaged();
    void scoresAreSmall();
};

void CodecTest::numbersRoundTrip()
{
    QVERIFY(rc::check([](std::uint64_t a, std::int64_t b, std::uint32_t c) {
        ByteWriter out;
        out.number(a);
        out.number(signedToNumber(b));
        out.fixed32(c);
        const std::string bytes = out.take();
        ByteReader in(bytes);
        RC_ASSERT(in.number() == a);
        RC_ASSERT(numberToSigned(in.number()) == b);
        RC_ASSERT(in.fixed32() == c);
        RC_ASSERT((in.ok() && in.left() == 0));
        RC_ASSERT(in.number() == 0);
        RC_ASSERT(!in.ok());
    }));
}

void CodecTest::batchesRoundTrip()
{
    QVERIFY(rc::check([] {
        const FeedBatch batch = anyBatch();
        const std::string blob = encodeBatch(batch);
        const auto decoded = decodeBatch(blob);
        RC_ASSERT(decoded.ok());
        RC_ASSERT(sameBatch(*decoded, batch));
        RC_ASSERT(encodeBatch(*decoded) == blob);
    }));
}

void CodecTest::emptyBatchRoundTrips()
{
    const auto decoded = decodeBatch(encodeBatch({}));
    QVERIFY(decoded);
    QVERIFY(sameBatch(*decoded, {}));
}

void CodecTest::randomBytesAreDamaged()
{
    QVERIFY(rc::check([](const std::string& bytes) {
        RC_ASSERT(!decodeBatch(bytes));
        RC_ASSERT(!decodeBatch("BWFB1\n" + bytes));
        const auto packed = decodeBatch(packBlob(bytes));
        RC_ASSERT(
            (packed.ok() || packed.error().kind == ErrorKind::Damaged || packed.error().kind == ErrorKind::TooNew));
    }));
}

void CodecTest::changedBytesAreDamaged()
{
    QVERIFY(rc::check([] {
        const std::string whole = encodeBatch(anyBatch());
        std::string blob = whole;
        const auto at = *rc::gen::inRange<std::size_t>(0, blob.size());
        if (*rc::gen::arbitrary<bool>())
            blob.resize(at);
        else
            blob[at] = char(blob[at] ^ (1 << *rc::gen::inRange(0, 8)));
        // A compressed stream has bits that say nothing (codes no symbol uses): then the content is the same.
        const auto unpacked = unpackBlob(blob);
        if (unpacked.ok()) {
            RC_ASSERT(*unpacked == *unpackBlob(whole));
            return;
        }
        RC_ASSERT(unpacked.error().kind == ErrorKind::Damaged);
        RC_ASSERT(decodeBatch(blob).error().kind == ErrorKind::Damaged);
    }));
}

// With a good checksum over bad content, as no accident makes it.
void CodecTest::changedPayloadNeverCrashes()
{
    QVERIFY(rc::check([] {
        std::string payload = *unpackBlob(encodeBatch(anyBatch()));
        const int changes = *rc::gen::inRange(1, 4);
        for (int i = 0; i < changes; ++i)
            payload[*rc::gen::inRange<std::size_t>(0, payload.size())] = *rc::gen::arbitrary<char>();
        const auto decoded = decodeBatch(packBlob(payload));
        if (!decoded.ok())
            return;
        for (const AffectedRow& row : decoded->affected) {
            RC_ASSERT(row.advisory < decoded->advisories.size());
            RC_ASSERT(decoded->text(row.package).size() < payload.size());
        }
    }));
}

void CodecTest::newerFormatIsTooNew()
{
    std::string payload = *unpackBlob(encodeBatch({}));
    payload[0] = 2;
    QCOMPARE(decodeBatch(packBlob(payload)).error().kind, ErrorKind::TooNew);
}

void CodecTest::lengthThatLiesIsDamaged()
{
    std::string blob = packBlob("x");
    blob[10] = '\x7f';
    QCOMPARE(unpackBlob(blob).error().kind, ErrorKind::Damaged);
    QCOMPARE(*unpackBlob(packBlob("")), std::string());
}

void CodecTest::scoresAreSmall()
{
    FeedBatch batch;
    constexpr int Rows = 20'000;
    for (int i = 0; i < Rows; ++i) {
        const std::string id = "CVE-2024-" + std::to_string(10'000 + i);
        batch.epss.push_back({batch.strings.intern(id), float(i % 1'000) / 100'000, float(i) / Rows});
    }
    const std::string blob = encodeBatch(batch);
    QVERIFY2(blob.size() < std::size_t(Rows) * 8, std::to_string(blob.size()).c_str());
    QVERIFY(sameBatch(*decodeBatch(blob), batch));
}

QTEST_APPLESS_MAIN(CodecTest)
#include "codectest.moc"
