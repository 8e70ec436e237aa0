// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/services/inventoryimport.h"

namespace bw {

struct CsvProfile;

/// Reads every file of `prepared.request` into `prepared.drafts` and `prepared.report.files`. A file that cannot be
/// read is a failed report; Errors: Cancelled, NotFound. `profile` may be null.
Result<void> readDrafts(PreparedImport& prepared, const CsvProfile* profile, ProgressSink& progress);

/// Counts an issue of a file and keeps it up to the cap of a report.
void addIssue(FileReport& file, Issue issue);

} // namespace bw
