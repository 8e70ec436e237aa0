// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/widgets/tableview.h"

namespace bw {

class RunWavesModel;

/// The waves of a plan with their bars: as high as its rows, and the bars take what the figures leave.
class RunWavesTable final : public TableView {
    Q_OBJECT
public:
    explicit RunWavesTable(RunWavesModel& waves, QWidget* parent = nullptr);

    /// After the rows have changed.
    void fitHeight();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void fitColumns();

    RunWavesModel& m_waves;
};

} // namespace bw
