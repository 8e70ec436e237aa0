// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/dropoverlay.h"

#include "views/theme/icons.h"
#include "views/theme/theme.h"

#include <QDropEvent>
#include <QMimeData>
#include <QPainter>
#include <QUrl>

namespace bw {

DropOverlay::DropOverlay(QWidget* target)
    : QWidget(target)
    , m_sentence(tr("Drop to import"))
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    target->setAcceptDrops(true);
    target->installEventFilter(this);
    hide();
}

void DropOverlay::setSentence(const QString& sentence)
{
    m_sentence = sentence;
    update();
}

QStringList DropOverlay::localFiles(const QMimeData& data)
{
    QStringList files;
    for (const QUrl& url : data.urls()) {
        if (url.isLocalFile()) {
            files.append(url.toLocalFile());
        }
    }
    return files;
}

bool DropOverlay::eventFilter(QObject* watched, QEvent* event)
{
    switch (event->type()) {
    case QEvent::DragEnter:
    case QEvent::DragMove: {
        // Both must be accepted since Qt 6, or the drop never comes.
        auto* drag = static_cast<QDropEvent*>(event);
        if (localFiles(*drag->mimeData()).isEmpty()) {
            return false;
        }
        drag->setDropAction(Qt::CopyAction);
        drag->accept();
        setGeometry(parentWidget()->rect());
        raise();
        show();
        return true;
    }
    case QEvent::DragLeave:
        hide();
        return false;
    case QEvent::Drop: {
        auto* drop = static_cast<QDropEvent*>(event);
        hide();
        const QStringList files = localFiles(*drop->mimeData());
        if (files.isEmpty()) {
            return false;
        }
        drop->setDropAction(Qt::CopyAction);
        drop->accept();
        Q_EMIT filesDropped(files);
        return true;
    }
    case QEvent::Resize:
        setGeometry(parentWidget()->rect());
        return false;
    default:
        return QWidget::eventFilter(watched, event);
    }
}

void DropOverlay::paintEvent(QPaintEvent*)
{
    const Tokens& t = Theme::tokensOf(this);
    QPainter p(this);
    p.setRenderHint(QPainter::Antialiasing);
    QColor ground = t.accentGround;
    ground.setAlphaF(0.92F);
    p.fillRect(rect(), ground);
    p.setPen(QPen(t.accent, 2, Qt::DashLine));
    p.drawRoundedRect(QRectF(rect()).adjusted(12, 12, -12, -12), 6, 6);
    const QRect middle = rect();
    paintIcon(p, Icon::Import, QRect(middle.center().x() - 20, middle.center().y() - 44, 40, 40), t.accent);
    p.setFont(titleFont(font()));
    p.setPen(t.accent);
    p.drawText(middle.adjusted(24, 28, -24, 0), Qt::AlignCenter | Qt::TextWordWrap, m_sentence);
}

} // namespace bw
