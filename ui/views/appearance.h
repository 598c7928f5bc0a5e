// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/paint/theme.h"

#include <QObject>

class QWidget;

namespace ui {

enum class ThemeChoice { system, light, dark, contrast, print };

/// The theme of a window and of everything in it; the one place where widgets get their colours.
class Appearance : public QObject {
    Q_OBJECT

  public:
    /// Requires: a window that lives longer.
    explicit Appearance(QWidget &window, QObject *parent = nullptr);

    [[nodiscard]] const Theme &theme() const { return themeOf(m_name); }
    [[nodiscard]] ThemeChoice choice() const { return m_choice; }
    /// Remembered from one start to the next.
    void choose(ThemeChoice choice);

    bool eventFilter(QObject *watched, QEvent *event) override;

  signals:
    void changed();

  private:
    void apply();

    QWidget &m_window;
    ThemeChoice m_choice;
    ThemeName m_name = ThemeName::light;
};

/// The theme with another role's colour as its canvas, for scenes that stand on a panel.
[[nodiscard]] Theme onGround(const Theme &theme, Role ground);

} // namespace ui
