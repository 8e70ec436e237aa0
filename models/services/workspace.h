// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/catalog.h"
#include "models/foundation/clock.h"
#include "models/foundation/jobrunner.h"
#include "models/services/assessing.h"
#include "models/services/feedimport.h"
#include "models/services/inventoryimport.h"
#include "models/services/keptqueue.h"
#include "models/services/planservice.h"
#include "models/services/proofservice.h"
#include "models/services/rolloutservice.h"
#include "models/store/hostrepository.h"

#include <QObject>
#include <QString>
#include <QStringList>

#include <memory>
#include <optional>
#include <vector>

namespace bw {

class Store;
class ValidationService;
struct MatchTrace;

/// An open workspace as the window sees it: wishes go in as verbs, whole values come out as signals. Lives in the GUI
/// thread; every verb returns at once and works in a job that the job runner shows. Owns its store.
class Workspace final : public QObject {
    Q_OBJECT

public:
    Workspace(std::unique_ptr<Store> store, JobRunner& jobs, const Clock& clock = Clock::system(),
              QObject* parent = nullptr);
    ~Workspace() override;

    QString path() const;
    JobRunner& jobs() const { return m_jobs; }
    /// The newest value; members are null before the first answer.
    const Assessed& assessed() const { return m_assessed; }
    const std::vector<FeedRevision>& feeds() const { return m_feeds; }
    std::optional<Instant> asOf() const { return m_asOf; }
    PlanService& planning() const { return *m_planning; }
    RolloutService& rollouts() const { return *m_rollouts; }
    /// What is proved, and the figures.
    ProofService& proving() const { return *m_proving; }
    ValidationService& validation() const { return *m_validation; }
    /// Where queues of so many findings are kept for the next opening; keptQueueFolder() at first, empty: nowhere.
    void setQueueKeeping(const QString& folder, std::size_t findings);
    /// "Set exposure on 3 hosts", or empty.
    QString undoText() const;

public Q_SLOTS:
    /// Computes everything anew; the newest wish wins.
    void refresh();
    /// Shows a moment of the past; empty: now.
    void setAsOf(std::optional<bw::Instant> at);
    /// Reads and compares files; the answer is `importPrepared`.
    void prepareImport(const bw::ImportRequest& request);
    void commitImport(std::shared_ptr<bw::PreparedImport> prepared);
    void importFeeds(const QStringList& paths);
    /// Looks what dropped paths hold: inventories are prepared, feeds imported at once.
    void takePaths(const QStringList& paths);
    void setHostAttributes(const std::vector<bw::HostId>& hosts, bw::AttributeField field, const QString& value,
                           const QString& why);
    /// Takes the last verb that can be undone back, by a new entry.
    void undo();

Q_SIGNALS:
    void assessedChanged(const bw::Assessed& assessed);
    /// Before the first assessment: the queue as it was computed last, of the same state of the workspace. The answer
    /// of now follows.
    void queueRemembered(const bw::KeptQueue& kept);
    void feedsChanged(const std::vector<bw::FeedRevision>& feeds);
    void importPrepared(std::shared_ptr<bw::PreparedImport> prepared);
    void importFinished(const bw::ImportReport& report);
    void feedsImported(const bw::FeedReport& report);
    /// A verb that `undo` can take back is done; the text names it.
    void undoable(const QString& text);
    /// Nothing was changed.
    void failed(const bw::Error& error);
    /// Dropped paths in which nothing was recognised.
    void notRecognised(const QStringList& paths);

private:
    struct Done {
        QString text;
        std::vector<AttributeChange> former;
    };
    void remember();
    void keep(const std::string& state);
    void applyAttributes(std::vector<AttributeChange> changes, const QString& why, const QString& undoText);
    void report(const Error& error);

    std::unique_ptr<Store> m_store;
    JobRunner& m_jobs;
    const Clock& m_clock;
    std::string m_who;
    PlanService* m_planning; ///< child
    RolloutService* m_rollouts; ///< child
    ProofService* m_proving; ///< child
    Assessed m_assessed;
    std::vector<FeedRevision> m_feeds;
    std::optional<Instant> m_asOf;
    QString m_keepIn = keptQueueFolder();
    std::size_t m_worthKeeping = FindingsWorthKeeping;
    std::vector<Done> m_done;
    std::unique_ptr<ValidationService> m_validation;
};

} // namespace bw
