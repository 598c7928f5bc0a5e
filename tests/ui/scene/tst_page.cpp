// SPDX-License-Identifier: GPL-3.0-or-later
// The page: its numbers are the trace's, its labels stand apart, and it says what it leaves out.
#include "tests/support/label_ink.h"
#include "tests/support/test_program.h"
#include "tests/support/traces.h"
#include "ui/paint/svg_writer.h"
#include "ui/paint/theme.h"
#include "ui/scene/page.h"
#include "ui/scene/text.h"

#include <QTest>

#include <algorithm>
#include <set>

namespace {

ui::Scene pageOf(const core::Trace &trace, QSizeF size, ui::Lanes lanes = ui::Lanes::both)
{
    ui::View view;
    view.size = size;
    view.lanes = lanes;
    return ui::pipelinePage(trace, view);
}

using core::Index;
using core::Lane;
using core::SequenceIndex;
using core::StepIndex;
using tests::Ink;
using tests::inkOf;
using ui::Part;
using SharedTrace = std::shared_ptr<const core::Trace>;

constexpr QSizeF desk(1440, 900);

bool says(const ui::Scene &scene, const QString &words)
{
    return std::ranges::any_of(inkOf(scene),
                               [&](const Ink &ink) { return ink.text.contains(words); });
}

/// Labels that are cut because they are too wide.
QStringList cutLabels(const ui::Scene &scene)
{
    QStringList cut;
    for (const ui::Item &item : scene.items)
        if (const auto *label = std::get_if<ui::Label>(&item.shape))
            if (label->maxWidth > 0 &&
                ui::widthOf(label->spans, label->size) > label->maxWidth + 0.5)
                cut << QStringLiteral("%1 (%2 of %3)")
                           .arg(ui::plainText(label->spans))
                           .arg(label->maxWidth)
                           .arg(ui::widthOf(label->spans, label->size));
    return cut;
}

/// The row of a tensor that an identity stands for.
std::vector<double> rowOf(const core::Trace &trace, const ui::Identity &identity)
{
    const Index b = identity.sequence.value(), t = identity.step.value();
    const core::RealTensor *tensor = nullptr;
    Index row = b;
    switch (identity.part) {
    case Part::embedding:
        tensor = &trace.paddedEmbedding, row = b * trace.paddedWidth() + t;
        break;
    case Part::packedRow:
        tensor = &trace.packedData,
        row = trace.packed.row(t, trace.slotOf(identity.sequence).value());
        break;
    case Part::hidden: {
        const bool packed = identity.lane == Lane::packed;
        const core::LaneTrace &lane = trace.of(identity.lane);
        tensor = &lane.output();
        row = lane.row(t, packed ? trace.slotOf(identity.sequence).value() : b);
        break;
    }
    case Part::unpacked:
        tensor = &trace.unpackedOutput;
        row = trace.slotOf(identity.sequence).value() * trace.unpackedWidth() + t;
        break;
    case Part::output:
        tensor = &trace.paddedOutput, row = b * trace.unpackedWidth() + t;
        break;
    case Part::finalHidden:
        tensor = &trace.lastHidden;
        break;
    case Part::lastState:
        tensor = &trace.nopackLastStates;
        break;
    case Part::naiveState:
        tensor = &trace.naiveStates;
        break;
    default:
        return {};
    }
    const Index width = tensor->shape().back();
    std::vector<double> values;
    for (Index u = 0; u < width; ++u)
        values.push_back((*tensor)[row * width + u]);
    return values;
}

/// The first cell of a sequence in each grid that shows this tensor: its cap and the slits below.
std::vector<QRectF> cellsOf(const ui::Scene &scene, const ui::Identity &identity)
{
    std::vector<QRectF> cells;
    for (const ui::Item &item : scene.items) {
        if (item.identity != identity)
            continue;
        if (std::holds_alternative<ui::Box>(item.shape))
            cells.push_back(ui::bounds(item));
        else if (std::holds_alternative<ui::Slits>(item.shape))
            cells.back() |= ui::bounds(item);
    }
    return cells;
}

/// At which height the ribbons of a sequence begin and end.
std::vector<std::pair<double, double>> ribbonsOf(const ui::Scene &scene, SequenceIndex sequence)
{
    std::vector<std::pair<double, double>> ways;
    for (const ui::Item &item : scene.items)
        if (const auto *stroke = std::get_if<ui::Stroke>(&item.shape))
            if (stroke->fill == ui::Colour::hue(sequence, 0.42)) {
                const QRectF band = stroke->path.boundingRect();
                double begin = 0, end = 0;
                int begins = 0, ends = 0;
                QPolygonF outline = stroke->path.toFillPolygon();
                outline.removeLast(); // the first point again
                for (const QPointF &point : outline) {
                    if (std::abs(point.x() - band.left()) < 0.01)
                        begin += point.y(), ++begins;
                    if (std::abs(point.x() - band.right()) < 0.01)
                        end += point.y(), ++ends;
                }
                ways.emplace_back(begin / begins, end / ends);
            }
    return ways;
}

ui::Scene pageOf(const core::Document &document)
{
    return pageOf(**core::run(std::make_shared<const core::Document>(document)), desk);
}

} // namespace

