// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/files/filewalk.h"

#include "models/files/archivekind.h"
#include "models/files/archivereader.h"
#include "models/files/nativepath.h"
#include "models/files/textsource.h"
#include "models/files/zlibsource.h"

#include <algorithm>
#include <system_error>

namespace bw {

namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t ReportEvery = 4u << 20;
/// An archive that must be sought in, but comes as a stream, is held in memory up to this size.
constexpr std::uint64_t MaxHeld = 512u << 20;
constexpr int MaxFolderDepth = 200;

/// What one walk has unpacked so far, and the sink that may end it.
struct Budget {
    const WalkLimits& limits;
    ProgressSink& progress;
    std::uint64_t members = 0;
    std::uint64_t unpacked = 0;
};

/// The outer file: tells progress and ends on cancel.
class OuterSource final : public ByteSource {
public:
    OuterSource(std::unique_ptr<ByteSource> inner, ProgressSink& progress)
        : m_inner(std::move(inner))
        , m_progress(progress)
    {
        report();
    }
    Result<std::size_t> read(char* buffer, std::size_t size) override
    {
        if (m_progress.cancelled())
            return Error{ErrorKind::Cancelled, name(), {name(), 0, 0, {}}};
        auto count = m_inner->read(buffer, size);
        if (position() >= m_reported + ReportEvery || (count && *count == 0 && position() > m_reported))
            report();
        return count;
    }
    const std::string& name() const override { return m_inner->name(); }
    std::optional<std::uint64_t> size() const override { return m_inner->size(); }
    std::uint64_t position() const override { return m_inner->position(); }
    bool canSeek() const override { return m_inner->canSeek(); }
    bool seek(std::uint64_t position) override { return m_inner->seek(position); }

private:
    void report()
    {
        m_reported = position();
        m_progress.report(m_reported, size().value_or(0), name());
    }

    std::unique_ptr<ByteSource> m_inner;
    ProgressSink& m_progress;
    std::uint64_t m_reported = 0;
};

/// One archive being unpacked: the two byte counts that its ratio is made of.
class Layer {
public:
    Layer(Budget& budget, std::function<std::uint64_t()> packed)
        : m_budget(budget)
        , m_packed(std::move(packed))
    {
    }
    /// Says what cap these bytes break.
    std::optional<std::string> charge(std::size_t bytes)
    {
        m_unpacked += bytes;
        m_budget.unpacked += bytes;
        if (m_budget.unpacked > m_budget.limits.totalBytes)
            m_capped = "unpacked size";
        else if (m_unpacked > m_budget.limits.ratioFrom
                 && m_unpacked / std::max<std::uint64_t>(1, m_packed()) > m_budget.limits.ratio)
            m_capped = "compression ratio";
        return m_capped;
    }
    bool cancelled() const { return m_budget.progress.cancelled(); }
    const std::optional<std::string>& capped() const { return m_capped; }

private:
    Budget& m_budget;
    std::function<std::uint64_t()> m_packed;
    std::uint64_t m_unpacked = 0;
    std::optional<std::string> m_capped;
};

/// Unpacked bytes as they come from an archive or zlib stream, counted against the caps.
class UnpackedSource final : public ByteSource {
public:
    using Read = std::function<Result<std::size_t>(char*, std::size_t)>;
    UnpackedSource(std::string name, std::optional<std::uint64_t> size, Layer& layer, Read read)
        : m_name(std::move(name))
        , m_size(size)
        , m_layer(layer)
        , m_read(std::move(read))
    {
    }
    Result<std::size_t> read(char* buffer, std::size_t size) override
    {
        if (m_ended)
            return std::size_t(0);
        if (m_layer.cancelled())
            return failure(ErrorKind::Cancelled, m_name);
        auto count = m_read(buffer, size);
        if (!count)
            return failure(count.error().kind, count.error().subject);
        m_position += *count;
        m_ended = *count == 0 && size > 0;
        if (auto cap = m_layer.charge(*count))
            return failure(ErrorKind::TooLarge, *cap);
        return count;
    }
    const std::string& name() const override { return m_name; }
    std::optional<std::uint64_t> size() const override { return m_size; }
    std::uint64_t position() const override { return m_position; }

private:
    Error failure(ErrorKind kind, const std::string& subject) { return {kind, subject, {m_name, 0, 0, {}}}; }

