// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/rollout.h"

#include <span>
#include <string>
#include <vector>

namespace bw {

/// A script that installs the same lines on every host that gets it.
struct OrderScript {
    std::string name; ///< "apt-0001.sh"
    std::string body;
};

/// A script for each distinct set of lines, and for each target the name of its own.
struct OrderScripts {
    std::vector<OrderScript> scripts;
    std::vector<std::string> scriptOf; ///< parallel to the targets; empty: no tool of ours installs its lines
};
/// Names and versions appear in them as quoted words only.
OrderScripts orderScripts(std::span<const TargetOrder* const> targets);

} // namespace bw
