// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/verbs/teststage.h"

#include "app/terminalprogress.h"
#include "app/verbs/verbio.h"
#include "models/foundation/clock.h"
#include "models/validation/gateinput.h"

namespace bw::cli {

int done(const Options& options, const QString& sentence)
{
    if (!options.quiet() && !options.json())
        printLine(sentence);
    return Done;
}

Result<Stage> openStage(const Options& options)
{
    auto store = options.openWorkspace();
    if (!store)
        return store.error();
    Stage stage;
    stage.store = *std::move(store);
    TerminalProgress progress(options.quiet() || options.json());
    auto assessed = assessWorkspace(*stage.store, options.asOf, Clock::system(), progress);
    if (!assessed)
        return assessed.error();
    const auto records = testRecords(*stage.store, options.asOf);
    if (!records)
        return records.error();
    stage.assessed = *std::move(assessed);
    stage.matrix = testMatrix(*stage.assessed.assessment, *records, options.asOf.value_or(Clock::system().now()));
    return stage;
}

Result<std::string> patchOf(const Stage& stage, const QString& given)
{
    const std::string wanted = given.toStdString();
    if (wanted.empty())
        return Error{ErrorKind::Usage, "Which patch? Give the id that “breakwater queue” shows.", {}};
    std::vector<std::string> found;
    for (const Patch& patch : stage.assessed.assessment->patches) {
        if (patch.id == wanted)
            return wanted;
        if (patch.package == wanted || shortPatchName(patch.id) == wanted)
            found.push_back(patch.id);
    }
    if (stage.matrix->find(wanted))
        return wanted;
    if (found.size() == 1)
        return found.front();
    if (found.empty())
        return Error{ErrorKind::NotFound, "The patch “" + wanted + "”", {}};
    std::string list;
    for (std::size_t i = 0; i < found.size() && i < 5; ++i)
        list += (i == 0 ? "" : ", ") + found[i];
    return Error{ErrorKind::Ambiguous, list, {}};
}

Result<HostId> hostOf(const Stage& stage, const std::string& wanted)
{
    for (const Host& host : stage.assessed.assessment->fleet->hosts) {
        if (host.identity.name == wanted || host.identity.fqdn == wanted)
            return host.id;
    }
    return Error{ErrorKind::NotFound, "The host “" + wanted + "”", {}};
}

} // namespace bw::cli
