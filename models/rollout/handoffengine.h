// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/rollout/engine.h"

#include <string>
#include <vector>

namespace bw {

/// Hands a wave to another tool: a folder with the order as JSON and CSV, a script for each kind of host, and a form
/// for the results, which come back as a file (see handoffresults.h). The folder appears complete or not at all.
class HandOffEngine final : public Engine {
public:
    explicit HandOffEngine(EngineSettings settings)
        : m_settings(std::move(settings))
    {
    }

    EngineKind kind() const override { return EngineKind::HandOff; }
    Result<void> check() const override;
    std::string refusal(const TargetOrder& target) const override;
    Result<void> start(const EngineBatch& batch) override;
    std::vector<EngineReport> take(std::chrono::milliseconds patience) override;
    bool busy() const override { return !m_reports.empty(); }
    bool handsOver() const override { return true; }
    void cancel() override { m_reports.clear(); }
    Result<std::vector<CollectedInventory>> collect(const RolloutRun& run, std::span<const TargetOrder* const> targets,
                                                    const std::string& folder, ProgressSink& progress) override;

private:
    EngineSettings m_settings;
    std::vector<EngineReport> m_reports;
};

} // namespace bw
