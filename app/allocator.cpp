// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// What jemalloc reads at its start. Fleet, catalog and findings of ten thousand hosts are some 300 MB, touched once
/// after the start: with pages of 4 KiB the system's page faults take longer than the program's own work.
/// oversize_threshold:0 keeps large vectors that were given back for the next computation.
extern "C" {
extern const char* malloc_conf;
const char* malloc_conf = "thp:always,metadata_thp:auto,oversize_threshold:0";
}
