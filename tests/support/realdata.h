// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QDir>
#include <QString>
#include <QtTest>

#include <cstdio>

namespace bw::test {

/// The folder of real inventory files and feeds, which is not part of the project.
inline QString realData(const QString& path = {})
{
    return QStringLiteral(BREAKWATER_REALDATA) + u'/' + path;
}

} // namespace bw::test

/// main() of a test over the real files: exits with 77 ("skipped" for ctest) where the folder is missing.
#define BREAKWATER_REALDATA_MAIN(TestClass)                                                                            \
    int main(int argc, char** argv)                                                                                    \
    {                                                                                                                  \
        QCoreApplication app(argc, argv);                                                                              \
        if (!QDir(bw::test::realData()).exists()) {                                                                    \
            std::puts("skipped: no folder of real data at " BREAKWATER_REALDATA);                                      \
            return 77;                                                                                                 \
        }                                                                                                              \
        TestClass test;                                                                                                \
        return QTest::qExec(&test, argc, argv);                                                                        \
    }
