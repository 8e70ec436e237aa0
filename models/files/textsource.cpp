// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/files/textsource.h"

#include "models/files/utf8.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <iconv.h>
#include <simdjson.h>

namespace bw {

namespace {

/// Blocks begin small, for many files are, and double up to this.
constexpr std::size_t BlockSize = 128u << 10;

struct EncodingName {
    Encoding encoding;
    std::string_view name;
    const char* iconvName;
};

constexpr std::array Names{
    EncodingName{Encoding::Utf8, "UTF-8", "UTF-8"},
    EncodingName{Encoding::Utf16Le, "UTF-16LE", "UTF-16LE"},
    EncodingName{Encoding::Utf16Be, "UTF-16BE", "UTF-16BE"},
    EncodingName{Encoding::Windows1252, "Windows-1252", "CP1252"},
    EncodingName{Encoding::Cp850, "CP850", "CP850"},
    EncodingName{Encoding::Cp437, "CP437", "CP437"},
    EncodingName{Encoding::Latin1, "ISO-8859-1", "ISO-8859-1"},
    EncodingName{Encoding::Windows1251, "Windows-1251", "CP1251"},
    EncodingName{Encoding::Greek, "ISO-8859-7", "ISO-8859-7"},
    EncodingName{Encoding::Gbk, "GBK", "GBK"},
};

struct Alias {
    std::string_view name; ///< lower case, without '-', '_' and spaces
    Encoding encoding;
};

constexpr std::array Aliases{
    Alias{"cp65001", Encoding::Utf8},       Alias{"utf16", Encoding::Utf16Le},
    Alias{"unicode", Encoding::Utf16Le},    Alias{"cp1252", Encoding::Windows1252},
    Alias{"ansi", Encoding::Windows1252},   Alias{"ibm850", Encoding::Cp850},
    Alias{"ibm437", Encoding::Cp437},       Alias{"latin1", Encoding::Latin1},
    Alias{"cp1251", Encoding::Windows1251}, Alias{"greek", Encoding::Greek},
    Alias{"cp936", Encoding::Gbk},          Alias{"gb2312", Encoding::Gbk},
};

const EncodingName& entry(Encoding encoding)
{
    return *std::find_if(Names.begin(), Names.end(), [&](const EncodingName& e) { return e.encoding == encoding; });
}

std::string folded(std::string_view name)
{
    std::string out;
    for (const char c : name) {
        if (c != '-' && c != '_' && c != ' ')
            out += c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c;
    }
    return out;
}

/// Appends `text` as UTF-8 with what is broken replaced. Returns the bytes used: all of them, but for a sequence that
/// is cut off by the end of the text, which is left for the next block unless `last`.
std::size_t appendRepaired(std::string_view text, bool last, std::string& out)
{
    std::size_t used = 0;
    while (used < text.size()) {
        const Utf8Step step = utf8Step(text.substr(used));
        if (step.cut && !last)
            break;
        out += step.valid ? text.substr(used, step.length) : Replacement;
        used += step.length;
    }
    return used;
}

/// Length of the text without a sequence that its end cuts off.
std::size_t wholeSequences(std::string_view text)
{
    for (std::size_t back = 1; back <= std::min<std::size_t>(3, text.size()); ++back) {
        const auto byte = static_cast<unsigned char>(text[text.size() - back]);
        if (byte >= 0xC0)
            return utf8Step(text.substr(text.size() - back)).cut ? text.size() - back : text.size();
        if (byte < 0x80)
            break;
    }
    return text.size();
}

class Decoder {
public:
    virtual ~Decoder() = default;
    /// Appends what `text` says to `out` and returns the bytes used; with `last` that is all of them.
    virtual std::size_t decode(std::string_view text, bool last, std::string& out) = 0;
};

class Utf8Decoder final : public Decoder {
public:
    std::size_t decode(std::string_view text, bool last, std::string& out) override
    {
        const std::size_t whole = wholeSequences(text);
        if (!simdjson::validate_utf8(text.data(), whole))
            return appendRepaired(text, last, out);
        out.append(text.data(), whole);
        if (last && whole < text.size())
            out += Replacement;
        return last ? text.size() : whole;
    }
};

class IconvDecoder final : public Decoder {
public:
    explicit IconvDecoder(Encoding encoding)
        : m_iconv(iconv_open("UTF-8", entry(encoding).iconvName))
        , m_unit(encoding == Encoding::Utf16Le || encoding == Encoding::Utf16Be ? 2 : 1)
    {
    }
    ~IconvDecoder() override
    {
        if (usable())
            iconv_close(m_iconv);
    }
    IconvDecoder(const IconvDecoder&) = delete;
    IconvDecoder& operator=(const IconvDecoder&) = delete;

    std::size_t decode(std::string_view text, bool last, std::string& out) override
    {
        if (!usable())
            return appendRepaired(text, last, out);
        char* in = const_cast<char*>(text.data()); // iconv's signature; it does not write there
        std::size_t left = text.size();
        while (left > 0) {
            const std::size_t had = out.size();
            out.resize(had + left * 3 + 8);
            char* to = out.data() + had;
            std::size_t room = out.size() - had;
            const std::size_t status = iconv(m_iconv, &in, &left, &to, &room);
            const int error = errno;
            out.resize(out.size() - room);
            if (status != std::size_t(-1) || error == E2BIG)
                continue;
            if (error == EINVAL && !last)
                break;
            out += Replacement;
            const std::size_t skip = error == EINVAL ? left : std::min(left, m_unit);
            in += skip;
            left -= skip;
        }
        return text.size() - left;
    }

private:
    bool usable() const { return m_iconv != iconv_t(-1); }

