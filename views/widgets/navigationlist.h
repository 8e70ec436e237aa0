// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/theme/icons.h"

#include <QListView>

#include <vector>

class QStandardItemModel;

namespace bw {

/// A place, or a heading over the places that follow (then only `label` counts).
struct NavigationEntry {
    QString id;
    QString label;
    Icon icon = Icon::Info;
    bool heading = false;
};

/// The places of the window at the left, with what waits in each at the right. Ctrl+1 to Ctrl+9 and Ctrl+0 go to the
/// first ten from anywhere in the window.
class NavigationList : public QListView {
    Q_OBJECT
public:
    explicit NavigationList(QWidget* parent = nullptr);

    void setEntries(const std::vector<NavigationEntry>& entries);
    /// What stands at the right ("41", "1 old"); the tool tip says it in full.
    void setCount(const QString& id, const QString& count, const QString& toolTip = {});
    QString current() const;
    /// Shows where we are without asking to go there.
    void setCurrent(const QString& id);
    QSize sizeHint() const override { return {176, 480}; }

Q_SIGNALS:
    void chosen(const QString& id);

protected:
    void currentChanged(const QModelIndex& now, const QModelIndex& before) override;

private:
    void setupShortcuts();
    QModelIndex find(const QString& id) const;
    void goTo(int place);

    QStandardItemModel* m_model;
};

} // namespace bw
