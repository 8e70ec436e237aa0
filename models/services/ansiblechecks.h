// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/rollout/engine.h"
#include "models/validation/commandcheck.h"

namespace bw {

/// Runs the commands of checks on hosts through Ansible, without a shell. One command for each host and call.
class AnsibleChecks final : public CommandCheckRunner {
public:
    explicit AnsibleChecks(EngineSettings settings)
        : m_settings(std::move(settings))
    {
    }
    Result<std::vector<CommandResult>> run(const std::vector<CommandOrder>& orders, ProgressSink& progress) override;

private:
    EngineSettings m_settings;
};

} // namespace bw