    iconv_t m_iconv;
    std::size_t m_unit;
};

class Utf8Source final : public ByteSource {
public:
    Utf8Source(std::unique_ptr<ByteSource> owned, ByteSource& bytes, Encoding encoding, std::size_t skip)
        : m_owned(std::move(owned))
        , m_bytes(bytes)
        , m_skip(skip)
    {
        if (encoding == Encoding::Utf8)
            m_decoder = std::make_unique<Utf8Decoder>();
        else
            m_decoder = std::make_unique<IconvDecoder>(encoding);
    }
    Result<std::size_t> read(char* buffer, std::size_t size) override
    {
        while (m_used == m_out.size() && !m_ended) {
            if (auto filled = fill(); !filled)
                return filled.error();
        }
        const std::size_t count = std::min(size, m_out.size() - m_used);
        std::memcpy(buffer, m_out.data() + m_used, count);
        m_used += count;
        m_position += count;
        return count;
    }
    const std::string& name() const override { return m_bytes.name(); }
    std::optional<std::uint64_t> size() const override { return m_bytes.size(); }
    std::uint64_t position() const override { return m_position; }

private:
    Result<void> fill()
    {
        m_out.clear();
        m_used = 0;
        const std::size_t rest = m_in.size();
        m_block = std::min(2 * m_block, BlockSize);
        m_in.resize(rest + m_block);
        const auto count = m_bytes.read(m_in.data() + rest, m_block);
        m_in.resize(rest + (count ? *count : 0));
        if (!count)
            return count.error();
        m_ended = *count == 0;
        const std::size_t skipped = std::min(m_skip, m_in.size());
        m_in.erase(0, skipped);
        m_skip -= skipped;
        m_in.erase(0, m_decoder->decode(m_in, m_ended, m_out));
        if (std::memchr(m_out.data(), '\0', m_out.size()))
            std::erase(m_out, '\0');
        return {};
    }

    std::unique_ptr<ByteSource> m_owned;
    ByteSource& m_bytes;
    std::unique_ptr<Decoder> m_decoder;
    std::size_t m_skip;
    std::size_t m_block = 4u << 10;
    std::string m_in;
    std::string m_out;
    std::size_t m_used = 0;
    std::uint64_t m_position = 0;
    bool m_ended = false;
};

/// UTF-16 without a BOM gives itself away by the zero half of its ASCII letters.
std::optional<Encoding> utf16ByZeros(std::string_view head)
{
    std::size_t even = 0;
    std::size_t odd = 0;
    const std::size_t pairs = std::min<std::size_t>(head.size(), 8192) / 2;
    for (std::size_t i = 0; i < pairs; ++i) {
        even += head[2 * i] == '\0';
        odd += head[2 * i + 1] == '\0';
    }
    if (odd * 3 >= pairs && odd > 4 * even)
        return Encoding::Utf16Le;
    if (even * 3 >= pairs && even > 4 * odd)
        return Encoding::Utf16Be;
    return std::nullopt;
}

bool shown(std::string_view character)
{
    const auto first = static_cast<unsigned char>(character[0]);
    if (character.size() == 1)
        return (first >= 0x20 && first != 0x7F) || first == '\t' || first == '\n';
    return first != 0xC2 || static_cast<unsigned char>(character[1]) >= 0xA0;
}

} // namespace

std::string_view name(Encoding encoding)
{
    return entry(encoding).name;
}

std::optional<Encoding> encodingFrom(std::string_view name)
{
    const std::string wanted = folded(name);
    for (const EncodingName& known : Names) {
        if (folded(known.name) == wanted)
            return known.encoding;
    }
    for (const Alias& alias : Aliases) {
        if (alias.name == wanted)
            return alias.encoding;
    }
    return std::nullopt;
}

EncodingGuess guessEncoding(std::string_view head)
{
    if (head.starts_with("\xEF\xBB\xBF"))
        return {Encoding::Utf8, false, 3};
    if (head.starts_with("\xFF\xFE"))
        return {Encoding::Utf16Le, false, 2};
    if (head.starts_with("\xFE\xFF"))
        return {Encoding::Utf16Be, false, 2};
    if (head.size() >= 2) {
        if (const auto wide = utf16ByZeros(head))
            return {*wide, false, 0};
    }
    if (simdjson::validate_utf8(head.data(), wholeSequences(head)))
        return {Encoding::Utf8, false, 0};
    return {Encoding::Windows1252, true, 0};
}

std::unique_ptr<ByteSource> utf8Source(std::unique_ptr<ByteSource> bytes, Encoding encoding, std::size_t skipBytes)
{
    ByteSource& inner = *bytes;
    return std::make_unique<Utf8Source>(std::move(bytes), inner, encoding, skipBytes);
}

std::unique_ptr<ByteSource> utf8Source(ByteSource& bytes, Encoding encoding, std::size_t skipBytes)
{
    return std::make_unique<Utf8Source>(nullptr, bytes, encoding, skipBytes);
}

std::string cleanText(std::string_view text)
{
    if (std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7F; }))
        return std::string(text);
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        const Utf8Step step = utf8Step(text);
        if (!step.valid)
            out += Replacement;
        else if (shown(text.substr(0, step.length)))
            out += text.substr(0, step.length);
        text.remove_prefix(step.length);
    }
    return out;
}

} // namespace bw
