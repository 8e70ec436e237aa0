// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/readers/csvimport.h"
#include "models/inventory/readers/csvlookups.h"
#include "models/inventory/readers/readers.h"
#include "models/inventory/readers/textlines.h"

#include <algorithm>
#include <utility>

namespace bw {

namespace {

constexpr std::size_t HeadSize = 64 * 1024;
constexpr std::size_t BlockSize = 256 * 1024; ///< text and places of its fields stay in the processor's cache
constexpr std::uint64_t BlocksPerBeat = 8;

/// Any separated table of hosts or of software: by its headings, or by the operator's profile. Several rows per host,
/// several hosts per file, or one host per file where no column names hosts. Tables that only count devices, and the
/// findings of vulnerability scanners, are refused.
class CsvReader final : public InventoryReader {
public:
    std::string_view id() const override { return "csv"; }
    std::string_view name() const override { return "separated table (CSV)"; }
    std::vector<std::string_view> extensions() const override { return {"csv", "tsv"}; }
    Match sniff(const Probe& probe) const override;
    Result<void> read(ByteSource& bytes, const ReadOptions& options, SnapshotBuilder& out,
                      ProgressSink& progress) const override;
};

bool endsWith(std::string_view path, std::string_view end)
{
    return path.size() >= end.size() && path.substr(path.size() - end.size()) == end;
}

Match CsvReader::sniff(const Probe& probe) const
{
    const auto first = probe.text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos || std::string_view("{[<").find(probe.text[first]) != std::string_view::npos)
        return Match::No;
    const auto layout = csvLayoutOf(probe.text);
    const bool byName = endsWith(probe.path, ".csv") || endsWith(probe.path, ".tsv");
    if (layout.headings.size() >= 2 && layout.known >= 2 && layout.strong)
        return Match::Likely;
    if (layout.headings.size() >= 2 && layout.known >= 2)
        return byName ? Match::Likely : Match::Weak;
    return byName && layout.known >= 1 ? Match::Weak : Match::No;
}

Result<CsvLayout> layoutFor(PeekSource& peek, const EncodingGuess& encoding, std::string_view head,
                            const ReadOptions& options)
{
    const auto source = utf8Source(memorySource(std::string(head)), encoding.encoding, encoding.bomBytes);
    std::string text;
    for (;;) {
        const std::size_t used = text.size();
        text.resize(used + HeadSize);
        const auto got = source->read(text.data() + used, HeadSize);
        text.resize(used + (got ? *got : 0));
        if (!got)
            return got.error();
        if (*got == 0)
            break;
    }
    CsvLayout layout = csvLayoutOf(text, options.profile);
    const Place place{peek.name(), layout.headingLine, 0, {}};
    if (text.find_first_not_of(" \t\r\n") == std::string::npos)
        return Error{ErrorKind::Empty, peek.name(), place};
    if (layout.scanReport)
        return Error{ErrorKind::Unsupported, "findings of a vulnerability scanner, not an inventory", place};
    if (layout.aggregate)
        return Error{ErrorKind::Unsupported, "counts devices and names none", place};
    if (!layout.strong && !(layout.namesHosts() && layout.listsSoftware())
        && !(layout.listsSoftware() && layout.column(CsvField::Version) >= 0))
        return Error{ErrorKind::MissingField, "no heading names a host or a piece of software", place};
    if (!layout.namesHosts() && !layout.listsSoftware())
        return Error{ErrorKind::MissingField, "no heading names a host or a piece of software", place};
    return layout;
}

Result<void> readAll(CsvRecords& records, CsvImport& import, const ByteSource& bytes, ProgressSink& progress)
{
    CsvLookups lookups([&](std::span<const CsvRecord> some) {
        for (; !some.empty(); some = some.subspan(std::min(some.size(), CsvImport::Batch)))
            import.records(some.first(std::min(some.size(), CsvImport::Batch)));
    });
    std::uint64_t blocks = 0;
    for (;;) {
        CsvBlock block = lookups.take();
        if (!records.next(block))
            break;
        lookups.give(std::move(block));
        if (++blocks % BlocksPerBeat == 0) {
            if (progress.cancelled())
                return Error{ErrorKind::Cancelled, bytes.name(), {}};
            progress.report(bytes.position(), bytes.size().value_or(0), bytes.name());
        }
    }
    lookups.finish();
    return records.error() ? Result<void>(*records.error()) : Result<void>();
}

Result<void> CsvReader::read(ByteSource& bytes, const ReadOptions& options, SnapshotBuilder& out,
                             ProgressSink& progress) const
{
    const auto peek = peekAt(bytes);
    const auto head = peek->peek(HeadSize);
    if (!head)
        return head.error();
    auto encoding = guessEncoding(*head);
    if (options.profile && options.profile->encoding)
        encoding.encoding = *options.profile->encoding;
    const auto layout = layoutFor(*peek, encoding, *head, options);
    if (!layout)
        return layout.error();
    std::unique_ptr<ByteSource> decoded;
    ByteSource* text = peek.get();
    if (encoding.encoding != Encoding::Utf8) {
        decoded = utf8Source(*peek, encoding.encoding, encoding.bomBytes);
        text = decoded.get();
    } else if (encoding.bomBytes > 0) {
        // UTF-8 needs no decoding: texts are validated where they are kept.
        std::array<char, 4> bom;
        if (const auto skipped = peek->read(bom.data(), encoding.bomBytes); !skipped)
            return skipped.error();
    }
    CsvRecords records(*text, layout->dialect, BlockSize);
    CsvImport import(out, options, *layout);
    if (const auto read = readAll(records, import, bytes, progress); !read)
        return read;
    return import.finish(records);
}

} // namespace

std::unique_ptr<InventoryReader> makeCsvReader()
{
    return std::make_unique<CsvReader>();
}

} // namespace bw
