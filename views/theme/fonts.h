// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>

namespace bw {

/// 13 px in the first family present of Inter, Segoe UI, the system's own (macOS) and Noto Sans.
QFont baseFont();
/// The one strong thing of a row.
QFont strongFont(QFont font);
/// One step smaller, for chips, facets and captions.
QFont smallFont(QFont font);
/// Head of a page or an inspector.
QFont titleFont(QFont font);
/// The number a person looks for.
QFont figureFont(QFont font);
/// Filter text, log lines, digests.
QFont monoFont();

/// Height of one text line on the 4 px grid's 18 px, more where the font needs more.
int lineHeight(const QFont& font);

enum class Density { Normal, Compact };
/// 34 px (26 px compact) at 13 px, growing with the font.
int rowHeight(const QFont& font, Density density);

} // namespace bw
