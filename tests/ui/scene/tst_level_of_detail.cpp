// SPDX-License-Identifier: GPL-3.0-or-later
// What a tensor is drawn as, by the size of its cells on the screen; and what zooming does to that.
#include "tests/support/test_program.h"
#include "tests/support/traces.h"
#include "ui/scene/layout.h"
#include "ui/scene/scene_at.h"

#include <QTest>

#include <algorithm>

namespace {

using core::Lane;
using core::SequenceIndex;
using core::StepIndex;
using ui::Part;
using SharedTrace = std::shared_ptr<const core::Trace>;

template <class Kind> int count(const ui::Scene &scene)
{
    return static_cast<int>(std::ranges::count_if(scene.items, [](const ui::Item &item) {
        return std::holds_alternative<Kind>(item.shape);
    }));
}

ui::Scene sceneOf(const SharedTrace &trace, const ui::View &view, const char *moment)
{
    const ui::Timeline timeline(*trace);
    return ui::sceneAt(*trace, view, timeline, *timeline.timeNamed(moment));
}

/// Looks at a cell of the packed grid as near as a camera may come.
ui::View nearTo(const core::Trace &trace, core::Index column, core::Index row)
{
    ui::View view;
    const QPointF cell = ui::Layout(trace, view).packedGrid.cell(column, row).center();
    view.camera = ui::zoomed({}, {cell, 1e9, ui::nearestScale(trace, view)}, view.size);
    return view;
}

const ui::Picture *pictureOf(const ui::Scene &scene, Part part, Lane lane)
{
    for (const ui::Item &item : scene.items)
        if (const auto *picture = std::get_if<ui::Picture>(&item.shape))
            if (item.identity.part == part && item.identity.lane == lane)
                return picture;
    return nullptr;
}

} // namespace

class TestLevelOfDetail : public QObject {
    Q_OBJECT

    const SharedTrace m_large =
        tests::randomTrace("seed=1,B=1000,T=500,V=50,D=4,H=4,low=1,high=50");

  private slots:
    void aLargeBatchIsAPictureInEveryStage()
    {
        const auto rasters = ui::rastersOfLarge(*m_large);
        QVERIFY(rasters);
        for (const char *moment :
             {"batch", "embed", "sort", "pack:100", "gru:100", "unpack:100", "restore", "answer"}) {
            ui::View view;
            view.rasters = rasters;
            const ui::Scene scene = sceneOf(m_large, view, moment);
            QVERIFY2(count<ui::Picture>(scene) > 0, moment);
            QVERIFY2(scene.items.size() < 2000, moment);
            // With the rasters made before and without, the scene is the same.
            const ui::Scene alone = sceneOf(m_large, {}, moment);
            QCOMPARE(alone.items.size(), scene.items.size());
        }
    }

    void aSmallBatchIsTiles()
    {
        for (const char *moment : {"batch", "pack:2", "gru:2", "restore", "answer"})
            QCOMPARE(count<ui::Picture>(sceneOf(tests::traceOf("eight"), {}, moment)), 0);
    }

    void thePictureHasTheColoursOfTheTiles()
    {
        const ui::Scene scene = sceneOf(m_large, {}, "sort");
        const ui::Picture *picture = pictureOf(scene, Part::embedding, Lane::packed);
        QVERIFY(picture);
        QCOMPARE(picture->raster->width, 500);
        QCOMPARE(picture->raster->height, 1000);
        for (const int row : {0, 417, 999}) {
            const SequenceIndex sequence = m_large->sequenceOf(core::SlotIndex(row));
            for (const int t : {0, 63, 250, 499}) {
                const auto code = picture->raster->cells[static_cast<std::size_t>(row * 500 + t)];
                QCOMPARE(code, t < m_large->lengthOf(sequence) ? ui::Raster::token(sequence)
                                                               : ui::Raster::padding);
            }
        }
        QCOMPARE(ui::Raster::colourOf(ui::Raster::ramp(1)), ui::Colour::ramp(1));
        QCOMPARE(ui::Raster::colourOf(ui::Raster::ramp(0)), ui::Colour::ramp(0));
        QCOMPARE(ui::Raster::colourOf(ui::Raster::padding), ui::Colour(ui::Role::padGround));
    }

    void aStripOfManyRowsShowsTheirMeans()
    {
        const ui::Rasters rasters(*m_large);
        const ui::Raster &strip = *rasters.packedData;
        const double range = ui::rampRange(m_large->largestInput);
        QVERIFY(strip.perColumn > 1);
        for (const int column : {0, 1, strip.width / 2}) {
            double sum = 0;
            for (int row = column * strip.perColumn; row < (column + 1) * strip.perColumn; ++row)
                sum += m_large->packedData.at(row, 2);
            QCOMPARE(strip.cells[static_cast<std::size_t>(2 * strip.width + column)],
                     ui::Raster::ramp(sum / strip.perColumn / range));
        }
    }

