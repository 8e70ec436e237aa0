// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace bw {

/// The user's login name, as history and audit log keep it; "unknown" where the environment tells none.
std::string loginName();

} // namespace bw
