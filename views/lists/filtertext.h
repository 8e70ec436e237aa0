// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace bw {

/// True where the filter text has `term` ("decision:immediate") as a term of its own or as one value of such a term.
bool hasFilterTerm(const QString& filter, const QString& term);
/// The text with the term added or taken away; several values of one key share a term, as alternatives
/// ("decision:immediate,scheduled"). Terms in parentheses and quotes stay as they are.
QString withFilterTerm(const QString& filter, const QString& term, bool on);

} // namespace bw
