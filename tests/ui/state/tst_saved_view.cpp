// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_program.h"
#include "tests/support/traces.h"
#include "ui/scene/timeline.h"
#include "ui/state/saved_view.h"

#include <QTest>

class TestSavedView : public QObject {
    Q_OBJECT

  private slots:
    void whatIsWrittenIsRead()
    {
        for (const ui::Lanes lanes : {ui::Lanes::both, ui::Lanes::packed, ui::Lanes::padded}) {
            const ui::SavedView view{"gru:2.250", lanes};
            QVERIFY(ui::savedView(ui::savedViewText(view, {})) == view);
        }
    }

    void whatElseStoodThereIsKept()
    {
        const std::string text =
            ui::savedViewText({"pack:1", {}}, R"({"camera": {"zoom": 2}, "moment": "sort"})");
        QVERIFY(text.find(R"("camera":{"zoom":2})") != text.npos);
        QCOMPARE(*ui::savedView(text).moment, std::string("pack:1"));
    }

    void nonsenseIsLeftOut()
    {
        for (const char *text : {"", "7", "{", R"({"moment": 3, "lane": "left"})"})
            QVERIFY(ui::savedView(text) == ui::SavedView{});
    }

    /// Every moment of a timeline has a name that leads back to it.
    void momentsHaveNames()
    {
        for (const char *example : {"eight", "bidirectional", "two-layers"}) {
            const auto trace = tests::traceOf(example);
            const ui::Timeline timeline(*trace);
            for (double t = 0; t < timeline.duration(); t += 0.173) {
                const ui::Moment moment = timeline.momentAt(t);
                const auto back = timeline.timeNamed(ui::nameOf(moment));
                QVERIFY2(back, ui::nameOf(moment).c_str());
                const ui::Moment again = timeline.momentAt(*back);
                QVERIFY(again.stage == moment.stage && again.step == moment.step &&
                        again.layer == moment.layer && again.direction == moment.direction);
                QVERIFY(std::abs(again.fraction - moment.fraction) < 1e-3);
            }
        }
    }
};

PACKSCOPE_TEST(TestSavedView)
#include "tst_saved_view.moc"
