// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/files/bytesource.h"
#include "models/foundation/progress.h"

#include <functional>
#include <simdjson.h>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace bw {

/// Walks JSON text of any size in bounded memory: finds the structure by itself and hands each value at a subscribed
/// path, alone, to its handler as a simdjson On-Demand value. Several documents in a row (NDJSON, concatenated objects)
/// are walked one after the other.
///
/// Paths: keys separated by '/', "*" stands for any array element or any key, "" is the whole document. The value at a
/// subscribed path must fit into `maxValue`; deeper structure than `maxDepth` and longer strings end the walk with
/// TooLarge. A value that is subscribed is not searched for further subscribed paths inside it. A document that is only
/// `null` says nothing and is not handed out.
///
/// What is not handed out is checked for structure alone. Text that is not valid UTF-8 makes an issue of the value it
/// stands in; wrap the source in utf8Source() where such text is to be repaired (or is not UTF-8 at all). A leading BOM
/// is skipped.
class JsonWalker {
public:
    struct At {
        /// What the last "*" of the path stood for, or the last key of a path without "*"; "" for an array element.
        std::string_view key;
        std::string_view parentKey; ///< what the "*" before that stood for
        std::uint64_t document = 0; ///< 0 for the first document
        std::uint64_t offset = 0; ///< byte offset of the value
        std::uint64_t line = 1;
        std::string_view raw; ///< the value's own text
    };
    /// May throw simdjson_error or return normally; an error becomes an issue of that place and the walk goes on. The
    /// value and all views are good until the handler returns.
    using Handler = std::function<void(simdjson::ondemand::value value, const At& at)>;

    explicit JsonWalker(std::string fileName);
    void on(std::string path, Handler handler);
    /// Called when a top-level document begins/ends.
    void onDocument(std::function<void(std::uint64_t document)> begin, std::function<void(std::uint64_t document)> end);

    struct Outcome {
        std::uint64_t documents = 0;
        std::uint64_t values = 0; ///< handed to handlers
    };
    /// Errors: Malformed, Truncated (with place), TooLarge, NotReadable, Cancelled. Handlers called before stay called.
    Result<Outcome> run(ByteSource& bytes, std::vector<Issue>& issues, ProgressSink& progress);

    std::size_t maxValue = 64u << 20;
    int maxDepth = 256;
    /// Beyond this many issues of one run further ones are not kept.
    static constexpr std::size_t MaxIssues = 100'000;

private:
    /// One step of the subscribed paths, which form a tree; the first node is the root.
    struct Node {
        std::vector<std::pair<std::string, std::size_t>> keys;
        std::size_t star = 0; ///< 0 = none
        std::vector<Handler> handlers;
        std::size_t keyLevel = 0; ///< which key on the way (from 1) is At::key; 0 = none
        std::size_t parentLevel = 0;
    };
    class Walk;

    std::string m_fileName;
    std::vector<Node> m_nodes;
    std::function<void(std::uint64_t)> m_begin;
    std::function<void(std::uint64_t)> m_end;
};

} // namespace bw
