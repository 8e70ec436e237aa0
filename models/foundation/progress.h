// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>

namespace bw {

/// Where a long function says how far it is, and asks whether to go on. Asked between chunks, from the working thread.
/// A function that finds `cancelled()` true returns an Error of kind Cancelled and leaves nothing committed.
class ProgressSink {
public:
    virtual ~ProgressSink() = default;
    /// `done` of `total` units (bytes of input, usually); `total` 0 means unknown. `what` is data, e.g. a file name.
    virtual void report(std::uint64_t done, std::uint64_t total, std::string_view what) = 0;
    virtual bool cancelled() const = 0;

    /// Swallows reports and never cancels.
    static ProgressSink& none();
};

} // namespace bw
