// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/advisories/feedreader.h"

#include <memory>

namespace bw {

// One maker per feed format; the registry in feedreader.cpp lists them.
std::unique_ptr<FeedReader> kevJsonReader();
std::unique_ptr<FeedReader> kevCsvReader();
std::unique_ptr<FeedReader> epssCsvReader();
std::unique_ptr<FeedReader> cve5Reader();
std::unique_ptr<FeedReader> osvReader();
std::unique_ptr<FeedReader> debianTrackerReader();
std::unique_ptr<FeedReader> debsecanReader();
std::unique_ptr<FeedReader> debianListReader();

} // namespace bw
