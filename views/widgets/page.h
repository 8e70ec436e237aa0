// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/widgets/messagebar.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QUndoStack;
QT_END_NAMESPACE

namespace bw {

/// A place of the window: fills the middle, says what waits in it (for the navigation) and what is shown (for the
/// status bar), and asks the frame for what only the frame can do. GUI thread only.
class Page : public QWidget {
    Q_OBJECT

public:
    using QWidget::QWidget;

    /// Where the keyboard goes when the page is shown.
    virtual void focusMain() { setFocus(Qt::OtherFocusReason); }
    /// Ctrl+F.
    virtual void focusFilter() { setFocus(); }
    /// Ctrl+I, where the page has an inspector.
    virtual void toggleInspector() { }
    /// What a link of another page wants to see here, in the page's filter language.
    virtual void showFiltered(const QString& filter) { Q_UNUSED(filter) }
    /// Left part of the status bar: "41 patches, 1 selected".
    virtual QString statusText() const { return {}; }
    /// Steps of this page that the Edit menu undoes; nullptr: it has none of its own.
    virtual QUndoStack* undoStack() const { return nullptr; }

Q_SIGNALS:
    /// What stands beside the page's name in the navigation.
    void countChanged(const QString& count, const QString& toolTip);
    void statusTextChanged();
    /// To be shown under the page; `undo` true: its action undoes the last act.
    void messageWanted(const bw::Message& message);
    /// A step of undoStack() was made: to be said with a way back.
    void undoMessageWanted(const QString& text);
    /// A link to another page.
    void pageWanted(const QString& page, const QString& filter);
    /// The dialog that asks for the moment that is shown.
    void momentWanted();
    /// A file dialog for inventories or feeds.
    void importWanted();
    void feedImportWanted();
};

} // namespace bw
