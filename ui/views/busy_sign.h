// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>
#include <QTimer>

namespace ui {

class Runner;

/// In a corner of a widget, while a run takes longer than one notices: that numbers are being computed, and
/// the picture is still the one before.
class BusySign : public QLabel {
    Q_OBJECT

  public:
    /// Requires: the runner lives longer.
    BusySign(const Runner &runner, QWidget &over);

  protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

  private:
    void place();

    QTimer m_patience;
};

} // namespace ui
