// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointF>
#include <QTimer>

class QWidget;

namespace ui {

/// Hides the pointer over a widget when it has not moved for 2 s.
class PointerHider : public QObject {
    Q_OBJECT

  public:
    explicit PointerHider(QWidget &widget);

    [[nodiscard]] bool hides() const { return m_hides; }
    bool eventFilter(QObject *watched, QEvent *event) override;

  private:
    void show();
    void hide();

    QWidget &m_widget;
    QTimer m_rest{this};
    QPointF m_at;
    bool m_hides = false;
};

} // namespace ui
