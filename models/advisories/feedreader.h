// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/feedbatch.h"
#include "models/files/bytesource.h"
#include "models/foundation/error.h"
#include "models/foundation/progress.h"

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace bw {

/// A look at a feed file before it is read: raw head (up to 64 KiB) and path (folder names may tell the release).
struct FeedProbe {
    std::string_view path;
    std::string_view head;
};

/// Where a feed reader puts what it finds. Many files of one feed (a folder of CVE records, an OSV zip) go into one
/// batch.
struct FeedSink {
    FeedBatch& batch;
    std::vector<Issue>& issues; ///< capped by addIssue
    std::uint64_t issueCount = 0;
    std::string file;

    void addIssue(ErrorKind kind, std::string reason, std::uint64_t line = 0, std::string field = {},
                  std::string_view raw = {});
};

/// Reads one feed format, streaming, into a batch. Stateless. Errors as InventoryReader's; a feed file that breaks off
/// is refused whole for feeds that replace (never a good revision by a bad one), and kept record by record for
/// cumulative ones.
class FeedReader {
public:
    virtual ~FeedReader() = default;
    virtual std::string_view id() const = 0; ///< "kev-json", "epss-csv", "cve5", "osv", "debian-tracker", ...
    virtual std::string_view name() const = 0;
    virtual std::string_view feed() const = 0; ///< FeedBatch::feed
    virtual std::vector<std::string_view> extensions() const { return {}; }
    virtual bool sniff(const FeedProbe& probe) const = 0;
    virtual Result<void> read(ByteSource& bytes, FeedSink& out, ProgressSink& progress) const = 0;
};

std::span<const std::unique_ptr<FeedReader>> feedReaders();
const FeedReader* feedReader(std::string_view id);
const FeedReader* recogniseFeed(const FeedProbe& probe);

} // namespace bw
