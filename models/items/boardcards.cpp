// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/boardcards.h"

#include "models/items/texts.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <cmath>
#include <unordered_map>
#include <unordered_set>

namespace bw {

namespace {

const QString dot = QStringLiteral(" · ");

Card hostCard(HostId id, const PlanGround& ground)
{
    Card card;
    card.kind = Card::Kind::Host;
    card.id = QStringLiteral("host:%1").arg(id);
    card.members = {id};
    card.hosts = 1;
    const std::uint32_t index = ground.hostIndex(id);
    card.name = Texts::of(ground.hostName(id));
    if (index == PlanGround::None)
        return card;
    QStringList parts;
    const Assessment& assessment = ground.assessment();
    const Host& host = ground.host(index);
    if (const SnapshotEntry* seen = host.lastSeen(ground.now()))
        parts << Texts::osName(assessment.fleet->systems[seen->os]);
    parts << BoardCards::tr("%1 open").arg(assessment.hostFindings[index]);
    if (assessment.hostStates[index] != HostState::Current)
        parts << Texts::of(assessment.hostStates[index]);
    parts.removeAll(QString());
    card.detail = parts.join(dot);
    QStringList tip{card.name};
    for (const std::string& fact : {host.attributes.role, host.attributes.site, host.attributes.owner})
        tip << Texts::of(fact);
    tip.removeAll(QString());
    card.tip = tip.join(dot);
    return card;
}

QString notTold(GroupBy by)
{
    switch (by) {
    case GroupBy::Tag:
        return BoardCards::tr("No tag");
    case GroupBy::Role:
        return BoardCards::tr("No role told");
    case GroupBy::Site:
        return BoardCards::tr("No site told");
    case GroupBy::Os:
        return BoardCards::tr("No system told");
    case GroupBy::Owner:
        break;
    }
    return BoardCards::tr("No owner told");
}

/// Cards of a board by patch. Most of a wave stands where it stood, so the next card in its order is asked first, and
/// what is sorted in at all is sorted in when it is needed.
class CardsBefore {
public:
    explicit CardsBefore(const Board& board)
        : m_board(board)
    {
    }
    struct Place {
        const BoardWave* wave = nullptr;
        std::size_t next = 0;
        std::unordered_map<std::string_view, std::size_t> own;
    };
    Place start(WaveId wave) const
    {
        Place place;
        for (const BoardWave& shown : m_board.waves) {
            if (shown.id == wave)
                place.wave = &shown;
        }
        return place;
    }
    const BoardCard* find(std::string_view patch, Place& place) const
    {
        if (!place.wave)
            return elsewhere(patch);
        const auto& cards = place.wave->cards;
        if (place.next < cards.size() && cards[place.next].patch == patch)
            return &cards[place.next++];
        if (place.own.empty()) {
            for (std::size_t i = 0; i < cards.size(); ++i)
                place.own.emplace(cards[i].patch, i);
        }
        const auto it = place.own.find(patch);
        if (it == place.own.end())
            return elsewhere(patch);
        place.next = it->second + 1;
        return &cards[it->second];
    }

private:
    const BoardCard* elsewhere(std::string_view patch) const
    {
        if (m_all.empty()) {
            for (const BoardCard& card : m_board.queue)
                m_all.emplace(card.patch, &card);
            for (const BoardWave& wave : m_board.waves) {
                for (const BoardCard& card : wave.cards)
                    m_all.emplace(card.patch, &card);
            }
        }
        const auto it = m_all.find(patch);
        return it == m_all.end() ? nullptr : it->second;
    }

