// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/verification.h"
#include "models/verification/expectation.h"
#include "models/verification/overlay.h"

#include <QCoreApplication>
#include <QString>

namespace bw {

/// The words for what a plan or roll-out does with a host x patch, and for what proves it. Plain text, in the language
/// of the installed translator.
class Standing {
    Q_DECLARE_TR_FUNCTIONS(bw::Standing)

public:
    /// "Pilot, November round"; "Wave 3, plan 7" where nobody knows their names any more.
    static QString place(const Expectation& row, const PlanNames& names);
    /// What fits into a cell: "planned: Pilot, November round", "done says the engine, not proved: Pilot, November
    /// round", "proved by inventory 4711, 2026-11-20: Pilot, November round".
    static QString brief(const Expectation& row, const Verification& verdict, const PlanNames& names);
    /// All of it, in lines: the claim, the inventory with its id and time, and the reason.
    static QString whole(const Expectation& row, const Verification& verdict, const PlanNames& names);

private:
    static QString what(const Expectation& row, const Verification& verdict);
    static QString ofEngine(const Expectation& row);
    static QString inventory(const Verification& verdict);
};

} // namespace bw
