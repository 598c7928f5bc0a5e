// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/views/track_layout.h"

#include <QAbstractSlider>

#include <optional>

namespace ui {

class Appearance;
class Player;

/// The track with all moves, and a handle at the moment that is shown. To be dragged.
class TimelineBar : public QAbstractSlider {
    Q_OBJECT

  public:
    TimelineBar(Player &player, const Appearance &appearance, QWidget *parent = nullptr);

    /// Draws it larger, for who sits far away.
    void setScale(double scale);
    /// Where the handle is at a time. Units: pixels of this widget. Requires: a timeline.
    [[nodiscard]] QPointF handleAt(double t) const;
    [[nodiscard]] QSize sizeHint() const override
    {
        return QSizeF(900 * m_scale, 70 * m_scale).toSize();
    }
    [[nodiscard]] QSize minimumSizeHint() const override
    {
        return QSizeF(420 * m_scale, 70 * m_scale).toSize();
    }

  protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

  private:
    void relayout();
    void follow(double t);
    void scrubTo(double x);
    void paintNames(QPainter &painter, std::size_t current) const;
    void paintTrack(QPainter &painter, std::size_t current) const;
    void paintNumbers(QPainter &painter, std::size_t current) const;

    Player &m_player;
    const Appearance &m_appearance;
    std::optional<TrackLayout> m_layout;
    double m_scale = 1;
    bool m_resumes = false; ///< it played before the drag
};

} // namespace ui
