// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/jobindicator.h"

#include "views/theme/fonts.h"
#include "views/theme/icons.h"
#include "views/widgets/plaintext.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QToolButton>

#include <algorithm>

namespace bw {

namespace {

QToolButton* cancelButton(QWidget* parent)
{
    auto* button = new QToolButton(parent);
    button->setIcon(themeIcon(Icon::Close));
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

} // namespace

void showShare(QProgressBar& bar, std::optional<double> share)
{
    bar.setRange(0, share ? 1000 : 0);
    bar.setValue(share ? int(std::clamp(*share, 0.0, 1.0) * 1000) : 0);
}

JobIndicator::JobIndicator(QWidget* parent)
    : QWidget(parent)
    , m_name(new QToolButton(this))
    , m_progress(new QProgressBar(this))
    , m_cancel(cancelButton(this))
{
    setupLayout();
    connect(m_name, &QToolButton::clicked, this, &JobIndicator::showList);
    connect(m_cancel, &QToolButton::clicked, this, [this] {
        if (!m_jobs.empty()) {
            Q_EMIT cancelRequested(m_jobs.front().id);
        }
    });
    setJobs({});
}

void JobIndicator::setupLayout()
{
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    m_name->setFont(smallFont(m_name->font()));
    m_name->setForegroundRole(QPalette::PlaceholderText);
    m_name->setToolButtonStyle(Qt::ToolButtonTextOnly);
    m_name->setAutoRaise(true);
    m_name->setFocusPolicy(Qt::StrongFocus);
    m_progress->setTextVisible(false);
    m_progress->setFixedSize(96, 16);
    m_progress->setAccessibleName(tr("Progress of the job"));
    auto* line = new QHBoxLayout(this);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(6);
    line->addWidget(m_name);
    line->addWidget(m_progress);
    line->addWidget(m_cancel);
}

void JobIndicator::setJobs(const std::vector<JobView>& jobs)
{
    m_jobs = jobs;
    const bool running = !jobs.empty();
    m_progress->setVisible(running);
    m_cancel->setVisible(running);
    m_name->setEnabled(running);
    QString text = tr("No job running");
    if (running) {
        const JobView& first = jobs.front();
        text = jobs.size() == 1 ? first.name : tr("%1, %n more", nullptr, int(jobs.size()) - 1).arg(first.name);
        showShare(*m_progress, first.share);
        m_cancel->setToolTip(plainToolTip(tr("Cancel: %1").arg(first.name)));
        m_cancel->setAccessibleName(tr("Cancel: %1").arg(first.name));
    }
    m_name->setText(plainCaption(fontMetrics().elidedText(text, Qt::ElideMiddle, 320)));
    m_name->setToolTip(plainToolTip(text));
    m_name->setAccessibleName(text);
    if (m_list) {
        fillList();
    }
}

void JobIndicator::showList()
{
    if (m_list || m_jobs.empty()) {
        return;
    }
    auto* list = new QFrame(this, Qt::Popup);
    list->setAttribute(Qt::WA_DeleteOnClose);
    list->setFrameShape(QFrame::StyledPanel);
    list->setBackgroundRole(QPalette::Base);
    list->setAccessibleName(tr("Jobs"));
    connect(list, &QObject::destroyed, this, [this] { m_list = nullptr; });
    m_list = list;
    fillList();
    list->move(mapToGlobal(QPoint(width() - list->width(), -list->height() - 4)));
    list->show();
}

void JobIndicator::fillList()
{
    qDeleteAll(m_list->findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly));
    delete m_list->layout();
    auto* column = new QVBoxLayout(m_list);
    column->setContentsMargins(12, 10, 8, 10);
    column->setSpacing(10);
    for (const JobView& job : m_jobs) {
        auto* row = new QWidget(m_list);
        auto* line = new QHBoxLayout(row);
        line->setContentsMargins(0, 0, 0, 0);
        auto* words = new QVBoxLayout;
        words->setSpacing(2);
        words->addWidget(plainLabel(job.name, LabelLook::Plain, row));
        auto* bar = new QProgressBar(row);
        bar->setTextVisible(false);
        bar->setFixedHeight(8);
        bar->setAccessibleName(job.name);
        showShare(*bar, job.share);
        words->addWidget(bar);
        words->addWidget(plainLabel(job.detail, LabelLook::Caption, row));
        line->addLayout(words, 1);
        QToolButton* cancel = cancelButton(row);
        cancel->setAccessibleName(tr("Cancel: %1").arg(job.name));
        cancel->setToolTip(plainToolTip(tr("Cancel: %1").arg(job.name)));
        // Queued: the answer may come back at once and fill this list anew, with the button in it.
        connect(
            cancel, &QToolButton::clicked, this, [this, id = job.id] { Q_EMIT cancelRequested(id); },
            Qt::QueuedConnection);
        line->addWidget(cancel);
        column->addWidget(row);
    }
    m_list->setFixedWidth(360);
    m_list->adjustSize();
    if (m_jobs.empty()) {
        m_list->close();
    }
}

} // namespace bw
