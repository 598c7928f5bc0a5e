// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRect>
#include <QRectF>

namespace ui {

/// How much of each pixel a rectangle with rounded corners covers. Units: device pixels.
class RoundedCoverage {
  public:
    RoundedCoverage(const QRectF &rect, double radius);

    /// 0 … 1 for the pixel whose top left corner is (x, y).
    [[nodiscard]] double at(int x, int y) const;
    /// The pixels that are touched at all.
    [[nodiscard]] QRect bounds() const { return m_rect.toAlignedRect(); }
    /// The pixels that are covered whole, away from corners and edges: nothing changes along them.
    [[nodiscard]] QRect plain() const;

  private:
    QRectF m_rect;
    double m_radius;
};

/// How much of the pixels of one falling diagonal a hatch covers: those with x + y = `sum`.
///
/// Lines stand at multiples of `distance` of x + y, from `origin` on. A pixel's x + y is spread over two
/// units as a triangle; the share of it under a line is what the line covers.
/// Units: device pixels, measured along x + y, not across the line.
struct HatchCoverage {
    double origin = 0;
    double distance = 6;
    double half = 0.7; ///< half of a line's width along x + y

    [[nodiscard]] double at(int sum) const;
};

} // namespace ui
