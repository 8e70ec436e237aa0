// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The invented packages and hosts of the measurements: the same ones for the same seed, everywhere.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <set>
#include <string>
#include <vector>

namespace bench {

/// splitmix64: a good enough sequence that is the same on every machine.
struct Random {
    std::uint64_t state;
    std::uint64_t next()
    {
        std::uint64_t z = (state += 0x9e3779b97f4a7c15ull);
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ull;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebull;
        return z ^ (z >> 31);
    }
    std::uint64_t below(std::uint64_t limit) { return next() % limit; }
};

struct Package {
    std::string name, source, arch;
    std::vector<std::string> versions; ///< oldest first
};

constexpr const char* Onsets[] = {"b", "br", "d", "f", "g", "gl", "h", "k", "kr", "l",
                                  "m", "n",  "p", "r", "s", "st", "t", "v", "z"};
constexpr const char* Vowels[] = {"a", "e", "i", "o", "u", "ae", "io"};
constexpr const char* Ends[] = {"", "n", "r", "x", "lt", "ck"};
constexpr const char* Forms[] = {"", "-common", "-data", "-doc", "-tools", "-dev", "-bin", "-utils"};
constexpr std::size_t Vocabulary = 3345;
constexpr std::size_t Depth = 13; ///< versions per package

inline std::string word(Random& random)
{
    std::string out;
    const std::size_t syllables = 3 + random.below(3);
    for (std::size_t i = 0; i < syllables; ++i) {
        out += Onsets[random.below(std::size(Onsets))];
        out += Vowels[random.below(std::size(Vowels))];
    }
    return out + Ends[random.below(std::size(Ends))];
}

inline std::vector<Package> vocabulary(Random& random)
{
    std::vector<Package> packages;
    std::set<std::string> seen;
    Package base{"base-files", "base-files", "amd64", {}};
    for (std::size_t i = 0; i < Depth; ++i)
        base.versions.push_back("12.4+deb12u" + std::to_string(i + 1));
    packages.push_back(base);
    while (packages.size() < Vocabulary) {
        const std::string source = word(random);
        const std::size_t siblings = 1 + random.below(3);
        const std::string upstream = std::to_string(random.below(9)) + '.' + std::to_string(random.below(30)) + '.'
            + std::to_string(random.below(20));
        const std::string revision = std::to_string(1 + random.state % 4);
        const bool library = random.below(3) == 0;
        for (std::size_t i = 0; i < siblings && packages.size() < Vocabulary; ++i) {
            Package package;
            package.source = source;
            package.name = (library ? "lib" + source + std::to_string(1 + random.below(6)) : source)
                + Forms[i == 0 ? 0 : random.below(std::size(Forms))];
            if (!seen.insert(package.name).second)
                continue;
            package.arch = random.below(4) == 0 ? "all" : "amd64";
            for (std::size_t step = 0; step < Depth; ++step)
                package.versions.push_back(upstream + "+dfsg1-" + revision + "+deb12u" + std::to_string(step + 1));
            packages.push_back(std::move(package));
        }
    }
    return packages;
}

struct Installed {
    const Package* package;
    const std::string* version;
};

class Fleet {
public:
    Fleet(std::uint64_t seed, std::size_t perHost)
        : m_random{seed}
        , m_packages(vocabulary(m_random))
        , m_perHost(perHost)
    {
    }

    std::vector<Installed> host(std::uint64_t number)
    {
        Random random{m_random.state + number * 0x2545f4914f6cdd1dull};
        const std::size_t kind = random.below(8);
        const std::size_t shared = m_perHost * 7 / 10;
        const std::size_t lag = random.below(4) == 0 ? random.below(Depth) : random.below(3);
        std::set<std::size_t> chosen{0};
        for (std::size_t i = 1; chosen.size() < shared; ++i)
            chosen.insert((i * 5 + kind * 97) % m_packages.size());
        while (chosen.size() < std::min(m_perHost, m_packages.size()))
            chosen.insert(random.below(m_packages.size()));
        std::vector<Installed> out;
        for (const std::size_t i : chosen) {
            const Package& package = m_packages[i];
            const std::size_t behind = std::min(lag + (random.below(20) == 0 ? random.below(4) : 0), Depth - 1);
            out.push_back({&package, &package.versions[Depth - 1 - behind]});
        }
        return out;
    }

private:
    Random m_random;
    std::vector<Package> m_packages;
    std::size_t m_perHost;
};

inline std::string hostName(std::size_t number)
{
    char text[64];
    std::snprintf(text, sizeof text, "node-%06zu.north-2.prod.example.net", number % 1'000'000);
    return text;
}

} // namespace bench
