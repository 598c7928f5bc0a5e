// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QButtonGroup;

namespace ui {

/// One choice out of few, side by side.
class Segmented : public QFrame {
    Q_OBJECT

  public:
    explicit Segmented(QWidget *parent = nullptr);

    void add(const QString &text, int id);
    /// Chooses without saying so.
    void setCurrent(int id);

  signals:
    /// A person chose.
    void chosen(int id);

  private:
    QButtonGroup *m_group;
};

} // namespace ui
