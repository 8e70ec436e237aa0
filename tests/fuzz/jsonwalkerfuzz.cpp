// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/files/jsonwalker.h"
#include "tests/support/chunkedsource.h"

#include <cstdlib>

using namespace bw;

namespace {

struct Told {
    std::string values;
    std::vector<Issue> issues;
    std::optional<Error> error;
};

Told walk(const std::string& text, std::vector<std::size_t> blocks)
{
    Told told;
    JsonWalker walker("fuzz");
    walker.maxValue = 1u << 16;
    walker.maxDepth = 64;
    for (const char* path : {"", "*", "*/*", "a/*", "*/a", "a"}) {
        walker.on(path, [&](simdjson::ondemand::value value, const JsonWalker::At& at) {
            told.values.append(at.raw).append(at.key).append(at.parentKey).append(std::to_string(at.line));
            if (value.type() == simdjson::ondemand::json_type::object) {
                for (auto field : value.get_object())
                    told.values.append(field.unescaped_key().value());
            }
        });
        test::ChunkedSource bytes(text, blocks);
        const auto outcome = walker.run(bytes, told.issues, ProgressSink::none());
        if (!outcome)
            told.error = outcome.error();
    }
    return told;
}

} // namespace

/// Never crashes, and says the same however the text is cut into blocks.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size == 0)
        return 0;
    const std::string text(reinterpret_cast<const char*>(data) + 1, size - 1);
    const Told whole = walk(text, {});
    const Told parts = walk(text, {std::size_t(data[0] % 80) + 1, 3});
    if (whole.values != parts.values || whole.issues != parts.issues || whole.error != parts.error)
        std::abort();
    return 0;
}
