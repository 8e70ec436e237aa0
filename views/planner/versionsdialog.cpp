// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/planner/versionsdialog.h"

#include "models/items/texts.h"
#include "models/planning/difference.h"
#include "models/services/planservice.h"

#include <QDialogButtonBox>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>

namespace bw {

VersionsDialog::VersionsDialog(PlanService& plans, QWidget* parent)
    : QDialog(parent)
    , m_plans(plans)
    , m_list(new QListWidget(this))
    , m_text(new QPlainTextEdit(this))
{
    setWindowTitle(tr("Versions of “%1”").arg(Texts::of(plans.plan().name)));
    m_list->setAccessibleName(tr("Versions"));
    m_list->setUniformItemSizes(true);
    m_text->setAccessibleName(tr("What the version changed"));
    m_text->setReadOnly(true);
    m_text->setTabChangesFocus(true);
    auto* parts = new QSplitter(Qt::Horizontal, this);
    parts->addWidget(m_list);
    parts->addWidget(m_text);
    parts->setSizes({380, 420});
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(parts, 1);
    layout->addWidget(buttons);
    resize(820, 460);
    connect(m_list, &QListWidget::currentRowChanged, this, &VersionsDialog::showDifference);
    connect(&plans, &PlanService::versionsLoaded, this, &VersionsDialog::showVersions);
    m_text->setPlainText(tr("Reading…"));
    plans.loadVersions();
}

void VersionsDialog::showVersions(const std::vector<PlanVersion>& versions)
{
    m_versions.assign(versions.rbegin(), versions.rend());
    m_list->clear();
    for (const PlanVersion& version : m_versions)
        m_list->addItem(tr("%1 · %2 · %3 · %4")
                            .arg(version.number)
                            .arg(Texts::absolute(version.at), Texts::of(version.who), Texts::of(version.why)));
    m_list->setCurrentRow(0);
}

void VersionsDialog::showDifference(int row)
{
    if (row < 0 || row >= int(m_versions.size()))
        return;
    const PlanVersion& version = m_versions[std::size_t(row)];
    QStringList lines{
        tr("Version %1, %2: %3").arg(version.number).arg(Texts::of(name(version.state)), Texts::of(version.why))};
    for (const PlanApproval& approval : version.approvals)
        lines << (approval.granted ? tr("Approved by %1, %2 %3") : tr("Refused by %1, %2 %3"))
                     .arg(Texts::of(approval.who), Texts::absolute(approval.at), Texts::of(approval.why));
    lines << QString();
    if (row + 1 == int(m_versions.size())) {
        lines << tr("The first version.");
    } else {
        const auto ground = m_plans.ground();
        const auto names = [&](HostId host) { return ground ? ground->hostName(host) : std::to_string(host); };
        for (const DifferenceLine& line : differenceOf(m_versions[std::size_t(row) + 1].plan, version.plan, names))
            lines << Texts::of(line.text);
    }
    m_text->setPlainText(lines.join(u'\n'));
}

} // namespace bw
