// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDirIterator>
#include <QFile>
#include <QMap>
#include <QRegularExpression>
#include <QSet>
#include <QtTest>

namespace {

const QString Root = QStringLiteral(BREAKWATER_SOURCE_DIR);

QString textOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

QStringList filesBelow(const QString& folder, const QStringList& patterns)
{
    QStringList files;
    QDirIterator it(Root + u'/' + folder, patterns, QDir::Files, QDirIterator::Subdirectories);
    while (it.hasNext())
        files << it.next();
    files.sort();
    return files;
}

/// The room a file (or an include) belongs to: the first two folders of its path.
QString roomOf(const QString& path)
{
    const QStringList parts = path.split(u'/');
    if (parts.value(0) == QLatin1String("app"))
        return QStringLiteral("app");
    return parts.value(0) + u'/' + parts.value(1);
}

/// room -> the rooms of its USES line.
QMap<QString, QSet<QString>> declaredUses()
{
    static const QRegularExpression call(QStringLiteral("breakwater_room\\(\\s*(\\S+)([^)]*)\\)"));
    static const QRegularExpression uses(QStringLiteral("\\bUSES\\b([^A-Z]*)"));
    QMap<QString, QSet<QString>> rooms;
    for (const QString& top : {QStringLiteral("models"), QStringLiteral("views"), QStringLiteral("app")}) {
        for (const QString& file : filesBelow(top, {QStringLiteral("CMakeLists.txt")})) {
            auto calls = call.globalMatch(textOf(file));
            while (calls.hasNext()) {
                const auto match = calls.next();
                const QStringList used = uses.match(match.captured(2))
                                             .captured(1)
                                             .split(QRegularExpression(QStringLiteral("\\s+")), Qt::SkipEmptyParts);
                rooms.insert(match.captured(1), QSet<QString>(used.begin(), used.end()));
            }
        }
    }
    return rooms;
}

bool paints(const QString& include)
{
    static const QRegularExpression screen(QStringLiteral(
        "^(Qt(Widgets|Charts|Gui|Svg|SvgWidgets|OpenGL|PrintSupport)(/|$)"
        "|Q(Widget|Color|Icon|Pixmap|Image|Painter|PainterPath|Brush|Pen|Font|FontMetrics|Palette|Style|Chart|"
        "ChartView|Application|GuiApplication|Action|Dialog|MessageBox|TableView|TreeView|ListView|Svg\\w+)$)"));
    return screen.match(include).hasMatch();
}

} // namespace

/// The USES lines are the architecture: this test reads every #include and compares.
class ArchitectureTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyIncludeIsDeclared();
    void modelsNeverIncludeTheScreen();
    void usesHaveNoCycle();
    void everySourceFileBelongsToARoom();
    void onlyTheStoreSpeaksSql();
    void everySourceProvesItsHeader();
    void everyFileNamesItsLicence();
};

void ArchitectureTest::everyIncludeIsDeclared()
{
    const auto rooms = declaredUses();
    QVERIFY(rooms.contains(QStringLiteral("models/foundation")));
    static const QRegularExpression include(QStringLiteral("^\\s*#\\s*include\\s+\"((?:models|views|app)/[^\"]+)\""),
                                            QRegularExpression::MultilineOption);
    QStringList wrong;
    for (const QString& top : {QStringLiteral("models"), QStringLiteral("views")}) {
        for (const QString& file : filesBelow(top, {QStringLiteral("*.h"), QStringLiteral("*.cpp")})) {
            const QString own = roomOf(file.mid(Root.size() + 1));
            auto matches = include.globalMatch(textOf(file));
            while (matches.hasNext()) {
                const QString other = roomOf(matches.next().captured(1));
                if (other != own && !rooms.value(own).contains(other))
                    wrong << file.mid(Root.size() + 1) + QStringLiteral(" includes ") + other;
            }
        }
    }
    QVERIFY2(wrong.isEmpty(), qPrintable(QStringLiteral("Not in a USES line:\n") + wrong.join(u'\n')));
}

