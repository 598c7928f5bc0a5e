// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/shown_window.h"
#include "tests/support/test_program.h"
#include "tests/support/traces.h"
#include "ui/plots/figure_view.h"
#include "ui/scene/text.h"
#include "ui/state/corpus_file.h"
#include "ui/state/stopwatch.h"
#include "ui/state/view_state.h"
#include "ui/views/appearance.h"
#include "ui/views/cost_panel.h"
#include "ui/views/error_bar.h"

#include <QAccessible>
#include <QApplication>
#include <QComboBox>
#include <QDropEvent>
#include <QMimeData>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QWheelEvent>

namespace {

/// The panel alone in a window, with the states that it looks at.
class ShownCost {
  public:
    explicit ShownCost(const char *example = "eight", QSize size = {340, 900})
    {
        QObject::connect(&m_stopwatch, &ui::Stopwatch::measured, &m_viewState,
                         &ui::ViewState::setTimes);
        m_player.setTrace(tests::traceOf(example));
        m_panel.setGeometry({{}, size});
        m_window.resize(size);
        m_window.show();
    }

    ui::CostPanel &panel() { return m_panel; }
    ui::Player &player() { return m_player; }
    ui::Appearance &appearance() { return m_appearance; }
    ui::CorpusFile &corpus() { return m_corpus; }
    const ui::ViewState &viewState() const { return m_viewState; }
    template <class View> View &view() const { return *m_panel.findChild<View *>(); }
    template <class Button> Button &button(const QString &text) const
    {
        for (Button *button : m_panel.findChildren<Button *>())
            if (button->text().remove('&') == text)
                return *button;
        qFatal("no button %s", qPrintable(text));
    }
    /// The words in the panel, with plain spaces.
    QString text() const { return m_panel.text().replace(QChar(0x2009), ' '); }
    void resize(QSize size)
    {
        m_window.resize(size);
        m_panel.setGeometry({{}, size});
        QCoreApplication::processEvents();
    }

    QString put(const QString &name, const QByteArray &bytes) const
    {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("a text cannot be written");
        return file.fileName();
    }
    void open(const QString &fileName)
    {
        m_corpus.open(fileName);
        if (!QTest::qWaitFor([this] { return !m_corpus.isReading(); }))
            qFatal("a text is not read");
        QCoreApplication::processEvents();
    }

  private:
    QTemporaryDir m_folder;
    QWidget m_window;
    ui::Appearance m_appearance{m_window};
    ui::Player m_player;
    ui::ViewState m_viewState;
    ui::Stopwatch m_stopwatch;
    ui::CorpusFile m_corpus;
    ui::CostPanel m_panel{{m_player, m_viewState, m_stopwatch, m_corpus, m_appearance}, &m_window};
};

const QByteArray eightWords("four\nsixsix\neightyes\nfives\nfour\n\nsix\nseventy\neighteen\n");

/// Lengths as of sentences: few short ones, a long tail.
QByteArray sentences()
{
    QByteArray text;
    for (int i = 0; i < 20'000; ++i) {
        const double u = (i * 7919 % 20'000 + 0.5) / 20'000;
        const int length = 1 + static_cast<int>(-38 * std::log(1 - u) + 12 * std::sqrt(u));
        text += QByteArray(length, 'a') + '\n';
    }
    return text;
}

} // namespace

class TestCostPanel : public QObject {
    Q_OBJECT

  private slots:
    void initTestCase()
    {
        tests::useEmptySettings(QStringLiteral("tst_cost_panel"));
        QApplication::setFont(ui::fontOf(ui::Face::prose, 13)); // as the program does
    }

    void theBatchIsTold()
    {
        ShownCost shown;
        for (const char *line :
             {"45 cells", "4 860 multiply-adds", "64 cells", "6 912 multiply-adds", "29.7 %"})
            QVERIFY2(shown.text().contains(line), qPrintable(shown.text()));
        shown.player().setTrace(tests::traceOf("article"));
        QVERIFY2(shown.text().contains("4 cells") && shown.text().contains("6 cells"),
                 qPrintable(shown.text()));
    }

