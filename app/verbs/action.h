// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commandline.h"
#include "models/store/stamp.h"

#include <span>

namespace bw::cli {

/// What every action of a verb has at hand.
struct Call {
    Options& options;
    Store& store;
    QStringList words; ///< behind the action

    QString value(const char* name) const { return options.parser.value(QString::fromLatin1(name)); }
    bool has(const char* name) const { return options.parser.isSet(QString::fromLatin1(name)); }
    /// Who calls, now, and what --why says.
    Stamp stamp() const;
    /// False for text that is no number from `least` to `most`; leaves `value` alone where the option is not given.
    bool numberOption(const char* name, int least, int most, int& value) const;
};

/// A word behind a verb ("plan list") and what it does.
struct Action {
    const char* name;
    int (*run)(const Call&);
};

/// Reads the options, opens the workspace and runs the action of the first word; "list" where there is none.
int runAction(Options& options, const QStringList& arguments, std::span<const Action> actions);

/// Without `value` a switch.
void addOption(Options& options, const char* name, const char* help, const char* value = nullptr,
               const char* standard = "");
/// -o and --why.
void addOutput(Options& options);

} // namespace bw::cli
