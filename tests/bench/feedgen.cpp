// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Writes an invented feed in the format of debsecan (version 1, one zlib stream) over the packages of fleetgen, and
// over as many others as a release has:
//   feedgen --seed 1 [--entries 116875] -o FOLDER/bookworm
// As in the real one for a real server, some 45 % of a host's source packages have entries, together about 4,000: a few
// have very many, most have few. Six entries in ten were fixed long ago, a quarter by one of the package's updates in
// the release (its versions from that update on are listed), the rest is not fixed.
#include "tests/bench/vocabulary.h"

#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>
#include <utility>
#include <zlib.h>

using namespace bench;

namespace {

constexpr std::size_t SourcesOfRelease = 19'000;

/// A source package with its versions in the release, oldest first.
struct Source {
    std::string name;
    std::vector<std::string> versions;
    std::vector<std::string> binaries;
};

std::vector<Source> sourcesOfFleet(std::uint64_t seed)
{
    Random random{seed};
    std::vector<Source> sources;
    std::map<std::string, std::size_t> known;
    for (const Package& package : vocabulary(random)) {
        const auto [it, isNew] = known.try_emplace(package.source, sources.size());
        if (isNew)
            sources.push_back({package.source, package.versions, {}});
        sources[it->second].binaries.push_back(package.name);
    }
    return sources;
}

void addOthers(std::vector<Source>& sources, Random& random)
{
    std::set<std::string> names;
    for (const Source& source : sources)
        names.insert(source.name);
    while (sources.size() < SourcesOfRelease) {
        std::string name = "other-" + word(random);
        if (!names.insert(name).second)
            continue;
        Source source{std::move(name), {}, {}};
        const std::string upstream = std::to_string(random.below(9)) + '.' + std::to_string(random.below(30));
        for (std::size_t step = 0; step < Depth; ++step)
            source.versions.push_back(upstream + "-1+deb12u" + std::to_string(step + 1));
        sources.push_back(std::move(source));
    }
}

/// "flags,unstable version,versions" of one entry.
std::string rangeOf(const Source& source, Random& random)
{
    static constexpr const char* urgencies[] = {" ", "L", "M", "H"};
    const std::string head = std::string("S") + urgencies[random.below(4)] + (random.below(2) == 0 ? "R" : "?");
    const std::uint64_t kind = random.below(20);
    if (kind < 12)
        return head + "F,0.0." + std::to_string(random.below(9)) + "-1,";
    const std::string unstable = std::to_string(10 + random.below(9)) + ".2-1";
    if (kind < 17) {
        std::string line = head + "F," + unstable + ',';
        const std::size_t first = random.below(Depth - 1) + 1;
        for (std::size_t i = first; i < source.versions.size(); ++i)
            line += (i == first ? "" : " ") + source.versions[i];
        return line;
    }
    return head + " ," + (kind == 17 ? "" : unstable) + ',';
}

std::string feed(std::uint64_t seed, std::size_t entries)
{
    std::vector<Source> sources = sourcesOfFleet(seed);
    const std::size_t ofFleet = sources.size();
    Random random{seed ^ 0x5eedull};
    addOthers(sources, random);
    const std::size_t flaws = entries * 13 / 20 + 1;
    std::string text = "VERSION 1\n";
    for (std::size_t i = 0; i < flaws; ++i)
        text += "CVE-" + std::to_string(2012 + i % 14) + '-' + std::to_string(10'000 + i / 14) + ",,an invented flaw\n";
    text += '\n';
    std::vector<std::size_t> flawed; // those that the fleet may have, the most flawed first
    for (std::size_t i = 0; i < ofFleet; ++i) {
        if (random.below(100) < 45)
            flawed.push_back(i);
    }
    std::set<std::pair<std::size_t, std::size_t>> seen;
    for (std::size_t i = 0; seen.size() < entries; ++i) {
        const std::size_t flaw = i % flaws;
        const double place = double(random.below(1'000'000)) / 1e6;
        const std::size_t source = random.below(20) < 3
            ? flawed[std::size_t(double(flawed.size()) * place * place * place)]
            : ofFleet + random.below(sources.size() - ofFleet);
        if (seen.emplace(source, flaw).second)
            text += sources[source].name + ',' + std::to_string(flaw) + ',' + rangeOf(sources[source], random) + '\n';
    }
    text += '\n';
    for (std::size_t i = 0; i < ofFleet; ++i) {
        if (sources[i].binaries == std::vector{sources[i].name})
            continue;
        text += sources[i].name + ',';
        for (std::size_t b = 0; b < sources[i].binaries.size(); ++b)
            text += (b == 0 ? "" : " ") + sources[i].binaries[b];
        text += '\n';
    }
    return text + '\n';
}

bool writeCompressed(const std::string& text, const std::string& path)
{
    uLongf size = compressBound(uLong(text.size()));
    std::string bytes(size, '\0');
    if (compress(reinterpret_cast<Bytef*>(bytes.data()), &size, reinterpret_cast<const Bytef*>(text.data()),
                 uLong(text.size()))
        != Z_OK)
        return false;
    const std::filesystem::path file(path);
    if (file.has_parent_path())
        std::filesystem::create_directories(file.parent_path());
    std::ofstream out(file, std::ios::binary);
    out.write(bytes.data(), std::streamsize(size));
    return bool(out.flush());
}

} // namespace

int main(int argc, char** argv)
{
    std::uint64_t seed = 1;
    std::size_t entries = 116'875;
    std::string path;
    for (int i = 1; i + 1 < argc; i += 2) {
        const std::string key = argv[i], value = argv[i + 1];
        if (key == "--entries")
            entries = std::strtoull(value.c_str(), nullptr, 10);
        else if (key == "--seed")
            seed = std::strtoull(value.c_str(), nullptr, 10);
        else if (key == "-o")
            path = value;
    }
    if (path.empty() || entries == 0 || entries > 10'000'000) {
        std::fputs("usage: feedgen --seed S [--entries N] -o FOLDER/bookworm\n", stderr);
        return 2;
    }
    return writeCompressed(feed(seed, entries), path) ? 0 : 1;
}
