// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/rollout/waverunner.h"

#include <QLockFile>

namespace bw {

class Store;

/// The log of a run in the workspace. Each call is one transaction.
class StoreRunLog final : public RunLog {
public:
    explicit StoreRunLog(Store& store)
        : m_store(store)
    {
    }
    Result<std::vector<RolloutEvent>> eventsAfter(RunId run, std::int64_t after) override;
    Result<void> append(std::span<const RolloutEvent> events) override;
    Result<void> dispatch(std::span<const RolloutEvent> events, std::int64_t seen) override;

private:
    Store& m_store;
};

/// Held as long as a program carries a run out: a file beside the workspace that names its process. It only keeps two
/// programs from disturbing one another; that no host is dispatched twice is the stamp's doing.
class DriverLock {
public:
    DriverLock(const Store& store, RunId run);
    bool taken() const { return m_taken; }

private:
    QLockFile m_file;
    bool m_taken;
};

/// Some program carries the run out now.
bool isDriven(const Store& store, RunId run);

} // namespace bw
