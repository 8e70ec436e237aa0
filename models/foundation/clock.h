// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/foundation/instant.h"

namespace bw {

/// The only way a service learns the time, so that tests and `--as-of` can set it. Thread-safe.
class Clock {
public:
    virtual ~Clock() = default;
    virtual Instant now() const = 0;

    /// The machine's own clock; lives as long as the program.
    static const Clock& system();
};

class FixedClock final : public Clock {
public:
    explicit FixedClock(Instant t)
        : m_now(t)
    {
    }
    Instant now() const override { return m_now; }

private:
    Instant m_now;
};

} // namespace bw
