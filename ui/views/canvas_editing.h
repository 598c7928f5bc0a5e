// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/document.h"
#include "ui/scene/scene.h"

#include <QObject>
#include <QPointer>

#include <optional>

class QMouseEvent;

namespace ui {

class Canvas;
class Editing;
class Player;
class TypingField;
class ViewState;

/// Editing in the picture itself, wherever it shows a batch that is not computed yet: the end of a row is
/// dragged to another length, and a token is typed where it stands after a double click.
class CanvasEditing : public QObject {
    Q_OBJECT

  public:
    /// Requires: all live longer.
    CanvasEditing(Canvas &canvas, const Player &player, ViewState &viewState, Editing &editing);

    /// Opens the field of a token. Nothing happens if the picture does not show it.
    void openField(core::SequenceIndex sequence, core::StepIndex step);

  protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

  private:
    /// The end of a row that is being dragged.
    struct Drag {
        core::SequenceIndex sequence;
        core::Index length = 0; ///< when it began
        double x = 0;
        double pitch = 1; ///< of the columns
    };

    bool press(const QMouseEvent &event);
    bool move(const QMouseEvent &event);
    bool doubleClick(const QMouseEvent &event);
    bool keyInField(int key);
    /// The row whose last token ends under the pointer.
    [[nodiscard]] std::optional<core::SequenceIndex> rowEndAt(QPointF at) const;
    [[nodiscard]] const Item *tileOf(core::SequenceIndex sequence, core::StepIndex step) const;
    void type(const QString &text);
    void closeField();

    Canvas &m_canvas;
    const Player &m_player;
    ViewState &m_viewState;
    Editing &m_editing;
    std::optional<Drag> m_drag;
    QPointer<TypingField> m_field;
    core::SequenceIndex m_sequence{0}; ///< of the field
    core::StepIndex m_step{0};
};

} // namespace ui
