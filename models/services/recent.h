// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace bw {

/// Workspaces that were opened lately, newest first, at most ten; kept in the user's settings. Files that are gone are
/// left out.
QStringList recentWorkspaces();
void rememberWorkspace(const QString& path);
void forgetRecentWorkspaces();

} // namespace bw
