// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/items/feedsmodel.h"
#include "models/items/filtermodels.h"
#include "views/widgets/page.h"

namespace bw {

class ListPane;
class Workspace;
struct FeedReport;

/// The feeds: every revision with its date, age and counts, which are in force, and import by button or by dropping
/// files.
class FeedsPage final : public Page {
    Q_OBJECT

public:
    explicit FeedsPage(Workspace& workspace, QWidget* parent = nullptr);
    ~FeedsPage() override;

    void focusMain() override;
    void focusFilter() override;
    void toggleInspector() override;
    QString statusText() const override;

private:
    void updateFeeds();
    void showCurrent();
    void showReport(const FeedReport& report);

    Workspace& m_workspace;
    FeedsModel m_model;
    WordFilterModel m_filter;
    ListPane* m_list;
};

} // namespace bw
