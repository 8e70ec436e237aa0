// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/messagebar.h"

#include "views/theme/controls.h"
#include "views/theme/theme.h"
#include "views/widgets/iconlabel.h"
#include "views/widgets/plaintext.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

namespace bw {

namespace {

Tone toneOf(Message::Kind kind)
{
    switch (kind) {
    case Message::Kind::Warning:
        return Tone::OutOfCycle;
    case Message::Kind::Error:
        return Tone::Immediate;
    case Message::Kind::Done:
        return Tone::Verified;
    case Message::Kind::Info:
        break;
    }
    return Tone::Defer;
}

Icon iconOf(Message::Kind kind)
{
    switch (kind) {
    case Message::Kind::Warning:
        return Icon::Warning;
    case Message::Kind::Error:
        return Icon::Error;
    case Message::Kind::Done:
        return Icon::Verify;
    case Message::Kind::Info:
        break;
    }
    return Icon::Info;
}

// Inside the bar, so that nothing is left of it while it is hidden.
constexpr int sideGap = 12;
constexpr int bottomGap = 8;

} // namespace

MessageBar::MessageBar(QWidget* parent)
    : QWidget(parent)
    , m_icon(new IconLabel(Icon::Info, 16, this))
    , m_text(plainLabel({}, LabelLook::Plain, this))
    , m_action(new QPushButton(this))
    , m_close(new QToolButton(this))
{
    m_text->setWordWrap(true);
    m_close->setIcon(themeIcon(Icon::Close));
    m_close->setAutoRaise(true);
    m_close->setFocusPolicy(Qt::StrongFocus);
    m_close->setAccessibleName(tr("Close message"));
    m_close->setToolTip(tr("Close message"));
    m_time.setSingleShot(true);
    auto* line = new QHBoxLayout(this);
    line->setContentsMargins(sideGap + 12, 6, sideGap + 8, 6 + bottomGap);
    line->setSpacing(10);
    line->addWidget(m_icon);
    line->addWidget(m_text, 1);
    line->addWidget(m_action);
    line->addWidget(m_close);
    connect(m_close, &QToolButton::clicked, this, &MessageBar::closeMessage);
    connect(m_action, &QPushButton::clicked, this, [this] {
        closeMessage();
        Q_EMIT actionChosen();
    });
    connect(&m_time, &QTimer::timeout, this, &MessageBar::waitOrClose);
    hide();
}

void MessageBar::showMessage(const Message& message)
{
    m_message = message;
    m_icon->setIcon(iconOf(message.kind));
    m_icon->setTone(toneOf(message.kind));
    m_text->setText(message.text);
    setAccessibleName(message.text);
    m_action->setText(plainCaption(message.action));
    m_action->setVisible(!message.action.isEmpty());
    m_time.stop();
    if (message.hideAfterMs > 0) {
        m_time.start(message.hideAfterMs);
    }
    show();
    update();
}

void MessageBar::showUndo(const QString& text)
{
    showMessage({.kind = Message::Kind::Done, .text = text, .action = tr("Undo"), .hideAfterMs = 10'000});
}

void MessageBar::waitOrClose()
{
    const bool busy = underMouse() || m_action->hasFocus() || m_close->hasFocus();
    busy ? m_time.start(1'000) : closeMessage();
}

void MessageBar::closeMessage()
{
    m_time.stop();
    if (!isHidden()) {
        hide();
        Q_EMIT closed();
    }
}

void MessageBar::keyPressEvent(QKeyEvent* event)
{
    event->key() == Qt::Key_Escape ? closeMessage() : QWidget::keyPressEvent(event);
}

void MessageBar::paintEvent(QPaintEvent*)
{
    const ToneColours& colours = Theme::tokensOf(this).tone(toneOf(m_message.kind));
    QPainter painter(this);
    controls::roundedPanel(painter, rect().adjusted(sideGap, 0, -sideGap, -bottomGap), colours.ground, colours.ink);
}

} // namespace bw
