// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/advisories/feedcodec.h"
#include "models/advisories/feedreader.h"
#include "tests/support/chunkedsource.h"

#include <cstdlib>

using namespace bw;

namespace {

/// What a reader made of a text, as the blob the workspace would keep; "refused" where it would keep nothing.
std::string read(const FeedReader& reader, const std::string& text, std::vector<std::size_t> blocks)
{
    FeedBatch batch;
    std::vector<Issue> issues;
    FeedSink sink{batch, issues, 0, "release/1/bookworm"};
    test::ChunkedSource bytes(text, std::move(blocks));
    if (!reader.read(bytes, sink, ProgressSink::none()))
        return "refused";
    for (const AffectedRow& row : batch.affected) {
        if (row.advisory >= batch.advisories.size())
            std::abort();
    }
    return encodeBatch(batch);
}

} // namespace

/// Every reader on any text: never crashes, never keeps a row without its advisory, says the same however the text is
/// cut into blocks, and what it says survives the workspace.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size < 2)
        return 0;
    const auto readers = feedReaders();
    const FeedReader& reader = *readers[data[0] % readers.size()];
    const std::string text(reinterpret_cast<const char*>(data) + 2, size - 2);
    const std::string whole = read(reader, text, {});
    if (whole != read(reader, text, {std::size_t(data[1] % 80) + 1, 3}))
        std::abort();
    if (whole == "refused")
        return 0;
    const auto decoded = decodeBatch(whole);
    if (!decoded || encodeBatch(*decoded) != whole)
        std::abort();
    return 0;
}
