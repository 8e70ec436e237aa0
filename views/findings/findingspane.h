// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/items/findingsmodel.h"
#include "models/services/assessing.h"

#include <QWidget>

namespace bw {

class ListPane;
class Workspace;

/// The findings of one host, or of one patch on all its hosts, with what plans and roll-outs do with each. Follows the
/// workspace while it is visible; nothing is computed while it is not.
class FindingsPane final : public QWidget {
    Q_OBJECT

public:
    enum class Of { Host, Patch };
    FindingsPane(Of of, Workspace& workspace, QWidget* parent = nullptr);
    ~FindingsPane() override;

    /// Empty: none is chosen. `name` is what the list is called.
    void showHost(std::optional<HostId> host, const QString& name = {});
    void showPatch(const QString& id, const QString& name);
    const FindingsModel& model() const { return m_model; }
    ListPane& list() { return *m_list; }

Q_SIGNALS:
    void pageWanted(const QString& page, const QString& filter);

protected:
    void showEvent(QShowEvent* event) override;

private:
    void setupActions();
    void follow();
    void updateTexts();
    QString emptySentence() const;
    void explain();
    void goElsewhere();

    const Of m_of;
    Workspace& m_workspace;
    FindingsModel m_model;
    ListPane* m_list;
    Assessed m_assessed; ///< what the source is made of
    bool m_chosen = false;
    QString m_name;
};

} // namespace bw
