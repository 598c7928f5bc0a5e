// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever the batch, the stage, the lanes and the window: no two labels overlap, and none leaves the scene.
#include "core/io/text_document.h"
#include "tests/support/label_ink.h"
#include "tests/support/test_program.h"
#include "tests/support/traces.h"
#include "ui/scene/scene_at.h"

#include <QTest>

#include <algorithm>
#include <span>

namespace {

/// The ends of all moves of the one-step stages, and of the first, a middle and the last step of the others.
std::vector<double> restsOf(const ui::Timeline &timeline)
{
    std::vector<double> rests;
    const auto &segments = timeline.segments();
    for (std::size_t i = 0; i < segments.size();) {
        std::size_t end = i;
        while (end < segments.size() && segments[end].stage == segments[i].stage &&
               segments[end].layer == segments[i].layer &&
               segments[end].direction == segments[i].direction)
            ++end;
        for (const std::size_t at : {i, (i + end) / 2, end - 1})
            rests.push_back(segments[at].start + segments[at].duration - segments[at].rest);
        i = end;
    }
    return rests;
}

/// The canvas in windows of 1024 x 600 (with the code under it, and without), 1440 x 900 and 2560 x 1440.
constexpr std::array canvases{QSizeF(772, 366), QSizeF(812, 440), QSizeF(924, 740),
                              QSizeF(2044, 1280)};
/// Screens of 1024 x 768, 1440 x 900 and 1920 x 1080, without the timeline of a presentation.
constexpr std::array screens{QSizeF(1024, 672), QSizeF(1440, 804), QSizeF(1920, 985)};

std::vector<ui::View> views()
{
    std::vector<ui::View> all;
    for (const auto lanes : {ui::Lanes::both, ui::Lanes::packed, ui::Lanes::padded})
        for (const bool presenting : {false, true})
            for (const QSizeF size : presenting ? std::span<const QSizeF>(screens) : canvases) {
                ui::View view;
                view.size = size;
                view.lanes = lanes;
                view.presenting = presenting;
                all.push_back(view);
            }
    return all;
}

std::shared_ptr<const core::Trace> typed(const char *text)
{
    const auto document = core::parseTextDocument(text);
    if (!document)
        qFatal("%s", document.error().message.c_str());
    return *core::run(std::make_shared<const core::Document>(*document));
}

} // namespace

class TestLabels : public QObject {
    Q_OBJECT

  private slots:
    void keepApart_data()
    {
        QTest::addColumn<std::shared_ptr<const core::Trace>>("trace");
        for (const core::Example &example : core::examples())
            QTest::addRow("%s", std::string(example.name).c_str()) << tests::traceOf(example.name);
        const std::pair<const char *, const char *> texts[] = {
            {"one sequence", "solitary\n"},
            {"one token", "a\n"},
            {"lengths all one", "a\nb\nc\nd\ne\n"},
            {"Korean", "안녕하세요\n감사합니다\n네\n"},
            {"emoji", "🙂🙃🙂\n🚀\n👩‍👩‍👧‍👦🙂\n"},
            {"right to left", "שלום\nمرحبا بالعالم\nab\n"},
            {"a long word", "pneumonoultramicroscopicsilicovolcanoconiosis\nshort\n"},
        };
        for (const auto &[name, text] : texts)
            QTest::newRow(name) << typed(text);
        for (const char *spec : {
                 "B=30,T=12,D=4,H=6",
                 "B=1,T=1,D=1,H=1",
                 "B=4,T=9,D=1,H=1",
                 "B=6,T=7,D=3,H=512",
                 "B=3,T=6,D=16,H=16",
                 "B=5,T=40,D=8,H=8",
                 "B=60,T=25,D=8,H=8",
                 "B=200,T=80,D=8,H=8",
             })
            QTest::newRow(spec) << tests::randomTrace(std::string("seed=3,V=2000,high=2000,") +
                                                      spec);
        for (unsigned seed = 1; seed <= 12; ++seed) {
            const unsigned B = 1 + seed * 7 % 19, T = 1 + seed * 5 % 23;
            const std::string spec =
                "seed=" + std::to_string(seed) + ",V=2000,high=2000,B=" + std::to_string(B) +
                ",T=" + std::to_string(T) + ",D=" + std::to_string(1 + seed % 9) +
                ",H=" + std::to_string(1 + seed * 3 % 11);
            QTest::newRow(spec.c_str()) << tests::randomTrace(spec);
        }
    }
    void keepApart()
    {
        QFETCH(std::shared_ptr<const core::Trace>, trace);
        const ui::Timeline timeline(*trace);
        QStringList faults;
        for (const ui::View &view : views())
            for (const double t : restsOf(timeline)) {
                const QString fault = tests::faultOf(ui::sceneAt(*trace, view, timeline, t));
                if (fault.isEmpty())
                    continue;
                const ui::Moment moment = timeline.momentAt(t);
                faults << QStringLiteral("%1:%2 on %3 x %4, lanes %5%6: %7")
                              .arg(core::name(moment.stage).data())
                              .arg(moment.step.value())
                              .arg(view.size.width())
                              .arg(view.size.height())
                              .arg(static_cast<int>(view.lanes))
                              .arg(view.presenting ? QStringLiteral(", presenting") : QString())
                              .arg(fault);
            }
        QVERIFY2(faults.isEmpty(), qPrintable(faults.mid(0, 8).join(QLatin1Char('\n'))));
    }
};

PACKSCOPE_WIDGET_TEST(TestLabels)
#include "tst_labels.moc"
