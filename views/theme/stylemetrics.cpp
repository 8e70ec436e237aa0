// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/theme/style.h"

#include <QApplication>
#include <QGroupBox>
#include <QStyleOption>
#include <QWidget>

#include <algorithm>

namespace bw {

namespace {

QRect scrollBarPart(const QStyleOptionSlider& bar, QStyle::SubControl part)
{
    const bool vertical = bar.orientation == Qt::Vertical;
    const int length = vertical ? bar.rect.height() : bar.rect.width();
    const int range = bar.maximum - bar.minimum;
    int handle = length;
    if (range > 0) {
        const auto share = double(bar.pageStep) / (double(range) + bar.pageStep);
        handle = std::clamp(int(length * share), std::min(28, length), length);
    }
    const int start =
        QStyle::sliderPositionFromValue(bar.minimum, bar.maximum, bar.sliderPosition, length - handle, bar.upsideDown);
    const auto along = [&](int from, int size) {
        return vertical ? QRect(bar.rect.left(), bar.rect.top() + from, bar.rect.width(), size)
                        : QRect(bar.rect.left() + from, bar.rect.top(), size, bar.rect.height());
    };
    switch (part) {
    case QStyle::SC_ScrollBarGroove:
        return bar.rect;
    case QStyle::SC_ScrollBarSlider:
        return along(start, handle);
    case QStyle::SC_ScrollBarSubPage:
        return along(0, start);
    case QStyle::SC_ScrollBarAddPage:
        return along(start + handle, length - start - handle);
    default:
        return {}; // no arrows at the ends
    }
}

/// A heading over its fields, without a box around them.
QRect groupBoxPart(const QStyleOptionGroupBox& group, QStyle::SubControl part)
{
    const bool titled = !group.text.isEmpty() || group.subControls.testFlag(QStyle::SC_GroupBoxCheckBox);
    const int line = titled ? std::max(18, group.fontMetrics.height()) : 0;
    const int indicator = group.subControls.testFlag(QStyle::SC_GroupBoxCheckBox) ? 24 : 0;
    const QRect& r = group.rect;
    switch (part) {
    case QStyle::SC_GroupBoxCheckBox:
        return {r.left(), r.top() + (line - 16) / 2, 16, 16};
    case QStyle::SC_GroupBoxLabel:
        return {r.left() + indicator, r.top(), r.width() - indicator, line};
    case QStyle::SC_GroupBoxContents:
        return r.adjusted(0, line, 0, 0);
    default:
        return r;
    }
}

int controlHeight(const QStyleOption* option)
{
    return std::max(18, option->fontMetrics.height()) + 12;
}

} // namespace

QRect Style::subControlRect(ComplexControl control, const QStyleOptionComplex* option, SubControl part,
                            const QWidget* widget) const
{
    if (control == CC_ScrollBar) {
        if (const auto* bar = qstyleoption_cast<const QStyleOptionSlider*>(option)) {
            return visualRect(bar->direction, bar->rect, scrollBarPart(*bar, part));
        }
    }
    if (control == CC_GroupBox) {
        if (const auto* group = qstyleoption_cast<const QStyleOptionGroupBox*>(option)) {
            return visualRect(group->direction, group->rect, groupBoxPart(*group, part));
        }
    }
    if (control == CC_SpinBox && part == SC_SpinBoxEditField) {
        const QRect base = QProxyStyle::subControlRect(control, option, part, widget);
        return option->direction == Qt::RightToLeft ? base.adjusted(0, 0, -5, 0) : base.adjusted(5, 0, 0, 0);
    }
    if (control == CC_ComboBox && part == SC_ComboBoxEditField) {
        return visualRect(option->direction, option->rect, option->rect.adjusted(10, 2, -26, -2));
    }
    return QProxyStyle::subControlRect(control, option, part, widget);
}

QRect Style::subElementRect(SubElement element, const QStyleOption* option, const QWidget* widget) const
{
    if (element == SE_LineEditContents) {
        const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option);
        return frame && frame->lineWidth > 0 ? option->rect.adjusted(7, 1, -7, -1) : option->rect;
    }
    return QProxyStyle::subElementRect(element, option, widget);
}

