// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/foundation/error.h"
#include "models/foundation/instant.h"
#include "models/foundation/result.h"
#include "models/store/store.h"

#include <QCommandLineParser>
#include <QJsonArray>
#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace bw::cli {

enum ExitCode { Done = 0, Failed = 1, WrongWords = 2, DoneWithIssues = 3, Interrupted = 130 };

/// One verb of the command line.
struct Verb {
    const char* name;
    const char* arguments; ///< "PATH…"
    const char* summary;
    const char* example;
    int (*run)(const QStringList& arguments);
};
std::span<const Verb> verbs();
const Verb* verb(const QString& name);

/// Options that every verb has, on top of a QCommandLineParser. Wrong words end with WrongWords and a hint.
class Options {
public:
    explicit Options(const char* verb);

    QCommandLineParser parser;
    /// False: `exitCode` says how to end (help was printed, or the words are wrong).
    bool parse(const QStringList& arguments);
    int exitCode = Done;

    bool json() const { return parser.isSet(QStringLiteral("json")); }
    bool quiet() const { return parser.isSet(QStringLiteral("quiet")); }
    QStringList positional() const { return parser.positionalArguments(); }
    std::optional<Instant> asOf; ///< of --as-of
    /// -w, else $BREAKWATER_WORKSPACE, else the last one opened.
    Result<std::unique_ptr<Store>> openWorkspace() const;
    Result<QString> workspacePath() const;

    /// Reads a time option; sets exitCode and answers false for text that is none.
    bool timeOption(const QString& name, std::optional<Instant>& value);

private:
    const char* m_verb;
};

/// Prints the error's sentence and answers the exit code that goes with it.
int fail(const Error& error);
int usage(const QString& message);
void print(const QString& text);
/// Both leave out what would steer a terminal: names in foreign files are data.
void printLine(const QString& text);
void printError(const QString& line);
/// Whether all that was printed has arrived; says so on standard error where it has not.
bool printedAll();

/// What a shell handed over, byte for byte: names need not be UTF-8.
void keepArguments(int argc, char** argv);
std::string pathOf(const QString& argument);

QJsonArray toJson(std::span<const Issue> issues);
QJsonArray toJson(const std::vector<std::string>& texts);
QString compact(const QJsonObject& object);

/// Columns aligned by width; the last column is not padded. Cells are plain text: control characters are shown as
/// spaces.
class Table {
public:
    explicit Table(QStringList headings);
    void add(QStringList row);
    void alignRight(int column) { m_right << column; }
    void print() const;

private:
    QStringList m_headings;
    QList<QStringList> m_rows;
    QList<int> m_right;
};

/// RFC 4180 with a guard against formulas (a leading = + - @ TAB CR gets an apostrophe).
QString csvLine(const QStringList& cells);

} // namespace bw::cli
