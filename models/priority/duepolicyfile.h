// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/foundation/result.h"
#include "models/priority/duedates.h"

#include <string>
#include <string_view>
#include <vector>

namespace bw {

/// Reads a due-date policy from its JSON. A line that is missing, doubled or impossible is an error whose place names
/// the field, for a policy with holes would set no date without a word. The file name is only for the place.
Result<DuePolicy> duePolicyFromJson(std::string_view json, std::string_view fileName);

/// Ids of the policies that come with the program, "default" first.
std::vector<std::string> bundledDuePolicies();
/// NotFound when there is no such policy.
Result<DuePolicy> bundledDuePolicy(std::string_view id);

} // namespace bw
