// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Reads an inventory file into a snapshot builder and prints how long it took (also in processor time, for busy
// machines) and how much memory it held.
//   importbench FILE [RUNS [FORMAT]]
#include "models/inventory/inventoryreader.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <string>

using namespace bw;

static std::size_t peakMiB()
{
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        if (line.rfind("VmHWM:", 0) == 0)
            return std::strtoull(line.c_str() + 6, nullptr, 10) / 1024;
    }
    return 0;
}

static int run(const std::string& path, const char* format)
{
    using Clock = std::chrono::steady_clock;
    const auto begin = Clock::now();
    const std::clock_t cpuBegin = std::clock();
    auto source = fileSource(path);
    if (!source)
        return 1;
    PeekSource bytes(std::move(*source));
    ProbeStorage storage;
    const auto probed = probe(path, bytes, storage);
    const InventoryReader* reader = format ? inventoryReader(format) : probed ? recognise(*probed) : nullptr;
    if (!reader) {
        std::puts("not recognised");
        return 1;
    }
    ComponentPool pool;
    SnapshotBuilder builder(pool, path);
    const auto result = reader->read(bytes, {}, builder, ProgressSink::none());
    const double seconds = std::chrono::duration<double>(Clock::now() - begin).count();
    const double cpu = double(std::clock() - cpuBegin) / CLOCKS_PER_SEC;
    std::uint64_t installed = 0;
    for (const auto& host : builder.hosts())
        installed += host.components.size();
    const double megabytes = double(bytes.position()) / 1e6;
    std::printf("%s: %s, %zu hosts, %llu installed, %u distinct, %llu issues: %.3f s (cpu %.3f s), %.0f MB/s, %.2f M "
                "rows/s, peak %zu MiB\n",
                std::string(reader->id()).c_str(), result.ok() ? "read" : "error", builder.hosts().size(),
                static_cast<unsigned long long>(installed), pool.size(),
                static_cast<unsigned long long>(builder.issueCount()), seconds, cpu, megabytes / seconds,
                double(installed) / 1e6 / seconds, peakMiB());
    return result.ok() ? 0 : 1;
}

int main(int argc, char** argv)
{
    if (argc < 2) {
        std::fputs("usage: importbench FILE [RUNS [FORMAT]]\n", stderr);
        return 2;
    }
    const int runs = argc > 2 ? std::max(1, std::atoi(argv[2])) : 3;
    int code = 0;
    for (int i = 0; i < runs; ++i)
        code |= run(argv[1], argc > 3 ? argv[3] : nullptr);
    return code;
}
