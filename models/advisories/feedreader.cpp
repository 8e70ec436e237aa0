// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/advisories/feedreader.h"

#include "models/advisories/readers/feedtext.h"
#include "models/advisories/readers/readers.h"
#include "models/files/textsource.h"

#include <algorithm>

namespace bw {

namespace {

constexpr std::size_t KeptIssues = 1'000;
constexpr std::size_t RawBytes = 200;

// Asked in this order: narrow formats before wide ones.
std::vector<std::unique_ptr<FeedReader>> makeReaders()
{
    std::vector<std::unique_ptr<FeedReader>> readers;
    readers.push_back(kevJsonReader());
    readers.push_back(kevCsvReader());
    readers.push_back(epssCsvReader());
    readers.push_back(cve5Reader());
    readers.push_back(osvReader());
    readers.push_back(debianTrackerReader());
    readers.push_back(debsecanReader());
    readers.push_back(debianListReader());
    return readers;
}

} // namespace

void FeedSink::addIssue(ErrorKind kind, std::string reason, std::uint64_t line, std::string field, std::string_view raw)
{
    ++issueCount;
    if (issues.size() >= KeptIssues)
        return;
    issues.push_back({kind, {file, line, 0, std::move(field)}, std::move(reason), cleanText(cutText(raw, RawBytes))});
}

std::span<const std::unique_ptr<FeedReader>> feedReaders()
{
    static const std::vector<std::unique_ptr<FeedReader>> readers = makeReaders();
    return readers;
}

const FeedReader* feedReader(std::string_view id)
{
    const auto all = feedReaders();
    const auto it = std::find_if(all.begin(), all.end(), [&](const auto& reader) { return reader->id() == id; });
    return it == all.end() ? nullptr : it->get();
}

const FeedReader* recogniseFeed(const FeedProbe& probe)
{
    const auto all = feedReaders();
    const auto it = std::find_if(all.begin(), all.end(), [&](const auto& reader) { return reader->sniff(probe); });
    return it == all.end() ? nullptr : it->get();
}

} // namespace bw
