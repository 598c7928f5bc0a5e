// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/paint/paint_cache.h"
#include "ui/scene/scene.h"
#include "ui/scene/view.h"

#include <QWidget>

namespace ui {

class Appearance;
class CrossFade;
class Player;
class ViewState;

/// The stage: the picture of the trace at the player's moment.
class Canvas : public QWidget {
    Q_OBJECT

  public:
    /// What a canvas looks at. Requires: all live longer.
    struct Sources {
        const Player &player;
        ViewState &viewState;
        const Appearance &appearance;
    };
    explicit Canvas(const Sources &sources, QWidget *parent = nullptr);

    /// The picture that is shown; without items before the first trace.
    [[nodiscard]] const Scene &scene() const { return m_scene; }
    /// How it looks at the trace now.
    [[nodiscard]] View view() const;

    /// How far from the whole picture: 1 is all of it.
    [[nodiscard]] double scale() const { return m_camera.scale; }

    void zoomIn();
    void zoomOut();
    /// The whole picture.
    void fit();

  signals:
    void captionChanged(const std::vector<ui::Span> &caption);

  protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool event(QEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

  private:
    void refresh();
    void paintPicture(QPainter &painter);
    void look(const Camera &camera);
    void zoomAt(QPointF at, double factor);
    void lookOnMap(QPointF at);

    Sources m_sources;
    Scene m_scene;
    PaintCache m_cache;
    CrossFade *m_fade;
    Camera m_camera;
    std::optional<QPointF> m_dragged; ///< where the pointer was while it drags the picture
    std::optional<QPointF> m_pressed; ///< on a cell; not yet a click, not yet a drag
    bool m_onMap = false;             ///< the button went down on the map
    bool m_showsFocus = false;        ///< the keyboard brought the focus here
};

} // namespace ui
