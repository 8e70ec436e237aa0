// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/queuemodel.h"

#include "models/items/ordering.h"
#include "models/items/texts.h"

#include <array>

namespace bw {

namespace {

constexpr std::array<ItemColumn, QueueModel::ColumnTotal> Columns = {{
    {"rank", QT_TRANSLATE_NOOP("bw::Columns", "#"),
     QT_TRANSLATE_NOOP("bw::Columns", "Rank: the place in the order of work"), ColumnKind::Number, 5},
    {"decision", QT_TRANSLATE_NOOP("bw::Columns", "Decision"),
     QT_TRANSLATE_NOOP("bw::Columns", "The highest decision of the patch's open findings, with controls"),
     ColumnKind::State, 13},
    {"patch", QT_TRANSLATE_NOOP("bw::Columns", "Patch"), nullptr, ColumnKind::Name, 27},
    {"for", QT_TRANSLATE_NOOP("bw::Columns", "For"),
     QT_TRANSLATE_NOOP("bw::Columns", "The release that the patch is for"), ColumnKind::Text, 12},
    {"hosts", QT_TRANSLATE_NOOP("bw::Columns", "Hosts open"),
     QT_TRANSLATE_NOOP("bw::Columns", "Hosts on which it is open; those that cannot be told stand beside"),
     ColumnKind::Count, 15},
    {"due", QT_TRANSLATE_NOOP("bw::Columns", "Due"), nullptr, ColumnKind::Date, 14},
    {"why", QT_TRANSLATE_NOOP("bw::Columns", "Why"), nullptr, ColumnKind::Text, 40},
    {"cves", QT_TRANSLATE_NOOP("bw::Columns", "CVEs"), nullptr, ColumnKind::Text, 18, false},
    {"kev", QT_TRANSLATE_NOOP("bw::Columns", "Known exploited"),
     QT_TRANSLATE_NOOP("bw::Columns", "In the CISA catalogue of known exploited vulnerabilities"), ColumnKind::Text, 9,
     false},
    {"epss", QT_TRANSLATE_NOOP("bw::Columns", "EPSS"),
     QT_TRANSLATE_NOOP("bw::Columns", "Probability of exploitation within 30 days, the highest of its CVEs"),
     ColumnKind::Number, 8, false},
    {"cvss", QT_TRANSLATE_NOOP("bw::Columns", "CVSS"),
     QT_TRANSLATE_NOOP("bw::Columns", "Base score 0 to 10, the highest of its CVEs"), ColumnKind::Number, 6, false},
    {"exposed", QT_TRANSLATE_NOOP("bw::Columns", "Exposed host-days"),
     QT_TRANSLATE_NOOP("bw::Columns", "Days of open exposure, added up over the hosts"), ColumnKind::Number, 10, false},
    {"controls", QT_TRANSLATE_NOOP("bw::Columns", "Controls"),
     QT_TRANSLATE_NOOP("bw::Columns", "Compensating controls that lowered a decision"), ColumnKind::Text, 14, false},
    {"advisories", QT_TRANSLATE_NOOP("bw::Columns", "Advisories"), nullptr, ColumnKind::Text, 16, false},
}};

bool sameControls(const Patch& a, const Patch& b)
{
    return a.decision == b.decision && a.rawDecision == b.rawDecision && a.controls == b.controls && a.why == b.why
        && a.due == b.due && a.rank == b.rank;
}

bool sameFacts(const Patch& a, const Patch& b)
{
    return a.advisories == b.advisories && a.kev == b.kev && a.epssMax == b.epssMax && a.cvssMax == b.cvssMax
        && a.willNotFix == b.willNotFix && a.reboot == b.reboot && a.supersedes == b.supersedes
        && a.hostsOpen == b.hostsOpen && a.hostsUnknown == b.hostsUnknown && a.hostsExcepted == b.hostsExcepted
        && a.exposedHostDays == b.exposedHostDays;
}

QStringList cveIds(const Assessment& assessment, const Patch& patch)
{
    QStringList ids;
    for (const CveIndex cve : patch.cves) {
        if (assessment.catalog && cve < assessment.catalog->cves.size())
            ids << Texts::of(assessment.catalog->cves[cve].id);
    }
    return ids;
}

QString firstAndMore(const QStringList& list)
{
    if (list.isEmpty())
        return Texts::missing();
    return list.size() == 1 ? list.front() : QStringLiteral("%1 +%2").arg(list.front()).arg(list.size() - 1);
}

/// Lists of hundreds of ids are no use in a tooltip.
QString shortList(const QStringList& list)
{
    constexpr int shown = 20;
    QString text = list.mid(0, shown).join(u'\n');
    if (list.size() > shown)
        text += QStringLiteral("\n… +%1").arg(list.size() - shown);
    return text;
}

QStringList advisoryList(const Patch& patch)
{
    QStringList list;
    for (const std::string& id : patch.advisories)
        list << Texts::of(id);
    return list;
}

} // namespace

QueueModel::QueueModel(QObject* parent)
    : TableModel(Columns, parent)
{
}

void QueueModel::setAssessment(std::shared_ptr<const Assessment> assessment)
{
    const auto before = m_assessment;
    const bool moved = before && assessment && before->at != assessment->at;
    std::vector<std::uint32_t> rows;
    if (assessment) {
        rows.resize(assessment->patches.size());
        for (std::uint32_t i = 0; i < rows.size(); ++i)
            rows[i] = i;
    }
    const auto keyOf = [&](std::uint32_t patch, bool isNew) {
        return std::string_view((isNew ? assessment : before)->patches[patch].id);
    };
    const auto same = [&](std::uint32_t a, std::uint32_t b) {
        const Patch& was = before->patches[a];
        const Patch& is = assessment->patches[b];
        return sameControls(was, is) && sameFacts(was, is) && cveIds(*before, was) == cveIds(*assessment, is);
    };
    update(m_rows, std::move(rows), keyOf, same, [&] { m_assessment = assessment; });
    if (moved && !m_rows.empty())
        Q_EMIT dataChanged(index(0, Due), index(int(m_rows.size()) - 1, Due));
}

int QueueModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int QueueModel::rowOf(const QString& patchId) const
{
    const std::string id = patchId.toStdString();
    for (std::size_t row = 0; row < m_rows.size(); ++row) {
        if (patch(int(row)).id == id)
            return int(row);
    }
    return -1;
}

int QueueModel::compare(int column, int a, int b) const
{
    const Patch& x = patch(a);
    const Patch& y = patch(b);
    switch (column) {
    case Rank:
        return threeWay(x.rank, y.rank);
    case DecisionColumn:
        // Urgent ones first.
        return x.decision != y.decision ? threeWay(y.decision, x.decision) : threeWay(x.rank, y.rank);
    case PatchColumn:
        return x.package != y.package ? threeWay(x.package, y.package) : threeWay(x.rank, y.rank);
    case Hosts:
        return x.hostsOpen != y.hostsOpen ? threeWay(x.hostsOpen, y.hostsOpen)
                                          : threeWay(x.hostsUnknown, y.hostsUnknown);
    case Due:
        return threeWay(x.due, y.due);
    case Cves:
        return threeWay(x.cves.size(), y.cves.size());
    case Epss:
        return threeWay(x.epssMax, y.epssMax);
    case Cvss:
        return threeWay(x.cvssMax, y.cvssMax);
    case Exposed:
        return threeWay(x.exposedHostDays, y.exposedHostDays);
    default:
        return TableModel::compare(column, a, b);
    }
}

QVariant QueueModel::cell(int row, int column, int role) const
{
    const Patch& p = patch(row);
    switch (role) {
    case Qt::DisplayRole:
        return display(p, column);
    case Qt::ToolTipRole:
        return tip(p, column);
    case IdRole:
        return Texts::of(p.id);
    case SortRole:
        return sortValue(p, column);
    case FilterRole:
        return filterTerm(p, column);
    case UnknownRole:
        return column == Hosts && p.hostsUnknown > 0 ? QVariant(p.hostsUnknown) : QVariant();
    case SecondaryRole:
        if (column == PatchColumn)
            return p.offerOnly    ? tr("offered, in no advisory")
                : p.fixed.empty() ? (p.willNotFix ? tr("will not be fixed") : tr("no fix yet"))
                : p.reboot        ? tr("reboot")
                                  : QString();
        if (column == DecisionColumn && p.decision != p.rawDecision)
            return tr("%1 without controls").arg(Texts::of(p.rawDecision));
        return {};
    case BarRole:
        return column == Epss && p.epssMax ? QVariant(double(*p.epssMax)) : QVariant();
    case ToneRole:
        if (column == DecisionColumn)
            return int(Texts::tone(p.decision));
        if (column == Due && p.due && *p.due < dayOf(m_assessment->at))
            return int(ItemTone::Immediate);
        if (column == Kev && p.kev)
            return int(ItemTone::Immediate);
        return {};
    default:
        return {};
    }
}

QVariant QueueModel::display(const Patch& patch, int column) const
{
    switch (column) {
    case Rank:
        return Texts::number(patch.rank);
    case DecisionColumn:
        return Texts::of(patch.decision);
    case PatchColumn:
        return Texts::title(patch);
    case Stream:
        return patch.stream.empty() ? Texts::missing() : Texts::release(patch.stream);
    case Hosts:
        return Texts::number(patch.hostsOpen);
    case Due:
        return patch.due ? Texts::due(*patch.due, dayOf(m_assessment->at)) : tr("next upgrade");
    case Why:
        return Texts::joined(patch.why, u" · ");
    case Cves:
        return firstAndMore(cveIds(*m_assessment, patch));
    case Kev:
        return Texts::yesNo(patch.kev);
    case Epss:
        return patch.epssMax ? Texts::percent(double(*patch.epssMax)) : Texts::missing();
    case Cvss:
        return patch.cvssMax ? Texts::decimal(double(*patch.cvssMax), 1) : Texts::missing();
    case Exposed:
        return Texts::decimal(patch.exposedHostDays, 0);
    case Controls:
        return patch.controls.empty() ? Texts::missing() : Texts::joined(patch.controls, u", ");
    case Advisories:
        return firstAndMore(advisoryList(patch));
    default:
        return {};
    }
}

QVariant QueueModel::tip(const Patch& patch, int column) const
{
    switch (column) {
    case DecisionColumn:
        return patch.decision == patch.rawDecision
            ? QVariant()
            : tr("%1 with controls, %2 without").arg(Texts::of(patch.decision), Texts::of(patch.rawDecision));
    case PatchColumn: {
        QString text = Texts::of(patch.package) + u' '
            + (patch.offerOnly           ? Texts::of(patch.offered)
                   : patch.fixed.empty() ? (patch.willNotFix ? tr("will not be fixed") : tr("no fix yet"))
                                         : Texts::of(patch.fixed));
        if (!patch.offered.empty())
            text += u'\n' + tr("Offered by the vendor: %1").arg(Texts::of(patch.offered));
        if (patch.supersedes > 0)
            text += u'\n' + tr("Older fixed versions folded in: %1").arg(patch.supersedes);
        if (patch.reboot)
            text += u'\n' + tr("Needs a reboot");
        return text;
    }
    case Hosts: {
        QString text = tr("Open on %1").arg(Texts::number(patch.hostsOpen));
        if (patch.hostsUnknown > 0)
            text += u'\n' + tr("Cannot tell on %1").arg(Texts::number(patch.hostsUnknown));
        if (patch.hostsExcepted > 0)
            text += u'\n' + tr("Excepted on %1").arg(Texts::number(patch.hostsExcepted));
        return text;
    }
    case Due:
        return patch.due ? QVariant(Texts::absolute(*patch.due)) : QVariant();
    case Why:
        return Texts::joined(patch.why, u"\n");
    case Cves:
        return patch.cves.empty() ? tr("The advisories name no CVE.") : shortList(cveIds(*m_assessment, patch));
    case Epss:
        return patch.epssMax ? QVariant() : tr("No EPSS feed tells a score of its CVEs.");
    case Cvss:
        return patch.cvssMax ? QVariant() : tr("No feed tells a score of its CVEs.");
    case Advisories:
        return shortList(advisoryList(patch));
    default:
        return {};
    }
}

QVariant QueueModel::sortValue(const Patch& patch, int column) const
{
    switch (column) {
    case Rank:
        return patch.rank;
    case DecisionColumn:
        return int(patch.decision);
    case PatchColumn:
        return Texts::of(patch.package);
    case Stream:
        return Texts::of(patch.stream);
    case Hosts:
        return patch.hostsOpen;
    case Due:
        return patch.due ? QVariant(qint64(patch.due->time_since_epoch().count())) : QVariant();
    case Why:
        return Texts::joined(patch.why, u" ");
    case Cves:
        return qulonglong(patch.cves.size());
    case Kev:
        return int(patch.kev);
    case Epss:
        return patch.epssMax ? QVariant(double(*patch.epssMax)) : QVariant();
    case Cvss:
        return patch.cvssMax ? QVariant(double(*patch.cvssMax)) : QVariant();
    case Exposed:
        return patch.exposedHostDays;
    case Controls:
        return patch.controls.empty() ? QVariant() : Texts::of(patch.controls.front());
    case Advisories:
        return patch.advisories.empty() ? QVariant() : Texts::of(patch.advisories.front());
    default:
        return {};
    }
}

QVariant QueueModel::filterTerm(const Patch& patch, int column) const
{
    const auto term = [](const char* key, std::string_view value) {
        return bw::filterTerm(QLatin1String(key), Texts::of(value));
    };
    switch (column) {
    case DecisionColumn:
        return term("decision", name(patch.decision));
    case PatchColumn:
        return term("patch", patch.package);
    case Stream:
        return term("for", patch.stream);
    case Due:
        return term("due",
                    !patch.due                                 ? "none"
                        : *patch.due < dayOf(m_assessment->at) ? std::string("overdue")
                                                               : toIso(*patch.due));
    case Kev:
        return term("kev", patch.kev ? "yes" : "no");
    case Cves:
        return patch.cves.empty() ? term("cve", "none")
                                  : bw::filterTerm(QLatin1String("cve"), cveIds(*m_assessment, patch).value(0));
    case Controls:
        return term("control", patch.controls.empty() ? "none" : patch.controls.front());
    case Advisories:
        return term("advisory", patch.advisories.empty() ? "none" : patch.advisories.front());
    default:
        return {};
    }
}

QString QueueModel::sentence(int row) const
{
    const Patch& p = patch(row);
    QStringList parts = {
        tr("Rank %1").arg(p.rank), Texts::of(p.decision), tip(p, PatchColumn).toString().section(u'\n', 0, 0),
        tr("for %1").arg(Texts::release(p.stream)), tr("open on %1 hosts").arg(Texts::number(p.hostsOpen))};
    if (p.hostsUnknown > 0)
        parts << tr("cannot tell on %1").arg(Texts::number(p.hostsUnknown));
    parts << tr("due %1").arg(display(p, Due).toString());
    if (p.kev)
        parts << tr("known exploited");
    return parts.join(QLatin1String(", "));
}

} // namespace bw
