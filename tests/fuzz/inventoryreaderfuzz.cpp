// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/identity.h"
#include "models/inventory/inventoryreader.h"

#include <cstdlib>
#include <simdjson.h>

using namespace bw;

namespace {

void require(bool held)
{
    if (!held)
        std::abort();
}

void requireText(std::string_view text)
{
    require(simdjson::validate_utf8(text.data(), text.size()));
}

void check(const HostDraft& host, const ComponentPool& pool)
{
    for (const ComponentId id : host.components) {
        require(id < pool.size());
        const ComponentView c = pool.view(id);
        for (const auto text : {c.name, c.version, c.arch, c.source, c.sourceVersion, c.module, c.vendor})
            requireText(text);
        require(!c.name.empty());
    }
    for (const OfferId id : host.offers) {
        require(id < pool.offers().size());
        const OfferView offer = pool.offers().view(id);
        require(offer.build < pool.size() && !pool.view(offer.build).name.empty());
        for (const auto text : {offer.origin, offer.advisory, offer.title, offer.severity})
            requireText(text);
    }
    for (const auto& service : host.staleServices)
        requireText(service);
    for (const auto& text : {host.identity.name, host.identity.fqdn, host.identity.serial, host.os.name,
                             host.os.version, host.runningKernel})
        requireText(text);
    HostIdentity twice = host.identity;
    cleanIdentity(twice);
    HostIdentity thrice = twice;
    cleanIdentity(thrice);
    require(twice == thrice);
}

} // namespace

/// Every inventory reader (chosen by the first byte) on any text: never a crash, never a broken text in the pool.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size < 1)
        return 0;
    const auto readers = inventoryReaders();
    const InventoryReader& reader = *readers[data[0] % readers.size()];
    const std::string text(reinterpret_cast<const char*>(data) + 1, size - 1);
    PeekSource bytes(memorySource(text, "fuzz"));
    ProbeStorage storage;
    if (const auto probed = probe("fuzz", bytes, storage)) {
        for (const auto& any : readers)
            any->sniff(*probed);
    }
    ComponentPool pool;
    SnapshotBuilder builder(pool, "fuzz");
    // Errors are as good an answer as any.
    static_cast<void>(reader.read(bytes, {}, builder, ProgressSink::none()));
    for (const HostDraft& host : builder.hosts())
        check(host, pool);
    return 0;
}
