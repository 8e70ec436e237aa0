// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/inventory/inventoryreader.h"

#include <set>
#include <tuple>

namespace bw::test {

/// One text or file read as an import reads it: recognised by its head, or by the given reader.
struct Reading {
    ComponentPool pool;
    SnapshotBuilder builder;
    std::string reader; ///< id of the reader that was chosen; empty: not recognised
    Match match = Match::No;
    Result<void> result;

    explicit Reading(std::string file)
        : builder(pool, std::move(file))
    {
    }
    HostDraft& host(std::size_t index = 0) { return builder.hosts().at(index); }
    ComponentView component(std::size_t index, std::size_t hostIndex = 0)
    {
        return pool.view(host(hostIndex).components.at(index));
    }
    std::set<std::pair<std::string, std::string>> nameVersions(std::size_t hostIndex = 0)
    {
        std::set<std::pair<std::string, std::string>> out;
        if (hostIndex >= builder.hosts().size())
            return out;
        for (const auto id : host(hostIndex).components)
            out.emplace(pool.view(id).name, pool.view(id).version);
        return out;
    }
};

inline std::unique_ptr<Reading> readFrom(std::unique_ptr<ByteSource> source, const ReadOptions& options = {},
                                         std::string_view readerId = {})
{
    auto reading = std::make_unique<Reading>(source->name());
    PeekSource bytes(std::move(source));
    const InventoryReader* reader = inventoryReader(readerId);
    ProbeStorage storage;
    const auto probed = probe(bytes.name(), bytes, storage);
    if (!probed) {
        reading->result = probed.error();
        return reading;
    }
    if (!reader)
        reader = recognise(*probed);
    if (!reader) {
        reading->result = Error{ErrorKind::NotRecognised, bytes.name(), {}};
        return reading;
    }
    reading->reader = reader->id();
    reading->match = reader->sniff(*probed);
    reading->result = reader->read(bytes, options, reading->builder, ProgressSink::none());
    return reading;
}

inline std::unique_ptr<Reading> readText(std::string text, const ReadOptions& options = {},
                                         std::string_view readerId = {}, std::string file = "memory")
{
    return readFrom(memorySource(std::move(text), std::move(file)), options, readerId);
}

inline std::unique_ptr<Reading> readPath(const std::string& path, const ReadOptions& options = {},
                                         std::string_view readerId = {})
{
    auto source = fileSource(path);
    if (!source) {
        auto reading = std::make_unique<Reading>(path);
        reading->result = source.error();
        return reading;
    }
    return readFrom(std::move(*source), options, readerId);
}

} // namespace bw::test
