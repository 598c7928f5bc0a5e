// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/sequence_list.h"

#include "ui/models/sequence_model.h"
#include "ui/state/editing.h"
#include "ui/state/player.h"
#include "ui/state/view_state.h"
#include "ui/views/batch_facts.h"
#include "ui/views/legend_view.h"
#include "ui/views/scene_label.h"
#include "ui/views/sequence_actions.h"
#include "ui/views/sequence_delegate.h"
#include "ui/views/sheet.h"

#include <QLabel>
#include <QListView>
#include <QMenu>
#include <QPushButton>
#include <QStyle>
#include <QVBoxLayout>

namespace ui {

namespace {

constexpr int roomForFacts = 480; // pixels

Scene listHeading(double width)
{
    Sheet sheet(width, 20, 20);
    sheet.space(16);
    sheet.line(sheet.left(), 14, {{SequenceList::tr("Sequences"), Face::bold, Role::ink}}, 13);
    sheet.line(sheet.right(), 14, {{SequenceList::tr("length"), Face::prose, Role::ink3}}, 12,
               Qt::AlignRight);
    sheet.space(26);
    return sheet.finish();
}

/// The same cell of another sequence; its first cell if there is none.
Target inSequence(const std::optional<Target> &target, core::SequenceIndex sequence,
                  core::Index length)
{
    Target other = target.value_or(Target{{Part::embedding}});
    other.identity.sequence = sequence;
    other.identity.step = core::StepIndex(
        std::min(other.identity.step.value(), std::max<core::Index>(length - 1, 0)));
    return other;
}

} // namespace

SequenceList::SequenceList(const Sources &sources, QWidget *parent)
    : Panel(sources.appearance, Qt::RightEdge, parent), m_sources(sources),
      m_model(new SequenceModel(sources.editing, this)), m_list(new QListView(this)),
      m_delegate(new SequenceDelegate(sources.appearance, sources.editing, m_list)),
      m_add(new QPushButton(tr("Add a sequence"), this)), m_complaint(new QLabel(this)),
      m_facts(new SceneLabel(
          sources.appearance,
          [this](double width) {
              const auto &trace = m_sources.player.trace();
              return trace ? batchFacts(*trace, width) : Scene{};
          },
          this))
{
    makeList();
    arrange();
    connectStates();
}

void SequenceList::makeList()
{
    m_list->setObjectName(QStringLiteral("sequences"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(m_delegate);
    m_list->setUniformItemSizes(true);
    m_list->setMouseTracking(true);
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_list->setEditTriggers(QAbstractItemView::DoubleClicked);
    m_list->setDragDropMode(QAbstractItemView::DragDrop);
    m_list->setDefaultDropAction(Qt::MoveAction);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setAccessibleName(tr("Sequences"));
    m_actions = new SequenceActions(*m_list, m_sources.editing);
    m_list->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_list, &QWidget::customContextMenuRequested, this, [this](QPoint at) {
        auto *menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        m_actions->addTo(*menu);
        menu->popup(m_list->viewport()->mapToGlobal(at));
    });
    connect(m_delegate, &SequenceDelegate::closeEditor, this,
            [this](QWidget *, QAbstractItemDelegate::EndEditHint hint) {
                complain({});
                m_actions->fieldClosed(hint == QAbstractItemDelegate::RevertModelCache);
            });
    connect(m_model, &SequenceModel::dragged, this,
            [this](int to) { m_list->setCurrentIndex(m_model->index(to, 0)); });
}

void SequenceList::arrange()
{
    m_complaint->setObjectName(QStringLiteral("complaint"));
    m_complaint->setWordWrap(true);
    m_complaint->hide();
    m_add->setObjectName(QStringLiteral("add"));
    m_add->setFocusPolicy(Qt::TabFocus);
    connect(m_add, &QPushButton::clicked, m_actions, &SequenceActions::add);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 1, 0);
    layout->setSpacing(0);
    layout->addWidget(new SceneLabel(m_sources.appearance, listHeading, this));
    auto *margins = new QVBoxLayout;
    margins->setContentsMargins(8, 0, 7, 0);
    margins->addWidget(m_list);
    layout->addLayout(margins, 100);
    auto *below = new QVBoxLayout;
    below->setContentsMargins(20, 6, 20, 10);
    below->setSpacing(8);
    below->addWidget(m_complaint);
    below->addWidget(m_add);
    layout->addLayout(below);
    layout->addWidget(m_facts);
    layout->addStretch(1);
    layout->addWidget(
        new LegendView(m_sources.player, m_sources.viewState, m_sources.appearance, this));
}

void SequenceList::connectStates()
{
    connect(&m_sources.player, &Player::traceChanged, this, &SequenceList::showTrace);
    connect(&m_sources.viewState, &ViewState::targetChanged, this, &SequenceList::showSelection);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &current) { select(current.row()); });
    connect(m_list, &QListView::clicked, this,
            [this](const QModelIndex &clicked) { select(clicked.row()); });
    connect(&m_sources.editing, &Editing::refused, this,
            [this](const core::Error &error) { complain(QString::fromStdString(error.message)); });
    connect(&m_sources.editing, &Editing::accepted, this, [this] { complain({}); });
    connect(&m_sources.editing, &Editing::noted, this,
            [this](const QString &sentence) { complain(sentence, QStringLiteral("quiet")); });
}

