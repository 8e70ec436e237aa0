// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/files/bytesource.h"

#include "models/files/nativepath.h"

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <limits>
#include <system_error>

namespace bw {

namespace {

namespace fs = std::filesystem;

class MemorySource final : public ByteSource {
public:
    MemorySource(std::string text, std::string name)
        : m_text(std::move(text))
        , m_name(std::move(name))
    {
    }
    Result<std::size_t> read(char* buffer, std::size_t size) override
    {
        const std::size_t count = std::min(size, m_text.size() - m_used);
        std::memcpy(buffer, m_text.data() + m_used, count);
        m_used += count;
        return count;
    }
    const std::string& name() const override { return m_name; }
    std::optional<std::uint64_t> size() const override { return m_text.size(); }
    std::uint64_t position() const override { return m_used; }
    bool canSeek() const override { return true; }
    bool seek(std::uint64_t position) override
    {
        if (position > m_text.size())
            return false;
        m_used = std::size_t(position);
        return true;
    }

private:
    std::string m_text;
    std::string m_name;
    std::size_t m_used = 0;
};

struct Closer {
    void operator()(std::FILE* file) const
    {
        if (file != stdin)
            std::fclose(file);
    }
};
using FileHandle = std::unique_ptr<std::FILE, Closer>;

class FileSource final : public ByteSource {
public:
    FileSource(FileHandle file, std::string name, std::optional<std::uint64_t> size)
        : m_file(std::move(file))
        , m_name(std::move(name))
        , m_size(size)
    {
    }
    Result<std::size_t> read(char* buffer, std::size_t size) override
    {
        const std::size_t count = std::fread(buffer, 1, size, m_file.get());
        if (count == 0 && std::ferror(m_file.get()))
            return Error{ErrorKind::NotReadable, m_name, {m_name, 0, 0, {}}};
        m_position += count;
        return count;
    }
    const std::string& name() const override { return m_name; }
    std::optional<std::uint64_t> size() const override { return m_size; }
    std::uint64_t position() const override { return m_position; }
    bool canSeek() const override { return m_size.has_value(); }
    bool seek(std::uint64_t position) override
    {
        if (!canSeek() || position > std::uint64_t(std::numeric_limits<off_t>::max())
            || fseeko(m_file.get(), off_t(position), SEEK_SET) != 0)
            return false;
        m_position = position;
        return true;
    }

private:
    FileHandle m_file;
    std::string m_name;
    std::optional<std::uint64_t> m_size;
    std::uint64_t m_position = 0;
};

} // namespace

std::unique_ptr<ByteSource> memorySource(std::string text, std::string name)
{
    return std::make_unique<MemorySource>(std::move(text), std::move(name));
}

Result<std::unique_ptr<ByteSource>> fileSource(const std::string& path)
{
    const fs::path native = nativePath(path);
    std::error_code code;
    const fs::file_status status = fs::status(native, code);
    if (status.type() == fs::file_type::not_found)
        return Error{ErrorKind::NotFound, path, {path, 0, 0, {}}};
#ifdef _WIN32
    FileHandle file(status.type() == fs::file_type::directory ? nullptr : _wfopen(native.c_str(), L"rb"));
#else
    FileHandle file(status.type() == fs::file_type::directory ? nullptr : std::fopen(native.c_str(), "rb"));
#endif
    if (!file)
        return Error{ErrorKind::NotReadable, path, {path, 0, 0, {}}};
    std::optional<std::uint64_t> size;
    if (status.type() == fs::file_type::regular) {
        const auto bytes = fs::file_size(native, code);
        if (!code)
            size = bytes;
    }
    return std::unique_ptr<ByteSource>(std::make_unique<FileSource>(std::move(file), path, size));
}

std::unique_ptr<ByteSource> inputSource()
{
    return std::make_unique<FileSource>(FileHandle(stdin), "-", std::nullopt);
}

PeekSource::PeekSource(std::unique_ptr<ByteSource> inner)
    : m_inner(std::move(inner))
{
}

Result<std::string_view> PeekSource::peek(std::size_t limit)
{
    m_head.erase(0, m_headUsed);
    m_headUsed = 0;
    while (m_head.size() < limit && !m_innerEnded) {
        const std::size_t have = m_head.size();
        m_head.resize(limit);
        const auto count = m_inner->read(m_head.data() + have, limit - have);
        m_head.resize(have + (count ? *count : 0));
        if (!count)
            m_failure = count.error();
        m_innerEnded = !count || *count == 0;
    }
    if (m_head.empty() && m_failure)
        return *m_failure;
    return std::string_view(m_head).substr(0, limit);
}

Result<std::size_t> PeekSource::read(char* buffer, std::size_t size)
{
    if (m_headUsed < m_head.size()) {
        const std::size_t count = std::min(size, m_head.size() - m_headUsed);
        std::memcpy(buffer, m_head.data() + m_headUsed, count);
        m_headUsed += count;
        m_position += count;
        if (m_headUsed == m_head.size()) {
            m_head = {};
            m_headUsed = 0;
        }
        return count;
    }
    if (m_failure)
        return *m_failure;
    if (m_innerEnded)
        return std::size_t(0);
    auto count = m_inner->read(buffer, size);
    if (count) {
        m_position += *count;
        m_innerEnded = *count == 0 && size > 0;
    }
    return count;
}

bool PeekSource::seek(std::uint64_t position)
{
    if (!m_inner->seek(position))
        return false;
    m_head = {};
    m_headUsed = 0;
    m_position = position;
    m_innerEnded = false;
    m_failure.reset();
    return true;
}

} // namespace bw
