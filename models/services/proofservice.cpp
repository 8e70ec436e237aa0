// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/proofservice.h"

#include "models/foundation/dispose.h"
#include "models/metrics/historybuilder.h"
#include "models/store/store.h"

#include <utility>

namespace bw {

static constexpr std::size_t MostKept = 500'000; // episodes, about 25 MB

ProofService::ProofService(Store& store, JobRunner& jobs, QObject* parent)
    : QObject(parent)
    , m_store(store)
    , m_jobs(jobs)
{
    m_beat.setSingleShot(true);
    m_beat.setInterval(1000);
    connect(&m_beat, &QTimer::timeout, this, [this] {
        if (std::exchange(m_wanted, false))
            reloadProof();
    });
}

ProofService::~ProofService()
{
    m_jobs.drain(this); // they read the store
}

void ProofService::setAssessed(const Assessed& assessed, bool asOf)
{
    disposeLater(std::exchange(m_assessed, assessed));
    m_asOf = asOf;
    computeProof();
    computeHistory();
}

void ProofService::reloadProof()
{
    if (!m_assessed.assessment)
        return;
    m_wanted = m_beat.isActive();
    if (m_wanted)
        return;
    m_beat.start();
    computeProof();
}

void ProofService::computeProof()
{
    m_jobs.start(
        QStringLiteral("proof"), tr("Verifying"), this,
        [this, assessed = m_assessed, asOf = m_asOf](ProgressSink& progress) -> Result<std::shared_ptr<const Proof>> {
            auto proof = proofOf(m_store, assessed, asOf, progress);
            if (!proof)
                return proof.error();
            return std::shared_ptr<const Proof>(std::make_shared<Proof>(std::move(*proof)));
        },
        [this](Result<std::shared_ptr<const Proof>> proof) {
            if (!proof) {
                if (proof.error().kind != ErrorKind::Cancelled)
                    Q_EMIT failed(proof.error());
                return;
            }
            // The one before goes last: nobody who hears of the new one is to let go of it in this thread.
            auto before = std::exchange(m_proof, std::move(*proof));
            Q_EMIT proofChanged(m_proof);
            disposeLater(std::move(before));
        });
}

void ProofService::computeHistory()
{
    m_jobs.start(
        QStringLiteral("exposure-history"), tr("Computing the exposure history"), this,
        [assessed = m_assessed](ProgressSink& progress) -> Result<std::shared_ptr<const ExposureHistory>> {
            auto history = buildHistory(assessed.assessment, *assessed.options, progress);
            if (!history)
                return history.error();
            return std::shared_ptr<const ExposureHistory>(std::make_shared<ExposureHistory>(std::move(*history)));
        },
        [this](Result<std::shared_ptr<const ExposureHistory>> history) {
            if (!history)
                return; // only when it was cancelled
            disposeLater(std::exchange(m_history, std::move(*history)));
            computeMetrics();
        });
}

void ProofService::setFilter(const QString& filter)
{
    if (filter == m_filter)
        return;
    m_filter = filter;
    if (m_history)
        computeMetrics();
    else if (m_assessed.assessment)
        computeHistory();
}

void ProofService::computeMetrics()
{
    auto filter = HostFilter::parse(m_filter.toStdString());
    if (!filter)
        return;
    MetricsOptions options;
    options.filter = std::move(*filter);
    m_jobs.start(
        QStringLiteral("metrics"), tr("Computing the figures"), this,
        [history = m_history, options](ProgressSink&) {
            return std::shared_ptr<const Metrics>(std::make_shared<Metrics>(metricsOf(*history, options)));
        },
        [this](std::shared_ptr<const Metrics> metrics) {
            auto before = std::exchange(m_metrics, std::move(metrics));
            // Millions of episodes are sooner walked again than kept in memory all day.
            if (m_history && m_history->episodes.size() > MostKept)
                disposeLater(std::exchange(m_history, nullptr));
            Q_EMIT metricsChanged(m_metrics);
            disposeLater(std::move(before));
        });
}

} // namespace bw
