// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/feedbatch.h"

#include <simdjson.h>

namespace bw {

/// Reads SSVC content {timestamp, options: [{"Exploitation": "poc"}, {"Automatable": "yes"}, {"Technical Impact":
/// "total"}]} into a record. Keys and values in any casing and spelling: the CISA ADP container writes "Technical
/// Impact", NVD "technicalImpact". May throw simdjson_error.
void readSsvc(simdjson::ondemand::value content, CveRecord& record);
/// The same for one field of the content.
void readSsvcField(std::string_view key, simdjson::ondemand::value value, CveRecord& record);

} // namespace bw
