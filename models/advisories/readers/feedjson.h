// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/advisories/feedreader.h"
#include "models/files/jsonwalker.h"

#include <functional>
#include <string_view>

namespace bw {

// Reading JSON feeds with simdjson On-Demand. Everything here may throw simdjson_error, which the walker turns into an
// issue of the record; views live as long as the handler runs.

/// The text of a string value; empty for null and for values of any other type.
std::string_view jsonString(simdjson::ondemand::value value);
/// Numbers, and numbers written as text.
std::optional<double> jsonNumber(simdjson::ondemand::value value);
/// Calls `each` for the fields of an object; does nothing for values of any other type.
void eachField(simdjson::ondemand::value value,
               const std::function<void(std::string_view key, simdjson::ondemand::value value)>& each);
/// Calls `each` for the elements of an array; does nothing for values of any other type.
void eachElement(simdjson::ondemand::value value, const std::function<void(simdjson::ondemand::value value)>& each);

/// Walks a file of whole records of a cumulative feed: one object, several in a row, or an array of objects. A file
/// that breaks off or is malformed becomes an issue, what was read before stays.
Result<void> walkRecords(ByteSource& bytes, FeedSink& out, ProgressSink& progress, const JsonWalker::Handler& record);
/// Moves the walker's issues to the sink.
void moveIssues(std::vector<Issue>& from, FeedSink& to);

} // namespace bw
