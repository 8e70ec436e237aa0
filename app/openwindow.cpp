// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/openwindow.h"

#include "app/commandline.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QProcess>

#include <vector>

#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

namespace bw::cli {

int openWindow(const QStringList& arguments)
{
    const QString folder = QCoreApplication::applicationDirPath();
    QString program;
    for (const QString& place : {folder + QStringLiteral("/breakwater-window"),
                                 folder + QStringLiteral("/../libexec/breakwater/breakwater-window")}) {
        if (QFileInfo(place).isExecutable()) {
            program = place;
            break;
        }
    }
    if (program.isEmpty())
        return fail(Error{ErrorKind::NotFound, "breakwater-window", {}});
#ifdef Q_OS_UNIX
    QList<QByteArray> texts{program.toLocal8Bit()};
    for (const QString& argument : arguments)
        texts << argument.toLocal8Bit();
    std::vector<char*> argv;
    for (QByteArray& argument : texts)
        argv.push_back(argument.data());
    argv.push_back(nullptr);
    execv(argv[0], argv.data());
    return fail(Error{ErrorKind::NotReadable, program.toStdString(), {}});
#else
    return QProcess::startDetached(program, arguments) ? Done
                                                       : fail(Error{ErrorKind::NotReadable, program.toStdString(), {}});
#endif
}

} // namespace bw::cli
