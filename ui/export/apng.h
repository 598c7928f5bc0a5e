// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/export/animation.h"

namespace ui {

/// Animated PNG, without loss; a program that does not know it shows the first frame.
/// Source: PNG specification, third edition: acTL, fcTL, fdAT.
class ApngFormat : public AnimationFormat {
  public:
    [[nodiscard]] Limits limits() const override;
    [[nodiscard]] QByteArray head(const AnimationSize &size) const override;
    [[nodiscard]] QByteArray encoded(const Patch &patch) const override;
    [[nodiscard]] QByteArray frame(int number, const QRect &rect, const QByteArray &encoded,
                                   int ticks) const override;
    [[nodiscard]] QByteArray tail() const override;
};

} // namespace ui
