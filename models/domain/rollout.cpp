// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/rollout.h"

#include <array>

namespace bw {

std::string_view name(EngineKind kind)
{
    static constexpr std::array<std::string_view, 3> names = {"rehearsal", "hand-off", "ansible"};
    return names[std::size_t(kind)];
}

std::optional<EngineKind> engineFrom(std::string_view text)
{
    for (std::uint8_t i = 0; i <= std::uint8_t(EngineKind::Ansible); ++i) {
        if (name(EngineKind(i)) == text)
            return EngineKind(i);
    }
    return std::nullopt;
}

std::string_view name(TargetState state)
{
    static constexpr std::array<std::string_view, 9> names = {
        "waiting", "dispatched", "running", "rebooting", "claimed", "failed", "unreachable", "skipped", "lost"};
    return names[std::size_t(state)];
}

std::string_view name(RolloutEventKind kind)
{
    static constexpr std::array<std::string_view, 19> names = {"run-started",
                                                               "dispatched",
                                                               "host-started",
                                                               "task",
                                                               "rebooting",
                                                               "host-done",
                                                               "host-failed",
                                                               "host-unreachable",
                                                               "host-skipped",
                                                               "host-lost",
                                                               "paused",
                                                               "resumed",
                                                               "halted",
                                                               "gate-opened",
                                                               "gate-closed",
                                                               "approved",
                                                               "retry-wanted",
                                                               "run-finished",
                                                               "inventory-collected"};
    return names[std::size_t(kind)];
}

std::optional<RolloutEventKind> rolloutEventFrom(std::string_view text)
{
    for (std::uint8_t i = 0; i <= std::uint8_t(RolloutEventKind::InventoryCollected); ++i) {
        if (name(RolloutEventKind(i)) == text)
            return RolloutEventKind(i);
    }
    return std::nullopt;
}

} // namespace bw
