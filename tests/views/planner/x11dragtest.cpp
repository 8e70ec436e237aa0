// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/views/planner/boardfixture.h"

#include <QProcess>
#include <QStandardPaths>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <sys/wait.h>
#include <unistd.h>

using namespace bw;
using namespace bw::test;

/// The board on a real X server, with a pointer that another program moves: drag and drop as the desktop does it.
class X11DragTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void twoPatchesToAnotherWave();

private:
    void pointer(const QStringList& words);

    BoardFixture m_f;
};

void X11DragTest::pointer(const QStringList& words)
{
    QProcess xdotool;
    QEventLoop loop;
    connect(&xdotool, &QProcess::finished, &loop, &QEventLoop::quit);
    xdotool.start(QStringLiteral("xdotool"), words);
    loop.exec(); // the window answers meanwhile
    QCOMPARE(xdotool.exitCode(), 0);
    QTest::qWait(60);
}

void X11DragTest::twoPatchesToAnotherWave()
{
    QVERIFY(m_f.prepare());
    QSettings().clear();
    m_f.open({1200, 760});
    m_f.page->move(0, 0);
    m_f.makePlan();
    QVERIFY(QTest::qWaitForWindowExposed(m_f.page.get()));
    const Plan before = m_f.plans().plan();
    const auto expected = edited(before, MovePatches{{m_f.ids[0], m_f.ids[2]}, 1, 2, std::size_t(-1), {}});
    CardList& from = *m_f.board().list(1);
    const auto at = [](const QPoint& point) {
        return QStringList{QStringLiteral("mousemove"), QString::number(point.x()), QString::number(point.y())};
    };
    const auto card = [&](int row) {
        return from.viewport()->mapToGlobal(from.visualRect(from.model()->index(row, 0)).center());
    };
    const QWidget* target = m_f.board().list(2)->viewport();
    const QPoint place = target->mapToGlobal(target->rect().center());
    pointer(at(card(0)) + QStringList{QStringLiteral("click"), QStringLiteral("1")});
    pointer({QStringLiteral("keydown"), QStringLiteral("ctrl")});
    pointer(at(card(2)) + QStringList{QStringLiteral("click"), QStringLiteral("1")});
    pointer({QStringLiteral("keyup"), QStringLiteral("ctrl")});
    QTRY_COMPARE(m_f.board().chosen().size(), 2);
    pointer(at(card(2)) + QStringList{QStringLiteral("mousedown"), QStringLiteral("1")});

    // While the drag's own loop runs, steps come from another process.
    QProcess mouse;
    QStringList steps;
    for (int i = 1; i <= 8; ++i) {
        const QPoint point = card(2) + (place - card(2)) * i / 8;
        steps << at(point) << QStringList{QStringLiteral("sleep"), QStringLiteral("0.08")};
    }
    steps << QStringList{QStringLiteral("sleep"), QStringLiteral("0.4"), QStringLiteral("mouseup"),
                         QStringLiteral("1")};
    DropHint hint;
    QTimer look;
    connect(&look, &QTimer::timeout, this, [&] {
        if (m_f.board().column(2)->hint().state == DropHint::State::Target)
            hint = m_f.board().column(2)->hint();
    });
    look.start(30);
    mouse.start(QStringLiteral("xdotool"), steps);
    QTRY_COMPARE_WITH_TIMEOUT(m_f.plans().plan(), *expected, 10'000);
    mouse.waitForFinished();
    QCOMPARE(int(hint.state), int(DropHint::State::Target));
    QCOMPARE(m_f.page->undoStack()->count(), 1);
    QTRY_COMPARE(m_f.board().cards(2)->rowCount(), 3);
    QCOMPARE(m_f.board().cards(1)->rowCount(), 2); // the view removed no row of its own
    m_f.page->undoStack()->undo();
    QCOMPARE(m_f.plans().plan(), before);
    m_f.close();
}

namespace {

constexpr int skipped = 77;

/// Starts an X server on a number of its own choice; answers its process, 0: it did not come up.
pid_t startServer()
{
    int channel[2];
    if (pipe(channel) != 0)
        return 0;
    const pid_t child = fork();
    if (child == 0) {
        close(channel[0]);
        const std::string number = std::to_string(channel[1]);
        execlp("Xvfb", "Xvfb", "-displayfd", number.c_str(), "-screen", "0", "1280x800x24", "-nolisten", "tcp",
               static_cast<char*>(nullptr));
        _exit(127);
    }
    close(channel[1]);
    // To the end of the line: the server writes it in two pieces and ends where nobody reads the second.
    QByteArray line;
    for (char byte = 0; child > 0 && byte != '\n' && line.size() < 16 && read(channel[0], &byte, 1) == 1;)
        line += byte;
    close(channel[0]);
    if (line.trimmed().isEmpty())
        return 0;
    qputenv("DISPLAY", ':' + line.trimmed());
    return child;
}

} // namespace

int main(int argc, char** argv)
{
    for (const char* program : {"Xvfb", "xdotool"}) {
        if (QStandardPaths::findExecutable(QString::fromLatin1(program)).isEmpty()) {
            std::printf("skipped: %s is not installed\n", program);
            return skipped;
        }
    }
    const pid_t server = startServer();
    if (server == 0) {
        std::puts("skipped: no X server came up");
        return skipped;
    }
    qputenv("QT_QPA_PLATFORM", "xcb");
    int result = 0;
    {
        QApplication app(argc, argv);
        X11DragTest test;
        result = QTest::qExec(&test, argc, argv);
    }
    kill(server, SIGTERM);
    waitpid(server, nullptr, 0);
    return result;
}
#include "x11dragtest.moc"
