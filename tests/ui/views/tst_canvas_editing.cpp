// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/shown_window.h"
#include "tests/support/test_program.h"
#include "ui/scene/scene.h"
#include "ui/views/sequence_list.h"
#include "ui/views/typing_field.h"

#include <QListView>

#include <algorithm>

namespace {

class EditedCanvas : public tests::ShownWindow {
  public:
    EditedCanvas() : ShownWindow("eight") { QTest::keyClick(&canvas(), Qt::Key_1); }

    [[nodiscard]] QString row(int row) const
    {
        const auto *list = findChild<QListView *>(QStringLiteral("sequences"));
        return list->model()->index(row, 0).data(Qt::EditRole).toString();
    }
    /// Where the picture shows a token of a lane.
    [[nodiscard]] QRect tile(core::Index sequence, core::Index step,
                             core::Lane lane = core::Lane::packed) const
    {
        for (const ui::Item &item : canvas().scene().items)
            if (item.identity.part == ui::Part::token && item.identity.lane == lane &&
                item.identity.sequence.value() == sequence && item.identity.step.value() == step)
                return ui::bounds(item).toRect();
        qFatal("no such token");
    }
    [[nodiscard]] ui::TypingField *field() const
    {
        for (auto *field : canvas().findChildren<ui::TypingField *>())
            if (field->isVisible())
                return field;
        return nullptr;
    }
};

/// Drags the end of a row by so many columns of 48 or more pixels.
void dragEnd(EditedCanvas &window, core::Index sequence, core::Index last, int columns,
             core::Lane lane = core::Lane::packed)
{
    const QRect tile = window.tile(sequence, last, lane);
    const int pitch = tile.left() - window.tile(sequence, last - 1, lane).left();
    const QPoint end(tile.right() - 1, tile.center().y());
    QTest::mouseMove(&window.canvas(), end);
    QTest::mousePress(&window.canvas(), Qt::LeftButton, {}, end);
    const int step = columns > 0 ? 1 : -1;
    for (int column = step; column != columns + step; column += step)
        QTest::mouseMove(&window.canvas(), end + QPoint(column * pitch, 0));
    QTest::mouseRelease(&window.canvas(), Qt::LeftButton, {}, end + QPoint(columns * pitch, 0));
}

} // namespace

class TestCanvasEditing : public QObject {
    Q_OBJECT

  private slots:
    void init()
    {
        QTest::failOnWarning(QRegularExpression("^(?!This plugin does not support)"));
        tests::useEmptySettings(QStringLiteral("canvas_editing"));
        QSettings().setValue(QStringLiteral("reduceMotion"), true);
    }

    void theEndOfARowIsDragged_data()
    {
        QTest::addColumn<core::Lane>("lane");
        QTest::addColumn<int>("columns");
        QTest::addColumn<QString>("text");
        QTest::newRow("shorter") << core::Lane::packed << -2 << "wi";
        QTest::newRow("longer") << core::Lane::packed << 2 << "windwi";
        QTest::newRow("below one") << core::Lane::padded << -9 << "w";
        QTest::newRow("the padded lane") << core::Lane::padded << 1 << "windw";
    }
    void theEndOfARowIsDragged()
    {
        QFETCH(core::Lane, lane);
        QFETCH(int, columns);
        QFETCH(QString, text);
        EditedCanvas window;
        dragEnd(window, 0, 3, columns, lane);
        QCOMPARE(window.row(0), text);
        QVERIFY(window.isWindowModified());
        // The picture follows.
        QTRY_VERIFY(std::ranges::any_of(window.canvas().scene().items, [&](const ui::Item &item) {
            const auto *label = std::get_if<ui::Label>(&item.shape);
            return label && !label->spans.empty() &&
                   label->spans.front().text == QString::number(text.size());
        }));
        QTest::keyClick(&window, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(window.row(0), QStringLiteral("wind"));
    }

    void aTokenIsTypedWhereItStands()
    {
        EditedCanvas window;
        const QPoint place = window.tile(1, 0).center();
        QTest::mouseDClick(&window.canvas(), Qt::LeftButton, {}, place);
        QVERIFY(window.field());
        QTest::keyClicks(window.field(), QStringLiteral("s"));
        QCOMPARE(window.row(1), QStringLiteral("seadow"));
        // Tab goes on to the next one; what is refused leaves the last good picture and says why.
        QTest::keyClick(window.field(), Qt::Key_Tab);
        QTRY_VERIFY(window.field());
        QTest::keyClicks(window.field(), QStringLiteral("xy"));
        QVERIFY(window.field()->isRefused());
        QCOMPARE(window.row(1), QStringLiteral("sxadow"));
        QVERIFY(window.view<ui::SequenceList>().complaint().contains(QStringLiteral("2 tokens")));
        QTest::keyClick(window.field(), Qt::Key_Escape);
        QCOMPARE(window.row(1), QStringLiteral("seadow"));
        QVERIFY(window.view<ui::SequenceList>().complaint().isEmpty());
        QTRY_VERIFY(!window.field());
    }
};

PACKSCOPE_WIDGET_TEST(TestCanvasEditing)
#include "tst_canvas_editing.moc"
