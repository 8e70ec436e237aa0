// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/cardsmodel.h"

#include "models/items/boardcards.h"

#include <QMimeData>

#include <algorithm>

namespace bw {

namespace {

constexpr ItemColumn columns[] = {
    {"card", QT_TRANSLATE_NOOP("bw::Columns", "Card"), nullptr, ColumnKind::Name, 24},
};

} // namespace

CardsModel::CardsModel(QObject* parent)
    : TableModel(columns, parent)
{
}

void CardsModel::setPlace(const Place& place)
{
    const bool locked = m_place.locked != place.locked;
    m_place = place;
    if (locked && !m_rows.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, 0));
}

DropVerdict CardsModel::judge(const BoardDrag& drag) const
{
    if (m_judge)
        return m_judge(drag, m_place.wave);
    DropVerdict no;
    no.refusal = tr("Nothing can be dropped here.");
    return no;
}

bool CardsModel::Row::same(const Row& other) const
{
    if (patch && other.patch)
        return patch == other.patch || *patch == *other.patch;
    return held && other.held && held->card == other.held->card;
}

void CardsModel::setCards(std::vector<Card> cards)
{
    std::vector<Row> rows;
    rows.reserve(cards.size());
    for (Card& card : cards) {
        std::string key = card.id.toStdString();
        rows.push_back({nullptr, std::make_shared<const Held>(Held{std::move(card), std::move(key)})});
    }
    setRows(std::move(rows));
}

void CardsModel::setPatches(const PatchCards& patches)
{
    std::vector<Row> rows;
    rows.reserve(patches.size());
    for (const auto& patch : patches)
        rows.push_back({patch, nullptr});
    setRows(std::move(rows));
}

void CardsModel::setRows(std::vector<Row> rows)
{
    m_last = {}; // lets go of a board that nobody shows any more
    update(
        m_rows, std::move(rows), [](const Row& row, bool) { return row.key(); },
        [](const Row& a, const Row& b) { return a.same(b); }, [] {});
}

const Card& CardsModel::shown(int row) const
{
    const Row& wanted = m_rows[std::size_t(row)];
    if (wanted.held)
        return wanted.held->card;
    if (m_last.patch != wanted.patch) {
        m_lastCard = BoardCards::patch(*wanted.patch);
        m_last = wanted;
    }
    return m_lastCard;
}

int CardsModel::rowOf(const QString& id) const
{
    const std::string key = id.toStdString();
    const auto it = std::find_if(m_rows.begin(), m_rows.end(), [&](const Row& row) { return row.key() == key; });
    return it == m_rows.end() ? -1 : int(it - m_rows.begin());
}

int CardsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

Qt::ItemFlags CardsModel::flags(const QModelIndex& index) const
{
    // Dropped things land between cards or behind them, never on one.
    if (!index.isValid())
        return Qt::ItemIsDropEnabled;
    const Qt::ItemFlags flags = TableModel::flags(index);
    return m_place.locked ? flags : flags | Qt::ItemIsDragEnabled;
}

BoardDrag CardsModel::dragOf(const QModelIndexList& indexes) const
{
    BoardDrag drag{m_place.plan, m_place.revision, m_place.wave, {}, {}};
    std::vector<int> rows;
    for (const QModelIndex& index : indexes)
        rows.push_back(index.row());
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    for (const int row : rows) {
        const Card& one = shown(row);
        if (one.kind == Card::Kind::Patch)
            drag.patches.push_back(one.patch);
        else
            drag.hosts.insert(drag.hosts.end(), one.members.begin(), one.members.end());
    }
    std::sort(drag.hosts.begin(), drag.hosts.end());
    drag.hosts.erase(std::unique(drag.hosts.begin(), drag.hosts.end()), drag.hosts.end());
    return drag;
}

QStringList CardsModel::mimeTypes() const
{
    return {QString::fromLatin1(BoardDragType)};
}

QMimeData* CardsModel::mimeData(const QModelIndexList& indexes) const
{
    if (indexes.isEmpty() || m_place.locked)
        return nullptr;
    std::vector<DragLine> lines;
    for (const QModelIndex& index : indexes) {
        const Card& one = shown(index.row());
        lines.push_back({one.name, one.hosts, one.minutes, one.reboot});
    }
    return toMimeData(dragOf(indexes), lines).release();
}

bool CardsModel::canDropMimeData(const QMimeData* data, Qt::DropAction, int, int, const QModelIndex&) const
{
    const auto drag = boardDragFrom(data);
    return drag && judge(*drag).allowed();
}

bool CardsModel::dropMimeData(const QMimeData* data, Qt::DropAction, int row, int, const QModelIndex&)
{
    const auto drag = boardDragFrom(data);
    if (!drag || !judge(*drag).allowed())
        return false;
    Q_EMIT dropWanted(*drag, m_place.wave, row);
    return true;
}

bool CardsModel::removeRows(int, int, const QModelIndex&)
{
    return false;
}

QVariant CardsModel::cell(int row, int, int role) const
{
    const Card& one = shown(row);
    switch (role) {
    case Qt::DisplayRole:
        return one.name;
    case Qt::ToolTipRole:
        return one.conflict.isEmpty() ? one.tip : one.tip + u'\n' + one.conflict;
    case IdRole:
        return one.id;
    case ToneRole:
        return int(one.tone);
    case SecondaryRole:
        return one.detail;
    case CardRebootRole:
        return one.reboot;
    case CardConflictRole:
        return one.conflict;
    case CardKindRole:
        return int(one.kind);
    case CardLockedRole:
        return m_place.locked;
    case CardIdleRole:
        return one.idle;
    default:
        return {};
    }
}

QString CardsModel::sentence(int row) const
{
    const Card& one = shown(row);
    QString text = tr("%1, %2, %3, %4 of %5, %6")
                       .arg(one.name, one.detail, m_place.name)
                       .arg(row + 1)
                       .arg(rowCount())
                       .arg(m_place.locked ? tr("locked") : tr("movable"));
    if (!one.conflict.isEmpty())
        text += QStringLiteral(", ") + one.conflict;
    return text;
}

} // namespace bw
