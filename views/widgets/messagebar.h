// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>

class QLabel;
class QPushButton;
class QToolButton;

namespace bw {

class IconLabel;

struct Message {
    enum class Kind { Info, Warning, Error, Done };
    Kind kind = Kind::Info;
    QString text;
    QString action = {}; ///< a verb; empty: no button
    int hideAfterMs = 0; ///< 0: stays until closed
    bool operator==(const Message&) const = default;
};

/// One message in the page: what is, one act, close. Never modal. A message with a time waits while the pointer or the
/// focus is on it.
class MessageBar : public QWidget {
    Q_OBJECT
public:
    explicit MessageBar(QWidget* parent = nullptr);

    void showMessage(const Message& message);
    /// After a bulk act: "Moved 3 patches to Early." with Undo, for 10 s.
    void showUndo(const QString& text);
    /// Takes away what is shown, if anything is.
    void closeMessage();
    const Message& message() const { return m_message; }

Q_SIGNALS:
    void actionChosen();
    /// By the person, by the time or by the action.
    void closed();

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void waitOrClose();

    IconLabel* m_icon;
    QLabel* m_text;
    QPushButton* m_action;
    QToolButton* m_close;
    QTimer m_time;
    Message m_message;
};

} // namespace bw
