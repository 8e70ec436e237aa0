// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/findings/findingswindow.h"

#include "views/findings/findingspane.h"

#include <QVBoxLayout>

namespace bw {

FindingsWindow::FindingsWindow(Workspace& workspace, const QString& patchId, const QString& name, QWidget* parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Hosts of %1").arg(name));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(980, 620);
    auto* pane = new FindingsPane(FindingsPane::Of::Patch, workspace, this);
    pane->showPatch(patchId, name);
    connect(pane, &FindingsPane::pageWanted, this, &FindingsWindow::pageWanted);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(pane);
}

} // namespace bw
