// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/sequence_list.h"

#include "ui/models/sequence_model.h"
#include "ui/state/player.h"
#include "ui/state/view_state.h"
#include "ui/views/batch_facts.h"
#include "ui/views/legend_view.h"
#include "ui/views/scene_label.h"
#include "ui/views/sequence_delegate.h"
#include "ui/views/sheet.h"

#include <QListView>
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

SequenceList::SequenceList(const Player &player, ViewState &viewState, const Appearance &appearance,
                           QWidget *parent)
    : Panel(appearance, Qt::RightEdge, parent), m_player(player), m_viewState(viewState),
      m_model(new SequenceModel(this)), m_list(new QListView(this)),
      m_facts(new SceneLabel(
          appearance,
          [this](double width) {
              return m_player.trace() ? batchFacts(*m_player.trace(), width) : Scene{};
          },
          this))
{
    m_list->setObjectName(QStringLiteral("sequences"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new SequenceDelegate(appearance, m_list));
    m_list->setUniformItemSizes(true);
    m_list->setMouseTracking(true);
    // A click leaves the keyboard with the stage.
    m_list->setFocusPolicy(Qt::TabFocus);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setAccessibleName(tr("Sequences"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 1, 0);
    layout->setSpacing(0);
    layout->addWidget(new SceneLabel(appearance, listHeading, this));
    auto *margins = new QVBoxLayout;
    margins->setContentsMargins(8, 0, 7, 0);
    margins->addWidget(m_list);
    layout->addLayout(margins, 100);
    layout->addSpacing(6);
    layout->addWidget(m_facts);
    layout->addStretch(1);
    layout->addWidget(new LegendView(player, viewState, appearance, this));
    connect(&player, &Player::traceChanged, this, &SequenceList::showTrace);
    connect(&viewState, &ViewState::targetChanged, this, &SequenceList::showSelection);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &current) { select(current.row()); });
    connect(m_list, &QListView::clicked, this,
            [this](const QModelIndex &clicked) { select(clicked.row()); });
}

void SequenceList::resizeEvent(QResizeEvent *event)
{
    Panel::resizeEvent(event);
    // The sequences are what the panel is for; facts stand under them where there is room for both.
    m_facts->setHidden(height() < roomForFacts);
}

void SequenceList::showTrace()
{
    m_model->setTrace(m_player.trace());
    m_facts->rebuild();
    m_list->setMaximumHeight(m_model->rowCount() * m_list->sizeHintForRow(0));
}

void SequenceList::showSelection()
{
    const auto &selection = m_viewState.selection();
    const QModelIndex index =
        selection ? m_model->index(static_cast<int>(selection->identity.sequence.value()))
                  : QModelIndex();
    const QSignalBlocker quiet(m_list->selectionModel());
    m_list->setCurrentIndex(index);
    m_list->viewport()->update();
}

void SequenceList::select(int row)
{
    const auto &selection = m_viewState.selection();
    const core::SequenceIndex sequence(row);
    if (row < 0 || (selection && selection->identity.sequence == sequence))
        return;
    m_viewState.select(inSequence(selection, sequence, m_player.trace()->lengthOf(sequence)));
}

} // namespace ui
