// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/weights_window.h"

#include "ui/scene/text.h"
#include "ui/state/editing.h"
#include "ui/state/open_document.h"
#include "ui/views/beside_picture.h"
#include "ui/views/error_bar.h"
#include "ui/views/heatmap.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QListWidget>
#include <QSplitter>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace ui {

namespace {

// Units: pixels.
constexpr QSize usual(1080, 620);
constexpr int listWidth = 232, columnWidth = 76, numberHeight = 24, paneGap = 8;

} // namespace

WeightsWindow::WeightsWindow(const EditStates &states)
    : QDialog(&states.window), m_states(states),
      m_table(new ParameterTable(states.document, states.editing, this)),
      m_list(new QListWidget(this)), m_view(new QTableView(this)), m_facts(new QLabel(this)),
      m_errors(new ErrorBar(states.appearance, this))
{
    setWindowTitle(tr("Weights"));
    m_view->setModel(m_table);
    m_heatmap = new Heatmap(*m_table, *m_view->selectionModel(), states.appearance, this);
    arrange();
    addCopying();
    connect(m_list, &QListWidget::currentRowChanged, this, [this](int row) {
        if (row >= 0)
            m_table->setParameter(m_listed[static_cast<std::size_t>(row)]);
    });
    connect(m_table, &ParameterTable::parameterChanged, this, &WeightsWindow::listParameters);
    connect(m_table, &ParameterTable::parameterChanged, m_errors, &QWidget::hide);
    connect(m_table, &ParameterTable::refused, m_errors, &ErrorBar::showError);
    connect(&states.document, &OpenDocument::changed, this, &WeightsWindow::listParameters);
    connect(&states.document, &OpenDocument::changed, m_errors, &QWidget::hide);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, [this] {
        m_view->scrollTo(m_view->currentIndex());
        describe();
    });
    listParameters();
}

void WeightsWindow::arrange()
{
    m_list->setFont(fontOf(Face::mono, 12));
    m_list->setObjectName(QStringLiteral("tensors"));
    m_list->setAccessibleName(tr("Tensors of the model"));
    m_view->setFont(fontOf(Face::mono, 12));
    m_view->setAccessibleName(tr("Numbers"));
    m_view->horizontalHeader()->setDefaultSectionSize(columnWidth);
    m_view->verticalHeader()->setDefaultSectionSize(numberHeight);
    // All rows are as high; asking each of many thousands would be felt.
    m_view->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_view->setWordWrap(false);
    m_view->setTabKeyNavigation(false); // Tab leads on to what stands beside it
    m_view->setSelectionMode(QAbstractItemView::ContiguousSelection);
    m_facts->setFont(fontOf(Face::mono, 12));
    m_facts->setObjectName(QStringLiteral("quiet"));
    m_facts->setTextFormat(Qt::PlainText);
    m_facts->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_facts->setWordWrap(true);
    auto *split = new QSplitter(this);
    split->setChildrenCollapsible(false);
    split->setHandleWidth(2 * paneGap);
    for (QWidget *part : std::initializer_list<QWidget *>{m_list, m_heatmap, m_view})
        split->addWidget(part);
    split->setStretchFactor(1, 1);
    split->setStretchFactor(2, 1);
    split->setSizes({listWidth, (usual.width() - listWidth) / 2, (usual.width() - listWidth) / 2});
    auto *contents = new QWidget(this);
    auto *layout = new QVBoxLayout(contents);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(paneGap);
    layout->addWidget(m_errors);
    layout->addWidget(split, 1);
    layout->addWidget(m_facts);
    fillBeside(*this, m_states, contents);
}

void WeightsWindow::addCopying()
{
    const auto add = [this](const QString &text, const QKeySequence &key,
                            QString (*write)(const ParameterTable &, const TableRange &)) {
        auto *action = new QAction(text, m_view);
        action->setShortcut(key);
        connect(action, &QAction::triggered, this, [this, write] { copyAs(write); });
        m_view->addAction(action);
    };
    add(tr("&Copy with tabs"), QKeySequence(Qt::CTRL | Qt::Key_C), &tabSeparated);
    add(tr("Copy as torch.&tensor"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C), &torchTensor);
    m_view->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_heatmap->addActions(m_view->actions());
    m_heatmap->setContextMenuPolicy(Qt::ActionsContextMenu);
}

void WeightsWindow::start()
{
    if (!isVisible())
        m_states.editing.beginGesture();
    standBeside(*this, m_states.window, usual);
    show();
    activateWindow();
    m_view->setFocus();
    if (!m_view->currentIndex().isValid())
        m_view->setCurrentIndex(m_table->index(0, 0));
}

void WeightsWindow::choose(const core::ParameterRef &parameter)
{
    m_table->setParameter(parameter);
}

/// The tensors by name and shape, those that are shown; the list stays as it is where they are the same.
void WeightsWindow::listParameters()
{
    const core::Document &document = *m_states.document.value();
    const auto all = core::parametersOf(document);
    QStringList names;
    for (const core::ParameterRef &parameter : all)
        names += QStringLiteral("%1 %2").arg(QString::fromStdString(core::nameOf(parameter)),
                                             shapeText(core::tensorOf(document, parameter).shape));
    const QSignalBlocker quiet(m_list);
    m_listed = all;
    for (int i = 0; i < names.size() || i < m_list->count(); ++i) {
        if (i >= names.size())
            delete m_list->takeItem(i--);
        else if (i >= m_list->count())
            m_list->addItem(names[i]);
        else
            m_list->item(i)->setText(names[i]);
    }
    m_list->setCurrentRow(
        static_cast<int>(std::ranges::find(all, m_table->parameter()) - all.begin()));
    describe();
}

void WeightsWindow::describe()
{
    const QString range = QString::number(m_heatmap->range());
    QStringList facts{tr("−%1 orange … %1 blue").arg(range)};
    if (const int per = m_heatmap->numbersOfPixel(); per > 1)
        facts += tr("each pixel is the mean of about %1 numbers").arg(per);
    if (const QModelIndex cell = m_view->currentIndex(); cell.isValid())
        facts += cell.data(Qt::ToolTipRole).toString();
    m_facts->setText(facts.join(QStringLiteral("   ")));
}

TableRange WeightsWindow::selected() const
{
    const QItemSelection selection = m_view->selectionModel()->selection();
    if (selection.isEmpty())
        return {};
    const QItemSelectionRange &range = selection.constFirst();
    return {range.top(), range.left(), range.height(), range.width()};
}

void WeightsWindow::copyAs(QString (*text)(const ParameterTable &, const TableRange &))
{
    const TableRange range = selected();
    if (range.rows > 0)
        QGuiApplication::clipboard()->setText(text(*m_table, range));
}

} // namespace ui
