// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/plan.h"

#include <QDialog>

#include <vector>

QT_BEGIN_NAMESPACE
class QListWidget;
class QPlainTextEdit;
QT_END_NAMESPACE

namespace bw {

class PlanService;

/// Every version of the plan with who, when and why, and in words what it changed of the one before.
class VersionsDialog : public QDialog {
    Q_OBJECT
public:
    explicit VersionsDialog(PlanService& plans, QWidget* parent = nullptr);

private:
    void showVersions(const std::vector<PlanVersion>& versions);
    void showDifference(int row);

    PlanService& m_plans;
    QListWidget* m_list;
    QPlainTextEdit* m_text;
    std::vector<PlanVersion> m_versions; ///< newest first
};

} // namespace bw
