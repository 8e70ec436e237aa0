// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/foundation/clock.h"
#include "models/foundation/jobrunner.h"
#include "models/services/assessing.h"
#include "models/services/validations.h"

#include <QObject>
#include <QString>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace bw {

/// The test stage as the window sees it: wishes go in as verbs, the matrix of patches and critical applications comes
/// out whole. Lives in the GUI thread; every verb returns at once and works in a job.
class ValidationService final : public QObject {
    Q_OBJECT

public:
    /// Makes what runs command checks, in the job's thread; an Error where no engine can.
    using RunnerFactory = std::function<Result<std::unique_ptr<CommandCheckRunner>>()>;

    ValidationService(Store& store, JobRunner& jobs, const Clock& clock, QObject* parent = nullptr);
    ~ValidationService() override;

    /// Null before the first answer.
    const std::shared_ptr<const TestMatrix>& matrix() const { return m_matrix; }
    const TestRecords& records() const { return m_records; }
    void setRunnerFactory(RunnerFactory factory) { m_makeRunner = std::move(factory); }

public Q_SLOTS:
    /// What is open now; the matrix is computed from it. `at` as Workspace::asOf.
    void setAssessed(const bw::Assessed& assessed, std::optional<bw::Instant> at);
    /// Reads the records and computes the matrix again; the newest wish wins.
    void refresh();
    void setApps(const std::vector<bw::CriticalApp>& apps, const QString& why);
    /// Who and when are filled in; a file is read for its digest.
    void record(const bw::TestVerdict& verdict, const QString& evidencePath);
    void addNote(const bw::PatchNote& note);
    void endNote(qint64 id, const QString& why);
    void runChecks(const bw::CheckWish& wish);

Q_SIGNALS:
    void matrixChanged();
    /// A verb is done; the sentence says what.
    void done(const QString& text);
    /// Nothing was changed.
    void failed(const bw::Error& error);

private:
    template <typename Work>
    void change(const QString& title, const QString& doneText, Work work);
    void report(const Error& error);

    Store& m_store;
    JobRunner& m_jobs;
    const Clock& m_clock;
    std::string m_who;
    RunnerFactory m_makeRunner;
    Assessed m_assessed;
    std::optional<Instant> m_at;
    TestRecords m_records;
    std::shared_ptr<const TestMatrix> m_matrix;
};

} // namespace bw
