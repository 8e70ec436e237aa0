// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/foundation/jobrunner.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QKeyEvent>
#include <QTimer>
#include <QWidget>

#include <algorithm>
#include <cstdio>
#include <string>
#include <vector>

#ifdef Q_OS_UNIX
#include <ctime>
#endif

namespace bench {

constexpr double FrameMs = 16;

/// Time of this thread on a processor, in ms; 0 where it cannot be told.
inline double threadMs()
{
#ifdef Q_OS_UNIX
    timespec t{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return double(t.tv_sec) * 1e3 + double(t.tv_nsec) / 1e6;
#else
    return 0;
#endif
}

/// Takes the time of every event that is delivered at the outermost level.
class TimedApplication final : public QApplication {
public:
    using QApplication::QApplication;

    bool notify(QObject* receiver, QEvent* event) override
    {
        bool answer = false;
        timed([&] { answer = QApplication::notify(receiver, event); });
        return answer;
    }

    /// Runs a function as if it were an event.
    template <typename Body>
    void timed(Body body)
    {
        if (m_depth > 0)
            return body();
        QElapsedTimer timer;
        timer.start();
        const double before = threadMs();
        ++m_depth;
        body();
        --m_depth;
        const double ms = double(timer.nsecsElapsed()) / 1e6;
        longest = std::max(longest, ms);
        busiest = std::max(busiest, threadMs() - before);
        ++events;
        late += ms > FrameMs;
    }

    double longest = 0; ///< ms from begin to end
    double busiest = 0; ///< ms on a processor
    int events = 0;
    int late = 0;

private:
    int m_depth = 0;
};

/// Does what a person does, one act after the other, and keeps the longest event of each.
class Acts {
public:
    Acts(TimedApplication& app, bw::JobRunner& jobs)
        : m_app(app)
        , m_jobs(jobs)
    {
    }

    /// The act is an event by itself. `quietMs`: until no job has run for so long, it goes on.
    template <typename Act>
    void measure(const std::string& name, Act act, int quietMs = 300)
    {
        begin();
        m_app.timed(act);
        settle(quietMs);
        keep(name);
    }

    /// Each press of a key is an event by itself.
    template <typename Keys>
    void measureKeys(const std::string& name, Keys keys)
    {
        begin();
        keys();
        settle();
        keep(name);
    }

    /// Runs the event loop until no job is left and everything is painted.
    void settle(int quietMs = 300)
    {
        QEventLoop loop;
        QTimer poll;
        QElapsedTimer quiet;
        quiet.start();
        QObject::connect(&poll, &QTimer::timeout, &loop, [&] {
            if (m_jobs.busy())
                quiet.restart();
            else if (quiet.elapsed() > quietMs)
                loop.quit();
        });
        poll.start(15);
        loop.exec();
    }

    void key(QWidget* target, int code, const QString& text = {})
    {
        QCoreApplication::postEvent(target, new QKeyEvent(QEvent::KeyPress, code, Qt::NoModifier, text));
        QCoreApplication::postEvent(target, new QKeyEvent(QEvent::KeyRelease, code, Qt::NoModifier, text));
        QCoreApplication::sendPostedEvents(target);
        QCoreApplication::processEvents();
    }

    /// A Markdown table. "longest" is what a person feels; "busy" is what this thread itself did in its busiest event,
    /// which other programs do not disturb.
    void print() const
    {
        std::printf("\n| act | longest ms | busy ms | above a frame |\n|---|---:|---:|---:|\n");
        for (const Line& line : m_lines)
            std::printf("| %s | %.1f | %.1f | %d of %d |\n", line.name.c_str(), line.longest, line.busiest, line.late,
                        line.events);
    }

private:
    struct Line {
        std::string name;
        double longest, busiest;
        int late, events;
    };

    void begin()
    {
        m_app.longest = m_app.busiest = 0;
        m_app.events = m_app.late = 0;
    }

    void keep(const std::string& name)
    {
        m_lines.push_back({name, m_app.longest, m_app.busiest, m_app.late, m_app.events});
        std::printf("%-36s longest %8.1f ms, busy %8.1f ms, %d of %d events above a frame\n", name.c_str(),
                    m_app.longest, m_app.busiest, m_app.late, m_app.events);
        std::fflush(stdout);
    }

    TimedApplication& m_app;
    bw::JobRunner& m_jobs;
    std::vector<Line> m_lines;
};

} // namespace bench
