// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/validationservice.h"

#include "models/foundation/dispose.h"
#include "models/services/loginname.h"
#include "models/store/store.h"
#include "models/validation/gateinput.h"

#include <utility>

namespace bw {

ValidationService::ValidationService(Store& store, JobRunner& jobs, const Clock& clock, QObject* parent)
    : QObject(parent)
    , m_store(store)
    , m_jobs(jobs)
    , m_clock(clock)
    , m_who(loginName())
{
}

ValidationService::~ValidationService()
{
    m_jobs.drain(this); // they work on the store
}

void ValidationService::report(const Error& error)
{
    if (error.kind != ErrorKind::Cancelled)
        Q_EMIT failed(error);
}

void ValidationService::setAssessed(const Assessed& assessed, std::optional<Instant> at)
{
    disposeLater(std::exchange(m_assessed, assessed));
    m_at = at;
    refresh();
}

void ValidationService::refresh()
{
    if (!m_assessed.assessment)
        return;
    struct Answer {
        TestRecords records;
        std::shared_ptr<const TestMatrix> matrix;
    };
    m_jobs.start(
        QStringLiteral("test-matrix"), tr("Comparing patches with critical applications"), this,
        [this, assessed = m_assessed, at = m_at](ProgressSink&) -> Result<Answer> {
            auto records = testRecords(m_store, at);
            if (!records)
                return records.error();
            auto matrix = testMatrix(*assessed.assessment, *records, at.value_or(m_clock.now()));
            return Answer{*std::move(records), std::move(matrix)};
        },
        [this](Result<Answer> answer) {
            if (!answer)
                return report(answer.error());
            disposeLater(std::exchange(m_records, std::move(answer->records)));
            auto before = std::exchange(m_matrix, std::move(answer->matrix));
            Q_EMIT matrixChanged();
            disposeLater(std::move(before));
        });
}

template <typename Work>
void ValidationService::change(const QString& title, const QString& doneText, Work work)
{
    m_jobs.start(
        QString(), title, this,
        [work](ProgressSink& progress) -> Result<bool> {
            const auto outcome = work(progress);
            return outcome ? Result<bool>(true) : Result<bool>(outcome.error());
        },
        [this, doneText](Result<bool> outcome) {
            if (!outcome)
                return report(outcome.error());
            Q_EMIT done(doneText);
            refresh();
        });
}

void ValidationService::setApps(const std::vector<CriticalApp>& apps, const QString& why)
{
    const Stamp stamp{m_who, m_clock.now(), why.toStdString()};
    change(tr("Storing the critical applications"), tr("Critical applications stored."),
           [this, apps, stamp](ProgressSink&) { return setCriticalApps(m_store, apps, stamp); });
}

void ValidationService::record(const TestVerdict& verdict, const QString& evidencePath)
{
    TestVerdict said = verdict;
    said.who = m_who;
    said.at = m_clock.now();
    const QString patch = QString::fromStdString(shortPatchName(verdict.patch));
    change(tr("Recording a verdict"), tr("Verdict of %1 recorded.").arg(patch),
           [this, said, path = evidencePath.toStdString()](ProgressSink& progress) -> Result<std::int64_t> {
               TestVerdict kept = said;
               if (!path.empty()) {
                   auto file = readEvidence(path, progress);
                   if (!file)
                       return file.error();
                   kept.evidenceFile = file->name;
                   kept.evidenceDigest = file->digest;
               }
               return recordVerdict(m_store, kept);
           });
}

void ValidationService::addNote(const PatchNote& note)
{
    PatchNote said = note;
    said.who = m_who;
    said.at = m_clock.now();
    const QString patch = QString::fromStdString(shortPatchName(note.patch));
    change(tr("Recording a note"),
           note.kind == PatchNoteKind::Withdrawn ? tr("%1 is withdrawn: it blocks every gate.").arg(patch)
                                                 : tr("Known issue of %1 recorded.").arg(patch),
           [this, said](ProgressSink&) { return addPatchNote(m_store, said); });
}

void ValidationService::endNote(qint64 id, const QString& why)
{
    const Stamp stamp{m_who, m_clock.now(), why.toStdString()};
    change(tr("Ending a note"), tr("Note ended."),
           [this, id, stamp](ProgressSink&) { return endPatchNote(m_store, id, stamp); });
}

void ValidationService::runChecks(const CheckWish& wish)
{
    const Stamp stamp{m_who, m_clock.now(), {}};
    m_jobs.start(
        QString(), tr("Running the checks of %1").arg(QString::fromStdString(wish.app)), this,
        [this, wish, stamp, make = m_makeRunner](ProgressSink& progress) -> Result<CheckReport> {
            if (!make)
                return Error{ErrorKind::Unsupported, "command checks need an engine that runs commands", {}};
            auto runner = make();
            if (!runner)
                return runner.error();
            return runCommandChecks(m_store, wish, **runner, stamp, progress);
        },
        [this](Result<CheckReport> outcome) {
            if (!outcome)
                return report(outcome.error());
            QString text = outcome->recorded.size() == 1
                ? tr("1 verdict recorded")
                : tr("%n verdicts recorded", nullptr, int(outcome->recorded.size()));
            if (!outcome->notRun.empty()) {
                const CommandResult& first = outcome->notRun.front();
                text += tr(", %1 commands did not run: %2")
                            .arg(outcome->notRun.size())
                            .arg(QString::fromStdString(first.trouble));
            }
            Q_EMIT done(text + u'.');
            refresh();
        });
}

} // namespace bw
