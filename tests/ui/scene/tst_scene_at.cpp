// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_program.h"
#include "tests/support/traces.h"
#include "ui/scene/layout.h"
#include "ui/scene/scene_at.h"

#include <QTest>

#include <map>
#include <set>
#include <tuple>

namespace {

using core::Lane;
using ui::Part;

/// Everything in a scene as text, so that two scenes can be compared and a difference be read.
QStringList dump(const ui::Scene &scene)
{
    QStringList lines;
    for (const ui::Item &item : scene.items) {
        const QRectF r = ui::bounds(item);
        QString line = QStringLiteral("%1 %2 %3 %4 %5 %6")
                           .arg(item.shape.index())
                           .arg(r.x(), 0, 'f', 3)
                           .arg(r.y(), 0, 'f', 3)
                           .arg(r.width(), 0, 'f', 3)
                           .arg(r.height(), 0, 'f', 3)
                           .arg(item.opacity, 0, 'f', 4);
        if (const auto *label = std::get_if<ui::Label>(&item.shape))
            for (const ui::Span &span : label->spans)
                line += QLatin1Char(' ') + span.text;
        lines << line;
    }
    return lines;
}

using Token = std::tuple<core::Index, core::Index>; // sequence, step

/// Where the packed lane, its strip of outputs aside, shows each real token: the topmost group of visible things that stand for it.
std::map<Token, QRectF> packedTokens(const ui::Scene &scene)
{
    constexpr std::array tokens{Part::token,    Part::embedding, Part::packedRow,
                                Part::unpacked, Part::output,    Part::finalHidden};
    std::map<Token, QRectF> places;
    std::map<Token, Part> parts;
    for (const ui::Item &item : scene.items) {
        const ui::Identity &id = item.identity;
        const bool isToken = std::ranges::find(tokens, id.part) != tokens.end();
        if (!isToken || id.lane != Lane::packed || item.opacity <= 0.05)
            continue;
        const Token token{id.sequence.value(), id.step.value()};
        const bool same = parts.contains(token) && parts[token] == id.part;
        places[token] = same ? places[token].united(ui::bounds(item)) : ui::bounds(item);
        parts[token] = id.part;
    }
    return places;
}

} // namespace

class TestSceneAt : public QObject {
    Q_OBJECT

  private slots:
    void sameWhateverCameBefore_data() { addExamples(); }
    void sameWhateverCameBefore()
    {
        QFETCH(QString, example);
        const auto trace = tests::traceOf(example.toStdString());
        const ui::Timeline timeline(*trace);
        const ui::View view;
        std::vector<QStringList> forward;
        const int steps = 40;
        const auto at = [&](int i) {
            return dump(ui::sceneAt(*trace, view, timeline, timeline.duration() * i / steps));
        };
        for (int i = 0; i <= steps; ++i)
            forward.push_back(at(i));
        for (int i = steps; i >= 0; i -= 3)
            QCOMPARE(at(i), forward[static_cast<std::size_t>(i)]);
    }

    void everyTokenIsThere_data()
    {
        QTest::addColumn<QString>("example");
        QTest::addColumn<ui::View>("view");
        for (const core::Example &example : core::examples()) {
            const auto name = QString::fromUtf8(example.name.data(), std::ssize(example.name));
            QTest::addRow("%s", qPrintable(name)) << name << ui::View{};
            for (const QSizeF size : {QSizeF(1440, 804), QSizeF(1920, 985), QSizeF(1024, 672)}) {
                ui::View view;
                view.size = size;
                view.presenting = true;
                QTest::addRow("%s, presenting, %gx%g", qPrintable(name), size.width(),
                              size.height())
                    << name << view;
            }
        }
    }
    void everyTokenIsThere()
    {
        QFETCH(QString, example);
        QFETCH(ui::View, view);
        const auto trace = tests::traceOf(example.toStdString());
        const ui::Timeline timeline(*trace);
        for (const core::Stage stage :
             {core::Stage::batch, core::Stage::embed, core::Stage::sort, core::Stage::pack,
              core::Stage::gru, core::Stage::unpack, core::Stage::restore}) {
            const ui::Scene scene = ui::sceneAt(*trace, view, timeline, timeline.endOf(stage));
            const auto places = packedTokens(scene);
            for (core::Index b = 0; b < trace->B(); ++b)
                for (core::Index t = 0; t < trace->lengthOf(core::SequenceIndex(b)); ++t)
                    QVERIFY2(places.contains({b, t}), core::name(stage).data());
        }
        const auto answer =
            packedTokens(ui::sceneAt(*trace, view, timeline, timeline.endOf(core::Stage::answer)));
        for (core::Index b = 0; b < trace->B(); ++b)
            QVERIFY(answer.contains({b, trace->lengthOf(core::SequenceIndex(b)) - 1}));
    }

