// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/fleet.h"
#include "models/rollout/engine.h"

#include <cstdint>
#include <vector>

namespace bw {

/// What a host does in a rehearsal. Follows from the run's seed, the host and the attempt alone, so that it is the same
/// after a restart and an inventory of such a host can be made up at any time.
struct RehearsalFate {
    enum class Kind : std::uint8_t {
        Works,
        Fails, ///< the installation of a line ends with an error
        Unreachable,
        Lies, ///< says done and has installed nothing
        Silent, ///< starts, and is not heard of any more
    };
    Kind kind = Kind::Works;
    std::size_t failingLine = 0; ///< Fails: lines before it are installed
    std::vector<double> lineSeconds; ///< parallel to the lines
    double rebootSeconds = 0; ///< 0: no reboot
    bool bootsOld = false; ///< installed, but the reboot did not take: the old one runs on

    friend bool operator==(const RehearsalFate&, const RehearsalFate&) = default;
};
RehearsalFate rehearsalFate(const EngineSettings& settings, std::uint32_t seed, const TargetOrder& target, int attempt);

/// Plays a roll-out, seeded, with failures, reboots and hosts that claim what they did not do. Touches no host.
class RehearsalEngine final : public Engine {
public:
    /// `fleet`: the hosts as they are known, for the inventories that `collect` makes up; may be null.
    explicit RehearsalEngine(EngineSettings settings, std::shared_ptr<const Fleet> fleet = {});

    EngineKind kind() const override { return EngineKind::Rehearsal; }
    std::string refusal(const TargetOrder&) const override { return {}; }
    Result<void> start(const EngineBatch& batch) override;
    std::vector<EngineReport> take(std::chrono::milliseconds patience) override;
    bool busy() const override { return m_next < m_script.size(); }
    void cancel() override { m_next = m_script.size(); }
    Result<std::vector<CollectedInventory>> collect(const RolloutRun& run, std::span<const TargetOrder* const> targets,
                                                    const std::string& folder, ProgressSink& progress) override;

    /// Attempts after which an inventory is made up; 1 where not told. Called before `collect`.
    struct Attempt {
        HostId host = 0;
        int attempt = 1;
        bool claimed = false; ///< false: nothing of the order is installed but what came before a failure
    };
    void setAttempts(std::vector<Attempt> attempts) { m_attempts = std::move(attempts); }
    /// When the made-up inventories are taken.
    void setCollectTime(Instant at) { m_collectAt = at; }

private:
    struct Line {
        double at = 0; ///< played seconds since the batch began
        EngineReport report;
    };
    void play(const TargetOrder& target, const RehearsalFate& fate);
    double playedSeconds() const;

    EngineSettings m_settings;
    std::shared_ptr<const Fleet> m_fleet;
    std::vector<Line> m_script; ///< by time
    std::size_t m_next = 0;
    std::chrono::steady_clock::time_point m_began;
    std::vector<Attempt> m_attempts;
    std::optional<Instant> m_collectAt;
};

} // namespace bw
