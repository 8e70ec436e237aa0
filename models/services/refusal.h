// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/foundation/error.h"

#include <string>

namespace bw {

/// Why a file of an import was not used, as a short English clause for the list of issues.
std::string reasonOf(const Error& error);

} // namespace bw
