// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/validation/checkform.h"

#include "models/items/texts.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSignalBlocker>
#include <QSpinBox>

namespace bw {

CheckForm::CheckForm(QWidget* parent)
    : QWidget(parent)
    , m_name(new QLineEdit(this))
    , m_kind(new QComboBox(this))
    , m_stepsLabel(new QLabel(tr("Ste&ps"), this))
    , m_steps(new QPlainTextEdit(this))
    , m_commandLabel(new QLabel(tr("Co&mmand"), this))
    , m_command(new QPlainTextEdit(this))
    , m_exitLabel(new QLabel(tr("E&xit status"), this))
    , m_exit(new QSpinBox(this))
    , m_outputLabel(new QLabel(tr("Output &holds"), this))
    , m_output(new QLineEdit(this))
{
    m_kind->addItem(tr("Manual: a person tries it"), int(CheckKind::Manual));
    m_kind->addItem(tr("Command: run on the test ring"), int(CheckKind::Command));
    setupLayout();
    connect(m_name, &QLineEdit::textEdited, this, &CheckForm::edited);
    connect(m_output, &QLineEdit::textEdited, this, &CheckForm::edited);
    connect(m_steps, &QPlainTextEdit::textChanged, this, &CheckForm::edited);
    connect(m_command, &QPlainTextEdit::textChanged, this, &CheckForm::edited);
    connect(m_exit, &QSpinBox::valueChanged, this, &CheckForm::edited);
    connect(m_kind, &QComboBox::currentIndexChanged, this, [this] {
        showKind();
        Q_EMIT edited();
    });
    showKind();
}

void CheckForm::setupLayout()
{
    auto* form = new QFormLayout(this);
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(12);
    form->setVerticalSpacing(8);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    for (QPlainTextEdit* edit : {m_steps, m_command}) {
        edit->setTabChangesFocus(true);
        edit->setFixedHeight(84);
    }
    m_steps->setPlaceholderText(tr("What to do, and what must be seen"));
    m_command->setPlaceholderText(tr("One word a line, the program first. No shell reads it."));
    m_output->setPlaceholderText(tr("Any output"));
    m_exit->setRange(0, 255);
    m_stepsLabel->setBuddy(m_steps);
    m_commandLabel->setBuddy(m_command);
    m_exitLabel->setBuddy(m_exit);
    m_outputLabel->setBuddy(m_output);
    form->addRow(tr("Chec&k"), m_name);
    form->addRow(tr("&Kind"), m_kind);
    form->addRow(m_stepsLabel, m_steps);
    form->addRow(m_commandLabel, m_command);
    form->addRow(m_exitLabel, m_exit);
    form->addRow(m_outputLabel, m_output);
}

void CheckForm::showKind()
{
    const bool command = m_kind->currentData().toInt() == int(CheckKind::Command);
    for (QWidget* part : {static_cast<QWidget*>(m_stepsLabel), static_cast<QWidget*>(m_steps)})
        part->setVisible(!command);
    for (QWidget* part :
         {static_cast<QWidget*>(m_commandLabel), static_cast<QWidget*>(m_command), static_cast<QWidget*>(m_exitLabel),
          static_cast<QWidget*>(m_exit), static_cast<QWidget*>(m_outputLabel), static_cast<QWidget*>(m_output)})
        part->setVisible(command);
}

void CheckForm::setCheck(const AppCheck& check)
{
    const QSignalBlocker quiet(this);
    m_check = check;
    m_name->setText(Texts::of(check.name));
    m_kind->setCurrentIndex(m_kind->findData(int(check.kind)));
    m_steps->setPlainText(Texts::of(check.steps));
    m_command->setPlainText(Texts::joined(check.command, u"\n"));
    m_exit->setValue(check.expectedExit);
    m_output->setText(Texts::of(check.expectedOutput));
    showKind();
}

AppCheck CheckForm::check() const
{
    AppCheck check;
    check.id = m_check.id;
    check.name = m_name->text().trimmed().toStdString();
    check.kind = CheckKind(m_kind->currentData().toInt());
    if (check.kind == CheckKind::Manual) {
        check.steps = m_steps->toPlainText().trimmed().toStdString();
        return check;
    }
    // A word with a line break of its own can only come from a file; it stays as it is until somebody types.
    const QString typed = m_command->toPlainText();
    if (typed == Texts::joined(m_check.command, u"\n")) {
        check.command = m_check.command;
    } else {
        for (const QString& word : typed.split(u'\n', Qt::SkipEmptyParts))
            check.command.push_back(word.toStdString());
    }
    check.expectedExit = m_exit->value();
    check.expectedOutput = m_output->text().toStdString();
    return check;
}

void CheckForm::focusName()
{
    m_name->setFocus();
    m_name->selectAll();
}

} // namespace bw
