// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/explain/formula.h"
#include "ui/scene/scene.h"

namespace ui {

class Frame;

/// Values have the colour of their quantity, in text as in the picture.
[[nodiscard]] Role roleOf(const core::Cell &cell);

/// A formula in one size, its indices lowered.
struct FormulaLine {
    QPointF at; ///< left end, on the baseline
    double size = 18;
    double opacity = 1;
};

/// Draws spans in which "_t" and "_{t-1}" are indices. Returns the right end.
double drawFormula(Frame &frame, FormulaLine line, const std::vector<Span> &spans);

/// Symbols in italics and numbers in bold, each in its quantity's colour; what joins them is quiet.
[[nodiscard]] std::vector<Span> symbolSpans(const std::vector<core::FormulaPart> &parts);
[[nodiscard]] std::vector<Span> numberSpans(const std::vector<core::FormulaPart> &parts);

} // namespace ui