class TestPage : public QObject {
    Q_OBJECT

  private slots:
    void titleAndGroundAreTheViews()
    {
        const auto trace = tests::traceOf("words");
        ui::View view;
        view.size = ui::wantedPage;
        view.title = QStringLiteral("Mine");
        view.transparent = true;
        const ui::Scene scene = ui::pipelinePage(*trace, view);
        QVERIFY(scene.ground == ui::Colour());
        QStringList texts;
        for (const ui::Item &item : scene.items)
            if (const auto *label = std::get_if<ui::Label>(&item.shape))
                texts << ui::plainText(label->spans);
        QVERIFY(texts.contains("Mine"));
        QVERIFY(!texts.contains(QString::fromStdString(trace->document->title)));
    }

    void itsNumbersAreTheTraces_data() { addExamples(); }
    void itsNumbersAreTheTraces()
    {
        QFETCH(SharedTrace, trace);
        std::map<std::pair<Part, Lane>, int> rows;
        for (const ui::Item &item : pageOf(*trace, desk).items) {
            const auto *slits = std::get_if<ui::Slits>(&item.shape);
            if (!slits || item.identity.part == Part::none) // a key
                continue;
            QVERIFY(slits->values == rowOf(*trace, item.identity));
            ++rows[{item.identity.part, item.identity.lane}];
        }
        const int N = static_cast<int>(trace->N()), B = static_cast<int>(trace->B());
        const int cells = B * static_cast<int>(trace->paddedWidth());
        QCOMPARE((rows[{Part::embedding, Lane::packed}]), 2 * N); // as typed and sorted
        QCOMPARE((rows[{Part::packedRow, Lane::packed}]), N);
        QCOMPARE((rows[{Part::hidden, Lane::packed}]), N);
        QCOMPARE((rows[{Part::unpacked, Lane::packed}]), N);
        QCOMPARE((rows[{Part::output, Lane::packed}]), N);
        QCOMPARE((rows[{Part::embedding, Lane::padded}]), N);
        QCOMPARE((rows[{Part::hidden, Lane::padded}]), cells);
        QCOMPARE((rows[{Part::lastState, Lane::padded}]), B);
        const int states = trace->document->readout ? 0 : B; // else their readings
        QCOMPARE((rows[{Part::finalHidden, Lane::packed}]), states);
        QCOMPARE((rows[{Part::naiveState, Lane::padded}]), states);
    }

    void itCountsCells_data() { addExamples(); }
    void itCountsCells()
    {
        QFETCH(SharedTrace, trace);
        const ui::Scene scene = pageOf(*trace, desk);
        const Index cells = trace->B() * trace->paddedWidth(), pads = cells - trace->N();
        QVERIFY(says(scene, QStringLiteral("%1 cells computed").arg(trace->N())));
        QVERIFY(says(scene, QStringLiteral("%1 cells computed").arg(cells)));
        QCOMPARE(says(scene, QStringLiteral("%1 of them on padding").arg(pads)), pads > 0);
        for (const auto size : trace->packed.batchSizes)
            QVERIFY(says(scene, QString::number(size)));
    }

    void itReadsTheAnswers()
    {
        const ui::Scene scene = pageOf(*tests::traceOf("words"), desk);
        for (const char *word : {"Spanish", "English", "Italian"})
            QVERIFY2(says(scene, QLatin1String(word)), word);
        QVERIFY(says(scene, QStringLiteral("1 of 5 as Packed")));
        const auto differ = std::ranges::count_if(
            inkOf(scene), [](const Ink &ink) { return ink.text == QStringLiteral("≠"); });
        QCOMPARE(differ, 4);
        QVERIFY(says(scene, QStringLiteral("equals Packed")));
    }

