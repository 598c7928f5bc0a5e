// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/cost_panel.h"

#include "ui/plots/corpus_figures.h"
#include "ui/plots/figure_view.h"
#include "ui/scene/count_text.h"
#include "ui/state/corpus_file.h"
#include "ui/state/player.h"
#include "ui/state/stopwatch.h"
#include "ui/state/view_state.h"
#include "ui/views/appearance.h"
#include "ui/views/cost_sheet.h"
#include "ui/views/error_bar.h"
#include "ui/views/scene_label.h"
#include "ui/views/segmented.h"
#include "ui/views/sheet.h"

#include <QComboBox>
#include <QCursor>
#include <QDropEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QMimeData>
#include <QProgressBar>
#include <QPushButton>
#include <QResizeEvent>
#include <QScrollArea>
#include <QToolTip>
#include <QVBoxLayout>

#include <cmath>

namespace ui {

namespace {

// Units: pixels.
constexpr QSize smallest(300, 240);
constexpr int wide = 640;  ///< from here on batch and corpus stand side by side
constexpr int wider = 860; ///< and both figures of the corpus too
constexpr int figureHeight = 230;
constexpr int panelMargin = 20, panelGap = 8;

constexpr double measuringSeconds = 1;
constexpr std::int64_t usualBatchSize = 32;

/// A row of widgets at the left, with the margins of a sheet.
QHBoxLayout *rowOf(std::initializer_list<QWidget *> widgets)
{
    auto *row = new QHBoxLayout;
    row->setContentsMargins(panelMargin, 0, panelMargin, 0);
    row->setSpacing(panelGap);
    for (QWidget *widget : widgets)
        row->addWidget(widget);
    row->addStretch(1);
    return row;
}

QVBoxLayout *columnIn(QWidget *widget)
{
    auto *column = new QVBoxLayout(widget);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(panelGap);
    return column;
}

/// A figure stands on the panel's ground, and its axes on the canvas's.
Theme onPanel(const Theme &theme)
{
    Theme result = onGround(theme, Role::panel);
    result.roles[static_cast<std::size_t>(Role::panel)] =
        theme.roles[static_cast<std::size_t>(Role::canvas)];
    return result;
}

/// The one file that is dragged; empty if it is not one.
QString draggedFile(const QMimeData &mime)
{
    const QList<QUrl> urls = mime.urls();
    return urls.size() == 1 ? urls.constFirst().toLocalFile() : QString();
}

} // namespace

CostPanel::CostPanel(const Sources &sources, QWidget *parent)
    : Panel(sources.appearance, Qt::LeftEdge, parent), m_sources(sources)
{
    setAccessibleName(tr("Cost"));
    setMinimumSize(smallest);
    setAcceptDrops(true);
    auto *content = new QWidget;
    auto *column = columnIn(content);
    m_parts = new QBoxLayout(QBoxLayout::TopToBottom);
    m_parts->setSpacing(0);
    m_parts->addWidget(makeBatch(), 1, Qt::AlignTop);
    m_parts->addWidget(makeCorpus(), 2, Qt::AlignTop);
    column->addLayout(m_parts);
    column->addStretch(1);
    auto *scroll = new QScrollArea(this);
    scroll->setWidget(content);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::TabFocus);
    scroll->setAccessibleName(tr("Cost"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 0, 0, 0);
    layout->addWidget(scroll);
    connectStates();
    showBatch();
    showCorpus();
}

QWidget *CostPanel::makeBatch()
{
    auto *part = new QWidget;
    m_batch = new SceneLabel(
        m_sources.appearance,
        [this](double width) {
            const auto &trace = m_sources.player.trace();
            return trace ? batchCost(*trace, m_sources.viewState.times(), width) : Scene{};
        },
        part);
    m_measure = new QPushButton(tr("&Measure on this machine"), part);
    m_measure->setAutoDefault(false);
    m_measure->setToolTip(tr("Runs both lanes in turns for a second and shows the medians"));
    auto *column = columnIn(part);
    column->addWidget(m_batch);
    column->addLayout(rowOf({m_measure}));
    column->addSpacing(panelGap);
    return part;
}

QWidget *CostPanel::makeCorpus()
{
    auto *part = new QWidget;
    auto *heading = new SceneLabel(
        m_sources.appearance,
        [](double width) {
            Sheet sheet(width, panelMargin, panelMargin);
            sheet.space(16);
            sheet.heading(tr("A whole corpus"));
            sheet.paragraph({{tr("A text with a sequence on each line, of any length."),
                              Face::prose, Role::ink3}},
                            12, 18);
            return sheet.finish();
        },
        part);
    auto *open = new QPushButton(tr("&Open a text…"), part);
    open->setAutoDefault(false);
    connect(open, &QPushButton::clicked, this, &CostPanel::askAndOpen);
    m_unit = new Segmented(part);
    m_unit->setAccessibleName(tr("What a length counts"));
    m_unit->add(tr("Characters"), static_cast<int>(core::LengthUnit::characters));
    m_unit->add(tr("Words"), static_cast<int>(core::LengthUnit::words));
    m_errors = new ErrorBar(m_sources.appearance, part);
    auto *column = columnIn(part);
    column->addWidget(heading);
    column->addLayout(rowOf({open}));
    column->addLayout(rowOf({m_unit}));
    column->addWidget(makeReading());
    column->addWidget(m_errors);
    column->addWidget(makeCounted());
    return part;
}

QWidget *CostPanel::makeReading()
{
    m_reading = new QWidget;
    m_progress = new QProgressBar(m_reading);
    m_progress->setRange(0, 100);
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("How much of the text is read"));
    auto *cancel = new QPushButton(tr("&Cancel"), m_reading);
    cancel->setAutoDefault(false);
    connect(cancel, &QPushButton::clicked, &m_sources.corpus, &CorpusFile::cancel);
    m_readingWhat = new QLabel(m_reading);
    m_readingWhat->setTextFormat(Qt::PlainText);
    m_readingWhat->setWordWrap(true);
    auto *row = new QHBoxLayout;
    row->setSpacing(panelGap);
    row->addWidget(m_progress, 1);
    row->addWidget(cancel);
    auto *column = columnIn(m_reading);
    column->setContentsMargins(panelMargin, 0, panelMargin, 0);
    column->addWidget(m_readingWhat);
    column->addLayout(row);
    return m_reading;
}

