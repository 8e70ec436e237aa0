// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/readers/hostparts.h"
#include "models/inventory/readers/packagetext.h"
#include "models/inventory/readers/readers.h"
#include "models/inventory/readers/tableimport.h"

#include <algorithm>

namespace bw {

namespace {

constexpr double Most = 0.9;

bool isInteger(std::string_view text)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool isStatus(std::string_view text)
{
    return isInstalledCode(text).has_value() || (text.find(" ok ") != std::string_view::npos)
        || (text.find(" reinstreq ") != std::string_view::npos);
}

/// Which column of a dpkg-query format holds what; -1: none.
struct DpkgColumns {
    int name = -1, version = -1, arch = -1, source = -1, sourceVersion = -1, status = -1;
    bool valid() const { return name >= 0 && version >= 0; }
};

/// A source package mostly shares its beginning with the binary package, a section or a priority does not.
bool resemble(std::string_view source, std::string_view name)
{
    return source.substr(0, 3) == name.substr(0, 3) || name.find(source) != std::string_view::npos;
}

DpkgColumns dpkgColumns(const ColumnSample& sample)
{
    DpkgColumns c;
    c.status = sample.find(isStatus, Most);
    c.arch = sample.find(isDebArch, Most, {c.status});
    c.name = sample.find(isDebName, Most, {c.status, c.arch});
    const auto versionLike = [](std::string_view text) {
        return isDebVersion(text) && text[0] >= '0' && text[0] <= '9';
    };
    for (int column = std::max(c.name, 0); column < int(sample.columns()) && c.name >= 0; ++column) {
        column = sample.find(versionLike, Most, {c.name, c.arch, c.status}, column);
        if (column < 0)
            break;
        if (sample.share(std::size_t(column), isInteger) < Most) { // else: Installed-Size
            (c.version < 0 ? c.version : c.sourceVersion) = column;
            if (c.sourceVersion >= 0)
                break;
        }
    }
    // A column of repeated texts is not the packages of one host, but perhaps the hosts of several.
    if (!c.valid() || sample.distinctShare(std::size_t(c.name)) < 0.6)
        return {};
    for (int column = 0; column < int(sample.columns()) && c.source < 0; ++column) {
        if (column == c.name || column == c.version || column == c.arch || column == c.status
            || column == c.sourceVersion)
            continue;
        const auto index = std::size_t(column);
        const double plausible = sample.share(
            index, [](std::string_view text) { return text.empty() || isDebName(splitSource(text).name); });
        const double alike = sample.shareOfRows([&](const std::vector<std::string>& row) {
            return index < row.size() && std::size_t(c.name) < row.size()
                && (row[index].empty() || resemble(splitSource(row[index]).name, row[std::size_t(c.name)]));
        });
        if (plausible >= Most && alike >= 0.4)
            c.source = column;
    }
    if (c.source < 0)
        c.sourceVersion = -1;
    return c;
}

class DpkgQueryReader final : public InventoryReader {
public:
    std::string_view id() const override { return "dpkg-query"; }
    std::string_view name() const override { return "dpkg-query -W table"; }
    Match sniff(const Probe& probe) const override;
    Result<void> read(ByteSource& bytes, const ReadOptions& options, SnapshotBuilder& out,
                      ProgressSink& progress) const override;
};

Match DpkgQueryReader::sniff(const Probe& probe) const
{
    if (probe.text.substr(0, 4096).find('\t') == std::string_view::npos)
        return Match::No;
    ColumnSample sample;
    sample.addHead(probe.text);
    const auto columns = dpkgColumns(sample);
    if (!columns.valid() || sample.share(std::size_t(columns.version), hasRpmDistTag) > 0.3
        || hasHostHeading(probe.text))
        return Match::No;
    return columns.arch >= 0 || columns.status >= 0 || sample.columns() == 2 ? Match::Certain : Match::Likely;
}

/// The default format also lists removed packages of which configuration files remain and does not say so: only a
/// format with a status tells them apart.
Result<void> DpkgQueryReader::read(ByteSource& bytes, const ReadOptions& options, SnapshotBuilder& out,
                                   ProgressSink& progress) const
{
    const auto slot = addHintedHost(out, options);
    DpkgColumns c;
    TableImport import;
    import.decide = [&](const ColumnSample& sample) { c = dpkgColumns(sample);
    return c.valid();
};
import.row = [&](const std::vector<std::string_view>& cells, std::uint64_t) {
    if (c.status >= 0) {
        const auto status = cellAt(cells, c.status);
const auto code = isInstalledCode(status);
if (code ? !*code : !isInstalledStatus(status))
    return code.has_value() || isStatus(status);
} // namespace
const auto name = trimmed(cellAt(cells, c.name));
auto version = trimmed(cellAt(cells, c.version));
if (!isDebName(name) || !isDebVersion(version))
    return false;
const auto split = splitDebName(name);
auto arch = trimmed(cellAt(cells, c.arch));
if (arch.empty())
    arch = split.arch;
auto source = splitSource(cellAt(cells, c.source));
if (c.source >= 0 && source.name.empty())
    source.name = split.name;
if (c.sourceVersion >= 0)
    source.version = trimmed(cellAt(cells, c.sourceVersion));
if (source.version == version)
    source.version = {};
if (c.status >= 0 && isUnfinished(cellAt(cells, c.status)))
    version = source.version = {};
out.add(slot, {Ecosystem::Deb, split.name, version, arch, source.name, source.version, {}, {}});
return true;
}; // namespace bw
return import.run(bytes, out, slot, progress);
}

} // namespace

std::unique_ptr<InventoryReader> makeDpkgQueryReader()
{
    return std::make_unique<DpkgQueryReader>();
}

} // namespace bw