    /// From one sixtieth of a second to the next, no token of the grid jumps until it is sorted.
    void gridTokensMoveSmoothly()
    {
        const auto trace = tests::traceOf("eight");
        const ui::Timeline timeline(*trace);
        const double from = 0, to = timeline.endOf(core::Stage::sort);
        auto before = packedTokens(ui::sceneAt(*trace, {}, timeline, from));
        for (double t = from; t < to; t += 1.0 / 60) {
            const auto now = packedTokens(ui::sceneAt(*trace, {}, timeline, t));
            for (const auto &[token, rect] : now)
                if (before.contains(token)) {
                    const QPointF moved = rect.topLeft() - before[token].topLeft();
                    QVERIFY(std::hypot(moved.x(), moved.y()) < 24);
                }
            before = now;
        }
    }

    /// A stage begins with the picture in which the one before ended. In the GRU's first move the
    /// strip rises while its tiles lose their letters, so their tops are not compared there.
    /// Where rows would be low, each stage gives them the room that it does not need for something else.
    void lowRowsGetTheRoom()
    {
        const auto trace = tests::traceOf("eight");
        const ui::Timeline timeline(*trace);
        ui::View view;
        const auto layoutAt = [&](const char *moment) {
            return ui::Layout(*trace, view, ui::wantsAt(timeline, *timeline.timeNamed(moment)));
        };
        view.size = {772, 366};
        QVERIFY(layoutAt("batch").paddedGrid.tile.height() >= 11); // a letter
        QVERIFY(layoutAt("pack:0").packedGrid.tile.height() >= 11);
        QCOMPARE(layoutAt("batch").paddedShown, 1.0);
        QCOMPARE(layoutAt("pack:0").paddedShown, 0.0);
        view.size = {924, 740};
        QVERIFY(layoutAt("embed").packedGrid.tile.height() >= 18); // a letter and its values
        QCOMPARE(layoutAt("pack:0").paddedShown, 1.0);
        view.size = {2044, 1280};
        QCOMPARE(layoutAt("embed").packedGrid.tile, layoutAt("pack:0").packedGrid.tile);
    }

    void stagesJoin_data() { addExamples(); }
    void stagesJoin()
    {
        QFETCH(QString, example);
        const auto trace = tests::traceOf(example.toStdString());
        const ui::Timeline timeline(*trace);
        for (const core::Stage stage :
             {core::Stage::embed, core::Stage::sort, core::Stage::pack, core::Stage::unpack,
              core::Stage::restore, core::Stage::answer}) {
            const double start = timeline.startOf(stage);
            const auto end = packedTokens(ui::sceneAt(*trace, {}, timeline, start - 1e-6));
            const auto begin = packedTokens(ui::sceneAt(*trace, {}, timeline, start + 1e-6));
            for (const auto &[token, rect] : begin)
                if (end.contains(token)) {
                    const QPointF moved = rect.topLeft() - end.at(token).topLeft();
                    QVERIFY2(std::hypot(moved.x(), moved.y()) < 2, core::name(stage).data());
                }
        }
    }

