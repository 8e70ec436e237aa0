// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/foundation/jobrunner.h"
#include "models/metrics/exposurehistory.h"
#include "models/metrics/metrics.h"
#include "models/services/proof.h"

#include <QObject>
#include <QString>
#include <QTimer>

#include <memory>
#include <optional>

namespace bw {

class Store;

/// Proof and figures of the window: follow each assessment, computed in jobs of which the newest wins. Lives in the GUI
/// thread, owned by the workspace.
class ProofService final : public QObject {
    Q_OBJECT

public:
    ProofService(Store& store, JobRunner& jobs, QObject* parent = nullptr);
    ~ProofService() override;

    /// Null before the first answer.
    std::shared_ptr<const Proof> proof() const { return m_proof; }
    std::shared_ptr<const Metrics> metrics() const { return m_metrics; }

public Q_SLOTS:
    /// The workspace was computed anew; `asOf`: it shows a moment of the past.
    void setAssessed(const bw::Assessed& assessed, bool asOf);
    /// A run or a plan changed: verdicts again, the history stays. At most once a second.
    void reloadProof();
    /// Figures for the hosts that pass; a filter that cannot be read changes nothing.
    void setFilter(const QString& filter);

Q_SIGNALS:
    void proofChanged(std::shared_ptr<const bw::Proof> proof);
    void metricsChanged(std::shared_ptr<const bw::Metrics> metrics);
    void failed(const bw::Error& error);

private:
    void computeProof();
    void computeHistory();
    void computeMetrics();

    Store& m_store;
    JobRunner& m_jobs;
    Assessed m_assessed;
    bool m_asOf = false;
    QTimer m_beat;
    bool m_wanted = false; ///< once more, at the next beat
    QString m_filter;
    std::shared_ptr<const Proof> m_proof;
    std::shared_ptr<const ExposureHistory> m_history; ///< null where it is too large to be kept for another filter
    std::shared_ptr<const Metrics> m_metrics;
};

} // namespace bw
