// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/validation/notedialog.h"

#include "models/items/texts.h"
#include "models/validation/gateinput.h"
#include "views/theme/style.h"
#include "views/widgets/plaintext.h"
#include "views/widgets/tonesentence.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

namespace bw {

NoteDialog::NoteDialog(const std::string& patch, PatchNoteKind kind, QWidget* parent)
    : QDialog(parent)
    , m_patch(patch)
    , m_issue(new QRadioButton(tr("&Known issue"), this))
    , m_withdrawn(new QRadioButton(tr("&Withdrawn by the vendor: no wave with it may start"), this))
    , m_text(new QPlainTextEdit(this))
    , m_blocks(new QCheckBox(tr("Keep the patch &back until the note is ended"), this))
    , m_message(new ToneSentence(Tone::Immediate, this))
{
    setWindowTitle(tr("Note on a patch"));
    (kind == PatchNoteKind::Withdrawn ? m_withdrawn : m_issue)->setChecked(true);
    m_blocks->setChecked(true);
    m_text->setTabChangesFocus(true);
    m_text->setFixedHeight(84);
    m_text->setPlaceholderText(tr("What is known, and from where"));
    m_text->setAccessibleName(tr("Text of the note"));
    m_message->hide();
    const auto follow = [this] {
        m_blocks->setEnabled(m_issue->isChecked());
        if (m_withdrawn->isChecked())
            m_blocks->setChecked(true);
    };
    connect(m_withdrawn, &QRadioButton::toggled, this, follow);
    follow();
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    QPushButton* record = buttons->addButton(tr("&Record"), QDialogButtonBox::AcceptRole);
    setPrimary(record);
    record->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &NoteDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 18, 20, 16);
    layout->setSpacing(10);
    layout->addWidget(plainLabel(Texts::of(shortPatchName(patch)), LabelLook::Title, this));
    for (QWidget* part :
         {static_cast<QWidget*>(m_issue), static_cast<QWidget*>(m_withdrawn), static_cast<QWidget*>(m_text),
          static_cast<QWidget*>(m_blocks), static_cast<QWidget*>(m_message), static_cast<QWidget*>(buttons)})
        layout->addWidget(part);
    setMinimumWidth(480);
    m_text->setFocus();
}

void NoteDialog::accept()
{
    if (!m_text->toPlainText().trimmed().isEmpty()) {
        QDialog::accept();
        return;
    }
    setInvalid(m_text, true);
    m_message->setText(tr("Say what is known: a note without words blocks for no reason."));
    m_message->show();
    m_text->setFocus();
}

PatchNote NoteDialog::note() const
{
    PatchNote note;
    note.patch = m_patch;
    note.kind = m_withdrawn->isChecked() ? PatchNoteKind::Withdrawn : PatchNoteKind::KnownIssue;
    note.text = m_text->toPlainText().trimmed().toStdString();
    note.blocks = m_blocks->isChecked();
    return note;
}

} // namespace bw
