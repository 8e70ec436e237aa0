// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/filesmodel.h"

#include "models/items/texts.h"

#include <array>

namespace bw {

namespace {

constexpr std::array<ItemColumn, FilesModel::ColumnTotal> Columns = {{
    {"path", QT_TRANSLATE_NOOP("bw::Columns", "File"), nullptr, ColumnKind::Path, 40},
    {"format", QT_TRANSLATE_NOOP("bw::Columns", "Format"), nullptr, ColumnKind::State, 14},
    {"taken", QT_TRANSLATE_NOOP("bw::Columns", "Taken"),
     QT_TRANSLATE_NOOP("bw::Columns", "The moment that the newest inventory of the file speaks of"), ColumnKind::Date,
     14},
    {"how", QT_TRANSLATE_NOOP("bw::Columns", "How the time is known"), nullptr, ColumnKind::Text, 28},
    {"hosts", QT_TRANSLATE_NOOP("bw::Columns", "Hosts"), nullptr, ColumnKind::Number, 7},
    {"components", QT_TRANSLATE_NOOP("bw::Columns", "Components"),
     QT_TRANSLATE_NOOP("bw::Columns", "As the file lists them, over all of its hosts"), ColumnKind::Number, 11},
    {"issues", QT_TRANSLATE_NOOP("bw::Columns", "Issues"), nullptr, ColumnKind::Number, 8},
}};

} // namespace

FilesModel::FilesModel(QObject* parent)
    : TableModel(Columns, parent)
{
}

void FilesModel::setFiles(std::vector<FileRow> files, Instant now)
{
    beginResetModel();
    m_files = std::move(files);
    m_now = now;
    endResetModel();
}

int FilesModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_files.size());
}

QVariant FilesModel::cell(int row, int column, int role) const
{
    const FileRow& f = file(row);
    switch (role) {
    case Qt::DisplayRole:
        return display(f, column);
    case Qt::ToolTipRole:
        return tip(f, column);
    case IdRole:
        return row;
    case SortRole:
        return sortValue(f, column);
    case ToneRole:
        // A known format is no state.
        return column == Format && (f.failed || f.format.empty()) ? QVariant(int(ItemTone::CannotTell)) : QVariant();
    default:
        return {};
    }
}

QVariant FilesModel::display(const FileRow& file, int column) const
{
    switch (column) {
    case Path:
        return Texts::of(file.path);
    case Format:
        return file.format.empty() ? tr("Not recognised") : file.failed ? tr("Not used") : Texts::of(file.format);
    case Taken:
        return file.takenAt ? Texts::relative(*file.takenAt, m_now) : Texts::missing();
    case How:
        return file.takenAt ? Texts::of(file.timeSource) : Texts::missing();
    case Hosts:
        return Texts::number(file.hosts);
    case Components:
        return Texts::number(file.components);
    case Issues:
        return Texts::number(file.issues);
    default:
        return {};
    }
}

QVariant FilesModel::tip(const FileRow& file, int column) const
{
    switch (column) {
    case Path:
        return Texts::of(file.path);
    case Format:
        return file.failed ? tr("Nothing of this file is used. The issues say why.") : QVariant();
    case Taken:
        return file.takenAt ? QVariant(Texts::absolute(*file.takenAt)) : tr("No host of this file has a time.");
    default:
        return {};
    }
}

QVariant FilesModel::sortValue(const FileRow& file, int column) const
{
    switch (column) {
    case Taken:
        return file.takenAt ? QVariant(qint64(file.takenAt->time_since_epoch().count())) : QVariant();
    case Hosts:
        return file.hosts;
    case Components:
        return qulonglong(file.components);
    case Issues:
        return qulonglong(file.issues);
    default:
        return display(file, column);
    }
}

QString FilesModel::sentence(int row) const
{
    const FileRow& f = file(row);
    return QStringList({Texts::of(f.path), display(f, Format).toString(), tr("%1 hosts").arg(Texts::number(f.hosts)),
                        tr("%1 issues").arg(Texts::number(f.issues))})
        .join(QLatin1String(", "));
}

} // namespace bw
