// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/planner/windowdialog.h"

#include "models/domain/hostfilter.h"
#include "models/items/boardcards.h"
#include "models/items/texts.h"
#include "models/planning/calendar.h"
#include "models/services/words.h"
#include "views/theme/style.h"
#include "views/widgets/plaintext.h"

#include <QCheckBox>
#include <QComboBox>
#include <QCompleter>
#include <QDateTimeEdit>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QSpinBox>
#include <QStackedWidget>
#include <QTimeZone>
#include <QVBoxLayout>

namespace bw {

namespace {

const QString wallFormat = QStringLiteral("yyyy-MM-ddTHH:mm");

} // namespace

QString occurrenceLines(const Window& window, Instant now, std::size_t count)
{
    const auto next = occurrences(window, now, now + std::chrono::days(366 * 2), count);
    if (!next)
        return sentence(next.error());
    if (next->empty())
        return WindowDialog::tr("It does not open within two years.");
    QStringList lines;
    for (const Occurrence& one : *next) {
        QString line = Texts::of(one.local).left(10) + u' ' + BoardCards::weekdayTime(one.local) + u' '
            + Texts::of(zoneAbbreviation(one.start, window.zone)) + QStringLiteral("  ·  ")
            + Texts::absolute(one.start);
        if (one.kind == Resolved::Kind::Gap)
            line += QStringLiteral("  ·  ") + WindowDialog::tr("moved to the end of the gap");
        else if (one.kind == Resolved::Kind::Overlap)
            line += QStringLiteral("  ·  ") + WindowDialog::tr("the first of two such hours");
        lines << line;
    }
    return lines.join(u'\n');
}

void fillZones(QComboBox& box, const QString& current)
{
    QStringList zones;
    for (const QByteArray& id : QTimeZone::availableTimeZoneIds())
        zones << QString::fromLatin1(id);
    zones.sort();
    box.setEditable(true);
    box.setInsertPolicy(QComboBox::NoInsert);
    box.addItems(zones);
    box.completer()->setCompletionMode(QCompleter::PopupCompletion);
    box.completer()->setFilterMode(Qt::MatchContains);
    box.setCurrentText(current);
}

WindowDialog::WindowDialog(const Window& window, Instant now, QWidget* parent)
    : QDialog(parent)
    , m_window(window)
    , m_now(now)
    , m_name(new QLineEdit(this))
    , m_first(new QDateTimeEdit(this))
    , m_zone(new QComboBox(this))
    , m_minutes(new QSpinBox(this))
    , m_hasLastStart(new QCheckBox(tr("Last start"), this))
    , m_lastStart(new QSpinBox(this))
    , m_kind(new QComboBox(this))
    , m_interval(new QSpinBox(this))
    , m_unit(plainLabel({}, LabelLook::Plain, this))
    , m_how(new QStackedWidget(this))
    , m_nth(new QComboBox(this))
    , m_nthDay(new QComboBox(this))
    , m_rule(new QLineEdit(this))
    , m_offset(new QSpinBox(this))
    , m_except(new QLineEdit(this))
    , m_hosts(new QLineEdit(this))
    , m_next(plainLabel({}, LabelLook::Plain, this))
    , m_clocks(plainLabel({}, LabelLook::Muted, this))
{
    setWindowTitle(tr("Maintenance window"));
    setupFields();
    setupLayout();
    fill();
    for (QLineEdit* edit : {m_name, m_rule, m_except, m_hosts})
        connect(edit, &QLineEdit::textChanged, this, &WindowDialog::check);
    for (QSpinBox* box : {m_minutes, m_lastStart, m_interval, m_offset})
        connect(box, &QSpinBox::valueChanged, this, &WindowDialog::check);
    for (QComboBox* box : {m_zone, m_kind, m_nth, m_nthDay})
        connect(box, &QComboBox::currentTextChanged, this, &WindowDialog::check);
    for (QCheckBox* box : m_days)
        connect(box, &QCheckBox::toggled, this, &WindowDialog::check);
    connect(m_hasLastStart, &QCheckBox::toggled, this, &WindowDialog::check);
    connect(m_first, &QDateTimeEdit::dateTimeChanged, this, &WindowDialog::check);
    check();
}

void WindowDialog::setupFields()
{
    // Wall-clock time without a zone of its own: else an hour of a spring night could not be typed.
    m_first->setTimeSpec(Qt::UTC);
    m_first->setDisplayFormat(QStringLiteral("yyyy-MM-dd HH:mm"));
    m_first->setCalendarPopup(true);
    m_minutes->setRange(1, 7 * 24 * 60);
    m_minutes->setSuffix(tr(" min"));
    m_lastStart->setRange(0, 7 * 24 * 60);
    m_lastStart->setSuffix(tr(" min after the start"));
    m_lastStart->setAccessibleName(tr("Last start, minutes after the start"));
    m_interval->setRange(1, 52);
    m_interval->setAccessibleName(tr("Every how many weeks or months"));
    m_offset->setRange(-31, 31);
    m_offset->setSuffix(tr(" days"));
    m_offset->setToolTip(tr("“Second Tuesday, and three days later”: 3"));
    m_except->setPlaceholderText(tr("2026-12-24, 2026-12-31"));
    m_hosts->setPlaceholderText(tr("Empty: a window of waves, no host's own"));
    m_rule->setPlaceholderText(QStringLiteral("FREQ=MONTHLY;BYMONTHDAY=15"));
    m_rule->setAccessibleName(tr("Recurrence rule (RFC 5545)"));
    m_kind->addItem(tr("Once"));
    m_kind->addItem(tr("Every week"));
    m_kind->addItem(tr("Every month, on a weekday"));
    m_kind->addItem(tr("By a rule (RFC 5545)"));
    const QLocale locale;
    for (int day = 1; day <= 7; ++day) {
        auto* box = new QCheckBox(locale.dayName(day, QLocale::ShortFormat), this);
        box->setAccessibleName(locale.dayName(day));
        m_days.push_back(box);
        m_nthDay->addItem(locale.dayName(day), day);
    }
    m_nth->setAccessibleName(tr("Which one in the month"));
    m_nthDay->setAccessibleName(tr("Day of the week"));
    for (const auto& [text, nth] : {std::pair(tr("First"), 1), std::pair(tr("Second"), 2), std::pair(tr("Third"), 3),
                                    std::pair(tr("Fourth"), 4), std::pair(tr("Last"), -1)})
        m_nth->addItem(text, nth);
    m_next->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_clocks->setWordWrap(true);
}

void WindowDialog::setupLayout()
{
    const auto line = [this](std::initializer_list<QWidget*> parts) {
        auto* widget = new QWidget(this);
        auto* row = new QHBoxLayout(widget);
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(8);
        for (QWidget* part : parts)
            row->addWidget(part);
        row->addStretch(1);
        return widget;
    };
    auto* days = new QWidget(this);
    auto* row = new QHBoxLayout(days);
    row->setContentsMargins(0, 0, 0, 0);
    for (QCheckBox* box : m_days)
        row->addWidget(box);
    row->addStretch(1);
    m_how->addWidget(new QWidget(this));
    m_how->addWidget(days);
    m_how->addWidget(line({m_nth, m_nthDay}));
    m_how->addWidget(m_rule);
    m_how->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    auto* form = new QFormLayout;
    form->setHorizontalSpacing(14);
    form->addRow(tr("&Name"), m_name);
    form->addRow(tr("&First start, local time"), m_first);
    form->addRow(tr("Time &zone"), m_zone);
    form->addRow(tr("&Length"), m_minutes);
    form->addRow(m_hasLastStart, m_lastStart);
    form->addRow(tr("Comes &again"), line({m_kind, m_interval, m_unit}));
    form->addRow(QString(), m_how);
    form->addRow(tr("&Offset"), m_offset);
    form->addRow(tr("Days &without"), m_except);
    form->addRow(tr("&Hosts it binds"), m_hosts);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_store = buttons->addButton(tr("&Store the window"), QDialogButtonBox::AcceptRole);
    m_store->setDefault(true);
    setPrimary(m_store);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(10);
    layout->addLayout(form);
    layout->addWidget(plainLabel(tr("Opens next"), LabelLook::Strong, this));
    layout->addWidget(m_next);
    layout->addWidget(m_clocks);
    layout->addStretch(1);
    layout->addWidget(buttons);
    setMinimumWidth(560);
}

void WindowDialog::fill()
{
    m_name->setText(Texts::of(m_window.name));
    QDateTime first = QDateTime::fromString(Texts::of(m_window.firstStart).left(16), wallFormat);
    first.setTimeSpec(Qt::UTC);
    m_first->setDateTime(first.isValid() ? first : QDateTime(QDate::currentDate().addDays(1), QTime(22, 0), Qt::UTC));
    fillZones(*m_zone, Texts::of(m_window.zone));
    m_minutes->setValue(m_window.minutes);
    m_hasLastStart->setChecked(m_window.lastStartMinutes.has_value());
    m_lastStart->setValue(m_window.lastStartMinutes.value_or(m_window.minutes / 2));
    const Recurrence known = recurrenceFrom(Texts::of(m_window.recurrence));
    m_kind->setCurrentIndex(int(known.kind));
    m_interval->setValue(known.interval);
    for (const int day : known.weekdays) {
        m_days[std::size_t(day - 1)]->setChecked(true);
        m_nthDay->setCurrentIndex(day - 1);
    }
    m_nth->setCurrentIndex(m_nth->findData(known.nth));
    m_rule->setText(Texts::of(m_window.recurrence));
    m_offset->setValue(m_window.offsetDays);
    m_except->setText(Texts::joined(m_window.exceptDays, u", "));
    m_hosts->setText(Texts::of(m_window.hostFilter));
}

Recurrence WindowDialog::recurrence() const
{
    Recurrence wanted;
    wanted.kind = static_cast<Recurrence::Kind>(m_kind->currentIndex());
    wanted.interval = m_interval->value();
    if (wanted.kind == Recurrence::Kind::NthWeekday) {
        wanted.nth = m_nth->currentData().toInt();
        wanted.weekdays = {m_nthDay->currentData().toInt()};
    } else if (wanted.kind == Recurrence::Kind::Weekly) {
        for (std::size_t i = 0; i < m_days.size(); ++i) {
            if (m_days[i]->isChecked())
                wanted.weekdays.push_back(int(i) + 1);
        }
        if (wanted.weekdays.empty())
            wanted.weekdays = {m_first->date().dayOfWeek()};
    }
    wanted.rule = m_rule->text();
    return wanted;
}

Window WindowDialog::window() const
{
    Window window = m_window;
    window.name = m_name->text().trimmed().toStdString();
    window.firstStart = m_first->dateTime().toString(wallFormat).toStdString();
    window.zone = m_zone->currentText().trimmed().toStdString();
    window.minutes = m_minutes->value();
    window.lastStartMinutes = m_hasLastStart->isChecked() ? std::optional(m_lastStart->value()) : std::nullopt;
    window.recurrence = ruleOf(recurrence()).toStdString();
    window.offsetDays = m_offset->value();
    window.exceptDays.clear();
    for (const QString& day : m_except->text().split(u',', Qt::SkipEmptyParts))
        window.exceptDays.push_back(day.trimmed().toStdString());
    window.hostFilter = m_hosts->text().trimmed().toStdString();
    return window;
}

void WindowDialog::check()
{
    const auto kind = static_cast<Recurrence::Kind>(m_kind->currentIndex());
    m_how->setCurrentIndex(int(kind));
    m_how->setVisible(kind != Recurrence::Kind::Once);
    const bool counted = kind == Recurrence::Kind::Weekly || kind == Recurrence::Kind::NthWeekday;
    m_interval->setVisible(counted);
    m_unit->setVisible(counted);
    m_unit->setText(kind == Recurrence::Kind::Weekly ? tr("weeks apart") : tr("months apart"));
    m_lastStart->setEnabled(m_hasLastStart->isChecked());
    m_lastStart->setMaximum(m_minutes->value());
    const Window wanted = window();
    const auto hosts = HostFilter::parse(wanted.hostFilter);
    const bool daysGood = std::all_of(wanted.exceptDays.begin(), wanted.exceptDays.end(),
                                      [](const std::string& day) { return parseDay(day).has_value(); });
    const bool opens = occurrences(wanted, m_now, m_now + std::chrono::days(7), 1).ok();
    setInvalid(m_name, wanted.name.empty());
    setInvalid(m_hosts, !hosts);
    setInvalid(m_except, !daysGood);
    setInvalid(m_rule, kind == Recurrence::Kind::Custom && !opens);
    m_next->setText(hosts ? occurrenceLines(wanted, m_now) : sentence(hosts.error()));
    m_clocks->setText(Texts::of(dstSentence(wanted, m_now)));
    m_clocks->setVisible(!m_clocks->text().isEmpty());
    m_store->setEnabled(!wanted.name.empty() && hosts && daysGood && opens);
}

} // namespace bw
