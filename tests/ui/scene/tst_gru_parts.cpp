// SPDX-License-Identifier: GPL-3.0-or-later
// The GRU's stage for a class: the formula of one unit, and the padded lane in one line.
#include "core/explain/formula.h"
#include "tests/support/test_program.h"
#include "tests/support/traces.h"
#include "ui/scene/gru_parts.h"
#include "ui/scene/presented.h"
#include "ui/scene/scene_at.h"
#include "ui/scene/target_cells.h"

#include <QRegularExpression>
#include <QTest>

#include <algorithm>
#include <cmath>

namespace {

using core::Lane;
using core::SequenceIndex;
using core::StepIndex;
using ui::Part;

/// What a class sees of a trace at a moment.
struct Lecture {
    explicit Lecture(std::shared_ptr<const core::Trace> of, QSizeF size = {1440, 804})
        : trace(std::move(of)), timeline(*trace)
    {
        view.size = size;
        view.presenting = true;
    }
    [[nodiscard]] double at(const char *moment) const { return *timeline.timeNamed(moment); }
    [[nodiscard]] ui::Scene scene(double t) const { return ui::sceneAt(*trace, view, timeline, t); }
    void select(Lane lane, core::Index sequence, core::Index step, int unit)
    {
        view.selection =
            ui::Identity{Part::hidden, lane, SequenceIndex(sequence), StepIndex(step), 0, 0};
        view.selectedUnit = unit;
    }
    /// In the layout before enlarging, as the scene is made. Good until the next one is asked for.
    [[nodiscard]] ui::Frame frame(double t)
    {
        smaller = view;
        smaller.size /= ui::presentedScale(view.size);
        return ui::Frame(*trace, smaller, timeline, t);
    }

    std::shared_ptr<const core::Trace> trace;
    ui::Timeline timeline;
    ui::View view, smaller;
};

QString textOf(const ui::Label &label)
{
    QString text;
    for (const ui::Span &span : label.spans)
        text += span.text;
    return text;
}

QStringList textsOf(const ui::Scene &scene)
{
    QStringList texts;
    for (const ui::Item &item : scene.items)
        if (const auto *label = std::get_if<ui::Label>(&item.shape))
            texts << textOf(*label);
    return texts;
}

/// The line with the numbers put in: "(1 − z) · n + z · h = h′".
QRegularExpressionMatch substituted(const ui::Scene &scene)
{
    static const QRegularExpression line(QStringLiteral(
        R"(^\(1 − (\S+)\) · \(?([−\d.]+)\)? \+ (\S+) · \(?([−\d.]+)\)? (=|≈) (\S+)$)"));
    for (const QString &text : textsOf(scene))
        if (const auto match = line.match(text); match.hasMatch())
            return match;
    return {};
}

double number(const QString &text)
{
    return QString(text).replace(QChar(0x2212), QLatin1Char('-')).toDouble();
}

} // namespace

class TestGruParts : public QObject {
    Q_OBJECT

  private slots:
    void theNumbersCloseAtThePrintedDigits_data()
    {
        QTest::addColumn<QString>("example");
        for (const core::Example &example : core::examples())
            QTest::addRow("%s", std::string(example.name).c_str())
                << QString::fromStdString(std::string(example.name));
    }
    void theNumbersCloseAtThePrintedDigits()
    {
        QFETCH(QString, example);
        Lecture lecture(tests::traceOf(example.toStdString()));
        for (const ui::Segment &segment : lecture.timeline.segments()) {
            if (segment.stage != core::Stage::gru)
                continue;
            const double t = segment.start + segment.duration - segment.rest;
            const auto told = ui::toldState(lecture.frame(t));
            const auto line = substituted(lecture.scene(t));
            QCOMPARE(told.has_value(), line.hasMatch());
            if (!told)
                continue;
            const core::Cell cell = *ui::cellOf(*lecture.trace, *told);
            QCOMPARE(line.captured(6),
                     QString::fromStdString(core::cellText(*lecture.trace, cell)));
            const double z = number(line.captured(1));
            QCOMPARE(line.captured(3), line.captured(1));
            const double h = (1 - z) * number(line.captured(2)) + z * number(line.captured(4));
            QCOMPARE(std::abs(h - number(line.captured(6))) <= 0.5000001e-4,
                     line.captured(5) == QStringLiteral("="));
        }
    }

    void theFirstRowThatRunsIsToldUnlessOneIsAskedAbout()
    {
        Lecture lecture(tests::traceOf("eight"));
        const double t = lecture.at("gru:5");
        const auto told = [&] { return *ui::toldState(lecture.frame(t)); };
        QCOMPARE(told().identity.sequence, lecture.trace->sequenceAt(Lane::packed, 0));
        QCOMPARE(told().unit, 0);
        lecture.select(Lane::packed, 6, 5, 2); // G runs
        QCOMPARE(told().identity.sequence, SequenceIndex(6));
        QCOMPARE(told().unit, 2);
        lecture.select(Lane::packed, 6, 3, 2); // of another step: the same unit of this one
        QCOMPARE(told().identity.sequence, SequenceIndex(6));
        QCOMPARE(told().identity.step, StepIndex(5));
        lecture.select(Lane::packed, 0, 3, 1); // A has ended, but not in the padded lane
        QVERIFY(told().identity.sequence != SequenceIndex(0));
        QCOMPARE(told().unit, 1);
        lecture.select(Lane::padded, 0, 5, 1);
        QCOMPARE(told().identity.sequence, SequenceIndex(0));
        QCOMPARE(told().identity.lane, Lane::padded);
        QVERIFY(textsOf(lecture.scene(t)).contains(QStringLiteral("unit 1, padded")));
    }

