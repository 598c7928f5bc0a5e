// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_program.h"
#include "tests/support/traces.h"
#include "ui/scene/presented.h"
#include "ui/scene/scene_at.h"
#include "ui/scene/text.h"

#include <QTest>

#include <map>

using namespace core;

class TestPresented : public QObject {
    Q_OBJECT

    static std::map<int, int> countOfShapes(const ui::Scene &scene)
    {
        std::map<int, int> counts;
        for (const ui::Item &item : scene.items)
            ++counts[static_cast<int>(item.shape.index())];
        return counts;
    }

    static QString textOf(const std::vector<ui::Span> &spans)
    {
        QString text;
        for (const ui::Span &span : spans)
            text += span.text;
        return text;
    }

  private slots:
    void nothingIsTooSmallForAClass_data()
    {
        QTest::addColumn<QString>("example");
        QTest::addColumn<QSizeF>("size");
        for (const Example &example : examples())
            for (const QSizeF size : {QSizeF(1440, 804), QSizeF(1024, 530), QSizeF(2560, 1300)})
                QTest::addRow("%s %d", std::string(example.name).c_str(), int(size.width()))
                    << QString::fromStdString(std::string(example.name)) << size;
    }
    void nothingIsTooSmallForAClass()
    {
        QFETCH(QString, example);
        QFETCH(QSizeF, size);
        const auto trace = tests::traceOf(example.toStdString());
        const ui::Timeline timeline(*trace);
        ui::View view;
        view.size = size;
        view.presenting = true;
        for (const ui::Segment &segment : timeline.segments())
            for (const double share : {0.3, 0.7, 1.0}) {
                const double t = segment.start + share * (segment.duration - segment.rest);
                const ui::Scene scene = ui::sceneAt(*trace, view, timeline, t);
                QCOMPARE(scene.size.toSize(), size.toSize());
                int texts = 0;
                for (const ui::Item &item : scene.items) {
                    if (const auto *label = std::get_if<ui::Label>(&item.shape)) {
                        QVERIFY(label->size >= ui::presentedTextSize);
                        QVERIFY2(ui::bounds(item).right() <= size.width() + 0.5,
                                 qPrintable(textOf(label->spans)));
                        ++texts;
                    }
                    if (const auto *slits = std::get_if<ui::Slits>(&item.shape))
                        QVERIFY(slits->textSize == 0 || slits->textSize >= ui::presentedTextSize);
                }
                QVERIFY(texts > 3);
            }
    }

    void theCaptionStandsOnTopAndIsTheLargestText()
    {
        const auto trace = tests::traceOf("eight");
        const ui::Timeline timeline(*trace);
        ui::View view;
        view.size = QSizeF(1440, 804);
        view.presenting = true;
        const ui::Scene scene = ui::sceneAt(*trace, view, timeline, timeline.endOf(Stage::batch));
        double largest = 0, highest = 1e9;
        QString words, first;
        for (const ui::Item &item : scene.items)
            if (const auto *label = std::get_if<ui::Label>(&item.shape)) {
                const QString text = textOf(label->spans);
                if (label->size > largest)
                    words = text;
                if (label->at.y() < highest)
                    first = text;
                largest = std::max(largest, label->size);
                highest = std::min(highest, label->at.y());
            }
        const QString caption = textOf(scene.caption);
        QCOMPARE(words, caption);
        QCOMPARE(first, caption);
        QVERIFY(largest >= 34);
    }

    void everythingGrowsTogether()
    {
        const auto trace = tests::traceOf("article");
        const ui::Timeline timeline(*trace);
        const double t = timeline.endOf(Stage::gru);
        const ui::Scene scene = ui::sceneAt(*trace, {}, timeline, t);
        const ui::Scene twice = ui::enlarged(scene, 2, ui::presentedTextSize);
        QCOMPARE(countOfShapes(twice), countOfShapes(scene));
        for (std::size_t i = 0; i < scene.items.size(); ++i) {
            const QRectF before = ui::bounds(scene.items[i]), after = ui::bounds(twice.items[i]);
            QCOMPARE(twice.items[i].identity, scene.items[i].identity);
            QVERIFY(std::abs(after.left() - 2 * before.left()) < 1);
            QVERIFY(std::abs(after.width() - 2 * before.width()) < 1 + 0.01 * after.width());
        }
        const auto hit = [&](const ui::Scene &of, double factor) {
            return ui::hitTest(of,
                               ui::bounds(scene.items[scene.items.size() / 2]).center() * factor);
        };
        QCOMPARE(hit(twice, 2).has_value(), hit(scene, 1).has_value());
    }

    /// Fonts come in whole pixels, so that a text does not grow by the factor exactly.
    void whatFitsIsNotCutOffWhenItGrows()
    {
        const auto isCut = [](const ui::Label &label) {
            return label.maxWidth > 0 &&
                   ui::widthOf(label.spans, label.size) > label.maxWidth + 0.5;
        };
        for (const Example &example : examples()) {
            const auto trace = tests::traceOf(example.name);
            const ui::Timeline timeline(*trace);
            for (const Stage stage : allStages) {
                const ui::Scene scene = ui::sceneAt(*trace, {}, timeline, timeline.endOf(stage));
                for (const double factor : {15.0 / 11, 1.67, 1.8, 2.4}) {
                    const ui::Scene larger = ui::enlarged(scene, factor, ui::presentedTextSize);
                    for (std::size_t i = 0; i < scene.items.size(); ++i)
                        if (const auto *label = std::get_if<ui::Label>(&scene.items[i].shape))
                            QVERIFY2(isCut(*label) ||
                                         !isCut(std::get<ui::Label>(larger.items[i].shape)),
                                     qPrintable(textOf(label->spans)));
                }
            }
        }
    }

    void theScaleFollowsTheScreen()
    {
        QCOMPARE(ui::presentedScale({1440, 804}), 15.0 / 11);
        QCOMPARE(ui::presentedScale({800, 400}), 15.0 / 11);
        QCOMPARE(ui::presentedScale({2880, 1608}), 30.0 / 11);
        QCOMPARE(ui::presentedScale({2880, 804}), 15.0 / 11);
    }
};

PACKSCOPE_WIDGET_TEST(TestPresented)
#include "tst_presented.moc"
