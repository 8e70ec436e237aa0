// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Reads an inventory file into a snapshot builder and prints how long it took (also in processor time, for busy
// machines) and how much memory it held.
//   importbench FILE|FOLDER [RUNS [FORMAT]]
#include "models/inventory/inventoryreader.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
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

namespace {

struct Totals {
    std::size_t files = 0, hosts = 0, failed = 0;
    std::uint64_t installed = 0, issues = 0, bytes = 0;
    std::string reader;
};

void readFile(const std::string& path, const char* format, ComponentPool& pool, Totals& totals)
{
    ++totals.files;
    auto source = fileSource(path);
    if (!source) {
        ++totals.failed;
        return;
    }
    PeekSource bytes(std::move(*source));
    ProbeStorage storage;
    const auto probed = probe(path, bytes, storage);
    const InventoryReader* reader = format ? inventoryReader(format) : probed ? recognise(*probed) : nullptr;
    SnapshotBuilder builder(pool, path);
    if (!reader || !reader->read(bytes, {}, builder, ProgressSink::none()).ok())
        ++totals.failed;
    if (reader)
        totals.reader = reader->id();
    totals.hosts += builder.hosts().size();
    totals.issues += builder.issueCount();
    totals.bytes += bytes.position();
    for (const auto& host : builder.hosts())
        totals.installed += host.components.size();
}

int run(const std::string& path, const char* format)
{
    using Clock = std::chrono::steady_clock;
    const auto begin = Clock::now();
    const std::clock_t cpuBegin = std::clock();
    ComponentPool pool;
    Totals totals;
    if (std::filesystem::is_directory(path)) {
        for (const auto& entry : std::filesystem::recursive_directory_iterator(path)) {
            if (entry.is_regular_file())
                readFile(entry.path().string(), format, pool, totals);
        }
    } else {
        readFile(path, format, pool, totals);
    }
    const double seconds = std::chrono::duration<double>(Clock::now() - begin).count();
    const double cpu = double(std::clock() - cpuBegin) / CLOCKS_PER_SEC;
    std::printf("%s: %zu files (%zu failed), %zu hosts, %llu installed, %u distinct, %llu issues: %.3f s (cpu %.3f s), "
                "%.0f MB/s, %.2f M rows/s, peak %zu MiB\n",
                totals.reader.c_str(), totals.files, totals.failed, totals.hosts,
                static_cast<unsigned long long>(totals.installed), pool.size(),
                static_cast<unsigned long long>(totals.issues), seconds, cpu, double(totals.bytes) / 1e6 / seconds,
                double(totals.installed) / 1e6 / seconds, peakMiB());
    return totals.failed == 0 ? 0 : 1;
}

} // namespace

int main(int argc, char** argv)
{
    if (argc < 2) {
        std::fputs("usage: importbench FILE|FOLDER [RUNS [FORMAT]]\n", stderr);
        return 2;
    }
    const int runs = argc > 2 ? std::max(1, std::atoi(argv[2])) : 3;
    int code = 0;
    for (int i = 0; i < runs; ++i)
        code |= run(argv[1], argc > 3 ? argv[3] : nullptr);
    return code;
}
