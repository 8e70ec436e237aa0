// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace bw {

/// Cures a crash of Qt 6.4: the accessible object of a scroll area answers for children it does not have. Scroll areas
/// are handed to assistive tools as plain widgets instead. Call once, after QApplication is made.
void installAccessibilityGuard();

} // namespace bw
