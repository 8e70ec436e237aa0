// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/terminalprogress.h"

#include <csignal>
#include <cstdio>
#include <string>
#ifdef Q_OS_WIN
#include <io.h>
#else
#include <unistd.h>
#endif

namespace bw::cli {

static volatile std::sig_atomic_t interrupted = 0;

static void onInterrupt(int)
{
    interrupted = 1;
}

TerminalProgress::TerminalProgress(bool quiet)
    : m_shown(!quiet && isatty(fileno(stderr)))
{
    interrupted = 0;
    std::signal(SIGINT, onInterrupt);
}

TerminalProgress::~TerminalProgress()
{
    if (m_printed)
        std::fputs("\r\033[K", stderr);
    std::signal(SIGINT, SIG_DFL);
}

bool TerminalProgress::cancelled() const
{
    return interrupted != 0;
}

void TerminalProgress::report(std::uint64_t done, std::uint64_t total, std::string_view what)
{
    const auto now = std::chrono::steady_clock::now();
    if (!m_shown || now - m_last < std::chrono::milliseconds(100))
        return;
    m_last = now;
    m_printed = true;
    std::string name(what.substr(what.size() > 50 ? what.size() - 50 : 0));
    for (char& c : name) {
        if (static_cast<unsigned char>(c) < 0x20)
            c = ' ';
    }
    if (total > 0)
        std::fprintf(stderr, "\r\033[K%3u %%  %s", unsigned(done * 100 / total), name.c_str());
    else
        std::fprintf(stderr, "\r\033[K%llu  %s", static_cast<unsigned long long>(done), name.c_str());
    std::fflush(stderr);
}

} // namespace bw::cli
