// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/items/filtermodels.h"
#include "models/items/queuemodel.h"
#include "views/widgets/page.h"

#include <memory>

namespace bw {

class ListPane;
class Workspace;
struct Assessed;
struct KeptQueue;

/// The patch queue: what to install first, and why. The inspector answers for the current patch.
class QueuePage final : public Page {
    Q_OBJECT

public:
    explicit QueuePage(Workspace& workspace, QWidget* parent = nullptr);
    ~QueuePage() override;

    void focusMain() override;
    void focusFilter() override;
    void toggleInspector() override;
    void showFiltered(const QString& filter) override;
    QString statusText() const override;

protected:
    void showEvent(QShowEvent* event) override;

private:
    void setupActions();
    void planSelected();
    void setAssessed(const Assessed& assessed);
    void showRemembered(const KeptQueue& kept);
    void showQueue(const Assessment& queue);
    QString hostsOfCurrent() const;
    void updateEmpty();
    void updateResult();
    void showCurrent();
    void listHosts();
    void followLink(const QString& id);

    Workspace& m_workspace;
    QueueModel m_model;
    QueueFilterModel m_filter;
    ListPane* m_list;
    bool m_stale = false; ///< what the inspector says of roll-outs is older than the proof
};

} // namespace bw
