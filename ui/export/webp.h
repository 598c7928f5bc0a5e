// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/export/animation.h"

namespace ui {

/// Animated WebP, without loss.
/// Source: the WebP container specification, extended format.
class WebpFormat : public AnimationFormat {
  public:
    [[nodiscard]] Limits limits() const override;
    [[nodiscard]] QByteArray head(const AnimationSize &size) const override;
    [[nodiscard]] QByteArray encoded(const Patch &patch) const override;
    [[nodiscard]] QByteArray frame(int number, const QRect &rect, const QByteArray &encoded,
                                   int ticks) const override;
    [[nodiscard]] QByteArray tail() const override;
};

} // namespace ui
