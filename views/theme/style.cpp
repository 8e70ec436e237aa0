// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/theme/style.h"

#include "views/theme/controls.h"
#include "views/theme/icons.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QComboBox>
#include <QGroupBox>
#include <QHeaderView>
#include <QPainter>
#include <QPushButton>
#include <QScrollBar>
#include <QSlider>
#include <QStyleFactory>
#include <QStyleOption>
#include <QTabBar>

#include <algorithm>

namespace bw {

namespace {

void setFlag(QWidget* widget, const char* name, bool on)
{
    if (widget->property(name).toBool() != on) {
        widget->setProperty(name, on);
        widget->update();
    }
}

/// The label of a primary button: text and icon in the ink that reads on accent.
QStyleOptionButton onAccent(const QStyleOptionButton& button, const Tokens& t, double ratio)
{
    QStyleOptionButton changed = button;
    changed.palette.setColor(QPalette::ButtonText, t.onAccent);
    if (!changed.icon.isNull()) {
        QPixmap pixmap = changed.icon.pixmap(changed.iconSize, ratio);
        QPainter painter(&pixmap);
        painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
        painter.fillRect(QRect(QPoint(), changed.iconSize), t.onAccent);
        painter.end();
        changed.icon = QIcon(pixmap);
    }
    return changed;
}

void hairlineFrame(QPainter& p, const QRect& r, const QColor& line)
{
    p.fillRect(QRect(r.left(), r.top(), r.width(), 1), line);
    p.fillRect(QRect(r.left(), r.bottom(), r.width(), 1), line);
    p.fillRect(QRect(r.left(), r.top(), 1, r.height()), line);
    p.fillRect(QRect(r.right(), r.top(), 1, r.height()), line);
}

void menuBarLine(QPainter& p, const QRect& r, const QWidget* bar, const Tokens& t)
{
    const int bottom = bar ? bar->height() - 1 : r.bottom();
    p.fillRect(QRect(r.left(), bottom, r.width(), 1), t.line);
}

} // namespace

Style::Style()
    : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion")))
    , m_tokens(&lightTokens())
{
}

void Style::setTokens(const Tokens& tokens)
{
    m_tokens = &tokens;
    m_applied = true;
}

void Style::polish(QWidget* widget)
{
    QProxyStyle::polish(widget);
    if (auto* header = qobject_cast<QHeaderView*>(widget)) {
        header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
        header->setHighlightSections(false);
    }
    if (qobject_cast<QAbstractButton*>(widget) || qobject_cast<QComboBox*>(widget) || qobject_cast<QTabBar*>(widget)
        || qobject_cast<QScrollBar*>(widget) || qobject_cast<QSlider*>(widget) || qobject_cast<QHeaderView*>(widget)) {
        widget->setAttribute(Qt::WA_Hover);
    }
}

void Style::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                          const QWidget* widget) const
{
    const Tokens& t = *m_tokens;
    QPainter& p = *painter;
    const QRect& r = option->rect;
    switch (element) {
    case PE_PanelButtonCommand:
        return controls::button(p, *option, widget, t);
    case PE_PanelButtonTool:
        return controls::toolButton(p, *option, t);
    case PE_FrameDefaultButton:
    case PE_FrameGroupBox:
    case PE_FrameStatusBarItem:
    case PE_FrameMenu:
    case PE_FrameDockWidget:
        return;
    case PE_FrameFocusRect:
        // Buttons and tool buttons show focus in their own panel.
        return qobject_cast<const QPushButton*>(widget) ? void() : controls::focusRing(p, r, t);
    case PE_PanelLineEdit:
        if (const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option); frame && frame->lineWidth > 0) {
            controls::field(p, *option, widget, t);
        }
        return;
    case PE_FrameLineEdit:
        return; // drawn with the panel
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
        return controls::checkBox(p, *option, r, t);
    case PE_IndicatorRadioButton:
        return controls::radioButton(p, *option, t);
    case PE_Frame:
    case PE_FrameWindow:
        return hairlineFrame(p, r, t.line);
    case PE_FrameTabWidget:
        return p.fillRect(QRect(r.left(), r.top(), r.width(), 1), t.line);
    case PE_FrameTabBarBase:
        return p.fillRect(QRect(r.left(), r.bottom(), r.width(), 1), t.line);
    case PE_PanelMenu:
    case PE_PanelTipLabel:
        p.fillRect(r, t.raised);
        return hairlineFrame(p, r, t.strongLine);
    case PE_PanelItemViewItem:
        if (const auto* item = qstyleoption_cast<const QStyleOptionViewItem*>(option)) {
            controls::itemGround(p, *item, t);
        }
        return;
    case PE_PanelItemViewRow:
        return;
    case PE_PanelStatusBar:
        p.fillRect(r, t.surface);
        return p.fillRect(QRect(r.left(), r.top(), r.width(), 1), t.line);
    case PE_PanelMenuBar:
    case PE_PanelScrollAreaCorner:
        return p.fillRect(r, t.surface);
    case PE_IndicatorHeaderArrow:
        return; // drawn with the label
    case PE_IndicatorArrowDown:
        return controls::chevron(p, r, Qt::DownArrow, t.muted);
    case PE_IndicatorArrowUp:
        return controls::chevron(p, r, Qt::UpArrow, t.muted);
    case PE_IndicatorArrowRight:
        return controls::chevron(p, r, Qt::RightArrow, t.muted);
    case PE_IndicatorArrowLeft:
        return controls::chevron(p, r, Qt::LeftArrow, t.muted);
    case PE_IndicatorBranch:
        if (option->state.testFlag(State_Children)) {
            controls::chevron(p, r, option->state.testFlag(State_Open) ? Qt::DownArrow : Qt::RightArrow, t.muted);
        }
        return;
    default:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void Style::drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                        const QWidget* widget) const
{
    const Tokens& t = *m_tokens;
    QPainter& p = *painter;
    switch (element) {
    case CE_PushButtonLabel:
        if (const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option)) {
            if (widget && widget->property("bwPrimary").toBool() && button->state.testFlag(State_Enabled)) {
                const QStyleOptionButton changed = onAccent(*button, t, painter->device()->devicePixelRatioF());
                return QProxyStyle::drawControl(element, &changed, painter, widget);
            }
            if (widget && widget->property("bwDangerous").toBool()) {
                QStyleOptionButton changed = *button;
                changed.palette.setColor(QPalette::Active, QPalette::ButtonText, t.ink(Tone::Immediate));
                changed.palette.setColor(QPalette::Inactive, QPalette::ButtonText, t.ink(Tone::Immediate));
                return QProxyStyle::drawControl(element, &changed, painter, widget);
            }
        }
        break;
    case CE_HeaderSection:
        if (const auto* header = qstyleoption_cast<const QStyleOptionHeader*>(option)) {
            return controls::headerSection(p, *header, t);
        }
        break;
    case CE_HeaderLabel:
        if (const auto* header = qstyleoption_cast<const QStyleOptionHeader*>(option)) {
            return controls::headerLabel(p, *header, t);
        }
        break;
    case CE_HeaderEmptyArea:
        p.fillRect(option->rect, t.surface);
        return p.fillRect(QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1), t.line);
    case CE_MenuItem:
        if (const auto* item = qstyleoption_cast<const QStyleOptionMenuItem*>(option)) {
            return controls::menuItem(p, *item, t);
        }
        break;
    case CE_MenuBarItem:
        if (const auto* item = qstyleoption_cast<const QStyleOptionMenuItem*>(option)) {
            controls::menuBarItem(p, *item, proxy()->styleHint(SH_UnderlineShortcut, option, widget, nullptr) != 0, t);
            return menuBarLine(p, option->rect, widget, t);
        }
        break;
    case CE_MenuBarEmptyArea:
        p.fillRect(option->rect, t.surface);
        return menuBarLine(p, option->rect, widget, t);
    case CE_MenuEmptyArea:
    case CE_ProgressBarGroove:
    case CE_SizeGrip:
        return;
    case CE_ProgressBarContents:
        if (const auto* bar = qstyleoption_cast<const QStyleOptionProgressBar*>(option)) {
            return controls::progressContents(p, *bar, t);
        }
        break;
    case CE_Splitter:
        return p.fillRect(option->rect, t.line);
    case CE_TabBarTabShape:
        if (const auto* tab = qstyleoption_cast<const QStyleOptionTab*>(option)) {
            return controls::tab(p, *tab, t);
        }
        break;
    case CE_TabBarTabLabel:
        if (const auto* tab = qstyleoption_cast<const QStyleOptionTab*>(option)) {
            QStyleOptionTab changed = *tab;
            changed.state &= ~State_HasFocus;
            const bool current = tab->state.testFlag(State_Selected);
            changed.palette.setColor(QPalette::WindowText, current ? t.text : t.muted);
            return QProxyStyle::drawControl(element, &changed, painter, widget);
        }
        break;
    case CE_ToolBar:
        return p.fillRect(option->rect, t.window);
    case CE_ShapedFrame:
        if (const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option)) {
            const QRect& r = frame->rect;
            if (frame->frameShape == QFrame::HLine) {
                return p.fillRect(QRect(r.left(), r.center().y(), r.width(), 1), t.line);
            }
            if (frame->frameShape == QFrame::VLine) {
                return p.fillRect(QRect(r.center().x(), r.top(), 1, r.height()), t.line);
            }
        }
        break;
    default:
        break;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void Style::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                               const QWidget* widget) const
{
    const Tokens& t = *m_tokens;
    if (const auto* combo = qstyleoption_cast<const QStyleOptionComboBox*>(option); combo && control == CC_ComboBox) {
        return controls::comboBox(*painter, *combo, widget, t);
    }
    if (const auto* spin = qstyleoption_cast<const QStyleOptionSpinBox*>(option); spin && control == CC_SpinBox) {
        return controls::spinBox(*painter, *spin, widget, *this, t);
    }
    if (const auto* bar = qstyleoption_cast<const QStyleOptionSlider*>(option); bar && control == CC_ScrollBar) {
        return controls::scrollBar(*painter, *bar, widget, *this, t);
    }
    if (const auto* bar = qstyleoption_cast<const QStyleOptionSlider*>(option); bar && control == CC_Slider) {
        return controls::slider(*painter, *bar, widget, *this, t);
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

void setPrimary(QAbstractButton* button, bool primary)
{
    setFlag(button, "bwPrimary", primary);
}

void setDangerous(QAbstractButton* button, bool dangerous)
{
    setFlag(button, "bwDangerous", dangerous);
}

void setBare(QScrollBar* bar)
{
    bar->setProperty("bwBare", true);
    bar->setAttribute(Qt::WA_OpaquePaintEvent, false);
}

void setInvalid(QWidget* field, bool invalid)
{
    setFlag(field, "bwInvalid", invalid);
}

} // namespace bw
