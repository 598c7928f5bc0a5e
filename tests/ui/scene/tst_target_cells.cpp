// SPDX-License-Identifier: GPL-3.0-or-later
// Between pictures and cells: there and back on all examples, and each number shown is its cell's.
#include "tests/support/cells.h"
#include "tests/support/test_program.h"
#include "tests/support/traces.h"
#include "ui/scene/scene_at.h"
#include "ui/scene/target_cells.h"

#include <QTest>

#include <algorithm>

using namespace core;
using ui::Target;

class TestTargetCells : public QObject {
    Q_OBJECT

  private slots:
    void thereAndBack_data() { addExamples(); }
    void thereAndBack()
    {
        QFETCH(QString, example);
        const auto trace = tests::traceOf(example.toStdString());
        int shown = 0;
        tests::forEachCell(*trace, [&](const Cell &cell) {
            for (const Target &target : ui::targetsOf(*trace, cell)) {
                QVERIFY2(ui::cellOf(*trace, target) == cell, nameOf(*trace, cell).c_str());
                ++shown;
            }
            QVERIFY(ui::cellOf(*trace, ui::targetOf(*trace, cell)) == cell);
        });
        QVERIFY(shown > 0);
    }

    void everyNumberInThePicturesIsItsCells_data() { addExamples(); }
    void everyNumberInThePicturesIsItsCells()
    {
        QFETCH(QString, example);
        check(*tests::traceOf(example.toStdString()));
    }

    void alsoWithAFirstState()
    {
        Document document = *exampleDocument("bidirectional");
        document.h0 = Tensor<double>({2, document.batchSize(), 4});
        for (Index i = 0; i < document.h0->size(); ++i)
            (*document.h0)[i] = static_cast<double>(i + 1) / 64;
        check(**run(std::make_shared<const Document>(document)));
    }

    /// Each reading has a bar of its own: the packed one, that of the mask, and the naive one.
    void everyReadingIsInThePictures()
    {
        const auto trace = tests::traceOf("words");
        const ui::Timeline timeline(*trace);
        const auto scene = ui::sceneAt(*trace, {}, timeline, timeline.duration());
        for (const TensorName name :
             {TensorName::readoutPacked, TensorName::readoutNopack, TensorName::readoutNaive})
            for (Index b = 0; b < trace->B(); ++b) {
                const Target target = ui::targetOf(*trace, {{name}, b, 2});
                const auto shown =
                    std::ranges::find(scene.items, target.identity, &ui::Item::identity);
                QVERIFY2(shown != scene.items.end(), nameOf({name}).c_str());
                const auto &slits = std::get<ui::Slits>(shown->shape);
                QCOMPARE(slits.values[2], valueOf(*trace, {{name}, b, 2}));
                // What is pointed at is asked, not what lies over it.
                const auto hit = ui::hitTest(scene, ui::slitRect(slits, 2).center());
                QVERIFY(hit && hit->identity == target.identity && hit->unit == 2);
            }
    }

    void aRowIsNoCell()
    {
        const auto trace = tests::traceOf("eight");
        QVERIFY(!ui::cellOf(*trace, {{ui::Part::embedding}, -1, {}}));
        QVERIFY(!ui::cellOf(*trace, {}));
    }

    void aZeroFirstStateIsNoCell()
    {
        const auto trace = tests::traceOf("eight");
        QVERIFY(!ui::cellOf(*trace, {{ui::Part::hPrevious}, 0, {}}));
    }

  private:
    static void addExamples()
    {
        QTest::addColumn<QString>("example");
        for (const Example &example : examples()) {
            const auto name = QString::fromUtf8(example.name.data(), std::ssize(example.name));
            QTest::newRow(qPrintable(name)) << name;
        }
    }

    static void check(const Trace &trace)
    {
        const ui::Timeline timeline(trace);
        int numbers = 0;
        for (const ui::Segment &segment : timeline.segments()) {
            const double t = segment.start + segment.duration - segment.rest;
            for (const ui::Item &item : ui::sceneAt(trace, {}, timeline, t).items) {
                const auto *slits = std::get_if<ui::Slits>(&item.shape);
                if (!slits || item.identity.part == ui::Part::none)
                    continue;
                for (int unit = 0; unit < static_cast<int>(slits->values.size()); ++unit) {
                    const Target target{item.identity, unit, {}};
                    const auto cell = ui::cellOf(trace, target);
                    const double value = slits->values[static_cast<std::size_t>(unit)];
                    const QString where = QStringLiteral("%1 part %2 unit %3 shows %4, %5")
                                              .arg(name(segment.stage).data())
                                              .arg(int(item.identity.part))
                                              .arg(unit)
                                              .arg(value)
                                              .arg(cell ? nameOf(trace, *cell).c_str() : "no cell");
                    if (!cell) { // a zero state that nobody gave
                        QVERIFY2(item.identity.part == ui::Part::hPrevious && value == 0,
                                 qPrintable(where));
                        continue;
                    }
                    QVERIFY2(valueOf(trace, *cell) == value, qPrintable(where));
                    QVERIFY2(!ui::targetsOf(trace, *cell).empty(), qPrintable(where));
                    ++numbers;
                }
            }
        }
        QVERIFY(numbers > 0);
        qInfo("%d numbers", numbers);
    }
};

PACKSCOPE_WIDGET_TEST(TestTargetCells)
#include "tst_target_cells.moc"
