// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <utility>

namespace bw {

/// Drops what the caller held in a thread of its own: freeing the last reference to a million small values takes
/// longer than a frame. Any thread; the value's destructor must not mind where it runs.
void disposeLater(std::shared_ptr<const void> value);

template <typename T>
void disposeLater(T value)
{
    disposeLater(std::shared_ptr<const void>(std::make_shared<T>(std::move(value))));
}

} // namespace bw
