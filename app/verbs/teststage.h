// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commandline.h"
#include "models/services/assessing.h"
#include "models/services/validations.h"

#include <memory>

namespace bw::cli {

/// The open workspace with what the test stage says of it.
struct Stage {
    std::unique_ptr<Store> store;
    Assessed assessed;
    std::shared_ptr<const TestMatrix> matrix;
};

Result<Stage> openStage(const Options& options);
/// A patch by its id, or by its package or "package version" where only one is called so.
Result<std::string> patchOf(const Stage& stage, const QString& given);
Result<HostId> hostOf(const Stage& stage, const std::string& wanted);

// `test list`, `test status P` (testshowing.cpp) and `test apps` (testapps.cpp).
int listMatrix(const Options& options);
int showStatus(const Options& options);
int runApps(const Options& options);

/// The sentence where somebody reads along.
int done(const Options& options, const QString& sentence);

} // namespace bw::cli
