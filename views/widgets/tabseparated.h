// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace bw {

/// One line of tab-separated text, ended by a newline. Tabs and line breaks inside a cell become spaces, and a cell
/// that a spreadsheet would take for a formula gets a leading apostrophe; numbers with a sign stay numbers.
QString tabSeparated(const QStringList& cells);

} // namespace bw
