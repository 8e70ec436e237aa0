// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/findingsmodel.h"

#include "models/items/ordering.h"
#include "models/items/standing.h"
#include "models/items/texts.h"

#include <algorithm>
#include <array>

namespace bw {

namespace {

constexpr std::array<ItemColumn, FindingsModel::ColumnTotal> Columns = {{
    {"host", QT_TRANSLATE_NOOP("bw::Columns", "Host"), nullptr, ColumnKind::Name, 22},
    {"patch", QT_TRANSLATE_NOOP("bw::Columns", "Patch"),
     QT_TRANSLATE_NOOP("bw::Columns", "Package and the version that closes it"), ColumnKind::Name, 26},
    {"state", QT_TRANSLATE_NOOP("bw::Columns", "State"),
     QT_TRANSLATE_NOOP("bw::Columns", "With what plans, roll-outs and later inventories say of it"), ColumnKind::State,
     16},
    {"decision", QT_TRANSLATE_NOOP("bw::Columns", "Decision"), nullptr, ColumnKind::State, 14},
    {"due", QT_TRANSLATE_NOOP("bw::Columns", "Due"), nullptr, ColumnKind::Date, 15},
    {"since", QT_TRANSLATE_NOOP("bw::Columns", "Exposed"),
     QT_TRANSLATE_NOOP("bw::Columns", "How long the exposure window has been open"), ColumnKind::Date, 9},
    {"cve", QT_TRANSLATE_NOOP("bw::Columns", "CVE"),
     QT_TRANSLATE_NOOP("bw::Columns", "The one that weighs most, and how many more"), ColumnKind::Text, 19, false},
    {"rollout", QT_TRANSLATE_NOOP("bw::Columns", "Roll-out"),
     QT_TRANSLATE_NOOP("bw::Columns", "What a plan does with it, and what proves it"), ColumnKind::Text, 30},
    {"fix", QT_TRANSLATE_NOOP("bw::Columns", "Fix"), QT_TRANSLATE_NOOP("bw::Columns", "Version that closes it"),
     ColumnKind::Text, 20, false},
    {"installed", QT_TRANSLATE_NOOP("bw::Columns", "Installed"), nullptr, ColumnKind::Text, 20, false},
    {"source", QT_TRANSLATE_NOOP("bw::Columns", "Source"),
     QT_TRANSLATE_NOOP("bw::Columns", "Feed and advisory that name it"), ColumnKind::Text, 20, false},
}};

std::optional<Day> dayFrom(std::int32_t day)
{
    return day == Finding::NoDay ? std::nullopt : std::optional(Day(std::chrono::days(day)));
}

} // namespace

FindingsModel::FindingsModel(JobRunner& jobs, QObject* parent)
    : QueryModel(Columns, jobs, "findings", tr("Findings"), parent)
{
}

void FindingsModel::setHost(std::optional<HostId> host)
{
    if (m_query.host == host)
        return;
    m_query.host = host;
    ask();
}

void FindingsModel::setPatch(const QString& patchId)
{
    std::string id = patchId.toStdString();
    if (m_query.patch == id)
        return;
    m_query.patch = std::move(id);
    ask();
}

Result<void> FindingsModel::setFilterText(const QString& text)
{
    return takeFilter(text, FindingFilter::parse(text.toStdString()), m_query.filter);
}

std::vector<Facet> FindingsModel::facets() const
{
    Facet states{QStringLiteral("state"), tr("State"), {}};
    Facet decisions{QStringLiteral("decision"), tr("Decision"), {}};
    Facet due{QStringLiteral("due"), tr("Due"), {}};
    const auto add = [](Facet& to, std::string_view word, const QString& label, ItemTone tone, std::uint32_t count) {
        if (count > 0)
            to.values.push_back({bw::filterTerm(QLatin1String(to.id.toLatin1()), Texts::of(word)), label, tone, count});
    };
    for (std::size_t i = m_counts.decisions.size(); i-- > 0;)
        add(decisions, name(Decision(i)), Texts::of(Decision(i)), Texts::tone(Decision(i)), m_counts.decisions[i]);
    std::array<FindingState, std::tuple_size_v<decltype(m_counts.states)>> order{};
    for (std::size_t i = 0; i < order.size(); ++i)
        order[i] = FindingState(i);
    std::sort(order.begin(), order.end(), [](auto a, auto b) { return urgency(a) < urgency(b); });
    for (const FindingState state : order)
        add(states, name(state), Texts::of(state), Texts::tone(state), m_counts.states[std::size_t(state)]);
    add(due, "overdue", tr("Overdue"), ItemTone::Immediate, m_counts.overdue);
    return {states, decisions, due};
}

int FindingsModel::rowOf(HostId host, const QString& patchId) const
{
    const auto row = table() ? table()->find(host, patchId.toStdString()) : std::nullopt;
    if (!row)
        return -1;
    const auto rows = shownIndex().rows();
    const auto it = std::find(rows.begin(), rows.end(), *row);
    return it == rows.end() ? -1 : int(it - rows.begin());
}

QVariant FindingsModel::cell(int row, int column, int role) const
{
    const std::uint32_t place = tableRow(row);
    switch (role) {
    case Qt::DisplayRole:
        return display(place, column);
    case Qt::ToolTipRole:
        return tip(place, column);
    case IdRole:
        return QString(QString::number(table()->host(place).id) + u'/' + Texts::of(table()->patch(place).id));
    case SortRole:
        return sortValue(place, column);
    case FilterRole:
        return filterOf(place, column);
    case SecondaryRole:
        return column == PatchColumn && table()->patch(place).fixed.empty() ? display(place, Fix) : QVariant();
    case ToneRole:
        return toneOf(place, column);
    default:
        return {};
    }
}

QVariant FindingsModel::toneOf(std::uint32_t row, int column) const
{
    const Finding& finding = table()->at(row);
    if (column == State)
        return int(Texts::tone(table()->state(row)));
    if (table()->closed(row))
        return {};
    if (column == DecisionColumn)
        return int(Texts::tone(finding.decision));
    if (column == Due && finding.due != Finding::NoDay && dayFrom(finding.due) < dayOf(assessment()->at))
        return int(ItemTone::Immediate);
    return {};
}

QString FindingsModel::cveText(std::uint32_t row) const
{
    const auto lead = table()->leadCve(row);
    const auto& catalog = assessment()->catalog;
    if (!lead || !catalog || *lead >= catalog->cves.size())
        return Texts::missing();
    const QString id = Texts::of(catalog->cves[*lead].id);
    const std::size_t more = table()->patch(row).cves.size() - 1;
    return more == 0 ? id : tr("%1 +%2", "a CVE and how many more").arg(id).arg(more);
}

QVariant FindingsModel::display(std::uint32_t row, int column) const
{
    const Finding& finding = table()->at(row);
    const Patch& patch = table()->patch(row);
    const bool closed = table()->closed(row);
    const auto orMissing = [](std::string_view text) { return text.empty() ? Texts::missing() : Texts::of(text); };
    switch (column) {
    case HostColumn:
        return Texts::hostName(table()->host(row));
    case PatchColumn:
        return QString(Texts::of(patch.package) + u' ' + Texts::of(patch.fixed)).trimmed();
    case Fix:
        return patch.offerOnly     ? tr("offered: %1").arg(Texts::of(patch.offered))
            : !patch.fixed.empty() ? Texts::of(patch.fixed)
            : patch.willNotFix     ? tr("will not be fixed")
                                   : tr("no fix yet");
    case State:
        return Texts::of(table()->state(row));
    case DecisionColumn:
        return closed ? Texts::missing() : Texts::of(finding.decision);
    case Due: {
        const auto due = dayFrom(finding.due);
        return closed ? Texts::missing() : due ? Texts::due(*due, dayOf(assessment()->at)) : tr("next upgrade");
    }
    case ExposedSince: {
        const auto since = dayFrom(finding.exposedSince);
        if (!since)
            return Texts::missing();
        const auto days = (dayOf(assessment()->at) - *since).count();
        return days == 1 ? tr("1 day") : tr("%1 days").arg(days);
    }
    case Rollout: {
        const Expectation* wanted = table()->expectation(row);
        return wanted ? Standing::brief(*wanted, *table()->verification(row), *table()->source().names)
                      : Texts::missing();
    }
    case Installed:
        return orMissing(table()->installed(row));
    case Cve:
        return cveText(row);
    case Feed:
        return orMissing(patch.feed.empty()             ? std::string()
                             : patch.advisories.empty() ? patch.feed
                                                        : patch.feed + ": " + patch.advisories.front());
    default:
        return {};
    }
}

QString FindingsModel::cveTip(std::uint32_t row) const
{
    constexpr std::size_t readable = 20;
    const auto& cves = table()->patch(row).cves;
    QStringList ids;
    for (std::size_t i = 0; i < cves.size() && i < readable; ++i)
        ids << Texts::of(assessment()->catalog->cves[cves[i]].id);
    if (cves.size() > readable)
        ids << tr("and %1 more").arg(cves.size() - readable);
    return ids.join(u'\n');
}

QVariant FindingsModel::tip(std::uint32_t row, int column) const
{
    const Finding& finding = table()->at(row);
    const Patch& patch = table()->patch(row);
    const bool closed = table()->closed(row);
    switch (column) {
    case HostColumn: {
        const HostIdentity& names = table()->host(row).identity;
        return names.fqdn.empty() ? QVariant() : Texts::of(names.fqdn);
    }
    case PatchColumn:
        return QStringList({Texts::of(patch.id), cveTip(row)}).join(u'\n').trimmed();
    case Installed: {
        if (closed)
            return {};
        const ComponentView view = assessment()->fleet->components->view(finding.component);
        return QStringList({Texts::of(view.name), Texts::of(view.version), Texts::of(view.arch)}).join(u' ').trimmed();
    }
    case State:
    case Rollout: {
        const Expectation* wanted = table()->expectation(row);
        return wanted ? QVariant(Standing::whole(*wanted, *table()->verification(row), *table()->source().names))
                      : QVariant();
    }
    case DecisionColumn:
        return closed || finding.decision == finding.rawDecision
            ? QVariant()
            : tr("%1 without controls").arg(Texts::of(finding.rawDecision));
    case Due: {
        const auto due = dayFrom(finding.due);
        return due ? QVariant(Texts::absolute(*due)) : QVariant();
    }
    case ExposedSince: {
        const auto since = dayFrom(finding.exposedSince);
        return closed ? QVariant()
            : since   ? tr("since %1").arg(Texts::absolute(*since))
                      : tr("Nothing tells from when on it was exposed.");
    }
    case Cve:
        return cveTip(row);
    case Feed:
        return Texts::joined(patch.advisories, u"\n");
    default:
        return {};
    }
}

QVariant FindingsModel::sortValue(std::uint32_t row, int column) const
{
    const Finding& finding = table()->at(row);
    switch (column) {
    case State:
        return urgency(table()->state(row));
    case DecisionColumn:
        return table()->closed(row) ? QVariant() : QVariant(int(finding.decision));
    case Due:
        return finding.due == Finding::NoDay ? QVariant() : QVariant(finding.due);
    case ExposedSince:
        return finding.exposedSince == Finding::NoDay ? QVariant() : QVariant(finding.exposedSince);
    default:
        return display(row, column);
    }
}

QVariant FindingsModel::filterOf(std::uint32_t row, int column) const
{
    const Finding& finding = table()->at(row);
    const auto term = [](const char* key, std::string_view value) {
        return bw::filterTerm(QLatin1String(key), value.empty() ? QStringLiteral("none") : Texts::of(value));
    };
    const auto dayTerm = [&](const char* key, std::int32_t day) {
        const auto told = dayFrom(day);
        return term(key, told ? toIso(*told) : std::string());
    };
    switch (column) {
    case HostColumn:
        return term("host", table()->host(row).identity.name);
    case PatchColumn:
        return term("patch", table()->patch(row).package);
    case Installed:
        return table()->closed(row) ? QVariant() : term("version", table()->installed(row));
    case State:
        return term("state", name(table()->state(row)));
    case DecisionColumn:
        return table()->closed(row) ? QVariant() : term("decision", name(finding.decision));
    case Due:
        return dayTerm("due", finding.due);
    case ExposedSince:
        return dayTerm("since", finding.exposedSince);
    case Cve:
        return table()->leadCve(row) ? term("cve", assessment()->catalog->cves[*table()->leadCve(row)].id) : QVariant();
    default:
        return {};
    }
}

QString FindingsModel::sentence(int row) const
{
    const std::uint32_t place = tableRow(row);
    const auto said = [&](int column) { return display(place, column).toString(); };
    const bool fixed = !table()->patch(place).fixed.empty();
    QStringList parts{said(HostColumn), fixed ? said(PatchColumn) : QString(said(PatchColumn) + u' ' + said(Fix)),
                      tr("installed %1").arg(said(Installed)), said(State)};
    if (!table()->closed(place))
        parts << said(DecisionColumn) << tr("due %1").arg(said(Due));
    if (table()->expectation(place))
        parts << said(Rollout);
    return parts.join(QLatin1String(", "));
}

} // namespace bw
