// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_program.h"
#include "ui/scene/scene.h"
#include "ui/views/appearance.h"
#include "ui/views/lens.h"

#include <QCoreApplication>
#include <QMouseEvent>
#include <QTest>

namespace {

/// A widget over which the lens opens, with two thin lines in its scene.
struct Under {
    Under()
    {
        widget.resize(600, 600);
        widget.show();
        scene.size = {600, 600};
        scene.add(ui::Box{QRectF(300, 0, 3, 600), 0, ui::Role::alarm, {}});
        scene.add(ui::Box{QRectF(320, 0, 3, 600), 0, ui::Role::alarm, {}});
    }

    void move(QPointF to, Qt::KeyboardModifiers with, Qt::MouseButtons buttons = Qt::NoButton)
    {
        QMouseEvent event(QEvent::MouseMove, to, to, Qt::NoButton, buttons, with);
        QCoreApplication::sendEvent(&widget, &event);
    }

    ui::Scene scene;
    QWidget widget;
    ui::Appearance appearance{widget};
    ui::Lens lens{widget, [this]() -> const ui::Scene & { return scene; }, appearance};
};

/// Where a colour begins and ends in each of its runs along the middle line.
std::vector<std::pair<int, int>> runsOf(const QImage &image, const QColor &colour)
{
    std::vector<std::pair<int, int>> runs;
    for (int x = 0; x < image.width(); ++x) {
        if (image.pixelColor(x, image.height() / 2) != colour)
            continue;
        if (runs.empty() || runs.back().second != x)
            runs.emplace_back(x, x);
        runs.back().second = x + 1;
    }
    return runs;
}

} // namespace

class TestLens : public QObject {
    Q_OBJECT

  private slots:
    void init() { QTest::failOnWarning(QRegularExpression("^(?!This plugin does not support)")); }

    void theSceneIsTwiceAsLargeAroundThePointer()
    {
        Under under;
        QVERIFY(!under.lens.isVisible());
        under.move({300, 300}, Qt::ControlModifier);
        QVERIFY(under.lens.isVisible());
        const QColor alarm = under.appearance.theme().resolve(ui::Role::alarm);
        const auto runs = runsOf(under.widget.grab().toImage(), alarm);
        // What is under the pointer stays there; a line of 3 pixels is 6 wide, its neighbour 40 away.
        QCOMPARE(runs.size(), std::size_t(2));
        QCOMPARE(runs[0], std::pair(300, 306));
        QCOMPARE(runs[1], std::pair(340, 346));
    }

    void itFollowsThePointer()
    {
        Under under;
        under.move({300, 300}, Qt::ControlModifier);
        under.move({310, 200}, Qt::ControlModifier);
        QCOMPARE(under.lens.focus(), QPointF(310, 200));
        QCOMPARE(QRectF(under.lens.geometry()).center(), QPointF(310, 200));
        QCOMPARE(under.widget.childAt(310, 200), nullptr); // and lets the mouse through
    }

    void itClosesWithTheKey()
    {
        Under under;
        under.move({300, 300}, Qt::ControlModifier);
        QTest::keyRelease(&under.widget, Qt::Key_Control);
        QVERIFY(!under.lens.isVisible());
        under.move({300, 300}, Qt::ControlModifier);
        under.move({301, 300}, Qt::NoModifier);
        QVERIFY(!under.lens.isVisible());
        under.move({300, 300}, Qt::ControlModifier, Qt::LeftButton);
        QVERIFY(!under.lens.isVisible());
    }

    void anotherKeyWithCtrlDoesNotOpenIt()
    {
        Under under;
        auto &opens = *under.lens.findChild<QTimer *>();
        QTest::keyPress(&under.widget, Qt::Key_Control);
        QVERIFY(opens.isActive());
        QTest::keyPress(&under.widget, Qt::Key_S, Qt::ControlModifier);
        QVERIFY(!opens.isActive() && !under.lens.isVisible());
    }
};

PACKSCOPE_WIDGET_TEST(TestLens)
#include "tst_lens.moc"
