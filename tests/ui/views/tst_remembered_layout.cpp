// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/shown_window.h"
#include "tests/support/test_program.h"
#include "ui/views/inspector.h"
#include "ui/views/sequence_list.h"

#include <QAbstractButton>
#include <QTest>

using tests::ShownWindow;

class TestRememberedLayout : public QObject {
    Q_OBJECT

  private slots:
    void init()
    {
        tests::useEmptySettings(QStringLiteral("tst_remembered_layout"));
        QTest::failOnWarning(QRegularExpression("^(?!This plugin does not support)"));
    }

    void whatAPersonChoseIsThereAgain()
    {
        {
            ShownWindow window;
            window.action(QStringLiteral("&Sequences")).trigger();
            window.action(QStringLiteral("Pa&dded lane")).trigger();
            window.action(QStringLiteral("&Reduce motion")).trigger();
            window.action(QStringLiteral("&Dark")).trigger();
            window.action(QStringLiteral("PyTorch &code")).trigger();
            window.resize(1300, 800);
            window.close();
        }
        ui::MainWindow again(*core::exampleDocument("article"), QString());
        again.show();
        QCOMPARE(again.size(), QSize(1300, 800));
        QVERIFY(!again.findChild<ui::SequenceList *>()->isVisible());
        QVERIFY(again.findChild<ui::Inspector *>()->isVisible());
        QCOMPARE(again.findChild<ui::Canvas *>()->view().lanes, ui::Lanes::padded);
        const auto checked = [&](const QString &text) {
            for (const QAction *action : again.findChildren<QAction *>())
                if (action->text() == text)
                    return action->isChecked();
            return false;
        };
        QVERIFY(checked(QStringLiteral("&Reduce motion")));
        QVERIFY(checked(QStringLiteral("&Dark")));
        QVERIFY(checked(QStringLiteral("PyTorch &code")));
    }

    void aNarrowWindowHidesWithoutBeingRemembered()
    {
        {
            ShownWindow window;
            window.resize(1000, 700);
            QTRY_VERIFY(!window.view<ui::Inspector>().isVisible());
            window.resize(1440, 900);
            QTRY_VERIFY(window.view<ui::Inspector>().isVisible());
            window.resize(1000, 700);
            window.close();
        }
        ShownWindow window;
        QTRY_VERIFY(window.view<ui::Inspector>().isVisible());
    }

    void aHiddenPanelStaysHiddenWhenThereIsRoom()
    {
        ShownWindow window;
        window.action(QStringLiteral("&Inspector")).trigger();
        window.resize(1000, 700);
        window.resize(1440, 900);
        QCoreApplication::processEvents();
        QVERIFY(!window.view<ui::Inspector>().isVisible());
    }

    void resetIsTheFirstStart()
    {
        ShownWindow window;
        const QSize first = [] {
            ui::MainWindow fresh(*core::exampleDocument("article"), QString());
            fresh.show();
            return fresh.size();
        }();
        window.action(QStringLiteral("&Inspector")).trigger();
        window.action(QStringLiteral("Pa&dded lane")).trigger();
        window.resize(900, 620);
        window.action(QStringLiteral("Rese&t layout")).trigger();
        QCOMPARE(window.size(), first);
        QCOMPARE(window.canvas().view().lanes, ui::Lanes::both);
        const bool room = first.width() >= 1200;
        QCOMPARE(window.view<ui::Inspector>().isVisible(), room);
        QVERIFY(window.view<ui::SequenceList>().isVisible() || first.width() < 820);
    }

    void anotherVersionIsNotRead()
    {
        QSettings().setValue(QStringLiteral("layout/version"), 99);
        QSettings().setValue(QStringLiteral("layout/lanes"), static_cast<int>(ui::Lanes::packed));
        const ShownWindow window;
        QCOMPARE(window.canvas().view().lanes, ui::Lanes::both);
    }
};

PACKSCOPE_WIDGET_TEST(TestRememberedLayout)
#include "tst_remembered_layout.moc"
