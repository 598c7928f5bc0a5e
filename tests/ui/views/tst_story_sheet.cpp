// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/cells.h"
#include "tests/support/test_program.h"
#include "tests/support/traces.h"
#include "ui/views/scene_label.h"
#include "ui/views/story_sheet.h"

#include <QTest>

using namespace core;
using enum TensorName;
using ui::Telling;

namespace {

constexpr double width = 299;

ui::Scene bodyOf(const Trace &trace, const Cell &cell, Telling telling, bool textbook = false)
{
    ui::Asking asking;
    asking.setTelling(telling);
    asking.setTextbook(textbook);
    return ui::storyBody(trace, ui::storyOf(trace, cell), asking, width);
}

QString textOf(const ui::Scene &scene)
{
    return ui::plainText(scene);
}

std::size_t linksTo(const ui::Scene &scene, TensorName name)
{
    return static_cast<std::size_t>(std::ranges::count_if(
        scene.links, [&](const ui::Link &link) { return link.cell.tensor.name == name; }));
}

} // namespace

class TestStorySheet : public QObject {
    Q_OBJECT

  private slots:
    void threeDepths()
    {
        const auto trace = tests::traceOf("eight");
        const Cell gate{{updateGate}, trace->packed.row(2, 1), 2};
        const QString symbols = textOf(bodyOf(*trace, gate, Telling::symbols));
        const QString numbers = textOf(bodyOf(*trace, gate, Telling::numbers));
        const QString products = textOf(bodyOf(*trace, gate, Telling::products));
        QVERIFY2(symbols.contains(QStringLiteral("σ(W_iz x + b_iz + W_hz h + b_hz)")),
                 qPrintable(symbols));
        const QString value = QString::fromStdString(cellText(*trace, gate));
        QVERIFY(!symbols.contains(QStringLiteral(" ") + value));
        QVERIFY(numbers.contains(value));
        QVERIFY(products.length() > numbers.length());
        QVERIFY(products.contains(QStringLiteral("W_hz h")));
    }

    void everyFactorIsALink()
    {
        const auto trace = tests::traceOf("eight");
        const Cell gate{{updateGate}, trace->packed.row(2, 1), 2};
        const ui::Scene scene = bodyOf(*trace, gate, Telling::products);
        const auto D = static_cast<std::size_t>(trace->D()),
                   H = static_cast<std::size_t>(trace->H());
        QVERIFY(linksTo(scene, weightIh) >= D);
        QVERIFY(linksTo(scene, packedData) >= D);
        QVERIFY(linksTo(scene, weightHh) >= H);
        QVERIFY(linksTo(scene, layerOutput) >= H);
    }

    /// Areas that lead somewhere lie on the sheet, and each leads from its middle to its own cell.
    void linksAreApart_data() { addCells(); }
    void linksAreApart()
    {
        QFETCH(QString, example);
        QFETCH(Cell, cell);
        const auto trace = tests::traceOf(example.toStdString());
        for (const Telling telling : {Telling::symbols, Telling::numbers, Telling::products}) {
            const ui::Scene scene = bodyOf(*trace, cell, telling, true);
            const QRectF sheet(QPointF(0, 0), scene.size);
            for (const ui::Link &link : scene.links) {
                QVERIFY(sheet.contains(link.rect));
                const auto hit = std::ranges::find_if(scene.links, [&](const ui::Link &other) {
                    return other.rect.contains(link.rect.center());
                });
                QVERIFY2(hit->cell == link.cell, nameOf(*trace, link.cell).c_str());
            }
        }
    }

    /// No line is cut off at the right or overprints another.
    void linesFit_data() { addCells(); }
    void linesFit()
    {
        QFETCH(QString, example);
        QFETCH(Cell, cell);
        const auto trace = tests::traceOf(example.toStdString());
        for (const Telling telling : {Telling::symbols, Telling::numbers, Telling::products}) {
            const ui::Scene scene = bodyOf(*trace, cell, telling, true);
            std::vector<QRectF> lines;
            for (const ui::Item &item : scene.items) {
                const auto *label = std::get_if<ui::Label>(&item.shape);
                if (!label)
                    continue;
                const QRectF rect = ui::bounds(item);
                const QString text = ui::plainText(label->spans);
                QVERIFY2(rect.left() >= 0 && rect.right() <= width, qPrintable(text));
                const QRectF inner = rect.adjusted(1, 1, -1, -2);
                for (const QRectF &other : lines)
                    QVERIFY2(!other.intersects(inner), qPrintable(text));
                lines.push_back(inner);
            }
        }
    }

    void theTextbookStandsBesideWhenAsked()
    {
        const auto trace = tests::traceOf("eight");
        const Cell state{{layerOutput}, trace->packed.row(2, 1), 2};
        QVERIFY(!textOf(bodyOf(*trace, state, Telling::numbers)).contains("Textbook"));
        const QString text = textOf(bodyOf(*trace, state, Telling::numbers, true));
        QVERIFY(text.contains(QStringLiteral("Textbook GRU")));
        QVERIFY(text.contains(QStringLiteral("W_hn (r ∘ h)")));
        QVERIFY(text.contains(QStringLiteral("differ by")));
    }

    void torchIsClaimedOnlyWhereItWasCompared()
    {
        const auto head = [](const char *example) {
            const auto trace = tests::traceOf(example);
            return textOf(
                ui::storyHead(ui::storyOf(*trace, {{layerOutput}, 0, 0}), nullptr, width));
        };
        QVERIFY(head("article").contains(QStringLiteral("equals torch")));
        for (const char *example : {"eight", "ties", "bidirectional", "two-layers", "one"})
            QVERIFY(!head(example).contains(QStringLiteral("torch")));
    }

  private:
    static void addCells()
    {
        QTest::addColumn<QString>("example");
        QTest::addColumn<Cell>("cell");
        QTest::newRow("state") << "eight" << Cell{{layerOutput}, 12, 2};
        QTest::newRow("first state") << "article" << Cell{{layerOutput}, 0, 2};
        QTest::newRow("reverse state") << "bidirectional" << Cell{{layerOutput}, 3, 6};
        QTest::newRow("gate") << "article" << Cell{{resetGate}, 2, 2};
        QTest::newRow("candidate") << "two-layers" << Cell{{candidate, Lane::padded, 1}, 9, 2};
        QTest::newRow("weight") << "eight" << Cell{{weightHh}, 3, 2};
        QTest::newRow("length") << "eight" << Cell{{lengths}, 3};
        QTest::newRow("batch size") << "eight" << Cell{{batchSizes}, 3};
        QTest::newRow("order") << "eight" << Cell{{srtidx}, 3};
        QTest::newRow("copy") << "eight" << Cell{{packedData}, 3, 2};
        QTest::newRow("padding") << "eight" << Cell{{paddedOutput}, 0, 7, 2};
        QTest::newRow("mask") << "eight" << Cell{{nopackLastMask}, 0, 3};
    }
};

PACKSCOPE_WIDGET_TEST(TestStorySheet)
#include "tst_story_sheet.moc"
