// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/foundation/jobrunner.h"
#include "models/services/rolloutservice.h"

#include <QObject>

#include <optional>

namespace bw {

class Workspace;

/// The gate of the wave that is shown, judged in jobs: every host x patch of the wave is held against its evidence. GUI
/// thread only.
class GateWatch final : public QObject {
    Q_OBJECT

public:
    GateWatch(Workspace& workspace, QObject* parent);

    /// Empty: not known, or not known yet.
    const std::optional<GateVerdict>& verdict() const { return m_verdict; }
    /// Another run is shown, or none.
    void forget();
    /// Looks at the shown run, one of `wave`. False: the answer before is still on its way; ask again a little later.
    bool ask(const Plan& plan, const Wave& wave, const ShownRun& shown);

Q_SIGNALS:
    void changed();

private:
    Workspace& m_workspace;
    std::optional<GateVerdict> m_verdict;
    RunId m_run = 0; ///< that was asked about
    JobId m_job = 0;
};

} // namespace bw
