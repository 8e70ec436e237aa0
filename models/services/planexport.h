// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/plan.h"
#include "models/foundation/result.h"
#include "models/planning/ground.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bw {

enum class PlanExportKind : std::uint8_t { Csv, Calendar, Ansible, Scripts };
/// csv | ics | ansible | scripts
std::optional<PlanExportKind> planExportFrom(std::string_view text);

struct ExportFile {
    std::string path; ///< relative, with slashes
    std::string text;
    bool program = false; ///< to be made executable

    friend bool operator==(const ExportFile&, const ExportFile&) = default;
};

struct PlanExport {
    std::vector<ExportFile> files; ///< one for Csv and Calendar
    std::vector<std::string> leftOut; ///< sentences: hosts that are no target, or whose names are not what they say
};

/// What a plan would do, for other tools. Names and versions from inventories are data in all of it: in Ansible files
/// only those that look like host names, packages and versions, in scripts as quoted words, in CSV without formulas.
/// Pure.
PlanExport exportPlan(const PlanVersion& version, const PlanGround& ground, PlanExportKind kind);

} // namespace bw
