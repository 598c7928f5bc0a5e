// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/explain/cell.h"

#include <functional>

namespace tests {

/// Calls `check` for each cell of each tensor of the trace.
inline void forEachCell(const core::Trace &trace,
                        const std::function<void(const core::Cell &)> &check)
{
    for (const core::TensorRef &tensor : core::tensorsOf(trace)) {
        core::Shape shape = core::shapeOf(trace, tensor);
        shape.resize(3, 1);
        for (core::Index i = 0; i < shape[0]; ++i)
            for (core::Index j = 0; j < shape[1]; ++j)
                for (core::Index k = 0; k < shape[2]; ++k)
                    check({tensor, i, j, k});
    }
}

} // namespace tests
