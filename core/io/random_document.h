// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/document.h"

#include <string_view>

namespace core {

/// The sizes and the seed of the notebook's own random batch.
struct RandomSpec {
    std::uint64_t seed = 0;
    Index B = 2;
    Index T = 3;
    Index V = 1000;
    Index D = 10;
    Index H = 5;
    std::int64_t low = 0;    ///< smallest id drawn
    std::int64_t high = 100; ///< one more than the largest id drawn

    bool operator==(const RandomSpec &) const = default;
};

/// Reads "seed=0,B=2,T=3,V=1000,D=10,H=5,low=0,high=100"; what is left out keeps its default.
/// Errors: a part that is not key=integer; an unknown key; a key that stands twice; sizes below 1;
/// low that is not below high; sizes beyond what this program takes.
[[nodiscard]] Result<RandomSpec> randomSpec(std::string_view text);

/// The document that the notebook has after torch.manual_seed(seed): ids by randint, lengths by
/// randint, nn.Embedding(V, D, padding_idx=0), nn.GRU(D, H), in this order. The padded width is T.
/// Requires: a spec that `randomSpec` would give.
[[nodiscard]] Document randomDocument(const RandomSpec &spec);

} // namespace core
