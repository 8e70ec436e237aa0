// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/workspace.h"

#include "models/foundation/dispose.h"
#include "models/services/ansiblechecks.h"
#include "models/services/dropsorting.h"
#include "models/services/enginesettings.h"
#include "models/services/hostattributes.h"
#include "models/services/loginname.h"
#include "models/services/validationservice.h"
#include "models/store/store.h"

#include <QFileInfo>

namespace bw {

Workspace::Workspace(std::unique_ptr<Store> store, JobRunner& jobs, const Clock& clock, QObject* parent)
    : QObject(parent)
    , m_store(std::move(store))
    , m_jobs(jobs)
    , m_clock(clock)
    , m_who(loginName())
    , m_planning(new PlanService(*m_store, jobs, clock, m_who, this))
    , m_rollouts(new RolloutService(*m_store, jobs, clock, m_who, this))
    , m_proving(new ProofService(*m_store, jobs, this))
    , m_validation(std::make_unique<ValidationService>(*m_store, jobs, clock))
{
    connect(this, &Workspace::assessedChanged, m_planning,
            [this](const Assessed& assessed) { m_planning->setAssessment(assessed.assessment); });
    connect(m_planning, &PlanService::failed, this, &Workspace::failed);
    connect(m_rollouts, &RolloutService::failed, this, &Workspace::failed);
    connect(m_rollouts, &RolloutService::collected, this, &Workspace::refresh); // evidence has come in
    connect(this, &Workspace::assessedChanged, m_proving,
            [this](const Assessed& assessed) { m_proving->setAssessed(assessed, m_asOf.has_value()); });
    connect(m_planning, &PlanService::plansChanged, m_proving, &ProofService::reloadProof);
    connect(m_rollouts, &RolloutService::runsChanged, m_proving, &ProofService::reloadProof);
    connect(m_proving, &ProofService::failed, this, &Workspace::failed);
    connect(this, &Workspace::assessedChanged, m_validation.get(),
            [this](const Assessed& assessed) { m_validation->setAssessed(assessed, m_asOf); });
    m_validation->setRunnerFactory([]() -> Result<std::unique_ptr<CommandCheckRunner>> {
        return std::unique_ptr<CommandCheckRunner>(std::make_unique<AnsibleChecks>(loadEngineSettings()));
    });
    connect(m_validation.get(), &ValidationService::failed, this, &Workspace::failed);
    // The rules of plans read verdicts and notes.
    connect(m_validation.get(), &ValidationService::done, m_planning, &PlanService::reload);
}

Workspace::~Workspace()
{
    m_jobs.drain(this); // they work on the store
    delete m_planning; // does too
    delete m_rollouts;
    delete m_proving;
}

QString Workspace::path() const
{
    return QString::fromStdString(m_store->path());
}

QString Workspace::undoText() const
{
    return m_done.empty() ? QString() : m_done.back().text;
}

void Workspace::report(const Error& error)
{
    if (error.kind != ErrorKind::Cancelled)
        Q_EMIT failed(error);
}

void Workspace::setQueueKeeping(const QString& folder, std::size_t findings)
{
    m_keepIn = folder;
    m_worthKeeping = findings;
}

void Workspace::remember()
{
    m_jobs.start(
        QStringLiteral("remember-queue"), tr("Looking for the last queue"), this,
        [this, folder = m_keepIn](ProgressSink&) -> std::optional<KeptQueue> {
            const auto state = stateOf(*m_store);
            return state ? keptQueue(folder, m_store->path(), *state, m_clock.now()) : std::nullopt;
        },
        [this](const std::optional<KeptQueue>& kept) {
            if (kept && !m_assessed.assessment && !m_asOf)
                Q_EMIT queueRemembered(*kept);
        });
}

void Workspace::keep(const std::string& state)
{
    if (m_asOf || m_assessed.assessment->findings.size() < m_worthKeeping)
        return;
    m_jobs.start(
        QStringLiteral("keep-queue"), tr("Keeping the queue for the next opening"), this,
        [this, folder = m_keepIn, state, assessment = m_assessed.assessment](ProgressSink&) {
            // Without it the next opening only takes longer.
            (void)keepQueue(folder, m_store->path(), state, *assessment);
        },
        [] {});
}

void Workspace::refresh()
{
    struct Answer {
        std::string state;
        Assessed assessed;
        std::vector<FeedRevision> feeds;
    };
    const auto previous = m_assessed;
    if (!previous.assessment)
        remember();
    m_jobs.start(
        QStringLiteral("assess"), tr("Computing the queue"), this,
        [this, previous, at = m_asOf](ProgressSink& progress) -> Result<Answer> {
            auto state = stateOf(*m_store); // before: what is written from here on makes it another one
            if (!state)
                return state.error();
            auto assessed = assessWorkspace(*m_store, at, m_clock, progress, previous.assessment ? &previous : nullptr);
            if (!assessed)
                return assessed.error();
            auto feeds = listFeeds(*m_store);
            if (!feeds)
                return feeds.error();
            return Answer{std::move(*state), std::move(*assessed), std::move(*feeds)};
        },
        [this](Result<Answer> answer) {
            if (!answer)
                return report(answer.error());
            // The one before goes last, and not in this thread.
            auto before = std::exchange(m_assessed, std::move(answer->assessed));
            m_feeds = std::move(answer->feeds);
            Q_EMIT feedsChanged(m_feeds);
            Q_EMIT assessedChanged(m_assessed);
            keep(answer->state);
            disposeLater(std::move(before));
        });
}

void Workspace::setAsOf(std::optional<Instant> at)
{
    m_asOf = at;
    refresh();
}

void Workspace::prepareImport(const ImportRequest& request)
{
    ImportRequest wish = request;
    wish.who = m_who;
    const QString first =
        wish.paths.empty() ? QString() : QFileInfo(QString::fromStdString(wish.paths.front())).fileName();
    m_jobs.start(
        QStringLiteral("prepare-import"), tr("Reading %1").arg(first), this,
        [this, wish](ProgressSink& progress) -> Result<std::shared_ptr<PreparedImport>> {
            auto prepared = bw::prepareImport(*m_store, wish, m_clock, progress);
            if (!prepared)
                return prepared.error();
            return std::make_shared<PreparedImport>(std::move(*prepared));
        },
        [this](Result<std::shared_ptr<PreparedImport>> prepared) {
            if (!prepared)
                return report(prepared.error());
            Q_EMIT importPrepared(*prepared);
        });
}

void Workspace::commitImport(std::shared_ptr<PreparedImport> prepared)
{
    m_jobs.start(
        QString(), tr("Importing"), this,
        [this, prepared](ProgressSink& progress) {
            return bw::commitImport(*m_store, std::move(*prepared), m_clock, progress);
        },
        [this](Result<ImportReport> outcome) {
            if (!outcome)
                return report(outcome.error());
            Q_EMIT importFinished(*outcome);
            refresh();
        });
}

void Workspace::importFeeds(const QStringList& paths)
{
    FeedRequest request;
    for (const QString& path : paths)
        request.paths.push_back(path.toStdString());
    request.who = m_who;
    m_jobs.start(
        QString(), tr("Importing feeds"), this,
        [this, request](ProgressSink& progress) { return bw::importFeeds(*m_store, request, m_clock, progress); },
        [this](Result<FeedReport> outcome) {
            if (!outcome)
                return report(outcome.error());
            Q_EMIT feedsImported(*outcome);
            refresh();
        });
}

void Workspace::takePaths(const QStringList& paths)
{
    std::vector<std::string> list;
    for (const QString& path : paths)
        list.push_back(path.toStdString());
    m_jobs.start(
        QString(), tr("Looking at what was dropped"), this,
        [list](ProgressSink& progress) { return sortPaths(list, progress); },
        [this](Result<SortedPaths> sorted) {
            if (!sorted)
                return report(sorted.error());
            const auto texts = [](const std::vector<std::string>& from) {
                QStringList to;
                for (const std::string& path : from)
                    to << QString::fromStdString(path);
                return to;
            };
            if (!sorted->unknown.empty())
                Q_EMIT notRecognised(texts(sorted->unknown));
            if (!sorted->feeds.empty())
                importFeeds(texts(sorted->feeds));
            if (!sorted->inventories.empty()) {
                ImportRequest request;
                request.paths = sorted->inventories;
                prepareImport(request);
            }
        });
}

void Workspace::setHostAttributes(const std::vector<HostId>& hosts, AttributeField field, const QString& value,
                                  const QString& why)
{
    std::vector<AttributeChange> changes;
    for (const HostId host : hosts)
        changes.push_back({host, field, value.toStdString()});
    const QString fieldName = QString::fromUtf8(name(field).data(), qsizetype(name(field).size()));
    applyAttributes(std::move(changes), why,
                    (hosts.size() == 1 ? tr("Set %1 on 1 host") : tr("Set %1 on %n hosts", nullptr, int(hosts.size())))
                        .arg(fieldName));
}

void Workspace::applyAttributes(std::vector<AttributeChange> changes, const QString& why, const QString& undoText)
{
    const Stamp stamp{m_who, m_clock.now(), why.toStdString()};
    m_jobs.start(
        QString(), undoText.isEmpty() ? tr("Undoing") : undoText, this,
        [this, changes = std::move(changes), stamp](ProgressSink&) {
            return bw::setHostAttributes(*m_store, changes, stamp);
        },
        [this, undoText](Result<std::vector<AttributeChange>> former) {
            if (!former)
                return report(former.error());
            if (!undoText.isEmpty()) {
                m_done.push_back({undoText, std::move(*former)});
                Q_EMIT undoable(undoText);
            }
            refresh();
        });
}

void Workspace::undo()
{
    if (m_done.empty())
        return;
    Done last = std::move(m_done.back());
    m_done.pop_back();
    applyAttributes(std::move(last.former), tr("undone: %1").arg(last.text), {});
}

} // namespace bw
