// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/views/panel.h"

class QBoxLayout;
class QComboBox;
class QLabel;
class QProgressBar;
class QPushButton;

namespace core {
struct CorpusCost;
}

namespace ui {

class CorpusFile;
class ErrorBar;
class FigureView;
class Player;
class SceneLabel;
class Segmented;
class Stopwatch;
class ViewState;

/// What padding costs: this batch in both lanes, and a whole corpus in batches. A text that is dropped here
/// is opened as the corpus.
class CostPanel : public Panel {
    Q_OBJECT

  public:
    /// What it shows and asks. Requires: all live longer. Times that the stopwatch measures are to come
    /// back by the view state.
    struct Sources {
        const Player &player;
        const ViewState &viewState;
        Stopwatch &stopwatch;
        CorpusFile &corpus;
        const Appearance &appearance;
    };
    explicit CostPanel(const Sources &sources, QWidget *parent = nullptr);

    /// All that is written there, a line a label.
    [[nodiscard]] QString text() const;

  protected:
    void resizeEvent(QResizeEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

  private:
    [[nodiscard]] QWidget *makeBatch();
    [[nodiscard]] QWidget *makeCorpus();
    [[nodiscard]] QWidget *makeReading();
    [[nodiscard]] QWidget *makeCounted();
    [[nodiscard]] FigureView *makeFigure(const QString &name);
    void connectStates();
    void measure();
    void askAndOpen();
    void showBatch();
    void showCorpus();
    void showProgress(double share);
    void showFigures();
    /// What batches of the chosen size cost. Requires: a corpus was read.
    [[nodiscard]] const core::CorpusCost &chosenCost() const;

    Sources m_sources;
    QBoxLayout *m_parts =
        nullptr; ///< the batch and the corpus, one below the other or side by side
    SceneLabel *m_batch = nullptr;
    QPushButton *m_measure = nullptr;
    Segmented *m_unit = nullptr;
    QWidget *m_reading = nullptr; ///< while a text is read
    QLabel *m_readingWhat = nullptr;
    QProgressBar *m_progress = nullptr;
    ErrorBar *m_errors = nullptr;
    QWidget *m_counted = nullptr; ///< when one was
    SceneLabel *m_facts = nullptr;
    QBoxLayout *m_figures = nullptr; ///< both, arranged by the width
    FigureView *m_lengths = nullptr;
    FigureView *m_padding = nullptr;
    QComboBox *m_batchSize = nullptr;
    SceneLabel *m_plan = nullptr;
};

} // namespace ui
