// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/standing.h"

#include "models/items/texts.h"

#include <QStringList>

namespace bw {

QString Standing::place(const Expectation& row, const PlanNames& names)
{
    const auto plan = names.plans.find(row.plan);
    const auto wave = names.waves.find({row.plan, row.wave});
    return tr("%1, %2", "wave, plan")
        .arg(wave == names.waves.end() ? tr("Wave %1").arg(row.wave) : Texts::of(wave->second),
             plan == names.plans.end() ? tr("plan %1").arg(row.plan) : Texts::of(plan->second));
}

QString Standing::inventory(const Verification& verdict)
{
    return verdict.takenAt ? tr("inventory %1, %2").arg(verdict.snapshot).arg(Texts::absolute(dayOf(*verdict.takenAt)))
                           : tr("inventory %1").arg(verdict.snapshot);
}

QString Standing::ofEngine(const Expectation& row)
{
    switch (row.state) {
    case TargetState::Waiting:
        return row.run ? tr("waits for its turn") : tr("planned");
    case TargetState::Dispatched:
        return tr("handed to the engine");
    case TargetState::Running:
        return tr("running");
    case TargetState::Rebooting:
        return tr("rebooting");
    case TargetState::Claimed:
        return tr("done, says the engine");
    case TargetState::Failed:
        return tr("failed");
    case TargetState::Unreachable:
        return tr("not reached");
    case TargetState::Skipped:
        return tr("skipped");
    case TargetState::Lost:
        return tr("lost to sight");
    }
    return {};
}

QString Standing::what(const Expectation& row, const Verification& verdict)
{
    switch (verdict.verdict) {
    case Verdict::Verified:
        return tr("proved by %1").arg(inventory(verdict));
    case Verdict::Contradicted:
        return tr("done, says the engine; refuted by %1").arg(inventory(verdict));
    case Verdict::Regressed:
        return tr("was proved; back again in %1").arg(inventory(verdict));
    case Verdict::RebootPending:
        return tr("installed, waits for a reboot: %1").arg(inventory(verdict));
    case Verdict::NotReinventoried:
        return tr("done, says the engine; not proved");
    case Verdict::InventoryTooOld:
        return tr("done, says the engine; the inventory is too old to prove it");
    case Verdict::Superseded:
        return tr("a newer fix has replaced %1").arg(Texts::of(verdict.wanted));
    case Verdict::Open:
    case Verdict::Unknown:
        break;
    }
    return ofEngine(row);
}

QString Standing::brief(const Expectation& row, const Verification& verdict, const PlanNames& names)
{
    return tr("%1: %2", "what happens, where").arg(what(row, verdict), place(row, names));
}

QString Standing::whole(const Expectation& row, const Verification& verdict, const PlanNames& names)
{
    QStringList lines{brief(row, verdict, names)};
    if (row.run)
        lines << tr("Run %1").arg(*row.run);
    if (verdict.claimedAt)
        lines << tr("The engine said done at %1").arg(Texts::absolute(*verdict.claimedAt));
    if (!row.message.empty())
        lines << tr("The engine's last words: %1").arg(Texts::of(row.message));
    if (verdict.takenAt)
        lines << tr("Inventory %1 was taken at %2 and shows %3")
                     .arg(verdict.snapshot)
                     .arg(Texts::absolute(*verdict.takenAt),
                          verdict.installed.empty() ? Texts::missing() : Texts::of(verdict.installed));
    if (!verdict.reason.empty())
        lines << Texts::of(verdict.reason);
    return lines.join(u'\n');
}

} // namespace bw
