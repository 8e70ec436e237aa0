// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/rollout/handoffresults.h"
#include "models/services/rollouts.h"
#include "models/services/runlog.h"
#include "models/store/store.h"

#include <QFile>

namespace bw {

namespace {

constexpr qint64 Most = 64 << 20;

RolloutEvent eventOf(const HandOffResult& result, const RunPicture& picture, Instant now)
{
    RolloutEvent event;
    event.run = picture.run->id;
    event.at = now;
    event.kind = result.kind;
    event.host = result.host;
    event.attempt = picture.progress->target(result.host)->attempt;
    event.who = "engine";
    event.step = "result";
    event.text = result.text;
    if (result.at && *result.at < now) // the log runs forward; the other tool's time is part of what it says
        event.text = toIso(*result.at) + (event.text.empty() ? "" : ": ") + event.text;
    return event;
}

} // namespace

Result<std::uint32_t> takeResults(Store& store, RunId run, const std::string& path, std::vector<Issue>& issues,
                                  const Clock& clock)
{
    QFile file(QString::fromStdString(path));
    if (!file.open(QIODevice::ReadOnly))
        return Error{ErrorKind::NotReadable, path, {}};
    if (file.size() > Most)
        return Error{ErrorKind::TooLarge, path, {}};
    const auto picture = loadRun(store, run);
    if (!picture)
        return picture.error();
    if (picture->run->engine != EngineKind::HandOff)
        return Error{ErrorKind::Refused, "Roll-out " + std::to_string(run) + " was not handed off.", {}};
    const QByteArray bytes = file.readAll();
    auto read = readHandOffResults({bytes.constData(), std::size_t(bytes.size())}, *picture->run);
    if (!read) {
        Error error = read.error();
        error.place.file = path;
        return error;
    }
    if (read->run && *read->run != run)
        return Error{ErrorKind::Refused, path + " holds results of roll-out " + std::to_string(*read->run) + ".", {}};
    RunProgress progress = *picture->progress;
    std::vector<RolloutEvent> events;
    for (const HandOffResult& result : read->results) {
        RolloutEvent event = eventOf(result, *picture, clock.now());
        if (fold(progress, event))
            events.push_back(std::move(event));
        else
            read->issues.push_back({ErrorKind::Conflict,
                                    {path, 0, 0, "host"},
                                    progress.ignored.back().reason,
                                    std::to_string(result.host)});
    }
    for (Issue& issue : read->issues) {
        issue.place.file = path;
        issues.push_back(std::move(issue));
    }
    const auto count = std::uint32_t(events.size());
    RolloutEvent finished;
    finished.run = run;
    finished.at = clock.now();
    finished.kind = RolloutEventKind::RunFinished;
    finished.who = "console";
    if (count > 0 && fold(progress, finished))
        events.push_back(std::move(finished));
    if (events.empty())
        return count;
    StoreRunLog log(store);
    if (auto kept = log.append(events); !kept)
        return kept.error();
    return count;
}

} // namespace bw
