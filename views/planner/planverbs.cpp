// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/planner/planverbs.h"

#include "views/theme/icons.h"

#include <QMenu>
#include <QWidget>

namespace bw {

PlanVerbs::PlanVerbs(QWidget& page)
    : QObject(&page)
    , m_page(page)
{
    const auto separate = [this] {
        auto* line = new QAction(this);
        line->setSeparator(true);
        m_page.addAction(line);
    };
    add("move-left", tr("Move to the wave at the &left"), Qt::ALT | Qt::SHIFT | Qt::Key_Left);
    add("move-right", tr("Move to the wave at the &right"), Qt::ALT | Qt::SHIFT | Qt::Key_Right);
    add("move-to", tr("&Move to wave…"), Qt::Key_M);
    add("cut", tr("C&ut"), QKeySequence::Cut);
    add("paste", tr("&Paste"), QKeySequence::Paste);
    add("order-up", tr("Install &earlier in the wave"), Qt::ALT | Qt::Key_Up);
    add("order-down", tr("Install l&ater in the wave"), Qt::ALT | Qt::Key_Down);
    add("take-out", tr("Take &out of the wave"), Qt::Key_Delete)->setIcon(themeIcon(Icon::Remove));
    separate();
    add("add-wave", tr("Add a &wave…"), {})->setIcon(themeIcon(Icon::Add));
    add("edit-wave", tr("E&dit the wave…"), Qt::Key_F2)->setIcon(themeIcon(Icon::Edit));
    add("lock-wave", tr("Loc&k the wave"), {})->setIcon(themeIcon(Icon::Lock));
    add("remove-wave", tr("Remove the wa&ve"), {});
    separate();
    add("template", tr("Start from a &template…"), {});
    add("simulate", tr("&Simulate"), {})->setIcon(themeIcon(Icon::Play));
    add("next-problem", tr("Ne&xt conflict"), Qt::Key_F8)->setIcon(themeIcon(Icon::Warning));
    add("versions", tr("Versions and di&fferences…"), {})->setIcon(themeIcon(Icon::Clock));
    separate();
    add("new-plan", tr("&New plan…"), {});
    add("rename-plan", tr("Rename the plan…"), {});
    add("close-plan", tr("&Close the plan…"), {});
    separate();
    add("import-calendar", tr("&Import windows and freezes (iCalendar)…"), {})->setIcon(themeIcon(Icon::Calendar));
    add("export-calendar", tr("Export windows and freezes (iCalendar)…"), {});
    add("export-waves", tr("Export the waves as a calendar…"), {});
}

QAction* PlanVerbs::add(const char* id, const QString& text, const QKeySequence& key)
{
    auto* action = new QAction(text, &m_page);
    action->setObjectName(QString::fromLatin1(id));
    if (!key.isEmpty()) {
        action->setShortcut(key);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    }
    m_page.addAction(action);
    m_actions[action->objectName()] = action;
    return action;
}

QAction* PlanVerbs::action(const QString& id) const
{
    const auto it = m_actions.find(id);
    return it == m_actions.end() ? nullptr : it->second;
}

void PlanVerbs::update(const State& s)
{
    const auto enable = [this](const char* id, bool on) { action(QString::fromLatin1(id))->setEnabled(on); };
    enable("move-left", s.plan && (s.onHeader || (s.cards && s.inWave && !s.locked)));
    enable("move-right", s.plan && (s.onHeader || (s.cards && !s.locked)));
    enable("move-to", s.plan && s.cards && !s.locked);
    enable("cut", s.plan && s.cards && !s.locked);
    enable("paste", s.plan && s.cut);
    enable("order-up", s.cards && s.wave && !s.locked && s.patches);
    enable("order-down", s.cards && s.wave && !s.locked && s.patches);
    enable("take-out", s.cards && s.wave && !s.locked);
    enable("edit-wave", s.wave);
    enable("lock-wave", s.wave);
    enable("remove-wave", s.wave && !s.locked);
    action(QStringLiteral("lock-wave"))->setText(s.locked ? tr("Unloc&k the wave") : tr("Loc&k the wave"));
    action(QStringLiteral("move-left"))
        ->setText(s.onHeader ? tr("Move the wave to the &left") : tr("Move to the wave at the &left"));
    action(QStringLiteral("move-right"))
        ->setText(s.onHeader ? tr("Move the wave to the &right") : tr("Move to the wave at the &right"));
    for (const char* id :
         {"add-wave", "template", "simulate", "next-problem", "versions", "rename-plan", "close-plan", "export-waves"})
        enable(id, s.plan);
}

void PlanVerbs::addTo(QMenu& menu, std::initializer_list<const char*> ids) const
{
    for (const char* id : ids)
        menu.addAction(action(QString::fromLatin1(id)));
}

} // namespace bw
