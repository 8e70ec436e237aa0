// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/rollout/runhead.h"

#include "views/theme/fonts.h"
#include "views/theme/icons.h"
#include "views/theme/style.h"
#include "views/theme/theme.h"
#include "views/widgets/chips.h"
#include "views/widgets/flowlayout.h"
#include "views/widgets/plaintext.h"
#include "views/widgets/tonelabel.h"
#include "views/widgets/tonesentence.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace bw {

/// Says from edge to edge that nothing is real.
class RunHead::Band final : public QWidget {
public:
    explicit Band(QWidget* parent)
        : QWidget(parent)
    {
        setFixedHeight(24);
        setAccessibleName(RunHead::tr("Rehearsal: no host is touched"));
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        const Tokens& tokens = Theme::tokensOf(this);
        QPainter p(this);
        p.fillRect(rect(), tokens.ground(Tone::Scheduled));
        QColor stripe = tokens.ink(Tone::Scheduled);
        stripe.setAlphaF(0.35F);
        p.fillRect(rect(), QBrush(stripe, Qt::BDiagPattern));
        const QString text = RunHead::tr("REHEARSAL · no host is touched, all outcomes are made up");
        p.setFont(strongFont(smallFont(font())));
        const QFontMetrics metrics(p.font());
        const QString shown = metrics.elidedText(text, Qt::ElideRight, width() - 40);
        QRect ground(0, 0, metrics.horizontalAdvance(shown) + 24, height());
        ground.moveCenter(rect().center());
        p.fillRect(ground, tokens.ground(Tone::Scheduled));
        p.setPen(tokens.ink(Tone::Scheduled));
        p.drawText(rect(), Qt::AlignCenter, shown);
    }
};

RunHead::RunHead(QWidget* parent)
    : QWidget(parent)
    , m_band(new Band(this))
    , m_plans(new QComboBox(this))
    , m_title(plainLabel({}, LabelLook::Title, this))
    , m_subtitle(plainLabel({}, LabelLook::Muted, this))
    , m_why(new ToneSentence(Tone::OutOfCycle, this))
    , m_figures(new QWidget(this))
    , m_limits(new QWidget(this))
{
    setupLayout();
    setView({});
    m_band->hide();
}

QPushButton* RunHead::act(const QString& text, void (RunHead::*signal)())
{
    auto* button = new QPushButton(text, this);
    connect(button, &QPushButton::clicked, this, signal);
    return button;
}

void RunHead::setupLayout()
{
    m_plans->setAccessibleName(tr("Plan"));
    m_plans->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_plans->setMinimumContentsLength(18);
    m_start = act(tr("Start wave…"), &RunHead::startWanted);
    m_pause = act(tr("Pause"), &RunHead::pauseWanted);
    m_pause->setIcon(themeIcon(Icon::Pause));
    m_resume = act(tr("Resume"), &RunHead::resumeWanted);
    m_resume->setIcon(themeIcon(Icon::Play));
    m_retry = act(tr("Retry failed"), &RunHead::retryWanted);
    m_retry->setIcon(themeIcon(Icon::Refresh));
    m_stop = act(tr("Stop…"), &RunHead::stopWanted);
    m_stop->setToolTip(tr("Pause, halt or abort (Ctrl+Shift+S)"));
    setDangerous(m_stop);
    setPrimary(m_start);
    m_more = new QPushButton(tr("More"), this);
    m_titleRow = new QHBoxLayout;
    m_titleRow->setSpacing(10);
    m_titleRow->addWidget(m_title);
    m_titleRow->addWidget(m_subtitle);
    m_titleRow->addStretch(1);
    auto* acts = new QHBoxLayout;
    acts->setSpacing(8);
    for (QWidget* part : {static_cast<QWidget*>(m_plans), static_cast<QWidget*>(m_more), static_cast<QWidget*>(m_retry),
                          static_cast<QWidget*>(m_resume), static_cast<QWidget*>(m_pause),
                          static_cast<QWidget*>(m_stop), static_cast<QWidget*>(m_start)})
        acts->addWidget(part);
    auto* top = new QHBoxLayout;
    top->addLayout(m_titleRow, 1);
    top->addLayout(acts);
    m_figureFlow = new FlowLayout(m_figures, 18);
    m_limitFlow = new FlowLayout(m_limits, 14);
    auto* column = new QVBoxLayout;
    column->setContentsMargins(14, 10, 14, 10);
    column->setSpacing(8);
    column->addLayout(top);
    column->addWidget(m_why);
    column->addWidget(m_figures);
    column->addWidget(m_limits);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_band);
    layout->addLayout(column);
}