QWidget *CostPanel::makeCounted()
{
    m_counted = new QWidget;
    m_facts = new SceneLabel(
        m_sources.appearance,
        [this](double width) {
            const auto &counted = m_sources.corpus.counted();
            return counted ? corpusFacts(*counted, width) : Scene{};
        },
        m_counted);
    m_plan = new SceneLabel(
        m_sources.appearance,
        [this](double width) {
            const auto &counted = m_sources.corpus.counted();
            return counted ? planSheet(*counted, chosenCost(), width) : Scene{};
        },
        m_counted);
    m_batchSize = new QComboBox(m_counted);
    for (const std::int64_t size : CorpusFile::batchSizes)
        m_batchSize->addItem(QString::number(size), QVariant::fromValue(size));
    m_batchSize->setCurrentIndex(m_batchSize->findData(QVariant::fromValue(usualBatchSize)));
    m_batchSize->setAccessibleName(tr("Batch size"));
    auto *name = new QLabel(tr("&Batch size"), m_counted);
    name->setBuddy(m_batchSize);
    m_figures = new QBoxLayout(QBoxLayout::TopToBottom);
    m_figures->setContentsMargins(panelGap, 0, panelGap, 0);
    m_figures->setSpacing(panelGap);
    m_lengths = makeFigure(tr("How many sequences have which length"));
    m_padding = makeFigure(tr("Padding by batch size"));
    auto *column = columnIn(m_counted);
    column->addWidget(m_facts);
    column->addLayout(m_figures);
    column->addLayout(rowOf({name, m_batchSize}));
    column->addWidget(m_plan);
    return m_counted;
}

FigureView *CostPanel::makeFigure(const QString &name)
{
    auto *figure = new FigureView(m_counted);
    figure->setZooms(false);
    figure->setFocusPolicy(Qt::NoFocus); // the same numbers stand in the table
    figure->setFixedHeight(figureHeight);
    figure->setAccessibleName(name);
    connect(figure, &FigureView::pointedAt, figure, [figure](const auto &point) {
        if (point)
            QToolTip::showText(QCursor::pos(),
                               tr("%1\n%2").arg(point->name, percentText(point->value / 100)),
                               figure);
        else
            QToolTip::hideText();
    });
    m_figures->addWidget(figure, 1);
    return figure;
}

