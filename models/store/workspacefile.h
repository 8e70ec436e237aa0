// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/store/store.h"

#include <QLockFile>
#include <QString>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace bw {

/// Whether a file system of this type (as the operating system names it) is reached over a network, where WAL does not
/// work and locks cannot be trusted.
bool isNetworkFileSystem(std::string_view type);
/// Type of the network file system on which the folder or file lies; empty: a local one.
std::string networkFileSystemOf(const QString& path);

/// Refuses what cannot become or be a workspace, before a database connection touches it: PostgreSQL URLs, missing
/// folders, existing files (Conflict), folders that cannot be written, network file systems.
Result<void> checkNewFile(const QString& path, const OpenOptions& options);
/// The same for an existing file; what is inside is not looked at.
Result<void> checkExistingFile(const QString& path, const OpenOptions& options);

/// "I have this file open", told to others by a lock file beside it ("<file>.lock", "<file>.lock2" ... "lock8"): for
/// information only, nothing depends on it. Left-over lock files of dead programs are taken away.
class UserLock {
public:
    explicit UserLock(QString path);

    std::vector<StoreUser> others() const;

private:
    static constexpr int Slots = 8;
    QString slotFile(int slot) const;

    QString m_path;
    int m_slot = -1; ///< -1: none was free, or the folder cannot be written
    std::unique_ptr<QLockFile> m_lock;
};

} // namespace bw
