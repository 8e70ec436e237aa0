// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/workspacefile.h"

#include <QDir>
#include <QFileInfo>
#include <QStorageInfo>

#include <algorithm>
#include <array>

namespace bw {

bool isNetworkFileSystem(std::string_view type)
{
    static constexpr std::array<std::string_view, 17> Types = {
        "9p",  "afs",  "afpfs", "ceph", "cifs", "davfs", "fuse.davfs2", "fuse.rclone", "fuse.sshfs",
        "nfs", "nfs4", "ncpfs", "smb",  "smb2", "smb3",  "smbfs",       "webdav"};
    return std::find(Types.begin(), Types.end(), type) != Types.end();
}

std::string networkFileSystemOf(const QString& path)
{
#ifdef Q_OS_WIN
    if (QDir::toNativeSeparators(path).startsWith(QLatin1String("\\\\")))
        return "smb";
#endif
    const std::string type = QStorageInfo(path).fileSystemType().toStdString();
    return isNetworkFileSystem(type) ? type : std::string();
}

static Error refusal(ErrorKind kind, const QString& subject)
{
    return {kind, subject.toStdString(), {}};
}

static Result<void> checkPlace(const QString& path, const OpenOptions& options)
{
    if (path.startsWith(QLatin1String("postgres://")) || path.startsWith(QLatin1String("postgresql://")))
        return refusal(ErrorKind::Unsupported, QStringLiteral("postgresql"));
    const QString folder = QFileInfo(path).absolutePath();
    const QFileInfo folderInfo(folder);
    if (!folderInfo.isDir())
        return refusal(ErrorKind::NotFound, folder);
    if (!folderInfo.isWritable()) // the database keeps its journal beside the file
        return refusal(ErrorKind::NotWritable, folder);
    const std::string network = networkFileSystemOf(folder);
    if (!network.empty() && !options.allowNetwork)
        return Error{ErrorKind::Unsupported, "network file system " + network, {}};
    return {};
}

Result<void> checkNewFile(const QString& path, const OpenOptions& options)
{
    if (const auto place = checkPlace(path, options); !place.ok())
        return place;
    const QFileInfo info(path);
    if (info.exists() || info.isSymLink())
        return refusal(ErrorKind::Conflict, path);
    return {};
}

Result<void> checkExistingFile(const QString& path, const OpenOptions& options)
{
    if (const auto place = checkPlace(path, options); !place.ok())
        return place;
    const QFileInfo info(path);
    if (!info.exists())
        return refusal(ErrorKind::NotFound, path);
    if (!info.isFile())
        return refusal(ErrorKind::NotOurs, path);
    if (!info.isReadable())
        return refusal(ErrorKind::NotReadable, path);
    if (!info.isWritable())
        return refusal(ErrorKind::NotWritable, path);
    return {};
}

static std::unique_ptr<QLockFile> lockFile(const QString& file)
{
    auto lock = std::make_unique<QLockFile>(file);
    lock->setStaleLockTime(0); // old is not stale: only the lock of a dead program is
    return lock;
}

UserLock::UserLock(QString path)
    : m_path(std::move(path))
{
    for (int slot = 0; slot < Slots; ++slot) {
        auto lock = lockFile(slotFile(slot));
        if (lock->tryLock()) {
            m_slot = slot;
            m_lock = std::move(lock);
            return;
        }
    }
}

QString UserLock::slotFile(int slot) const
{
    const QString file = m_path + QLatin1String(".lock");
    return slot == 0 ? file : file + QString::number(slot + 1);
}

std::vector<StoreUser> UserLock::others() const
{
    std::vector<StoreUser> users;
    for (int slot = 0; slot < Slots; ++slot) {
        const QString file = slotFile(slot);
        if (slot == m_slot || !QFileInfo::exists(file))
            continue;
        const auto lock = lockFile(file);
        qint64 pid = 0;
        QString host;
        QString application;
        if (lock->tryLock()) // left over
            continue;
        if (lock->getLockInfo(&pid, &host, &application))
            users.push_back({pid, host.toStdString(), application.toStdString()});
    }
    return users;
}

} // namespace bw
