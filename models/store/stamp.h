// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/foundation/instant.h"

#include <string>

namespace bw {

/// Who decided something, when, and why. `who` is the user's name as the caller learnt it from its environment.
struct Stamp {
    std::string who;
    Instant at;
    std::string why;

    friend bool operator==(const Stamp&, const Stamp&) = default;
};

} // namespace bw
