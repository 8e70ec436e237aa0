// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Match and rank a workspace that is open: prints, as one line of JSON, the seconds of loading it and the median, the
// best and the worst of matching and ranking everything in it anew, with what came out.
//   workspacebench WORKSPACE [ROUNDS]
#include "models/priority/assess.h"
#include "models/services/assessing.h"
#include "models/store/store.h"

#include <QCoreApplication>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>

using namespace bw;

int main(int argc, char** argv)
{
    const QCoreApplication app(argc, argv);
    if (argc < 2) {
        std::fputs("usage: workspacebench WORKSPACE [ROUNDS]\n", stderr);
        return 2;
    }
    using Clock = std::chrono::steady_clock;
    const auto since = [](Clock::time_point begin) {
        return std::chrono::duration<double>(Clock::now() - begin).count();
    };
    const auto begin = Clock::now();
    const auto store = Store::open(argv[1]);
    if (!store) {
        std::fprintf(stderr, "%s cannot be opened\n", argv[1]);
        return 1;
    }
    const auto assessed = assessWorkspace(**store, std::nullopt, bw::Clock::system(), ProgressSink::none());
    if (!assessed) {
        std::fprintf(stderr, "%s cannot be read: %s\n", argv[1], assessed.error().subject.c_str());
        return 1;
    }
    const double opened = since(begin);
    const Assessment& first = *assessed->assessment;
    std::vector<double> seconds;
    for (int round = 0; round < (argc > 2 ? std::max(1, std::atoi(argv[2])) : 5); ++round) {
        const auto start = Clock::now();
        const Assessment again = assess(first.fleet, first.catalog, *assessed->options);
        seconds.push_back(since(start));
        if (again.patches.size() != first.patches.size() || again.findings.size() != first.findings.size()) {
            std::fputs("the same evidence gave another queue\n", stderr);
            return 1;
        }
    }
    std::sort(seconds.begin(), seconds.end());
    std::printf("{\"hosts\": %zu, \"components\": %u, \"advisory_rows\": %zu, \"patches\": %zu, \"findings\": %zu, "
                "\"opened\": %.4f, \"median\": %.4f, \"best\": %.4f, \"worst\": %.4f}\n",
                first.fleet->hosts.size(), first.fleet->components->size(), first.catalog->rows.size(),
                first.patches.size(), first.findings.size(), opened, seconds[seconds.size() / 2], seconds.front(),
                seconds.back());
    return 0;
}
