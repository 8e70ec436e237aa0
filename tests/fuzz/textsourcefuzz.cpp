// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/files/textsource.h"
#include "tests/support/chunkedsource.h"

#include <cstdlib>
#include <simdjson.h>

using namespace bw;

namespace {

std::string lines(const std::string& text, Encoding encoding, std::vector<std::size_t> blocks)
{
    std::string out;
    test::ChunkedSource bytes(text, std::move(blocks));
    const auto source = utf8Source(bytes, encoding);
    LineReader reader(*source, 1u << 16);
    for (std::string_view line; reader.next(line);)
        out.append(line).append(1, '\n');
    return out;
}

} // namespace

/// Whatever comes in, lines of valid UTF-8 come out, and the same ones however the text is cut into blocks.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size < 2)
        return 0;
    const std::string text(reinterpret_cast<const char*>(data) + 2, size - 2);
    const auto encoding = Encoding(data[0] % (int(Encoding::Gbk) + 1));
    const std::string whole = lines(text, encoding, {});
    const std::string clean = cleanText(text);
    if (whole != lines(text, encoding, {std::size_t(data[1] % 40) + 1, 1})
        || !simdjson::validate_utf8(whole.data(), whole.size()) || !simdjson::validate_utf8(clean.data(), clean.size()))
        std::abort();
    (void)guessEncoding(text);
    return 0;
}