    void ringsStandOnTheCellsOfTheFormula()
    {
        Lecture lecture(tests::traceOf("eight"));
        const double t = lecture.at("gru:5");
        const ui::Scene scene = lecture.scene(t);
        const ui::Identity told = ui::toldState(lecture.frame(t))->identity;
        for (const Part part : {Part::hPrevious, Part::update, Part::candidate, Part::hidden}) {
            ui::Identity identity = told;
            identity.part = part;
            const auto slits = std::ranges::find_if(scene.items, [&](const ui::Item &item) {
                return item.identity == identity && std::holds_alternative<ui::Slits>(item.shape);
            });
            QVERIFY(slits != scene.items.end());
            const QPointF middle = ui::slitRect(std::get<ui::Slits>(slits->shape), 0).center();
            const bool ringed = std::ranges::any_of(scene.items, [&](const ui::Item &item) {
                const auto *box = std::get_if<ui::Box>(&item.shape);
                return box && box->stroke == ui::Colour(ui::Role::accent) &&
                       std::abs(box->rect.center().x() - middle.x()) < 1 &&
                       std::abs(box->rect.center().y() - middle.y()) < 1;
            });
            QVERIFY2(ringed, qPrintable(QString::number(static_cast<int>(part))));
        }
    }

    void onADeskNothingIsTold()
    {
        Lecture lecture(tests::traceOf("eight"));
        lecture.view.presenting = false;
        QVERIFY(!substituted(lecture.scene(lecture.at("gru:5"))).hasMatch());
    }

    void thePaddedLaneIsOneLineOfStatesAgainstThePackedOnes()
    {
        Lecture lecture(tests::traceOf("eight"));
        const double t = lecture.at("gru:5");
        const ui::Scene scene = lecture.scene(t);
        const QStringList texts = textsOf(scene);
        QVERIFY(texts.contains(
            QStringLiteral("Padded    still computes 8 rows, 4 of them on padding")));
        QCOMPARE(texts.count(QStringLiteral("≠")), 4);
        QCOMPARE(texts.count(QStringLiteral("=")), 4);
        int states = 0;
        double y = 0;
        for (const ui::Item &item : scene.items) {
            const auto *slits = std::get_if<ui::Slits>(&item.shape);
            if (!slits || item.identity.lane != Lane::padded)
                continue;
            QCOMPARE(item.identity.part, Part::hidden);
            QCOMPARE(item.identity.step, StepIndex(5));
            QCOMPARE(slits->onPadding, lecture.trace->lengthOf(item.identity.sequence) <= 5);
            QVERIFY(states == 0 || slits->rect.top() == y);
            y = slits->rect.top();
            const auto cell = ui::cellOf(*lecture.trace, {item.identity, 1, {}});
            QVERIFY(cell);
            QCOMPARE(slits->values[1], core::valueOf(*lecture.trace, *cell));
            ++states;
        }
        QCOMPARE(states, 8);
    }

    void theReverseRunSaysWhereItBegan()
    {
        Lecture lecture(tests::traceOf("bidirectional"));
        const QStringList texts = textsOf(lecture.scene(lecture.at("gru:l0_reverse:0")));
        QVERIFY(texts.contains(
            QStringLiteral("Padded    computes 5 rows, 4 of them began on padding")));
        QCOMPARE(texts.count(QStringLiteral("≠")), 4);
    }

    /// In the packed lane nothing is ever computed on padding, where a reverse run begins least of all.
    void noPackedStateIsMarkedAsComputedOnPadding()
    {
        Lecture lecture(tests::traceOf("bidirectional"));
        for (const ui::Segment &segment : lecture.timeline.segments())
            for (const ui::Item &item : lecture.scene(segment.start + segment.duration).items)
                if (const auto *slits = std::get_if<ui::Slits>(&item.shape);
                    slits && item.identity.part != Part::none && item.identity.lane == Lane::packed)
                    QVERIFY(!slits->onPadding);
    }

    void whereNotAllFitThoseThatDifferAreShown()
    {
        Lecture lecture(tests::randomTrace("seed=3,V=2000,high=2000,B=30,T=12,D=8,H=16"));
        const double t = lecture.at("gru:3");
        const ui::Frame frame = lecture.frame(t);
        core::Index different = 0;
        for (core::Index b = 0; b < 30; ++b)
            different += !ui::sameAsPacked(frame, SequenceIndex(b));
        QCOMPARE(different, ui::rowsOnPadding(frame));
        const QStringList texts = textsOf(lecture.scene(t));
        const auto shown = texts.count(QStringLiteral("≠")) + texts.count(QStringLiteral("="));
        QVERIFY(shown >= 6 && shown < 30);
        QCOMPARE(texts.count(QStringLiteral("≠")), std::min<qsizetype>(different, shown));
        QVERIFY(texts.join(QLatin1Char('\n'))
                    .contains(QStringLiteral("… and %1 more").arg(30 - shown)));
    }

    /// The space that the line saves goes to the packed rows.
    void packedRowsAreLargerThanInTwoTables()
    {
        Lecture lecture(tests::traceOf("eight"));
        const ui::Layout line = lecture.frame(0).layout;
        ui::View desk;
        desk.size = line.viewport.size();
        const ui::Layout tables(*lecture.trace, desk);
        QVERIFY(line.packedBlocks.rowPitch > 1.2 * tables.packedBlocks.rowPitch);
    }
};

PACKSCOPE_WIDGET_TEST(TestGruParts)
#include "tst_gru_parts.moc"
