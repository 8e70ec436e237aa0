// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/planner/planheader.h"

#include "views/theme/controls.h"
#include "views/theme/icons.h"
#include "views/theme/shape.h"
#include "views/theme/style.h"
#include "views/theme/theme.h"
#include "views/widgets/elidedlabel.h"
#include "views/widgets/plaintext.h"

#include <QHBoxLayout>
#include <QHelpEvent>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QToolTip>

namespace bw {

namespace {

constexpr int figureGap = 22;

/// A button that looks like the chip of its tone.
class ChipButton : public QPushButton {
public:
    using QPushButton::QPushButton;

    void setTone(Tone tone)
    {
        m_tone = tone;
        updateGeometry();
        update();
    }
    QSize sizeHint() const override { return chipSize(font(), m_tone, text()) + QSize(4, 6); }

protected:
    void paintEvent(QPaintEvent*) override
    {
        const Tokens& t = Theme::tokensOf(this);
        QPainter p(this);
        paintChip(p, t, font(), rect().adjusted(2, 0, -2, 0), m_tone, text());
        if (hasFocus())
            controls::roundedPanel(p, rect(), {}, t.accent, controls::radius, 2);
    }

private:
    Tone m_tone = Tone::OutOfCycle;
};

/// The plan's name, opening its menu: no frame, so that it stands above the figures.
class TitleButton : public QPushButton {
public:
    using QPushButton::QPushButton;
    QSize sizeHint() const override
    {
        return {QFontMetrics(font()).horizontalAdvance(text()) + chevronRoom, lineHeight(font()) + 8};
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        const Tokens& t = Theme::tokensOf(this);
        QPainter p(this);
        const bool live = underMouse() || isDown() || hasFocus();
        p.setFont(font());
        p.setPen(t.text);
        p.drawText(rect(), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, text());
        const QRect arrow(width() - chevronRoom + 4, (height() - 14) / 2 + 1, 14, 14);
        paintIcon(p, Icon::ChevronDown, arrow, live ? t.text : t.muted);
        if (hasFocus())
            p.fillRect(0, height() - 3, width() - 4, 2, t.accent);
    }

private:
    static constexpr int chevronRoom = 22;
};

} // namespace

/// The figures in one line; those that do not fit are left out whole, the last first.
class PlanHeader::Figures : public QWidget {
public:
    explicit Figures(QWidget* parent)
        : QWidget(parent)
    {
        setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    }

    void set(const std::vector<HeaderFigure>& figures)
    {
        if (figures == m_figures)
            return;
        m_figures = figures;
        QStringList all;
        for (const HeaderFigure& figure : figures)
            all << figure.number + u' ' + figure.words;
        setAccessibleName(all.join(QStringLiteral(", ")));
        update();
    }
    QSize sizeHint() const override { return {100, QFontMetrics(figureFont(font())).height()}; }

protected:
    bool event(QEvent* event) override
    {
        if (event->type() == QEvent::ToolTip) {
            const auto* help = static_cast<QHelpEvent*>(event);
            for (const auto& [box, tip] : m_places) {
                if (box.contains(help->pos()) && !tip.isEmpty())
                    QToolTip::showText(help->globalPos(), plainToolTip(tip), this, box);
            }
            return true;
        }
        return QWidget::event(event);
    }

    void paintEvent(QPaintEvent*) override
    {
        const Tokens& t = Theme::tokensOf(this);
        QPainter p(this);
        m_places.clear();
        const QFont big = figureFont(font()), small = font();
        const QFontMetrics bigMetrics(big), smallMetrics(small);
        const int base = (height() + bigMetrics.ascent() - bigMetrics.descent()) / 2;
        int x = 0;
        for (const HeaderFigure& figure : m_figures) {
            const int number = bigMetrics.horizontalAdvance(figure.number);
            const int words = smallMetrics.horizontalAdvance(figure.words);
            const int room = width() - x - number - 6;
            if (room < std::min(words, 90))
                break;
            p.setFont(big);
            p.setPen(figure.tone == Tone::Neutral ? t.text : t.ink(figure.tone));
            p.drawText(x, base, figure.number);
            p.setFont(small);
            p.setPen(t.muted);
            p.drawText(x + number + 6, base, smallMetrics.elidedText(figure.words, Qt::ElideRight, room));
            m_places.push_back({QRect(x, 0, number + 6 + words, height()), figure.tip});
            x += number + 6 + words + figureGap;
        }
    }

private:
    std::vector<HeaderFigure> m_figures;
    std::vector<std::pair<QRect, QString>> m_places;
};

PlanHeader::PlanHeader(QWidget* parent)
    : QWidget(parent)
    , m_title(new TitleButton(this))
    , m_menu(new QMenu(this))
    , m_state(new ElidedLabel({}, Qt::ElideRight, this))
    , m_conflicts(new ChipButton(this))
    , m_figures(new Figures(this))
{
    m_title->setFont(titleFont(font()));
    m_title->setAttribute(Qt::WA_Hover);
    m_title->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_title->setMenu(m_menu);
    m_title->setToolTip(tr("Other plans, versions, calendar"));
    m_state->setForegroundRole(QPalette::PlaceholderText);
    m_conflicts->setCursor(Qt::PointingHandCursor);
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(14, 9, 14, 9);
    rows->setSpacing(5);
    m_buttons = new QHBoxLayout;
    m_buttons->setSpacing(8);
    m_buttons->addWidget(m_title);
    m_buttons->addWidget(m_state, 1);
    m_buttons->addWidget(m_conflicts);
    rows->addLayout(m_buttons);
    rows->addWidget(m_figures);
    connect(m_conflicts, &QPushButton::clicked, this, &PlanHeader::conflictsWanted);
    setConflicts(0, 0);
}

QPushButton& PlanHeader::addButton(const QString& text, bool primary)
{
    auto* button = new QPushButton(text, this);
    setPrimary(button, primary);
    m_buttons->addWidget(button);
    return *button;
}

void PlanHeader::setTitle(const QString& name, const QString& state)
{
    const int most = std::max(160, width() / 3);
    m_title->setText(QFontMetrics(m_title->font()).elidedText(name, Qt::ElideMiddle, most));
    m_title->setAccessibleName(tr("Plan %1").arg(name));
    m_state->setText(state);
}

void PlanHeader::setFigures(const std::vector<HeaderFigure>& figures)
{
    m_figures->set(figures);
}

void PlanHeader::setConflicts(int blocking, int others)
{
    const int all = blocking + others;
    const QString text = blocking > 0 ? (blocking == 1 ? tr("1 conflict") : tr("%1 conflicts").arg(blocking))
                                      : (others == 1 ? tr("1 note") : tr("%1 notes").arg(others));
    m_conflicts->setText(text);
    static_cast<ChipButton*>(m_conflicts)->setTone(blocking > 0 ? Tone::OutOfCycle : Tone::Scheduled);
    m_conflicts->setVisible(all > 0);
    m_conflicts->setToolTip(tr("What is wrong with the plan, and the ways out (F8)"));
}

void PlanHeader::paintEvent(QPaintEvent*)
{
    const Tokens& t = Theme::tokensOf(this);
    QPainter p(this);
    p.fillRect(rect(), t.window);
    p.fillRect(0, height() - 1, width(), 1, t.line);
}

} // namespace bw
