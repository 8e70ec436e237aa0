// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline.h"
#include "app/openwindow.h"

#include <QCoreApplication>
#include <QFileInfo>

using namespace bw::cli;

/// A result that did not arrive is no success: a full disk behind a redirection.
static int ended(int exitCode)
{
    return printedAll() || exitCode == WrongWords ? exitCode : int(Failed);
}

static int help(const QStringList& arguments)
{
    if (!arguments.isEmpty()) {
        if (const Verb* known = verb(arguments.first()))
            return known->run({QStringLiteral("--help")});
        return usage(QStringLiteral("There is no verb “%1”.").arg(arguments.first()));
    }
    printLine(QStringLiteral("breakwater [WS]           opens the window, with an optional workspace\n"
                             "breakwater VERB ...       works without a screen\n"));
    Table table({QStringLiteral("Verb"), QStringLiteral("Arguments"), QStringLiteral("What it does")});
    for (const Verb& known : verbs())
        table.add(
            {QString::fromUtf8(known.name), QString::fromUtf8(known.arguments), QString::fromUtf8(known.summary)});
    table.print();
    printLine(QStringLiteral("\n“breakwater help VERB” shows its options and an example."));
    return Done;
}

int main(int argc, char** argv)
{
    keepArguments(argc, argv);
    QCoreApplication app(argc, argv);
    QCoreApplication::setOrganizationName(QStringLiteral("Breakwater"));
    QCoreApplication::setApplicationName(QStringLiteral("Breakwater"));
    QCoreApplication::setApplicationVersion(QStringLiteral(BREAKWATER_VERSION));

    const QStringList arguments = app.arguments().mid(1);
    const QString first = arguments.value(0);
    if (first == QLatin1String("help") || first == QLatin1String("--help") || first == QLatin1String("-h"))
        return help(arguments.mid(1));
    if (first == QLatin1String("--version") || first == QLatin1String("version")) {
        printLine(QStringLiteral("breakwater ") + QCoreApplication::applicationVersion());
        return Done;
    }
    if (const Verb* known = verb(first))
        return ended(known->run(arguments.mid(1)));
    // What is left opens the window: nothing at all, a workspace, or options of Qt's own.
    static const QStringList ofQt{QStringLiteral("-platform"),        QStringLiteral("-style"),
                                  QStringLiteral("-stylesheet"),      QStringLiteral("-geometry"),
                                  QStringLiteral("-qwindowgeometry"), QStringLiteral("-display"),
                                  QStringLiteral("-reverse"),         QStringLiteral("-session")};
    if (first.startsWith(u'-') && !ofQt.contains(first.startsWith(QLatin1String("--")) ? first.mid(1) : first))
        return usage(QStringLiteral("Unknown option “%1”.").arg(first));
    const bool looksLikeWorkspace = first.isEmpty() || first.startsWith(u'-')
        || first.startsWith(QLatin1String("postgresql://")) || first.endsWith(QLatin1String(".bw"))
        || QFileInfo::exists(first);
    if (!looksLikeWorkspace)
        return usage(QStringLiteral("There is no verb and no workspace “%1”.").arg(first));
    return openWindow(arguments);
}
