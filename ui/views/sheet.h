// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/scene/scene.h"

namespace ui {

/// A piece of a line that leads to a number, or does not.
struct LinkedSpan {
    Span span;
    std::optional<core::Cell> cell{};
};

/// Writes a scene from top to bottom, line after line. Units: pixels.
class Sheet {
  public:
    Sheet(double width, double left, double right);

    [[nodiscard]] double left() const { return m_left; }
    [[nodiscard]] double right() const { return m_right; }
    [[nodiscard]] double width() const { return m_right - m_left; }
    /// Where the next line begins.
    [[nodiscard]] double y() const { return m_y; }

    void space(double height) { m_y += height; }
    void rule();
    /// A heading in bold, with something quiet at the right end of its line.
    void heading(const QString &text, const QString &aside = {});
    /// A fact: its name at the left, its value at the right.
    void fact(const QString &name, const QString &value);
    /// As many lines as the text needs.
    void paragraph(const std::vector<Span> &spans, double size, double lineHeight);
    /// As many lines as the pieces need; those that lead to a number are underlined and stay whole.
    void flow(const std::vector<LinkedSpan> &pieces, double size, double lineHeight);
    /// An area that leads to a number.
    void link(const QRectF &rect, const core::Cell &cell) { m_scene.links.push_back({rect, cell}); }
    /// One line on the baseline `baseline` below here; the sheet does not move on.
    void line(double x, double baseline, std::vector<Span> spans, double size,
              Qt::Alignment align = Qt::AlignLeft, double maxWidth = 0);
    void add(Shape shape) { m_scene.add(std::move(shape)); }
    /// The letter of a sequence on its hue; `size` is a side of it.
    void badge(double x, double y, double size, core::SequenceIndex sequence);

    /// The scene, as high as it was written. The sheet is used up.
    [[nodiscard]] Scene finish();

  private:
    void flowLine(const std::vector<LinkedSpan> &pieces, double size, double lineHeight);

    Scene m_scene;
    double m_left, m_right;
    double m_y = 0;
};

} // namespace ui