    void thePictureTellsItsCells()
    {
        const ui::Scene scene = sceneOf(m_large, {}, "sort");
        const ui::GridPlace grid = ui::Layout(*m_large, {}).packedGrid;
        for (const core::Index slot : {3, 500, 998})
            for (const core::Index step : {0, 7}) {
                const auto hit = ui::hitTest(scene, grid.cell(step, slot).center());
                QVERIFY(hit);
                QVERIFY(hit->identity.part == Part::embedding);
                QVERIFY(hit->identity.sequence == m_large->sequenceOf(core::SlotIndex(slot)));
                QCOMPARE(hit->identity.step.value(), step);
            }
    }

    void aCellOfThePictureHasARing()
    {
        ui::View view;
        const ui::Identity cell{Part::embedding, Lane::packed, SequenceIndex(40), StepIndex(5)};
        const int before = count<ui::Box>(sceneOf(m_large, view, "sort"));
        view.selection = cell;
        const ui::Scene scene = sceneOf(m_large, view, "sort");
        QVERIFY(count<ui::Box>(scene) >= before + 2);
        const QRectF ring = ui::bounds(scene.items.back());
        const QPointF place = ui::Layout(*m_large, view)
                                  .packedGrid.cell(5, m_large->slotOf(SequenceIndex(40)).value())
                                  .center();
        QVERIFY((ring.center() - place).manhattanLength() < 1);
    }

    void theRowThatIsLookedAtIsInTheTable()
    {
        ui::View view;
        view.selection = ui::Identity{Part::hidden, Lane::packed, SequenceIndex(700), StepIndex(0)};
        const ui::Scene scene = sceneOf(m_large, view, "gru:0");
        const auto shows = [&](Lane lane, SequenceIndex sequence) {
            return std::ranges::any_of(scene.items, [&](const ui::Item &item) {
                return item.identity.part == Part::reset && item.identity.lane == lane &&
                       item.identity.sequence == sequence;
            });
        };
        QVERIFY(shows(Lane::packed, SequenceIndex(700)));
        QVERIFY(shows(Lane::padded, SequenceIndex(700)));
        QVERIFY(shows(Lane::padded, SequenceIndex(703)));
        QVERIFY(!shows(Lane::padded, SequenceIndex(0)));
    }

    void nearEnoughEveryBatchIsReadable()
    {
        const ui::View view = nearTo(*m_large, 20, 500);
        const ui::Scene scene = sceneOf(m_large, view, "embed");
        QCOMPARE(count<ui::Picture>(scene), 0);
        int characters = 0;
        for (const ui::Item &item : scene.items)
            if (const auto *slits = std::get_if<ui::Slits>(&item.shape))
                characters += slits->rect.width() >= 19;
        QVERIFY(characters > 20);
        QVERIFY(scene.items.size() < 3000);
    }

    void whatIsOutOfSightIsNotMade()
    {
        const SharedTrace trace = tests::traceOf("eight");
        const ui::View view = nearTo(*trace, 3, 3);
        const ui::Scene scene = sceneOf(trace, view, "pack:3");
        QVERIFY(scene.items.size() < sceneOf(trace, {}, "pack:3").items.size());
        const QRectF seen = QRectF(QPointF(0, 0), view.size).adjusted(-10, -10, 10, 10);
        for (const ui::Item &item : scene.items)
            if (!std::holds_alternative<ui::Label>(item.shape))
                QVERIFY(ui::bounds(item).adjusted(-1, -1, 1, 1).intersects(seen));
    }

    void aPointShowsTheSameCellAtEveryScale_data()
    {
        QTest::addColumn<double>("scale");
        for (const double scale : {1.5, 4.0, 20.0, 100.0})
            QTest::addRow("%g", scale) << scale;
    }
    void aPointShowsTheSameCellAtEveryScale()
    {
        QFETCH(double, scale);
        const core::Index column = 12, row = 300;
        ui::View view;
        const QPointF point = ui::Layout(*m_large, view).packedGrid.cell(column, row).center();
        view.camera = ui::zoomed({}, {point, scale, 1e4}, view.size);
        const ui::Scene scene = sceneOf(m_large, view, "embed");
        const auto hit = ui::hitTest(scene, view.camera.map(point));
        QVERIFY(hit);
        QCOMPARE(hit->identity.sequence.value(), row);
        QCOMPARE(hit->identity.step.value(), column);
    }

    void textKeepsItsSize()
    {
        const SharedTrace trace = tests::traceOf("eight");
        const auto sizes = [&](const ui::View &view) {
            double largest = 0;
            for (const ui::Item &item : sceneOf(trace, view, "embed").items)
                if (const auto *label = std::get_if<ui::Label>(&item.shape))
                    largest = std::max(largest, label->size);
            return largest;
        };
        QVERIFY(sizes(nearTo(*trace, 1, 1)) <= sizes({}));
    }

    void labelsAreThinnedBeforeTheyTouch()
    {
        QCOMPARE(ui::labelEvery(20, 14), 1);
        QCOMPARE(ui::labelEvery(8, 14), 2);
        QCOMPARE(ui::labelEvery(3, 14), 5);
        QCOMPARE(ui::labelEvery(0.5, 34), 100);
    }
};

PACKSCOPE_WIDGET_TEST(TestLevelOfDetail)
#include "tst_level_of_detail.moc"
