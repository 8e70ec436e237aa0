// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace bw::cli {

/// Replaces this process by the window program that lies beside it (it alone needs Widgets and a display). Comes back
/// only with an exit code for the case that it cannot be started.
int openWindow(const QStringList& arguments);

} // namespace bw::cli
