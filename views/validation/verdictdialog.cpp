// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/validation/verdictdialog.h"

#include "models/items/texts.h"
#include "models/validation/gateinput.h"
#include "views/theme/style.h"
#include "views/widgets/plaintext.h"
#include "views/widgets/tonesentence.h"

#include <QComboBox>
#include <QDateEdit>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

namespace bw {

VerdictDialog::VerdictDialog(const TestMatrix& matrix, const PatchTests& tests, int app,
                             const std::vector<HostChoice>& hosts, QWidget* parent)
    : QDialog(parent)
    , m_matrix(matrix)
    , m_tests(tests)
    , m_app(new QComboBox(this))
    , m_check(new QComboBox(this))
    , m_steps(plainLabel({}, LabelLook::Muted, this))
    , m_passed(new QRadioButton(tr("&Passed"), this))
    , m_failed(new QRadioButton(tr("&Failed"), this))
    , m_waived(new QRadioButton(tr("&Waived: the risk is taken"), this))
    , m_reasonLabel(new QLabel(this))
    , m_reason(new QLineEdit(this))
    , m_untilLabel(new QLabel(tr("&Up to and with"), this))
    , m_until(new QDateEdit(this))
    , m_host(new QComboBox(this))
    , m_evidence(new QPlainTextEdit(this))
    , m_file(new QLineEdit(this))
    , m_message(new ToneSentence(Tone::Immediate, this))
{
    setWindowTitle(tr("Record a verdict"));
    for (const TestCell& cell : tests.cells)
        m_app->addItem(Texts::of(matrix.apps[cell.app].name), cell.app);
    m_app->setCurrentIndex(std::max(0, m_app->findData(std::uint32_t(app))));
    m_host->addItem(tr("Not told"), qint64(0));
    for (const HostChoice& host : hosts)
        m_host->addItem(host.name, qint64(host.id));
    const QDate today = QDate(1970, 1, 1).addDays(dayOf(matrix.at).time_since_epoch().count());
    m_until->setCalendarPopup(true);
    m_until->setDisplayFormat(QStringLiteral("yyyy-MM-dd"));
    m_until->setMinimumDate(today);
    m_until->setDate(today.addDays(14));
    m_passed->setChecked(true);
    setupLayout();
    connect(m_app, &QComboBox::currentIndexChanged, this, &VerdictDialog::fillChecks);
    connect(m_check, &QComboBox::currentIndexChanged, this, &VerdictDialog::showSteps);
    for (QRadioButton* button : {m_passed, m_failed, m_waived})
        connect(button, &QRadioButton::toggled, this, &VerdictDialog::outcomeChanged);
    fillChecks();
    outcomeChanged();
}

void VerdictDialog::setupLayout()
{
    m_steps->setWordWrap(true);
    m_evidence->setTabChangesFocus(true);
    m_evidence->setFixedHeight(72);
    m_evidence->setPlaceholderText(tr("What was done and seen"));
    m_file->setPlaceholderText(tr("Its name and SHA-256 are kept, the file stays where it is"));
    m_reasonLabel->setBuddy(m_reason);
    m_untilLabel->setBuddy(m_until);
    m_message->setWordWrap(true);
    m_message->hide();
    auto* outcomes = new QWidget(this);
    auto* row = new QHBoxLayout(outcomes);
    row->setContentsMargins(0, 0, 0, 0);
    for (QRadioButton* button : {m_passed, m_failed, m_waived})
        row->addWidget(button);
    row->addStretch(1);
    auto* fileRow = new QHBoxLayout;
    fileRow->setSpacing(8);
    auto* choose = new QPushButton(tr("&Choose…"), this);
    choose->setAutoDefault(false);
    connect(choose, &QPushButton::clicked, this, &VerdictDialog::chooseFile);
    fileRow->addWidget(m_file, 1);
    fileRow->addWidget(choose);

    m_form = new QFormLayout;
    QFormLayout* form = m_form;
    form->setHorizontalSpacing(12);
    form->setVerticalSpacing(10);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(tr("&Application"), m_app);
    form->addRow(tr("Chec&k"), m_check);
    form->addRow(QString(), m_steps);
    form->addRow(tr("Outcome"), outcomes);
    form->addRow(m_reasonLabel, m_reason);
    form->addRow(m_untilLabel, m_until);
    form->addRow(tr("Tried &on"), m_host);
    form->addRow(tr("&Evidence"), m_evidence);
    auto* fileLabel = new QLabel(tr("Evidence fi&le"), this);
    fileLabel->setBuddy(m_file);
    form->addRow(fileLabel, fileRow);
    m_file->setAccessibleName(tr("Evidence file"));

    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    QPushButton* record = buttons->addButton(tr("&Record"), QDialogButtonBox::AcceptRole);
    setPrimary(record);
    record->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &VerdictDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 18, 20, 16);
    layout->setSpacing(12);
    layout->addWidget(plainLabel(Texts::of(shortPatchName(m_tests.patch)), LabelLook::Title, this));
    layout->addLayout(form);
    layout->addWidget(m_message);
    layout->addWidget(buttons);
    setMinimumWidth(560);
}

