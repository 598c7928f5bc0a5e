// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/shown_window.h"
#include "tests/support/test_program.h"
#include "ui/views/lens.h"
#include "ui/views/pointer_hider.h"
#include "ui/views/presenter.h"
#include "ui/views/screen_awake.h"
#include "ui/views/timeline_bar.h"

#include <QAccessible>
#include <QMouseEvent>
#include <QPointer>
#include <QSet>
#include <QTest>
#include <QWheelEvent>

using ui::Presenter;

class TestPresenter : public QObject {
    Q_OBJECT

    /// Presents what a window shows.
    static Presenter &present(tests::ShownWindow &window)
    {
        window.action(QStringLiteral("Prese&nt")).trigger();
        return window.view<Presenter>();
    }
    static void move(Presenter &presenter, QPoint to)
    {
        QMouseEvent event(QEvent::MouseMove, to, to, Qt::NoButton, Qt::NoButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&presenter, &event);
    }
    static void turn(Presenter &presenter, int by, Qt::KeyboardModifiers keys = Qt::NoModifier)
    {
        const QPointF at(300, 300);
        QWheelEvent event(at, at, {}, {0, by}, Qt::NoButton, keys, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(&presenter, &event);
    }
    static int moment(const Presenter &presenter)
    {
        return presenter.findChild<ui::TimelineBar *>()->value();
    }
    static QColor middle(Presenter &presenter)
    {
        return presenter.grab().toImage().pixelColor(presenter.rect().center());
    }

  private slots:
    void init()
    {
        tests::useEmptySettings(QStringLiteral("tst_presenter"));
        QSettings().setValue(QStringLiteral("reduceMotion"), true);
        QTest::failOnWarning(QRegularExpression("^(?!This plugin does not support)"));
    }

    void itFillsTheScreenWithoutPanels()
    {
        tests::ShownWindow window;
        const Presenter &presenter = present(window);
        QVERIFY(presenter.isWindow() && presenter.isFullScreen());
        QCOMPARE(presenter.size(), window.screen()->size());
        QCOMPARE(presenter.findChildren<ui::TimelineBar *>().size(), 1);
        QVERIFY(!presenter.scene().items.empty());
        QVERIFY(presenter.findChild<ui::ScreenAwake *>());
        QCOMPARE(&present(window), &presenter); // one is enough
    }

    void theClickerSteps_data()
    {
        QTest::addColumn<Qt::Key>("on");
        QTest::addColumn<Qt::Key>("back");
        QTest::newRow("clicker") << Qt::Key_PageDown << Qt::Key_PageUp;
        QTest::newRow("arrows") << Qt::Key_Right << Qt::Key_Left;
        QTest::newRow("up and down") << Qt::Key_Down << Qt::Key_Up;
    }
    void theClickerSteps()
    {
        QFETCH(Qt::Key, on);
        QFETCH(Qt::Key, back);
        tests::ShownWindow window;
        Presenter &presenter = present(window);
        const int before = moment(presenter);
        QTest::keyClick(&presenter, on);
        QVERIFY(moment(presenter) > before);
        QTest::keyClick(&presenter, back);
        QCOMPARE(moment(presenter), before);
    }

    void aNotchOfTheWheelIsAStep()
    {
        tests::ShownWindow window;
        Presenter &presenter = present(window);
        const int before = moment(presenter);
        turn(presenter, -120);
        const int next = moment(presenter);
        QVERIFY(next > before);
        turn(presenter, -60); // half a notch, of a fine wheel
        QCOMPARE(moment(presenter), next);
        turn(presenter, -60);
        QVERIFY(moment(presenter) > next);
        turn(presenter, 120);
        turn(presenter, 120);
        QCOMPARE(moment(presenter), before);
        turn(presenter, -60);
        turn(presenter, 60); // to and fro is no step
        turn(presenter, -60);
        QCOMPARE(moment(presenter), before);
    }

    void withCtrlTheWheelMagnifies()
    {
        tests::ShownWindow window;
        Presenter &presenter = present(window);
        const auto &lens = *presenter.findChild<ui::Lens *>();
        const int before = moment(presenter);
        QVERIFY(!lens.isVisible());
        turn(presenter, 480, Qt::ControlModifier);
        QCOMPARE(lens.magnification(), 4.0);
        QVERIFY(lens.isVisible());
        turn(presenter, 48000, Qt::ControlModifier);
        QCOMPARE(lens.magnification(), 6.0);
        turn(presenter, -48000, Qt::ControlModifier);
        QCOMPARE(lens.magnification(), 1.5);
        QCOMPARE(moment(presenter), before);
    }

    void blackAndWhiteHideUntilAnyKey_data()
    {
        QTest::addColumn<Qt::Key>("key");
        QTest::addColumn<QColor>("colour");
        QTest::addColumn<Qt::Key>("back");
        QTest::newRow("black, a key of its own") << Qt::Key_B << QColor(Qt::black) << Qt::Key_B;
        QTest::newRow("white, a key of an action")
            << Qt::Key_W << QColor(Qt::white) << Qt::Key_Space;
        QTest::newRow("black, the clicker") << Qt::Key_B << QColor(Qt::black) << Qt::Key_PageDown;
        QTest::newRow("white, leaving") << Qt::Key_W << QColor(Qt::white) << Qt::Key_Escape;
    }
    void blackAndWhiteHideUntilAnyKey()
    {
        QFETCH(Qt::Key, key);
        QFETCH(QColor, colour);
        QFETCH(Qt::Key, back);
        tests::ShownWindow window;
        Presenter &presenter = present(window);
        const QImage picture = presenter.grab().toImage();
        const int before = moment(presenter);
        QTest::keyClick(&presenter, key);
        QCOMPARE(presenter.blank(), std::optional(colour));
        QImage blank(picture.size(), picture.format());
        blank.fill(colour);
        QVERIFY(presenter.grab().toImage() == blank);
        QTest::keyClick(&presenter, back);
        QVERIFY(!presenter.blank());
        QVERIFY(presenter.isVisible());
        QCOMPARE(moment(presenter), before);
        QVERIFY(presenter.grab().toImage() == picture);
    }

    void escapeLeavesAndTheStageHasTheFocus()
    {
        tests::ShownWindow window;
        QPointer<Presenter> presenter = &present(window);
        QTest::keyClick(presenter, Qt::Key_Escape);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QVERIFY(!presenter);
        QCOMPARE(window.focusWidget(), &window.canvas());
    }

    void thePointerHidesWhenItRests()
    {
        tests::ShownWindow window;
        Presenter &presenter = present(window);
        auto &hider = *presenter.findChild<ui::PointerHider *>();
        auto &rest = *hider.findChild<QTimer *>();
        QCOMPARE(rest.interval(), 2000);
        QVERIFY(rest.isActive() && !hider.hides());
        QMetaObject::invokeMethod(&rest, "timeout");
        QVERIFY(hider.hides());
        QCOMPARE(presenter.cursor().shape(), Qt::BlankCursor);
        move(presenter, QPoint(300, 300));
        QVERIFY(!hider.hides());
        QCOMPARE(presenter.cursor().shape(), Qt::ArrowCursor);
        QMetaObject::invokeMethod(&rest, "timeout");
        move(presenter, QPoint(300, 300)); // no motion
        QVERIFY(hider.hides());
    }

    void aPointerNeverHoldsALecture()
    {
        tests::ShownWindow window;
        Presenter &presenter = present(window);
        QTest::keyClick(&presenter, Qt::Key_BracketRight);
        QTest::keyClick(&presenter, Qt::Key_BracketRight); // four times as fast
        QTest::keyClick(&presenter, Qt::Key_Space);
        const int before = moment(presenter);
        const QPointF cell = tests::cellOf(presenter.scene());
        move(presenter, cell.toPoint() + QPoint(4, 0));
        move(presenter, cell.toPoint());
        QTRY_VERIFY(moment(presenter) > before);
    }

    void everyCellHasANameAndAPlaceInTheTree_data()
    {
        QTest::addColumn<core::Stage>("stage");
        for (const core::Stage stage : core::allStages)
            QTest::newRow(std::string(core::name(stage)).c_str()) << stage;
    }
    void everyCellHasANameAndAPlaceInTheTree()
    {
        QFETCH(const core::Stage, stage);
        tests::ShownWindow window("eight");
        Presenter &presenter = present(window);
        QTest::keyClick(&presenter, static_cast<Qt::Key>(Qt::Key_1 + static_cast<int>(stage)));
        QAccessibleInterface &tree = *QAccessible::queryAccessibleInterface(&presenter);
        QCOMPARE(tree.role(), QAccessible::Canvas);
        QVERIFY(tree.text(QAccessible::Name).startsWith(QStringLiteral("Presentation, step ")));
        QSet<QString> names;
        int cells = 0, timelines = 0;
        for (int i = 0; i < tree.childCount(); ++i) {
            QAccessibleInterface *child = tree.child(i);
            QVERIFY(child && child->isValid());
            QCOMPARE(child->parent()->object(), &presenter);
            QCOMPARE(tree.indexOfChild(child), i);
            timelines += qobject_cast<ui::TimelineBar *>(child->object()) != nullptr;
            if (child->role() != QAccessible::Cell)
                continue;
            QVERIFY(tree.rect().contains(child->rect().center()));
            QCOMPARE(tree.childAt(child->rect().center().x(), child->rect().center().y())->role(),
                     QAccessible::Cell);
            names += child->text(QAccessible::Name);
            ++cells;
        }
        QVERIFY(cells > 8);
        QCOMPARE(names.size(), cells);
        QCOMPARE(timelines, 1);
    }

    void aCellOfThePaddedLineSaysItsNumbers()
    {
        tests::ShownWindow window("eight");
        Presenter &presenter = present(window);
        QTest::keyClick(&presenter, Qt::Key_5);
        QAccessibleInterface &tree = *QAccessible::queryAccessibleInterface(&presenter);
        QString value;
        for (int i = 0; i < tree.childCount(); ++i)
            if (tree.child(i)->text(QAccessible::Name) ==
                QStringLiteral("B, step 0, m, h after, padded lane"))
                value = tree.child(i)->text(QAccessible::Value);
        QCOMPARE(value.count(QLatin1Char(',')), 3); // H = 4
    }

    void aCellIsRingedByAClick()
    {
        tests::ShownWindow window;
        Presenter &presenter = present(window);
        const std::size_t items = presenter.scene().items.size();
        const QPoint cell = tests::cellOf(presenter.scene()).toPoint();
        QTest::mouseClick(&presenter, Qt::LeftButton, {}, cell);
        QVERIFY(presenter.scene().items.size() > items);
        QTest::mouseClick(&presenter, Qt::LeftButton, {}, QPoint(2, 2));
        QCOMPARE(presenter.scene().items.size(), items);
    }
};

PACKSCOPE_WIDGET_TEST(TestPresenter)
#include "tst_presenter.moc"