void CostPanel::connectStates()
{
    connect(&m_sources.player, &Player::traceChanged, this, &CostPanel::showBatch);
    connect(&m_sources.viewState, &ViewState::timesChanged, this, &CostPanel::showBatch);
    connect(m_measure, &QPushButton::clicked, this, &CostPanel::measure);
    connect(&m_sources.stopwatch, &Stopwatch::measured, this, &CostPanel::showBatch);
    CorpusFile &corpus = m_sources.corpus;
    connect(&corpus, &CorpusFile::changed, this, &CostPanel::showCorpus);
    connect(&corpus, &CorpusFile::progressed, m_progress,
            [this](double share) { showProgress(share); });
    connect(&corpus, &CorpusFile::failed, m_errors, &ErrorBar::showError);
    connect(m_unit, &Segmented::chosen, &corpus,
            [&corpus](int unit) { corpus.setUnit(static_cast<core::LengthUnit>(unit)); });
    connect(m_batchSize, &QComboBox::currentIndexChanged, m_plan, &SceneLabel::rebuild);
    connect(m_batchSize, &QComboBox::currentIndexChanged, m_padding,
            [this](int index) { m_padding->setPlayhead(index); });
    connect(m_padding, &FigureView::clicked, m_batchSize, [this](const PlotPoint &point) {
        m_batchSize->setCurrentIndex(static_cast<int>(std::lround(point.at.x())));
    });
    connect(&m_sources.appearance, &Appearance::changed, this, &CostPanel::showFigures);
}

void CostPanel::measure()
{
    if (!m_sources.player.trace())
        return;
    m_measure->setText(tr("Measuring…"));
    m_sources.stopwatch.start(m_sources.player.trace(), measuringSeconds);
}

/// Whatever was measured is there by then, or was given up with the old trace.
void CostPanel::showBatch()
{
    m_measure->setText(tr("&Measure on this machine"));
    m_measure->setEnabled(m_sources.player.trace() != nullptr);
    m_batch->rebuild();
}

void CostPanel::showCorpus()
{
    const CorpusFile &corpus = m_sources.corpus;
    if (corpus.isReading()) {
        m_errors->hide();
        showProgress(0);
    }
    m_reading->setVisible(corpus.isReading());
    m_counted->setVisible(corpus.counted() != nullptr);
    m_unit->setCurrent(static_cast<int>(corpus.unit()));
    m_facts->rebuild();
    m_plan->rebuild();
    showFigures();
}

void CostPanel::showProgress(double share)
{
    const int percent = static_cast<int>(100 * share);
    m_progress->setValue(percent);
    m_readingWhat->setText(
        tr("Reading %1: %2 %").arg(QFileInfo(m_sources.corpus.fileName()).fileName()).arg(percent));
}

void CostPanel::showFigures()
{
    const auto &counted = m_sources.corpus.counted();
    if (!counted)
        return;
    const Theme theme = onPanel(m_sources.appearance.theme());
    m_lengths->setFigure(lengthsFigure(*counted), theme);
    m_padding->setFigure(paddingFigure(*counted), theme);
    m_padding->setPlayhead(m_batchSize->currentIndex());
}

const core::CorpusCost &CostPanel::chosenCost() const
{
    return m_sources.corpus.counted()->costs[static_cast<std::size_t>(m_batchSize->currentIndex())];
}

void CostPanel::askAndOpen()
{
    const QString name = QFileDialog::getOpenFileName(
        this, tr("Open a text"), QFileInfo(m_sources.corpus.fileName()).path(),
        tr("Text (*.txt *.csv *.tsv);;All files (*)"));
    if (!name.isEmpty())
        m_sources.corpus.open(name);
}

QString CostPanel::text() const
{
    QString text = plainText(m_batch->scene());
    if (!m_counted->isHidden())
        text += QLatin1Char('\n') + plainText(m_facts->scene()) + QLatin1Char('\n') +
                plainText(m_plan->scene());
    return text;
}

void CostPanel::resizeEvent(QResizeEvent *event)
{
    Panel::resizeEvent(event);
    m_parts->setDirection(width() < wide ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    m_figures->setDirection(width() < wider ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

void CostPanel::dragEnterEvent(QDragEnterEvent *event)
{
    if (!draggedFile(*event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void CostPanel::dropEvent(QDropEvent *event)
{
    event->acceptProposedAction();
    m_sources.corpus.open(draggedFile(*event->mimeData()));
}

} // namespace ui
