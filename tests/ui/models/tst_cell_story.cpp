// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/uses.h"
#include "tests/support/cells.h"
#include "tests/support/test_program.h"
#include "tests/support/traces.h"
#include "ui/models/cell_story.h"

#include <QTest>

using namespace core;
using enum TensorName;

class TestCellStory : public QObject {
    Q_OBJECT

  private slots:
    void aStateIsAMixture()
    {
        const auto trace = tests::traceOf("eight");
        const Index row = trace->packed.row(2, 1);
        const ui::CellStory story = ui::storyOf(*trace, {{layerOutput}, row, 3});
        QCOMPARE(story.name, QStringLiteral("output.data[%1, 3]").arg(row));
        QVERIFY(story.blend.has_value());
        const ui::Blend &blend = *story.blend;
        QVERIFY(std::abs((1 - blend.z) * blend.n + blend.z * blend.hBefore - blend.h) < 1e-6);
        QVERIFY(blend.before.has_value());
        QVERIFY((story.weights->blocks == std::array{true, true, true}));
        QVERIFY(story.textbook.has_value());
        QVERIFY(story.terms.has_value());
        QVERIFY(!story.printed);
    }

    void theFirstStateIsMixedWithZero()
    {
        const auto trace = tests::traceOf("eight");
        const ui::CellStory story = ui::storyOf(*trace, {{layerOutput}, 0, 3});
        QVERIFY(!story.blend->before);
        QCOMPARE(story.blend->hBefore, 0.0);
    }

    void sourcesStandRowByRow()
    {
        const auto trace = tests::traceOf("eight");
        const ui::CellStory story = ui::storyOf(*trace, {{resetGate}, trace->packed.row(2, 1), 2});
        QStringList names;
        for (const ui::CellGroup &group : story.sources)
            names += group.name;
        const QString row = QString::number(trace->packed.row(2, 1));
        const QString before = QString::number(trace->packed.row(1, 1));
        QCOMPARE(names, (QStringList{QStringLiteral("gru.weight_ih_l0[2, :]"),
                                     QStringLiteral("packed.data[%1, :]").arg(row),
                                     QStringLiteral("gru.bias_ih_l0[2]"),
                                     QStringLiteral("gru.weight_hh_l0[2, :]"),
                                     QStringLiteral("output.data[%1, :]").arg(before),
                                     QStringLiteral("gru.bias_hh_l0[2]")}));
        QVERIFY((story.weights->blocks == std::array{true, false, false}));
        QVERIFY(!story.textbook);
    }

    void everyUseIsTold_data() { addExamples(); }
    void everyUseIsTold()
    {
        QFETCH(QString, example);
        const auto trace = tests::traceOf(example.toStdString());
        int more = 0;
        tests::forEachCell(*trace, [&](const Cell &cell) {
            if (cell.tensor.name == embeddingWeight)
                return;
            const ui::CellStory story = ui::storyOf(*trace, cell);
            QVERIFY(story.uses.size() <= 6);
            QVERIFY(story.moreUses >= 0);
            const Index total = usesOf(*trace, cell).total;
            QCOMPARE(story.uses.empty(), total == 0);
            QVERIFY(story.moreUses < std::max<Index>(total, 1));
            more += story.moreUses > 0;
            QCOMPARE(story.symbols.empty(),
                     explain(*trace, cell).expression.kind == Expression::Kind::given);
        });
        QVERIFY(more > 0);
    }

    void theArticleIsCompared()
    {
        const auto trace = tests::traceOf("article");
        QVERIFY(ui::storyOf(*trace, {{layerOutput}, 0, 0}).printed.has_value());
        QVERIFY(!ui::storyOf(*trace, {{resetGate}, 0, 0}).printed);
    }

  private:
    static void addExamples()
    {
        QTest::addColumn<QString>("example");
        for (const char *name : {"article", "bidirectional", "two-layers"})
            QTest::newRow(name) << name;
    }
};

PACKSCOPE_TEST(TestCellStory)
#include "tst_cell_story.moc"