    const Board& m_board;
    mutable std::unordered_map<std::string_view, const BoardCard*> m_all;
};

} // namespace

Card BoardCards::patch(const BoardCard& from)
{
    Card card;
    card.kind = Card::Kind::Patch;
    card.patch = from.patch;
    card.id = Texts::of(from.patch);
    card.name = Texts::of(from.title);
    card.tone = from.index == PlanGround::None ? ItemTone::Neutral : Texts::tone(from.decision);
    card.hosts = from.hosts;
    card.minutes = from.minutes;
    card.reboot = from.reboot;
    QStringList parts{hostCount(from.hosts), minutes(from.minutes)};
    if (from.reboot)
        parts << tr("reboot");
    card.idle = from.hosts == 0;
    if (from.index == PlanGround::None)
        card.detail = tr("nothing of it is open any more");
    else if (from.hosts == 0)
        card.detail = from.hostsUnknown > 0 ? tr("cannot be told of %1").arg(hostCount(from.hostsUnknown))
                                            : tr("no host here needs it");
    else
        card.detail = parts.join(dot);
    QStringList tip{card.name + QStringLiteral(", ") + Texts::release(from.release)};
    if (from.index != PlanGround::None)
        tip << Texts::of(from.decision) + (from.kev ? dot + tr("known exploited") : QString());
    if (from.hostsUnknown > 0)
        tip << tr("+%1 hosts cannot be told").arg(from.hostsUnknown);
    card.tip = tip.join(u'\n');
    if (from.broken)
        card.conflict = Texts::of(from.brokenSentence);
    return card;
}

PatchCards BoardCards::patches(const std::shared_ptr<const Board>& board, const std::vector<BoardCard>& cards)
{
    PatchCards all;
    all.reserve(cards.size());
    for (const BoardCard& card : cards)
        all.emplace_back(board, &card);
    return all;
}

std::vector<PatchCards> BoardCards::patchesBefore(const Plan& plan, const std::shared_ptr<const Board>& board)
{
    const CardsBefore before(*board);
    std::vector<PatchCards> waves;
    for (const Wave& wave : plan.waves) {
        PatchCards& cards = waves.emplace_back();
        cards.reserve(wave.patches.size());
        CardsBefore::Place place = before.start(wave.id);
        for (const std::string& id : wave.patches) {
            if (const BoardCard* known = before.find(id, place)) {
                cards.emplace_back(board, known);
                continue;
            }
            BoardCard fallback;
            fallback.patch = id;
            fallback.title = patchTitle(id);
            cards.push_back(std::make_shared<const BoardCard>(std::move(fallback)));
        }
    }
    return waves;
}

PatchCards BoardCards::waitingBefore(const Plan& plan, const std::shared_ptr<const Board>& board)
{
    std::unordered_set<std::string_view> seen; // planned, or taken already
    for (const Wave& wave : plan.waves)
        seen.insert(wave.patches.begin(), wave.patches.end());
    PatchCards left;
    const auto take = [&](const BoardCard& card) {
        if (card.index != PlanGround::None && seen.insert(card.patch).second)
            left.emplace_back(board, &card);
    };
    std::for_each(board->queue.begin(), board->queue.end(), take);
    for (const BoardWave& wave : board->waves)
        std::for_each(wave.cards.begin(), wave.cards.end(), take);
    std::stable_sort(left.begin(), left.end(), [](const auto& a, const auto& b) { return a->index < b->index; });
    return left;
}

std::vector<Card> BoardCards::hosts(const std::vector<HostId>& hosts, GroupBy by, const PlanGround& ground,
                                    const QSet<QString>& open)
{
    std::vector<Card> cards;
    for (const HostGroup& group : groupHosts(hosts, by, ground)) {
        if (group.hosts.size() == 1) {
            Card one = hostCard(group.hosts.front(), ground);
            one.id += u'/' + Texts::of(name(by)) + u':' + Texts::of(group.value);
            cards.push_back(std::move(one));
            continue;
        }
        Card card;
        card.kind = Card::Kind::Group;
        card.id = Texts::of(name(by)) + u':' + Texts::of(group.value);
        card.name = group.value.empty() ? notTold(by) : Texts::of(group.value);
        card.hosts = std::uint32_t(group.hosts.size());
        card.members = group.hosts;
        card.detail = hostCount(group.hosts.size()) + dot + tr("%1 open").arg(Texts::number(group.findings));
        card.tip = card.name + u'\n' + tr("Return opens and closes the group");
        const QString id = card.id;
        cards.push_back(std::move(card));
        if (!open.contains(id))
            continue;
        for (const HostId host : group.hosts) {
            Card one = hostCard(host, ground);
            one.id += u'/' + id; // with several tags a host is in several groups
            cards.push_back(std::move(one));
        }
    }
    return cards;
}

QString BoardCards::minutes(double value)
{
    const auto whole = std::int64_t(std::ceil(value));
    if (whole < 120)
        return tr("%1 min").arg(whole);
    if (whole % 60 == 0)
        return tr("%1 h").arg(whole / 60);
    return tr("%1 h %2 min").arg(whole / 60).arg(whole % 60);
}

QString BoardCards::hostCount(std::uint64_t hosts)
{
    return hosts == 1 ? tr("1 host") : tr("%1 hosts").arg(Texts::number(hosts));
}

QString BoardCards::groupBy(GroupBy by)
{
    switch (by) {
    case GroupBy::Tag:
        return tr("By tag");
    case GroupBy::Role:
        return tr("By role");
    case GroupBy::Site:
        return tr("By site");
    case GroupBy::Os:
        return tr("By system");
    case GroupBy::Owner:
        break;
    }
    return tr("By owner");
}

QString BoardCards::weekdayTime(const std::string& local)
{
    const QDateTime time = QDateTime::fromString(Texts::of(local).left(16), QStringLiteral("yyyy-MM-ddTHH:mm"));
    if (!time.isValid())
        return {};
    return QLocale().dayName(time.date().dayOfWeek(), QLocale::ShortFormat) + u' '
        + time.toString(QStringLiteral("HH:mm"));
}

QString BoardCards::dayMonth(Instant at)
{
    const QDate day = QDateTime::fromSecsSinceEpoch(at.time_since_epoch().count(), Qt::UTC).date();
    return tr("%1 %2", "day and month").arg(day.day()).arg(QLocale().monthName(day.month(), QLocale::ShortFormat));
}

QString BoardCards::window(const BoardWave& wave)
{
    if (!wave.next)
        return Texts::of(wave.windowName);
    const double length = double((wave.next->end - wave.next->start).count()) / 60;
    return tr("%1, %2", "start and length of a window")
        .arg(weekdayTime(wave.next->local),
             length >= 60 && std::fmod(length, 60) == 0 ? tr("%1 h").arg(length / 60) : minutes(length));
}

std::pair<QString, ItemTone> BoardCards::truth(const BoardWave& wave, const Board& board)
{
    const RuleBreak* blocking = nullptr;
    const RuleBreak* warning = nullptr;
    for (const std::size_t index : wave.broken) {
        const RuleBreak& rule = board.broken[index];
        const RuleBreak*& first = blocks(rule) ? blocking : warning;
        if (!first)
            first = &rule;
    }
    if (blocking)
        return {Texts::of(blocking->sentence), ItemTone::Immediate};
    if (!wave.freeze.empty())
        return {tr("Waits for the end of “%1”").arg(Texts::of(wave.freeze)), ItemTone::OutOfCycle};
    if (!wave.dst.empty())
        return {Texts::of(wave.dst), ItemTone::OutOfCycle};
    if (warning)
        return {Texts::of(warning->sentence), ItemTone::OutOfCycle};
    if (wave.hosts == 0)
        return {tr("No hosts yet"), ItemTone::Neutral};
    return {wave.targetHosts == wave.hosts
                ? hostCount(wave.hosts)
                : tr("%1, %2 of them have work").arg(hostCount(wave.hosts), Texts::number(wave.targetHosts)),
            ItemTone::Neutral};
}

} // namespace bw
