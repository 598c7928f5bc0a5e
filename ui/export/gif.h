// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/export/animation.h"
#include "ui/paint/theme.h"

#include <vector>

namespace ui {

/// The 255 colours of a film: the theme's own, and those shades between them that sample pictures use most.
[[nodiscard]] std::vector<QRgb> paletteOf(const Theme &theme, const std::vector<QImage> &samples);

/// Animated GIF. Each pixel takes the nearest colour of the palette.
/// Source: GIF89a specification; the loop is Netscape's extension.
class GifFormat : public AnimationFormat {
  public:
    /// Requires: 255 colours.
    explicit GifFormat(std::vector<QRgb> palette);

    [[nodiscard]] Limits limits() const override;
    [[nodiscard]] QByteArray head(const AnimationSize &size) const override;
    [[nodiscard]] QByteArray encoded(const Patch &patch) const override;
    [[nodiscard]] QByteArray frame(int number, const QRect &rect, const QByteArray &encoded,
                                   int ticks) const override;
    [[nodiscard]] QByteArray tail() const override;

  private:
    std::vector<QRgb> m_palette;
};

} // namespace ui
