// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/findings/explainwindow.h"

#include "models/foundation/jobrunner.h"
#include "views/widgets/inspector.h"

#include <QVBoxLayout>

namespace bw {

ExplainWindow::ExplainWindow(JobRunner& jobs, const QString& title, std::function<InspectorContent()> explain,
                             QWidget* parent)
    : QDialog(parent)
    , m_inspector(new Inspector(this))
{
    setWindowTitle(title);
    setAttribute(Qt::WA_DeleteOnClose);
    resize(520, 680);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_inspector);
    m_inspector->setEmpty(tr("Explaining…"));
    jobs.start(
        QString(), title, this, [explain = std::move(explain)](ProgressSink&) { return explain(); },
        [this](const InspectorContent& content) { m_inspector->setContent(content); });
}

} // namespace bw
