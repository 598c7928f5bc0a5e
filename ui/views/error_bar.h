// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QWidget>

class QLabel;

namespace ui {

class Appearance;

/// What was refused and why, in one sentence, with PyTorch's own words beneath; until dismissed.
class ErrorBar : public QWidget {
    Q_OBJECT

  public:
    explicit ErrorBar(const Appearance &appearance, QWidget *parent = nullptr);

    void showError(const core::Error &error);
    /// Something to know, in the same place.
    void showNote(const QString &sentence);
    [[nodiscard]] QString text() const;

  protected:
    void paintEvent(QPaintEvent *event) override;

  private:
    const Appearance &m_appearance;
    QLabel *m_sentence;
    QLabel *m_torch;
    bool m_isNote = false;
};

} // namespace ui
