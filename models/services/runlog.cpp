// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/runlog.h"

#include "models/store/rolloutrepository.h"
#include "models/store/store.h"

#include <chrono>
#include <thread>

namespace bw {

Result<std::vector<RolloutEvent>> StoreRunLog::eventsAfter(RunId run, std::int64_t after)
{
    EventQuery query;
    query.run = run;
    query.after = after;
    return m_store.read([&](ReadConnection& db) { return rolloutEvents(db, query); });
}

/// Another program's write may take longer than the store waits; a roll-out does not end over that.
template <typename Write>
static Result<void> patiently(Write write)
{
    for (int tries = 0;; ++tries) {
        auto done = write();
        if (done || done.error().kind != ErrorKind::Locked || tries == 30)
            return done;
        std::this_thread::sleep_for(std::chrono::milliseconds(200));
    }
}

Result<void> StoreRunLog::append(std::span<const RolloutEvent> events)
{
    return patiently([&] {
        return m_store.write([&](WriteTransaction& tx) -> Result<void> {
            const auto last = appendRolloutEvents(tx, events);
            return last ? Result<void>() : Result<void>(last.error());
        });
    });
}

Result<void> StoreRunLog::dispatch(std::span<const RolloutEvent> events, std::int64_t seen)
{
    return patiently(
        [&] { return m_store.write([&](WriteTransaction& tx) { return dispatchHosts(tx, events, seen); }); });
}

DriverLock::DriverLock(const Store& store, RunId run)
    : m_file(QString::fromStdString(store.path()) + QStringLiteral(".rollout-%1.lock").arg(run))
{
    m_file.setStaleLockTime(0); // a run takes hours; a dead owner is noticed all the same
    m_taken = m_file.tryLock(0);
}

bool isDriven(const Store& store, RunId run)
{
    return !DriverLock(store, run).taken();
}

} // namespace bw
