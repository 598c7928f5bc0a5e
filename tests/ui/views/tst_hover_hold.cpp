// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_program.h"
#include "tests/support/traces.h"
#include "ui/state/player.h"
#include "ui/state/view_state.h"
#include "ui/views/appearance.h"
#include "ui/views/canvas.h"
#include "ui/views/hover_hold.h"

#include <QCoreApplication>
#include <QMouseEvent>
#include <QTest>

namespace {

/// A canvas whose clock the test moves.
struct HeldStage {
    HeldStage()
    {
        canvas.resize(924, 740);
        player.setTrace(tests::traceOf("eight"));
        player.seek(player.timeline()->endOf(core::Stage::embed));
        for (const ui::Item &item : canvas.scene().items)
            if (const QPointF at = ui::bounds(item).center(); ui::hitTest(canvas.scene(), at))
                cell = at;
        player.play();
    }
    ~HeldStage() { player.pause(); }

    void move(QPointF to, Qt::MouseButtons buttons = Qt::NoButton)
    {
        QMouseEvent event(QEvent::MouseMove, to, to, Qt::NoButton, buttons, Qt::NoModifier);
        QCoreApplication::sendEvent(&canvas, &event);
    }
    void leave()
    {
        QEvent event(QEvent::Leave);
        QCoreApplication::sendEvent(&canvas, &event);
    }

    QWidget window;
    ui::Player player;
    ui::ViewState viewState;
    ui::Appearance appearance{window};
    ui::Canvas canvas{{player, viewState, appearance}};
    ui::HoverHold hold{canvas, player};
    QPointF cell;
    const QPointF nowhere{1, 1};
};

} // namespace

class TestHoverHold : public QObject {
    Q_OBJECT

  private slots:
    void init() { QTest::failOnWarning(QRegularExpression(".*")); }

    void movingOntoACellHolds()
    {
        HeldStage stage;
        stage.move(stage.nowhere);
        QVERIFY(!stage.player.isHeld());
        stage.move(stage.cell);
        QVERIFY(stage.player.isHeld() && stage.player.isPlaying());
        const double t = stage.player.time();
        stage.player.advance(60);
        QCOMPARE(stage.player.time(), t);
    }

    void itGoesOnAfterThePointerLeft_data()
    {
        QTest::addColumn<bool>("leaves");
        QTest::newRow("the cell") << false;
        QTest::newRow("the canvas") << true;
    }
    void itGoesOnAfterThePointerLeft()
    {
        QFETCH(bool, leaves);
        HeldStage stage;
        stage.move(stage.nowhere);
        stage.move(stage.cell);
        const double t = stage.player.time();
        leaves ? stage.leave() : stage.move(stage.nowhere);
        stage.player.advance(1.4);
        QCOMPARE(stage.player.time(), t);
        stage.player.advance(0.2);
        QVERIFY(stage.player.time() > t);
        QVERIFY(!stage.player.isHeld());
    }

    void aRestingMouseNeverHolds()
    {
        HeldStage stage;
        stage.move(stage.cell); // where it happens to lie
        QVERIFY(!stage.player.isHeld());
        stage.move(stage.cell);                 // the window tells of it again
        stage.move(stage.cell + QPointF(1, 1)); // the table shakes
        stage.move(stage.cell - QPointF(1, 0));
        QVERIFY(!stage.player.isHeld());
        stage.move(stage.cell + QPointF(4, 0));
        QVERIFY(stage.player.isHeld());
    }

    void draggingDoesNotHold()
    {
        HeldStage stage;
        stage.move(stage.nowhere);
        stage.move(stage.cell, Qt::LeftButton);
        QVERIFY(!stage.player.isHeld());
    }

    void playingAgainGoesOnUntilThePointerMoves()
    {
        HeldStage stage;
        stage.move(stage.nowhere);
        stage.move(stage.cell);
        stage.player.play();
        QVERIFY(!stage.player.isHeld());
        stage.move(stage.cell);
        QVERIFY(!stage.player.isHeld());
        stage.move(stage.cell + QPointF(4, 0));
        QVERIFY(stage.player.isHeld());
    }
};

PACKSCOPE_WIDGET_TEST(TestHoverHold)
#include "tst_hover_hold.moc"
