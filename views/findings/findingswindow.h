// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

namespace bw {

class FindingsPane;
class Workspace;

/// All hosts of a patch with their states, in a window of its own that follows the workspace. Deletes itself when it is
/// closed.
class FindingsWindow final : public QDialog {
    Q_OBJECT

public:
    FindingsWindow(Workspace& workspace, const QString& patchId, const QString& name, QWidget* parent = nullptr);

Q_SIGNALS:
    void pageWanted(const QString& page, const QString& filter);
};

} // namespace bw
