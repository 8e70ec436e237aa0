// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/planning/ringtemplate.h"

#include <QDialog>

#include <memory>

QT_BEGIN_NAMESPACE
class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QSpinBox;
QT_END_NAMESPACE

namespace bw {

class JobRunner;

/// "Start from a template": shares of the rings, which patches, and what would be different, before anything is.
class TemplateDialog : public QDialog {
    Q_OBJECT
public:
    /// `base`: the open plan, whose locked waves stay; id 0: a new one.
    TemplateDialog(const Plan& base, std::shared_ptr<const PlanGround> ground, JobRunner& jobs,
                   QWidget* parent = nullptr);

    const Plan& plan() const { return m_draft; }

private:
    void setupLayout();
    void draft();
    void showDraft(const Plan& plan);
    std::vector<std::string> patches() const;
    std::vector<HostId> hosts() const;

    Plan m_base, m_draft;
    std::shared_ptr<const PlanGround> m_ground;
    JobRunner& m_jobs;
    QLineEdit* m_name;
    QComboBox* m_rings;
    QLineEdit* m_shares;
    QComboBox* m_patches;
    QSpinBox* m_seed;
    QPlainTextEdit* m_preview;
    QPushButton* m_use;
};

} // namespace bw