    std::string m_name;
    std::optional<std::uint64_t> m_size;
    Layer& m_layer;
    Read m_read;
    std::uint64_t m_position = 0;
    bool m_ended = false;
};

/// A name with a part that begins with a dot ("./" and "../" aside), or that macOS puts into its archives.
bool isHidden(std::string_view name)
{
    while (!name.empty()) {
        const std::string_view part = name.substr(0, name.find('/'));
        if ((part.starts_with('.') && part != "." && part != "..") || part == "__MACOSX")
            return true;
        name.remove_prefix(std::min(name.size(), part.size() + 1));
    }
    return false;
}

std::optional<Instant> modifiedOf(const fs::path& path)
{
    std::error_code code;
    const auto time = fs::last_write_time(path, code);
    if (code)
        return std::nullopt;
    return std::chrono::floor<std::chrono::seconds>(std::chrono::file_clock::to_sys(time));
}

class Walker {
public:
    Walker(const WalkLimits& limits, ProgressSink& progress, std::vector<Issue>& issues,
           const std::function<bool(WalkedFile&)>& visitor)
        : m_budget{limits, progress}
        , m_issues(issues)
        , m_visitor(visitor)
    {
    }
    Result<void> run(const std::string& path);

private:
    void folder(const std::string& path, int depth);
    void file(const std::string& path);
    bool offer(WalkedFile file, int depth);
    void unpackZlib(WalkedFile& file, int depth);
    void unpack(WalkedFile& file, ArchiveKind kind, int depth);
    void members(const WalkedFile& outer, ArchiveReader& reader, int depth);
    bool member(const WalkedFile& outer, const ArchiveReader::Member& member, ArchiveReader& reader, Layer& layer,
                int depth);
    bool hold(PeekSource& bytes, std::unique_ptr<ByteSource>& held);
    void issue(ErrorKind kind, const std::string& path, const std::string& reason);
    void issue(const Error& error, const std::string& path);
    bool ended() const { return m_stopped || m_budget.progress.cancelled(); }

