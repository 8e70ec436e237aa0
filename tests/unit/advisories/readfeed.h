// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/advisories/feedreader.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace bw::test {

/// What reading a text as a feed gave.
struct FeedRead {
    Result<void> result;
    FeedBatch batch;
    std::vector<Issue> issues;
    std::uint64_t issueCount = 0;

    bool hasIssue(ErrorKind kind) const
    {
        return std::any_of(issues.begin(), issues.end(), [&](const Issue& issue) { return issue.kind == kind; });
    }
    std::string text(StringId id) const { return std::string(batch.text(id)); }
};

inline FeedRead readFeed(std::string_view reader, std::string_view text, std::string_view file = "memory")
{
    FeedRead read;
    const auto source = memorySource(std::string(text), std::string(file));
    FeedSink sink{read.batch, read.issues, 0, std::string(file)};
    read.result = feedReader(reader)->read(*source, sink, ProgressSink::none());
    read.issueCount = sink.issueCount;
    return read;
}

/// Adds a further file to the same batch, as for a folder of records.
inline void readMore(FeedRead& read, std::string_view reader, std::string_view text, std::string_view file = "memory")
{
    const auto source = memorySource(std::string(text), std::string(file));
    FeedSink sink{read.batch, read.issues, 0, std::string(file)};
    read.result = feedReader(reader)->read(*source, sink, ProgressSink::none());
    read.issueCount += sink.issueCount;
}

inline std::string recognised(std::string_view text, std::string_view path = "file")
{
    const FeedReader* reader = recogniseFeed({path, text});
    return reader ? std::string(reader->id()) : std::string();
}

} // namespace bw::test
