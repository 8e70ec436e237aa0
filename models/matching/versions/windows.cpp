// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/matching/versions.h"
#include "models/matching/versions/text.h"

namespace bw {

int compareWindows(std::string_view a, std::string_view b) noexcept
{
    return versions::compareDotted(versions::trimmed(a), versions::trimmed(b));
}

std::string_view versions::flawWindows(std::string_view text)
{
    return flawDotted(trimmed(text));
}

} // namespace bw
