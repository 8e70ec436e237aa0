// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/verbs/verbio.h"

#include "app/commandline.h"

#include <QFile>
#include <QJsonDocument>
#include <QSaveFile>

namespace bw::cli {

QString text(std::string_view s)
{
    return QString::fromUtf8(s.data(), qsizetype(s.size()));
}

void printJson(const QJsonObject& object)
{
    print(QString::fromUtf8(QJsonDocument(object).toJson()));
}

void printJson(const QJsonArray& array)
{
    print(QString::fromUtf8(QJsonDocument(array).toJson()));
}

static QString fileName(const QString& argument)
{
    return QFile::decodeName(QByteArray::fromStdString(pathOf(argument)));
}

Result<std::string> readWhole(const QString& argument)
{
    static constexpr qint64 Most = 64LL * 1024 * 1024;
    QFile file(fileName(argument));
    const bool opened =
        argument == QLatin1String("-") ? file.open(stdin, QIODevice::ReadOnly) : file.open(QIODevice::ReadOnly);
    if (!opened)
        return Error{file.exists() ? ErrorKind::NotReadable : ErrorKind::NotFound, argument.toStdString(), {}};
    // A pipe has no size: one byte more than allowed tells that it is too long.
    const QByteArray bytes = file.read(Most + 1);
    if (bytes.size() > Most)
        return Error{ErrorKind::TooLarge, argument.toStdString(), {}};
    return bytes.toStdString();
}

Result<void> writeWhole(const QString& argument, const std::string& content, bool program)
{
    QSaveFile file(fileName(argument));
    if (!file.open(QIODevice::WriteOnly)
        || file.write(content.data(), qint64(content.size())) != qint64(content.size()))
        return Error{ErrorKind::NotWritable, argument.toStdString(), {}};
    if (program)
        file.setPermissions(file.permissions() | QFileDevice::ExeOwner | QFileDevice::ExeGroup | QFileDevice::ExeOther);
    return file.commit() ? Result<void>() : Result<void>(Error{ErrorKind::NotWritable, argument.toStdString(), {}});
}

} // namespace bw::cli
