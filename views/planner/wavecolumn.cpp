// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/planner/wavecolumn.h"

#include "views/planner/cardlist.h"
#include "views/planner/waveheader.h"
#include "views/theme/controls.h"
#include "views/theme/theme.h"
#include "views/widgets/plaintext.h"

#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

namespace bw {

/// Dims the cards of a column in which nothing may be dropped.
class WaveColumn::Veil : public QWidget {
public:
    explicit Veil(QWidget* over)
        : QWidget(over)
    {
        setAttribute(Qt::WA_TransparentForMouseEvents);
        hide();
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QColor veil = Theme::tokensOf(this).window;
        veil.setAlphaF(0.62F);
        QPainter(this).fillRect(rect(), veil);
    }
};

WaveColumn::WaveColumn(WaveId wave, QWidget* parent)
    : QWidget(parent)
    , m_wave(wave)
    , m_header(new WaveHeader(this))
    , m_list(new CardList(m_cards, this))
    , m_gate(plainLabel({}, LabelLook::Caption, this))
    , m_veil(new Veil(this))
{
    setMinimumWidth(narrowest);
    setMaximumWidth(widest);
    setAttribute(Qt::WA_NoSystemBackground);
    m_gate->setWordWrap(true);
    m_gate->setMinimumWidth(1);
    m_gate->setContentsMargins(10, 6, 10, 10);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(1, 1, 1, 1);
    column->setSpacing(0);
    column->addWidget(m_header);
    auto* inset = new QHBoxLayout;
    inset->setContentsMargins(10, 0, 10, 0);
    inset->addWidget(m_list);
    column->addLayout(inset, 1);
    column->addWidget(m_gate);
}

WaveColumn::~WaveColumn()
{
    delete m_list; // it works on the model, which goes before the children do
}

void WaveColumn::setWave(const WaveView& wave)
{
    m_header->setWave(wave);
    m_list->setAccessibleName(tr("Cards of %1").arg(wave.name));
    m_gate->setText(wave.gate);
    m_gate->setVisible(!wave.gate.isEmpty());
}

void WaveColumn::setHint(const DropHint& hint)
{
    if (hint == m_hint)
        return;
    m_hint = hint;
    m_header->setHint(hint);
    m_veil->setGeometry(m_list->geometry());
    m_veil->raise();
    m_veil->setVisible(hint.state == DropHint::State::Forbidden);
    update();
}

void WaveColumn::paintEvent(QPaintEvent*)
{
    const Tokens& t = Theme::tokensOf(this);
    QPainter p(this);
    const bool target = m_hint.state == DropHint::State::Target;
    controls::roundedPanel(p, rect(), target ? t.accentGround : t.window, target ? QColor() : t.line);
    if (!target)
        return;
    p.setRenderHint(QPainter::Antialiasing);
    QPen pen(t.accent, 2);
    pen.setDashPattern({3, 2});
    p.setPen(pen);
    p.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), controls::radius, controls::radius);
}

} // namespace bw
