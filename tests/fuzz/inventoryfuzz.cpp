// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/inventoryreader.h"

#include <cstdlib>
#include <simdjson.h>

using namespace bw;

static void check(std::string_view text)
{
    if (!simdjson::validate_utf8(text.data(), text.size()))
        std::abort();
}

/// Whatever comes in, each inventory reader answers, and what it keeps is valid UTF-8. The first byte picks the reader;
/// beyond the last one the file is recognised first.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size == 0)
        return 0;
    const auto readers = inventoryReaders();
    PeekSource bytes(memorySource(std::string(reinterpret_cast<const char*>(data) + 1, size - 1)));
    const std::size_t pick = data[0] % (readers.size() + 1);
    const InventoryReader* reader = pick < readers.size() ? readers[pick].get() : nullptr;
    if (!reader) {
        ProbeStorage storage;
        const auto probed = probe("fuzz.csv", bytes, storage);
        reader = probed ? recognise(*probed) : nullptr;
    }
    if (!reader)
        return 0;
    ComponentPool pool;
    SnapshotBuilder builder(pool, "fuzz");
    (void)reader->read(bytes, {}, builder, ProgressSink::none());
    for (ComponentId id = 0; id < pool.size(); ++id) {
        const ComponentView c = pool.view(id);
        for (const std::string_view text : {c.name, c.version, c.arch, c.source, c.sourceVersion, c.module, c.vendor})
            check(text);
    }
    for (const HostDraft& host : builder.hosts()) {
        for (const std::string* text : {&host.identity.name, &host.identity.fqdn, &host.identity.serial, &host.os.name,
                                        &host.os.version, &host.attributes.owner})
            check(*text);
    }
    for (const Issue& issue : builder.issues())
        check(issue.raw);
    return 0;
}
