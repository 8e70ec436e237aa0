// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>

namespace bw {

/// CVSS base score of a v3.0 or v3.1 vector ("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"), 0.0 to 10.0 in tenths.
/// Formula and weights: FIRST, CVSS v3.1 Specification, sections 7.1, 7.4 and appendix A (round up). Temporal and
/// environmental metrics are read over. Empty for other versions and for vectors that miss or repeat a base metric.
std::optional<float> cvss3Base(std::string_view vector);

} // namespace bw
