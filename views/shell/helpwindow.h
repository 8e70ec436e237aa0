// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

QT_BEGIN_NAMESPACE
class QTextBrowser;
QT_END_NAMESPACE

namespace bw {

/// The manual: the Markdown pages of resources/help, compiled in. Links stay inside; nothing is fetched.
class HelpWindow final : public QWidget {
    Q_OBJECT

public:
    /// Opens one window for a parent and shows a page, at a heading or text if given.
    static void show(QWidget* parent, const QString& page, const QString& text = {});

private:
    explicit HelpWindow(QWidget* parent);
    void load(const QString& page);

    QTextBrowser* m_text;
};

} // namespace bw
