// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline.h"

#include "models/services/words.h"

#include <QJsonDocument>
#include <QSettings>

#include <cstdio>

namespace bw::cli {

static QString text(const std::string& s)
{
    return QString::fromStdString(s);
}

Options::Options(const char* verb)
    : m_verb(verb)
{
    parser.addOption(
        {{QStringLiteral("w"), QStringLiteral("workspace")}, QStringLiteral("The workspace."), QStringLiteral("WS")});
    parser.addOption({QStringLiteral("json"), QStringLiteral("Print the result as JSON.")});
    parser.addOption({QStringLiteral("as-of"), QStringLiteral("Show the state at a moment (ISO 8601, UTC)."),
                      QStringLiteral("TIME")});
    parser.addOption({QStringLiteral("quiet"), QStringLiteral("Print no progress and no summary.")});
    parser.addOption({QStringLiteral("lang"), QStringLiteral("Language of the messages."), QStringLiteral("LANG")});
    parser.addHelpOption();
}

bool Options::parse(const QStringList& arguments)
{
    const Verb* self = verb(QString::fromUtf8(m_verb));
    if (!parser.parse(QStringList(QStringLiteral("breakwater ") + QString::fromUtf8(m_verb)) + arguments)) {
        exitCode = usage(parser.errorText());
        return false;
    }
    if (parser.isSet(QStringLiteral("help"))) {
        if (self)
            parser.setApplicationDescription(QString::fromUtf8(self->summary) + QStringLiteral("\n\nExample: ")
                                             + QString::fromUtf8(self->example));
        print(parser.helpText());
        exitCode = Done;
        return false;
    }
    return timeOption(QStringLiteral("as-of"), asOf);
}

bool Options::timeOption(const QString& name, std::optional<Instant>& value)
{
    if (!parser.isSet(name))
        return true;
    value = parseIso(parser.value(name).toStdString());
    if (!value)
        exitCode = usage(
            QStringLiteral("--%1 needs a time such as 2026-11-23T14:00:00Z, not “%2”.").arg(name, parser.value(name)));
    return value.has_value();
}

Result<QString> Options::workspacePath() const
{
    if (parser.isSet(QStringLiteral("workspace")))
        return parser.value(QStringLiteral("workspace"));
    const QString fromEnvironment = qEnvironmentVariable("BREAKWATER_WORKSPACE");
    if (!fromEnvironment.isEmpty())
        return fromEnvironment;
    const QString last = QSettings().value(QStringLiteral("workspaces/last")).toString();
    if (!last.isEmpty())
        return last;
    return Error{ErrorKind::Usage, "No workspace: name one with -w, or make one with “breakwater init WS”.", {}};
}

Result<std::unique_ptr<Store>> Options::openWorkspace() const
{
    const auto path = workspacePath();
    if (!path)
        return path.error();
    return Store::open(path->toStdString());
}

void print(const QString& text)
{
    std::fputs(text.toUtf8().constData(), stdout);
}
static QString tame(QString text)
{
    for (QChar& c : text) {
        if ((c.unicode() < 0x20 && c != u'\n' && c != u'\t') || (c.unicode() >= 0x7f && c.unicode() < 0xa0))
            c = u'?';
    }
    return text;
}
void printLine(const QString& text)
{
    print(tame(text) + u'\n');
}
void printError(const QString& line)
{
    std::fputs((tame(line) + u'\n').toUtf8().constData(), stderr);
}

bool printedAll()
{
    if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0)
        return true;
    printError(QStringLiteral("The result could not be written to the end. Check the free space."));
    return false;
}

static std::vector<std::string>& rawArguments()
{
    static std::vector<std::string> arguments;
    return arguments;
}

void keepArguments(int argc, char** argv)
{
    rawArguments().assign(argv, argv + argc);
}

std::string pathOf(const QString& argument)
{
    if (argument.contains(QChar::ReplacementCharacter)) {
        for (const std::string& raw : rawArguments()) {
            if (QString::fromLocal8Bit(raw.c_str()) == argument)
                return raw;
        }
    }
    return argument.toStdString();
}

int usage(const QString& message)
{
    printError(message + QStringLiteral("\n“breakwater help” lists the verbs, “breakwater help VERB” shows one."));
    return WrongWords;
}

int fail(const Error& error)
{
    if (error.kind == ErrorKind::Usage)
        return usage(text(error.subject));
    printError(sentence(error));
    return error.kind == ErrorKind::Cancelled ? Interrupted : Failed;
}

QJsonArray toJson(std::span<const Issue> issues)
{
    QJsonArray array;
    for (const Issue& issue : issues) {
        QJsonObject object{{QStringLiteral("line"), qint64(issue.place.line)},
                           {QStringLiteral("column"), qint64(issue.place.column)},
                           {QStringLiteral("field"), text(issue.place.field)},
                           {QStringLiteral("reason"), text(issue.reason)}};
        if (!issue.place.file.empty())
            object.insert(QStringLiteral("file"), text(issue.place.file));
        if (!issue.raw.empty())
            object.insert(QStringLiteral("raw"), text(issue.raw));
        array.append(object);
    }
    return array;
}

QJsonArray toJson(const std::vector<std::string>& texts)
{
    QJsonArray array;
    for (const std::string& t : texts)
        array.append(text(t));
    return array;
}

QString compact(const QJsonObject& object)
{
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

Table::Table(QStringList headings)
    : m_headings(std::move(headings))
{
}

void Table::add(QStringList row)
{
    for (QString& cell : row) {
        for (QChar& c : cell) {
            if (c.unicode() < 0x20 || c.unicode() == 0x7f || (c.unicode() >= 0x80 && c.unicode() < 0xa0))
                c = u' ';
        }
    }
    m_rows << std::move(row);
}

void Table::print() const
{
    QList<qsizetype> widths;
    for (const QString& heading : m_headings)
        widths << heading.size();
    for (const QStringList& row : m_rows) {
        for (qsizetype i = 0; i < row.size() && i < widths.size(); ++i)
            widths[i] = qMax(widths[i], row[i].size());
    }
    const auto line = [&](const QStringList& row) {
        QString out;
        for (qsizetype i = 0; i < row.size(); ++i) {
            const bool last = i + 1 == row.size();
            out += m_right.contains(int(i)) ? row[i].rightJustified(widths[i])
                : last                      ? row[i]
                                            : row[i].leftJustified(widths[i]);
            if (!last)
                out += QStringLiteral("  ");
        }
        printLine(out);
    };
    line(m_headings);
    for (const QStringList& row : m_rows)
        line(row);
}

QString csvLine(const QStringList& cells)
{
    QStringList quoted;
    for (QString cell : cells) {
        if (!cell.isEmpty() && QStringLiteral("=+-@\t\r").contains(cell[0])) {
            bool number = false;
            cell.toDouble(&number);
            if (!number)
                cell.prepend(u'\'');
        }
        if (cell.contains(u'"') || cell.contains(u',') || cell.contains(u'\n') || cell.contains(u'\r'))
            cell = u'"' + cell.replace(u'"', QStringLiteral("\"\"")) + u'"';
        quoted << cell;
    }
    return quoted.join(u',');
}

} // namespace bw::cli
