// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/files/bytesource.h"
#include "models/foundation/progress.h"
#include "models/inventory/snapshotbuilder.h"

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace bw {

struct CsvProfile;

/// What is known about a file before it is read. `text` is its head decoded to UTF-8 without BOM (up to 64 KiB),
/// `jsonKeys` the top-level keys of the first JSON document as far as the look went (of an array: the keys of its first
/// object), `rootElement` the first XML element's qualified name.
struct Probe {
    std::string_view path;
    std::string_view head; ///< raw bytes
    std::string_view text;
    std::vector<std::string> jsonKeys;
    bool jsonArray = false; ///< first significant byte is '['
    std::string rootElement;
    std::string rootNamespace;

    bool hasKey(std::string_view key) const;
};

/// How sure a reader is that the file is its own.
enum class Match : std::uint8_t { No, Weak, Likely, Certain };

struct ReadOptions {
    std::optional<Instant> takenAt; ///< the operator's word; wins over everything
    std::optional<Instant> fileTime; ///< labelled fallback
    int assumedUtcOffsetMinutes = 0; ///< for local times without a zone
    std::string hostHint; ///< host name for formats that name none: from --host, the folder, or the file name
    std::string osHint; ///< stream such as "Debian:12" for formats that name no OS; empty: not known
    const CsvProfile* profile = nullptr;
};

/// Reads one foreign inventory format, streaming, into a SnapshotBuilder. Stateless and shared between threads.
/// A record that cannot be read is an issue and reading goes on; an Error means that nothing of the file may be used,
/// except Truncated: what was read stays in the builder, marked truncated.
class InventoryReader {
public:
    virtual ~InventoryReader() = default;
    virtual std::string_view id() const = 0; ///< "dpkg-status", stable, for --format
    virtual std::string_view name() const = 0; ///< "dpkg status file"
    virtual std::vector<std::string_view> extensions() const { return {}; }
    virtual Match sniff(const Probe& probe) const = 0;
    virtual Result<void> read(ByteSource& bytes, const ReadOptions& options, SnapshotBuilder& out,
                              ProgressSink& progress) const = 0;
};

/// Every reader, in the order in which they are asked; made once, lives as long as the program.
std::span<const std::unique_ptr<InventoryReader>> inventoryReaders();
const InventoryReader* inventoryReader(std::string_view id);
/// Looks at the head of a file. The best match wins, the earlier reader among equals; nullptr: not recognised.
const InventoryReader* recognise(const Probe& probe);
/// Reads the head (64 KiB; for JSON on to the first 4 MiB until top-level keys are seen) and fills a Probe. Views point
/// into `storage`, which must outlive the probe.
struct ProbeStorage {
    std::string text;
};
Result<Probe> probe(std::string_view path, PeekSource& bytes, ProbeStorage& storage);

} // namespace bw
