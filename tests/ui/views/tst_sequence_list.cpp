// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/shown_window.h"
#include "tests/support/test_program.h"
#include "ui/models/sequence_model.h"
#include "ui/views/sequence_list.h"
#include "ui/views/typing_field.h"

#include <QApplication>
#include <QClipboard>
#include <QDropEvent>
#include <QListView>
#include <QMimeData>
#include <QPushButton>
#include <QTemporaryDir>

namespace {

class ShownList : public tests::ShownWindow {
  public:
    using ShownWindow::ShownWindow;

    [[nodiscard]] QListView &list() const { return view<ui::SequenceList>().list(); }
    [[nodiscard]] QStringList rows() const
    {
        QStringList rows;
        for (int row = 0; row < list().model()->rowCount(); ++row)
            rows += list().model()->index(row, 0).data(Qt::EditRole).toString();
        return rows;
    }
    [[nodiscard]] QVariant data(int row, int role) const
    {
        return list().model()->index(row, 0).data(role);
    }
    [[nodiscard]] QString language(int row) const
    {
        return data(row, ui::SequenceModel::readingRole).value<ui::Reading>().name;
    }
    [[nodiscard]] bool isOld(int row) const
    {
        return data(row, ui::SequenceModel::readingIsOldRole).toBool();
    }
    [[nodiscard]] QString complaint() const { return view<ui::SequenceList>().complaint(); }
    [[nodiscard]] ui::TypingField *field() const { return list().findChild<ui::TypingField *>(); }

    void choose(int row) { list().setCurrentIndex(list().model()->index(row, 0)); }
    void doubleClick(int row)
    {
        const QPoint at = list().visualRect(list().model()->index(row, 0)).center();
        QTest::mouseClick(list().viewport(), Qt::LeftButton, {}, at);
        QTest::mouseDClick(list().viewport(), Qt::LeftButton, {}, at);
    }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(&list(), key, modifiers);
    }
    void undo() { QTest::keyClick(this, Qt::Key_Z, Qt::ControlModifier); }
    /// Drops on a row, as from another program or from the list itself.
    void drop(const QMimeData &what, int row, Qt::DropAction action)
    {
        list().model()->dropMimeData(&what, action, row, 0, {});
    }
};

const QStringList eight{"wind", "meadow", "mountain", "river",
                        "lake", "sun",    "harvest",  "starling"};

QStringList with(QStringList rows, int at, const QString &row)
{
    rows.insert(at, row);
    return rows;
}

} // namespace

class TestSequenceList : public QObject {
    Q_OBJECT

  private slots:
    void init()
    {
        QTest::failOnWarning(QRegularExpression("^(?!This plugin does not support)"));
        tests::useEmptySettings(QStringLiteral("sequence_list"));
        QSettings().setValue(QStringLiteral("reduceMotion"), true);
    }

    void thePictureFollowsEachKeystroke()
    {
        ShownList window("eight");
        window.doubleClick(5);
        QVERIFY(window.field());
        for (const QChar letter : QStringLiteral("moon")) {
            QTest::keyClicks(window.field(), letter);
            const auto typed = static_cast<core::Index>(window.field()->text().size());
            QTRY_COMPARE(window.player().trace()->lengthOf(core::SequenceIndex(5)), typed);
        }
        QTest::keyClick(window.field(), Qt::Key_Return);
        QCOMPARE(window.rows()[5], QStringLiteral("moon"));
        QVERIFY(window.isWindowModified());
        window.undo(); // all of it is one step
        QCOMPARE(window.rows(), eight);
        QVERIFY(!window.isWindowModified());
    }

    void eachRowShowsWhatTheModelReads()
    {
        const ShownList window("words");
        const core::Trace &trace = *window.player().trace();
        const core::Readout<double> &readout = *trace.document->readout;
        for (int row = 0; row < 5; ++row) {
            const auto reading =
                window.data(row, ui::SequenceModel::readingRole).value<ui::Reading>();
            QCOMPARE(reading, ui::readingOf(readout, trace.readoutPacked, row));
            QVERIFY(!window.isOld(row));
            const QString told =
                QStringLiteral("read as %1 %2").arg(reading.name, ui::shareText(reading));
            QVERIFY(window.data(row, Qt::AccessibleTextRole).toString().endsWith(told));
            const auto naive = ui::readingOf(readout, trace.readoutNaive, row);
            const QString tip = window.data(row, Qt::ToolTipRole).toString();
            QVERIFY(tip.contains(told));
            const QString other = naive.name + QLatin1Char(' ') + ui::shareText(naive);
            QVERIFY(tip.endsWith(QStringLiteral("After the padding, as ") + other));
        }
        QCOMPARE(window.language(3), QStringLiteral("Italian"));
        const ShownList plain("eight");
        QVERIFY(!plain.data(0, ui::SequenceModel::readingRole).isValid());
        QVERIFY(plain.data(0, Qt::ToolTipRole).toString().endsWith(QStringLiteral("length 4")));
        const auto height = [](const ShownList &shown) {
            return shown.list().visualRect(shown.list().model()->index(0, 0)).height();
        };
        QVERIFY(height(window) > height(plain));
    }

