// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QKeySequence>
#include <QObject>
#include <QString>

#include <initializer_list>
#include <map>

QT_BEGIN_NAMESPACE
class QMenu;
class QWidget;
QT_END_NAMESPACE

namespace bw {

/// The acts of the board as actions of its page: names, keys, icons, and when each can be done. The page says what they
/// do.
class PlanVerbs : public QObject {
    Q_OBJECT
public:
    explicit PlanVerbs(QWidget& page);

    /// nullptr: no such one.
    QAction* action(const QString& id) const;
    /// Makes a method of the page what the act does.
    template <typename Page>
    void connectTo(const char* id, Page* page, void (Page::*act)())
    {
        QObject::connect(action(QString::fromLatin1(id)), &QAction::triggered, page, act);
    }
    /// What a person is on.
    struct State {
        bool plan = false; ///< there is one
        bool wave = false; ///< on a wave
        bool inWave = false; ///< what is chosen stands in a wave
        bool cards = false; ///< some are chosen
        bool locked = false; ///< the wave is
        bool onHeader = false; ///< on the head of a wave
        bool cut = false; ///< something is cut
        bool patches = false; ///< patches are shown, not hosts
    };
    void update(const State& state);
    void addTo(QMenu& menu, std::initializer_list<const char*> ids) const;

private:
    QAction* add(const char* id, const QString& text, const QKeySequence& key);

    QWidget& m_page;
    std::map<QString, QAction*> m_actions;
};

} // namespace bw
