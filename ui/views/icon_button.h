// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>

namespace ui {

class Appearance;

enum class Glyph { previous, play, pause, next, leftPanel, rightPanel, more, windows, close };

/// A button that is a drawn sign without words; its tool tip and its accessible name say what it does.
class IconButton : public QAbstractButton {
    Q_OBJECT

  public:
    enum class Look {
        quiet,   ///< the sign alone, on a pale ground under the pointer or when checked
        primary, ///< a disc in the accent
    };

    IconButton(const Appearance &appearance, Glyph glyph, Look look, QWidget *parent = nullptr);

    void setGlyph(Glyph glyph);
    /// What it does, for the tool tip and for who cannot see it.
    void setPurpose(const QString &text, const QString &shortcut = {});
    [[nodiscard]] QSize sizeHint() const override;

  protected:
    void paintEvent(QPaintEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;

  private:
    const Appearance &m_appearance;
    Glyph m_glyph;
    Look m_look;
};

} // namespace ui
