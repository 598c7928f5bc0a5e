// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paint/coverage.h"

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

/// How much of the unit from `at` on lies between the ends.
double overlap(double begin, double end, int at)
{
    return std::clamp(std::min(end, at + 1.0) - std::max(begin, static_cast<double>(at)), 0.0, 1.0);
}

/// The share below `u` of the sum of two coordinates, each anywhere in a pixel.
double below(double u)
{
    if (u <= 0)
        return 0;
    if (u >= 2)
        return 1;
    return u <= 1 ? u * u / 2 : 1 - (2 - u) * (2 - u) / 2;
}

} // namespace

RoundedCoverage::RoundedCoverage(const QRectF &rect, double radius)
    : m_rect(rect), m_radius(std::min({radius, rect.width() / 2, rect.height() / 2}))
{
}

double RoundedCoverage::at(int x, int y) const
{
    const double cx = x + 0.5, cy = y + 0.5;
    // How far the pixel's centre lies beyond the centre of the nearest corner's circle.
    const double dx = std::max(m_rect.left() + m_radius - cx, cx - (m_rect.right() - m_radius));
    const double dy = std::max(m_rect.top() + m_radius - cy, cy - (m_rect.bottom() - m_radius));
    if (m_radius <= 0 || dx <= 0 || dy <= 0)
        return overlap(m_rect.left(), m_rect.right(), x) *
               overlap(m_rect.top(), m_rect.bottom(), y);
    const double square = dx * dx + dy * dy, within = m_radius - 0.5, beyond = m_radius + 0.5;
    if (square >= beyond * beyond)
        return 0;
    // Most pixels of a corner are covered whole and need no root.
    return within > 0 && square <= within * within ? 1 : std::min(1.0, beyond - std::sqrt(square));
}

QRect RoundedCoverage::plain() const
{
    const double inset = std::max(m_radius, 0.0);
    const int left = static_cast<int>(std::ceil(m_rect.left() + inset));
    const int top = static_cast<int>(std::ceil(m_rect.top() + inset));
    const int right = static_cast<int>(std::floor(m_rect.right() - inset));
    const int bottom = static_cast<int>(std::floor(m_rect.bottom() - inset));
    return {left, top, std::max(0, right - left), std::max(0, bottom - top)};
}

double HatchCoverage::at(int sum) const
{
    double covered = 0;
    // Every line whose band touches the two units of this diagonal.
    const double first = std::ceil((sum - half - origin) / distance);
    for (double line = origin + first * distance; line < sum + 2 + half; line += distance)
        covered += below(line + half - sum) - below(line - half - sum);
    return std::min(covered, 1.0);
}

} // namespace ui
