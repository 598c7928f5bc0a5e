// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_program.h"
#include "tests/support/traces.h"
#include "ui/scene/scene_at.h"
#include "ui/scene/target_cells.h"

#include <QTest>

using namespace core;
using ui::Part;
using ui::Target;

namespace {

/// The accent rings that a selection adds to a picture, by their width.
struct Rings {
    std::vector<QRectF> self, sources, uses;
    int traces = 0;
};

Rings ringsOf(const Trace &trace, const Target &target, std::string_view moment)
{
    const ui::Timeline timeline(trace);
    const double t = *timeline.timeNamed(moment);
    ui::View view;
    const std::size_t before = ui::sceneAt(trace, view, timeline, t).items.size();
    view.selection = target.identity;
    view.selectedUnit = target.unit;
    view.unseenSelection = target.unseen;
    const ui::Scene scene = ui::sceneAt(trace, view, timeline, t);
    Rings rings;
    for (std::size_t i = before; i < scene.items.size(); ++i) {
        const ui::Item &item = scene.items[i];
        if (std::holds_alternative<ui::Stroke>(item.shape))
            ++rings.traces;
        const auto *box = std::get_if<ui::Box>(&item.shape);
        if (!box || !(box->stroke == ui::Colour(ui::Role::accent)))
            continue;
        (box->strokeWidth == 2     ? rings.self
         : box->strokeWidth == 1.5 ? rings.sources
                                   : rings.uses)
            .push_back(box->rect);
    }
    return rings;
}

/// Where the picture of a moment has a thing.
QRectF placeOf(const Trace &trace, const Target &target, std::string_view moment)
{
    const ui::Timeline timeline(trace);
    for (const ui::Item &item : ui::sceneAt(trace, {}, timeline, *timeline.timeNamed(moment)).items)
        if (const auto *slits = std::get_if<ui::Slits>(&item.shape);
            slits && item.identity == target.identity)
            return target.unit < 0 ? slits->rect : ui::slitRect(*slits, target.unit);
    return {};
}

bool around(const std::vector<QRectF> &rings, const QRectF &rect)
{
    return !rect.isEmpty() && std::ranges::any_of(rings, [&](const QRectF &ring) {
        return ring.contains(rect) && ring.width() < rect.width() + 8;
    });
}

} // namespace

class TestLights : public QObject {
    Q_OBJECT

  private slots:
    void aStateComesFromItsGatesAndTheStateBefore()
    {
        const auto trace = tests::traceOf("eight");
        const auto at = [](Part part, int unit) {
            return Target{{part, Lane::packed, SequenceIndex(2), StepIndex(2)}, unit, {}};
        };
        const Rings rings = ringsOf(*trace, at(Part::hidden, 1), "gru:2");
        const auto place = [&](Part part, int unit) {
            return placeOf(*trace, at(part, unit), "gru:2");
        };
        QCOMPARE(rings.self.size(), std::size_t{1});
        QVERIFY(around(rings.self, place(Part::hidden, 1)));
        QCOMPARE(rings.sources.size(), std::size_t{3});
        QVERIFY(around(rings.sources, place(Part::update, 1)));
        QVERIFY(around(rings.sources, place(Part::candidate, 1)));
        QVERIFY(around(rings.sources, place(Part::hPrevious, 1)));
        QCOMPARE(rings.traces, 1);
    }

    /// All of x and of the state before go into a gate: one ring around each, through W_hn h + b_hn too.
    void aGateComesFromWholeRows()
    {
        const auto trace = tests::traceOf("eight");
        const auto at = [](Part part, int unit) {
            return Target{{part, Lane::padded, SequenceIndex(0), StepIndex(1)}, unit, {}};
        };
        const Rings rings = ringsOf(*trace, at(Part::candidate, 2), "gru:1");
        QVERIFY(around(rings.sources, placeOf(*trace, at(Part::hPrevious, -1), "gru:1")));
        QVERIFY(around(rings.sources, placeOf(*trace, at(Part::stepInput, -1), "gru:1")));
        QVERIFY(around(rings.sources, placeOf(*trace, at(Part::reset, 2), "gru:1")));
        QVERIFY(around(rings.uses, placeOf(*trace, at(Part::hidden, 2), "gru:1")));
        QCOMPARE(rings.uses.size(), std::size_t{1});
    }

    /// The embedding is one tensor for both lanes.
    void bothLanesShowTheCell()
    {
        const auto trace = tests::traceOf("eight");
        const Target x{{Part::embedding, Lane::packed, SequenceIndex(1), StepIndex(0)}, 0, {}};
        QCOMPARE(ringsOf(*trace, x, "embed").self.size(), std::size_t{2});
        const Rings packing = ringsOf(*trace, x, "pack:0");
        QCOMPARE(packing.uses.size(), std::size_t{1}); // its copy in the strip
    }

    void aWeightLightsWhatItGoesInto()
    {
        const auto trace = tests::traceOf("eight");
        const Cell bias{{TensorName::biasHh}, 2 * trace->H() + 1}; // through W_hn h + b_hn to n
        const Rings rings = ringsOf(*trace, ui::targetOf(*trace, bias), "gru:0");
        QCOMPARE(rings.self.size(), std::size_t{0});
        QCOMPARE(rings.sources.size(), std::size_t{0});
        QCOMPARE(rings.uses.size(), std::size_t{16}); // n[1] of eight rows in each lane
    }

    void aRowIsAskedAsAWhole()
    {
        const auto trace = tests::traceOf("eight");
        const Target row{{Part::hidden, Lane::packed, SequenceIndex(2), StepIndex(2)}, -1, {}};
        const Rings rings = ringsOf(*trace, row, "gru:2");
        QCOMPARE(rings.self.size(), std::size_t{1});
        QCOMPARE(rings.sources.size(), std::size_t{3});
    }

    void hoverAsksAndThePinnedCellKeepsItsRing()
    {
        const auto trace = tests::traceOf("eight");
        const ui::Timeline timeline(*trace);
        ui::View view;
        view.selection = {Part::reset, Lane::packed, SequenceIndex(2), StepIndex(2)};
        view.selectedUnit = 1;
        view.hover = {Part::hidden, Lane::packed, SequenceIndex(2), StepIndex(2)};
        view.hoveredUnit = 1;
        int self = 0, sources = 0;
        for (const ui::Item &item :
             ui::sceneAt(*trace, view, timeline, *timeline.timeNamed("gru:2")).items)
            if (const auto *box = std::get_if<ui::Box>(&item.shape);
                box && box->stroke == ui::Colour(ui::Role::accent)) {
                self += box->strokeWidth == 2;
                sources += box->strokeWidth == 1.5;
            }
        QCOMPARE(self, 2);
        QCOMPARE(sources, 3);
    }
};

PACKSCOPE_WIDGET_TEST(TestLights)
#include "tst_lights.moc"
