// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verification/patchref.h"

namespace bw {

PatchRef patchRef(std::string_view id)
{
    const auto first = id.find('/');
    const auto last = id.rfind('/');
    if (first == std::string_view::npos || last == first)
        return {};
    PatchRef ref;
    ref.stream = std::string(id.substr(0, first));
    ref.package = std::string(id.substr(first + 1, last - first - 1));
    ref.fixed = std::string(id.substr(last + 1));
    if (ref.fixed == "-")
        ref.fixed.clear();
    return ref;
}

std::string_view patchKey(std::string_view id)
{
    return id.substr(0, id.rfind('/'));
}

} // namespace bw
