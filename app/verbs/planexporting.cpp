// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/verbs/planactions.h"
#include "app/verbs/verbio.h"
#include "models/planning/plancodec.h"
#include "models/services/planexport.h"

#include <QDir>
#include <QFileInfo>

namespace bw::cli {

namespace {

int writeExport(const Call& call, PlanExportKind kind, const PlanExport& made)
{
    const QString target = call.value("output");
    const bool folder = kind == PlanExportKind::Ansible || kind == PlanExportKind::Scripts;
    if (!folder && target.isEmpty()) {
        print(text(made.files.front().text));
        return Done;
    }
    if (target.isEmpty())
        return usage(QStringLiteral("This export is a folder: name it with -o."));
    if (!folder) {
        const auto written = writeWhole(target, made.files.front().text);
        return written ? Done : fail(written.error());
    }
    if (const QDir there(target); there.exists() && !there.isEmpty())
        return fail({ErrorKind::Conflict, target.toStdString(), {}});
    for (const ExportFile& file : made.files) {
        const QString path = QDir(target).filePath(text(file.path));
        if (!QDir().mkpath(QFileInfo(path).path()))
            return fail({ErrorKind::NotWritable, path.toStdString(), {}});
        if (const auto written = writeWhole(path, file.text, file.program); !written)
            return fail(written.error());
    }
    return Done;
}

} // namespace

int exportPlan(const Call& call)
{
    const bool json = call.value("as") == QLatin1String("json");
    const auto kind = json ? std::optional(PlanExportKind::Csv) : planExportFrom(call.value("as").toStdString());
    if (!kind)
        return usage(QStringLiteral("--as knows: ansible, csv, scripts, ics, json."));
    const auto version = planOf(call);
    if (!version)
        return fail(version.error());
    if (json)
        return writeExport(call, *kind, {{{"plan.json", planToJson(version->plan) + '\n', false}}, {}});
    const auto ground = groundOf(call);
    if (!ground)
        return fail(ground.error());
    const PlanExport made = bw::exportPlan(*version, **ground, *kind);
    if (const int code = writeExport(call, *kind, made); code != Done)
        return code;
    for (const std::string& sentence : made.leftOut)
        printError(text(sentence));
    return made.leftOut.empty() ? Done : DoneWithIssues;
}

} // namespace bw::cli
