// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/shown_window.h"
#include "tests/support/test_program.h"
#include "ui/state/player.h"
#include "ui/views/heatmap.h"
#include "ui/views/model_menu.h"
#include "ui/views/number_field.h"
#include "ui/views/options_dialog.h"

#include <QDialog>
#include <QMenu>
#include <QMenuBar>
#include <QSet>
#include <QTest>

namespace {

/// The letters that open the entries of a menu.
QStringList mnemonics(const QList<QAction *> &actions)
{
    QStringList letters;
    for (const QAction *action : actions)
        if (const auto at = action->text().indexOf(QLatin1Char('&')); at >= 0)
            letters += action->text().mid(at + 1, 1).toLower();
    return letters;
}

QDialog *openDialog(const tests::ShownWindow &window)
{
    for (QDialog *dialog : window.findChildren<QDialog *>())
        if (dialog->isVisible())
            return dialog;
    return nullptr;
}

} // namespace

class TestModelMenu : public QObject {
    Q_OBJECT

  private slots:
    void init()
    {
        tests::useEmptySettings(QStringLiteral("tst_model_menu"));
        QTest::failOnWarning(QRegularExpression("^(?!This plugin does not support)"));
    }

    void eachEntryHasItsLetter()
    {
        tests::ShownWindow window;
        for (const QList<QAction *> &menu :
             {window.view<ui::ModelMenu>().actions(), window.view<QMenuBar>().actions()}) {
            const QStringList letters = mnemonics(menu);
            QCOMPARE(QSet<QString>(letters.begin(), letters.end()).size(), letters.size());
            for (const QAction *action : menu)
                QVERIFY(action->isSeparator() || action->text().contains(QLatin1Char('&')));
        }
    }

    void eachDialogOpensAndCloses_data()
    {
        QTest::addColumn<QString>("entry");
        for (const char *entry :
             {"&Random batch…", "&Model…", "&Options…", "&Weights…", "&Vocabulary…", "&Random…"})
            QTest::newRow(entry) << entry;
    }
    void eachDialogOpensAndCloses()
    {
        QFETCH(QString, entry);
        tests::ShownWindow window("eight");
        for (int i = 0; i < 2; ++i) {
            window.action(entry).trigger();
            QDialog *dialog = openDialog(window);
            QVERIFY(dialog);
            for (const QWidget *widget : dialog->findChildren<QWidget *>())
                QVERIFY2(widget->focusPolicy() == Qt::NoFocus || !widget->isVisible() ||
                             !widget->accessibleName().isEmpty() ||
                             !widget->property("text").toString().isEmpty() || widget->focusProxy(),
                         widget->metaObject()->className());
            QTest::keyClick(dialog, Qt::Key_Escape);
            QVERIFY(!openDialog(window));
            QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        }
    }

    void thePictureFollowsADialog()
    {
        tests::ShownWindow window("eight");
        const QImage before = window.canvas().grab().toImage();
        window.action("&Random batch…").trigger();
        QTRY_VERIFY(window.canvas().grab().toImage() != before);
        QVERIFY(window.isWindowModified());
        QTest::keyClick(openDialog(window), Qt::Key_Escape);
        QTRY_COMPARE(window.canvas().grab().toImage(), before);
        QVERIFY(!window.isWindowModified());
    }

    void theInitialStateIsRandomOrZeros()
    {
        tests::ShownWindow window("eight");
        QAction &zeros = window.action("&Zeros");
        const auto tick = [&] { emit static_cast<QMenu *>(zeros.parent())->aboutToShow(); };
        tick();
        QVERIFY(zeros.isChecked());
        window.action("&Random…").trigger();
        QTest::keyClick(openDialog(window), Qt::Key_Return);
        QVERIFY(window.isWindowModified());
        tick();
        QVERIFY(!zeros.isChecked());
        zeros.trigger();
        tick();
        QVERIFY(zeros.isChecked());
    }

    void precisionIsInTheMenu()
    {
        tests::ShownWindow window("eight");
        QAction &twice = window.action("Compute in &float64");
        QVERIFY(!twice.isChecked());
        twice.trigger();
        QVERIFY(twice.isChecked() && window.isWindowModified());
        window.action("&Undo Precision").trigger();
        QVERIFY(!twice.isChecked() && !window.isWindowModified());
    }
};

PACKSCOPE_WIDGET_TEST(TestModelMenu)
#include "tst_model_menu.moc"
