// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/words.h"

#include <QCoreApplication>

namespace bw {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("Errors", text);
}

QString template_(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::Cancelled:
        return tr("Cancelled. Nothing was changed.");
    case ErrorKind::NotFound:
        return tr("%1 does not exist. Check the spelling and the folder.");
    case ErrorKind::NotReadable:
        return tr("%1 cannot be read. Check its permissions and that it is not in use.");
    case ErrorKind::NotWritable:
        return tr("%1 cannot be written. Check the permissions and the free space of the folder.");
    case ErrorKind::NotRecognised:
        return tr("%1 is in no format that is known here. “breakwater formats” lists those that are.");
    case ErrorKind::Malformed:
        return tr("%1 breaks the rules of its format and was not used. Make the file again.");
    case ErrorKind::Truncated:
        return tr("%1 ends early. Make or copy the file again.");
    case ErrorKind::TooLarge:
        return tr("%1 exceeds a safety limit and was not used.");
    case ErrorKind::Unsupported:
        return tr("Not supported: %1");
    case ErrorKind::Empty:
        return tr("%1 is empty. Nothing was concluded from it.");
    case ErrorKind::BadValue:
        return tr("Not a possible value: %1");
    case ErrorKind::MissingField:
        return tr("Missing: %1");
    case ErrorKind::Ambiguous:
        return tr("Not clear which is meant: %1");
    case ErrorKind::Conflict:
        return tr("Somebody else changed the same thing meanwhile, or it exists already: %1. Load again and repeat.");
    case ErrorKind::Locked:
        return tr("The workspace is in use by another program: %1. Wait until it is done, or close it.");
    case ErrorKind::NotOurs:
        return tr("%1 is not a Breakwater workspace. Choose another file; this one was left as it is.");
    case ErrorKind::TooNew:
        return tr("%1 was written by a newer Breakwater. Install that version to open it; the file was left as it is.");
    case ErrorKind::Damaged:
        return tr("The workspace is damaged: %1. Work on with a copy or the last backup beside it.");
    case ErrorKind::Database:
        return tr("The database reports: %1");
    case ErrorKind::Usage:
    case ErrorKind::Refused:
        return tr("%1");
    case ErrorKind::Internal:
        return tr("Something that should not happen did: %1. Please report it.");
    }
    return tr("%1");
}

} // namespace

QString placeText(const Place& place)
{
    QString text = QString::fromStdString(place.file);
    if (place.line > 0)
        text += u':' + QString::number(place.line);
    if (place.line > 0 && place.column > 0)
        text += u':' + QString::number(place.column);
    if (!place.field.empty())
        text += (text.isEmpty() ? QString() : QStringLiteral(": ")) + QString::fromStdString(place.field);
    return text;
}

QString sentence(const Error& error)
{
    const QString words = template_(error.kind);
    const QString place = placeText(error.place);
    QString subject = QString::fromStdString(error.subject.empty() ? error.place.file : error.subject);
    QString text = words.contains(QLatin1String("%1")) ? words.arg(subject) : words;
    if (!error.subject.empty() && !place.isEmpty() && place != subject)
        text += QStringLiteral(" (%1)").arg(place);
    return text;
}

} // namespace bw
