// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/scene/scene.h"

#include <QFont>

namespace ui {

/// The families of the program, best first: prose in Inter, numbers and code in Hack; then DejaVu,
/// and Nanum for Hangul.
[[nodiscard]] QStringList familiesOf(Face face);

/// The font of a face. Units: size in pixels.
[[nodiscard]] QFont fontOf(Face face, double size);

/// How wide a text is set. Units: pixels.
[[nodiscard]] double widthOf(const QString &text, Face face, double size);
[[nodiscard]] double widthOf(const std::vector<Span> &spans, double size);

/// The words of spans, without their faces.
[[nodiscard]] QString plainText(const std::vector<Span> &spans);
/// What a picture shows, for who cannot see it.
[[nodiscard]] QString descriptionOf(const Scene &scene);

/// The text, or as much of it as fits, with an ellipsis.
[[nodiscard]] QString elided(const QString &text, Face face, double size, double width);

/// Breaks spans between words into lines no wider than `width`.
[[nodiscard]] std::vector<std::vector<Span>> wrapped(const std::vector<Span> &spans, double size,
                                                     double width);

/// A number with `digits` decimals and a real minus sign.
[[nodiscard]] QString numberText(double value, int digits = 4);

/// The shape of a padded tensor in the layout that batch_first asks for. Requires: batch-first.
[[nodiscard]] core::Shape layoutShape(const core::Trace &trace, core::Shape shape);

/// "[28, 8]", as PyTorch prints a shape.
[[nodiscard]] QString shapeText(const core::Shape &shape);

} // namespace ui
