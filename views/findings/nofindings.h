// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/assessment.h"

#include <QString>

namespace bw {

/// Why a host has no row in its list of findings. "Nothing open" is said only where evidence and feeds allow it.
QString whyNoFindings(const Assessment& assessment, HostId host);

} // namespace bw
