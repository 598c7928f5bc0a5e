// SPDX-License-Identifier: GPL-3.0-or-later
// At the time that is said to show a cell, its picture does.
#include "tests/support/cells.h"
#include "tests/support/test_program.h"
#include "tests/support/traces.h"
#include "ui/scene/scene_at.h"
#include "ui/scene/target_cells.h"
#include "ui/scene/time_showing.h"

#include <QTest>

#include <map>
#include <set>

using namespace core;
using ui::Target;

namespace {

using Shown = std::set<std::string>;

Shown cellsIn(const Trace &trace, const ui::Scene &scene)
{
    Shown names;
    for (const ui::Item &item : scene.items) {
        if (item.opacity < 0.2 || item.identity.part == ui::Part::none)
            continue;
        const auto *slits = std::get_if<ui::Slits>(&item.shape);
        const int units = slits ? static_cast<int>(slits->values.size()) : 0;
        for (int unit = -1; unit < units; ++unit)
            if (const auto cell = ui::cellOf(trace, {item.identity, unit, {}}))
                names.insert(nameOf(trace, *cell));
    }
    return names;
}

} // namespace

class TestTimeShowing : public QObject {
    Q_OBJECT

  private slots:
    void isSeenThen_data()
    {
        QTest::addColumn<QString>("example");
        for (const Example &example : examples()) {
            const auto name = QString::fromUtf8(example.name.data(), std::ssize(example.name));
            QTest::newRow(qPrintable(name)) << name;
        }
    }
    void isSeenThen()
    {
        QFETCH(QString, example);
        const auto trace = tests::traceOf(example.toStdString());
        const ui::Timeline timeline(*trace);
        std::map<double, Shown> pictures;
        int seen = 0;
        tests::forEachCell(*trace, [&](const Cell &cell) {
            // No picture: what is read off the mask in the packed lane, and padding.
            if (cell.tensor.name == TensorName::lastMask ||
                cell.tensor.name == TensorName::lastStates || isFilledIn(*trace, cell))
                return;
            const Target target = ui::targetOf(*trace, cell);
            const auto time = ui::timeShowing(*trace, timeline, target);
            if (!time)
                return;
            auto &picture = pictures[*time];
            if (picture.empty())
                picture = cellsIn(*trace, ui::sceneAt(*trace, {}, timeline, *time));
            QVERIFY2(picture.contains(nameOf(*trace, cell)), nameOf(*trace, cell).c_str());
            ++seen;
        });
        QVERIFY(seen > 0);
    }

    void whatNoPictureShowsHasNoTime()
    {
        const auto trace = tests::traceOf("two-layers");
        const ui::Timeline timeline(*trace);
        const Target weight = ui::targetOf(*trace, {{TensorName::weightIh}, 0, 0});
        QVERIFY(weight.unseen.has_value());
        QVERIFY(!ui::timeShowing(*trace, timeline, weight));
    }

  private:
    /// What stands past a length is a hatched box where there is no room for numbers.
    static bool isFilledIn(const Trace &trace, const Cell &cell)
    {
        if (cell.tensor.name == TensorName::unpackedOutput)
            return cell.j >= trace.lengthOf(trace.sequenceOf(SlotIndex(cell.i)));
        return (cell.tensor.name == TensorName::paddedOutput ||
                cell.tensor.name == TensorName::paddedEmbedding) &&
               cell.j >= trace.lengthOf(SequenceIndex(cell.i));
    }
};

PACKSCOPE_WIDGET_TEST(TestTimeShowing)
#include "tst_time_showing.moc"
