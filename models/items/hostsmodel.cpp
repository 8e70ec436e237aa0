// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/hostsmodel.h"

#include "models/items/ordering.h"
#include "models/items/texts.h"

#include <array>

namespace bw {

namespace {

constexpr std::array<ItemColumn, HostsModel::ColumnTotal> Columns = {{
    {"name", QT_TRANSLATE_NOOP("bw::Columns", "Host"), nullptr, ColumnKind::Name, 20},
    {"decision", QT_TRANSLATE_NOOP("bw::Columns", "Decision"),
     QT_TRANSLATE_NOOP("bw::Columns", "The highest decision of the host's open findings"), ColumnKind::State, 14},
    {"open", QT_TRANSLATE_NOOP("bw::Columns", "Open"),
     QT_TRANSLATE_NOOP("bw::Columns", "Open findings; what cannot be told stands beside"), ColumnKind::Count, 10},
    {"due", QT_TRANSLATE_NOOP("bw::Columns", "Due"),
     QT_TRANSLATE_NOOP("bw::Columns", "The earliest due date of the host's open findings"), ColumnKind::Date, 15},
    {"state", QT_TRANSLATE_NOOP("bw::Columns", "Evidence"),
     QT_TRANSLATE_NOOP("bw::Columns", "How fresh the newest inventory of the host is"), ColumnKind::State, 12},
    {"os", QT_TRANSLATE_NOOP("bw::Columns", "Operating system"), nullptr, ColumnKind::Text, 14},
    {"exposure", QT_TRANSLATE_NOOP("bw::Columns", "Exposure"), nullptr, ColumnKind::Text, 14},
    {"importance", QT_TRANSLATE_NOOP("bw::Columns", "Importance"), nullptr, ColumnKind::Text, 15},
    {"owner", QT_TRANSLATE_NOOP("bw::Columns", "Owner"), nullptr, ColumnKind::Text, 14},
    {"seen", QT_TRANSLATE_NOOP("bw::Columns", "Last seen"), nullptr, ColumnKind::Date, 14},
    {"tags", QT_TRANSLATE_NOOP("bw::Columns", "Tags"), nullptr, ColumnKind::Text, 16, false},
    {"components", QT_TRANSLATE_NOOP("bw::Columns", "Components"), nullptr, ColumnKind::Number, 11, false},
    {"site", QT_TRANSLATE_NOOP("bw::Columns", "Site"), nullptr, ColumnKind::Text, 12, false},
    {"role", QT_TRANSLATE_NOOP("bw::Columns", "Role"), nullptr, ColumnKind::Text, 12, false},
}};

void countFindings(const Assessment& assessment, std::vector<HostRow>& rows)
{
    for (const Finding& finding : assessment.findings) {
        HostRow& row = rows[finding.host];
        if (finding.state == FindingState::Unknown)
            ++row.unknown;
        if (!countsAsOpen(finding.state))
            continue;
        ++row.open;
        if (!row.worst || *row.worst < finding.decision)
            row.worst = finding.decision;
        if (finding.due != Finding::NoDay) {
            const Day due{std::chrono::days(finding.due)};
            row.due = row.due ? std::min(*row.due, due) : due;
        }
    }
}

std::optional<int> reversed(std::optional<Decision> decision)
{
    return decision ? std::optional(-int(*decision)) : std::nullopt;
}

/// Not "web-01.example.org" behind "web-01": that is the tooltip's business.
bool fqdnTellsMore(const HostIdentity& names)
{
    return !names.fqdn.empty() && names.fqdn != names.name
        && (names.name.empty() || !names.fqdn.starts_with(names.name + '.'));
}

QString textOr(const QString& text)
{
    return text.isEmpty() ? Texts::missing() : text;
}

} // namespace

HostsModel::HostsModel(QObject* parent)
    : TableModel(Columns, parent)
{
}

std::vector<HostRow> HostsModel::rowsOf(const Assessment& assessment)
{
    const Fleet& fleet = *assessment.fleet;
    std::vector<HostRow> rows(fleet.hosts.size());
    std::vector<QString> names;
    names.reserve(rows.size());
    for (std::uint32_t i = 0; i < rows.size(); ++i) {
        const Host& host = fleet.hosts[i];
        HostRow& row = rows[i];
        row.id = host.id;
        row.host = i;
        if (i < assessment.hostStates.size())
            row.state = assessment.hostStates[i];
        if (const SnapshotEntry* told = host.at(assessment.at))
            row.components = std::uint32_t(fleet.manifests[told->manifest].components.size());
        if (const SnapshotEntry* seen = host.lastSeen(assessment.at)) {
            row.seen = seen->takenAt;
            row.os = seen->os;
        }
        names.push_back(Texts::hostName(host));
    }
    countFindings(assessment, rows);
    const auto ranks = naturalRanks(names);
    for (std::uint32_t i = 0; i < rows.size(); ++i)
        rows[i].nameRank = ranks[i];
    return rows;
}

void HostsModel::setAssessment(std::shared_ptr<const Assessment> assessment)
{
    auto rows = assessment ? rowsOf(*assessment) : std::vector<HostRow>();
    setAssessment(std::move(assessment), std::move(rows));
}

void HostsModel::setAssessment(std::shared_ptr<const Assessment> assessment, std::vector<HostRow> rows)
{
    const auto before = m_assessment;
    const bool moved = before && assessment && before->at != assessment->at;
    const auto same = [&](const HostRow& a, const HostRow& b) {
        HostRow later = b;
        later.host = a.host;
        later.os = a.os;
        later.nameRank = a.nameRank; // the order is the view's business
        const Host& was = before->fleet->hosts[a.host];
        const Host& is = assessment->fleet->hosts[b.host];
        const bool sameOs = a.os.has_value() == b.os.has_value()
            && (!a.os || before->fleet->systems[*a.os] == assessment->fleet->systems[*b.os]);
        return a == later && sameOs && was.identity == is.identity && was.attributes == is.attributes;
    };
    const auto adopt = [&] { m_assessment = assessment; };
    update(
        m_rows, std::move(rows), [](const HostRow& row, bool) { return row.id; }, same, adopt);
    if (moved && !m_rows.empty()) {
        for (const int column : {int(Due), int(LastSeen)})
            Q_EMIT dataChanged(index(0, column), index(int(m_rows.size()) - 1, column));
    }
}

int HostsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

const OsIdentity* HostsModel::os(int row) const
{
    const auto os = at(row).os;
    return os ? &m_assessment->fleet->systems[*os] : nullptr;
}

int HostsModel::rowOf(HostId id) const
{
    const auto it = std::lower_bound(m_rows.begin(), m_rows.end(), id,
                                     [](const HostRow& row, HostId wanted) { return row.id < wanted; });
    return it == m_rows.end() || it->id != id ? -1 : int(it - m_rows.begin());
}

int HostsModel::compare(int column, int a, int b) const
{
    const HostRow& x = at(a);
    const HostRow& y = at(b);
    switch (column) {
    case Name:
        return threeWay(x.nameRank, y.nameRank);
    case State:
        return threeWay(x.state, y.state);
    case WorstDecision:
        // Urgent ones first, in the order of names.
        return x.worst != y.worst ? threeWay(reversed(x.worst), reversed(y.worst)) : threeWay(x.nameRank, y.nameRank);
    case Open:
        return x.open != y.open ? threeWay(x.open, y.open) : threeWay(x.unknown, y.unknown);
    case Due:
        return threeWay(x.due, y.due);
    case ExposureColumn:
        return threeWay(host(a).attributes.exposure, host(b).attributes.exposure);
    case Importance:
        return threeWay(host(a).attributes.importance, host(b).attributes.importance);
    case LastSeen:
        return threeWay(x.seen, y.seen);
    case Components:
        return threeWay(x.components, y.components);
    default:
        return TableModel::compare(column, a, b);
    }
}

QVariant HostsModel::cell(int row, int column, int role) const
{
    const HostRow& r = at(row);
    const Host& h = host(row);
    switch (role) {
    case Qt::DisplayRole:
        return display(r, h, column);
    case Qt::ToolTipRole:
        return tip(r, h, column);
    case IdRole:
        return qint64(r.id);
    case SortRole:
        return sortValue(r, h, column);
    case FilterRole:
        return filterTerm(r, h, column);
    case UnknownRole:
        return column == Open && r.unknown > 0 ? QVariant(r.unknown) : QVariant();
    case SecondaryRole:
        return column == Name && fqdnTellsMore(h.identity) ? QVariant(Texts::of(h.identity.fqdn)) : QVariant();
    case ToneRole:
        if (column == State)
            return int(Texts::tone(r.state));
        if (column == WorstDecision && r.worst)
            return int(Texts::tone(*r.worst));
        if (column == Due && r.due && *r.due < dayOf(m_assessment->at))
            return int(ItemTone::Immediate);
        return {};
    default:
        return {};
    }
}

QVariant HostsModel::display(const HostRow& row, const Host& host, int column) const
{
    const HostAttributes& said = host.attributes;
    switch (column) {
    case Name:
        return Texts::hostName(host);
    case State:
        return Texts::of(row.state);
    case Os:
        return textOr(row.os ? Texts::osName(m_assessment->fleet->systems[*row.os]) : QString());
    case WorstDecision:
        return row.worst ? Texts::of(*row.worst) : Texts::missing();
    case Open:
        return row.state == HostState::Unknown && row.open == 0 ? Texts::missing() : Texts::number(row.open);
    case Due:
        return row.due ? Texts::due(*row.due, dayOf(m_assessment->at)) : Texts::missing();
    case ExposureColumn:
        return said.exposure ? Texts::of(*said.exposure) : tr("Open (assumed)");
    case Importance:
        return said.importance ? Texts::of(*said.importance) : tr("Medium (assumed)");
    case Owner:
        return textOr(Texts::of(said.owner));
    case Tags:
        return textOr(Texts::joined(said.tags, u", "));
    case LastSeen:
        return row.seen ? Texts::relative(*row.seen, m_assessment->at) : Texts::missing();
    case Components:
        return row.components ? Texts::number(*row.components) : Texts::missing();
    case Site:
        return textOr(Texts::of(said.site));
    case Role:
        return textOr(Texts::of(said.role));
    default:
        return {};
    }
}

QVariant HostsModel::tip(const HostRow& row, const Host& host, int column) const
{
    switch (column) {
    case Name:
        return host.identity.fqdn.empty() ? Texts::hostName(host) : Texts::of(host.identity.fqdn);
    case State:
        return host.attributes.excluded ? Texts::of(host.attributes.excludedReason) : QVariant();
    case Os: {
        if (!row.os)
            return tr("No inventory told the operating system.");
        const OsIdentity& os = m_assessment->fleet->systems[*row.os];
        return QStringList({Texts::of(os.name), Texts::of(os.version), Texts::of(os.build), Texts::of(os.arch)})
            .join(u' ')
            .simplified();
    }
    case WorstDecision:
        if (row.worst)
            return {};
        return row.state == HostState::Current ? tr("Nothing is open that the feeds know of.")
                                               : tr("Cannot tell without fresh evidence.");
    case Open:
        return row.unknown > 0
            ? tr("%1 open, %2 cannot be told").arg(Texts::number(row.open), Texts::number(row.unknown))
            : QVariant();
    case Due:
        return row.due ? QVariant(Texts::absolute(*row.due)) : QVariant();
    case ExposureColumn:
        return host.attributes.exposure ? QVariant() : tr("Not told. Counts as open until somebody says otherwise.");
    case Importance:
        return host.attributes.importance ? QVariant()
                                          : tr("Not told. Counts as medium until somebody says otherwise.");
    case LastSeen: {
        if (!row.seen)
            return tr("No inventory tells of this host up to this moment.");
        const SnapshotEntry* seen = host.lastSeen(m_assessment->at);
        return QString(Texts::absolute(*row.seen) + QLatin1String(" (")
                       + Texts::of(seen ? seen->timeSource : TimeSource::ImportTime) + u')');
    }
    case Components:
        return row.components ? QVariant() : tr("No inventory told about the software of this host.");
    case Tags:
        return host.attributes.tags.empty() ? QVariant() : QVariant(Texts::joined(host.attributes.tags, u", "));
    default:
        return {};
    }
}

QVariant HostsModel::sortValue(const HostRow& row, const Host& host, int column) const
{
    const auto text = [](const QString& value) {
        return value.isEmpty() ? QVariant() : QVariant(value.toCaseFolded());
    };
    switch (column) {
    case Name:
        return row.nameRank;
    case State:
        return int(row.state);
    case Os:
        return row.os ? text(Texts::osName(m_assessment->fleet->systems[*row.os])) : QVariant();
    case WorstDecision:
        return row.worst ? QVariant(int(*row.worst)) : QVariant();
    case Open:
        return row.open;
    case Due:
        return row.due ? QVariant(qint64(row.due->time_since_epoch().count())) : QVariant();
    case ExposureColumn:
        return host.attributes.exposure ? QVariant(int(*host.attributes.exposure)) : QVariant();
    case Importance:
        return host.attributes.importance ? QVariant(int(*host.attributes.importance)) : QVariant();
    case Owner:
        return text(Texts::of(host.attributes.owner));
    case Tags:
        return text(Texts::joined(host.attributes.tags, u", "));
    case LastSeen:
        return row.seen ? QVariant(qint64(row.seen->time_since_epoch().count())) : QVariant();
    case Components:
        return row.components ? QVariant(*row.components) : QVariant();
    case Site:
        return text(Texts::of(host.attributes.site));
    case Role:
        return text(Texts::of(host.attributes.role));
    default:
        return {};
    }
}

QVariant HostsModel::filterTerm(const HostRow& row, const Host& host, int column) const
{
    const auto term = [](const char* key, std::string_view value) {
        return value.empty() ? bw::filterTerm(QLatin1String(key), QStringLiteral("none"))
                             : bw::filterTerm(QLatin1String(key), Texts::of(value));
    };
    const HostAttributes& said = host.attributes;
    switch (column) {
    case Name:
        return term("name", host.identity.name);
    case State:
        return term("state", name(row.state));
    case Os:
        return term("os", row.os ? std::string_view(m_assessment->fleet->systems[*row.os].name) : std::string_view());
    case ExposureColumn:
        return term("exposure", said.exposure ? name(*said.exposure) : std::string_view());
    case Importance:
        return term("importance", said.importance ? name(*said.importance) : std::string_view());
    case Owner:
        return term("owner", said.owner);
    case Tags:
        return term("tag", said.tags.empty() ? std::string_view() : std::string_view(said.tags.front()));
    case Site:
        return term("site", said.site);
    case Role:
        return term("role", said.role);
    default:
        return {};
    }
}

QString HostsModel::sentence(int row) const
{
    const HostRow& r = at(row);
    QStringList parts = {Texts::hostName(host(row)), Texts::of(r.state)};
    if (r.os)
        parts << Texts::osName(m_assessment->fleet->systems[*r.os]);
    if (r.worst)
        parts << tr("worst decision %1").arg(Texts::of(*r.worst));
    parts << tr("%1 open").arg(Texts::number(r.open));
    if (r.unknown > 0)
        parts << tr("%1 cannot be told").arg(Texts::number(r.unknown));
    if (r.due)
        parts << tr("due %1").arg(Texts::due(*r.due, dayOf(m_assessment->at)));
    if (r.seen)
        parts << tr("seen %1").arg(Texts::relative(*r.seen, m_assessment->at));
    return parts.join(QLatin1String(", "));
}

} // namespace bw
