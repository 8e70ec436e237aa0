// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/verification.h"

#include <array>

namespace bw {

std::string_view name(Verdict verdict)
{
    static constexpr std::array<std::string_view, 9> names = {
        "verified",   "contradicted", "reboot-pending", "not-reinventoried", "inventory-too-old", "regressed",
        "superseded", "open",         "unknown"};
    return names[std::size_t(verdict)];
}

} // namespace bw
