// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/scene/colour.h"

#include <QColor>

#include <array>

namespace ui {

enum class ThemeName { light, dark, contrast, print };

/// One table of colours: what each role looks like.
struct Theme {
    ThemeName name;
    std::array<QRgb, roleCount> roles; ///< in the order of Role
    std::array<QRgb, 8> hues;          ///< sequences A … H, then again
    std::array<QRgb, 5> ramp;          ///< at -1, -1/2, 0, +1/2, +1
    double capShare;                   ///< how much of the hue a cap keeps; the rest is canvas

    /// The colour that a meaning has in this theme, opacity included.
    [[nodiscard]] QColor resolve(const Colour &colour) const;
    /// Black or white, whichever reads better on the colour.
    [[nodiscard]] static QColor textOn(const QColor &ground);
};

[[nodiscard]] const Theme &themeOf(ThemeName name);

/// How clearly two colours differ: 1 … 21. Source: WCAG 2.1, relative luminance.
[[nodiscard]] double contrastRatio(const QColor &a, const QColor &b);

} // namespace ui
