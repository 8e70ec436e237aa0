// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/items/verificationmodel.h"
#include "views/widgets/page.h"

#include <optional>

QT_BEGIN_NAMESPACE
class QComboBox;
QT_END_NAMESPACE

namespace bw {

class ChartCard;
class KeyTile;
class ListPane;
class Workspace;
struct Proof;

/// What of a plan is proved: the share with its denominator, the waves, and every host x patch with what was expected,
/// reported and observed. Opens on what is outstanding.
class VerificationPage final : public Page {
    Q_OBJECT

public:
    explicit VerificationPage(Workspace& workspace, QWidget* parent = nullptr);
    ~VerificationPage() override;

    void focusMain() override;
    void focusFilter() override;
    void toggleInspector() override;
    void showFiltered(const QString& filter) override;
    QString statusText() const override;

protected:
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void setupHead();
    void setupBar();
    void showProof();
    void fillPlans(const Proof& proof);
    void showPlan();
    void showHead(const Proof& proof);
    void announce(const Proof& proof);
    void updateEmpty();
    void updateResult();
    void showCurrent();
    void followLink(const QString& id);

    Workspace& m_workspace;
    VerificationModel m_model;
    QWidget* m_head;
    KeyTile* m_share;
    ChartCard* m_progress;
    ChartCard* m_funnel;
    ListPane* m_list;
    QComboBox* m_plan = nullptr;
    std::optional<PlanId> m_shown;
    bool m_chosen = false; ///< by a person
    bool m_stale = false; ///< what is shown is older than the proof
};

} // namespace bw