/// Under the list: what is wrong, or, quietly, what there is to know.
void SequenceList::complain(const QString &text, const QString &look)
{
    m_complaint->setObjectName(look);
    style()->unpolish(m_complaint);
    style()->polish(m_complaint);
    QString sentence = text;
    m_complaint->setText(sentence.replace(0, 1, sentence.left(1).toUpper()));
    m_complaint->setVisible(!text.isEmpty());
}

QString SequenceList::complaint() const
{
    return m_complaint->text();
}

void SequenceList::resizeEvent(QResizeEvent *event)
{
    Panel::resizeEvent(event);
    // The sequences are what the panel is for; facts stand under them where there is room for both.
    m_facts->setHidden(height() < roomForFacts);
    const bool low = height() < roomForFacts;
    m_add->setHidden(low); // the menu and the keys add, too
    m_delegate->setLow(low);
    m_list->doItemsLayout();
    limitHeight();
}

void SequenceList::showTrace()
{
    m_facts->rebuild();
    m_model->setTrace(m_sources.player.trace());
    // With a readout a row is higher.
    if (m_list->visualRect(m_model->index(0)).height() != m_list->sizeHintForRow(0))
        m_list->doItemsLayout();
    limitHeight();
    // A row that was chosen before its trace was there.
    const QModelIndex current = m_list->currentIndex();
    if (current.isValid() && !m_sources.viewState.selection())
        select(current.row());
}

/// As high as its rows.
void SequenceList::limitHeight()
{
    m_list->setMaximumHeight(m_model->rowCount() * m_list->sizeHintForRow(0));
}

void SequenceList::showSelection()
{
    const auto &selection = m_sources.viewState.selection();
    if (!selection)
        return m_list->viewport()->update(); // the current row stays, for the keys
    const QModelIndex index =
        m_model->index(static_cast<int>(selection->identity.sequence.value()));
    if (index == m_list->currentIndex())
        return;
    const QSignalBlocker quiet(m_list->selectionModel());
    m_list->setCurrentIndex(index);
    m_list->viewport()->update();
}

void SequenceList::select(int row)
{
    const auto &selection = m_sources.viewState.selection();
    const core::SequenceIndex sequence(row);
    // A row that was just added is in the trace a moment later.
    const auto &trace = m_sources.player.trace();
    if (row < 0 || !trace || row >= trace->B() ||
        (selection && selection->identity.sequence == sequence))
        return;
    m_sources.viewState.select(
        inSequence(selection, sequence, m_sources.player.trace()->lengthOf(sequence)));
}

} // namespace ui