void RunHead::paintEvent(QPaintEvent*)
{
    const Tokens& tokens = Theme::tokensOf(this);
    QPainter p(this);
    p.fillRect(rect(), tokens.window);
    p.fillRect(QRect(0, height() - 1, width(), 1), tokens.line);
}

void RunHead::showFigures(const std::vector<RunHeadView::Figure>& figures)
{
    if (m_figureLabels.size() != figures.size()) {
        while (QLayoutItem* item = m_figureFlow->takeAt(0)) {
            delete item->widget();
            delete item;
        }
        m_figureLabels.clear();
        for (std::size_t i = 0; i < figures.size(); ++i) {
            auto* box = new QWidget(m_figures);
            auto* row = new QHBoxLayout(box);
            row->setContentsMargins(0, 0, 0, 0);
            row->setSpacing(5);
            QLabel* number = plainLabel({}, LabelLook::Plain, box);
            number->setFont(figureFont(number->font()));
            QLabel* unit = plainLabel({}, LabelLook::Muted, box);
            unit->setContentsMargins(0, 0, 0, 3);
            row->addWidget(number, 0, Qt::AlignBottom);
            row->addWidget(unit, 0, Qt::AlignBottom);
            m_figureFlow->addWidget(box);
            m_figureLabels.emplace_back(number, unit);
        }
    }
    for (std::size_t i = 0; i < figures.size(); ++i) {
        m_figureLabels[i].first->setText(figures[i].number);
        m_figureLabels[i].second->setText(figures[i].unit);
    }
    m_figures->setVisible(!figures.empty());
}

void RunHead::showLimits(const std::vector<RunHeadView::Limit>& limits)
{
    while (QLayoutItem* item = m_limitFlow->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const RunHeadView::Limit& limit : limits) {
        QLabel* label = limit.tone == Tone::Neutral ? plainLabel({}, LabelLook::Muted, m_limits)
                                                    : new ToneLabel(limit.tone, m_limits);
        label->setText(limit.text);
        label->setToolTip(plainToolTip(limit.text));
        m_limitFlow->addWidget(label);
        label->show();
    }
    m_limits->setVisible(!limits.empty());
}

void RunHead::setView(const RunHeadView& view)
{
    const RunHeadView before = std::exchange(m_view, view);
    m_band->setVisible(view.rehearsal);
    m_title->setText(view.title);
    m_subtitle->setText(view.subtitle);
    if (view.chip != before.chip || view.chipTone != before.chipTone) {
        delete m_chip;
        m_chip = nullptr;
        if (!view.chip.isEmpty()) {
            m_chip = new ChipLabel(view.chipTone, view.chip, this);
            m_titleRow->insertWidget(1, m_chip);
        }
    }
    m_why->setText(view.why);
    m_why->setVisible(!view.why.isEmpty());
    showFigures(view.figures);
    if (view.limits != before.limits || m_limitFlow->count() == 0)
        showLimits(view.limits);
    m_start->setVisible(view.canStart);
    m_pause->setVisible(view.canPause);
    m_stop->setVisible(view.canStop);
    m_resume->setVisible(view.canResume);
    m_retry->setVisible(view.canRetry);
}

} // namespace bw
