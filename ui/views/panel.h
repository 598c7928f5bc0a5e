// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace ui {

class Appearance;

/// The ground of what stands around the stage: the panel colour, and a hairline towards the stage.
class Panel : public QWidget {
    Q_OBJECT

  public:
    Panel(const Appearance &appearance, Qt::Edge edge, QWidget *parent = nullptr);

  protected:
    void paintEvent(QPaintEvent *event) override;
    [[nodiscard]] const Appearance &appearance() const { return m_appearance; }

  private:
    const Appearance &m_appearance;
    Qt::Edge m_edge;
};

} // namespace ui