void ArchitectureTest::modelsNeverIncludeTheScreen()
{
    static const QRegularExpression include(QStringLiteral("^\\s*#\\s*include\\s+[<\"]([^>\"]+)[>\"]"),
                                            QRegularExpression::MultilineOption);
    QStringList wrong;
    for (const QString& file : filesBelow(QStringLiteral("models"), {QStringLiteral("*.h"), QStringLiteral("*.cpp")})) {
        auto matches = include.globalMatch(textOf(file));
        while (matches.hasNext()) {
            const QString header = matches.next().captured(1);
            if (paints(header) || header.startsWith(QLatin1String("views/")))
                wrong << file.mid(Root.size() + 1) + QStringLiteral(" includes ") + header;
        }
    }
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
    QVERIFY(paints(QStringLiteral("QtWidgets/QWidget")));
    QVERIFY(paints(QStringLiteral("QColor")));
    QVERIFY(!paints(QStringLiteral("QAbstractItemModel")));
}

void ArchitectureTest::usesHaveNoCycle()
{
    auto rooms = declaredUses();
    // Rooms without an undone USES fall away; what is left stands in a circle.
    for (bool changed = true; changed;) {
        changed = false;
        const QStringList names = rooms.keys();
        for (const QString& room : names) {
            if (!rooms.value(room).intersects(QSet<QString>(names.begin(), names.end()))) {
                rooms.remove(room);
                changed = true;
                break;
            }
        }
    }
    QVERIFY2(rooms.isEmpty(), qPrintable(QStringList(rooms.keys()).join(u' ')));
}

void ArchitectureTest::everySourceFileBelongsToARoom()
{
    QStringList homeless;
    for (const QString& top : {QStringLiteral("models"), QStringLiteral("views")}) {
        for (const QString& file : filesBelow(top, {QStringLiteral("*.cpp")})) {
            const QString path = file.mid(Root.size() + 1);
            const QString room = roomOf(path);
            const QString list = textOf(Root + u'/' + room + QStringLiteral("/CMakeLists.txt"));
            if (!list.contains(path.mid(room.size() + 1)))
                homeless << path;
        }
    }
    QVERIFY2(homeless.isEmpty(), qPrintable(homeless.join(u'\n')));
}

void ArchitectureTest::onlyTheStoreSpeaksSql()
{
    static const QRegularExpression sql(QStringLiteral("#\\s*include\\s+<(QtSql/|QSql)"));
    QStringList wrong;
    for (const QString& top : {QStringLiteral("models"), QStringLiteral("views"), QStringLiteral("app")}) {
        for (const QString& file : filesBelow(top, {QStringLiteral("*.h"), QStringLiteral("*.cpp")})) {
            if (!file.contains(QLatin1String("/models/store/")) && textOf(file).contains(sql))
                wrong << file.mid(Root.size() + 1);
        }
    }
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
}

/// A header that its own source includes before anything else is compiled on its own by that. Those without a source
/// are compiled by the target "selfcontained".
void ArchitectureTest::everySourceProvesItsHeader()
{
    static const QRegularExpression firstInclude(QStringLiteral("^#include\\s+(\\S+)"),
                                                 QRegularExpression::MultilineOption);
    QStringList wrong;
    for (const QString& top : {QStringLiteral("models"), QStringLiteral("views"), QStringLiteral("app")}) {
        for (const QString& file : filesBelow(top, {QStringLiteral("*.h")})) {
            const QString path = file.mid(Root.size() + 1);
            if (!textOf(file).contains(QLatin1String("\n#pragma once\n")))
                wrong << path + QStringLiteral(": no #pragma once");
            const QString source = textOf(file.chopped(2) + QStringLiteral(".cpp"));
            if (!source.isEmpty() && firstInclude.match(source).captured(1) != u'"' + path + u'"')
                wrong << path + QStringLiteral(": not the first include of its source");
        }
    }
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
}

void ArchitectureTest::everyFileNamesItsLicence()
{
    QStringList wrong;
    for (const QString& top :
         {QStringLiteral("models"), QStringLiteral("views"), QStringLiteral("app"), QStringLiteral("tests")}) {
        for (const QString& file :
             filesBelow(top, {QStringLiteral("*.h"), QStringLiteral("*.cpp"), QStringLiteral("CMakeLists.txt")})) {
            if (!textOf(file).left(300).contains(QLatin1String("SPDX-License-Identifier: GPL-3.0-or-later")))
                wrong << file.mid(Root.size() + 1);
        }
    }
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
}

QTEST_GUILESS_MAIN(ArchitectureTest)
#include "architecturetest.moc"
