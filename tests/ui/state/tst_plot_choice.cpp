// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_program.h"
#include "tests/support/traces.h"
#include "ui/state/plot_choice.h"

#include <QSignalSpy>
#include <QTest>
#include <rapidcheck.h>

#include <set>

using core::Index;
using ui::PlotChoice;

class TestPlotChoice : public QObject {
    Q_OBJECT

  private slots:
    void whatIsOpenIsDecided()
    {
        const auto trace = tests::traceOf("words");
        const PlotChoice choice = ui::within({}, *trace);
        QCOMPARE(choice.layer, Index{0});
        QCOMPARE(choice.units, std::vector<Index>{0});
        QCOMPARE(choice.sequences, (std::vector<Index>{0, 1, 2, 3, 4}));
    }

    /// A smaller model or batch came after the choice was made.
    void whatTheTraceDoesNotHaveIsLeftOut()
    {
        const auto trace = tests::traceOf("article");
        const PlotChoice choice =
            ui::within({7, 1, {99, 2, -1, trace->H()}, {trace->B(), 1}}, *trace);
        QCOMPARE(choice.layer, Index{0});
        QCOMPARE(choice.direction, Index{0});
        QCOMPARE(choice.units, std::vector<Index>{2});
        QCOMPARE(choice.sequences, std::vector<Index>{1});
    }

    void listsAreRead_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("read"); // empty: refused
        QTest::newRow("one") << "3"
                             << "3";
        QTest::newRow("several") << " 0 ,3 - 5, 9"
                                 << "0, 3-5, 9";
        QTest::newRow("their order stays") << "5, 1"
                                           << "5, 1";
        QTest::newRow("each once") << "1, 0-2, 1"
                                   << "1, 0, 2";
        QTest::newRow("two are no range") << "3-4"
                                          << "3, 4";
        QTest::newRow("a comma at the end") << "3,"
                                            << "3";
        QTest::newRow("nothing") << ""
                                 << "";
        QTest::newRow("beyond the end") << "10"
                                        << "";
        QTest::newRow("a range beyond the end") << "8-10"
                                                << "";
        QTest::newRow("backwards") << "5-3"
                                   << "";
        QTest::newRow("three ends") << "1-2-3"
                                    << "";
        QTest::newRow("words") << "all"
                               << "";
        QTest::newRow("negative") << "-1"
                                  << "";
        QTest::newRow("a fraction") << "1.5"
                                    << "";
    }
    void listsAreRead()
    {
        QFETCH(QString, text);
        QFETCH(QString, read);
        const auto indices = ui::readIndices(text, 10);
        QCOMPARE(indices.has_value(), !read.isEmpty());
        if (indices)
            QCOMPARE(ui::indicesText(*indices), read);
    }

    void namesStandForNumbers()
    {
        const QStringList names = ui::sequenceNames(*tests::traceOf("words"));
        QCOMPARE(names, QStringList({"A", "B", "C", "D", "E"}));
        const auto read = ui::readIndices(QStringLiteral("a, C-E, 1"), 5, names);
        QCOMPARE(read, (std::vector<Index>{0, 2, 3, 4, 1}));
        QCOMPARE(ui::indicesText(*read, names), QStringLiteral("A, C-E, B"));
        QVERIFY(!ui::readIndices(QStringLiteral("F"), 5, names));
    }

    void everyListReadsBack()
    {
        QVERIFY(rc::check("a list of indices, written and read", [] {
            const auto numbers =
                *rc::gen::container<std::set<Index>>(rc::gen::inRange<Index>(0, 60));
            RC_PRE(!numbers.empty());
            const std::vector<Index> list(numbers.begin(), numbers.end());
            RC_ASSERT(ui::readIndices(ui::indicesText(list), 60) == list);
        }));
    }

    void onlyAnotherChoiceIsTold()
    {
        ui::PlotState state;
        const QSignalSpy told(&state, &ui::PlotState::changed);
        state.choose({});
        QCOMPARE(told.size(), 0);
        state.choose({0, 0, {1, 2}, {}});
        state.choose({0, 0, {1, 2}, {}});
        QCOMPARE(told.size(), 1);
    }
};

PACKSCOPE_TEST(TestPlotChoice)
#include "tst_plot_choice.moc"
