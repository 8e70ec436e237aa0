// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/verbs/planactions.h"
#include "app/verbs/planjson.h"
#include "app/verbs/verbio.h"
#include "models/domain/hostfilter.h"
#include "models/domain/patchfilter.h"
#include "models/planning/plancodec.h"
#include "models/planning/ringtemplate.h"

namespace bw::cli {

namespace {

Result<RingTemplate> ringsOf(const QString& wanted)
{
    if (const RingTemplate* known = ringTemplate(wanted.toStdString()))
        return *known;
    auto rings = ringTemplateFrom(wanted.toStdString());
    if (!rings) {
        return Error{ErrorKind::Usage,
                     "--template knows four-rings, three-rings, two-rings, and shares such as 2/10/40/rest.",
                     {}};
    }
    return rings;
}

Result<DraftWish> wishOf(const Call& call, const PlanGround& ground)
{
    const auto patches = PatchFilter::parse(call.value("patches").toStdString());
    if (!patches)
        return patches.error();
    const auto hosts = HostFilter::parse(call.value("hosts").toStdString());
    if (!hosts)
        return hosts.error();
    DraftWish wish;
    wish.name = call.words.first().toStdString();
    const Assessment& all = ground.assessment();
    for (const Patch& patch : all.patches) {
        const bool urgent = patch.decision != Decision::Defer && patch.hostsOpen > 0;
        if (!patch.fixed.empty() && (patches->empty() ? urgent : patches->matches(patch, all)))
            wish.patches.push_back(patch.id);
    }
    for (std::uint32_t h = 0; h < all.fleet->hosts.size(); ++h) {
        const Host& host = all.fleet->hosts[h];
        const SnapshotEntry* seen = host.lastSeen(all.at);
        if (hosts->matches({host, seen ? &all.fleet->systems[seen->os] : nullptr, all.hostStates[h]}))
            wish.hosts.push_back(host.id);
    }
    if (call.has("seed")) {
        bool ok = false;
        wish.seed = call.value("seed").toUInt(&ok);
        if (!ok)
            return Error{ErrorKind::Usage, "--seed needs a number.", {}};
    }
    return wish;
}

} // namespace

int newPlan(const Call& call)
{
    if (call.words.isEmpty())
        return usage(QStringLiteral("“plan new” needs the plan's name."));
    const auto rings = ringsOf(call.value("template"));
    if (!rings)
        return fail(rings.error());
    const auto ground = groundOf(call);
    if (!ground)
        return fail(ground.error());
    const auto wish = wishOf(call, **ground);
    if (!wish)
        return fail(wish.error());
    Stamp stamp = call.stamp();
    if (stamp.why.empty())
        stamp.why = "From the template " + rings->name;
    const auto version = savePlan(call.store, draftPlan(*rings, *wish, **ground), stamp);
    if (!version)
        return fail(version.error());
    return done(call, *version,
                QStringLiteral("Plan %1 “%2”: %3 patches, %4 hosts, %5 waves.")
                    .arg(version->plan.id)
                    .arg(text(version->plan.name))
                    .arg(wish->patches.size())
                    .arg(wish->hosts.size())
                    .arg(version->plan.waves.size()));
}

/// The document that `plan export --as json` writes; hosts go by the numbers that `hosts --json` tells.
int importPlan(const Call& call)
{
    if (call.words.isEmpty() || call.words.size() > 2)
        return usage(
            QStringLiteral("“plan import” needs a JSON file, and the plan that it is a new version of, if any."));
    const auto file = readWhole(call.words.first());
    if (!file)
        return fail(file.error());
    auto plan = planFromJson(*file);
    if (!plan) {
        Error error = plan.error();
        error.place.file = call.words.first().toStdString();
        return fail(error);
    }
    std::optional<int> basedOn;
    if (call.words.size() == 2) {
        const auto known = findPlan(call.store, call.words.at(1).toStdString());
        if (!known)
            return fail(known.error());
        plan->id = known->plan.id;
        basedOn = known->number;
    }
    Stamp stamp = call.stamp();
    if (stamp.why.empty())
        stamp.why = "From the file " + call.words.first().toStdString();
    const auto version = savePlan(call.store, *plan, stamp, basedOn);
    if (!version)
        return fail(version.error());
    return done(call, *version,
                QStringLiteral("Plan %1 “%2”, version %3: %4 waves.")
                    .arg(version->plan.id)
                    .arg(text(version->plan.name))
                    .arg(version->number)
                    .arg(version->plan.waves.size()));
}

int requestPlan(const Call& call)
{
    const auto version = planOf(call);
    if (!version)
        return fail(version.error());
    const auto ground = groundOf(call);
    if (!ground)
        return fail(ground.error());
    const auto asked = requestApproval(call.store, version->plan.id, call.stamp(), ground->get());
    return asked ? done(call, *asked, QStringLiteral("Approval of version %1 asked for.").arg(asked->number))
                 : fail(asked.error());
}

int approvePlan(const Call& call)
{
    const auto version = planOf(call);
    if (!version)
        return fail(version.error());
    const bool granted = !call.has("refuse");
    const auto decided = decidePlan(call.store, version->plan.id, granted, call.stamp());
    if (!decided)
        return fail(decided.error());
    return done(call, *decided,
                (granted ? QStringLiteral("Version %1 approved.") : QStringLiteral("Approval of version %1 refused."))
                    .arg(decided->number));
}

int closePlan(const Call& call)
{
    const auto version = planOf(call);
    if (!version)
        return fail(version.error());
    const auto closed = bw::closePlan(call.store, version->plan.id, call.stamp());
    return closed ? done(call, *version, QStringLiteral("Plan closed.")) : fail(closed.error());
}

} // namespace bw::cli
