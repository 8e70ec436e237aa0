// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/files/jsonwalker.h"
#include "models/inventory/readers/fields.h"
#include "models/inventory/snapshotbuilder.h"

#include <functional>
#include <memory>

namespace bw {

/// A JsonWalker whose handlers never throw: a value of the wrong kind or broken inside becomes an issue of the builder,
/// whose number is capped, and the walk goes on. Texts in UTF-16 or with a BOM are decoded on the way.
class JsonReading {
public:
    JsonReading(SnapshotBuilder& out, std::string file);

    using At = JsonWalker::At;
    void onObject(std::string path, std::function<void(simdjson::ondemand::object, const At&)> handler);
    /// The scalars of an object.
    void onFields(std::string path, std::function<void(const Fields&, const At&)> handler);
    /// A scalar; null and containers come as an empty text.
    void onText(std::string path, std::function<void(std::string_view, const At&)> handler);
    /// Any value.
    void onValue(std::string path, JsonWalker::Handler handler);
    void onDocument(std::function<void(std::uint64_t)> begin, std::function<void(std::uint64_t)> end);

    Result<JsonWalker::Outcome> run(ByteSource& bytes, ProgressSink& progress);

private:
    SnapshotBuilder& m_out;
    JsonWalker m_walker;
    Fields m_fields;
};

/// The same bytes as UTF-8 without a BOM; `bytes` must outlive it.
std::unique_ptr<ByteSource> decodedSource(ByteSource& bytes);

} // namespace bw
