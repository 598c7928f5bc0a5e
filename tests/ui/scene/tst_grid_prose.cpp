// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_program.h"
#include "tests/support/traces.h"
#include "ui/scene/grid_prose.h"
#include "ui/scene/timeline.h"

#include <QTest>

namespace {

using core::Stage;

std::shared_ptr<const core::Trace> traceWithLengths(const std::vector<std::int64_t> &lengths)
{
    auto document = *core::exampleDocument("eight");
    auto &input = std::get<core::TokenInput>(document.input);
    input.texts.clear();
    input.ids.clear();
    for (const auto length : lengths)
        input.ids.emplace_back(static_cast<std::size_t>(length), 1);
    return *core::run(std::make_shared<const core::Document>(document));
}

QString textOf(const std::vector<ui::Span> &spans)
{
    QString text;
    for (const ui::Span &span : spans)
        text += span.text;
    return text;
}

ui::Prose proseAt(const core::Trace &trace, Stage stage, core::Lane lane)
{
    const ui::Timeline timeline(trace);
    const ui::View view; // the frame looks at it as long as it lives
    const ui::Frame frame(trace, view, timeline, timeline.endOf(stage));
    return lane == core::Lane::packed ? packedProse(frame) : paddedProse(frame);
}

} // namespace

class TestGridProse : public QObject {
    Q_OBJECT

  private slots:
    void holes_data()
    {
        QTest::addColumn<std::vector<std::int64_t>>("lengths");
        QTest::addColumn<int>("step");
        QTest::addColumn<std::vector<int>>("rows");
        QTest::newRow("sorted as typed")
            << std::vector<std::int64_t>{3, 2, 2, 1} << -1 << std::vector<int>{};
        QTest::newRow("one row") << std::vector<std::int64_t>{3} << -1 << std::vector<int>{};
        QTest::newRow("one hole") << std::vector<std::int64_t>{3, 1, 2} << 1 << std::vector<int>{1};
        QTest::newRow("two holes")
            << std::vector<std::int64_t>{1, 1, 4, 2} << 1 << std::vector<int>{0, 1};
    }
    void holes()
    {
        QFETCH(std::vector<std::int64_t>, lengths);
        QFETCH(int, step);
        QFETCH(std::vector<int>, rows);
        const auto found = ui::firstHoles(*traceWithLengths(lengths));
        QCOMPARE(found.has_value(), step >= 0);
        if (!found)
            return;
        QCOMPARE(found->step.value(), core::Index{step});
        std::vector<int> got;
        for (const auto row : found->rows)
            got.push_back(static_cast<int>(row.value()));
        QCOMPARE(got, rows);
    }

    void oneRowIsSaidInTheSingular()
    {
        const auto trace = tests::traceOf("article"); // at its last step one row runs
        const auto prose = proseAt(*trace, Stage::pack, core::Lane::packed);
        QVERIFY(textOf(prose.sentence).contains(QStringLiteral("1 row still runs, so one token")));
        const auto unpack = proseAt(*trace, Stage::unpack, core::Lane::packed);
        QVERIFY(textOf(unpack.sentence).contains(QStringLiteral("1 row returns to column 2")));
    }

    void whatEnforceSortedWouldSay()
    {
        const auto refused = proseAt(*traceWithLengths({1, 3}), Stage::sort, core::Lane::packed);
        QVERIFY(textOf(refused.note).contains(QStringLiteral("would refuse")));
        const auto taken = proseAt(*traceWithLengths({3, 3, 1}), Stage::sort, core::Lane::packed);
        QVERIFY(textOf(taken.note).contains(QStringLiteral("would take")));
    }

    void theWidthOfTheOutputIsExplained()
    {
        auto document = *core::exampleDocument("eight");
        const auto note = [&] {
            const auto trace = *core::run(std::make_shared<const core::Document>(document));
            return textOf(proseAt(*trace, Stage::unpack, core::Lane::packed).note);
        };
        QVERIFY(note().contains(QStringLiteral("length of 0")));
        document.options.paddedWidth = 11;
        QVERIFY(note().contains(QStringLiteral("8 wide, not 11")));
        document.options.totalLength = 12;
        QVERIFY(note().contains(QStringLiteral("from 8 to 12")));
    }
};

PACKSCOPE_WIDGET_TEST(TestGridProse)
#include "tst_grid_prose.moc"
