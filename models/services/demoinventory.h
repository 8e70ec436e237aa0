// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/foundation/instant.h"
#include "models/services/demotables.h"

#include <string>

namespace bw {

/// Writes the weekly inventories of the sample fleet as CSV tables. Which versions are installed follows from the story
/// of the tables, which ends on demoStoryEnd(); when the inventories were taken, from `now`: the last on the day
/// before, the others whole weeks earlier. So the fleet looks the same whenever it is made. Pure.
class DemoInventory {
public:
    static constexpr int Weeks = 52;

    DemoInventory(const DemoTables& tables, Instant now);

    /// `week` counts back from the last inventory, which is 0.
    Instant takenAt(int week) const;
    std::string csv(int week) const;

    /// What a host has of a source package in a week; nullptr: the tables know no version.
    const DemoVersion* installed(const DemoHost& host, const std::string& source, int week) const;
    /// The weeks in which the sample's only renaming takes place belong to an import of their own.
    int renamedBefore() const;

private:
    void addHost(const DemoHost& host, int week, std::string& out) const;
    void addPackages(const DemoHost& host, const DemoPackages& packages, int week, const std::string& facts,
                     std::string& out) const;
    std::string runningKernel(const DemoHost& host, int week) const;
    int updateWeek(const DemoHost& host, const std::string& source, int week) const;

    const DemoTables& m_tables;
    Instant m_last;
};

} // namespace bw