    void aTypedWordShowsItsLanguageAtOnce()
    {
        ShownList window("words");
        window.doubleClick(0);
        QVERIFY(window.field());
        for (const QChar letter : QStringLiteral("schmetterling")) {
            QTest::keyClicks(window.field(), letter);
            // Until it is read anew, what stands there is of the word before; the others are as they were.
            if (window.isOld(0))
                QVERIFY(!window.data(0, Qt::AccessibleTextRole).toString().contains("read as"));
            QVERIFY(!window.isOld(1));
            QTRY_VERIFY(!window.isOld(0));
            const core::Trace &trace = *window.player().trace();
            QCOMPARE(trace.lengthOf(core::SequenceIndex(0)), window.field()->text().size());
            QCOMPARE(window.language(0),
                     ui::readingOf(*trace.document->readout, trace.readoutPacked, 0).name);
        }
        QCOMPARE(window.language(0), QStringLiteral("German"));
        const QRect row = window.list().visualRect(window.list().model()->index(0, 0));
        QVERIFY(window.field()->geometry().bottom() <
                row.bottom() - 12); // it is seen below the field
        QTest::keyClick(window.field(), Qt::Key_Escape);
        QTRY_COMPARE(window.language(0), QStringLiteral("Spanish"));
    }

    void whatIsRefusedSaysWhyAndLeavesThePicture()
    {
        ShownList window("article");
        window.doubleClick(0);
        QVERIFY(window.field());
        QTest::keyClicks(window.field(), QStringLiteral("7 x"));
        QVERIFY(window.field()->isRefused());
        QCOMPARE(window.complaint(), QStringLiteral("\"x\" is not an id; ids are whole numbers"));
        QCOMPARE(window.rows()[0], QStringLiteral("7"));
        QTest::keyClick(window.field(), Qt::Key_Backspace);
        QTest::keyClicks(window.field(), QStringLiteral("1000"));
        QVERIFY(window.complaint().contains(QStringLiteral("0 to 999")));
        QTest::keyClick(window.field(), Qt::Key_Backspace);
        QTest::keyClicks(window.field(), QStringLiteral("x"));
        QTest::keyClick(window.field(), Qt::Key_Return); // not while it is refused
        QVERIFY(window.field() && !window.complaint().isEmpty());
        QTest::keyClick(window.field(), Qt::Key_Backspace);
        QVERIFY(window.complaint().isEmpty() && !window.field()->isRefused());
        QCOMPARE(window.rows()[0], QStringLiteral("7 100"));
        QTest::keyClick(window.field(), Qt::Key_Escape);
        QCOMPARE(window.rows()[0], QStringLiteral("38 20 4"));
        QVERIFY(!window.isWindowModified());
    }

    void rowsAreAddedRemovedDuplicatedAndMoved()
    {
        ShownList window("eight");
        window.list().setFocus();
        window.choose(2);
        window.press(Qt::Key_D, Qt::ControlModifier);
        QCOMPARE(window.rows(), with(eight, 3, "mountain"));
        QCOMPARE(window.list().currentIndex().row(), 3);
        window.press(Qt::Key_Delete);
        QCOMPARE(window.rows(), eight);
        window.press(Qt::Key_Up, Qt::AltModifier);
        QCOMPARE(window.rows()[2], QStringLiteral("river"));
        window.press(Qt::Key_Down, Qt::AltModifier);
        QCOMPARE(window.rows(), eight);
        auto *add = window.view<ui::SequenceList>().findChild<QPushButton *>();
        QTest::mouseClick(add, Qt::LeftButton);
        QTRY_VERIFY(window.field());
        QTest::keyClicks(window.field(), QStringLiteral("sea"));
        QTest::keyClick(window.field(), Qt::Key_Return);
        QCOMPARE(window.rows(), with(eight, 8, "sea"));
        QTRY_VERIFY(window.list().hasFocus());
        for (int row = 8; row > 0; --row) {
            window.choose(row);
            window.press(Qt::Key_Delete);
        }
        QCOMPARE(window.rows(), QStringList{"wind"});
        window.press(Qt::Key_Delete);
        QVERIFY(window.complaint().contains(QStringLiteral("at least one")));
        QCOMPARE(window.rows(), QStringList{"wind"});
    }

