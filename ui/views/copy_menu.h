// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/explain/cell.h"

#include <QMenu>

#include <functional>

namespace ui {

class Player;
class ViewState;

/// Copies the pinned number: as text, as LaTeX, or as what one types into PyTorch; or its row, or all of the
/// tensor in which it stands.
class CopyMenu : public QMenu {
    Q_OBJECT

  public:
    /// `pinned` says which cell is pinned now, if one is.
    using Pinned = std::function<std::optional<core::Cell>()>;
    CopyMenu(const Player &player, const ViewState &viewState, Pinned pinned, QWidget *parent);

  private:
    using Notation = std::string (*)(const core::Trace &, const core::Cell &);
    QAction *add(const QString &text, Notation notation);
    void copy(Notation notation) const;

    const Player &m_player;
    Pinned m_pinned;
};

} // namespace ui
