// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <optional>

namespace bw {

class MessageBar;
class Page;
struct Message;

/// The messages of all pages in the one bar of the window: what a page says goes when another page is shown, what
/// the workspace says stays.
class PageMessages : public QObject {
    Q_OBJECT
public:
    explicit PageMessages(MessageBar& bar);

    /// `page` nullptr: of the workspace or the window itself.
    void show(const Message& message, const Page* page = nullptr);
    /// Of a step that `page`, or else the workspace, can undo.
    void showUndo(const QString& text, Page* page = nullptr);
    void pageShown(const Page* page);
    /// Another workspace: nothing that was said counts.
    void clear();

Q_SIGNALS:
    /// nullptr: the workspace's last step.
    void undoWanted(bw::Page* page);

private:
    MessageBar& m_bar;
    const Page* m_page = nullptr; ///< that spoke last
    std::optional<Page*> m_undo; ///< whose step the message offers to undo
};

} // namespace bw
