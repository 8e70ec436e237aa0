// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/charts/chartcard.h"
#include "views/widgets/page.h"

#include <memory>
#include <vector>

QT_BEGIN_NAMESPACE
class QComboBox;
class QGridLayout;
class QScrollArea;
class QStackedWidget;
QT_END_NAMESPACE

namespace bw {

class EmptyState;
class FilterBar;
class KeyTile;
class Workspace;
struct Metrics;
struct Proof;

/// How exposed the fleet is, for those who decide: key figures as links, and the charts behind them, each with its
/// denominator. Computes nothing; shows what the workspace's ProofService publishes.
class ExposurePage final : public Page {
    Q_OBJECT

public:
    explicit ExposurePage(Workspace& workspace, QWidget* parent = nullptr);
    ~ExposurePage() override;

    void focusMain() override;
    void focusFilter() override;
    void showFiltered(const QString& filter) override;
    QString statusText() const override;

protected:
    void showEvent(QShowEvent* event) override;

private:
    void setupBar();
    void setupTiles(QWidget* content);
    void setupCharts(QWidget* content);
    ChartCard* addCard(ChartCard::Kind kind);
    void placeCards(bool rollout);
    void applyFilter(const QString& text);
    void takeMetrics();
    void takeProof();
    void showMetrics();
    void showProof();
    void updateEmpty();

    Workspace& m_workspace;
    std::shared_ptr<const Metrics> m_metrics;
    FilterBar* m_bar;
    QStackedWidget* m_stack;
    EmptyState* m_empty;
    QScrollArea* m_scroll;
    QGridLayout* m_grid = nullptr;
    std::vector<KeyTile*> m_tiles;
    ChartCard* m_openFindings = nullptr;
    ChartCard* m_timeToVerified = nullptr;
    ChartCard* m_progress = nullptr;
    ChartCard* m_mostExposed = nullptr;
    ChartCard* m_exposedDays = nullptr;
    ChartCard* m_ages = nullptr;
    ChartCard* m_compliance = nullptr;
    ChartCard* m_funnel = nullptr;
    QComboBox* m_grouping = nullptr;
    bool m_metricsStale = false, m_proofStale = false; ///< what is shown is older
};

} // namespace bw
