// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/componentsmodel.h"

#include "models/items/ordering.h"
#include "models/items/texts.h"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace bw {

namespace {

constexpr std::array<ItemColumn, ComponentsModel::ColumnTotal> Columns = {{
    {"name", QT_TRANSLATE_NOOP("bw::Columns", "Component"), nullptr, ColumnKind::Text, 26},
    {"version", QT_TRANSLATE_NOOP("bw::Columns", "Version"), nullptr, ColumnKind::Text, 22},
    {"finding", QT_TRANSLATE_NOOP("bw::Columns", "Open finding"),
     QT_TRANSLATE_NOOP("bw::Columns", "The worst decision of the patches that are open because of it"),
     ColumnKind::State, 14},
    {"arch", QT_TRANSLATE_NOOP("bw::Columns", "Architecture"), nullptr, ColumnKind::Text, 9},
    {"source", QT_TRANSLATE_NOOP("bw::Columns", "Source"),
     QT_TRANSLATE_NOOP("bw::Columns", "The source package that advisories go by"), ColumnKind::Text, 20},
    {"ecosystem", QT_TRANSLATE_NOOP("bw::Columns", "Kind"), nullptr, ColumnKind::Text, 12},
}};

} // namespace

ComponentsModel::ComponentsModel(QObject* parent)
    : TableModel(Columns, parent)
{
}

std::vector<ComponentsModel::Row> ComponentsModel::rowsOf(const Assessment& assessment, std::uint32_t host)
{
    const Fleet& fleet = *assessment.fleet;
    const SnapshotEntry* told = fleet.hosts[host].at(assessment.at);
    if (!told)
        return {};
    std::unordered_map<ComponentId, Row> marked;
    for (const bw::Finding& finding : assessment.findings) {
        if (finding.host != host || !countsAsOpen(finding.state))
            continue;
        Row& row = marked[finding.component];
        if (row.findings++ == 0 || row.worst < finding.decision) {
            row.worst = finding.decision;
            row.patch = finding.patch;
        }
    }
    std::vector<Row> rows;
    std::vector<QString> names;
    for (const ComponentId id : fleet.manifests[told->manifest].components) {
        const auto it = marked.find(id);
        Row row = it == marked.end() ? Row() : it->second;
        row.component = id;
        rows.push_back(row);
        names.push_back(Texts::of(fleet.components->view(id).name));
    }
    const auto ranks = naturalRanks(names);
    for (std::size_t i = 0; i < rows.size(); ++i)
        rows[i].rank = ranks[i];
    std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.rank < b.rank; });
    return rows;
}

void ComponentsModel::setHost(std::shared_ptr<const Assessment> assessment, HostId host)
{
    std::vector<Row> rows;
    bool told = false;
    if (assessment) {
        const auto& hosts = assessment->fleet->hosts;
        const auto it = std::lower_bound(hosts.begin(), hosts.end(), host,
                                         [](const Host& known, HostId wanted) { return known.id < wanted; });
        if (it != hosts.end() && it->id == host) {
            told = it->at(assessment->at) != nullptr;
            rows = rowsOf(*assessment, std::uint32_t(it - hosts.begin()));
        }
    }
    const bool samePool = m_assessment && assessment && host == m_host
        && m_assessment->fleet->components == assessment->fleet->components;
    const auto adopt = [&] {
        m_assessment = assessment;
        m_host = host;
        m_told = told;
    };
    if (!samePool) {
        // Another host is another list: nothing of the old one is worth keeping.
        beginResetModel();
        adopt();
        m_rows = std::move(rows);
        endResetModel();
        return;
    }
    const auto before = m_assessment;
    const auto same = [&](const Row& a, const Row& b) {
        return a.findings == b.findings && a.worst == b.worst
            && (a.findings == 0 || before->patches[a.patch].id == assessment->patches[b.patch].id);
    };
    update(
        m_rows, std::move(rows), [](const Row& row, bool) { return row.component; }, same, adopt);
}

int ComponentsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

ComponentView ComponentsModel::view(int row) const
{
    return m_assessment->fleet->components->view(component(row));
}

int ComponentsModel::compare(int column, int a, int b) const
{
    const Row& x = m_rows[std::size_t(a)];
    const Row& y = m_rows[std::size_t(b)];
    if (column == Name)
        return threeWay(x.rank, y.rank);
    if (column == Finding)
        return x.findings == 0 || y.findings == 0 ? threeWay(x.findings == 0, y.findings == 0)
                                                  : threeWay(x.worst, y.worst);
    return TableModel::compare(column, a, b);
}

QVariant ComponentsModel::cell(int row, int column, int role) const
{
    const Row& r = m_rows[std::size_t(row)];
    const ComponentView v = view(row);
    if (role == IdRole)
        return r.component;
    if (role == ToneRole)
        return column == Finding && r.findings > 0 ? QVariant(int(Texts::tone(r.worst))) : QVariant();
    if (role == Qt::ToolTipRole) {
        if (column == Finding && r.findings > 0)
            return Texts::of(m_assessment->patches[r.patch].id);
        return {};
    }
    if (role != Qt::DisplayRole && role != SortRole)
        return {};
    const auto text = [&](std::string_view value) {
        if (value.empty())
            return role == SortRole ? QVariant() : QVariant(Texts::missing());
        return QVariant(Texts::of(value));
    };
    switch (column) {
    case Name:
        return text(v.name);
    case Version:
        return text(v.version);
    case Finding:
        return r.findings > 0 ? QVariant(Texts::of(r.worst)) : QVariant();
    case Arch:
        return text(v.arch);
    case Source:
        return text(v.source);
    case EcosystemColumn:
        return Texts::of(v.ecosystem);
    default:
        return {};
    }
}

QString ComponentsModel::sentence(int row) const
{
    const Row& r = m_rows[std::size_t(row)];
    const ComponentView v = view(row);
    QStringList parts = {Texts::of(v.name), Texts::of(v.version)};
    if (r.findings > 0)
        parts << tr("%1 open, worst decision %2").arg(Texts::number(r.findings), Texts::of(r.worst));
    return parts.join(QLatin1String(", "));
}

} // namespace bw
