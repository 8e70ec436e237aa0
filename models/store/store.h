// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/store/transaction.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace bw {

struct OpenOptions {
    /// Opens a file on a network file system all the same, without WAL. Locks there cannot be trusted: only for a
    /// workspace that nobody else opens.
    bool allowNetwork = false;
    int busyTimeoutMs = 5000; ///< how long a write waits for another program's write before it answers Locked
};

/// Another program that has the workspace open.
struct StoreUser {
    std::int64_t pid = 0;
    std::string host;
    std::string application;

    friend bool operator==(const StoreUser&, const StoreUser&) = default;
};

/// An opened workspace: the only door to its database. Thread-safe.
///
/// Threads: `write` and `read` block, so the GUI thread calls neither. One writer thread inside the store runs the
/// write functions one after the other; `read` runs in the calling thread on a connection of its own and sees the
/// state at its beginning, whatever is written meanwhile. Several programs may open one workspace: their writes wait
/// for one another up to the busy timeout, then answer Locked.
/// Durability: every verb is on the disk (WAL, synchronous=FULL) when `write` comes back, because each carries an
/// audit entry and a rollout must not forget what it dispatched.
/// Errors: NotFound (no file or folder), NotOurs, TooNew, Damaged, NotWritable, Locked, Unsupported (network file
/// system, PostgreSQL URL), Database.
class Store {
public:
    /// Makes an empty workspace; Conflict where the file exists.
    static Result<std::unique_ptr<Store>> create(std::string_view path, const OpenOptions& options = {});
    /// Opens a workspace and brings an older one up to date, after a copy to "<file>.backup-v<N>".
    static Result<std::unique_ptr<Store>> open(std::string_view path, const OpenOptions& options = {});
    /// Waits for the running write.
    ~Store();
    Store(const Store&) = delete;
    Store& operator=(const Store&) = delete;

    /// Runs `body` as one transaction in the writer thread and waits. Rolled back when it answers an Error (Cancelled
    /// too) or throws. `body` is a callable WriteTransaction& -> Result<T>; not to be called from inside a `body`.
    template <typename Body>
    auto write(Body&& body) -> std::invoke_result_t<Body&, WriteTransaction&>
    {
        return collect<std::invoke_result_t<Body&, WriteTransaction&>, WriteTransaction>(
            body, [this](const WriteBody& wrapped) { return runWrite(wrapped); });
    }

    /// Runs `body`, a callable ReadConnection& -> Result<T>, in the calling thread. Opening the connection costs below
    /// a millisecond: read in one go what belongs together.
    template <typename Body>
    auto read(Body&& body) const -> std::invoke_result_t<Body&, ReadConnection&>
    {
        return collect<std::invoke_result_t<Body&, ReadConnection&>, ReadConnection>(
            body, [this](const ReadBody& wrapped) { return runRead(wrapped); });
    }

    const std::string& path() const;
    /// The copy made before a migration at this opening; empty: none was needed.
    const std::string& backupPath() const;
    /// Other programs that have this workspace open now, as far as lock files beside it tell (up to eight).
    std::vector<StoreUser> otherUsers() const;
    /// SQLite's structural check; Damaged with its first finding. Reads the whole file (0.2 s per 100 MB).
    Result<void> quickCheck() const;
    /// Number of the last audit entry: grows with each verb of any program, so caches may be keyed by it.
    Result<std::int64_t> revision() const;

private:
    using WriteBody = std::function<Result<void>(WriteTransaction&)>;
    using ReadBody = std::function<Result<void>(ReadConnection&)>;
    struct Private;
    explicit Store(std::unique_ptr<Private> p);

    Result<void> runWrite(const WriteBody& body);
    Result<void> runRead(const ReadBody& body) const;

    template <typename R, typename Handle, typename Body, typename Run>
    static R collect(Body& body, Run&& run)
    {
        std::optional<R> answer;
        const Result<void> outcome = run([&](Handle& handle) -> Result<void> {
            answer.emplace(body(handle));
            return answer->ok() ? Result<void>() : Result<void>(answer->error());
        });
        if (!outcome.ok())
            return R(outcome.error());
        return std::move(*answer);
    }

    std::unique_ptr<Private> d;
};

} // namespace bw
