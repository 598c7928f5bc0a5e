// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/scene/scene.h"

#include <QWidget>

#include <functional>

namespace ui {

class Appearance;

/// A small picture on a panel, as high as it needs to be; the words in it are its accessible name.
class SceneLabel : public QWidget {
    Q_OBJECT

  public:
    using Build = std::function<Scene(double width)>;

    /// `build` makes the scene for a width in pixels.
    SceneLabel(const Appearance &appearance, Build build, QWidget *parent = nullptr);

    /// Makes the scene again, after what it shows has changed.
    void rebuild();
    [[nodiscard]] const Scene &scene() const { return m_scene; }

  protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

  private:
    const Appearance &m_appearance;
    Build m_build;
    Scene m_scene;
};

/// All text of a scene, a line a label.
[[nodiscard]] QString plainText(const Scene &scene);

} // namespace ui
