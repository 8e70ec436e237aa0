// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/planner/templatedialog.h"

#include "models/foundation/jobrunner.h"
#include "models/items/boardcards.h"
#include "models/items/texts.h"
#include "models/planning/difference.h"
#include "models/planning/edits.h"
#include "models/services/words.h"
#include "views/theme/style.h"
#include "views/widgets/plaintext.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

#include <cmath>

namespace bw {

namespace {

enum class Take { Urgent, Scheduled, All, Planned };

QString sharesText(const RingTemplate& rings)
{
    QStringList parts;
    for (const Ring& ring : rings.rings)
        parts << (ring.share ? QString::number(std::round(*ring.share * 1000) / 10) : QStringLiteral("rest"));
    return parts.join(u'/');
}

QString templateText(const RingTemplate& rings)
{
    QStringList names;
    for (const Ring& ring : rings.rings)
        names << Texts::of(ring.name);
    return TemplateDialog::tr("%1 rings: %2").arg(rings.rings.size()).arg(names.join(QStringLiteral(", ")));
}

} // namespace

TemplateDialog::TemplateDialog(const Plan& base, std::shared_ptr<const PlanGround> ground, JobRunner& jobs,
                               QWidget* parent)
    : QDialog(parent)
    , m_base(base)
    , m_ground(std::move(ground))
    , m_jobs(jobs)
    , m_name(new QLineEdit(Texts::of(base.name), this))
    , m_rings(new QComboBox(this))
    , m_shares(new QLineEdit(this))
    , m_patches(new QComboBox(this))
    , m_seed(new QSpinBox(this))
    , m_preview(new QPlainTextEdit(this))
{
    setWindowTitle(tr("Start from a template"));
    setupLayout();
    for (const RingTemplate& rings : ringTemplates())
        m_rings->addItem(templateText(rings), Texts::of(rings.name));
    const auto fill = [this] {
        if (const RingTemplate* rings = ringTemplate(m_rings->currentData().toString().toStdString()))
            m_shares->setText(sharesText(*rings));
    };
    fill();
    connect(m_rings, &QComboBox::currentIndexChanged, this, fill);
    for (QLineEdit* edit : {m_name, m_shares})
        connect(edit, &QLineEdit::textChanged, this, &TemplateDialog::draft);
    connect(m_patches, &QComboBox::currentIndexChanged, this, &TemplateDialog::draft);
    connect(m_seed, &QSpinBox::valueChanged, this, &TemplateDialog::draft);
    draft();
}

void TemplateDialog::setupLayout()
{
    m_seed->setRange(1, 999'999);
    m_seed->setValue(int(m_base.seed));
    m_seed->setToolTip(tr("The same number draws the same sample of hosts"));
    m_patches->addItem(tr("Immediate and out of cycle"), int(Take::Urgent));
    m_patches->addItem(tr("Those and scheduled ones"), int(Take::Scheduled));
    m_patches->addItem(tr("Every patch with a fix"), int(Take::All));
    if (!patchesOf(m_base).empty())
        m_patches->insertItem(0, tr("Those that are in the plan"), int(Take::Planned));
    m_patches->setCurrentIndex(0);
    m_preview->setReadOnly(true);
    m_preview->setTabChangesFocus(true);
    m_preview->setAccessibleName(tr("What the template makes"));
    auto* form = new QFormLayout;
    form->setHorizontalSpacing(14);
    form->addRow(tr("&Name of the plan"), m_name);
    form->addRow(tr("&Rings"), m_rings);
    form->addRow(tr("S&hares of hosts, %"), m_shares);
    form->addRow(tr("&Patches"), m_patches);
    form->addRow(tr("&Sample number"), m_seed);
    auto* note = plainLabel(tr("A first draft: one host of each release and of each critical application tries the "
                               "patches first. Locked waves stay as they are. You change it afterwards."),
                            LabelLook::Muted, this);
    note->setWordWrap(true);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_use = buttons->addButton(m_base.id == 0 ? tr("&Make the plan") : tr("&Replace the waves"),
                               QDialogButtonBox::AcceptRole);
    m_use->setDefault(true);
    setPrimary(m_use);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(12);
    layout->addLayout(form);
    layout->addWidget(note);
    layout->addWidget(m_preview, 1);
    layout->addWidget(buttons);
    resize(560, 520);
}

std::vector<std::string> TemplateDialog::patches() const
{
    const auto take = static_cast<Take>(m_patches->currentData().toInt());
    if (take == Take::Planned)
        return patchesOf(m_base);
    std::vector<std::string> ids;
    for (const Patch& patch : m_ground->assessment().patches) {
        const bool urgent = take == Take::All || patch.decision >= Decision::OutOfCycle
            || (take == Take::Scheduled && patch.decision >= Decision::Scheduled);
        if (urgent && !patch.fixed.empty() && patch.hostsOpen > 0)
            ids.push_back(patch.id);
    }
    return ids;
}

std::vector<HostId> TemplateDialog::hosts() const
{
    std::vector<HostId> ids;
    for (const Host& host : m_ground->assessment().fleet->hosts) {
        if (!host.attributes.excluded)
            ids.push_back(host.id);
    }
    return ids;
}

void TemplateDialog::draft()
{
    const auto custom = ringTemplateFrom(m_shares->text().trimmed().toStdString());
    setInvalid(m_shares, !custom);
    setInvalid(m_name, m_name->text().trimmed().isEmpty());
    m_use->setEnabled(false);
    if (!custom || m_name->text().trimmed().isEmpty())
        return m_preview->setPlainText(custom ? tr("The plan needs a name.") : sentence(custom.error()));
    RingTemplate rings = *custom;
    // The template's own names and gates, where its shares are only changed.
    if (const RingTemplate* known = ringTemplate(m_rings->currentData().toString().toStdString());
        known && known->rings.size() == rings.rings.size()) {
        for (std::size_t i = 0; i < rings.rings.size(); ++i) {
            const auto share = rings.rings[i].share;
            rings.rings[i] = known->rings[i];
            rings.rings[i].share = share;
        }
    }
    DraftWish wish;
    wish.name = m_name->text().trimmed().toStdString();
    wish.patches = patches();
    wish.hosts = hosts();
    wish.seed = std::uint32_t(m_seed->value());
    wish.base = m_base;
    m_jobs.start(
        QStringLiteral("plan-draft"), tr("Drafting a plan"), this,
        [rings, wish, ground = m_ground](ProgressSink&) { return draftPlan(rings, wish, *ground); },
        [this](const Plan& plan) { showDraft(plan); });
}

void TemplateDialog::showDraft(const Plan& plan)
{
    m_draft = plan;
    m_use->setEnabled(!plan.waves.empty());
    QStringList lines;
    for (const Wave& wave : plan.waves) {
        QString line = tr("%1: %2, %3 patches")
                           .arg(Texts::of(wave.name), BoardCards::hostCount(wave.hosts.size()))
                           .arg(wave.patches.size());
        if (wave.window.empty())
            line += tr(", no window yet");
        lines << line;
    }
    if (m_base.id != 0) {
        lines << QString() << tr("What changes:");
        const auto differences = differenceOf(m_base, plan, [this](HostId host) { return m_ground->hostName(host); });
        for (const DifferenceLine& line : differences)
            lines << Texts::of(line.text);
        if (differences.empty())
            lines << tr("Nothing.");
    }
    m_preview->setPlainText(lines.join(u'\n'));
}

} // namespace bw
