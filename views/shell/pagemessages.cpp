// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/pagemessages.h"

#include "views/widgets/messagebar.h"
#include "views/widgets/page.h"

#include <utility>

namespace bw {

PageMessages::PageMessages(MessageBar& bar)
    : QObject(&bar)
    , m_bar(bar)
{
    connect(&bar, &MessageBar::actionChosen, this, [this] {
        if (const auto page = std::exchange(m_undo, {}))
            Q_EMIT undoWanted(*page);
    });
}

void PageMessages::show(const Message& message, const Page* page)
{
    m_undo.reset();
    m_page = page;
    m_bar.showMessage(message);
}

void PageMessages::showUndo(const QString& text, Page* page)
{
    m_bar.showUndo(text);
    m_undo = page;
    m_page = page;
}

void PageMessages::pageShown(const Page* page)
{
    if (m_page && m_page != page)
        clear();
}

void PageMessages::clear()
{
    m_undo.reset();
    m_page = nullptr;
    m_bar.closeMessage();
}

} // namespace bw
