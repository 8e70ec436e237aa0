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

bool isNone(std::string_view text)
{
    return text == "(none)" || text.empty();
}

bool isInteger(std::string_view text)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool isEpoch(std::string_view text)
{
    return isNone(text) || (isInteger(text) && text.size() <= 2);
}

bool isSourceRpm(std::string_view text)
{
    return text.size() > 8 && text.substr(text.size() - 8) == ".src.rpm";
}

/// "name:stream:version:context[:arch]"
bool isModule(std::string_view text)
{
    return std::count(text.begin(), text.end(), ':') >= 3 && text.find(' ') == std::string_view::npos;
}

bool isVersionPart(std::string_view text)
{
    return !text.empty() && text.find_first_of(" \t/:()") == std::string_view::npos;
}

bool isEvr(std::string_view text)
{
    const auto evr = cleanEvr(text);
    const auto dash = evr.find('-');
    return dash != std::string_view::npos && dash > 0 && evr[0] >= '0' && evr[0] <= '9'
        && evr.find_first_of(" \t/()") == std::string_view::npos;
}

/// Which column of an rpm query format holds what; -1: none. Either evr, or version and release.
struct RpmColumns {
    int name = -1, epoch = -1, version = -1, release = -1, evr = -1, arch = -1, sourceRpm = -1, module = -1, nevra = -1;
    bool valid() const { return nevra >= 0 || (name >= 0 && (evr >= 0 || (version >= 0 && release >= 0))); }
};

/// Where the source rpm is told, its file name proves which columns are version and release, in any order.
void findByProof(const ColumnSample& sample, RpmColumns& c)
{
    for (int v = 0; v < int(sample.columns()); ++v) {
        for (int r = 0; r < int(sample.columns()); ++r) {
            if (v == r || v == c.sourceRpm || r == c.sourceRpm)
                continue;
            const double proven = sample.shareOfRows([&](const std::vector<std::string>& row) {
                const auto last = std::size_t(std::max({v, r, c.sourceRpm}));
                if (last >= row.size() || row[std::size_t(v)].empty() || row[std::size_t(r)].empty())
                    return false;
                const std::string end = '-' + row[std::size_t(v)] + '-' + row[std::size_t(r)] + ".src.rpm";
                const std::string& file = row[std::size_t(c.sourceRpm)];
                return file.size() > end.size() && file.compare(file.size() - end.size(), end.size(), end) == 0;
            });
            if (proven >= 0.5) {
                c.version = v;
                c.release = r;
                return;
            }
        }
    }
}

RpmColumns rpmColumns(const ColumnSample& sample)
{
    RpmColumns c;
    const auto isArch = [](std::string_view text) { return isRpmArch(text) || text == "(none)"; };
    const auto hasOwnArch = [](std::string_view text) { return isRpmArch(text); };
    for (int column = 0; column < int(sample.columns()) && c.arch < 0; ++column) {
        if (sample.share(std::size_t(column), isArch) >= Most && sample.share(std::size_t(column), hasOwnArch) >= 0.5)
            c.arch = column;
    }
    c.sourceRpm = sample.find(isSourceRpm, 0.5);
    for (int column = 0; column < int(sample.columns()) && c.module < 0; ++column) {
        if (sample.share(std::size_t(column), isModule) > 0
            && sample.share(std::size_t(column), [](std::string_view t) { return isModule(t) || isNone(t); }) >= Most)
            c.module = column;
    }
    if (c.sourceRpm >= 0)
        findByProof(sample, c);
    std::vector<int> taken{c.arch, c.sourceRpm, c.module, c.version, c.release};
    const auto isName = [](std::string_view text) {
        return text.size() >= 1 && text.find_first_of(" \t:/()") == std::string_view::npos
            && std::any_of(text.begin(), text.end(), [](char ch) { return (ch | 0x20) >= 'a' && (ch | 0x20) <= 'z'; });
    };
    c.nevra = sample.find(
        [](std::string_view t) {
            const auto n = splitNevra(t);
            return n && !n->arch.empty();
        },
        Most, taken);
    if (c.nevra >= 0)
        return c;
    c.name = sample.find(isName, Most, taken);
    taken.push_back(c.name);
    c.evr = c.version < 0 ? sample.find(isEvr, Most, taken) : -1;
    taken.push_back(c.evr);
    for (int column = 0; column < int(sample.columns()) && c.epoch < 0; ++column) {
        const bool free = std::find(taken.begin(), taken.end(), column) == taken.end();
        if (free && sample.share(std::size_t(column), isEpoch) >= 0.99
            && sample.share(std::size_t(column), [](std::string_view t) { return isNone(t) || t == "0"; }) > 0)
            c.epoch = column;
    }
    taken.push_back(c.epoch);
    const auto longInteger = [](std::string_view t) { return isInteger(t) && t.size() >= 6; };
    for (int column = 0; column < int(sample.columns()) && c.evr < 0 && c.release < 0; ++column) {
        if (std::find(taken.begin(), taken.end(), column) != taken.end()
            || sample.share(std::size_t(column), isVersionPart) < Most
            || sample.share(std::size_t(column), longInteger) > 0.5) // install time, size
            continue;
        (c.version < 0 ? c.version : c.release) = column;
    }
    return c;
}

