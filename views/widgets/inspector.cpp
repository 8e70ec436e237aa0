// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/inspector.h"

#include "views/widgets/inspectorparts.h"
#include "views/widgets/plaintext.h"

#include <QLabel>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>

namespace bw {

Inspector::Inspector(QWidget* parent)
    : QScrollArea(parent)
    , m_body(new QWidget)
    , m_title(plainLabel({}, LabelLook::Title, m_body))
    , m_subtitle(plainLabel({}, LabelLook::Muted, m_body))
{
    setAccessibleName(tr("Inspector"));
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setMinimumWidth(240);
    setBackgroundRole(QPalette::Base);
    m_body->setBackgroundRole(QPalette::Base);
    m_body->setAutoFillBackground(true);
    for (QLabel* label : {m_title, m_subtitle}) {
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        label->setMinimumWidth(1);
    }
    m_subtitle->setTextInteractionFlags(Qt::NoTextInteraction);
    setupLayout();
    setWidget(m_body);
    setEmpty({});
}

void Inspector::setupLayout()
{
    m_layout = new QVBoxLayout(m_body);
    m_layout->setContentsMargins(14, 14, 14, 14);
    m_layout->setSpacing(0);
    m_layout->addWidget(m_title);
    m_layout->addSpacing(2);
    m_layout->addWidget(m_subtitle);
    m_layout->addStretch(1);
}

void Inspector::setContent(const InspectorContent& content)
{
    if (content == m_content) {
        return;
    }
    const int scroll = content.title == m_content.title ? verticalScrollBar()->value() : 0;
    m_body->setUpdatesEnabled(false);
    constexpr int fits = 22; // letters, at the smallest width
    const bool tooLong = longestWord(content.title) > fits;
    m_title->setText(tooLong ? wrapAnywhere(content.title) : content.title);
    m_title->setTextInteractionFlags(tooLong ? Qt::NoTextInteraction
                                             : Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_title->setVisible(!content.title.isEmpty());
    m_title->setAccessibleName(content.title);
    m_subtitle->setText(content.subtitle);
    m_subtitle->setVisible(!content.subtitle.isEmpty());
    showSections(content.sections);
    m_content = content;
    m_layout->activate();
    m_body->setUpdatesEnabled(true);
    verticalScrollBar()->setValue(scroll);
}

void Inspector::setEmpty(const QString& sentence)
{
    setContent({.title = {}, .subtitle = sentence, .sections = {}});
}

void Inspector::showSections(const std::vector<InspectorSection>& sections)
{
    // Title, space, subtitle; then the sections.
    constexpr int before = 3;
    for (std::size_t i = 0; i < std::max(sections.size(), m_sections.size()); ++i) {
        const bool had = i < m_sections.size();
        if (had && i < sections.size() && sections[i] == m_content.sections[i]) {
            continue;
        }
        if (had) {
            m_layout->removeWidget(m_sections[i]);
            m_sections[i]->hide();
            m_sections[i]->deleteLater(); // may be the sender of the signal that led here
            m_sections[i] = nullptr;
        }
        if (i < sections.size()) {
            QWidget* shown =
                inspectorSection(sections[i], m_body, [this](const QString& id) { Q_EMIT linkActivated(id); });
            m_layout->insertWidget(before + int(i), shown);
            shown->show();
            had ? void(m_sections[i] = shown) : m_sections.push_back(shown);
        }
    }
    m_sections.resize(sections.size());
}

} // namespace bw
