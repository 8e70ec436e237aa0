// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/verbs/action.h"

#include "models/foundation/clock.h"
#include "models/services/loginname.h"

#include <algorithm>

namespace bw::cli {

Stamp Call::stamp() const
{
    return {loginName(), Clock::system().now(), value("why").toStdString()};
}

bool Call::numberOption(const char* name, int least, int most, int& number) const
{
    if (!has(name))
        return true;
    bool ok = false;
    number = value(name).toInt(&ok);
    return ok && number >= least && number <= most;
}

int runAction(Options& options, const QStringList& arguments, std::span<const Action> actions)
{
    if (!options.parse(arguments))
        return options.exitCode;
    const QString wanted = options.positional().value(0, QStringLiteral("list"));
    const auto action =
        std::find_if(actions.begin(), actions.end(), [&](const Action& a) { return wanted == QLatin1String(a.name); });
    if (action == actions.end()) {
        QStringList known;
        for (const Action& a : actions)
            known << QLatin1String(a.name);
        return usage(QStringLiteral("Known actions: %1.").arg(known.join(QStringLiteral(", "))));
    }
    auto store = options.openWorkspace();
    if (!store)
        return fail(store.error());
    return action->run(Call{options, **store, options.positional().mid(1)});
}

void addOption(Options& options, const char* name, const char* help, const char* value, const char* standard)
{
    QCommandLineOption option(QString::fromLatin1(name), QString::fromUtf8(help));
    if (value) {
        option.setValueName(QString::fromLatin1(value));
        if (*standard)
            option.setDefaultValue(QString::fromLatin1(standard));
    }
    options.parser.addOption(option);
}

void addOutput(Options& options)
{
    options.parser.addOption({{QStringLiteral("o"), QStringLiteral("output")},
                              QStringLiteral("Write to this file or folder."),
                              QStringLiteral("PATH")});
    addOption(options, "why", "What is noted with it.", "TEXT");
}

} // namespace bw::cli
