// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/items/componentsmodel.h"
#include "models/items/filtermodels.h"
#include "models/items/hostsmodel.h"
#include "models/store/hostrepository.h"
#include "views/widgets/page.h"

QT_BEGIN_NAMESPACE
class QMenu;
class QPushButton;
QT_END_NAMESPACE

namespace bw {

class FindingsPane;
class ListPane;
class Workspace;
struct Assessed;

/// The fleet: every host with how fresh its evidence is, and below them the findings of the current one. Exposure,
/// importance, owner and tags are set for all selected rows at once and can be undone.
class FleetPage final : public Page {
    Q_OBJECT

public:
    explicit FleetPage(Workspace& workspace, QWidget* parent = nullptr);
    ~FleetPage() override;

    void focusMain() override;
    void focusFilter() override;
    void toggleInspector() override;
    void showFiltered(const QString& filter) override;
    QString statusText() const override;

protected:
    void showEvent(QShowEvent* event) override;

private:
    void setupActions();
    QPushButton* menuButton(const QString& text, QMenu* menu);
    QMenu* valueMenu(AttributeField field, const std::vector<std::pair<QString, QString>>& values);
    void setAssessed(const Assessed& assessed);
    void showRows(std::shared_ptr<const Assessment> assessment, std::vector<HostRow> rows);
    void updateEmpty();
    void updateResult();
    void showCurrent();
    void set(AttributeField field, const QString& value);
    void askFor(AttributeField field, const QString& label);
    void followLink(const QString& id);
    void showComponents();

    Workspace& m_workspace;
    HostsModel m_model;
    HostFilterModel m_filter;
    ListPane* m_list;
    FindingsPane* m_findings;
    QList<QPushButton*> m_editButtons;
    bool m_stale = false; ///< what the inspector says of roll-outs is older than the proof
};

} // namespace bw
