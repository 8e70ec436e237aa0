// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/planner/wavedialog.h"

#include "models/items/texts.h"
#include "models/planning/calendar.h"
#include "views/planner/freezesdialog.h"
#include "views/planner/windowdialog.h"
#include "views/theme/style.h"
#include "views/widgets/plaintext.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDateEdit>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTabWidget>
#include <QTimeZone>
#include <QUuid>
#include <QVBoxLayout>

#include <algorithm>

namespace bw {

WaveDialog::WaveDialog(const Wave& wave, const PlanningPolicy& policy, Instant now, QWidget* parent)
    : QDialog(parent)
    , m_wave(wave)
    , m_policy(policy)
    , m_now(now)
    , m_name(new QLineEdit(this))
    , m_testRing(new QCheckBox(tr("&Test ring: patches are tried here first"), this))
    , m_window(new QComboBox(this))
    , m_editWindow(new QPushButton(tr("&Edit…"), this))
    , m_next(plainLabel({}, LabelLook::Plain, this))
    , m_clocks(plainLabel({}, LabelLook::Muted, this))
    , m_hasNotBefore(new QCheckBox(tr("Not &before"), this))
    , m_notBefore(new QDateEdit(this))
    , m_concurrency(new QSpinBox(this))
    , m_success(new QSpinBox(this))
    , m_proof(new QComboBox(this))
    , m_soak(new QSpinBox(this))
    , m_hasBudget(new QCheckBox(tr("&Halt after"), this))
    , m_budget(new QSpinBox(this))
    , m_tests(new QCheckBox(tr("Each critical application has a test that lets the patch pass"), this))
    , m_approvals(new QSpinBox(this))
    , m_notes(new QPlainTextEdit(this))
    , m_lock(new QCheckBox(tr("&Lock the wave: no edit, drop or template changes it"), this))
{
    setWindowTitle(tr("Wave “%1”").arg(Texts::of(wave.name)));
    auto* tabs = new QTabWidget(this);
    tabs->addTab(makeWavePage(), tr("Wave and window"));
    tabs->addTab(makeGatePage(), tr("Gate to the next"));
    tabs->addTab(makeNotesPage(), tr("Notes and lock"));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_store = buttons->addButton(tr("&Store the wave"), QDialogButtonBox::AcceptRole);
    m_store->setDefault(true);
    setPrimary(m_store);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(12);
    layout->addWidget(tabs, 1);
    layout->addWidget(buttons);
    fill();
    connect(m_name, &QLineEdit::textChanged, this, &WaveDialog::check);
    connect(m_window, &QComboBox::currentIndexChanged, this, &WaveDialog::showWindow);
    connect(m_hasNotBefore, &QCheckBox::toggled, m_notBefore, &QWidget::setEnabled);
    connect(m_hasBudget, &QCheckBox::toggled, m_budget, &QWidget::setEnabled);
    check();
    showWindow();
    resize(560, 480);
}

QWidget* WaveDialog::makeWavePage()
{
    auto* page = new QWidget(this);
    m_concurrency->setRange(1, 100'000);
    m_concurrency->setSuffix(tr(" hosts"));
    m_notBefore->setCalendarPopup(true);
    m_notBefore->setDisplayFormat(QStringLiteral("yyyy-MM-dd"));
    m_notBefore->setAccessibleName(tr("Not before this day"));
    m_window->setAccessibleName(tr("Window"));
    m_clocks->setWordWrap(true);
    auto* fresh = new QPushButton(tr("&New…"), page);
    auto* freezes = new QPushButton(tr("&Freezes…"), page);
    connect(m_editWindow, &QPushButton::clicked, this, [this] { editWindow(false); });
    connect(fresh, &QPushButton::clicked, this, [this] { editWindow(true); });
    connect(freezes, &QPushButton::clicked, this, &WaveDialog::editFreezes);
    auto* choice = new QHBoxLayout;
    choice->setSpacing(8);
    choice->addWidget(m_window, 1);
    for (QPushButton* button : {m_editWindow, fresh, freezes})
        choice->addWidget(button);
    auto* form = new QFormLayout;
    form->setHorizontalSpacing(14);
    form->addRow(tr("N&ame"), m_name);
    form->addRow(QString(), m_testRing);
    auto* windowLabel = new QLabel(tr("&Window"), page);
    windowLabel->setBuddy(m_window); // a row that is a layout finds none
    form->addRow(windowLabel, choice);
    form->addRow(m_hasNotBefore, m_notBefore);
    form->addRow(tr("At the same &time"), m_concurrency);
    auto* layout = new QVBoxLayout(page);
    layout->setSpacing(10);
    layout->addLayout(form);
    layout->addWidget(plainLabel(tr("Opens next"), LabelLook::Strong, page));
    layout->addWidget(m_next);
    layout->addWidget(m_clocks);
    layout->addStretch(1);
    return page;
}

QWidget* WaveDialog::makeGatePage()
{
    auto* page = new QWidget(this);
    m_success->setRange(0, 100);
    m_success->setSuffix(tr(" % of all targeted hosts"));
    m_proof->addItem(tr("what a later inventory proves"), false);
    m_proof->addItem(tr("what the engine says"), true);
    m_soak->setRange(0, 24 * 365);
    m_soak->setSuffix(tr(" h after the last host"));
    m_budget->setRange(0, 1'000'000);
    m_budget->setSuffix(tr(" failed hosts"));
    m_budget->setAccessibleName(tr("Halt after so many failed hosts"));
    m_approvals->setRange(0, 20);
    m_approvals->setSuffix(tr(" people"));
    auto* form = new QFormLayout(page);
    form->setHorizontalSpacing(14);
    form->addRow(tr("&Success"), m_success);
    form->addRow(tr("&Counts"), m_proof);
    form->addRow(tr("Soa&k"), m_soak);
    form->addRow(m_hasBudget, m_budget);
    form->addRow(tr("Tests"), m_tests);
    form->addRow(tr("&Approval by"), m_approvals);
    return page;
}

QWidget* WaveDialog::makeNotesPage()
{
    auto* page = new QWidget(this);
    m_notes->setTabChangesFocus(true);
    m_notes->setAccessibleName(tr("Notes"));
    auto* layout = new QVBoxLayout(page);
    layout->addWidget(m_notes, 1);
    layout->addWidget(m_lock);
    return page;
}

void WaveDialog::fill()
{
    m_name->setText(Texts::of(m_wave.name));
    m_testRing->setChecked(m_wave.testRing);
    fillWindows(Texts::of(m_wave.window));
    m_hasNotBefore->setChecked(m_wave.notBefore.has_value());
    m_notBefore->setEnabled(m_wave.notBefore.has_value());
    const Day day = m_wave.notBefore.value_or(dayOf(m_now));
    m_notBefore->setDate(QDate::fromString(Texts::of(toIso(day)), Qt::ISODate));
    m_concurrency->setValue(m_wave.concurrency);
    m_success->setValue(int(m_wave.gate.minSuccess * 100 + 0.5));
    m_proof->setCurrentIndex(m_wave.gate.claimsCount ? 1 : 0);
    m_soak->setValue(m_wave.gate.soakHours);
    m_hasBudget->setChecked(m_wave.gate.failureBudget.has_value());
    m_budget->setEnabled(m_wave.gate.failureBudget.has_value());
    m_budget->setValue(m_wave.gate.failureBudget.value_or(3));
    m_tests->setChecked(m_wave.gate.needsTests);
    m_approvals->setValue(m_wave.gate.approvals);
    m_notes->setPlainText(Texts::of(m_wave.notes));
}

void WaveDialog::fillWindows(const QString& current)
{
    const QSignalBlocker quiet(m_window);
    m_window->clear();
    m_window->addItem(tr("None: the wave cannot run"), QString());
    for (const Window& window : m_policy.windows) {
        if (window.hostFilter.empty() || Texts::of(window.id) == current)
            m_window->addItem(Texts::of(window.name.empty() ? window.id : window.name), Texts::of(window.id));
    }
    m_window->setCurrentIndex(std::max(0, m_window->findData(current)));
}

void WaveDialog::showWindow()
{
    const std::string id = m_window->currentData().toString().toStdString();
    const auto it = std::find_if(m_policy.windows.begin(), m_policy.windows.end(),
                                 [&](const Window& window) { return window.id == id; });
    const bool known = it != m_policy.windows.end();
    m_editWindow->setEnabled(known);
    m_next->setText(known ? occurrenceLines(*it, m_now) : tr("No window: choose one, or make a new one."));
    m_clocks->setText(known ? Texts::of(dstSentence(*it, m_now)) : QString());
    m_clocks->setVisible(!m_clocks->text().isEmpty());
}

void WaveDialog::editWindow(bool fresh)
{
    const std::string id = m_window->currentData().toString().toStdString();
    const auto it = std::find_if(m_policy.windows.begin(), m_policy.windows.end(),
                                 [&](const Window& window) { return window.id == id; });
    Window window;
    if (!fresh && it != m_policy.windows.end())
        window = *it;
    if (fresh) {
        window.id = "window-" + QUuid::createUuid().toString(QUuid::Id128).left(8).toStdString();
        window.zone = QTimeZone::systemTimeZoneId().toStdString();
        window.recurrence = "FREQ=WEEKLY;BYDAY=TU";
    }
    WindowDialog dialog(window, m_now, this);
    if (dialog.exec() != QDialog::Accepted)
        return;
    if (fresh)
        m_policy.windows.push_back(dialog.window());
    else
        *it = dialog.window();
    fillWindows(Texts::of(window.id));
    showWindow();
}

void WaveDialog::editFreezes()
{
    FreezesDialog dialog(m_policy.freezes, this);
    if (dialog.exec() == QDialog::Accepted)
        m_policy.freezes = dialog.freezes();
}

void WaveDialog::check()
{
    const bool named = !m_name->text().trimmed().isEmpty();
    setInvalid(m_name, !named);
    m_store->setEnabled(named);
}

Wave WaveDialog::wave() const
{
    Wave wave = m_wave;
    wave.name = m_name->text().trimmed().toStdString();
    wave.testRing = m_testRing->isChecked();
    wave.window = m_window->currentData().toString().toStdString();
    wave.notBefore.reset();
    if (m_hasNotBefore->isChecked())
        wave.notBefore = parseDay(m_notBefore->date().toString(Qt::ISODate).toStdString());
    wave.concurrency = m_concurrency->value();
    // What was not touched keeps its exact value.
    if (m_success->value() != int(m_wave.gate.minSuccess * 100 + 0.5))
        wave.gate.minSuccess = m_success->value() / 100.0;
    wave.gate.claimsCount = m_proof->currentData().toBool();
    wave.gate.soakHours = m_soak->value();
    wave.gate.failureBudget = m_hasBudget->isChecked() ? std::optional(m_budget->value()) : std::nullopt;
    wave.gate.needsTests = m_tests->isChecked();
    wave.gate.approvals = m_approvals->value();
    wave.notes = m_notes->toPlainText().toStdString();
    return wave;
}

bool WaveDialog::lockWanted() const
{
    return m_lock->isChecked();
}

} // namespace bw
