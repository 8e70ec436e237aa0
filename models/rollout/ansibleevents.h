// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/rollout/engine.h"

#include <QByteArray>
#include <QJsonObject>

#include <map>
#include <optional>
#include <set>
#include <vector>

namespace bw {

/// Makes reports out of ansible-runner's events, one JSON object each, in order.
class AnsibleEvents {
public:
    std::vector<EngineReport> take(const QJsonObject& event);
    /// A play has begun: hosts may have been touched.
    bool playBegan() const { return m_began; }
    /// Hosts of which a last word came.
    const std::set<HostId>& ended() const { return m_ended; }

private:
    bool m_began = false;
    std::set<HostId> m_started;
    std::set<HostId> m_ended;
};

/// What a task that printed something to be read has printed: by host, the standard output of "breakwater-collect", or
/// why there is none.
struct AnsiblePrinted {
    std::map<HostId, std::string> out;
    std::map<HostId, std::string> failed;
};
/// What the commands of "breakwater-command" answered.
struct CommandAnswer {
    std::optional<int> exit; ///< empty: it did not run
    std::string output; ///< standard output, then standard error
    std::string trouble;
    double seconds = 0;
};
void takeAnswer(const QJsonObject& event, std::map<HostId, CommandAnswer>& answers);
void takePrinted(const QJsonObject& event, AnsiblePrinted& printed);

} // namespace bw
