// SPDX-License-Identifier: GPL-3.0-or-later
// A number is asked as a person asks it: by pointer and by keyboard, in the window.
#include "core/explain/explain.h"
#include "core/io/examples.h"
#include "tests/support/shown_window.h"
#include "tests/support/test_program.h"
#include "tests/support/traces.h"
#include "ui/main_window.h"
#include "ui/scene/places.h"
#include "ui/scene/target_cells.h"
#include "ui/views/canvas.h"
#include "ui/views/cell_walk.h"
#include "ui/views/inspector.h"
#include "ui/views/linked_sheet.h"
#include "ui/views/timeline_bar.h"

#include <QAbstractButton>
#include <QClipboard>
#include <QGuiApplication>
#include <QMouseEvent>
#include <QSettings>
#include <QStandardPaths>
#include <QTest>

using namespace core;
using enum TensorName;
using ui::Part;
using ui::Target;

namespace {

class Window : public tests::ShownWindow {
  public:
    explicit Window(std::string_view example = "eight")
        : ShownWindow(example), trace(tests::traceOf(example))
    {
    }

    ui::CellWalk &walk() const { return view<ui::CellWalk>(); }
    int time() const { return view<ui::TimelineBar>().value(); }
    QString asked() const { return view<ui::Inspector>().text(); }
    void press(Qt::Key key) { QTest::keyClick(&canvas(), key); }
    /// The sheet below the switches.
    ui::LinkedSheet &body() const
    {
        for (auto *sheet : findChildren<ui::LinkedSheet *>())
            if (!sheet->scene().links.empty())
                return *sheet;
        qFatal("there is nothing to go to");
    }
    /// Clicks on a cell in the picture.
    void click(const Cell &cell)
    {
        for (const ui::Place &place : ui::placesIn(canvas().scene()))
            if (ui::cellOf(*trace, place.target) == cell)
                return QTest::mouseClick(&canvas(), Qt::LeftButton, {},
                                         place.rect.center().toPoint());
        qFatal("the cell is not in the picture");
    }

    std::shared_ptr<const Trace> trace;
};

Cell stateAt(const Trace &trace, Index step, Index unit)
{
    return {{layerOutput}, trace.packed.row(step, 1), unit};
}

} // namespace

class TestAsk : public QObject {
    Q_OBJECT

  private slots:
    void init()
    {
        tests::useEmptySettings(QStringLiteral("tst_ask"));
        QSettings().setValue(QStringLiteral("reduceMotion"), true); // moves are the player's test
    }

    void arrowsWalkWhileACellIsPinned()
    {
        Window window;
        window.press(Qt::Key_5);
        window.press(Qt::Key_Right);
        const int time = window.time();
        window.click(stateAt(*window.trace, 1, 1));
        QVERIFY(window.walk().pinned() == stateAt(*window.trace, 1, 1));
        window.press(Qt::Key_Right);
        QVERIFY(window.walk().pinned() == stateAt(*window.trace, 1, 2));
        QCOMPARE(window.time(), time);
        window.press(Qt::Key_Escape);
        QVERIFY(!window.walk().pinned());
        window.press(Qt::Key_Right);
        QVERIFY(window.time() > time);
    }

    void enterGoesBackToTheTableAndBackspaceReturns()
    {
        Window window;
        window.press(Qt::Key_4);
        const Cell packed{{packedData}, 0, 1};
        window.click(packed);
        window.press(Qt::Key_Return);
        const Index b = window.trace->sequenceOf(SlotIndex(0)).value();
        QVERIFY((window.walk().pinned() == Cell{{paddedEmbedding}, b, 0, 1}));
        window.press(Qt::Key_Return); // no picture shows the table; its id was chosen by the token
        QVERIFY((window.walk().pinned() == Cell{{paddedIds}, b, 0}));
        window.press(Qt::Key_Backspace);
        window.press(Qt::Key_Backspace);
        QVERIFY(window.walk().pinned() == packed);
        window.press(Qt::Key_Backspace); // nothing before it
        QVERIFY(window.walk().pinned() == packed);
    }

    void aSourceElsewhereIsSought()
    {
        Window window;
        window.press(Qt::Key_8);
        const int end = window.time();
        window.walk().goTo({{resetGate}, window.trace->packed.row(2, 1), 1});
        QVERIFY(window.time() < end);
        QVERIFY(ui::shownAs(window.canvas().scene(), *window.trace, *window.walk().pinned()));
        QVERIFY(window.asked().contains(QStringLiteral("Reset gate")));
    }

