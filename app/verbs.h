// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace bw::cli {

int runInit(const QStringList& arguments);
int runDemo(const QStringList& arguments);
int runImport(const QStringList& arguments);
int runFormats(const QStringList& arguments);
int runFeeds(const QStringList& arguments);
int runHosts(const QStringList& arguments);
int runQueue(const QStringList& arguments);
int runFindings(const QStringList& arguments);
int runExplain(const QStringList& arguments);
int runDecide(const QStringList& arguments);
int runControls(const QStringList& arguments);
int runExceptions(const QStringList& arguments);
int runTest(const QStringList& arguments);
int runRollout(const QStringList& arguments);
int runPlan(const QStringList& arguments);
int runWindows(const QStringList& arguments);
int runVerify(const QStringList& arguments);
int runMetrics(const QStringList& arguments);
int runAudit(const QStringList& arguments);
int runVersionCompare(const QStringList& arguments);

} // namespace bw::cli
