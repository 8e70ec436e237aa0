// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/rollout/runheadview.h"

#include <QWidget>

#include <vector>

QT_BEGIN_NAMESPACE
class QComboBox;
class QHBoxLayout;
class QLabel;
class QPushButton;
QT_END_NAMESPACE

namespace bw {

class FlowLayout;

/// The head of the page Deploy: band of a rehearsal, wave and state, figures, thresholds, and the acts. Shows a value;
/// labels are kept while their number stays, so that ten updates a second cost little.
class RunHead final : public QWidget {
    Q_OBJECT

public:
    explicit RunHead(QWidget* parent = nullptr);
    void setView(const RunHeadView& view);
    QComboBox& plans() { return *m_plans; }
    QPushButton& more() { return *m_more; }

Q_SIGNALS:
    void startWanted();
    void pauseWanted();
    void stopWanted();
    void resumeWanted();
    void retryWanted();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    class Band;
    void setupLayout();
    QPushButton* act(const QString& text, void (RunHead::*signal)());
    void showFigures(const std::vector<RunHeadView::Figure>& figures);
    void showLimits(const std::vector<RunHeadView::Limit>& limits);

    RunHeadView m_view;
    Band* m_band;
    QComboBox* m_plans;
    QLabel* m_title;
    QLabel* m_subtitle;
    QHBoxLayout* m_titleRow = nullptr;
    QWidget* m_chip = nullptr;
    QLabel* m_why;
    QWidget* m_figures;
    FlowLayout* m_figureFlow = nullptr;
    std::vector<std::pair<QLabel*, QLabel*>> m_figureLabels;
    QWidget* m_limits;
    FlowLayout* m_limitFlow = nullptr;
    QPushButton* m_start = nullptr;
    QPushButton* m_pause = nullptr;
    QPushButton* m_resume = nullptr;
    QPushButton* m_retry = nullptr;
    QPushButton* m_stop = nullptr;
    QPushButton* m_more = nullptr;
};

} // namespace bw