    void aNewRowThatIsGivenUpGoes()
    {
        ShownList window("eight");
        auto *add = window.view<ui::SequenceList>().findChild<QPushButton *>();
        QTest::mouseClick(add, Qt::LeftButton);
        QTRY_VERIFY(window.field());
        QTest::keyClicks(window.field(), QStringLiteral("sea"));
        QTest::keyClick(window.field(), Qt::Key_Escape);
        QTRY_COMPARE(window.rows(), eight);
        QVERIFY(!window.isWindowModified());
    }

    void aNewRowStaysTheCurrentOne()
    {
        ShownList window("eight");
        window.choose(3);
        window.press(Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY(window.field());
        QTest::keyClicks(window.field(), QStringLiteral("sea"));
        QTest::keyClick(window.field(), Qt::Key_Return);
        QTRY_COMPARE(window.player().trace()->B(), core::Index{9});
        QTRY_VERIFY(window.list().hasFocus());
        QCOMPARE(window.list().currentIndex().row(), 4);
        window.press(Qt::Key_Down);
        QCOMPARE(window.list().currentIndex().row(), 5);
    }

    void severalAreRemovedAtOnce()
    {
        ShownList window("eight");
        window.list().setFocus();
        window.choose(1);
        window.press(Qt::Key_Down, Qt::ShiftModifier);
        window.press(Qt::Key_Delete);
        QCOMPARE(window.rows().size(), 6);
        QCOMPARE(window.rows()[1], QStringLiteral("river"));
        window.undo();
        QCOMPARE(window.rows(), eight);
    }

    void linesArePastedAndCopied()
    {
        ShownList window("eight");
        window.list().setFocus();
        window.choose(0);
        window.press(Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("wind"));
        QGuiApplication::clipboard()->setText(QStringLiteral("sea\r\n\nsky\n"));
        window.press(Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(window.rows(), with(with(eight, 1, "sea"), 2, "sky"));
        ShownList ids("article");
        ids.list().setFocus();
        ids.choose(1);
        QGuiApplication::clipboard()->setText(QStringLiteral("7,8,9\n10\n"));
        ids.press(Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(ids.rows().size(), 4);
        QTRY_COMPARE(ids.player().trace()->B(), core::Index{4});
        QCOMPARE(ids.player().trace()->lengthOf(core::SequenceIndex(2)), core::Index{3});
        QGuiApplication::clipboard()->setText(QStringLiteral("7\nseven\n"));
        ids.press(Qt::Key_V, Qt::ControlModifier);
        QVERIFY(ids.complaint().startsWith(QStringLiteral("Line 2")));
        QCOMPARE(ids.rows().size(), 4);
    }

    void rowsAreDraggedAndFilesDropped()
    {
        ShownList window("eight");
        const QAbstractItemModel &model = *window.list().model();
        const std::unique_ptr<QMimeData> row(model.mimeData({model.index(0, 0)}));
        window.drop(*row, 3, Qt::MoveAction);
        QCOMPARE(window.rows()[2], QStringLiteral("wind"));
        QCOMPARE(window.list().currentIndex().row(), 2);
        window.undo();
        const QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("more.csv")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("sea\nsky\n");
        file.close();
        QMimeData files;
        files.setUrls({QUrl::fromLocalFile(file.fileName())});
        window.drop(files, 8, Qt::CopyAction);
        QCOMPARE(window.rows(), with(with(eight, 8, "sea"), 9, "sky"));
    }

    void playKeysWorkInTheListButNotInItsField()
    {
        ShownList window("eight");
        window.list().setFocus();
        window.choose(0);
        window.press(Qt::Key_3);
        QCOMPARE(window.player().timeline()->momentAt(window.player().time()).stage,
                 core::Stage::sort);
        window.doubleClick(0);
        QTest::keyClick(window.field(), Qt::Key_Space);
        QVERIFY(!window.player().isPlaying());
    }
};

PACKSCOPE_WIDGET_TEST(TestSequenceList)
#include "tst_sequence_list.moc"
