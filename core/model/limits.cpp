// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/limits.h"

namespace core {

std::optional<Index> boundedElements(const Shape &shape, Index most)
{
    Index product = 1;
    for (const Index extent : shape) {
        if (extent < 0 || extent > most || (extent > 0 && product > most / extent))
            return std::nullopt;
        product *= extent;
    }
    return product;
}

Result<Done> checkLimits(const GruShape &shape)
{
    if (shape.numLayers > maxLayers)
        return Error{"num_layers is " + std::to_string(shape.numLayers) + "; it must be at most " +
                         std::to_string(maxLayers),
                     {}};
    const Index D = shape.inputSize, H = shape.hiddenSize, dirs = shape.directions;
    // Each comparison keeps the products of the next one far from overflow.
    const bool fits =
        H <= maxElements && D <= maxElements && 3 * H * (D + H) <= maxElements &&
        dirs * 3 * H * (D + H) + (shape.runs() - dirs) * 3 * H * (dirs * H + H) <= maxElements;
    if (!fits)
        return Error{"input_size " + std::to_string(D) + ", hidden_size " + std::to_string(H) +
                         " and num_layers " + std::to_string(shape.numLayers) +
                         " ask for too many weights; there may be at most " +
                         std::to_string(maxElements),
                     {}};
    return Done{};
}

} // namespace core
