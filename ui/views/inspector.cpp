// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/inspector.h"

#include "ui/state/player.h"
#include "ui/state/view_state.h"
#include "ui/views/batch_facts.h"
#include "ui/views/inspection_sheet.h"
#include "ui/views/scene_label.h"

#include <QScrollArea>
#include <QVBoxLayout>

namespace ui {

Inspector::Inspector(const Player &player, const ViewState &viewState, const Appearance &appearance,
                     QWidget *parent)
    : Panel(appearance, Qt::LeftEdge, parent), m_player(player), m_viewState(viewState),
      m_sheet(new SceneLabel(appearance, [this](double width) {
          if (!m_player.trace())
              return Scene{};
          const auto &target = m_viewState.target();
          return target ? inspectionSheet(inspect(*m_player.trace(), *target), width)
                        : tensorSummary(*m_player.trace(), width);
      }))
{
    setAccessibleName(tr("Inspector"));
    auto *scroll = new QScrollArea(this);
    scroll->setWidget(m_sheet);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::TabFocus);
    scroll->setAccessibleName(tr("Inspector"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 0, 0, 0);
    layout->addWidget(scroll);
    connect(&player, &Player::traceChanged, m_sheet, &SceneLabel::rebuild);
    connect(&viewState, &ViewState::targetChanged, m_sheet, &SceneLabel::rebuild);
}

QString Inspector::text() const
{
    return plainText(m_sheet->scene());
}

} // namespace ui
