// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/widgets/inspectorcontent.h"

#include <QDialog>

#include <functional>

namespace bw {

class Inspector;
class JobRunner;

/// An explanation in a window of its own, so that several can stand side by side. A value: it shows the moment at which
/// it was opened. Deletes itself when it is closed.
class ExplainWindow final : public QDialog {
    Q_OBJECT

public:
    /// `explain` is called in a job.
    ExplainWindow(JobRunner& jobs, const QString& title, std::function<InspectorContent()> explain,
                  QWidget* parent = nullptr);

private:
    Inspector* m_inspector;
};

} // namespace bw
