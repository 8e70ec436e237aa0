// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/welcomepage.h"

#include "views/theme/fonts.h"
#include "views/theme/icons.h"
#include "views/theme/style.h"

#include <QDir>
#include <QFileInfo>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace bw {

namespace {

QLabel* plainLabel(const QString& text, QWidget* parent)
{
    auto* label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

} // namespace

WelcomePage::WelcomePage(QWidget* parent)
    : QWidget(parent)
{
    setupLayout();
}

void WelcomePage::setupLayout()
{
    auto* column = new QWidget(this);
    column->setMaximumWidth(520);
    auto* layout = new QVBoxLayout(column);
    layout->setSpacing(12);

    auto* title = plainLabel(tr("Which patches first, and are they really there?"), column);
    title->setFont(titleFont(font()));
    auto* sentence = plainLabel(
        tr("A workspace is one file with your inventories, feeds and decisions. Nothing leaves this computer."),
        column);
    sentence->setForegroundRole(QPalette::PlaceholderText);
    layout->addWidget(title);
    layout->addWidget(sentence);
    layout->addSpacing(8);

    auto* demo = new QPushButton(themeIcon(Icon::Play), tr("Open the &sample fleet"), column);
    auto* make = new QPushButton(themeIcon(Icon::Add), tr("Make a &new workspace…"), column);
    auto* open = new QPushButton(themeIcon(Icon::Folder), tr("&Open a workspace…"), column);
    setPrimary(demo);
    for (QPushButton* button : {demo, make, open}) {
        button->setMinimumHeight(40);
        layout->addWidget(button);
    }
    connect(demo, &QPushButton::clicked, this, &WelcomePage::demoWanted);
    connect(make, &QPushButton::clicked, this, &WelcomePage::newWanted);
    connect(open, &QPushButton::clicked, this, &WelcomePage::openWanted);

    m_recentBox = new QWidget(column);
    m_recent = new QVBoxLayout(m_recentBox);
    m_recent->setContentsMargins(0, 12, 0, 0);
    m_recent->setSpacing(2);
    layout->addWidget(m_recentBox);

    auto* outer = new QVBoxLayout(this);
    outer->addStretch(2);
    outer->addWidget(column, 0, Qt::AlignHCenter);
    outer->addStretch(3);
    column->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    column->setMinimumWidth(420);
    setFocusProxy(demo);
}

void WelcomePage::setRecent(const QStringList& paths)
{
    while (QLayoutItem* item = m_recent->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_recentBox->setVisible(!paths.isEmpty());
    if (paths.isEmpty())
        return;
    m_recent->addWidget(plainLabel(tr("Opened lately"), m_recentBox));
    for (const QString& path : paths.mid(0, 5)) {
        const QFileInfo file(path);
        QString text = file.fileName() + QStringLiteral("   ") + QDir::toNativeSeparators(file.path());
        // An ampersand in a file name is a letter, not a mnemonic.
        auto* button = new QPushButton(text.replace(u'&', QStringLiteral("&&")), m_recentBox);
        button->setFlat(true);
        button->setStyleSheet(QStringLiteral("text-align: left"));
        connect(button, &QPushButton::clicked, this, [this, path] { Q_EMIT recentChosen(path); });
        m_recent->addWidget(button);
    }
}

} // namespace bw
