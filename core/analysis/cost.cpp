// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/cost.h"

namespace core {

std::int64_t multiplyAddsPerCell(const GruShape &shape)
{
    std::int64_t total = 0;
    for (Index layer = 0; layer < shape.numLayers; ++layer)
        total +=
            shape.directions * 3 * shape.hiddenSize * (shape.inputOf(layer) + shape.hiddenSize);
    return total;
}

Cost costOf(const Trace &trace)
{
    const std::int64_t each = multiplyAddsPerCell(trace.shape());
    Cost cost;
    cost.paddedCells = trace.B() * trace.paddedWidth();
    cost.packedCells = trace.N();
    cost.paddedMultiplyAdds = cost.paddedCells * each;
    cost.packedMultiplyAdds = cost.packedCells * each;
    return cost;
}

} // namespace core
