// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/inventory/readers/windowsrecords.h"

namespace bw {

// The three ways in which PowerShell writes objects to a file. Each hands its records to the import; nothing is ever
// made into an object of a type that the file names. `bytes` in any encoding.

/// Export-Csv and ConvertTo-Csv, with or without "#TYPE" lines, which may also stand between two tables.
Result<void> readPowerShellCsv(ByteSource& bytes, WindowsImport& import, SnapshotBuilder& out, ProgressSink& progress);
/// ConvertTo-Json: an object or an array; lists inside an object belong to the host that it names.
Result<void> readPowerShellJson(ByteSource& bytes, WindowsImport& import, SnapshotBuilder& out, ProgressSink& progress);
/// Export-Clixml, also with the "#< CLIXML" line of a remote stream in front.
Result<void> readCliXml(ByteSource& bytes, WindowsImport& import, SnapshotBuilder& out, ProgressSink& progress);

} // namespace bw