    /// A ribbon leaves its row where it stands before, and arrives where it stands after.
    void ribbonsLeadFromRowToRow()
    {
        const SharedTrace trace = tests::traceOf("words");
        const ui::Scene scene = pageOf(*trace, desk);
        for (Index b = 0; b < trace->B(); ++b) {
            const SequenceIndex sequence(b);
            const auto ways = ribbonsOf(scene, sequence);
            const auto inputs = cellsOf(scene, {Part::embedding, Lane::packed, sequence});
            const auto unpacked = cellsOf(scene, {Part::unpacked, Lane::packed, sequence});
            const auto restored = cellsOf(scene, {Part::output, Lane::packed, sequence});
            QCOMPARE(ways.size(), 2U);
            QCOMPARE(inputs.size(), 2U); // as typed and sorted
            QVERIFY(std::abs(ways[0].first - inputs[0].center().y()) < 0.1);
            QVERIFY(std::abs(ways[0].second - inputs[1].center().y()) < 0.1);
            QVERIFY(std::abs(ways[1].first - unpacked[0].center().y()) < 0.1);
            QVERIFY(std::abs(ways[1].second - restored[0].center().y()) < 0.1);
            QVERIFY(inputs[0].center().x() < inputs[1].center().x());
        }
    }

    void whenNobodySortsNoRibbonsCross()
    {
        core::Document document = *core::exampleDocument("one");
        document.input = core::TokenInput{{{1, 2, 3}, {4, 5}, {6}}, {}, {}};
        document.options.enforceSorted = true;
        document.options.paddedWidth = std::nullopt;
        const ui::Scene scene = pageOf(document);
        for (const ui::Item &item : scene.items)
            if (const auto *stroke = std::get_if<ui::Stroke>(&item.shape))
                if (stroke->fill.kind == ui::Colour::Kind::hue && stroke->fill.alpha < 1)
                    QVERIFY(stroke->path.boundingRect().height() < 30);
        QVERIFY(says(scene, QStringLiteral("nobody sorts")));
    }

    void withoutThePaddedLaneItSaysWhy()
    {
        core::Document document = *core::exampleDocument("two-layers");
        const Index N = 23;
        document.options.dropout = 0.5;
        document.options.training = true;
        document.dropoutMasks = {core::Tensor<double>({N, document.weights.shape.hiddenSize}, 2.0)};
        const ui::Scene scene = pageOf(document);
        QVERIFY(says(scene, QStringLiteral("there is no padded run beside it")));
        QVERIFY(says(scene, QStringLiteral("2 layers")));
        for (const ui::Item &item : scene.items)
            QVERIFY(item.identity.lane == Lane::packed);
    }

    void widthsAreThoseOfTheTensors()
    {
        core::Document document = *core::exampleDocument("two-layers");
        document.options.paddedWidth = 12;
        document.options.totalLength = 9;
        const ui::Scene scene = pageOf(document);
        QVERIFY(says(scene, QStringLiteral("total_length = 9")));
        const auto columnsOf = [&](Part part, Lane lane) {
            std::set<Index> steps;
            for (const ui::Item &item : scene.items)
                if (item.identity.part == part && item.identity.lane == lane)
                    steps.insert(item.identity.step.value());
            return steps.size();
        };
        QCOMPARE(columnsOf(Part::hidden, Lane::padded), 12U);
        QCOMPARE(columnsOf(Part::unpacked, Lane::packed), 9U);
        QCOMPARE(columnsOf(Part::output, Lane::packed), 9U);
        QCOMPARE(columnsOf(Part::packedRow, Lane::packed), 6U);
        QVERIFY2(tests::faultOf(scene, 9).isEmpty(), qPrintable(tests::faultOf(scene, 9)));
    }

    void bothDirectionsEndAtBothEnds()
    {
        const ui::Scene scene = pageOf(*tests::traceOf("bidirectional"), desk);
        QVERIFY(says(scene, QStringLiteral("both directions")));
        const auto dashed = std::ranges::count_if(scene.items, [](const ui::Item &item) {
            const auto *box = std::get_if<ui::Box>(&item.shape);
            return box && box->dashed && box->stroke == ui::Colour(ui::Role::alarm);
        });
        QCOMPARE(dashed, 2); // the last column, and of the backward half the first
    }

