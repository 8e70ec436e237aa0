// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/keptqueue.h"

#include "models/store/auditrepository.h"
#include "models/store/store.h"

#include <QCryptographicHash>
#include <QDataStream>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QStandardPaths>

#include <algorithm>

namespace bw {

namespace {

constexpr quint32 Sign = 0x42575132; // "BWQ2": another layout gets another sign
constexpr qint64 MostBytes = 64 << 20;
constexpr quint32 MostItems = 4'000'000; ///< of one list

/// Writes and reads the same fields in the same order, so that the two cannot drift apart.
class Coder {
public:
    explicit Coder(QDataStream& stream, bool writing)
        : m_stream(stream)
        , m_writing(writing)
    {
        m_stream.setVersion(QDataStream::Qt_6_0);
        m_stream.setFloatingPointPrecision(QDataStream::DoublePrecision);
    }

    void number(std::uint32_t& value) { plain<quint32>(value); }
    void number(std::int64_t& value) { plain<qint64>(value); }
    void number(double& value) { plain<double>(value); }
    void flag(bool& value) { plain<bool>(value); }
    void text(std::string& value)
    {
        QByteArray bytes = m_writing ? QByteArray::fromStdString(value) : QByteArray();
        plain<QByteArray>(bytes);
        if (!m_writing)
            value = bytes.toStdString();
    }
    /// `last`: the greatest value the enumeration has.
    template <typename Enum>
    void choice(Enum& value, Enum last)
    {
        auto raw = quint8(value);
        plain<quint8>(raw);
        if (raw > quint8(last))
            fail();
        else
            value = Enum(raw);
    }
    template <typename T>
    void maybe(std::optional<T>& value)
    {
        bool told = value.has_value();
        flag(told);
        double figure = value ? double(*value) : 0;
        if (told)
            number(figure);
        value = told ? std::optional<T>(T(figure)) : std::nullopt;
    }
    template <typename T, typename Item>
    void list(std::vector<T>& values, Item item)
    {
        auto count = std::uint32_t(values.size());
        number(count);
        if (count > MostItems || m_stream.status() != QDataStream::Ok)
            return fail();
        if (!m_writing)
            values.clear();
        for (std::uint32_t i = 0; i < count && m_stream.status() == QDataStream::Ok; ++i) {
            if (!m_writing)
                values.emplace_back();
            item(values[i]);
        }
    }
    void texts(std::vector<std::string>& values)
    {
        list(values, [this](std::string& value) { text(value); });
    }
    bool ok() const { return m_stream.status() == QDataStream::Ok; }
    void fail() { m_stream.setStatus(QDataStream::ReadCorruptData); }

private:
    template <typename Raw, typename T>
    void plain(T& value)
    {
        Raw raw = Raw(value);
        if (m_writing)
            m_stream << raw;
        else
            m_stream >> raw;
        value = T(raw);
    }

