// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/views/scene_label.h"

namespace ui {

/// A sheet whose numbers lead to their cells: by click, and by keyboard with Up, Down and Enter.
class LinkedSheet : public SceneLabel {
    Q_OBJECT

  public:
    LinkedSheet(const Appearance &appearance, Build build, QWidget *parent = nullptr);

  signals:
    /// Somebody wants to go there.
    void asked(const core::Cell &cell);
    /// Somebody points at it; at nothing any more if it is empty.
    void pointedAt(const std::optional<core::Cell> &cell);
    /// The keyboard stands on this area now.
    void reached(const QRect &area);

  protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

  private:
    [[nodiscard]] const Link *linkAt(QPointF point) const;
    [[nodiscard]] const Link *current() const;
    void moveTo(std::ptrdiff_t index);
    void point(const Link *link);

    const Appearance &m_appearance;
    std::ptrdiff_t m_current = -1; ///< where the keyboard stands
    std::optional<core::Cell> m_pointed;
};

} // namespace ui
