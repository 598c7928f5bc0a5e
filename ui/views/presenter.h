// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/paint/paint_cache.h"
#include "ui/scene/view.h"

#include <QWidget>

#include <optional>

namespace ui {

class Appearance;
class CrossFade;
class Lens;
class Player;
class PlaybackMenu;
class TimelineBar;
class ViewState;

/// The picture for a class, on the whole screen: large, without panels, with the keys of a lecture.
class Presenter : public QWidget {
    Q_OBJECT

  public:
    /// What is presented. Requires: all live longer.
    struct Sources {
        Player &player;
        ViewState &viewState;
        const Appearance &appearance;
        PlaybackMenu &playback;
    };
    /// A window of its own, over `parent`; it deletes itself when it is left.
    Presenter(const Sources &sources, QWidget *parent);

    [[nodiscard]] const Scene &scene() const { return m_scene; }
    /// How it looks at the trace now.
    [[nodiscard]] View view() const;
    /// The colour that hides the picture; nothing while it is seen.
    [[nodiscard]] const std::optional<QColor> &blank() const { return m_blank; }

  signals:
    void left();

  protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void closeEvent(QCloseEvent *event) override;

  private:
    void refresh();
    void paintPicture(QPainter &painter);
    void setBlank(const std::optional<QColor> &colour);

    Sources m_sources;
    TimelineBar *m_timeline;
    Lens *m_lens;
    CrossFade *m_fade;
    Scene m_scene;
    PaintCache m_cache;
    int m_turned = 0; ///< of the wheel, since the last step; eighths of a degree
    std::optional<QColor> m_blank;
};

} // namespace ui
