// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/foundation/progress.h"

#include <chrono>

namespace bw::cli {

/// A progress line on standard error where that is a terminal, none in a pipe. Ctrl+C asks the work to stop.
class TerminalProgress final : public ProgressSink {
public:
    explicit TerminalProgress(bool quiet);
    ~TerminalProgress() override;
    void report(std::uint64_t done, std::uint64_t total, std::string_view what) override;
    bool cancelled() const override;

private:
    bool m_shown;
    bool m_printed = false;
    std::chrono::steady_clock::time_point m_last;
};

} // namespace bw::cli
