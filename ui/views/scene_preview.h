// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/export/picture.h"

#include <QWidget>

#include <functional>

class QMimeData;

namespace ui {

/// A scene as it will be written, as large as there is room for it. It can be dragged into another program,
/// where somebody says what it carries.
class ScenePreview : public QWidget {
    Q_OBJECT

  public:
    explicit ScenePreview(QWidget *parent = nullptr);

    void setScene(Scene scene, const Theme &theme);
    [[nodiscard]] const Scene &scene() const { return m_scene; }
    /// Makes what is dragged out.
    void setCarried(std::function<QMimeData *()> carried);

    [[nodiscard]] QSize sizeHint() const override { return {640, 420}; }

  protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;

  private:
    [[nodiscard]] QRectF pictureRect() const;

    Scene m_scene;
    Theme m_theme;
    std::function<QMimeData *()> m_carried;
    QPoint m_pressed;
};

} // namespace ui
