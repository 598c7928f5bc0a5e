// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_program.h"
#include "tests/support/traces.h"
#include "ui/models/code_lines.h"
#include "ui/scene/scene_at.h"

#include <QTest>

#include <set>

using core::Lane;
using core::Stage;

namespace {

bool mentions(const std::vector<ui::CodeLine> &lines, const char *words)
{
    return std::ranges::any_of(
        lines, [&](const ui::CodeLine &line) { return line.text.contains(QLatin1String(words)); });
}

std::shared_ptr<const core::Trace> traceWith(const core::Document &document)
{
    return *core::run(std::make_shared<const core::Document>(document));
}

} // namespace

class TestCodeLines : public QObject {
    Q_OBJECT

  private slots:
    /// Something runs at every moment at which the lane does something, and every line runs some time.
    void everyLineRuns_data()
    {
        QTest::addColumn<QString>("example");
        for (const core::Example &example : core::examples()) {
            const auto name = QString::fromUtf8(example.name.data(), std::ssize(example.name));
            QTest::newRow(qPrintable(name)) << name;
        }
    }
    void everyLineRuns()
    {
        QFETCH(QString, example);
        const auto trace = tests::traceOf(example.toStdString());
        const ui::Timeline timeline(*trace);
        for (const Lane lane : {Lane::packed, Lane::padded}) {
            const auto lines = ui::codeOf(*trace, lane);
            std::set<std::size_t> seen;
            for (double t = 0; t < timeline.duration(); t += 0.02) {
                const ui::Moment moment = timeline.momentAt(t);
                const auto running = ui::runningLines(lines, moment);
                seen.insert(running.begin(), running.end());
                if (lane == Lane::packed && moment.stage != Stage::restore)
                    QVERIFY2(!running.empty(), core::name(moment.stage).data());
            }
            QCOMPARE(seen.size(), lines.size());
        }
    }

    /// What a line says it reads and writes can be seen in the picture when it runs.
    void whatIsReadAndWrittenIsShown()
    {
        for (const char *example : {"article", "eight", "bidirectional"}) {
            const auto trace = tests::traceOf(example);
            const ui::Timeline timeline(*trace);
            for (const Lane lane : {Lane::packed, Lane::padded})
                for (const ui::CodeLine &line : ui::codeOf(*trace, lane)) {
                    const double t = ui::timeOfLine(timeline, line, {});
                    const ui::Scene scene = ui::sceneAt(*trace, {}, timeline, t);
                    for (const ui::Framed &framed : ui::framedBy(line, lane))
                        QVERIFY2(std::ranges::any_of(scene.items,
                                                     [&](const ui::Item &item) {
                                                         return item.identity.part == framed.part &&
                                                                item.identity.lane == lane;
                                                     }),
                                 qPrintable(line.text));
                }
        }
    }

    void aLineLeadsToItsMoment()
    {
        const auto trace = tests::traceOf("eight");
        const ui::Timeline timeline(*trace);
        for (const Lane lane : {Lane::packed, Lane::padded})
            for (const ui::CodeLine &line : ui::codeOf(*trace, lane)) {
                const ui::Moment from = timeline.momentAt(timeline.startOf(Stage::pack) + 0.1);
                const double there = ui::timeOfLine(timeline, line, from);
                QVERIFY2(line.runsAt(timeline.momentAt(there)), qPrintable(line.text));
            }
    }

    void aLineOfTheStepStaysAtItsStep()
    {
        const auto trace = tests::traceOf("eight");
        const ui::Timeline timeline(*trace);
        const ui::Moment now = timeline.momentAt(*timeline.timeNamed("gru:3.1"));
        for (const ui::CodeLine &line : ui::codeOf(*trace, Lane::packed))
            if (line.inStep)
                QCOMPARE(timeline.momentAt(ui::timeOfLine(timeline, line, now)).step.value(),
                         core::Index{3});
    }

    void whoSorts()
    {
        QVERIFY(mentions(ui::codeOf(*tests::traceOf("article"), Lane::packed), "srtidx.sort()"));
        auto document = *core::exampleDocument("eight");
        QVERIFY(mentions(ui::codeOf(*traceWith(document), Lane::packed), "enforce_sorted=False"));
        document.options.batchFirst = false;
        const auto timeFirst = ui::codeOf(*traceWith(document), Lane::padded);
        QVERIFY(!mentions(timeFirst, "batch_first"));
        QVERIFY(mentions(timeFirst, "hs.transpose(0, 1)[mask]"));
    }

    void optionsAreSaid()
    {
        auto document = *core::exampleDocument("eight");
        document.options.paddingValue = -1.5;
        document.options.totalLength = 10;
        QVERIFY(mentions(ui::codeOf(*traceWith(document), Lane::packed),
                         "padding_value=-1.5, total_length=10"));
        QVERIFY(mentions(ui::codeOf(*tests::traceOf("bidirectional"), Lane::packed),
                         "torch.cat([h_n[-2], h_n[-1]], dim=1)"));
    }
};

PACKSCOPE_WIDGET_TEST(TestCodeLines)
#include "tst_code_lines.moc"
