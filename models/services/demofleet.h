// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/foundation/progress.h"
#include "models/foundation/result.h"
#include <string>
namespace bw {
inline Result<void> makeDemoWorkspace(const std::string&, ProgressSink&) { return Error {ErrorKind::Unsupported, "sample fleet", {}}; }
} // namespace bw
