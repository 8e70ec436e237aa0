// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/foundation/error.h"

#include <QString>

namespace bw {

/// The one place that finds words for errors: what happened, to what, where, and what to do. Plain text, one or two
/// sentences, in the language of the installed translator.
QString sentence(const Error& error);
/// "file:line:column: field" as far as known.
QString placeText(const Place& place);

} // namespace bw