class RpmTableReader final : public InventoryReader {
public:
    std::string_view id() const override { return "rpm-qa-tsv"; }
    std::string_view name() const override { return "rpm query format table"; }
    Match sniff(const Probe& probe) const override;
    Result<void> read(ByteSource& bytes, const ReadOptions& options, SnapshotBuilder& out,
                      ProgressSink& progress) const override;
};

Match RpmTableReader::sniff(const Probe& probe) const
{
    if (probe.text.substr(0, 4096).find('\t') == std::string_view::npos)
        return Match::No;
    ColumnSample sample;
    sample.addHead(probe.text);
    const auto columns = rpmColumns(sample);
    if (!columns.valid() || hasHostHeading(probe.text)
        || (columns.name >= 0 && sample.distinctShare(std::size_t(columns.name)) < 0.6))
        return Match::No;
    if (columns.arch >= 0 || columns.sourceRpm >= 0 || columns.nevra >= 0)
        return Match::Certain;
    const int last = columns.evr >= 0 ? columns.evr : columns.release;
    return sample.share(std::size_t(last), [](std::string_view t) { return hasRpmDistTag('.' + std::string(t)); }) > 0.3
        ? Match::Certain
        : Match::No;
}

Result<void> RpmTableReader::read(ByteSource& bytes, const ReadOptions& options, SnapshotBuilder& out,
                                  ProgressSink& progress) const
{
    const auto slot = addHintedHost(out, options);
    RpmColumns c;
    TableImport import;
    import.decide = [&](const ColumnSample& sample) { c = rpmColumns(sample);
    return c.valid();
};
import.row = [&](const std::vector<std::string_view>& cells, std::uint64_t) {
    const auto told = [&](int column) {
        const auto text = trimmed(cellAt(cells, column));
return isNone(text) ? std::string_view() : text;
}; // namespace
std::string_view name = told(c.name), arch = told(c.arch);
std::string version;
if (c.nevra >= 0) {
    const auto parts = splitNevra(told(c.nevra));
    if (!parts)
        return false;
    name = parts->name;
    arch = parts->arch;
    version = evrOf(parts->epoch, parts->version, parts->release);
} else if (c.evr >= 0) {
    version = evrOf(told(c.epoch), cleanEvr(told(c.evr)), {});
} else if (!told(c.version).empty() && !told(c.release).empty()) {
    version = evrOf(told(c.epoch), told(c.version), told(c.release));
}
if (name == "gpg-pubkey")
    return true; // a signing key that rpm keeps in its list
if (name.empty() || version.empty())
    return false;
out.add(slot, {Ecosystem::Rpm, name, version, arch, sourceOfRpm(told(c.sourceRpm)), {}, told(c.module), {}});
return true;
}; // namespace bw
return import.run(bytes, out, slot, progress);
}

} // namespace

std::unique_ptr<InventoryReader> makeRpmTableReader()
{
    return std::make_unique<RpmTableReader>();
}

} // namespace bw