    void timesAreShownOnceTheyAreMeasured()
    {
        ShownCost shown;
        QVERIFY(!shown.text().contains("median"));
        auto &button = shown.button<QPushButton>("Measure on this machine");
        QTest::mouseClick(&button, Qt::LeftButton);
        QCOMPARE(button.text(), QString("Measuring…"));
        QTRY_VERIFY_WITH_TIMEOUT(shown.viewState().times().has_value(), 30'000);
        QVERIFY(shown.text().contains("Measured on this machine, median of"));
        QCOMPARE(button.text(), QString("&Measure on this machine"));
    }

    void aCorpusIsTold()
    {
        ShownCost shown;
        QVERIFY(!shown.text().contains("Sequences"));
        shown.open(shown.put("corpus.txt", eightWords));
        for (const char *line :
             {"corpus.txt", "Sequences\n8", "Characters\n45", "3…8", "5, 5.6", "left out\n1"})
            QVERIFY2(shown.text().contains(line), qPrintable(shown.text()));
        auto &size = shown.view<QComboBox>();
        QCOMPARE(size.currentText(), QString("32"));
        QVERIFY2(shown.text().contains("Padding in random order\n29.7 %"),
                 qPrintable(shown.text()));
        shown.open(shown.put("sentences.txt", sentences()));
        const QString before = shown.text();
        size.setCurrentIndex(0);
        QVERIFY(shown.text() != before);
        QVERIFY2(shown.text().contains("2 500"), qPrintable(shown.text())); // batches of 8
    }

    void wordsInsteadOfCharacters()
    {
        ShownCost shown;
        shown.open(shown.put("corpus.txt", "one two\nthree\n"));
        QVERIFY(shown.text().contains("Characters\n12"));
        QTest::mouseClick(&shown.button<QToolButton>("Words"), Qt::LeftButton);
        QTRY_VERIFY2(shown.text().contains("Words\n3"), qPrintable(shown.text()));
    }

    void aPointOfACurveChoosesItsBatchSize()
    {
        ShownCost shown;
        shown.open(shown.put("sentences.txt", sentences()));
        shown.resize({340, 2000});
        ui::FigureView *padding = shown.panel().findChildren<ui::FigureView *>().constLast();
        QVERIFY(QTest::qWaitFor([&] { return padding->panelSize(0).width() > 100; }));
        const ui::Curve &random = padding->figure().panels.front().curves.front();
        const QPoint at = padding->placeOf(0, {random.x[3], random.y[3]}).toPoint();
        QTest::mouseClick(padding->childAt(at), Qt::LeftButton, {}, at);
        QCOMPARE(shown.view<QComboBox>().currentText(), QString("64"));
    }

    /// The wheel over a figure is left to the panel.
    void theWheelMovesThePanel()
    {
        ShownCost shown;
        shown.open(shown.put("sentences.txt", sentences()));
        shown.resize({340, 2000});
        auto *lengths = shown.panel().findChildren<ui::FigureView *>().constFirst();
        const auto before = lengths->shownX(0);
        const QPoint at(150, 100);
        QWheelEvent wheel(at, lengths->mapToGlobal(at), {}, {0, 120}, {}, {}, Qt::NoScrollPhase,
                          false);
        QCoreApplication::sendEvent(lengths->childAt(at), &wheel);
        QVERIFY(!wheel.isAccepted());
        QCOMPARE(lengths->shownX(0), before);
        lengths->setZooms(true);
        QCoreApplication::sendEvent(lengths->childAt(at), &wheel);
        QVERIFY(lengths->shownX(0) != before);
    }

    void readingShowsHowFarItIsAndCanBeCancelled()
    {
        ShownCost shown;
        auto &progress = shown.view<QProgressBar>();
        QVERIFY(!progress.isVisible());
        shown.corpus().open(shown.put("long.txt", QByteArray("a line\n").repeated(1'000'000)));
        QVERIFY(progress.isVisible());
        QTest::mouseClick(&shown.button<QPushButton>("Cancel"), Qt::LeftButton);
        QVERIFY(!shown.corpus().isReading());
        QVERIFY(!progress.isVisible());
        QVERIFY(!shown.text().contains("Sequences"));
    }

    void whatCannotBeReadIsSaid()
    {
        ShownCost shown;
        shown.open(shown.put("bad.txt", "\xff"));
        auto &errors = shown.view<ui::ErrorBar>();
        QVERIFY(errors.isVisible());
        QCOMPARE(errors.text(), QString("bad.txt: line 1 is not UTF-8 at byte 1"));
        shown.open(shown.put("good.txt", "good\n"));
        QVERIFY(!errors.isVisible());
    }

    void aDroppedTextIsOpened()
    {
        ShownCost shown;
        QMimeData mime;
        mime.setUrls({QUrl::fromLocalFile(shown.put("corpus.txt", eightWords))});
        QDragEnterEvent enter({20, 20}, Qt::CopyAction, &mime, Qt::LeftButton, {});
        QCoreApplication::sendEvent(&shown.panel(), &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop({20, 20}, Qt::CopyAction, &mime, Qt::LeftButton, {});
        QCoreApplication::sendEvent(&shown.panel(), &drop);
        QTRY_VERIFY(shown.corpus().counted() != nullptr);
        QMimeData words;
        words.setText("words");
        QDragEnterEvent other({20, 20}, Qt::CopyAction, &words, Qt::LeftButton, {});
        other.ignore();
        QCoreApplication::sendEvent(&shown.panel(), &other);
        QVERIFY(!other.isAccepted());
    }

    /// From 300 to 900 pixels nothing is wider than the panel.
    void everyWidthHoldsIt_data()
    {
        QTest::addColumn<int>("width");
        for (const int width : {300, 340, 480, 640, 900})
            QTest::addRow("%d", width) << width;
    }
    void everyWidthHoldsIt()
    {
        QFETCH(const int, width);
        ShownCost shown;
        shown.open(shown.put("sentences.txt", sentences()));
        shown.resize({width, 500});
        auto &scroll = shown.view<QScrollArea>();
        QCOMPARE(shown.panel().width(), width);
        QVERIFY(scroll.widget()->width() <= scroll.viewport()->width());
        QVERIFY(scroll.widget()->minimumSizeHint().width() <= scroll.viewport()->width());
        QCOMPARE(scroll.horizontalScrollBar()->maximum(), 0);
    }

    void whatTakesTheKeyboardHasAName()
    {
        ShownCost shown;
        shown.open(shown.put("corpus.txt", eightWords));
        int reached = 0;
        for (QWidget *widget : shown.panel().findChildren<QWidget *>()) {
            if (!(widget->focusPolicy() & Qt::TabFocus) || !widget->isVisible())
                continue;
            QAccessibleInterface *face = QAccessible::queryAccessibleInterface(widget);
            QVERIFY2(!face->text(QAccessible::Name).isEmpty(), widget->metaObject()->className());
            ++reached;
        }
        QVERIFY(reached >= 6);
    }
};

PACKSCOPE_WIDGET_TEST(TestCostPanel)
#include "tst_cost_panel.moc"
