// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/foundation/progress.h"

namespace bw {

namespace {

class NoProgress final : public ProgressSink {
public:
    void report(std::uint64_t, std::uint64_t, std::string_view) override { }
    bool cancelled() const override { return false; }
};

} // namespace

ProgressSink& ProgressSink::none()
{
    static NoProgress sink;
    return sink;
}

} // namespace bw
