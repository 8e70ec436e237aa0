// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPalette>

namespace bw {

/// Whether the desktop asks for a dark window: the Windows registry, a GTK theme name in the environment, else whether
/// the desktop's own palette writes light on dark. (Qt says it by itself only from 6.5.)
bool systemPrefersDark(const QPalette& platformPalette);

} // namespace bw
