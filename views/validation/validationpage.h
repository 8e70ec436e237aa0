// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/items/testfilter.h"
#include "models/items/testmatrixmodel.h"
#include "views/widgets/page.h"

QT_BEGIN_NAMESPACE
class QMenu;
class QPushButton;
QT_END_NAMESPACE

namespace bw {

class AppCellDelegate;
class ListPane;
class ValidationService;
class Workspace;

/// The test stage: patches against critical applications, verdicts with evidence, known issues. The inspector answers
/// for the cell under the cursor.
class ValidationPage final : public Page {
    Q_OBJECT

public:
    explicit ValidationPage(Workspace& workspace, QWidget* parent = nullptr);
    ~ValidationPage() override;

    void focusMain() override;
    void focusFilter() override;
    void toggleInspector() override;
    void showFiltered(const QString& filter) override;
    QString statusText() const override;

public Q_SLOTS:
    /// For the patch of the current row; `app` -1: the application under the cursor, else the first.
    void recordVerdict(bw::TestOutcome outcome, int app = -1);
    void noteOnPatch(bw::PatchNoteKind kind);
    void editApps();

private:
    void setupActions();
    void fillMenu(QMenu& menu);
    void showMatrix();
    void updateEmpty();
    void updateResult();
    void showCurrent();
    void followLink(const QString& id);
    int currentApp() const;
    void runChecks(int app);
    void endNote(qint64 id);

    Workspace& m_workspace;
    ValidationService& m_service;
    TestMatrixModel m_model;
    TestFilterModel m_filter;
    ListPane* m_list;
    AppCellDelegate* m_cells;
    QPushButton* m_record = nullptr;
    QPushButton* m_more = nullptr;
};

} // namespace bw
