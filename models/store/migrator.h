// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/foundation/result.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace bw {

class Connection;

/// One step of the schema, resources/migrations/NNNN_name.sql. The texts use Dialect's words; comments begin with "--"
/// at the start of a line, each statement ends with ";" at the end of one.
struct Migration {
    std::int64_t version = 0;
    std::string sql;
};

/// All migrations that this program knows, ascending from 1.
std::span<const Migration> migrations();

/// Brings the schema to the last of `steps`, one transaction each, the version inside. Another program that migrates at
/// the same moment is waited for.
Result<void> migrate(Connection& connection, std::span<const Migration> steps);

} // namespace bw