    void labelsKeepApart_data()
    {
        addExamples();
        for (const char *spec :
             {"B=1,T=1,D=1,H=1", "B=2,T=2,D=1,H=1", "B=12,T=14,D=300,H=512", "B=3,T=60,D=8,H=8",
              "B=16,T=11,D=8,H=8", "B=30,T=12,D=4,H=6", "B=40,T=20,D=8,H=8", "B=60,T=8,D=8,H=8",
              "B=200,T=80,D=8,H=8", "B=1000,T=500,D=4,H=4"})
            QTest::newRow(spec) << tests::randomTrace(std::string("seed=3,V=2000,high=2000,") +
                                                      spec);
    }
    void labelsKeepApart()
    {
        QFETCH(SharedTrace, trace);
        QStringList faults;
        for (const auto lanes : {ui::Lanes::both, ui::Lanes::packed, ui::Lanes::padded})
            for (const QSizeF size :
                 {desk, QSizeF(1600, 900), QSizeF(1024, 768), QSizeF(900, 1200), QSizeF(2880, 1800),
                  QSizeF(ui::leastPageWidth, ui::leastPageHeight)}) {
                const ui::Scene scene = pageOf(*trace, size, lanes);
                QCOMPARE(scene.size, size);
                const QString fault = tests::faultOf(scene, 9);
                if (!fault.isEmpty())
                    faults << QStringLiteral("%1 x %2, lanes %3: %4")
                                  .arg(size.width())
                                  .arg(size.height())
                                  .arg(static_cast<int>(lanes))
                                  .arg(fault);
            }
        QVERIFY2(faults.isEmpty(), qPrintable(faults.join(QLatin1Char('\n'))));
    }

    void noLabelOfAnExampleIsCut_data() { addExamples(); }
    void noLabelOfAnExampleIsCut()
    {
        QFETCH(SharedTrace, trace);
        for (const QSizeF size : {desk, QSizeF(1600, 900), QSizeF(1024, 768), QSizeF(900, 1200)})
            QCOMPARE(cutLabels(pageOf(*trace, size)).join(QLatin1Char('|')), QString());
    }

    /// In lines and text, where many values stand in few pixels.
    void everyValueHasItsStripe()
    {
        const ui::Scene scene = pageOf(*tests::traceOf("words"), desk);
        const QByteArray svg = ui::svgOf(scene, ui::themeOf(ui::ThemeName::light));
        QVERIFY(!svg.contains(R"(width="0")"));
        QVERIFY(svg.contains("packed-output-A"));
        QVERIFY(svg.contains("5 sequences of lengths 8, 6, 11, 7, 9, packed into 41 rows"));
    }

    void whatIsPointedAtIsTold()
    {
        const SharedTrace trace = tests::traceOf("words");
        const ui::Scene scene = pageOf(*trace, desk);
        std::set<Part> parts;
        for (const ui::Item &item : scene.items) {
            const auto *slits = std::get_if<ui::Slits>(&item.shape);
            if (!slits || item.identity.part == Part::none)
                continue;
            const auto hit = ui::hitTest(scene, ui::slitRect(*slits, 1).center());
            QVERIFY(hit);
            QVERIFY(hit->identity == item.identity);
            QCOMPARE(hit->unit, 1);
            parts.insert(item.identity.part);
        }
        QCOMPARE(parts.size(), 6U);
    }

    void aLargeBatchSaysWhatItLeavesOut()
    {
        const SharedTrace trace =
            tests::randomTrace("seed=1,B=1000,T=500,V=50,D=4,H=4,low=1,high=50");
        const ui::Scene scene = pageOf(*trace, desk);
        QVERIFY(scene.items.size() < 3000);
        QVERIFY(says(scene, QStringLiteral("more rows")));
        QVERIFY(says(scene, QStringLiteral("more steps")));
        QVERIFY(says(scene, QStringLiteral("ribbons: every 16th row")));
        const auto pictures = std::ranges::count_if(scene.items, [](const ui::Item &item) {
            return std::holds_alternative<ui::Picture>(item.shape);
        });
        QCOMPARE(pictures, 9); // six batches and three columns of states
    }

    void oneLaneStandsAlone()
    {
        const SharedTrace trace = tests::traceOf("eight");
        for (const auto &item : pageOf(*trace, desk, ui::Lanes::packed).items)
            QVERIFY(item.identity.lane == Lane::packed);
        for (const auto &item : pageOf(*trace, desk, ui::Lanes::padded).items)
            QVERIFY(item.identity.part == Part::none || item.identity.lane == Lane::padded);
    }

  private:
    static void addExamples()
    {
        QTest::addColumn<SharedTrace>("trace");
        for (const core::Example &example : core::examples())
            QTest::addRow("%s", std::string(example.name).c_str()) << tests::traceOf(example.name);
    }
};

PACKSCOPE_WIDGET_TEST(TestPage)
#include "tst_page.moc"
