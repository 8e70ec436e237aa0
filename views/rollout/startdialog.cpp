// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/rollout/startdialog.h"

#include "models/items/texts.h"
#include "models/validation/gateinput.h"
#include "views/rollout/engineform.h"
#include "views/theme/style.h"
#include "views/widgets/plaintext.h"
#include "views/widgets/tonesentence.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <map>
#include <set>

namespace bw {

namespace {

/// The patches of a run with the number of hosts that get each.
QString patchesText(const RolloutRun& run)
{
    std::map<std::string, int> hosts;
    for (const TargetOrder& target : run.targets) {
        for (const OrderLine& line : target.lines)
            ++hosts[line.patch];
    }
    std::vector<std::pair<std::string, int>> list(hosts.begin(), hosts.end());
    std::stable_sort(list.begin(), list.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
    constexpr std::size_t few = 4;
    QStringList parts;
    for (std::size_t i = 0; i < list.size() && i < few; ++i)
        parts << (list[i].second == 1 ? StartDialog::tr("%1 (1 host)").arg(Texts::of(shortPatchName(list[i].first)))
                                      : StartDialog::tr("%1 (%2 hosts)")
                                            .arg(Texts::of(shortPatchName(list[i].first)))
                                            .arg(list[i].second));
    if (list.size() > few)
        parts << StartDialog::tr("and %1 more").arg(list.size() - few);
    return parts.join(QStringLiteral(", "));
}

/// "3 hosts: no package installed any more"
QString leftOutText(const std::vector<LeftOut>& leftOut)
{
    std::map<std::string, std::set<HostId>> byReason;
    for (const LeftOut& out : leftOut)
        byReason[out.reason].insert(out.host);
    QStringList parts;
    constexpr qsizetype few = 4;
    for (const auto& [reason, hosts] : byReason) {
        if (parts.size() == few) {
            parts << StartDialog::tr("and %1 more reasons").arg(byReason.size() - std::size_t(few));
            break;
        }
        parts << (hosts.contains(0)
                      ? Texts::of(reason)
                      : StartDialog::tr("%1: %2", "number of hosts: reason").arg(hosts.size()).arg(Texts::of(reason)));
    }
    return parts.join(QStringLiteral("; "));
}

} // namespace

StartDialog::StartDialog(const QString& wave, QWidget* parent)
    : QDialog(parent)
    , m_wave(wave)
    , m_engine(new EngineForm(this))
    , m_window(new QCheckBox(tr("Keep the wave's &window: no host is started that cannot be done by its end"), this))
    , m_sentences(new QWidget(this))
    , m_typedLabel(new QLabel(this))
    , m_typed(new QLineEdit(this))
{
    setWindowTitle(tr("Start %1").arg(wave));
    setupLayout();
    m_window->setChecked(m_engine->engine() != EngineKind::Rehearsal);
    connect(m_engine, &EngineForm::engineChanged, this, [this] {
        const QSignalBlocker quiet(m_window);
        m_window->setChecked(m_engine->engine() != EngineKind::Rehearsal);
        Q_EMIT wishChanged();
    });
    connect(m_window, &QCheckBox::toggled, this, &StartDialog::wishChanged);
    connect(m_typed, &QLineEdit::textChanged, this, &StartDialog::updateStart);
    updateStart();
}

QLabel* StartDialog::fact(const QString& caption)
{
    QLabel* value = plainLabel({}, LabelLook::Plain, this);
    value->setWordWrap(true);
    QLabel* label = plainLabel(caption, LabelLook::Muted, this);
    m_facts->addRow(label, value);
    return value;
}

void StartDialog::setupLayout()
{
    m_facts = new QFormLayout;
    m_facts->setHorizontalSpacing(16);
    m_facts->setVerticalSpacing(6);
    m_hosts = fact(tr("Hosts"));
    m_patches = fact(tr("Patches"));
    m_reboots = fact(tr("Restarts"));
    m_when = fact(tr("Window"));
    m_limits = fact(tr("Limits"));
    m_before = fact(tr("Wave before"));
    m_leftOut = fact(tr("Left out"));
    m_sentenceColumn = new QVBoxLayout(m_sentences);
    m_sentenceColumn->setContentsMargins(0, 0, 0, 0);
    m_sentenceColumn->setSpacing(6);
    m_typedLabel->setBuddy(m_typed);
    m_typed->setMaximumWidth(140);

    auto* buttons = new QDialogButtonBox(this);
    QPushButton* cancel = buttons->addButton(QDialogButtonBox::Cancel);
    m_start = buttons->addButton(tr("&Start"), QDialogButtonBox::AcceptRole);
    setPrimary(m_start);
    m_start->setAutoDefault(false);
    cancel->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &StartDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    auto* typed = new QHBoxLayout;
    typed->addWidget(m_typedLabel);
    typed->addWidget(m_typed);
    typed->addStretch(1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 18, 20, 16);
    layout->setSpacing(12);
    layout->addWidget(plainLabel(m_wave, LabelLook::Title, this));
    layout->addLayout(m_facts);
    layout->addWidget(m_engine);
    layout->addWidget(m_window);
    layout->addWidget(m_sentences);
    layout->addLayout(typed);
    layout->addWidget(buttons);
    setMinimumWidth(600);
}

void StartDialog::setPrepared(std::shared_ptr<const PreparedRun> prepared, const QString& windowText)
{
    m_prepared = std::move(prepared);
    showFacts(windowText);
    showSentences();
    updateStart();
}

void StartDialog::showFacts(const QString& windowText)
{
    const RolloutRun& run = m_prepared->wave.run;
    const auto hosts = std::uint32_t(run.targets.size());
    m_hosts->setText(hosts == 1 ? tr("1 host") : tr("%1 hosts").arg(Texts::number(hosts)));
    m_patches->setText(patchesText(run));
    m_reboots->setText(m_prepared->wave.reboots == 0 ? tr("none")
                           : m_prepared->wave.reboots == 1
                           ? tr("1 host restarts")
                           : tr("%1 hosts restart").arg(Texts::number(m_prepared->wave.reboots)));
    m_when->setText(windowText);
    QStringList limits{tr("%1 at the same time").arg(run.concurrency)};
    limits << (run.gate.failureBudget ? tr("halts by itself when more than %1 have failed").arg(*run.gate.failureBudget)
                                      : tr("no failure budget: it never halts by itself"));
    m_limits->setText(limits.join(QStringLiteral(", ")));
    m_facts->setRowVisible(m_before, m_prepared->gateBefore.has_value());
    if (m_prepared->gateBefore)
        m_before->setText(Texts::of(m_prepared->gateBefore->sentence));
    m_facts->setRowVisible(m_leftOut, !m_prepared->wave.leftOut.empty());
    m_leftOut->setText(leftOutText(m_prepared->wave.leftOut));
    const bool typed = hosts > TypedAbove;
    m_typedLabel->setVisible(typed);
    m_typed->setVisible(typed);
    m_typedLabel->setText(tr("&Type %1 to start").arg(hosts));
    m_start->setText(hosts == 1 ? tr("&Start on 1 host") : tr("&Start on %1 hosts").arg(Texts::number(hosts)));
    if (run.engine == EngineKind::Rehearsal)
        m_start->setText(tr("&Rehearse on %1 hosts").arg(Texts::number(hosts)));
}

void StartDialog::showSentences()
{
    while (QLayoutItem* item = m_sentenceColumn->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    const auto add = [&](Tone tone, const QString& text) {
        auto* label = new ToneSentence(tone, m_sentences); // it may hold a command to be copied
        label->setText(text);
        m_sentenceColumn->addWidget(label);
    };
    if (!m_problem.isEmpty())
        add(Tone::Immediate, m_problem);
    for (const std::string& refusal : m_prepared ? m_prepared->refusals : std::vector<std::string>())
        add(Tone::Immediate, Texts::of(refusal));
    m_sentences->setVisible(m_sentenceColumn->count() > 0);
}

void StartDialog::setEngineProblem(const QString& sentence)
{
    m_problem = sentence;
    showSentences();
    updateStart();
}

void StartDialog::updateStart()
{
    const auto hosts = m_prepared ? std::uint32_t(m_prepared->wave.run.targets.size()) : 0;
    const bool typed = hosts <= TypedAbove || m_typed->text().trimmed() == QString::number(hosts);
    m_start->setEnabled(hosts > 0 && typed && m_problem.isEmpty() && m_prepared->refusals.empty()
                        && m_prepared->wish.engine == engine());
}

void StartDialog::accept()
{
    if (!m_start->isEnabled())
        return;
    m_engine->remember();
    QDialog::accept();
}

EngineKind StartDialog::engine() const
{
    return m_engine->engine();
}

EngineSettings StartDialog::settings() const
{
    return m_engine->settings();
}

bool StartDialog::keepsWindow() const
{
    return m_window->isChecked();
}

} // namespace bw
