// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/items/changesetmodel.h"
#include "models/items/filesmodel.h"
#include "models/items/filtermodels.h"
#include "models/items/issuesmodel.h"
#include "views/widgets/page.h"

#include <memory>

QT_BEGIN_NAMESPACE
class QLabel;
class QPushButton;
class QTabWidget;
QT_END_NAMESPACE

namespace bw {

class ListPane;
class PreparedImport;
class Workspace;

/// The preview of an import: what the files say, which hosts would be added or changed, what could not be read. Nothing
/// is stored before the import is confirmed.
class ImportPage final : public Page {
    Q_OBJECT

public:
    explicit ImportPage(Workspace& workspace, QWidget* parent = nullptr);
    ~ImportPage() override;

    void focusMain() override;
    void focusFilter() override;
    void toggleInspector() override;
    QString statusText() const override;
    bool hasPreview() const { return m_prepared != nullptr; }

private:
    void setupLayout();
    void show(std::shared_ptr<PreparedImport> prepared);
    void clear();
    void updateSummary();
    void updateCounts();
    void showCurrent();
    ListPane* shownList() const;

    Workspace& m_workspace;
    ChangeSetModel m_changes;
    WordFilterModel m_changesFilter;
    IssuesModel m_issues;
    WordFilterModel m_issuesFilter;
    FilesModel m_files;
    WordFilterModel m_filesFilter;
    ListPane* m_filesList = nullptr;
    ListPane* m_changesList = nullptr;
    ListPane* m_issuesList = nullptr;
    QTabWidget* m_tabs = nullptr;
    QLabel* m_summary = nullptr;
    QPushButton* m_confirm = nullptr;
    QPushButton* m_discard = nullptr;
    std::shared_ptr<PreparedImport> m_prepared;
};

} // namespace bw
