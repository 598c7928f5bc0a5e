// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_program.h"
#include "tests/support/traces.h"
#include "ui/scene/places.h"
#include "ui/scene/scene_at.h"
#include "ui/scene/target_cells.h"

#include <QTest>

using namespace core;
using ui::Part;
using ui::Target;

namespace {

struct Picture {
    std::shared_ptr<const Trace> trace;
    ui::Scene scene;
};

Picture pictureOf(std::string_view example, std::string_view moment)
{
    Picture picture{tests::traceOf(example), {}};
    const ui::Timeline timeline(*picture.trace);
    picture.scene = ui::sceneAt(*picture.trace, {}, timeline, *timeline.timeNamed(moment));
    return picture;
}

Target state(Part part, Index sequence, int unit, Lane lane = Lane::packed)
{
    return {{part, lane, SequenceIndex(sequence), StepIndex(2)}, unit};
}

} // namespace

class TestPlaces : public QObject {
    Q_OBJECT

  private slots:
    void everyPlaceIsWhereAPointHitsIt()
    {
        for (const char *moment : {"batch", "pack:2", "gru:2", "restore", "answer"}) {
            const Picture picture = pictureOf("article", moment);
            int met = 0;
            for (const ui::Place &place : ui::placesIn(picture.scene)) {
                const auto hit = ui::hitTest(picture.scene, place.rect.center());
                met += hit && hit->identity == place.target.identity &&
                       (place.target.unit < 0 || hit->unit == place.target.unit);
            }
            // Some lie under others: the grid under the copies that leave it.
            QVERIFY2(met > 0.8 * double(ui::placesIn(picture.scene).size()), moment);
        }
    }

    void neighboursInARow()
    {
        const Picture picture = pictureOf("eight", "gru:2");
        const auto go = [&](const Target &from, Qt::ArrowType direction) {
            return ui::neighbour(picture.scene, *picture.trace, from, direction);
        };
        QVERIFY(go(state(Part::reset, 2, 1), Qt::RightArrow) == state(Part::reset, 2, 2));
        QVERIFY(go(state(Part::reset, 2, 1), Qt::LeftArrow) == state(Part::reset, 2, 0));
        QVERIFY(go(state(Part::reset, 2, 3), Qt::RightArrow) == state(Part::update, 2, 0));
        QVERIFY(go(state(Part::update, 2, 0), Qt::LeftArrow) == state(Part::reset, 2, 3));
    }

    void neighboursInAColumn()
    {
        const Picture picture = pictureOf("eight", "gru:2");
        const auto below =
            ui::neighbour(picture.scene, *picture.trace, state(Part::update, 2, 1), Qt::DownArrow);
        QVERIFY(below.has_value());
        QVERIFY(below->identity.part == Part::update);
        QCOMPARE(below->unit, 1);
        const auto back = ui::neighbour(picture.scene, *picture.trace, *below, Qt::UpArrow);
        QVERIFY(back == state(Part::update, 2, 1));
    }

    /// From the last row of one lane one comes into the other.
    void oneCanWalkFromLaneToLane()
    {
        const Picture picture = pictureOf("eight", "gru:2");
        Target at = state(Part::candidate, 2, 1);
        bool padded = false;
        for (int i = 0; i < 30 && !padded; ++i) {
            const auto next = ui::neighbour(picture.scene, *picture.trace, at, Qt::DownArrow);
            QVERIFY(next.has_value());
            at = *next;
            padded = at.identity.lane == Lane::padded;
        }
        QVERIFY(padded);
    }

    void everythingCanBeReached()
    {
        const Picture picture = pictureOf("article", "gru:1");
        const auto places = ui::placesIn(picture.scene);
        std::vector<Target> reached{places.front().target};
        for (std::size_t i = 0; i < reached.size(); ++i)
            for (const auto direction : {Qt::LeftArrow, Qt::RightArrow, Qt::UpArrow, Qt::DownArrow})
                if (const auto next =
                        ui::neighbour(picture.scene, *picture.trace, reached[i], direction))
                    if (std::ranges::find(reached, *next) == reached.end())
                        reached.push_back(*next);
        for (const ui::Place &place : places)
            QVERIFY(std::ranges::find(reached, place.target) != reached.end());
    }

    void whatIsNotThereBeginsAtTheFirst()
    {
        const Picture picture = pictureOf("eight", "pack:2");
        const Target weight = ui::targetOf(*picture.trace, {{TensorName::weightHh}, 0, 0});
        const auto next = ui::neighbour(picture.scene, *picture.trace, weight, Qt::RightArrow);
        QVERIFY(next == ui::placesIn(picture.scene).front().target);
        QVERIFY(!ui::neighbour({}, *picture.trace, weight, Qt::RightArrow));
    }

    void cellsAreFoundUnderWhateverNameTheyStand()
    {
        const Picture picture = pictureOf("eight", "gru:2");
        const Target before = state(Part::hPrevious, 2, 1);
        const auto cell = ui::cellOf(*picture.trace, before);
        QVERIFY(cell.has_value());
        QVERIFY(ui::shownAs(picture.scene, *picture.trace, *cell) == before);
        QVERIFY(!ui::shownAs(picture.scene, *picture.trace, {{TensorName::weightHh}, 0, 0}));
    }
};

PACKSCOPE_WIDGET_TEST(TestPlaces)
#include "tst_places.moc"
