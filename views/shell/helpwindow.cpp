// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/helpwindow.h"

#include <QFile>
#include <QShortcut>
#include <QTextBrowser>
#include <QTextDocument>
#include <QVBoxLayout>

namespace bw {

HelpWindow::HelpWindow(QWidget* parent)
    : QWidget(parent, Qt::Window)
    , m_text(new QTextBrowser(this))
{
    setObjectName(QStringLiteral("help"));
    setWindowTitle(tr("Breakwater manual"));
    resize(760, 720);
    m_text->setOpenLinks(false);
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->document()->setDocumentMargin(24);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_text);
    connect(m_text, &QTextBrowser::anchorClicked, this, [this](const QUrl& link) {
        if (link.isRelative())
            load(link.path());
    });
    connect(new QShortcut(QKeySequence(Qt::Key_Escape), this), &QShortcut::activated, this, &QWidget::close);
    connect(new QShortcut(QKeySequence::Back, this), &QShortcut::activated, this,
            [this] { load(QStringLiteral("index.md")); });
}

void HelpWindow::load(const QString& page)
{
    QFile file(QStringLiteral(":/help/") + page.section(u'/', -1));
    if (!file.open(QIODevice::ReadOnly))
        return;
    m_text->document()->setMarkdown(QString::fromUtf8(file.readAll()), QTextDocument::MarkdownDialectGitHub);
    m_text->moveCursor(QTextCursor::Start);
}

void HelpWindow::show(QWidget* parent, const QString& page, const QString& text)
{
    auto* window = parent->findChild<HelpWindow*>(QStringLiteral("help"));
    if (!window)
        window = new HelpWindow(parent);
    window->load(page);
    if (!text.isEmpty())
        window->m_text->find(text);
    window->QWidget::show();
    window->raise();
    window->activateWindow();
}

} // namespace bw