    /// The whole way on foot: from every cell of the answer back to what is given.
    void everyWayBackEnds()
    {
        Window window;
        window.press(Qt::Key_8);
        window.click({{hN}, 0, 2, 1});
        int steps = 0;
        for (auto before = window.walk().pinned(); steps < 100; ++steps) {
            window.press(Qt::Key_Return);
            if (window.walk().pinned() == before)
                break;
            before = window.walk().pinned();
        }
        QVERIFY(steps > 3 && steps < 100);
        const Expression last = explain(*window.trace, *window.walk().pinned()).expression;
        QVERIFY(last.kind == Expression::Kind::given);
    }

    void numbersInTheInspectorAreWaysToTheirCells()
    {
        Window window;
        window.press(Qt::Key_5);
        window.press(Qt::Key_Right);
        window.click(stateAt(*window.trace, 1, 1));
        const auto links = window.body().scene().links;
        const auto toGate = std::ranges::find_if(
            links, [](const ui::Link &link) { return link.cell.tensor.name == updateGate; });
        QVERIFY(toGate != links.end());
        const QPoint at = toGate->rect.center().toPoint();
        const std::size_t items = window.canvas().scene().items.size();
        // The panel lies beyond the small screen of the offscreen platform, which no cursor leaves.
        QMouseEvent move(QEvent::MouseMove, at, window.body().mapToGlobal(at), Qt::NoButton,
                         Qt::NoButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&window.body(), &move);
        QVERIFY(window.canvas().scene().items.size() != items); // it is lit
        QVERIFY(window.walk().pinned() == stateAt(*window.trace, 1, 1));
        QTest::mouseClick(&window.body(), Qt::LeftButton, {}, at);
        QVERIFY(window.walk().pinned() == toGate->cell);
    }

    void theInspectorIsWalkedByKeyboard()
    {
        Window window;
        window.press(Qt::Key_5);
        window.press(Qt::Key_Right);
        window.click(stateAt(*window.trace, 1, 1));
        ui::LinkedSheet &body = window.body();
        body.setFocus(Qt::TabFocusReason);
        QTest::keyClick(&body, Qt::Key_Down);
        const Cell second = body.scene().links[1].cell;
        QTest::keyClick(&body, Qt::Key_Return);
        QVERIFY(window.walk().pinned() == second);
    }

    void thePinnedCellIsCopied()
    {
        Window window;
        QVERIFY(!window.action(QStringLiteral("As &LaTeX")).isEnabled());
        window.press(Qt::Key_5);
        window.press(Qt::Key_Right);
        const Cell cell = stateAt(*window.trace, 1, 1);
        window.click(cell);
        const QString name = QStringLiteral("output.data[%1, 1]").arg(cell.i);
        const auto copied = [&](const char *how) {
            window.action(QString::fromLatin1(how)).trigger();
            return QGuiApplication::clipboard()->text();
        };
        QVERIFY(copied("As &text").startsWith(name + QStringLiteral("\n= (1 − z) n")));
        QVERIFY(copied("As &LaTeX").startsWith(QStringLiteral("\\begin{aligned}")));
        QCOMPARE(copied("As &PyTorch expression"), name);
    }

    void theSwitchesChangeWhatIsTold()
    {
        Window window;
        window.press(Qt::Key_5);
        window.press(Qt::Key_Right);
        window.click({{updateGate}, window.trace->packed.row(1, 1), 1});
        const QString numbers = window.asked();
        const auto choose = [&](const char *text) {
            for (auto *button : window.view<ui::Inspector>().findChildren<QAbstractButton *>())
                if (button->text() == QLatin1String(text))
                    button->click();
            return window.asked();
        };
        QVERIFY(choose("Products").size() > numbers.size());
        QVERIFY(choose("Symbols").size() < numbers.size());
        window.click(stateAt(*window.trace, 1, 1));
        QVERIFY(!window.asked().contains(QStringLiteral("Textbook GRU")));
        window.action(QStringLiteral("Te&xtbook GRU beside PyTorch's")).trigger();
        QVERIFY(window.asked().contains(QStringLiteral("Textbook GRU")));
    }

    /// What is pinned stays told while the pointer wanders; what is hovered is told otherwise.
    void thePinnedCellStaysInTheInspector()
    {
        Window window;
        window.press(Qt::Key_5);
        window.press(Qt::Key_Right);
        window.click(stateAt(*window.trace, 1, 1));
        const QString pinned = window.asked();
        window.walk().pointAt(stateAt(*window.trace, 1, 2));
        QCOMPARE(window.asked(), pinned);
        window.press(Qt::Key_Escape);
        window.walk().pointAt(stateAt(*window.trace, 1, 2));
        QVERIFY(window.asked().contains(QStringLiteral("output.data")));
        QVERIFY(window.asked() != pinned);
    }
};

PACKSCOPE_WIDGET_TEST(TestAsk)
#include "tst_ask.moc"
