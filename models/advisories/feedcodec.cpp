// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/advisories/feedcodec.h"

#include "models/advisories/bytecoder.h"
#include "models/domain/cveid.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <limits>

namespace bw {

namespace {

constexpr std::uint64_t FormatVersion = 1;
constexpr double ScoreSteps = 100'000; ///< EPSS writes five decimals

// ---- texts: CVE ids as the step from the id before, all others as they are

void putStrings(const StringPool& strings, ByteWriter& out)
{
    out.number(strings.size());
    CveKey last = 0;
    for (StringId id = 0; id < strings.size(); ++id) {
        const std::string_view text = strings.text(id);
        if (const CveKey key = cveKey(text)) {
            out.number(signedToNumber(std::int64_t(key - last)) << 1 | 1);
            last = key;
        } else {
            out.number(std::uint64_t(text.size()) << 1);
            out.bytes(text);
        }
    }
}

bool takeStrings(ByteReader& in, StringPool& strings)
{
    const std::uint64_t count = in.number();
    if (count > in.left())
        return false;
    strings.reserve(count);
    CveKey last = 0;
    for (std::uint64_t i = 0; i < count; ++i) {
        const std::uint64_t head = in.number();
        if (head & 1) {
            last += CveKey(numberToSigned(head >> 1));
            const std::string id = cveIdOf(last);
            if (id.empty())
                return false;
            strings.intern(id);
        } else {
            strings.intern(in.bytes(head >> 1));
        }
        // A text that is there twice would shift all ids after it.
        if (!in.ok() || strings.size() != i + 1)
            return false;
    }
    return true;
}

// ---- the two directions of one field list: what is written is what is read

class Putter {
public:
    explicit Putter(ByteWriter& out)
        : m_out(out)
    {
    }
    static constexpr bool Reads = false;
    void id(const StringId& value, StringId& last)
    {
        m_out.number(signedToNumber(std::int64_t(value + 1) - std::int64_t(last + 1)));
        last = value;
    }
    void number(const std::uint32_t& value) { m_out.number(value); }
    void text(const std::string& value)
    {
        m_out.number(value.size());
        m_out.bytes(value);
    }
    void flag(const bool& value) { m_out.number(value ? 1 : 0); }
    void instant(const std::optional<Instant>& value)
    {
        optionalSigned(value, [](Instant t) { return t.time_since_epoch().count(); });
    }
    void day(const std::optional<Day>& value)
    {
        optionalSigned(value, [](Day d) { return std::int64_t(d.time_since_epoch().count()); });
    }
    void real(const std::optional<float>& value)
    {
        m_out.number(value ? 1 : 0);
        if (value)
            m_out.fixed32(std::bit_cast<std::uint32_t>(*value));
    }
    /// Five decimals as an integer where that is exact.
    void score(const float& value)
    {
        const double steps = std::round(double(value) * ScoreSteps);
        if (steps >= 0 && steps <= ScoreSteps && float(steps / ScoreSteps) == value && !std::signbit(value)) {
            m_out.number(std::uint64_t(steps) << 1);
        } else {
            m_out.number(1);
            m_out.fixed32(std::bit_cast<std::uint32_t>(value));
        }
    }
    template <typename Enum>
    void choice(const Enum& value, Enum)
    {
        m_out.number(std::uint64_t(value));
    }
    template <typename Enum>
    void optionalChoice(const std::optional<Enum>& value, Enum)
    {
        m_out.number(value ? std::uint64_t(*value) + 1 : 0);
    }
    void ids(const std::vector<StringId>& values)
    {
        m_out.number(values.size());
        StringId last = 0;
        for (const StringId value : values)
            id(value, last);
    }
    template <typename T, typename Each>
    void list(const std::vector<T>& values, Each each)
    {
        m_out.number(values.size());
        for (const T& value : values)
            each(value);
    }

private:
    template <typename T, typename Count>
    void optionalSigned(const std::optional<T>& value, Count count)
    {
        m_out.number(value ? 1 : 0);
        if (value)
            m_out.number(signedToNumber(count(*value)));
    }
    ByteWriter& m_out;
};

class Taker {
public:
    Taker(ByteReader& in, StringId strings)
        : m_in(in)
        , m_strings(strings)
    {
    }
    static constexpr bool Reads = true;
    void id(StringId& value, StringId& last)
    {
        const std::int64_t shifted = std::int64_t(last + 1) + numberToSigned(m_in.number());
        if (shifted < 0 || shifted > std::int64_t(m_strings))
            m_in.fail();
        value = m_in.ok() ? StringId(shifted - 1) : StringPool::npos;
        last = value;
    }
    void number(std::uint32_t& value)
    {
        const std::uint64_t read = m_in.number();
        if (read > std::numeric_limits<std::uint32_t>::max())
            m_in.fail();
        value = std::uint32_t(read);
    }
    void text(std::string& value) { value = std::string(m_in.bytes(m_in.number())); }
    void flag(bool& value) { value = boolean(); }
    void instant(std::optional<Instant>& value)
    {
        if (boolean())
            value = Instant(std::chrono::seconds(bounded()));
    }
    void day(std::optional<Day>& value)
    {
        if (boolean())
            value = Day(std::chrono::days(bounded()));
    }
    void real(std::optional<float>& value)
    {
        if (boolean())
            value = std::bit_cast<float>(m_in.fixed32());
    }
    void score(float& value)
    {
        const std::uint64_t head = m_in.number();
        if (head == 1)
            value = std::bit_cast<float>(m_in.fixed32());
        else if (head & 1 || double(head >> 1) > ScoreSteps)
            m_in.fail();
        else
            value = float(double(head >> 1) / ScoreSteps);
    }
    template <typename Enum>
    void choice(Enum& value, Enum last)
    {
        const std::uint64_t read = m_in.number();
        if (read > std::uint64_t(last))
            m_in.fail();
        else
            value = Enum(read);
    }
    template <typename Enum>
    void optionalChoice(std::optional<Enum>& value, Enum last)
    {
        const std::uint64_t read = m_in.number();
        if (read > std::uint64_t(last) + 1)
            m_in.fail();
        else if (read > 0)
            value = Enum(read - 1);
    }
    void ids(std::vector<StringId>& values)
    {
        values.resize(count());
        StringId last = 0;
        for (StringId& value : values)
            id(value, last);
    }
    template <typename T, typename Each>
    void list(std::vector<T>& values, Each each)
    {
        const std::size_t total = count();
        values.reserve(std::min<std::size_t>(total, 1u << 20));
        while (values.size() < total && m_in.ok())
            each(values.emplace_back());
    }

private:
    bool boolean()
    {
        const std::uint64_t read = m_in.number();
        if (read > 1)
            m_in.fail();
        return read == 1;
    }
    /// Seconds or days of any year that a calendar can be asked for.
    std::int64_t bounded()
    {
        constexpr std::int64_t Most = 1'000'000'000'000;
        const std::int64_t value = numberToSigned(m_in.number());
        if (value < -Most || value > Most)
            m_in.fail();
        return m_in.ok() ? value : 0;
    }
    /// Every element takes a byte at least, so that a lie about the count cannot ask for more memory than the blob.
    std::size_t count()
    {
        const std::uint64_t read = m_in.number();
        if (read > m_in.left())
            m_in.fail();
        return m_in.ok() ? std::size_t(read) : 0;
    }
    ByteReader& m_in;
    StringId m_strings;
};

// ---- the records

template <typename Side, typename Record>
void advisoryFields(Side& side, Record& r, std::array<StringId, 4>& last)
{
    side.id(r.id, last[0]);
    side.id(r.title, last[1]);
    side.id(r.severity, last[2]);
    side.instant(r.published);
    side.instant(r.modified);
    side.flag(r.withdrawn);
    side.ids(r.cves);
    side.ids(r.aliases);
    side.real(r.cvss);
    side.id(r.cvssVector, last[3]);
}

template <typename Side, typename Record>
void affectedFields(Side& side, Record& r, std::array<StringId, 9>& last)
{
    side.number(r.advisory);
    side.id(r.stream, last[0]);
    side.id(r.package, last[1]);
    side.choice(r.kind, PackageKind::Binary);
    side.choice(r.scheme, VersionScheme::Generic);
    side.choice(r.status, AffectedStatus::Undetermined);
    side.id(r.introduced, last[2]);
    side.id(r.fixed, last[3]);
    side.id(r.lastAffected, last[4]);
    side.id(r.module, last[5]);
    side.id(r.arch, last[6]);
    side.id(r.urgency, last[7]);
    side.id(r.note, last[8]);
    side.flag(r.upstreamRange);
    side.flag(r.needsSubscription);
    side.ids(r.exactAffected);
    side.ids(r.exactFixed);
}

template <typename Side, typename Record>
void kevFields(Side& side, Record& r, std::array<StringId, 5>& last)
{
    side.id(r.cve, last[0]);
    side.id(r.vendor, last[1]);
    side.id(r.product, last[2]);
    side.id(r.name, last[3]);
    side.id(r.action, last[4]);
    side.day(r.added);
    side.day(r.due);
    side.flag(r.ransomware);
}

template <typename Side, typename Record>
void cveFields(Side& side, Record& r, std::array<StringId, 3>& last)
{
    side.id(r.cve, last[0]);
    side.id(r.title, last[1]);
    side.flag(r.rejected);
    side.instant(r.published);
    side.instant(r.modified);
    side.real(r.cvss);
    side.id(r.cvssVector, last[2]);
    side.optionalChoice(r.exploitation, Exploitation::Active);
    side.optionalChoice(r.automatable, Automatable::Yes);
    side.optionalChoice(r.technicalImpactTotal, true);
    side.instant(r.ssvcAt);
    side.day(r.kevAdded);
}

template <typename Side, typename Batch>
void batchFields(Side& side, Batch& batch)
{
    side.text(batch.feed);
    side.text(batch.scope);
    side.flag(batch.cumulative);
    side.instant(batch.asOf);
    side.text(batch.version);
    std::array<StringId, 4> advisory{};
    side.list(batch.advisories, [&](auto& r) { advisoryFields(side, r, advisory); });
    std::array<StringId, 9> affected{};
    side.list(batch.affected, [&](auto& r) { affectedFields(side, r, affected); });
    std::array<StringId, 5> kev{};
    side.list(batch.kev, [&](auto& r) { kevFields(side, r, kev); });
    StringId scored = 0;
    side.list(batch.epss, [&](auto& r) {
        side.id(r.cve, scored);
        side.score(r.score);
        side.score(r.percentile);
    });
    std::array<StringId, 3> cve{};
    side.list(batch.cves, [&](auto& r) { cveFields(side, r, cve); });
}

bool refersToItself(const FeedBatch& batch)
{
    for (const AffectedRow& row : batch.affected) {
        if (row.advisory >= batch.advisories.size())
            return false;
    }
    return true;
}

} // namespace

std::string encodeBatch(const FeedBatch& batch)
{
    ByteWriter out;
    out.number(FormatVersion);
    out.number(batch.records);
    putStrings(batch.strings, out);
    Putter putter(out);
    batchFields(putter, batch);
    return packBlob(out.take());
}

Result<FeedBatch> decodeBatch(std::string_view bytes)
{
    auto raw = unpackBlob(bytes);
    if (!raw)
        return raw.error();
    const auto damaged = [](ErrorKind kind) { return Error{kind, "feed revision", {}}; };
    ByteReader in(*raw);
    const std::uint64_t version = in.number();
    if (version > FormatVersion)
        return damaged(ErrorKind::TooNew);
    FeedBatch batch;
    batch.records = in.number();
    if (!in.ok() || !takeStrings(in, batch.strings))
        return damaged(ErrorKind::Damaged);
    Taker taker(in, batch.strings.size());
    batchFields(taker, batch);
    if (!in.ok() || in.left() != 0 || !refersToItself(batch))
        return damaged(ErrorKind::Damaged);
    return batch;
}

} // namespace bw
