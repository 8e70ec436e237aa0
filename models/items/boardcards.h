// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/items/cardsmodel.h"
#include "models/planning/board.h"

#include <QCoreApplication>
#include <QSet>

namespace bw {

/// The cards and the words of the board, out of the values of models/planning. Pure.
class BoardCards {
    Q_DECLARE_TR_FUNCTIONS(bw::BoardCards)

public:
    static Card patch(const BoardCard& card);
    static PatchCards patches(const std::shared_ptr<const Board>& board, const std::vector<BoardCard>& cards);
    /// The cards of each wave of a plan that has just changed, until it is laid out anew: figures are those of the
    /// board before.
    static std::vector<PatchCards> patchesBefore(const Plan& plan, const std::shared_ptr<const Board>& board);
    /// In no wave of the plan, until it is laid out anew: those that no wave of it holds, in rank order.
    static PatchCards waitingBefore(const Plan& plan, const std::shared_ptr<const Board>& board);
    /// Hosts as counted cards, a group of one as the host itself; groups in `open` are followed by their hosts.
    static std::vector<Card> hosts(const std::vector<HostId>& hosts, GroupBy by, const PlanGround& ground,
                                   const QSet<QString>& open);

    static QString minutes(double value); ///< "6 min", "1 h 30 min"
    static QString hostCount(std::uint64_t hosts); ///< "1 host", "1,240 hosts"
    static QString groupBy(GroupBy by); ///< "by role"
    /// "Tue 22:00, 2 h"; empty: no occurrence.
    static QString window(const BoardWave& wave);
    /// The one line that a person must know of a wave, and how bad it is.
    static std::pair<QString, ItemTone> truth(const BoardWave& wave, const Board& board);
    static QString weekdayTime(const std::string& local); ///< "Tue 22:00" of "2026-11-24T22:00"
    static QString dayMonth(Instant at); ///< "3 Dec", by UTC
};

} // namespace bw
