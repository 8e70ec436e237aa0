// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/planning/ground.h"

#include <cstddef>
#include <span>
#include <string>

namespace bw {

// Small words for the sentences of rules and boards (English source texts).

/// "1 host", "12 hosts"
inline std::string counted(std::size_t n, const std::string& word)
{
    return std::to_string(n) + ' ' + word + (n == 1 ? "" : word.ends_with("ch") ? "es" : "s");
}
inline std::string quoted(const std::string& name)
{
    return "“" + name + "”";
}
/// "web-01, web-02 and 3 more"
std::string hostList(std::span<const HostId> hosts, const PlanGround& ground);
std::string patchList(std::span<const std::string> patches);
/// "Tue 2026-11-24 22:00 CET"
std::string momentText(Instant at, std::string_view zone);
/// Rounded up: "61".
std::string minutesText(double minutes);

} // namespace bw
