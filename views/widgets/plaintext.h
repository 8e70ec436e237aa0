// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QLabel;
class QWidget;

namespace bw {

/// A tool tip showing `text` as it is: imported text is never taken for markup.
QString plainToolTip(const QString& text);
/// An action or button text showing `text` as it is: no letter of it becomes a mnemonic.
QString plainCaption(QString text);

/// Letters of the longest stretch without a place to wrap.
qsizetype longestWord(const QString& text);
/// The same text with places to wrap inside of long words. For showing only: what is copied would hold them too.
QString wrapAnywhere(const QString& text);

enum class LabelLook { Plain, Muted, Strong, Caption, Title };
/// A label that shows its text as it is, in an ink that follows the theme.
QLabel* plainLabel(const QString& text, LabelLook look, QWidget* parent = nullptr);

} // namespace bw