    void staysInsideItsCanvas_data()
    {
        QTest::addColumn<QString>("example");
        QTest::addColumn<QSizeF>("size");
        QTest::addColumn<bool>("presenting");
        for (const core::Example &example : core::examples())
            for (const auto &[size, presenting] :
                 {std::pair(QSizeF(924, 740), false), std::pair(QSizeF(1600, 900), false),
                  std::pair(QSizeF(620, 460), false), std::pair(QSizeF(1440, 804), true),
                  std::pair(QSizeF(1920, 985), true), std::pair(QSizeF(1024, 672), true)}) {
                const auto name = QString::fromUtf8(example.name.data(), std::ssize(example.name));
                QTest::addRow("%s %gx%g%s", qPrintable(name), size.width(), size.height(),
                              presenting ? ", presenting" : "")
                    << name << size << presenting;
            }
    }
    void staysInsideItsCanvas()
    {
        QFETCH(QString, example);
        QFETCH(QSizeF, size);
        QFETCH(bool, presenting);
        const auto trace = tests::traceOf(example.toStdString());
        const ui::Timeline timeline(*trace);
        ui::View view;
        view.size = size;
        view.presenting = presenting;
        const QRectF canvas = QRectF(QPointF(0, 0), size).adjusted(-1, -1, 1, 1);
        for (const ui::Segment &segment : timeline.segments()) {
            const double t = segment.start + segment.duration - segment.rest;
            for (const ui::Item &item : ui::sceneAt(*trace, view, timeline, t).items) {
                if (item.opacity <= 0.01)
                    continue;
                const auto *label = std::get_if<ui::Label>(&item.shape);
                const QString what =
                    label && !label->spans.empty() ? label->spans[0].text : QString();
                const QRectF r = ui::bounds(item);
                QVERIFY2(canvas.contains(r) || r.isEmpty(),
                         qPrintable(QStringLiteral("%1 '%2' at %3 %4 %5 %6")
                                        .arg(core::name(segment.stage).data(), what)
                                        .arg(r.x())
                                        .arg(r.y())
                                        .arg(r.width())
                                        .arg(r.height())));
            }
        }
    }

    void largeBatchesStayLight()
    {
        const auto trace = tests::randomTrace("seed=1,B=300,T=120,V=50,D=8,H=8,low=1,high=50");
        const ui::Timeline timeline(*trace);
        for (const ui::Segment &segment : timeline.segments()) {
            const auto scene = ui::sceneAt(*trace, {}, timeline, segment.start + segment.duration);
            QVERIFY(scene.items.size() < 40000);
        }
    }

    void oneLaneAlone()
    {
        const auto trace = tests::traceOf("eight");
        const ui::Timeline timeline(*trace);
        for (const auto lanes : {ui::Lanes::packed, ui::Lanes::padded}) {
            ui::View view;
            view.lanes = lanes;
            const Lane other = lanes == ui::Lanes::packed ? Lane::padded : Lane::packed;
            for (const core::Stage stage : core::allStages)
                for (const ui::Item &item :
                     ui::sceneAt(*trace, view, timeline, timeline.endOf(stage)).items)
                    QVERIFY(item.identity.part == Part::none || item.identity.lane != other);
        }
    }

    /// total_length widens the unpacked grid beyond the padded batch; each ghost cell stands there.
    void totalLengthIsDrawn()
    {
        auto document = core::randomDocument(*core::randomSpec("B=4,T=6,D=3,H=3,V=20,high=20"));
        document.options.totalLength = 9;
        const auto trace = *core::run(std::make_shared<const core::Document>(document));
        const ui::Timeline timeline(*trace);
        for (const auto &[stage, part] : {std::pair(core::Stage::unpack, Part::unpacked),
                                          std::pair(core::Stage::restore, Part::output)}) {
            std::set<core::Index> columns;
            for (const ui::Item &item :
                 ui::sceneAt(*trace, {}, timeline, timeline.endOf(stage)).items)
                if (item.identity.part == part)
                    columns.insert(item.identity.step.value());
            QCOMPARE(columns.size(), std::size_t{9});
        }
    }

    void pointsAtCells()
    {
        const auto trace = tests::traceOf("eight");
        const ui::Timeline timeline(*trace);
        const ui::Scene scene = ui::sceneAt(*trace, {}, timeline, *timeline.timeNamed("gru:1"));
        int units = 0;
        for (const ui::Item &item : scene.items) {
            const auto *slits = std::get_if<ui::Slits>(&item.shape);
            if (!slits || item.identity.part != Part::reset)
                continue;
            const auto hit = ui::hitTest(scene, ui::slitRect(*slits, 2).center());
            QVERIFY(hit.has_value());
            QVERIFY(hit->identity == item.identity);
            QCOMPARE(hit->unit, 2);
            ++units;
        }
        QCOMPARE(units, 16); // eight rows in each lane
        QVERIFY(!ui::hitTest(scene, {1, 1}));
    }

  private:
    static void addExamples()
    {
        QTest::addColumn<QString>("example");
        for (const core::Example &example : core::examples()) {
            const auto name = QString::fromUtf8(example.name.data(), std::ssize(example.name));
            QTest::newRow(qPrintable(name)) << name;
        }
    }
};

PACKSCOPE_WIDGET_TEST(TestSceneAt)
#include "tst_scene_at.moc"