void VerdictDialog::fillChecks()
{
    const CriticalApp& app = m_matrix.apps[m_app->currentData().toUInt()];
    m_check->clear();
    m_check->addItem(app.checks.empty() ? tr("The application as a whole")
                                        : tr("The application as a whole: all its checks"),
                     QString());
    for (const AppCheck& check : app.checks) {
        m_check->addItem(Texts::of(check.name), Texts::of(check.id));
        m_check->setItemData(m_check->count() - 1,
                             check.kind == CheckKind::Manual ? Texts::of(check.steps)
                                                             : tr("A command; it can be run on the test ring instead."),
                             Qt::UserRole + 1);
    }
    // What is still to be done is what one comes for.
    const TestCell* cell = m_tests.cellOf(m_app->currentData().toUInt());
    for (const CheckState& state : cell ? cell->tests.checks : std::vector<CheckState>()) {
        if (!letsPass(state.state) && !state.check.empty()) {
            m_check->setCurrentIndex(m_check->findData(Texts::of(state.check)));
            break;
        }
    }
    showSteps();
}

void VerdictDialog::showSteps()
{
    const QString steps = m_check->currentData(Qt::UserRole + 1).toString();
    m_steps->setText(steps);
    m_form->setRowVisible(m_steps, !steps.isEmpty());
}

TestOutcome VerdictDialog::outcome() const
{
    return m_passed->isChecked() ? TestOutcome::Passed
        : m_failed->isChecked()  ? TestOutcome::Failed
                                 : TestOutcome::Waived;
}

void VerdictDialog::setOutcome(TestOutcome outcome)
{
    QRadioButton* buttons[] = {m_passed, m_failed, m_waived};
    buttons[std::size_t(outcome)]->setChecked(true);
    if (outcome == TestOutcome::Waived)
        m_check->setCurrentIndex(0);
}

void VerdictDialog::outcomeChanged()
{
    const bool waived = outcome() == TestOutcome::Waived;
    m_reasonLabel->setText(outcome() == TestOutcome::Failed ? tr("What faile&d") : tr("Reaso&n"));
    m_reason->setPlaceholderText(outcome() == TestOutcome::Passed ? tr("Only if there is something to add")
                                                                  : QString());
    m_untilLabel->setEnabled(waived);
    m_until->setEnabled(waived);
    setInvalid(m_reason, false);
    m_message->hide();
}

bool VerdictDialog::complain(QWidget* field, const QString& sentence)
{
    setInvalid(field, true);
    m_message->setText(sentence);
    m_message->show();
    field->setFocus();
    return false;
}

void VerdictDialog::accept()
{
    const bool reasoned = !m_reason->text().trimmed().isEmpty();
    if (outcome() == TestOutcome::Failed && !reasoned) {
        complain(m_reason, tr("Say what failed: the next one to read this was not there."));
        return;
    }
    if (outcome() == TestOutcome::Waived && !reasoned) {
        complain(m_reason, tr("A waiver needs a reason."));
        return;
    }
    QDialog::accept();
}

void VerdictDialog::chooseFile()
{
    const QString path = QFileDialog::getOpenFileName(this, tr("Evidence"));
    if (!path.isEmpty())
        m_file->setText(path);
}

TestVerdict VerdictDialog::verdict() const
{
    TestVerdict verdict;
    verdict.patch = m_tests.patch;
    verdict.app = m_matrix.apps[m_app->currentData().toUInt()].id;
    verdict.check = m_check->currentData().toString().toStdString();
    verdict.outcome = outcome();
    verdict.reason = m_reason->text().trimmed().toStdString();
    verdict.host = m_host->currentData().toLongLong();
    verdict.evidence = m_evidence->toPlainText().trimmed().toStdString();
    if (verdict.outcome == TestOutcome::Waived)
        verdict.until = Day(std::chrono::days(QDate(1970, 1, 1).daysTo(m_until->date())));
    return verdict;
}

QString VerdictDialog::evidencePath() const
{
    return m_file->text().trimmed();
}

} // namespace bw
