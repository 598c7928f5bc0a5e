// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/scene/scene.h"
#include "ui/scene/view.h"

#include <QWidget>

namespace ui {

class Appearance;
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

  signals:
    void captionChanged(const std::vector<ui::Span> &caption);

  protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

  private:
    void refresh();

    Sources m_sources;
    Scene m_scene;
    bool m_showsFocus = false; ///< the keyboard brought the focus here
};

} // namespace ui
