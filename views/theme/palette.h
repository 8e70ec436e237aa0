// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/theme/tokens.h"

#include <QPalette>

namespace bw {

/// The tokens as Qt's roles. Selection is the soft accent ground under ordinary text; `PlaceholderText` is the muted
/// ink and `Link` the accent, and icons rely on these two.
QPalette paletteOf(const Tokens& tokens);

} // namespace bw
