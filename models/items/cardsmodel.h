// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/items/boarddrag.h"
#include "models/items/tablemodel.h"
#include "models/planning/board.h"

#include <functional>
#include <memory>

namespace bw {

/// A card of the board: a patch in a wave, a host, or hosts that go together under one name.
struct Card {
    enum class Kind : std::uint8_t { Patch, Host, Group };
    Kind kind = Kind::Patch;
    QString id; ///< of the patch; "host:7"; "role:web"
    QString name; ///< "openssl 3.0.17"
    QString detail; ///< "20 hosts · 6 min · reboot"
    QString tip;
    ItemTone tone = ItemTone::Neutral;
    std::uint32_t hosts = 0;
    double minutes = 0;
    bool reboot = false;
    bool idle = false; ///< nothing to do here: no host of the place needs it
    QString conflict; ///< what is wrong with it here; empty: nothing
    std::string patch; ///< Patch: its id
    std::vector<HostId> members; ///< Host and Group: sorted

    friend bool operator==(const Card&, const Card&) = default;
};

/// Patches of a board, kept with the board that they are of. Ten thousand of them are handed on at every change, so
/// they become cards only where one is looked at.
using PatchCards = std::vector<std::shared_ptr<const BoardCard>>;

/// What would come of a drop.
struct DropVerdict {
    QString refusal; ///< why not; empty: it may be dropped
    double before = 0; ///< minutes of the target as it is
    double after = 0;
    double capacity = 0; ///< minutes of its window; 0: no window
    bool changes = true; ///< false: everything is already there

    bool allowed() const { return refusal.isEmpty(); }
    friend bool operator==(const DropVerdict&, const DropVerdict&) = default;
};

/// Roles of a card beside those of roles.h.
enum CardRole : int {
    CardRebootRole = Qt::UserRole + 40, ///< bool
    CardConflictRole, ///< QString
    CardKindRole, ///< int(Card::Kind)
    CardLockedRole, ///< bool
    CardIdleRole, ///< bool
};

/// The cards of one wave (or of what is in no wave) in their order. A drop is only announced, and a row goes when a
/// later value goes without it: `removeRows` refuses, because views call it after a drag.
class CardsModel final : public TableModel {
    Q_OBJECT

public:
    using Judge = std::function<DropVerdict(const BoardDrag&, WaveId)>;

    explicit CardsModel(QObject* parent = nullptr);

    struct Place {
        PlanId plan = 0;
        int revision = 0;
        WaveId wave = 0; ///< 0: in no wave
        QString name; ///< "Early"
        bool locked = false;
        friend bool operator==(const Place&, const Place&) = default;
    };
    void setPlace(const Place& place);
    const Place& place() const { return m_place; }
    /// Asked before each drop; without one nothing may be dropped.
    void setJudge(Judge judge) { m_judge = std::move(judge); }
    DropVerdict judge(const BoardDrag& drag) const;

    void setCards(std::vector<Card> cards);
    void setPatches(const PatchCards& patches);
    Card card(int row) const { return shown(row); }
    int rowOf(const QString& id) const; ///< -1: not here
    /// What moving these rows would carry.
    BoardDrag dragOf(const QModelIndexList& indexes) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    QStringList mimeTypes() const override;
    QMimeData* mimeData(const QModelIndexList& indexes) const override;
    Qt::DropActions supportedDragActions() const override { return Qt::CopyAction; }
    Qt::DropActions supportedDropActions() const override { return Qt::CopyAction | Qt::MoveAction; }
    bool canDropMimeData(const QMimeData* data, Qt::DropAction action, int row, int column,
                         const QModelIndex& parent) const override;
    bool dropMimeData(const QMimeData* data, Qt::DropAction action, int row, int column,
                      const QModelIndex& parent) override;
    bool removeRows(int row, int count, const QModelIndex& parent = {}) override;

Q_SIGNALS:
    /// `before`: the row before which it was dropped; -1: at the end.
    void dropWanted(const bw::BoardDrag& drag, bw::WaveId wave, int before);

protected:
    QVariant cell(int row, int column, int role) const override;
    QString sentence(int row) const override;

private:
    struct Held {
        Card card;
        std::string key;
    };
    /// One of the two.
    struct Row {
        std::shared_ptr<const BoardCard> patch;
        std::shared_ptr<const Held> held;

        std::string_view key() const { return patch ? std::string_view(patch->patch) : std::string_view(held->key); }
        bool same(const Row& other) const;
    };
    void setRows(std::vector<Row> rows);
    const Card& shown(int row) const; ///< until the next call

    std::vector<Row> m_rows;
    mutable Row m_last; ///< what m_lastCard was made from
    mutable Card m_lastCard;
    Place m_place;
    Judge m_judge;
};

} // namespace bw
