// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/real_tensor.h"
#include "core/model/readout.h"

#include <QString>

namespace ui {

/// What a readout makes of one state: the likeliest class.
struct Reading {
    QString name; ///< of the class; its number where classes have no names, "nan" where none is
    double probability = 0; ///< 0 … 1, or NaN

    bool operator==(const Reading &) const = default;
};

/// The likeliest class of one row of logits, the first of equal ones.
/// Shapes: logits [rows, C].
[[nodiscard]] Reading readingOf(const core::Readout<double> &readout,
                                const core::RealTensor &logits, core::Index row);

/// "98 %", ">99 %"; nothing for NaN.
[[nodiscard]] QString shareText(const Reading &reading);

} // namespace ui
