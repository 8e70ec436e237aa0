// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/recent.h"

#include <QFileInfo>
#include <QSettings>

namespace bw {

static QString recentKey()
{
    return QStringLiteral("workspaces/recent");
}

QStringList recentWorkspaces()
{
    QStringList present;
    for (const QString& path : QSettings().value(recentKey()).toStringList()) {
        if (QFileInfo::exists(path))
            present << path;
    }
    return present;
}

void rememberWorkspace(const QString& path)
{
    const QString full = QFileInfo(path).absoluteFilePath();
    QSettings settings;
    QStringList recent = settings.value(recentKey()).toStringList();
    recent.removeAll(full);
    recent.prepend(full);
    settings.setValue(recentKey(), recent.mid(0, 10));
    settings.setValue(QStringLiteral("workspaces/last"), full);
}

void forgetRecentWorkspaces()
{
    QSettings().remove(recentKey());
}

} // namespace bw