    Budget m_budget;
    std::vector<Issue>& m_issues;
    const std::function<bool(WalkedFile&)>& m_visitor;
    bool m_stopped = false;
};

Result<void> Walker::run(const std::string& path)
{
    std::error_code code;
    if (path == "-") {
        offer({path, std::nullopt, false,
               std::make_unique<PeekSource>(std::make_unique<OuterSource>(inputSource(), m_budget.progress))},
              0);
    } else if (fs::is_directory(nativePath(path), code)) {
        const std::size_t last = path.find_last_not_of('/');
        folder(last == std::string::npos ? path : path.substr(0, last + 1), 0);
    } else if (!fs::exists(nativePath(path), code)) {
        return Error{ErrorKind::NotFound, path, {path, 0, 0, {}}};
    } else {
        file(path);
    }
    if (!m_stopped && m_budget.progress.cancelled())
        return Error{ErrorKind::Cancelled, path, {path, 0, 0, {}}};
    return {};
}

void Walker::issue(ErrorKind kind, const std::string& path, const std::string& reason)
{
    m_issues.push_back({kind, {cleanText(path), 0, 0, {}}, reason, {}});
}

void Walker::issue(const Error& error, const std::string& path)
{
    if (error.kind != ErrorKind::Cancelled)
        issue(error.kind, path, error.subject == path ? "cannot be read" : error.subject);
}

void Walker::folder(const std::string& path, int depth)
{
    if (depth > MaxFolderDepth)
        return issue(ErrorKind::TooLarge, path, "folders nested too deeply");
    std::error_code code;
    std::vector<std::string> names;
    fs::directory_iterator entries(nativePath(path), code);
    for (; !code && entries != fs::directory_iterator(); entries.increment(code))
        names.push_back(textOf(entries->path().filename()));
    if (code)
        issue(ErrorKind::NotReadable, path, "folder cannot be read");
    std::sort(names.begin(), names.end());
    for (const std::string& name : names) {
        if (ended())
            return;
        if (isHidden(name))
            continue;
        const std::string below = (path == "/" ? path : path + "/") + name;
        const fs::file_type type = fs::symlink_status(nativePath(below), code).type();
        if (type == fs::file_type::directory)
            folder(below, depth + 1);
        else if (type == fs::file_type::regular)
            file(below);
    }
}

void Walker::file(const std::string& path)
{
    auto source = fileSource(path);
    if (!source)
        return issue(source.error(), path);
    auto outer = std::make_unique<OuterSource>(std::move(*source), m_budget.progress);
    offer({path, modifiedOf(nativePath(path)), false, std::make_unique<PeekSource>(std::move(outer))}, 0);
}

/// Hands a file out or looks into it; `depth` counts the archives around it. False when not even its head can be read,
/// which is an issue by then.
bool Walker::offer(WalkedFile file, int depth)
{
    const auto head = file.bytes->peek(SniffSize);
    if (!head) {
        issue(head.error(), file.path);
        return false;
    }
    const ArchiveKind kind = archiveKind(*head, file.path);
    if (kind == ArchiveKind::None)
        m_stopped = !m_visitor(file) || m_stopped;
    else if (depth >= m_budget.limits.archiveDepth)
        issue(ErrorKind::TooLarge, file.path, "archives nested too deeply");
    else if (kind == ArchiveKind::Zlib)
        unpackZlib(file, depth);
    else
        unpack(file, kind, depth);
    return true;
}

void Walker::unpackZlib(WalkedFile& file, int depth)
{
    const std::unique_ptr<PeekSource> packed = std::move(file.bytes);
    Layer layer(m_budget, [&] { return packed->position(); });
    ZlibSource inflated(*packed);
    auto unpacked = std::make_unique<UnpackedSource>(
        file.path, std::nullopt, layer, [&](char* buffer, std::size_t size) { return inflated.read(buffer, size); });
    const bool headRead =
        offer({file.path, file.modified, file.inArchive, std::make_unique<PeekSource>(std::move(unpacked))}, depth + 1);
    if (headRead && layer.capped())
        issue(ErrorKind::TooLarge, file.path, *layer.capped());
}

bool Walker::hold(PeekSource& bytes, std::unique_ptr<ByteSource>& held)
{
    std::string text;
    std::string block(256u << 10, '\0');
    for (;;) {
        const auto count = bytes.read(block.data(), block.size());
        if (!count) {
            issue(count.error(), bytes.name());
            return false;
        }
        if (*count == 0)
            break;
        if (text.size() + *count > MaxHeld) {
            issue(ErrorKind::TooLarge, bytes.name(), "archive inside a stream");
            return false;
        }
        text.append(block, 0, *count);
    }
    held = memorySource(std::move(text), bytes.name());
    return true;
}

void Walker::unpack(WalkedFile& file, ArchiveKind kind, int depth)
{
    const std::unique_ptr<PeekSource> packed = std::move(file.bytes);
    std::unique_ptr<ByteSource> held;
    const bool seeks = kind == ArchiveKind::Zip || kind == ArchiveKind::SevenZip;
    if (seeks && !packed->canSeek() && !hold(*packed, held))
        return;
    ArchiveReader reader(held ? *held : *packed);
    members(file, reader, depth);
}

void Walker::members(const WalkedFile& outer, ArchiveReader& reader, int depth)
{
    Layer layer(m_budget, [&] { return reader.packedBytes(); });
    while (!ended()) {
        const auto met = reader.next();
        if (!met)
            return issue(met.error(), outer.path);
        if (!met->has_value()) {
            if (reader.saysNothing())
                offer({outer.path, outer.modified, outer.inArchive,
                       std::make_unique<PeekSource>(memorySource({}, outer.path))},
                      depth + 1);
            return;
        }
        if (++m_budget.members > m_budget.limits.members)
            return issue(ErrorKind::TooLarge, outer.path, "members");
        if (!member(outer, **met, reader, layer, depth))
            return;
    }
}

/// False when the archive cannot be read any further.
bool Walker::member(const WalkedFile& outer, const ArchiveReader::Member& member, ArchiveReader& reader, Layer& layer,
                    int depth)
{
    const std::string path = member.single ? outer.path : outer.path + "!" + member.name;
    std::optional<Error> failure;
    bool headRead = true;
    const auto read = [&](char* buffer, std::size_t size) {
        auto count = reader.read(buffer, size);
        if (!count)
            failure = count.error();
        return count;
    };
    if (member.encrypted) {
        issue(ErrorKind::Unsupported, path, "password-protected");
    } else if (member.regular && (member.single || !isHidden(member.name))) {
        auto bytes = std::make_unique<UnpackedSource>(path, member.size, layer, read);
        headRead = offer({path, member.modified ? member.modified : outer.modified, outer.inArchive || !member.single,
                          std::make_unique<PeekSource>(std::move(bytes))},
                         depth + 1);
    }
    // What the visitor left is unpacked here rather than in libarchive, so that it counts.
    if (reader.skippingUnpacks() && !member.single && !failure && !ended()) {
        UnpackedSource rest(path, std::nullopt, layer, read);
        std::string block(256u << 10, '\0');
        for (auto count = rest.read(block.data(), block.size()); count && *count > 0 && !ended();)
            count = rest.read(block.data(), block.size());
    }
    if (headRead && layer.capped())
        issue(ErrorKind::TooLarge, outer.path, *layer.capped());
    else if (headRead && failure && !member.single)
        issue(*failure, path);
    return !layer.capped() && !(failure && reader.broken()) && !member.single;
}

} // namespace

Result<void> walkFiles(const std::string& path, const WalkLimits& limits, ProgressSink& progress,
                       std::vector<Issue>& issues, const std::function<bool(WalkedFile&)>& visitor)
{
    return Walker(limits, progress, issues, visitor).run(path);
}

} // namespace bw