    QDataStream& m_stream;
    bool m_writing;
};

void code(Coder& c, Patch& patch)
{
    c.text(patch.id);
    c.choice(patch.ecosystem, Ecosystem::Language);
    for (std::string* text : {&patch.stream, &patch.package, &patch.fixed, &patch.module, &patch.feed, &patch.offered,
                              &patch.offerOrigin, &patch.offerTitle})
        c.text(*text);
    for (bool* flag : {&patch.willNotFix, &patch.reboot, &patch.needsSubscription, &patch.forensics, &patch.kev,
                       &patch.offerSecurity, &patch.offerOnly})
        c.flag(*flag);
    for (std::uint32_t* number :
         {&patch.supersedes, &patch.hostsOpen, &patch.hostsUnknown, &patch.hostsExcepted, &patch.rank})
        c.number(*number);
    c.choice(patch.decision, Decision::Immediate);
    c.choice(patch.rawDecision, Decision::Immediate);
    std::optional<std::int64_t> due;
    if (patch.due)
        due = patch.due->time_since_epoch().count();
    c.maybe(due);
    patch.due = due ? std::optional<Day>(Day{std::chrono::days(*due)}) : std::nullopt;
    c.number(patch.exposedHostDays);
    c.maybe(patch.epssMax);
    c.maybe(patch.cvssMax);
    for (std::vector<std::string>* list : {&patch.advisories, &patch.controls, &patch.why, &patch.offerAdvisories})
        c.texts(*list);
    c.list(patch.cves, [&c](CveIndex& cve) { c.number(cve); });
}

void code(Coder& c, FeedRevision& revision)
{
    c.number(revision.id);
    c.text(revision.feed);
}

void code(Coder& c, Coverage& coverage)
{
    for (std::uint32_t* number : {&coverage.hosts, &coverage.current, &coverage.stale, &coverage.unknown,
                                  &coverage.excluded, &coverage.findingsOpen, &coverage.findingsUnknown,
                                  &coverage.offersOpen, &coverage.offersUnknown, &coverage.hostsUncovered})
        c.number(*number);
}

/// What is kept, flat.
struct Content {
    std::string state;
    std::int64_t computedAt = 0; ///< Unix seconds
    std::string policy;
    Coverage coverage;
    std::vector<Patch> patches; ///< their CVEs as indexes into `cves`
    std::vector<std::string> cves;
    std::vector<FeedRevision> revisions;
};

void code(Coder& c, Content& content)
{
    c.text(content.state);
    c.number(content.computedAt);
    c.text(content.policy);
    code(c, content.coverage);
    c.list(content.patches, [&c](Patch& patch) { code(c, patch); });
    c.texts(content.cves);
    c.list(content.revisions, [&c](FeedRevision& revision) { code(c, revision); });
}

/// Only the CVEs that a patch names, numbered anew in the same order.
void numberCves(const Catalog& catalog, Content& content)
{
    std::vector<CveIndex> used;
    for (const Patch& patch : content.patches)
        used.insert(used.end(), patch.cves.begin(), patch.cves.end());
    std::sort(used.begin(), used.end());
    used.erase(std::unique(used.begin(), used.end()), used.end());
    for (const CveIndex cve : used)
        content.cves.push_back(catalog.cves[cve].id);
    for (Patch& patch : content.patches) {
        for (CveIndex& cve : patch.cves)
            cve = CveIndex(std::lower_bound(used.begin(), used.end(), cve) - used.begin());
    }
}

QString fileOf(const QString& folder, const std::string& workspacePath)
{
    const QFileInfo info(QString::fromStdString(workspacePath));
    const QString canonical = info.canonicalFilePath();
    const QByteArray path = (canonical.isEmpty() ? info.absoluteFilePath() : canonical).toUtf8();
    return folder + u'/'
        + QString::fromLatin1(QCryptographicHash::hash(path, QCryptographicHash::Sha256).toHex().left(32))
        + QStringLiteral(".queue");
}

QByteArray digestOf(const QByteArray& bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256);
}

std::shared_ptr<const Assessment> assessmentFrom(Content content, Instant now)
{
    auto catalog = std::make_shared<Catalog>();
    for (std::string& id : content.cves) {
        CveFacts facts;
        facts.id = std::move(id);
        catalog->cves.push_back(std::move(facts));
    }
    catalog->revisions = std::move(content.revisions);
    auto fleet = std::make_shared<Fleet>();
    fleet->components = std::make_shared<ComponentPool>();
    auto queue = std::make_shared<Assessment>();
    queue->at = now;
    queue->policy = std::move(content.policy);
    queue->coverage = content.coverage;
    queue->patches = std::move(content.patches);
    queue->catalog = std::move(catalog);
    queue->fleet = std::move(fleet);
    return queue;
}

bool cvesInRange(const Content& content)
{
    return std::all_of(content.patches.begin(), content.patches.end(), [&](const Patch& patch) {
        return std::all_of(patch.cves.begin(), patch.cves.end(),
                           [&](CveIndex cve) { return cve < content.cves.size(); });
    });
}

} // namespace

QString keptQueueFolder()
{
    const QString cache = QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation);
    return cache.isEmpty() ? QString() : cache + QStringLiteral("/breakwater/queues");
}

Result<std::string> stateOf(const Store& store)
{
    AuditQuery newest;
    newest.limit = 1;
    auto entries = store.read([&](ReadConnection& db) { return auditEntries(db, newest); });
    if (!entries)
        return entries.error();
    return entries->empty() ? std::string() : entries->front().hash;
}

Result<void> keepQueue(const QString& folder, const std::string& workspacePath, const std::string& state,
                       const Assessment& assessment)
{
    Content content;
    content.state = state;
    content.computedAt = assessment.at.time_since_epoch().count();
    content.policy = assessment.policy;
    content.coverage = assessment.coverage;
    content.patches = assessment.patches;
    content.revisions = assessment.catalog->revisions;
    numberCves(*assessment.catalog, content);
    QByteArray payload;
    QDataStream stream(&payload, QIODevice::WriteOnly);
    Coder coder(stream, true);
    code(coder, content);
    const QString path = fileOf(folder, workspacePath);
    const Error notWritable{ErrorKind::NotWritable, path.toStdString(), {}};
    if (folder.isEmpty() || !QDir().mkpath(folder))
        return notWritable;
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return notWritable;
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    QDataStream out(&file);
    out.setVersion(QDataStream::Qt_6_0);
    out << Sign << digestOf(payload) << payload;
    if (out.status() != QDataStream::Ok || !file.commit())
        return notWritable;
    return {};
}

std::optional<KeptQueue> keptQueue(const QString& folder, const std::string& workspacePath, const std::string& state,
                                   Instant now)
{
    QFile file(fileOf(folder, workspacePath));
    if (folder.isEmpty() || !file.open(QIODevice::ReadOnly) || file.size() > MostBytes)
        return {};
    QDataStream in(&file);
    in.setVersion(QDataStream::Qt_6_0);
    quint32 sign = 0;
    QByteArray digest, payload;
    in >> sign;
    if (sign != Sign)
        return {};
    in >> digest >> payload;
    if (in.status() != QDataStream::Ok || digestOf(payload) != digest)
        return {};
    QDataStream stream(&payload, QIODevice::ReadOnly);
    Coder coder(stream, false);
    Content content;
    code(coder, content);
    if (!coder.ok() || content.state != state || !cvesInRange(content))
        return {};
    const Instant computed{std::chrono::seconds(content.computedAt)};
    if (computed > now || now - computed > std::chrono::days(MostDaysKept))
        return {};
    return KeptQueue{computed, assessmentFrom(std::move(content), now)};
}

} // namespace bw