int Style::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const
{
    switch (metric) {
    case PM_DefaultFrameWidth:
    case PM_SplitterWidth:
        return 1;
    case PM_ScrollBarExtent:
        return 12;
    case PM_ScrollBarSliderMin:
        return 28;
    case PM_ScrollView_ScrollBarSpacing:
    case PM_ScrollView_ScrollBarOverlap:
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
    case PM_TabBarTabShiftVertical:
    case PM_TabBarTabShiftHorizontal:
    case PM_TabBarBaseOverlap:
    case PM_MenuBarPanelWidth:
    case PM_MenuPanelWidth:
    case PM_MenuHMargin:
    case PM_ToolBarFrameWidth:
        return metric == PM_MenuHMargin ? 2 : metric == PM_MenuPanelWidth ? 1 : 0;
    case PM_MenuVMargin:
        return 4;
    case PM_HeaderMargin:
        return 9;
    case PM_HeaderMarkSize:
        return 10;
    case PM_FocusFrameHMargin:
        return 8;
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
    case PM_ToolBarIconSize:
    case PM_ListViewIconSize:
    case PM_TabBarIconSize:
        return 16;
    case PM_CheckBoxLabelSpacing:
    case PM_RadioButtonLabelSpacing:
        return 8;
    case PM_TabBarTabHSpace:
        return 24;
    case PM_TabBarTabVSpace:
        return 16;
    case PM_ToolTipLabelFrameWidth:
        return 6;
    case PM_LayoutLeftMargin:
    case PM_LayoutTopMargin:
    case PM_LayoutRightMargin:
    case PM_LayoutBottomMargin:
        if (qobject_cast<const QGroupBox*>(widget)) {
            return metric == PM_LayoutTopMargin ? 8 : 0;
        }
        return 12;
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing:
        return 8;
    case PM_ToolBarItemSpacing:
        return 4;
    case PM_SliderThickness:
    case PM_SliderControlThickness:
    case PM_SliderLength:
        return 18;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int Style::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget, QStyleHintReturn* data) const
{
    switch (hint) {
    case SH_ItemView_ShowDecorationSelected:
    case SH_MenuBar_MouseTracking:
    case SH_Menu_MouseTracking:
        return 1;
    case SH_EtchDisabledText:
    case SH_DitherDisabledText:
    case SH_ItemView_ActivateItemOnSingleClick:
    case SH_ScrollBar_Transient:
    case SH_ComboBox_Popup:
    case SH_ItemView_PaintAlternatingRowColorsForEmptyArea:
        return 0;
    case SH_UnderlineShortcut:
        // For who works by keyboard: after the first Tab in a window, and in a menu bar that has the focus.
        return widget && (widget->hasFocus() || widget->window()->testAttribute(Qt::WA_KeyboardFocusChange)) ? 1 : 0;
    case SH_ToolTipLabel_Opacity:
        return 255;
    case SH_Widget_Animation_Duration:
        return std::min(150, QProxyStyle::styleHint(hint, option, widget, data));
    case SH_Table_GridLineColor:
        return int(m_tokens->line.rgb());
    case SH_FormLayoutLabelAlignment:
        return int(Qt::AlignLeft | Qt::AlignVCenter);
    case SH_TabBar_Alignment:
        return int(Qt::AlignLeft);
    default:
        return QProxyStyle::styleHint(hint, option, widget, data);
    }
}

QSize Style::sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& size,
                              const QWidget* widget) const
{
    const QSize base = QProxyStyle::sizeFromContents(type, option, size, widget);
    switch (type) {
    case CT_PushButton: {
        const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option);
        const bool menu = button && button->features.testFlag(QStyleOptionButton::HasMenu);
        return {size.width() + 26 + (menu ? 12 : 0), controlHeight(option)};
    }
    case CT_LineEdit: {
        const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option);
        return frame && frame->lineWidth == 0 ? base : QSize(base.width() + 8, controlHeight(option));
    }
    case CT_ComboBox:
        return {size.width() + 40, controlHeight(option)};
    case CT_SpinBox:
        return {base.width() + 6, controlHeight(option)};
    case CT_ToolButton:
        return {std::max(base.width(), 28), std::max(base.height(), 28)};
    case CT_MenuItem: {
        const auto* item = qstyleoption_cast<const QStyleOptionMenuItem*>(option);
        if (item && item->menuItemType == QStyleOptionMenuItem::Separator) {
            return {base.width(), 9};
        }
        return {size.width() + 76, std::max(18, option->fontMetrics.height()) + 8};
    }
    case CT_MenuBarItem:
        return {size.width() + 18, controlHeight(option) + 2};
    case CT_HeaderSection: {
        const auto* header = qstyleoption_cast<const QStyleOptionHeader*>(option);
        const bool rows = header && header->orientation == Qt::Vertical;
        return rows ? base : QSize(base.width(), controlHeight(option));
    }
    case CT_ItemViewItem:
        return {base.width(), std::max(base.height(), rowHeight(QApplication::font(widget), Density::Compact) + 2)};
    default:
        return base;
    }
}

} // namespace bw
