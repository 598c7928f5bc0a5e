// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>

#include <functional>

namespace ui {

class Appearance;
struct Scene;

/// A magnifier around the pointer while Ctrl is held down over a widget that shows a scene: the same scene,
/// painted larger.
class Lens : public QWidget {
    Q_OBJECT

  public:
    /// `scene` is what the widget shows, from its top left corner on. The lens is a child of the widget.
    Lens(QWidget &widget, std::function<const Scene &()> scene, const Appearance &appearance);

    /// The middle of the part of the scene that is magnified. Units: pixels of the widget.
    [[nodiscard]] QPointF focus() const { return m_focus; }
    /// How many times as large.
    [[nodiscard]] double magnification() const { return m_magnification; }
    /// Opens around a point and magnifies more or less, from 1.5 to 6 times. Units: pixels of the widget;
    /// eighths of a degree of a wheel.
    void magnify(QPointF at, int turned);
    bool eventFilter(QObject *watched, QEvent *event) override;

  protected:
    void paintEvent(QPaintEvent *event) override;

  private:
    void keyPressed(int key);
    void moveTo(QPointF at);
    void open();
    void close();

    std::function<const Scene &()> m_scene;
    const Appearance &m_appearance;
    QTimer m_opens{this};
    QPointF m_focus;
    double m_magnification = 2;
};

} // namespace ui
