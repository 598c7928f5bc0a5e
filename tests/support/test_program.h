// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTest>
#ifdef QT_WIDGETS_LIB
#include <QApplication>
#endif

/// All tests of a level are one program, which runs the one that its first argument names.
namespace tests {

using Run = int (*)(int argc, char **argv);

/// Makes `run` what the program does when its first argument is `name` or, for a file's path, the name of that
/// file without its ending. What `run` gets begins with the program's name and lacks that argument.
struct Entry {
    Entry(const char *name, Run run);
};

template <class Application, class Test> int runTest(int argc, char **argv)
{
    const Application application(argc, argv);
    Test test;
    return QTest::qExec(&test, argc, argv);
}

} // namespace tests

/// Enters a test class under the name of its file. It runs without a screen's services.
#define PACKSCOPE_TEST(Test)                                                                       \
    static const tests::Entry entryOf##Test(__FILE__, tests::runTest<QCoreApplication, Test>);
/// The same for a test that paints or shows widgets.
#define PACKSCOPE_WIDGET_TEST(Test)                                                                \
    static const tests::Entry entryOf##Test(__FILE__, tests::runTest<QApplication, Test>);
